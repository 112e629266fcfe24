"""What single lines of a document say: dates, and what a document keeps of a printed line."""

from __future__ import annotations

import datetime as dt
import re

from parser.model import Line, LineKind
from parser.rules.headers import (
    ARABIC_DATE,
    CHINESE_DATE,
    DIGITS_DATE,
    PROMULGATED,
    SIGNED_ARABIC_DATE,
    SIGNED_CHINESE_DATE,
)
from parser.rules.numerals import to_int
from parser.source import SourceBlock


def printed_line(block: SourceBlock, part: str, kind: LineKind) -> Line:
    """A block that stands outside of a document's clauses; a table is kept as its cells, one a line."""
    text = "\n".join(block.table.printed_cells()) if block.table else block.text
    return Line(part=part, kind=kind, text=text, block=block.number, line=block.line)


def date_line(text: str) -> re.Match[str] | None:
    """A line that is a date, or a signature and a date."""
    if "日" not in text[-2:]:
        return DIGITS_DATE.match(text) if text[-1:].isdigit() else None
    chinese = text.replace("O", "〇").replace("o", "〇").replace("0", "〇")
    tries = ((ARABIC_DATE, text), (SIGNED_ARABIC_DATE, text), (CHINESE_DATE, chinese), (SIGNED_CHINESE_DATE, chinese))
    return next((match for rule, line in tries if (match := rule.match(line))), None)


def promulgation_date(line: str) -> dt.date | None:
    """The day in the brackets below a title (…年…月…日…通过 …年…月…日…公布): when it was published, else the first."""
    dates = list(PROMULGATED.finditer(line))
    match = next((found for found in dates if found["act"] in ("公布", "发布")), dates[0] if dates else None)
    return read_date(match["year"], match["month"], match["day"]) if match else None


def read_date(year: str, month: str, day: str) -> dt.date | None:
    """A date from numerals of either kind; None when there is no such day."""
    numbers = [to_int(part) for part in (year, month, day)]
    try:
        return dt.date(*numbers)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
