"""Finds the article in a page: by the lines that only a document has, not by the names that a portal gives its elements."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bs4 import BeautifulSoup, NavigableString, Tag

from parser.reading.html_blocks import INLINE, RawBlock, and_around, nodes_in, read_blocks, strings_in
from parser.rules.portal import ARTICLE_LINES, BYLINE, DOCUMENT_LINES, MAX_NOTICE, SITE_NOTICE
from parser.text import compact, normalise

_SEARCHED = 2000  # characters of a paragraph that tell whether it is a document's


def find_article(blocks: Sequence[RawBlock]) -> Tag | None:
    """The smallest element that holds every line which only a document has, or None when no block of the page is such a line.
    A portal's own notices (registration, copyright) do not count, however much they look like sentences."""
    first = next(filter(_is_of_document, blocks), None)
    if first is None:
        return None
    last = next(filter(_is_of_document, reversed(blocks)))
    around_last = {id(tag) for tag in and_around(last.holder)}
    # What holds the first such line and the last one holds those between them.
    article = next(tag for tag in and_around(first.holder) if id(tag) in around_last)
    while article.name in INLINE or article.name in ("p", "tr", "tbody", "h1", "h2", "h3"):
        assert article.parent is not None
        article = article.parent
    return article


def blocks_in(article: Tag, blocks: Sequence[RawBlock]) -> Sequence[RawBlock]:
    """Those blocks of a page that stand in its article: they follow each other."""
    inside = (n for n, block in enumerate(blocks) if _holds(article, block))
    outside = itertools.takewhile(lambda block: not _holds(article, block), reversed(blocks))
    return blocks[next(inside):len(blocks) - sum(1 for _ in outside)]


def _holds(article: Tag, block: RawBlock) -> bool:
    return any(tag is article for tag in and_around(block.holder))


def _is_of_document(block: RawBlock) -> bool:
    if block.table is not None:
        return False
    text = compact(normalise(block.text[:_SEARCHED]))
    return any(rule.search(text) for rule in ARTICLE_LINES) and not _in_site_notice(block)


def _in_site_notice(block: RawBlock) -> bool:
    """Whether a block stands in an element that holds a portal's notice and nothing of a document."""
    for tag in and_around(block.holder):
        text = ""
        for string in strings_in(tag):
            text += string
            if len(text) >= MAX_NOTICE:
                return False
        if tag.name in ("body", "html", "[document]"):
            return False
        lines = (compact(normalise(own.text)) for own in read_blocks(tag))
        if SITE_NOTICE.search(text) and not any(rule.search(line) for line in lines for rule in DOCUMENT_LINES):
            return True
    return False


def byline(soup: BeautifulSoup, article: Tag) -> dict[str, str]:
    """来源, 作者 and 发布时间 as printed above or below the article."""
    found: dict[str, str] = {}
    outside = " ".join(node for node in nodes_in(soup, article) if isinstance(node, NavigableString))
    for label, rule in BYLINE.items():
        if match := rule.search(outside):
            found[label] = normalise(match[1])
    return found
