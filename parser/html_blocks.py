"""Finds the article in a page and reads it as raw paragraphs and tables, each with its source line.

Lines come from a `data-line` attribute that the reader puts on start tags before parsing (`source.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.element import PreformattedString

from parser.model import Table
from parser.rules.portal import ARTICLE_LINES, BYLINE
from parser.text import compact, normalise

_INLINE = frozenset("a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark o:p q s samp small span st1 strike "
                    "strong sub sup tt u var wbr".split())
_INVISIBLE = ["script", "style", "noscript", "template", "iframe", "svg", "nav", "button", "select", "textarea", "audio",
              "video", "object", "head"]
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
    """The smallest element that holds every line which only a document has, or None when there is no such line."""
    holders = [
        block.holder for block in _paragraphs(soup)
        if block.table is None and any(rule.search(compact(normalise(block.text))) for rule in ARTICLE_LINES)
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


def _line(tag: Tag) -> int:
    while tag is not None:
        if line := tag.attrs.get("data-line"):
            return int(str(line))
        tag = tag.parent  # type: ignore[assignment]
    return 1


def _paragraphs(root: Tag) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    fresh = True  # the next text opens a new paragraph

    def walk(tag: Tag) -> None:
        nonlocal fresh
        for child in tag.children:
            if isinstance(child, PreformattedString):
                continue  # doctype, comment, CDATA
            if isinstance(child, NavigableString):
                if fresh and not child.strip(" \t\r\n"):
                    continue
                if fresh:
                    blocks.append(RawBlock(_line(tag), "", holder=tag))
                    fresh = False
                blocks[-1].text += str(child)
            elif not isinstance(child, Tag):
                continue
            elif child.name in _INLINE:
                walk(child)
            elif child.name == "br":
                blocks.append(RawBlock(_line(child), "", holder=tag))
                fresh = False
            elif child.name == "table" and not _is_layout(child):
                blocks.append(RawBlock(_line(child), "", read_table(child), holder=child))
                fresh = True
            else:
                fresh = True
                walk(child)
                fresh = True

    walk(root)
    return blocks


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
    printed = table.find_all("tr")
    for r, row in enumerate(printed):
        while len(rows) <= r:
            rows.append({})
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in rows[r]:
                column += 1
            rowspan, colspan = _span(cell, "rowspan", len(printed) - r), _span(cell, "colspan", 100)
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


def _span(cell: Tag, name: str, limit: int) -> int:
    value = str(cell.get(name, "1"))
    return max(1, min(int(value), limit)) if value.isdigit() else 1
