"""What a portal prints about a document beside its article: a table or lines of labels and values, and the title of the page.

Labels and values are taken out of the page, so that they are no part of the article.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from parser.reading import html_blocks
from parser.reading.html_blocks import RawBlock
from parser.rules.headers import ISSUE_TITLES, TITLE_END
from parser.rules.portal import (
    METADATA_LABELS,
    METADATA_PAIR,
    METADATA_WORD,
    PAGE_TITLE_METAS,
    TELLING_LABELS,
    TITLE_PIECES,
)
from parser.text import compact, normalise

_FEWEST_LINES = 3  # labels in a row that make a portal's list of them
_LONGEST_LINE = 250
_ABOVE = 6  # paragraphs above the article that may hold its title


def take_tables(soup: BeautifulSoup) -> dict[str, str]:
    """Read a portal's metadata tables (索引号, 发文机关, 成文日期, 发文字号 …) and take them out of the page."""
    found: dict[str, str] = {}
    for table in list(html_blocks.tags_in(soup, "table")):
        words = compact(html_blocks.visible_text(table))
        if table.decomposed or any(html_blocks.tags_in(table, "table")) or not any(label in words for label in METADATA_LABELS):
            continue
        texts = [compact(normalise(html_blocks.visible_text(cell))).strip("[]【】") for cell in html_blocks.tags_in(table, "td", "th")]
        pairs = {
            METADATA_LABELS[label]: value
            for cell, value in zip(texts, [*texts[1:], ""], strict=False)
            if (label := cell.rstrip("：:")) in METADATA_LABELS and value.rstrip("：:") not in METADATA_LABELS
        }
        if len(pairs) >= _FEWEST_LINES or (pairs and not any(pairs.values())):
            table.decompose()
            found |= {label: value for label, value in pairs.items() if value}
    return found


def take_lines(blocks: list[RawBlock]) -> dict[str, str]:
    """Read metadata that stands in lines (发文字号：某政发〔2021〕7号) above the first sentence, and take these lines out of the
    page and out of `blocks`."""
    found: dict[str, str] = {}
    taken: list[RawBlock] = []
    for run in _runs(blocks):
        pairs = {METADATA_LABELS[label]: value for label, value in reversed(run.pairs)}
        if len(pairs) >= _FEWEST_LINES and TELLING_LABELS & pairs.keys():
            found = {label: value for label, value in pairs.items() if value} | found
            taken += run.lines
    gone = _remove(taken)
    blocks[:] = [block for block in blocks if id(block) not in gone]
    return found


@dataclass
class _Run:
    """Labels with their values, one print after the other, and the lines that print them; all with colons or none."""

    marked: bool
    pairs: list[tuple[str, str]] = field(default_factory=list)
    lines: list[RawBlock] = field(default_factory=list)


def _runs(blocks: Sequence[RawBlock]) -> list[_Run]:
    """The runs of labels above the first sentence or table; a value may stand on the line below its label."""
    runs: list[_Run] = [_Run(True)]
    above = list(itertools.takewhile(lambda block: block.table is None and "。" not in block.text, blocks))
    i = 0
    while i < len(above):
        marked, pairs = _read_line(above[i])
        lines = [above[i]]
        if pairs and not pairs[-1][1] and i + 1 < len(above) and _is_value(pairs[-1][0], above[i], above[i + 1]):
            i += 1
            lines.append(above[i])
            marked = True
            pairs[-1] = (pairs[-1][0], compact(normalise(above[i].text)))
        if not pairs or marked != runs[-1].marked:
            runs.append(_Run(marked))
        runs[-1].pairs += pairs
        runs[-1].lines += lines if pairs else []
        i += 1
    return runs


def _is_value(label: str, line: RawBlock, below: RawBlock) -> bool:
    """Whether the line below a label without a value is its value: beside it in the page, and no label or title."""
    beside = html_blocks.paragraph_around(line.holder).parent is html_blocks.paragraph_around(below.holder).parent
    is_title = METADATA_LABELS[label] != "标题" and TITLE_END.search(normalise(below.text))
    return beside and not is_title and not _read_line(below)[1]


def _read_line(block: RawBlock) -> tuple[bool, list[tuple[str, str]]]:
    """The labels of a line with their values, and whether colons or brackets mark them."""
    if len(block.text) > _LONGEST_LINE:
        return True, []
    text = compact(normalise(block.text))
    if METADATA_PAIR.match(text):
        return True, [(found["in_brackets"] or found["label"], found["value"]) for found in METADATA_PAIR.finditer(text)]
    match = METADATA_WORD.match(text)
    return False, [(match["label"], match["value"])] if match else []


def _remove(taken: Sequence[RawBlock]) -> set[int]:
    """Take the elements out of the page that hold nothing but these lines; returns the identities of the lines that went."""
    holders: dict[int, tuple[Tag, list[RawBlock]]] = {}
    for block in taken:
        holder = html_blocks.paragraph_around(block.holder)
        holders.setdefault(id(holder), (holder, []))[1].append(block)
    gone: set[int] = set()
    for holder, lines in holders.values():
        if not holder.decomposed and compact(html_blocks.visible_text(holder)) == compact("".join(line.text for line in lines)):
            holder.decompose()
            gone |= {id(line) for line in lines}
    return gone


def page_names(soup: BeautifulSoup) -> list[str]:
    """What a page calls itself, most telling first: what it declares, its <title>, its first heading."""
    tags = list(html_blocks.tags_in(soup, "meta", "title", "h1", "h2"))
    named = [str(tag.get("content", "")) for name in PAGE_TITLE_METAS for tag in tags if tag.name == "meta" and tag.get("name") == name]
    shown = [tag.get_text() for kind in ("title", "h1", "h2") for tag in tags if tag.name == kind][:3]
    return [normalise(text) for text in (*named, *shown) if compact(text)]


def title_of_document(names: Sequence[str], above: Sequence[RawBlock]) -> str:
    """The title of the document on a page: the first of its names that ends as a document's does, without the name of the site;
    else a line right above the article that does; else the first name. A gazette's title comes before all."""
    for name in names:
        if any(rule.search(name) for rule in ISSUE_TITLES):
            return name
    lines = (normalise(block.text) for block in reversed(above[-_ABOVE:]) if block.table is None and block.holder.name != "a")
    for piece in (*_pieces(names), *(line for line in lines if "关于" in line and len(line) <= _LONGEST_LINE)):
        if TITLE_END.search(piece):
            return piece
    return next((piece for piece in _pieces(names) if "关于" in piece and not TITLE_PIECES.search(piece)), names[0] if names else "")


def _pieces(names: Iterable[str]) -> list[str]:
    return [piece.strip() for name in names for piece in (name, *TITLE_PIECES.split(name))]
