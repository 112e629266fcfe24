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
    ISSUE_TITLE,
    NOTE,
    NUMBER_LINE,
    OTHER_GENRES,
    SECTION,
    STATUTORY_GENRES,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import compact, narrow

_MAX_TITLE_LINES = 7
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
    heads += _section_heads(blocks, {i for head in heads for i in range(head[0], head[1] + 1)})
    heads.sort()
    if not heads and (alone := _head_without_number(blocks, page_title)):
        heads = [alone]
    cuts: list[Cut] = []
    section: str | None = None
    for n, (start, last, number_at, title_at) in enumerate(heads):
        section_at = start - 1 if start and _is_section(blocks[start - 1]) else None
        if number_at is None and _is_section(blocks[start]) and not (title_at and title_at[0] == start):
            section_at = start
        if section_at is not None:
            section = blocks[section_at].text
        begin = 0 if n == 0 else min(start, section_at if section_at is not None else start)
        if cuts:
            cuts[-1] = Cut(**{**cuts[-1].__dict__, "end": begin})
        title = "".join(blocks[i].text for i in title_at) or (section if number_at is None and section_at is not None else "") or ""
        cuts.append(Cut(begin, len(blocks), section if is_gazette or section_at is not None else None, section_at, number_at, title_at, title.replace("\u3000", "")))
    return cuts


Head = tuple[int, int, int | None, tuple[int, ...]]  # first index, last index, index of the 文号 line, title lines


def _numbered_heads(blocks: Sequence[SourceBlock], page_title: str) -> list[Head]:
    heads: list[Head] = []
    floor = 0
    for i, block in enumerate(blocks):
        if block.table is not None or not NUMBER_LINE.match(block.text):
            continue
        after = _title_after(blocks, i)
        before = () if after else _title_before(blocks, i, floor, page_title)
        title_at = after or before
        first, last = min((i, *title_at)), max((i, *title_at))
        if not title_at and heads:
            continue  # a 文号 on a line of its own inside a document
        heads.append((first, last, i, title_at))
        floor = last + 1
    return heads


def _title_after(blocks: Sequence[SourceBlock], number_at: int) -> tuple[int, ...]:
    taken: list[int] = []
    for i in range(number_at + 1, min(number_at + 1 + _MAX_TITLE_LINES, len(blocks))):
        if not _may_be_title_line(blocks[i]):
            return ()
        taken.append(i)
        joined = "".join(blocks[k].text for k in taken)
        if _NOTICE_END.search(joined) and "关于" in joined or (_GENRE_END.search(joined) and not _continues(blocks, i)):
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


def _section_heads(blocks: Sequence[SourceBlock], taken: set[int]) -> list[Head]:
    """Documents without a 文号 that a section heading opens: the chronicle, appointments."""
    heads: list[Head] = []
    for i, block in enumerate(blocks):
        if i in taken or not _is_section(block) or i + 1 in taken:
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if following is None or following.table is not None:
            continue
        if _is_section(following) and following.text != block.text and i + 2 not in taken:
            continue
        if heads and heads[-1][1] >= i:
            continue
        if CHRONICLE.search(block.text) or _may_be_title_line(following):
            title_at = (i + 1,) if _is_section(following) or _GENRE_END.search(following.text) else ()
            heads.append((i, max((i, *title_at)), None, title_at))
    return heads


def _head_without_number(blocks: Sequence[SourceBlock], page_title: str) -> Head | None:
    wanted = title_key(page_title)
    for first in range(min(8, len(blocks))):
        joined = ""
        for last in range(first, min(first + _MAX_TITLE_LINES, len(blocks))):
            if not _may_be_title_line(blocks[last]):
                break
            joined += blocks[last].text
            if title_key(joined) == wanted or (_GENRE_END.search(joined) and len(joined) >= 6 and not _continues(blocks, last)):
                return first, last, None, tuple(range(first, last + 1))
    if any(starts_with_label(block.text) for block in blocks) or _GENRE_END.search(page_title):
        return 0, 0, None, ()
    return None


def _is_section(block: SourceBlock) -> bool:
    return block.table is None and bool(SECTION.match(compact(block.text))) and "关于" not in block.text


def _may_be_title_line(block: SourceBlock) -> bool:
    text = block.text
    return (
        block.table is None and len(text) <= 80 and not re.search(r"[。；！？]", text) and not starts_with_label(text)
        and not any(rule.match(text) for rule in (NUMBER_LINE, ARABIC_DATE, CHINESE_DATE, NOTE, ANNEX_MARK, ADDRESSEES, ISSUE_TITLE))
        and not ATTACHMENT_FILE.fullmatch(text)
    )
