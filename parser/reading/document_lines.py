"""What single lines of a document say: dates, titles of enclosures and of annexes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from parser.model import Line, LineKind
from parser.reading.document_cut import title_key
from parser.rules.headers import (
    ARABIC_DATE,
    CHINESE_DATE,
    COVER_TITLE,
    OTHER_GENRES,
    QUOTED_TITLE,
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


def enclosure_titles(title: str) -> list[str]:
    """The titles of what a 印发通知 issues, as its own title names them."""
    match = COVER_TITLE.search(title)
    if not match:
        return []
    issued = match["issued"]
    if quoted := [found["title"] for found in QUOTED_TITLE.finditer(issued)]:
        return quoted
    halves = re.split(r"(?<=[\u4e00-\u9fff）])和(?=[\u4e00-\u9fff])", issued)
    ends = re.compile(rf"(?:{'|'.join(OTHER_GENRES)})(?:（[^（）]*）)?$")
    return halves if len(halves) > 1 and all(ends.search(half) for half in halves) else [issued]


def annex_title(text: str) -> str:
    """The title of an annex without the mark that ends its line in a list."""
    return text.strip("。；; ")


def is_title_of(key: str, wanted: str) -> bool:
    """Whether a printed title (as `title_key`) is the wanted one; a forwarding notice's title drops 的 and adds the author:
    转发市水务局关于加强河道巡查意见的通知 forwards 关于加强河道巡查的意见."""
    whole = title_key(wanted)
    return key == whole or ("关于" in key and len(key) >= 8 and whole.replace("的", "").endswith(key.replace("的", "")))


def annex_title_length(blocks: Sequence[SourceBlock], listed: str) -> int:
    """How many of the lines below an annex's mark are its title: those that spell the listed one, else one that looks like
    a title."""
    joined, key = "", title_key(listed)
    for length, block in enumerate(blocks[:MAX_TITLE_LINES], 1):
        if block.table is not None:
            break
        joined += block.text
        if key and title_key(joined) == key:
            return length
    if not blocks or blocks[0].table is not None:
        return 0
    text = blocks[0].text
    return int(len(text) <= 50 and not re.search(r"[。；：，]", text) and not starts_with_label(text) and has_han(text))


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
