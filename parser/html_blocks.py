"""Finds the article in a page and reads it as raw paragraphs and tables, each with its source line.

Lines come from a `data-line` attribute that the reader puts on start tags before parsing (`source.py`).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.element import PreformattedString

from parser.model import Table
from parser.rules.portal import ARTICLE_LINES, BYLINE, DOCUMENT_LINES, MAX_NOTICE, SITE_NOTICE
from parser.text import compact, normalise

_INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "o:p", "q", "s", "samp", "small", "span", "st1", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
])
_INVISIBLE = ["script", "style", "noscript", "template", "iframe", "svg", "nav", "button", "select", "textarea", "audio",
              "video", "object", "head"]
MAX_COLSPAN = 100
_SEARCHED = 2000  # characters of a paragraph that tell whether it is a document's
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


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
    for tag in soup.find_all(_INVISIBLE):
        tag.decompose()
    for tag in soup.find_all(style=_HIDDEN):
        if not tag.decomposed:
            tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()


def find_article(soup: BeautifulSoup) -> Tag | None:
    """The smallest element that holds every line which only a document has, or None when there is no such line.
    A portal's own notices (registration, copyright) do not count, however much they look like sentences."""
    notices = {id(tag) for tag in _site_notices(soup)}
    holders = [
        block.holder for block in _paragraphs(soup)
        if block.table is None and any(rule.search(compact(normalise(block.text[:_SEARCHED]))) for rule in ARTICLE_LINES)
        and not any(id(tag) in notices for tag in (block.holder, *block.holder.parents))
    ]
    if not holders:
        return None
    shared = {id(tag) for tag in (holders[0], *holders[0].parents)}
    for holder in holders[1:]:
        shared &= {id(tag) for tag in (holder, *holder.parents)}
    article = next(tag for tag in (holders[0], *holders[0].parents) if id(tag) in shared)
    while article.name in _INLINE or article.name in ("p", "tr", "tbody", "h1", "h2", "h3"):
        assert article.parent is not None
        article = article.parent
    return article


def _site_notices(soup: BeautifulSoup) -> list[Tag]:
    """The largest elements around each notice of a portal that hold nothing of a document."""
    found: list[Tag] = []
    known: dict[int, bool] = {}  # by the element's identity: many notices may stand in one

    def is_notice(tag: Tag) -> bool:
        if id(tag) not in known:
            known[id(tag)] = _is_notice(tag)
        return known[id(tag)]

    for string in soup.find_all(string=SITE_NOTICE):
        around = [tag for tag in string.parents if tag.name not in ("body", "html", "[document]")]
        own = list(itertools.takewhile(is_notice, around))
        found += own[-1:]
    return found


def _is_notice(tag: Tag) -> bool:
    text = visible_text(tag)
    return len(text) < MAX_NOTICE and not any(
        rule.search(compact(normalise(line))) for line in text.split("\n") for rule in DOCUMENT_LINES)


def byline(soup: BeautifulSoup, article: Tag) -> dict[str, str]:
    """来源, 作者 and 发布时间 as printed above or below the article."""
    found: dict[str, str] = {}
    inside = {id(string) for string in article.find_all(string=True)}
    outside = " ".join(str(string) for string in soup.find_all(string=True) if id(string) not in inside)
    for label, rule in BYLINE.items():
        if match := rule.search(outside):
            found[label] = normalise(match[1])
    return found


def read_blocks(article: Tag) -> list[RawBlock]:
    """The article's paragraphs and data tables in order; layout tables are walked through."""
    return [block for block in _paragraphs(article) if block.table is not None or compact(block.text)]


def source_line(tag: Tag) -> int:
    """The line (1-based) of the source on which a tag, or the nearest lined tag around it, starts."""
    while tag is not None:
        if line := tag.attrs.get("data-line"):
            return int(str(line))
        tag = tag.parent  # type: ignore[assignment]
    return 1


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

    def walk(tag: Tag, preformatted: bool) -> None:
        nonlocal fresh
        for child in tag.children:
            if isinstance(child, PreformattedString):
                continue  # doctype, comment, CDATA
            if isinstance(child, NavigableString):
                for n, words in enumerate(str(child).split("\n") if preformatted else [str(child)]):
                    fresh = fresh or n > 0
                    read(words, tag, source_line(tag) + n)
            elif not isinstance(child, Tag):
                continue
            elif child.name in _INLINE:
                walk(child, preformatted)
            elif child.name == "br":
                blocks.append(RawBlock(source_line(child), "", holder=tag))
                fresh = False
            elif child.name == "table" and not _is_layout(child):
                blocks.extend(RawBlock(source_line(child), words, holder=tag) for words in _outside_cells(child))
                blocks.append(RawBlock(source_line(child), "", read_table(child), holder=child))
                fresh = True
            else:
                fresh = True
                walk(child, preformatted or child.name == "pre")
                fresh = True

    walk(root, root.name == "pre")
    return blocks


def visible_text(tag: Tag) -> str:
    """All that a reader sees in `tag`, without comments."""
    return "".join(str(string) for string in tag.find_all(string=True) if not isinstance(string, PreformattedString))


def _outside_cells(table: Tag) -> list[str]:
    """A table's caption and whatever else stands in it outside of its cells."""
    inside = {id(string) for row in table_rows(table) for cell in row for string in cell.find_all(string=True)}
    return [str(string) for string in table.find_all(string=True)
            if not isinstance(string, PreformattedString) and compact(str(string)) and id(string) not in inside]


def table_rows(table: Tag) -> list[list[Tag]]:
    """The cells of each row; cells that stand in no <tr> make a row, as in browsers, and cells within a cell are its text."""
    rows: list[list[Tag]] = []

    def walk(tag: Tag, row: list[Tag] | None) -> None:
        for child in tag.children:
            if not isinstance(child, Tag):
                continue
            if child.name in ("td", "th"):
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
    if table.find("table") is not None:
        return True
    cells = table.find_all(["td", "th"])
    return bool(cells) and sum(bool(compact(cell.get_text())) for cell in cells) == 1


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
            rowspan, colspan = _span(cell, "rowspan", len(printed) - r), _span(cell, "colspan", MAX_COLSPAN)
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
    return _span(cell, "rowspan", rows) * _span(cell, "colspan", MAX_COLSPAN)


def _span(cell: Tag, name: str, limit: int) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value), limit)) if value.isdecimal() and len(value) < 6 else 1
