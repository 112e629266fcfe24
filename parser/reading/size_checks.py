"""Refuses what is larger than `parser/limits.py` allows, before it costs."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from parser.diagnostics import SourceError
from parser.limits import MAX_BLOCKS, MAX_CELLS, MAX_CHARACTERS, MAX_DEPTH, MAX_LINES, MAX_PARAGRAPH, MAX_TAGS, MB
from parser.reading.html_blocks import RawBlock, area, source_line, table_rows, tags_in

_ONLY = "请只保存公报页面本身，或分成几个文件。"


def too_large(file: str, size: int, limit: int) -> SourceError:
    """What to raise for a file of `size` bytes where `limit` bytes are allowed."""
    return SourceError(file, 0, f"文件太大（{size // MB} MB，上限 {limit // MB} MB）。请只保存公报页面本身。")


def refuse_large_text(text: str, file: str) -> None:
    """Refuse a file of more lines or tags than an article can have, before it is taken apart."""
    if (lines := text.count("\n") + 1) > MAX_LINES:
        raise SourceError(file, 0, f"文件有 {lines} 行，超过上限 {MAX_LINES} 行。{_ONLY}")
    if not file.lower().endswith(".txt") and (tags := text.count("<")) > MAX_TAGS:
        raise SourceError(file, 0, f"网页有 {tags} 个标签，超过上限 {MAX_TAGS} 个。{_ONLY}")


def refuse_large_article(blocks: Sequence[RawBlock], file: str) -> None:
    """Refuse an article that is too large as a whole, or has a paragraph or a cell that nobody prints."""
    if len(blocks) > MAX_BLOCKS:
        raise SourceError(file, blocks[MAX_BLOCKS].line, f"正文有 {len(blocks)} 段，超过上限 {MAX_BLOCKS} 段。{_ONLY}")
    total = 0
    for block in blocks:
        sizes = [len(cell) for row in block.table.rows for cell in row] if block.table else [len(block.text)]
        total += sum(sizes)
        if (longest := max(sizes, default=0)) > MAX_PARAGRAPH:
            what = f"一段（或一个单元格）有 {longest} 个字符，超过上限 {MAX_PARAGRAPH} 个，多半是丢失了分段"
            raise SourceError(file, block.line, f"{what}。请恢复分段（每段一个 <p> 或一行）再编译。")
        if total > MAX_CHARACTERS:
            raise SourceError(file, block.line, f"正文到这里已超过上限 {MAX_CHARACTERS} 个字符。{_ONLY}")


def refuse_large_tables(soup: BeautifulSoup, file: str) -> None:
    """Refuse tables whose merged cells cover more than anybody prints, before they are resolved."""
    cells = 0
    for table in tags_in(soup, "table"):
        rows = table_rows(table)
        cells += sum(area(cell, len(rows)) for row in rows for cell in row)
        if cells > MAX_CELLS:
            what = f"表格展开后超过 {MAX_CELLS} 个单元格"
            raise SourceError(file, source_line(table), f"{what}。请核对合并单元格（rowspan、colspan），或分成几个文件。")


def refuse_deep(soup: BeautifulSoup, file: str) -> None:
    """Refuse a page nested more deeply than any office writes: it would be read only in part."""
    level: list[Tag] = [soup]
    for _ in range(MAX_DEPTH + 1):
        level = [child for tag in level for child in tag.contents if isinstance(child, Tag)]
        if not level:
            return
    raise SourceError(file, source_line(level[-1]), f"标签嵌套超过 {MAX_DEPTH} 层，无法可靠读取。请重新保存网页。")
