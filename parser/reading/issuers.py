"""Which bodies issue a document: by its title, its signature, its letterhead, its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parser.rules.headers import AND_OTHERS, ISSUER_IN_TITLE, ISSUERS, JOINT_ISSUERS, ORDER, SERIAL_TITLE
from parser.text import compact

_LONGEST = 60  # characters of a letterhead, with the spaces between them


def find_issuer(title: str, title_lines: Sequence[str], head: Sequence[str], signature: str | None, number: str | None) -> str | None:
    """The issuers of a document, whose head prints the lines `head`; several are joined by 、."""
    joint = JOINT_ISSUERS.match("\u3000".join(title_lines))
    issuer = re.sub(r"[ \u3000]+", "、", joint["names"]) if joint else _in_title(title)
    if not issuer:
        serial_title = SERIAL_TITLE.match(title)
        issuer = title.removesuffix(serial_title["kind"]) if serial_title else signature
    letterhead = _letterhead(head)
    issuer = issuer or _of_order(number) or letterhead
    if issuer and signature and _names_the_others(signature, issuer):
        return signature
    return next((name for name in (signature, letterhead) if issuer and name and _is_full_name(name, issuer)), issuer)


def issuer_of_promulgation(text: str) -> tuple[str, str] | None:
    """The issuer and the serial number of the order that the brackets below a title name."""
    order = ORDER.search(text)
    return (re.sub(r"^.*日", "", order["issuer"]), order["serial"]) if order else None


def _in_title(title: str) -> str | None:
    match = ISSUER_IN_TITLE.match(title)
    return re.sub(r"\s+", "、", (match["issuer"] or match["body"]).strip()) if match else None


def _of_order(number: str | None) -> str | None:
    order = ORDER.search(number) if number else None
    return order["issuer"] if order else None


def _letterhead(head: Sequence[str]) -> str | None:
    """某市人民政府办公室文件, in red above a document: the body that it names."""
    names = (compact(line).removesuffix("文件") for line in head if line.endswith("件") and len(line) <= _LONGEST)
    return next((name for name in names if ISSUERS.match(name)), None)


def _is_full_name(name: str, issuer: str) -> bool:
    """Whether a name is the full one of a body that is called by a short one: 某市人民政府 for 市政府."""
    full, short = (text.replace("人民政府", "政府") for text in (name, issuer))
    return len(full) > len(short) and "、" not in full and full.endswith(short)


def _names_the_others(signature: str, issuer: str) -> bool:
    """Whether a signature names all bodies of which the title names the first alone: 某省水利厅等三部门."""
    others = AND_OTHERS.match(issuer)
    return others is not None and "、" in signature and signature.split("、")[0].endswith(others["first"])
