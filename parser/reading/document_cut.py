"""Cuts an article into documents: where each begins and ends, its section, 文号 line and title lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.rules.headers import (
    ADDRESSEES,
    ANNEX_MARK,
    ARABIC_DATE,
    ATTACHMENT_FILE,
    CHINESE_DATE,
    CHRONICLE,
    COVER_TITLE,
    DAMAGED_NUMBER_LINE,
    ISSUE_TITLES,
    NOTE,
    NUMBER_LINE,
    ORDER_SERIAL,
    ORDER_TITLE,
    OTHER_GENRES,
    SECTION,
    STATUTORY_GENRES,
    TITLE_WITH_ISSUER,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import compact, narrow

_MAX_TITLE_LINES = 7
_MAX_SECTION = 40  # characters of a section's heading, with the spaces between them
_GENRE_END = re.compile(rf"(?:{'|'.join(STATUTORY_GENRES + OTHER_GENRES)})(?:[（(][^（）()]*[）)])?》?$")
_NOTICE_END = re.compile(rf"(?:{'|'.join(STATUTORY_GENRES)})(?:[（(][^（）()]*[）)])?$")


@dataclass(frozen=True)
class Cut:
    """Blocks [start, end) of one document; `title_at` holds the indices of its title lines, `section_at` its section's."""

    start: int
    end: int
    section: str | None
    section_at: int | None
    number_at: int | None
    title_at: tuple[int, ...]
    title: str


def title_key(text: str) -> str:
    """What two prints of one title share: no brackets, quotation marks, dashes or spaces."""
    return re.sub(r"[《》<>〈〉“”\"（）()\-—–－~～・·.．]", "", narrow(compact(text)))


def cut_documents(blocks: Sequence[SourceBlock], page_title: str, is_gazette: bool) -> list[Cut]:
    """The documents of an article in order; every block from the first one on belongs to exactly one of them."""
    heads = _numbered_heads(blocks, page_title)
    heads += _section_heads(blocks, {i for head in heads for i in range(head.first, head.last + 1)})
    heads.sort(key=lambda head: head.first)
    if not heads and (alone := _head_without_number(blocks, page_title)):
        heads = [alone]
    heads += _titled_heads(blocks, heads)
    heads.sort(key=lambda head: head.first)
    if not heads:
        return []
    begins = [0, *(_section_before(blocks, head) or head.first for head in heads[1:])]
    cuts: list[Cut] = []
    section: str | None = None
    for head, begin, end in zip(heads, begins, [*begins[1:], len(blocks)], strict=True):
        section_at = _section_before(blocks, head)
        if head.number_at is None and _is_section(blocks[head.first]) and head.first not in head.title_at:
            section_at = head.first
        if section_at is not None:
            section = blocks[section_at].text
        title = _title(blocks, head)
        if not title and head.number_at is None and section_at is not None:
            title = section or ""
        named = section if is_gazette or section_at is not None else None
        cuts.append(Cut(begin, end, named, section_at, head.number_at, head.title_at, title))
    return cuts


@dataclass(frozen=True)
class _Head:
    """The head of a document: its first and last block, its 文号 line and its title lines."""

    first: int
    last: int
    number_at: int | None
    title_at: tuple[int, ...]


def _section_before(blocks: Sequence[SourceBlock], head: _Head) -> int | None:
    return head.first - 1 if head.first and _is_section(blocks[head.first - 1]) else None


def _numbered_heads(blocks: Sequence[SourceBlock], page_title: str) -> list[_Head]:
    heads: list[_Head] = []
    floor = 0
    for i, block in enumerate(blocks):
        if not _is_number_line(block):
            if order := _order_head(blocks, i, floor):
                heads.append(order)
                floor = order.last + 1
            continue
        title_at = _title_after(blocks, i) or _title_before(blocks, i, floor, page_title)
        if not title_at and (heads or not NUMBER_LINE.match(compact(block.text))):
            continue  # a 文号 on a line of its own inside a document
        head = _Head(min((i, *title_at)), max((i, *title_at)), i, title_at)
        heads.append(head)
        floor = head.last + 1
    return heads


def _is_number_line(block: SourceBlock) -> bool:
    if block.table is not None or "号" not in block.text:
        return False
    text = compact(block.text)
    return bool(NUMBER_LINE.match(text) or DAMAGED_NUMBER_LINE.match(text))


def _order_head(blocks: Sequence[SourceBlock], i: int, floor: int) -> _Head | None:
    """某市人民政府令 with 第12号 on the line below it."""
    if i < max(floor, 1) or not ORDER_SERIAL.match(blocks[i].text) or not ORDER_TITLE.match(compact(blocks[i - 1].text)):
        return None
    return _Head(i - 1, i, i, (i - 1,))


def _title_after(blocks: Sequence[SourceBlock], number_at: int) -> tuple[int, ...]:
    taken: list[int] = []
    for i in range(number_at + 1, min(number_at + 1 + _MAX_TITLE_LINES, len(blocks))):
        if not _may_be_title_line(blocks[i]):
            return ()
        taken.append(i)
        joined = "".join(blocks[k].text for k in taken)
        if (_NOTICE_END.search(joined) and "关于" in joined) or (_GENRE_END.search(joined) and not _continues(blocks, i)):
            return tuple(taken)
    return ()


def _continues(blocks: Sequence[SourceBlock], i: int) -> bool:
    """Whether the line after block `i` still looks like a title line (then a title may go on)."""
    return i + 1 < len(blocks) and _may_be_title_line(blocks[i + 1]) and bool(_GENRE_END.search(blocks[i + 1].text))


def _title_before(blocks: Sequence[SourceBlock], number_at: int, floor: int, page_title: str) -> tuple[int, ...]:
    best: tuple[int, ...] = ()
    wanted = title_key(page_title)
    for i in range(number_at - 1, max(floor, number_at - _MAX_TITLE_LINES) - 1, -1):
        if not _may_be_title_line(blocks[i]) or _is_section(blocks[i]):
            break
        lines = tuple(range(i, number_at))
        joined = "".join(blocks[k].text for k in lines)
        if not _GENRE_END.search(joined):
            break
        if best and _GENRE_END.search(blocks[i].text):
            break  # the line above is a title by itself
        best = lines
        if wanted and title_key(joined) == wanted:
            break
    return best


def _section_heads(blocks: Sequence[SourceBlock], taken: set[int]) -> list[_Head]:
    """Documents without a 文号 that a section heading opens: the chronicle, appointments."""
    heads: list[_Head] = []
    for i, block in enumerate(blocks):
        if i in taken or not _is_section(block) or i + 1 in taken:
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if following is None or following.table is not None:
            continue
        if _is_section(following) and following.text != block.text and i + 2 not in taken:
            continue
        if heads and heads[-1].last >= i:
            continue
        if CHRONICLE.search(block.text) or _may_be_title_line(following):
            title_at = (i + 1,) if _is_section(following) or _GENRE_END.search(following.text) else ()
            heads.append(_Head(i, max((i, *title_at)), None, title_at))
    return heads


def _titled_heads(blocks: Sequence[SourceBlock], heads: Sequence[_Head]) -> list[_Head]:
    """Documents without a 文号 or a section heading: a title with its issuer right below the date that ends another document.
    What a notice issues or forwards stands there too and is no document of its own."""
    taken = {i for head in heads for i in range(head.first, head.last + 1)}
    found: list[_Head] = []
    for i in range(1, len(blocks)):
        if i in taken or not is_date(blocks[i - 1].text):
            continue
        before = max((head for head in (*heads, *found) if head.first < i), key=lambda head: head.first, default=None)
        title_at = _title_after(blocks, i - 1)
        joined = "".join(blocks[k].text for k in title_at)
        if before and TITLE_WITH_ISSUER.match(joined) and not taken & set(title_at) and not COVER_TITLE.search(_title(blocks, before)):
            found.append(_Head(i, title_at[-1], None, title_at))
    return found


def _title(blocks: Sequence[SourceBlock], head: _Head) -> str:
    return "".join(blocks[i].text for i in head.title_at).replace("\u3000", "")


def _head_without_number(blocks: Sequence[SourceBlock], page_title: str) -> _Head | None:
    wanted = title_key(page_title)
    for first in range(min(8, len(blocks))):
        joined = ""
        for last in range(first, min(first + _MAX_TITLE_LINES, len(blocks))):
            if not _may_be_title_line(blocks[last]):
                break
            joined += blocks[last].text
            if title_key(joined) == wanted or (_GENRE_END.search(joined) and len(joined) >= 6 and not _continues(blocks, last)):
                return _Head(first, last, None, tuple(range(first, last + 1)))
    if any(starts_with_label(block.text) for block in blocks) or _GENRE_END.search(page_title):
        return _Head(0, 0, None, ())
    return None


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return "日" in line[-2:] and bool(ARABIC_DATE.match(line) or CHINESE_DATE.match(line))


def _is_section(block: SourceBlock) -> bool:
    return block.table is None and len(block.text) <= _MAX_SECTION and bool(SECTION.match(compact(block.text))) and "关于" not in block.text


def _may_be_title_line(block: SourceBlock) -> bool:
    text = block.text
    return (
        block.table is None and len(text) <= 80 and not re.search(r"[。；！？]", text) and not starts_with_label(text)
        and not is_date(text) and not any(rule.match(text) for rule in (NOTE, ANNEX_MARK, ADDRESSEES, *ISSUE_TITLES))
        and not _is_number_line(block)
        and not ATTACHMENT_FILE.fullmatch(text)
    )
