"""First pass: bytes of a page or text file → its article as numbered blocks that remember their source line.

The article is found by what it holds (numbers of documents, numbered clauses, addressees, sentences), not by the class
names of one site: it is the smallest element that holds all such lines. Everything around it is site chrome.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from parser.diagnostics import Report, SourceError
from parser.limits import MAX_SOURCE_BYTES
from parser.model import Table
from parser.reading import html_blocks, portal_metadata, wrapped_text
from parser.reading.article import blocks_in, byline, find_article
from parser.reading.html_blocks import RawBlock
from parser.reading.size_checks import (
    refuse_deep,
    refuse_large_article,
    refuse_large_tables,
    refuse_large_text,
    too_large,
)
from parser.rules.portal import is_chrome
from parser.text import comparable, normalise, strip_residue

_MAGIC = {b"PK\x03\x04": "Word/WPS 或压缩文件", b"%PDF": "PDF 文件", b"\xd0\xcf\x11\xe0": "旧版 Word 文件",
          b"\x89PNG": "图片", b"\xff\xd8\xff": "图片", b"GIF8": "图片"}
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*\b")
_CUT_IN_TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]*)?\s*\Z")
_SWALLOWING = (("<!--", "-->", "注释"), ("<script", "</script", "<script> 脚本"), ("<style", "</style", "<style> 样式"))
_LINED = re.compile(r"(<(?:p|div|td|th|tr|li|h[1-6]|table|br|section|article|span|dd|dt)\b)", re.IGNORECASE)
_BLOCK_ENDS = ("</p>", "</div>", "</td>", "</th>", "</tr>", "</li>", "</table>")


@dataclass(frozen=True)
class SourceBlock:
    """A paragraph or table of the article: `number` counts blocks from 0, `line` counts source lines from 1.

    `printed` is the line as it stood (for a table the cells joined by tabs), `text` its normalised form.
    """

    number: int
    line: int
    printed: str
    text: str
    table: Table | None = None


@dataclass(frozen=True)
class Source:
    """One source file: identity, page metadata (printed labels → values) and the article's blocks."""

    file: str
    sha256: str
    page_title: str
    metadata: dict[str, str]
    blocks: tuple[SourceBlock, ...]
    lines: tuple[str, ...] = field(repr=False)  # the decoded file, for columns of diagnostics


def read_source(data: bytes, file: str, report: Report) -> Source:
    """Read one source. Raises SourceError when it is not text, too large, truncated, or holds no article."""
    text, damaged = decode(data, file)
    page_title = ""
    metadata: dict[str, str] = {}
    if file.lower().endswith(".txt"):
        raw: Sequence[RawBlock] = wrapped_text.read_lines(text, report)
        refuse_large_article(raw, file)
    else:
        page_title, metadata, raw = _read_html(text, file, report)
    blocks = _number(raw, report)
    if not any(block.text or block.table for block in blocks):
        raise SourceError(file, 0, "没有找到正文。请确认保存的是公报页面本身，而不是目录页或空白页。")
    if damaged:
        place = next((block.number for block in blocks if "\ufffd" in block.printed), 0)
        report("damaged-encoding", place, "\ufffd", count=damaged)
    return Source(file, hashlib.sha256(data).hexdigest(), page_title, metadata, tuple(blocks), tuple(text.split("\n")))


def decode(data: bytes, file: str) -> tuple[str, int]:
    """Decode bytes by BOM, then strictly as UTF-8, then as GB18030 (a superset of GBK and GB2312), whatever the page
    declares; a declared charset is wrong too often. Returns the text with line feeds and the number of damaged places.
    """
    if not data.strip():
        raise SourceError(file, 0, "文件是空的。请重新保存网页。")
    if len(data) > MAX_SOURCE_BYTES:
        raise too_large(file, len(data), MAX_SOURCE_BYTES)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(file, 0, f"这是{kind}，不是网页。请先另存为网页或文本。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        damaged = text.count("\ufffd")
    elif data.startswith((b"<\x00", b"\x00<")):  # UTF-16 without its mark
        text = data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", errors="replace")
        damaged = text.count("\ufffd")
    elif b"\x00" in data:
        raise SourceError(file, data[: data.index(b"\x00")].count(b"\n") + 1, "文件含有二进制内容，不是网页或文本。")
    else:
        text, damaged = _decode_text(data)
    if damaged > max(20, len(text) // 200):
        raise SourceError(file, 0, "文件编码无法识别。请用 UTF-8 或 GB18030 编码重新保存。")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refuse_large_text(text, file)
    return text, damaged


def _decode_text(data: bytes) -> tuple[str, int]:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), 0
        except UnicodeDecodeError:
            continue
    tries = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    best = min(tries, key=lambda text: text.count("\ufffd"))
    return best, best.count("\ufffd")


def _read_html(text: str, file: str, report: Report) -> tuple[str, dict[str, str], Sequence[RawBlock]]:
    page = open_page(text, file)
    refuse_large_article(page.blocks, file)
    shown = comparable(html_blocks.visible_text(page.article))
    read = comparable("\n".join(
        piece for block in page.blocks for piece in (block.table.printed_cells() if block.table else [block.text])))
    if shown != read and (unread := Counter(shown) - Counter(read)):
        what = "".join(f"{char}×{count}" for char, count in sorted(unread.items())[:20])
        report("text-lost", 0, what=what, count=sum(unread.values()))
    return page.title, page.metadata, page.blocks


@dataclass(frozen=True)
class OpenPage:
    """A page without what is never shown: its title, its printed labels → values, the article with its blocks, and all that
    stands there."""

    title: str
    metadata: dict[str, str]
    article: Tag
    blocks: Sequence[RawBlock]
    whole: BeautifulSoup


def open_page(text: str, file: str) -> OpenPage:
    """Find the article of a page. Raises SourceError when the page is cut off, nested too deeply, or holds no document."""
    _refuse_unreadable(text, file)
    soup = BeautifulSoup(_with_lines(text), "lxml")
    refuse_deep(soup, file)
    names = portal_metadata.page_names(soup)
    html_blocks.remove_invisible(soup)
    refuse_large_tables(soup, file)
    metadata = portal_metadata.take_tables(soup)
    blocks = html_blocks.read_blocks(soup)
    metadata = portal_metadata.take_lines(blocks) | metadata
    article = find_article(blocks)
    if article is None:
        raise SourceError(file, 0, "没有找到公文。页面中没有发文字号、编号条款或成句的正文。")
    metadata |= byline(soup, article)
    within = blocks_in(article, blocks)
    above = blocks[:next(i for i, block in enumerate(blocks) if block is within[0])]
    title = portal_metadata.title_of_document([*names, metadata.get("标题", "")], above)
    return OpenPage(title, metadata, article, within, soup)


def _with_lines(text: str) -> str:
    """The page with the number of its line as an attribute of every element that may hold a paragraph, and without the white
    space between such elements, which shows nothing and would make a string of its own each time."""
    before, *tagged = _LINED.split(text)
    line = 1 + before.count("\n")
    pieces = [before]
    for tag, after in zip(tagged[::2], tagged[1::2], strict=True):
        bare = after.rstrip(" \t\n")
        pieces += (tag, f' data-line="{line}"', bare if bare.endswith(_BLOCK_ENDS) else after)
        line += after.count("\n")
    return "".join(pieces)


def _refuse_unreadable(text: str, file: str) -> None:
    """Say what is wrong with a page that a lenient parser would read in part without a word."""
    if not _TAG.search(text):
        raise SourceError(file, 1, "不是网页：没有任何 HTML 标签。文本文件请用 .txt 作扩展名。")
    last, lower = text.rstrip().count("\n") + 1, text.lower()
    if _CUT_IN_TAG.match(text, max(text.rfind("<"), 0)):
        raise SourceError(file, last, "网页不完整：在标签中间中断。请重新保存网页。")
    for opening, closing, what in _SWALLOWING:
        if (at := lower.rfind(opening)) > lower.rfind(closing) and closing not in lower[at:]:
            raise SourceError(file, text.count("\n", 0, at) + 1, f"网页不完整：{what}没有结束，后面的内容都会丢失。请重新保存网页。")
    if not re.search(r"</(?:html|body)\s*>", lower) and (opened := re.search(r"<(html|body)\b", lower)):
        raise SourceError(file, last, f"网页不完整：没有 </{opened[1]}> 结束标签，后面的内容可能丢失。请重新保存网页。")


def _number(raw: Sequence[RawBlock], report: Report) -> list[SourceBlock]:
    """The blocks that are part of the article, numbered; typesetting residue is reported and dropped."""
    blocks: list[SourceBlock] = []
    sentences = [i for i, block in enumerate(raw) if block.table is not None or "。" in block.text]
    for i, block in enumerate(raw):
        number = len(blocks)
        at_edge = bool(sentences) and not sentences[0] <= i <= sentences[-1] + (raw[sentences[-1]].table is not None)
        if block.table is not None:
            if not block.table.rows:
                report("empty-table", number, line=block.line)
                continue
            table = _without_residue(block.table, number, report)
            blocks.append(SourceBlock(number, block.line, "\t".join(cell for row in table.rows for cell in row), "", table))
            continue
        kept = _drop_residue(block.text, number, report)
        text = normalise(kept)
        if text and not is_chrome(text, at_edge):
            blocks.append(SourceBlock(number, block.line, kept, text))
    return blocks


def _drop_residue(text: str, number: int, report: Report) -> str:
    kept, residue = strip_residue(text)
    for piece in residue:
        private = "\ue000" <= piece[0] <= "\uf8ff"
        shown = " ".join(f"U+{ord(char):04X}" for char in piece) if private else piece
        report("private-use-character" if private else "typesetting-residue", number, piece, what=shown)
    return kept


def _without_residue(table: Table, number: int, report: Report) -> Table:
    for cell in table.printed_cells():
        _drop_residue(cell, number, report)
    return Table(tuple(tuple(strip_residue(cell)[0] for cell in row) for row in table.rows), table.merged)
