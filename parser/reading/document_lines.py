"""What single lines of a document say: dates, titles of annexes."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from parser.model import Line, LineKind
from parser.reading.title_lines import title_key
from parser.rules.headers import (
    ANNEX_TITLE_END,
    ARABIC_DATE,
    CHINESE_DATE,
    SIGNED_ARABIC_DATE,
    SIGNED_CHINESE_DATE,
)
from parser.rules.numbering import starts_with_label
from parser.rules.numerals import to_int
from parser.source import SourceBlock
from parser.text import has_han

MAX_TITLE_LINES = 5


def printed_line(block: SourceBlock, part: str, kind: LineKind) -> Line:
    """A block that stands outside of a document's clauses; a table is kept as its cells, one a line."""
    text = "\n".join(block.table.printed_cells()) if block.table else block.text
    return Line(part=part, kind=kind, text=text, block=block.number, line=block.line)


def annex_title(text: str) -> str:
    """The title of an annex without the mark that ends its line in a list."""
    return text.strip("。；; ")


def annex_title_length(blocks: Sequence[SourceBlock], listed: str) -> int:
    """How many of the lines below an annex's mark are its title: those that spell the listed one, with or without its author,
    else one that looks like a title, or two of which the second ends as titles do."""
    joined, wanted = "", title_key(listed)
    for length, block in enumerate(blocks[:MAX_TITLE_LINES], 1):
        if block.table is not None:
            break
        joined += block.text
        key = title_key(joined)
        if wanted and (key == wanted or (len(key) >= 8 and wanted.endswith(key))):
            return length
    likely = list(itertools.takewhile(_may_be_annex_title, blocks[:2]))
    if len(likely) == 2 and ANNEX_TITLE_END.search(likely[1].text) and not ANNEX_TITLE_END.search(likely[0].text):
        return 2
    return min(len(likely), 1)


def _may_be_annex_title(block: SourceBlock) -> bool:
    text = block.text
    return block.table is None and len(text) <= 50 and not re.search(r"[。；：，]", text) and not starts_with_label(text) and has_han(text)


def date_line(text: str) -> re.Match[str] | None:
    """A line that is a date, or a signature and a date."""
    if "日" not in text[-2:]:
        return None
    chinese = text.replace("O", "〇").replace("o", "〇").replace("0", "〇")
    tries = ((ARABIC_DATE, text), (SIGNED_ARABIC_DATE, text), (CHINESE_DATE, chinese), (SIGNED_CHINESE_DATE, chinese))
    return next((match for rule, line in tries if (match := rule.match(line))), None)


def read_date(year: str, month: str, day: str) -> dt.date | None:
    """A date from numerals of either kind; None when there is no such day."""
    numbers = [to_int(part) for part in (year, month, day)]
    try:
        return dt.date(*numbers)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
