"""Masks what belongs to a person and not to an office: mobile numbers, identity card numbers, private e-mail addresses.

Runs before any pass reads the text, so that no record, page, index or archive can hold what is masked. A text keeps its
length: characters in the middle become `*`. Landlines and addresses in an office's own domain (gov.cn and all others
that are no private mail service) stay, and so does what the source itself has masked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from parser.diagnostics import Report
from parser.model import Table
from parser.reading.corrections import Correction
from parser.source import Source, SourceBlock
from parser.text import INVISIBLE

_UNSEEN = f"{INVISIBLE.pattern}*"  # which copying leaves behind
_GAP = f"{_UNSEEN}[ \u3000\xa0－—–-]?{_UNSEEN}"
_WORTH_READING = re.compile(r"[@＠0-9０-９](?:(?<=\D)|(?:\W*\d){10})")  # an @ or eleven digits: most lines hold neither
_MAIL_SERVICES = (
    r"(?:vip\.)?(?:qq|foxmail|163|126|yeah|188|sina|sohu|tom|21cn|139|189|wo|aliyun|gmail|googlemail|outlook|hotmail|live"
    r"|msn|yahoo|icloud)\.(?:com\.cn|com|net|cn)"
)


def _digits(count: int) -> str:
    return _UNSEEN.join([r"\d"] * count)


@dataclass(frozen=True)
class Kind:
    """One kind of personal contact: what it is called, how it is printed, how many characters stay at either end of what
    is masked (group 1), and what else must hold of it."""

    title: str
    pattern: re.Pattern[str]
    kept_before: int
    kept_after: int
    holds: Callable[[str], bool] = lambda found: True


def _has_birthday(number: str) -> bool:
    """Whether digits 7 to 14 of an identity card number are a day (GB 11643-1999)."""
    digits = "".join(char for char in number if char.isalnum())
    try:
        born = dt.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


_LOCAL = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+"  # of an address, before its @
KINDS = (
    Kind("身份证号", re.compile(rf"(?<!\d)({_digits(6)}{_GAP}{_digits(8)}{_GAP}{_digits(3)}{_UNSEEN}[\dXxＸｘ])(?!\d)"),
         6, 2, _has_birthday),
    Kind("手机号", re.compile(
        rf"(?<!\d)(?<!\d\.)(?:86|0)?{_GAP}([1１]{_UNSEEN}[3-9３-９]{_UNSEEN}\d{_GAP}{_digits(4)}{_GAP}{_digits(4)})"
        r"(?!\d|[万亿]?(?:元|吨|立方|平方|公斤|千瓦))"), 3, 4),
    Kind("个人邮箱", re.compile(
        rf"(?<![{_LOCAL}*＊-])([{_LOCAL}-]+)\s?[@＠]\s?{_MAIL_SERVICES}(?![A-Za-z0-9-]|\.[A-Za-z])", re.IGNORECASE),
         1, 0),
)


def masked(text: str) -> str:
    """`text` with every personal contact masked."""
    return _mask(text)[0] if _WORTH_READING.search(text) else text


def _mask(text: str) -> tuple[str, list[tuple[str, str]]]:
    """`text` with every personal contact masked, and what was masked: the title of its kind, what is left to be seen."""
    found: list[tuple[str, str]] = []
    for kind in KINDS:
        pieces, end = [], 0
        for match in kind.pattern.finditer(text):
            if kind.holds(match[1]):
                hidden = _hide_middle(match[1], kind)
                pieces += [text[end : match.start(1)], hidden]
                end = match.end(1)
                found.append((kind.title, hidden + text[end : match.end()]))
        text = "".join([*pieces, text[end:]])
    return text, found


def mask_source(source: Source, report: Report) -> Source:
    """The source with every personal contact masked, and a finding for each."""
    for text in (source.page_title, *source.metadata.values()):
        _report(text, 0, report)
    return replace(
        source,
        page_title=masked(source.page_title),
        metadata={label: masked(value) for label, value in source.metadata.items()},
        # A block's text, and each cell of its table, is what it printed without some of its spaces.
        blocks=tuple(_mask_block(block, report) if _WORTH_READING.search(block.printed) else block for block in source.blocks),
        lines=tuple(map(masked, source.lines)),
    )


def mask_correction(correction: Correction) -> Correction:
    """The correction as it applies to a masked source."""
    values = {name: masked(value) if isinstance(value, str) else value for name, value in correction.values.items()}
    return replace(correction, passage=masked(correction.passage), reason=masked(correction.reason), values=values)


def _hide_middle(contact: str, kind: Kind) -> str:
    """A contact with `*` for its middle letters and digits; what separates them stays. A short one is hidden whole."""
    places = [place for place, char in enumerate(contact) if char.isalnum()]
    before = kind.kept_before if len(places) > kind.kept_before + kind.kept_after else 0
    hidden = set(places[before : len(places) - kind.kept_after])
    return "".join("*" if place in hidden else char for place, char in enumerate(contact))


def _mask_block(block: SourceBlock, report: Report) -> SourceBlock:
    for text in block.table.printed_cells() if block.table else (block.text,):
        _report(text, block.number, report)
    table = block.table and Table(tuple(tuple(masked(cell) for cell in row) for row in block.table.rows), block.table.merged)
    return replace(block, printed=masked(block.printed), text=masked(block.text), table=table)


def _report(text: str, block: int, report: Report) -> None:
    for title, shown in _mask(text)[1]:
        report("personal-contact", block, shown, what=f"{title}{shown}")
