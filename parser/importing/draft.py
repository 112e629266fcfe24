"""What a format's reader gives: an issue's printed lines and tables in order, and what did not come along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bs4 import Tag

from parser.header import read_issue_title
from parser.limits import MAX_COLSPAN, MAX_ROWSPAN
from parser.reading import html_blocks
from parser.reading.html_blocks import RawBlock, span
from parser.rules.portal import BYLINE, is_chrome
from parser.text import INVISIBLE, compact, normalise

_WRAP = re.compile(r"[ \t]*\r?\n[ \t]*")
_FRONT = 6  # among so many pieces the title is looked for
_SHOWN = 20  # left-out lines that are shown one by one


@dataclass(frozen=True)
class Cell:
    """A table's cell: its paragraphs as printed, and over how many rows and columns it reaches."""

    lines: tuple[str, ...]
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class PrintedTable:
    """A table as printed; cells that a span covers are not repeated."""

    rows: tuple[tuple[Cell, ...], ...]


Piece = str | PrintedTable


@dataclass
class Draft:
    """An issue read from a foreign file; `kind` says in Chinese what the file was.

    `left_out` and `notes` are for the person who imports: what stands in the file and not in `pieces`, and what was
    done to the text or ought to be looked at. One sentence each.
    """

    kind: str
    title: str = ""
    metadata: dict[str, str] = field(default_factory=dict)  # keys of rules/portal.py: 来源, 作者, 发布日期 …
    pieces: list[Piece] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def pieces_of(blocks: list[RawBlock]) -> list[Piece]:
    """Paragraphs and tables of a page, white space within a line as it stood."""
    pieces: list[Piece] = []
    for block in blocks:
        if block.table is None:
            pieces.append(unwrapped(block.text))
        elif block.table.rows:
            pieces.append(_printed_table(block.holder))
    return pieces


def unwrapped(text: str) -> str:
    """A paragraph on one line: a line end in the markup is a space between Latin words and nothing in Chinese."""

    def join(gap: re.Match[str]) -> str:
        before, after = text[gap.start() - 1: gap.start()], text[gap.end(): gap.end() + 1]
        return " " if (before + after).isascii() and before.isalnum() and after.isalnum() else ""

    return _WRAP.sub(join, text)


def _printed_table(table: Tag) -> PrintedTable:
    rows = []
    for row in html_blocks.table_rows(table):
        cells = []
        for cell in row:
            lines = tuple(unwrapped(block.text) for block in html_blocks.read_blocks(cell))
            cells.append(Cell(lines, span(cell, "rowspan", MAX_ROWSPAN), span(cell, "colspan", MAX_COLSPAN)))
        rows.append(tuple(cells))
    return PrintedTable(tuple(rows))


def clean(draft: Draft) -> None:
    """Take out characters that show nothing, empty lines and lines of the portal, and say what they were."""
    taken = 0

    def bare(text: str) -> str:
        nonlocal taken
        kept, count = INVISIBLE.subn("", text)
        taken += count
        return kept

    pieces: list[Piece] = []
    for piece in draft.pieces:
        if isinstance(piece, str):
            pieces.append(bare(piece))
        else:
            pieces.append(PrintedTable(tuple(
                tuple(replace(cell, lines=tuple(map(bare, cell.lines))) for cell in row) for row in piece.rows
            )))
    chrome = [piece for piece in pieces if isinstance(piece, str) and is_chrome(normalise(piece))]
    draft.pieces = [piece for piece in pieces if not isinstance(piece, str) or (compact(piece) and piece not in chrome)]
    draft.title = bare(draft.title)
    if chrome:
        draft.left_out.append(listed("正文中夹带的网站文字", chrome))
    if taken:
        draft.notes.append(f"去掉了 {taken} 个不显示的控制字符。")


def take_front(draft: Draft) -> None:
    """Take the issue's title and its 来源、作者、发布时间 line from the first lines of a text without markup."""
    above: list[str] = []
    for piece in draft.pieces[:_FRONT]:
        line = normalise(piece) if isinstance(piece, str) else ""
        if not draft.title and line and read_issue_title(line) and len(compact(line)) < 60:
            draft.title = line
            draft.left_out += [listed("标题之前的文字", above)] if above else []
            above = []
        elif draft.title and "发布" in line and len(compact(line)) < 120 and (found := byline(str(piece))):
            draft.metadata |= found
        elif draft.title or not line:
            break
        else:
            above.append(line)
            continue
        draft.pieces = draft.pieces[draft.pieces.index(piece) + 1:]


def byline(line: str) -> dict[str, str]:
    """来源, 作者 and 发布日期 as a line prints them; {} when it prints none."""
    line = re.sub(r"\s+(?=[:：])|(?<=[:：])\s+|(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)", "", line)
    return {label: normalise(match[1]) for label, rule in BYLINE.items() if (match := rule.search(line))}


def listed(what: str, lines: list[str]) -> str:
    """`页眉页脚 3 行：甲；乙；丙`, the first lines in their own words."""
    shown = [compact(line)[:60] for line in lines[:_SHOWN]]
    rest = f"；……（其余 {len(lines) - _SHOWN} 行略）" if len(lines) > _SHOWN else ""
    return f"{what} {len(lines)} 行：{'；'.join(shown)}{rest}"
