"""Reads a PDF that holds text: page numbers and running heads are left out, broken lines are joined to paragraphs."""

from __future__ import annotations

import io
import multiprocessing
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from parser.diagnostics import SourceError
from parser.importing.draft import Draft, listed
from parser.importing.plain_text import text_draft
from parser.limits import MAX_PDF_CHARACTERS, MAX_PDF_MEMORY, MAX_PDF_PAGES, MAX_PDF_SECONDS, MB
from parser.text import compact, has_han

_PAGE_NUMBER = re.compile(r"[\s—–\-·~第]*(\d{1,4})[\s—–\-·~页]*")
# Radicals (康熙部首) that some programs write for the characters that look the same. Unicode folds the block from
# U+2F00 by NFKC (⼾ to the other form of 户), and hardly any of the block from U+2E80.
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_SIMPLIFIED = dict(zip(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⼾",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙户",
    strict=True,
))
# What pypdf raises on files that are not as they should be; it promises no more than this.
_DAMAGE = (
    PyPdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError,
)


@dataclass(frozen=True)
class PdfText:
    """The lines of each page as set, and how many pictures the file holds."""

    pages: list[list[str]]
    pictures: int


def read_pages(data: bytes, file: str) -> PdfText:
    """The text of a PDF. Raises SourceError when it is damaged, locked or too long."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(file, 0, "PDF 设有密码，不能读取。请用没有密码的文件。")
        if len(reader.pages) > MAX_PDF_PAGES:
            raise SourceError(file, 0, f"PDF 超过 {MAX_PDF_PAGES} 页。请只导入公报本身。")
        pages: list[list[str]] = []
        length = pictures = 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > MAX_PDF_CHARACTERS:
                raise SourceError(file, 0, f"PDF 到第 {len(pages) + 1} 页已超过 {MAX_PDF_CHARACTERS} 个字符。请只导入公报本身。")
            pages.append(text.split("\n"))
            pictures += len(page.images)
    except _DAMAGE as error:
        raise SourceError(file, 0, "PDF 已损坏或写法特殊，不能读取。请换用 Word 文件、网页或文本。") from error
    return PdfText(pages, pictures)


def _read_apart(data: bytes, file: str) -> PdfText:
    """`read_pages` in a process of its own, which is ended when it takes too long or too much: a PDF is a program."""
    system = multiprocessing.get_context("spawn")
    here, there = system.Pipe(duplex=False)
    process = system.Process(target=_answer, args=(there, data, file), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(MAX_PDF_SECONDS):
            raise SourceError(file, 0, f"PDF 读了 {MAX_PDF_SECONDS} 秒仍未读完，不再读取。请换用 Word 文件、网页或文本。")
        answer = here.recv()
    except EOFError:
        answer = None
    finally:
        process.kill()
        process.join()
        here.close()
    if isinstance(answer, str):
        raise SourceError(file, 0, answer)
    if not isinstance(answer, PdfText):
        limit = f"{MAX_PDF_MEMORY // MB} MB"
        raise SourceError(file, 0, f"读 PDF 所需的内存超过 {limit}，不再读取。请换用 Word 文件、网页或文本。")
    return answer


def _answer(there: Connection, data: bytes, file: str) -> None:
    """In the other process: send the text of a PDF, the message that refuses it, or None when memory does not suffice."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_PDF_MEMORY, MAX_PDF_MEMORY))
    try:
        there.send(read_pages(data, file))
    except SourceError as error:
        there.send(error.message)
    except MemoryError:
        there.send(None)


def read_pdf(data: bytes, file: str) -> Draft:
    """Read a PDF. Raises SourceError when it is damaged, locked, too long, or only holds pictures of pages."""
    read = _read_apart(data, file)
    pages, pictures = read.pages, read.pictures
    radicals = sum(len(_RADICAL.findall(line)) for page in pages for line in page)
    pages = [[_unified(line) for line in page if compact(line)] for page in pages]
    if not has_han("".join(line for page in pages for line in page)):
        raise SourceError(file, 0, "PDF 中没有可读的文字（可能是扫描件）。请先作文字识别，或改用 Word 文件、网页。")
    heads, shift = _running_heads(pages), _page_number_shift(pages)
    kept: list[str] = []
    left: list[str] = []
    for index, page in enumerate(pages):
        for n, line in enumerate(page):
            at_edge = n < 2 or n >= len(page) - 2
            is_number = n in (0, len(page) - 1) and shift is not None and _page_number(line) == index + shift
            (left if is_number or (at_edge and _without_digits(line) in heads) else kept).append(line)
    draft = text_draft("\n".join(kept), "PDF 文件")
    if left:
        draft.left_out.append(listed("页码、页眉和页脚", left))
    if radicals:
        draft.notes.append(f"{radicals} 个字在 PDF 中记为部首符号（如“⾏”），已换成字形相同的汉字（“行”）。")
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


def _page_number_shift(pages: list[list[str]]) -> int | None:
    """What to add to a page's place, from 0, to get its printed number; None when most pages print none."""
    shifts = Counter(
        number - index for index, page in enumerate(pages) for line in {*page[:1], *page[-1:]}
        if (number := _page_number(line)) is not None
    )
    shift, count = max(shifts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return shift if count * 2 > len(pages) else None


def _page_number(line: str) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line)
    return int(match[1]) if match else None


def _unified(line: str) -> str:
    return _RADICAL.sub(lambda radical: _SIMPLIFIED.get(radical[0]) or unicodedata.normalize("NFKC", radical[0]), line)


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "", compact(line))
