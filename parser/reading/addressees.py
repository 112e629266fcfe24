"""Reads the line that names whom a document is addressed to (主送机关, GB/T 9704-2012, 7.3.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.reading.document_lines import date_line
from parser.rules.headers import (
    ADDRESSEE_EACH,
    ADDRESSEE_ENDS,
    ADDRESSEE_WORDS,
    ADDRESSEES,
    CONCERNED,
    NO_ADDRESSEES,
    WHOLE_NAME,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock

_LONGEST_WITHOUT_COLON = 120
_MAX_LINES_BEFORE = 3
_SHORT = 60  # characters of a line that a portal prints there


@dataclass(frozen=True)
class Addressees:
    """The names, and the blocks [first, end) that print them."""

    names: tuple[str, ...]
    first: int
    end: int


def find_addressees(blocks: Sequence[SourceBlock], start: int, end: int) -> Addressees | None:
    """The addressees at block `start`, or below a few short lines of a portal; their names may go on on the next line."""
    for i in range(start, min(start + _MAX_LINES_BEFORE + 1, end)):
        text, last = blocks[i].text, i
        if blocks[i].table is not None:
            return None
        if text.endswith(("，", "、")) and i + 1 < end:
            text, last = text + blocks[i + 1].text, i + 1
        names = read_addressees(text)
        if not names and i == start and i + 1 < end:
            names = read_without_colon(text, blocks[i + 1].text)
        if names and (i == start or len(names) > 1 or "政府" in text or ADDRESSEE_EACH.match(text) or CONCERNED.match(text)):
            return Addressees(names, i, last + 1)
        if len(text) > _SHORT or "。" in text or text.endswith("：") or text.startswith("附") or date_line(text) or starts_with_label(text):
            return None
    return None


def is_addressees(text: str) -> bool:
    """Whether a line names addressees and ends with a colon."""
    return text.endswith("：") and bool(read_addressees(text))


def read_addressees(text: str) -> tuple[str, ...]:
    """The addressees that a line ending with a colon names, in printed order; empty when it names none."""
    if not ADDRESSEES.match(text) or starts_with_label(text):
        return ()
    line = text.rstrip("：")
    if NO_ADDRESSEES.search(line) or not (ADDRESSEE_WORDS.search(line) or ADDRESSEE_EACH.match(line)):
        return ()
    return _names(line)


def read_without_colon(text: str, after: str) -> tuple[str, ...]:
    """The addressees of a line whose colon was lost: it starts with 各, every name ends as a body's does, and a sentence
    follows."""
    if not text.startswith("各") or len(text) > _LONGEST_WITHOUT_COLON or re.search(r"[。；：]", text) or "。" not in after:
        return ()
    names = re.split(r"[，、]", text)
    return _names(text) if all(ADDRESSEE_ENDS.search(name) for name in names) else ()


def _names(line: str) -> tuple[str, ...]:
    groups = [name for name in line.split("，") if name]
    split = [name for group in groups for name in _apart(group)]
    if len(groups) == 1 and len(split) == 1:
        pieces = line.split("、")
        return tuple(pieces) if all(ADDRESSEE_EACH.match(piece) for piece in pieces) else (line,)
    return tuple(split)


def _apart(group: str) -> list[str]:
    """Bodies joined by 、: each is an addressee when each has its whole name (某省人民政府、商务部); 市政府各部门、各直属机构 and
    各县、区人民政府 stay together."""
    names = group.split("、")
    return names if all(WHOLE_NAME.search(name) for name in names) and "各" not in group else [group]
