"""Reads the elements of a page as raw paragraphs and tables, each with its source line.

Lines come from a `data-line` attribute that the reader puts on start tags before parsing (`source.py`). Walks go over
`contents` directly: Beautiful Soup's own searches take several times as long, which shows in a page of a thousand elements.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from parser.limits import MAX_COLSPAN
from parser.model import Table
from parser.text import is_blank, normalise

INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "o:p", "q", "s", "samp", "small", "span", "st1", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
])
_INVISIBLE = frozenset([
    "script", "style", "noscript", "template", "iframe", "svg", "nav", "button", "select", "textarea", "audio", "video",
    "object", "head",
])
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CELLS = ("td", "th")


@dataclass
class RawBlock:
    """A printed paragraph (`text`, white space as it stood) or a table, with its source line (1-based) and the element
    that holds the paragraph or is the table."""

    line: int
    text: str
    table: Table | None = None
    holder: Tag = field(default_factory=lambda: Tag(name="body"), repr=False)


def remove_invisible(soup: BeautifulSoup) -> None:
    """Take out what a reader of the page never sees."""
    waiting: list[Tag] = [soup]
    while waiting:
        for child in list(waiting.pop().contents):
            if isinstance(child, Comment):
                child.extract()
            elif isinstance(child, Tag):
                if child.name in _INVISIBLE or _HIDDEN.search(str(child.attrs.get("style", ""))):
                    child.decompose()
                else:
                    waiting.append(child)


def nodes_in(root: Tag, *but: Tag) -> Iterator[PageElement]:
    """All elements and strings below `root`, in the order of the page, without the elements `but` and what is in them."""
    left_out = {id(tag) for tag in but}
    waiting = root.contents[::-1]
    while waiting:
        node = waiting.pop()
        if id(node) not in left_out:
            yield node
            if isinstance(node, Tag):
                waiting += node.contents[::-1]


def tags_in(root: Tag, *names: str) -> Iterator[Tag]:
    """All elements of these names below `root`, in the order of the page."""
    return (node for node in nodes_in(root) if isinstance(node, Tag) and node.name in names)


def strings_in(root: Tag, *but: Tag) -> Iterator[NavigableString]:
    """All strings below `root` that a reader sees (no comments), without those in the elements `but`."""
    return (node for node in nodes_in(root, *but) if isinstance(node, NavigableString) and not isinstance(node, PreformattedString))


def visible_text(tag: Tag) -> str:
    """All that a reader sees in `tag`, without comments."""
    return "".join(strings_in(tag))


def and_around(tag: Tag) -> Iterator[Tag]:
    """An element, then those that it stands in, from the smallest on."""
    around: Tag | None = tag
    while around is not None:
        yield around
        around = around.parent


def paragraph_around(tag: Tag) -> Tag:
    """The paragraph, cell or other block that an inline element stands in; the element itself when it is one."""
    return next(around for around in and_around(tag) if around.name not in INLINE)


def read_blocks(root: Tag) -> list[RawBlock]:
    """The paragraphs and data tables of an element in order; layout tables are walked through."""
    return [block for block in _paragraphs(root) if block.table is not None or not is_blank(block.text)]


def source_line(tag: Tag) -> int:
    """The line (1-based) of the source on which a tag, or the nearest lined tag around it, starts."""
    return next((int(str(line)) for around in and_around(tag) if (line := around.attrs.get("data-line"))), 1)


def _paragraphs(root: Tag) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    fresh = True  # the next text opens a new paragraph

    def read(words: str, holder: Tag, line: int) -> None:
        nonlocal fresh
        if fresh and words.strip(" \t\r\n"):
            blocks.append(RawBlock(line, "", holder=holder))
            fresh = False
        if not fresh:
            blocks[-1].text += words

    def walk(tag: Tag, line: int, preformatted: bool) -> None:
        nonlocal fresh
        for child in tag.contents:
            if isinstance(child, Tag):
                own = child.attrs.get("data-line")
                start = int(str(own)) if own else line
                if child.name in INLINE:
                    walk(child, start, preformatted)
                elif child.name == "br":
                    blocks.append(RawBlock(start, "", holder=tag))
                    fresh = False
                elif child.name == "table" and not _is_layout(child):
                    blocks.extend(RawBlock(start, words, holder=tag) for words in _outside_cells(child))
                    blocks.append(RawBlock(start, "", read_table(child), holder=child))
                    fresh = True
                else:
                    fresh = True
                    walk(child, start, preformatted or child.name == "pre")
                    fresh = True
            elif isinstance(child, PreformattedString):
                continue  # doctype, comment, CDATA
            elif preformatted:
                for n, words in enumerate(str(child).split("\n")):
                    fresh = fresh or n > 0
                    read(words, tag, line + n)
            else:
                read(str(child), tag, line)

    walk(root, source_line(root), root.name == "pre")
    return blocks


def _outside_cells(table: Tag) -> list[str]:
    """A table's caption and whatever else stands in it outside of its cells."""
    cells = itertools.chain.from_iterable(table_rows(table))
    return [str(string) for string in strings_in(table, *cells) if not is_blank(string)]


def table_rows(table: Tag) -> list[list[Tag]]:
    """The cells of each row; cells that stand in no <tr> make a row, as in browsers, and cells within a cell are its text."""
    rows: list[list[Tag]] = []

    def walk(tag: Tag, row: list[Tag] | None) -> None:
        for child in tag.contents:
            if not isinstance(child, Tag):
                continue
            if child.name in _CELLS:
                if row is None:
                    rows.append(row := [])
                row.append(child)
            elif child.name == "tr":
                rows.append([])
                walk(child, rows[-1])
                row = None if tag.name != "tr" else row
            else:
                walk(child, row)

    walk(table, None)
    return rows


def _is_layout(table: Tag) -> bool:
    """A table that only lays out the page: it holds another table, or has a single cell that is not empty."""
    filled = (cell for cell in tags_in(table, *_CELLS) if not is_blank(visible_text(cell)))
    return any(tags_in(table, "table")) or len(list(itertools.islice(filled, 2))) == 1


def read_table(table: Tag) -> Table:
    """A table's rows with rowspan and colspan resolved (HTML Living Standard, 4.9.12, without row groups)."""
    rows: list[dict[int, str]] = []
    merged: list[tuple[int, int, int, int]] = []
    printed = table_rows(table)
    for r, row in enumerate(printed):
        while len(rows) <= r:
            rows.append({})
        column = 0
        for cell in row:
            while column in rows[r]:
                column += 1
            rowspan, colspan = span(cell, "rowspan", len(printed) - r), span(cell, "colspan", MAX_COLSPAN)
            text = _cell_text(cell)
            for i in range(rowspan):
                while len(rows) <= r + i:
                    rows.append({})
                for j in range(colspan):
                    rows[r + i].setdefault(column + j, text)
            if rowspan > 1 or colspan > 1:
                merged.append((r, column, rowspan, colspan))
            column += colspan
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    if not width or not any(rows):
        return Table(())
    return Table(tuple(tuple(row.get(c, "") for c in range(width)) for row in rows), tuple(merged))


def _cell_text(cell: Tag) -> str:
    """A cell's text; words broken over lines only for want of room (服务 / 对象) are joined again."""
    lines = [text for block in _paragraphs(cell) if (text := normalise(block.text))]
    if all(len(line) <= 8 for line in lines):
        return "".join(lines)
    return "\n".join(lines)


def area(cell: Tag, rows: int) -> int:
    """How many cells of a table of `rows` rows a cell covers at most."""
    return span(cell, "rowspan", rows) * span(cell, "colspan", MAX_COLSPAN)


def span(cell: Tag, name: str, limit: int) -> int:
    """How many rows or columns a cell reaches over, as its attribute says: 1 where that is no number."""
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value), limit)) if value.isdecimal() and len(value) < 6 else 1
