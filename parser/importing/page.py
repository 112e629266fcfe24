"""Reads a page saved from a website, also as a web archive (.mht): the article comes along, the site does not."""

from __future__ import annotations

import email
import re

from parser.diagnostics import SourceError
from parser.importing.draft import Draft, byline, listed, pieces_of
from parser.limits import MAX_ARCHIVE_PARTS
from parser.reading import html_blocks
from parser.source import decode, open_page
from parser.text import compact, normalise

_SAVE_AGAIN = "请重新保存，或另存为“网页，仅 HTML”。"
# What a page holds beside text; each is counted in the markup, and left out.
_MARKUP = (
    ("脚本", re.compile(r"<script\b", re.IGNORECASE)),
    ("事件处理代码", re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)),
    ("图片", re.compile(r"<img\b", re.IGNORECASE)),
    ("嵌入的其他页面或播放器", re.compile(r"<(?:iframe|object|embed|video|audio)\b", re.IGNORECASE)),
    ("表单控件", re.compile(r"<(?:input|button|select|textarea)\b", re.IGNORECASE)),
    ("不显示的部分", re.compile(r"display\s*:\s*none", re.IGNORECASE)),
)
_LINK = re.compile(r"<a\b[^<>]*\bhref\s*=", re.IGNORECASE)


def read_page(data: bytes, file: str) -> Draft:
    """Read a saved page. Raises SourceError when it cannot be read or holds no document."""
    text, damaged = decode(data, file)
    page = open_page(text, file)
    draft = Draft("网页", page.title, dict(page.metadata), pieces_of(html_blocks.read_blocks(page.article)))
    within = {id(page.article), *(id(tag) for tag in page.article.find_all(True))}
    outside = [
        "　".join(block.table.printed_cells()) if block.table else block.text
        for block in html_blocks.read_blocks(page.whole) if id(block.holder) not in within
    ]
    outside = [line for line in outside if compact(normalise(line)) != compact(page.title) and not byline(line)]
    if outside:
        draft.left_out.append(listed("网站导航、页眉页脚等", outside))
    draft.left_out += [f"{what} {len(found)} 处" for what, rule in _MARKUP if (found := rule.findall(text))]
    if links := len(_LINK.findall(str(page.article))):
        draft.left_out.append(f"正文中 {links} 个链接的网址（文字保留）")
    if damaged:
        draft.notes.append(f"编码有 {damaged} 处损坏，以“�”代替，请对照原件改正。")
    return draft


def read_archive(data: bytes, file: str) -> Draft:
    """Read the first page in a web archive (.mht, MIME). Raises SourceError when it has none, or far too many parts."""
    if (parts := data.count(b"\n--")) > MAX_ARCHIVE_PARTS:
        raise SourceError(file, 0, f"网页存档有 {parts} 个部分，超过上限 {MAX_ARCHIVE_PARTS} 个。{_SAVE_AGAIN}")
    try:
        payload = _first_page(data)
    except (RecursionError, LookupError, ValueError) as error:
        raise SourceError(file, 0, f"网页存档已损坏，不能读取。{_SAVE_AGAIN}") from error
    if payload is None:
        raise SourceError(file, 0, f"网页存档中没有网页。{_SAVE_AGAIN}")
    draft = read_page(payload, file)
    draft.kind = "网页（单个文件）"
    return draft


def _first_page(data: bytes) -> bytes | None:
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload
    return None
