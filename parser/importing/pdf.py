"""Reads a PDF that holds text: page numbers and running heads are left out, broken lines are joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from parser.diagnostics import SourceError
from parser.importing.draft import Draft, listed
from parser.importing.plain_text import text_draft
from parser.text import compact, has_han

MAX_PAGES = 1000
# What pypdf raises on files that are not as they should be; it promises no more than this.
_DAMAGE = (
    PyPdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError,
)
_PAGE_NUMBER = re.compile(r"^[\s—–\-·.~第页/]*\d{1,4}[\s—–\-·.~页/]*(?:共?\d{1,4}页?)?[\s—–\-·.]*$")


def read_pdf(data: bytes, file: str) -> Draft:
    """Read a PDF. Raises SourceError when it is damaged, locked, too long, or only holds pictures of pages."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(file, 0, "PDF 设有密码，不能读取。请用没有密码的文件。")
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(file, 0, f"PDF 超过 {MAX_PAGES} 页。请只导入公报本身。")
        pages = [page.extract_text().split("\n") for page in reader.pages]
        pictures = sum(len(page.images) for page in reader.pages)
    except _DAMAGE as error:
        raise SourceError(file, 0, "PDF 已损坏或写法特殊，不能读取。请换用 Word 文件、网页或文本。") from error
    pages = [[line for line in page if compact(line)] for page in pages]
    if not has_han("".join(line for page in pages for line in page)):
        raise SourceError(file, 0, "PDF 中没有可读的文字（可能是扫描件）。请先作文字识别，或改用 Word 文件、网页。")
    heads = _running_heads(pages)
    kept: list[str] = []
    left: list[str] = []
    for page in pages:
        for n, line in enumerate(page):
            at_edge = n < 2 or n >= len(page) - 2
            out = at_edge and (_PAGE_NUMBER.match(line) or _without_digits(line) in heads)
            (left if out else kept).append(line)
    draft = text_draft("\n".join(kept), "PDF 文件")
    if left:
        draft.left_out.append(listed("页码、页眉和页脚", left))
    if pictures:
        draft.left_out.append(f"图片 {pictures} 幅")
    draft.notes.append("PDF 不记段落和表格：段落按版面推定，表格按文字行收入。请对照原件核对。")
    return draft


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Lines, page numbers aside, that stand at the edge of at least half of the pages."""
    if len(pages) < 4:
        return set()
    edges = Counter(line for page in pages for line in {_without_digits(line) for line in (page[:2] + page[-2:])})
    return {line for line, count in edges.items() if line and count * 2 >= len(pages)}


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "", compact(line))
