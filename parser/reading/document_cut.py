"""Cuts an article into documents: where each begins and ends, its section, 文号 line and title lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parser.reading.title_lines import (
    GENRE_END,
    MAX_REPEAT,
    first_title,
    is_date,
    is_number_line,
    is_section,
    joined_title,
    may_be_title_line,
    title_after,
    title_before,
)
from parser.rules.headers import (
    CHRONICLE,
    COVER_TITLE,
    NUMBER_LINE,
    ORDER_LINE,
    ORDER_SERIAL,
    SERIAL_TITLE,
    TITLE_WITH_ISSUER,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import compact


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
        if head.number_at is None and is_section(blocks[head.first]) and head.first not in head.title_at:
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
    return head.first - 1 if head.first and is_section(blocks[head.first - 1]) else None


def _numbered_heads(blocks: Sequence[SourceBlock], page_title: str) -> list[_Head]:
    heads: list[_Head] = []
    floor = 0
    for i, block in enumerate(blocks):
        if not is_number_line(block):
            if order := _order_head(blocks, i, floor):
                heads.append(order)
                floor = order.last + 1
            continue
        title_at = title_after(blocks, i) or title_before(blocks, i, floor, page_title)
        if not title_at and not heads and ORDER_LINE.match(compact(block.text)):
            title_at = (i,)
        if not title_at and (heads or not NUMBER_LINE.match(compact(block.text))):
            continue  # a 文号 on a line of its own inside a document
        head = _Head(min((i, *title_at)), max((i, *title_at)), i, title_at)
        if heads and _is_repeated(blocks, heads[-1], head):
            head = replace(head, first=heads.pop().first)
        heads.append(head)
        floor = head.last + 1
    return heads


def _is_repeated(blocks: Sequence[SourceBlock], before: _Head, head: _Head) -> bool:
    """Whether a head prints again what the head of the portal right above it says."""
    return (
        before.number_at is not None and head.number_at is not None and head.first - before.last <= MAX_REPEAT
        and _bare_number(blocks[before.number_at].text) == _bare_number(blocks[head.number_at].text)
        and all(block.table is None and "。" not in block.text for block in blocks[before.last + 1:head.first])
    )


def _bare_number(number: str) -> str:
    """A 文号 without the brackets of its year: what two prints of one number share."""
    return re.sub(r"[^\u4e00-\u9fff\d]", "", number)


def _order_head(blocks: Sequence[SourceBlock], i: int, floor: int) -> _Head | None:
    """某市人民政府令 or 某市水务局公告 with its number on the line below it."""
    if i < max(floor, 1) or not ORDER_SERIAL.match(compact(blocks[i].text)) or not SERIAL_TITLE.match(compact(blocks[i - 1].text)):
        return None
    return _Head(i - 1, i, i, (i - 1,))


def _section_heads(blocks: Sequence[SourceBlock], taken: set[int]) -> list[_Head]:
    """Documents without a 文号 that a section heading opens: the chronicle, appointments."""
    heads: list[_Head] = []
    for i, block in enumerate(blocks):
        if i in taken or not is_section(block) or i + 1 in taken:
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if following is None or following.table is not None:
            continue
        if is_section(following) and following.text != block.text and i + 2 not in taken:
            continue
        if heads and heads[-1].last >= i:
            continue
        if CHRONICLE.search(block.text) or may_be_title_line(following):
            title_at = (i + 1,) if is_section(following) or GENRE_END.search(following.text) else ()
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
        title_at = title_after(blocks, i - 1)
        joined = joined_title(blocks, title_at)
        if before and TITLE_WITH_ISSUER.match(joined) and not taken & set(title_at) and not COVER_TITLE.search(_title(blocks, before)):
            found.append(_Head(i, title_at[-1], None, title_at))
    return found


def _title(blocks: Sequence[SourceBlock], head: _Head) -> str:
    title = joined_title(blocks, head.title_at).replace("\u3000", "")
    order = ORDER_LINE.match(compact(title)) if head.title_at == (head.number_at,) else None
    return order["title"] if order else title


def _head_without_number(blocks: Sequence[SourceBlock], page_title: str) -> _Head | None:
    title = first_title(blocks, page_title)
    if title:
        return _Head(title[0], title[-1], None, tuple(title))
    if title is not None or GENRE_END.search(page_title) or any(starts_with_label(block.text) for block in blocks):
        return _Head(0, 0, None, ())
    return None
