"""Cuts an article into documents: where each begins and ends, its section, 文号 line and title lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parser.reading.document_heads import Head, find_heads, title_of
from parser.reading.title_lines import is_section
from parser.source import SourceBlock


@dataclass(frozen=True)
class Cut:
    """Blocks [start, end) of one document; `title_at` holds the indices of its title lines, `section_at` its section's,
    `doubtful` the titles at which another document may begin, by their first blocks."""

    start: int
    end: int
    section: str | None
    section_at: int | None
    number_at: int | None
    title_at: tuple[int, ...]
    title: str
    doubtful: tuple[tuple[int, str], ...] = ()


def cut_documents(blocks: Sequence[SourceBlock], page_title: str, is_gazette: bool) -> list[Cut]:
    """The documents of an article in order; every block from the first one on belongs to exactly one of them."""
    heads, doubtful = find_heads(blocks, page_title)
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
        title = title_of(blocks, head)
        if not title and head.number_at is None and section_at is not None:
            title = section or ""
        named = section if is_gazette or section_at is not None else None
        cuts.append(Cut(begin, end, named, section_at, head.number_at, head.title_at, title,
                        tuple((i, text) for i, text in doubtful.items() if begin <= i < end)))
    return cuts


def _section_before(blocks: Sequence[SourceBlock], head: Head) -> int | None:
    return head.first - 1 if head.first and is_section(blocks[head.first - 1]) else None
