"""Reads a text file: lines that a page width broke are joined, lines of cells parted by tabs are a table.

In a table, `^^` marks a cell that is merged with the one above, `<<` with the one to the left, and `||` parts two
paragraphs of one cell.
"""

from __future__ import annotations

import re

from parser.diagnostics import Finding, collector
from parser.importing.draft import Cell, Draft, Piece, PrintedTable, take_front
from parser.reading import wrapped_text
from parser.source import decode
from parser.text import compact

ABOVE, LEFT, PARAGRAPH = "^^", "<<", "||"


def read_text(data: bytes, file: str) -> Draft:
    """Read a text file in any Chinese encoding. Raises SourceError when it is no text."""
    text, damaged = decode(data, file)
    draft = text_draft(text, "文本文件")
    if damaged:
        draft.notes.append(f"编码有 {damaged} 处损坏，以“�”代替，请对照原件改正。")
    return draft


def text_draft(text: str, kind: str) -> Draft:
    """The draft of a text with line feeds."""
    draft = Draft(kind)
    for is_table, lines, number in _stretches(text.split("\n")):
        if is_table:
            draft.pieces.append(_table(lines))
            draft.notes.append(f"第 {number}—{number + len(lines) - 1} 行以制表符分列，作为一张表收入。")
        else:
            draft.pieces += _paragraphs(lines, number, draft)
    take_front(draft)
    return draft


def _stretches(lines: list[str]) -> list[tuple[bool, list[str], int]]:
    """The lines as runs, each with its first line's number; a table is two or more lines of equally many cells."""
    runs: list[tuple[bool, list[str], int]] = []
    start = 0
    while start < len(lines):
        end = start + 1
        if cells := _cells(lines[start]):
            while end < len(lines) and len(_cells(lines[end])) == len(cells):
                end += 1
        if len(cells) > 1 and end - start > 1:
            runs.append((True, lines[start:end], start + 1))
        elif runs and not runs[-1][0]:
            runs[-1][1].extend(lines[start:end])
        else:
            runs.append((False, lines[start:end], start + 1))
        start = end
    return runs


def _cells(line: str) -> list[str]:
    """The cells of a line; none when no tab stands between words."""
    return line.split("\t") if "\t" in line.strip() and re.search(r"\S\s*\t\s*\S", line) else []


def _table(lines: list[str]) -> PrintedTable:
    grid = [[cell.strip() for cell in line.split("\t")] for line in lines]
    rows = []
    for r, row in enumerate(grid):
        cells = []
        for c, text in enumerate(row):
            if text in (ABOVE, LEFT):
                continue
            down = next((n for n in range(r + 1, len(grid)) if grid[n][c] != ABOVE), len(grid)) - r
            across = next((n for n in range(c + 1, len(row)) if row[n] != LEFT), len(row)) - c
            cells.append(Cell(tuple(filter(None, text.split(PARAGRAPH))), down, across))
        rows.append(tuple(cells))
    return PrintedTable(tuple(rows))


def _paragraphs(lines: list[str], number: int, draft: Draft) -> list[Piece]:
    findings: list[Finding] = []
    read = wrapped_text.read_lines("\n".join(lines), collector(findings))
    if findings:
        printed = sum(bool(compact(line)) for line in lines)
        place = f"第 {number}—{number + len(lines) - 1} 行"
        draft.notes.append(f"{place}按版面断行，{printed} 行合并成 {len(read)} 段，请核对段落的起止。")
    return [block.text for block in read]
