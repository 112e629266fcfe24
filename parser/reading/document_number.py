"""One 文号 as a text prints it: what it should read, and what is wrong with the print."""

from __future__ import annotations

import re
from typing import Literal

from parser.rules.headers import HALF_NUMBER_LINE, NUMBER, NUMBER_WITHOUT_BRACKETS, ORDER
from parser.rules.numerals import to_int
from parser.text import compact

Damage = Literal["missing", "wrong"]  # the findings number-brackets-missing and number-brackets-wrong
_STANDARD = re.compile(r"〔\d{4}〕[1-9]\d*号$")


def read_number(text: str) -> tuple[str | None, Damage | None]:
    """The first 文号 in a text as GB/T 9704-2012, 7.2.5 wants it, 六角括号, year in full, serial without 第 and leading zeros, or the number of an
    order; and its damage: the year's brackets are `missing` (内政发201845号, 内政发〔201845号, parted after the year), or it is printed `wrong` ([2019], 第11号)."""
    if match := NUMBER.search(text):
        damage: Damage | None = None if _STANDARD.search(compact(match[0])) else "wrong"
        return _canonical(match), damage
    if match := ORDER.search(text):
        return f"{compact(match['issuer'])}令第{to_int(match['serial'])}号", None
    if match := NUMBER_WITHOUT_BRACKETS.search(text) or HALF_NUMBER_LINE.match(text):
        return _canonical(match), "missing"
    return None, None


def _canonical(match: re.Match[str]) -> str:
    return f"{compact(match['code'])}〔{match['year']}〕{int(match['serial'])}号"
