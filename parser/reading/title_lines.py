"""Which lines of an article are a document's title: by how they end, and by the lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parser.reading.addressees import is_addressees
from parser.rules.headers import (
    ADDRESSEES,
    ANNEX_MARK,
    ARABIC_DATE,
    ATTACHMENT_FILE,
    CHINESE_DATE,
    DAMAGED_NUMBER_LINE,
    HALF_NUMBER_LINE,
    ISSUE_TITLES,
    NOTE,
    NUMBER_LINE,
    ORDER_LINE,
    OTHER_GENRES,
    SECTION,
    SITE_LINE,
    STATUTORY_GENRES,
    TITLE_REMARK,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import compact, narrow

_MAX_TITLE_LINES = 7
MAX_PART_TITLE_LINES = 5  # of an enclosure or an annex
_MAX_FIRST_LINE = 8  # lines that may stand above a title
_MAX_SECTION = 40  # characters of a section's heading, with the spaces between them
MAX_REPEAT = 8  # lines between two prints of one head
_SPACED_GENRE = re.compile(r"(?:(?<=的)[ \u3000]+)?(?:" + "|".join(r"[ \u3000]*".join(kind) for kind in STATUTORY_GENRES if len(kind) == 2) + ")$")
_LAST_OF_GENRES = tuple(kind[-1] for kind in STATUTORY_GENRES)
GENRE_END = re.compile(rf"(?:{'|'.join(STATUTORY_GENRES + OTHER_GENRES)})(?:[（(][^（）()]*[）)])?》?$")
NOTICE_END = re.compile(rf"(?:{'|'.join(STATUTORY_GENRES)})(?:[（(][^（）()]*[）)])?$")


def title_key(text: str) -> str:
    """What two prints of one title share: no brackets, quotation marks, dashes or spaces."""
    return re.sub(r"[《》<>〈〉“”\"（）()\-—–－~～・·.．]", "", narrow(compact(text)))


def joined_title(blocks: Sequence[SourceBlock], lines: Iterable[int]) -> str:
    """Title lines as one; the last word may be spaced out: 的通　知."""
    joined = "".join(blocks[i].text for i in lines)
    return _SPACED_GENRE.sub(lambda found: compact(found[0]), joined) if joined.endswith(_LAST_OF_GENRES) else joined


def title_after(blocks: Sequence[SourceBlock], number_at: int) -> tuple[int, ...]:
    """The title lines right below block `number_at`."""
    taken: list[int] = []
    for i in range(number_at + 1, min(number_at + 1 + _MAX_TITLE_LINES, len(blocks))):
        if not may_be_title_line(blocks[i]):
            return ()
        taken.append(i)
        joined = joined_title(blocks, taken)
        if (NOTICE_END.search(joined) and "关于" in joined) or (GENRE_END.search(joined) and not _continues(blocks, i)):
            return (*taken, i + 1) if _is_remark(blocks, i + 1) else tuple(taken)
    return ()


def title_before(blocks: Sequence[SourceBlock], number_at: int, floor: int, page_title: str) -> tuple[int, ...]:
    """The title lines right above block `number_at`, none of them above block `floor`."""
    best: tuple[int, ...] = ()
    wanted = title_key(page_title)
    while number_at - 1 > floor and is_date(blocks[number_at - 1].text):
        number_at -= 1  # 某市人民政府关于…的决定, （2021年3月5日）, then the 文号
    for i in range(number_at - 1, max(floor, number_at - _MAX_TITLE_LINES) - 1, -1):
        if not may_be_title_line(blocks[i]) or is_section(blocks[i]):
            break
        lines = tuple(range(i, number_at))
        joined = joined_title(blocks, lines)
        if not GENRE_END.search(joined):
            if i == number_at - 1 and _is_remark(blocks, i):
                continue
            break
        if best and GENRE_END.search(blocks[i].text):
            break  # the line above is a title by itself
        best = lines
        if wanted and title_key(joined) == wanted:
            break
    return best


def first_title(blocks: Sequence[SourceBlock], page_title: str) -> range | None:
    """The title lines of a page's only document; an empty range when addressees or a date come first: what stands below them
    is what a notice issues. None when there are neither."""
    wanted = title_key(page_title)
    for first in range(min(_MAX_FIRST_LINE, len(blocks))):
        if blocks[first].table is None and (is_addressees(blocks[first].text) or is_date(blocks[first].text)):
            return range(0)
        for last in range(first, min(first + _MAX_TITLE_LINES, len(blocks))):
            if not may_be_title_line(blocks[last]):
                break
            joined = joined_title(blocks, range(first, last + 1))
            if title_key(joined) == wanted or (GENRE_END.search(joined) and len(joined) >= 6 and not _continues(blocks, last)):
                end = last + 1 + _is_remark(blocks, last + 1)
                return _printed_again(blocks, last + 1, title_key(joined)) or range(first, end)
    return None


def _is_remark(blocks: Sequence[SourceBlock], i: int) -> bool:
    """Whether a line belongs to the title above it: （试行）, （2021—2025年）."""
    return i < len(blocks) and blocks[i].table is None and bool(TITLE_REMARK.match(blocks[i].text))


def _printed_again(blocks: Sequence[SourceBlock], start: int, title: str) -> range | None:
    """The lines that print a title (as `title_key`) once more, within a few lines below its first print."""
    for first in range(start, min(start + MAX_REPEAT, len(blocks))):
        joined = ""
        for last in range(first, min(first + _MAX_TITLE_LINES, len(blocks))):
            joined += title_key(blocks[last].text)
            if joined == title:
                return range(first, last + 1)
            if not joined or not title.startswith(joined):
                break
    return None


def _continues(blocks: Sequence[SourceBlock], i: int) -> bool:
    """Whether the line after block `i` still looks like a title line (then a title may go on)."""
    return i + 1 < len(blocks) and may_be_title_line(blocks[i + 1]) and bool(GENRE_END.search(blocks[i + 1].text))


def may_be_title_line(block: SourceBlock) -> bool:
    text = block.text
    return (
        block.table is None and len(text) <= 80 and not re.search(r"[。；！？]", text) and not starts_with_label(text)
        and not is_date(text) and not any(rule.match(text) for rule in (NOTE, ANNEX_MARK, ADDRESSEES, SITE_LINE, *ISSUE_TITLES))
        and not is_number_line(block)
        and not ATTACHMENT_FILE.fullmatch(text)
    )


def is_number_line(block: SourceBlock) -> bool:
    """Whether a line is a 文号 and nothing else."""
    if block.table is not None or not ("号" in block.text or block.text[-1:].isdigit()):
        return False
    text = compact(block.text)
    return any(rule.match(text) for rule in (NUMBER_LINE, DAMAGED_NUMBER_LINE, HALF_NUMBER_LINE, ORDER_LINE))


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return "日" in line[-2:] and bool(ARABIC_DATE.match(line) or CHINESE_DATE.match(line))


def is_section(block: SourceBlock) -> bool:
    """Whether a line is the heading of a gazette's section."""
    return block.table is None and len(block.text) <= _MAX_SECTION and bool(SECTION.match(compact(block.text))) and "关于" not in block.text
