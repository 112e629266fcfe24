"""Brings one issue in: reads the file by what it holds, writes the clean page, and tells what came along."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from parser.compiled import CompiledIssue
from parser.compiler import compile_source
from parser.diagnostics import SourceError
from parser.gazette import gazette
from parser.header import issue_id, read_issue_title
from parser.importing.clean_page import clean_page
from parser.importing.draft import Draft, Piece, PrintedTable, clean
from parser.importing.page import read_archive, read_page
from parser.importing.pdf import read_pdf
from parser.importing.plain_text import read_text
from parser.importing.word import read_by_office, read_docx
from parser.limits import MAX_IMPORT_BYTES
from parser.reading.size_checks import too_large
from parser.rules.agencies import HOME, read_office
from parser.source import read_source
from parser.text import compact, narrow, normalise, strip_residue

READABLE = "网页（.html、.mht）、Word/WPS（.docx；有 LibreOffice 时 .doc）、文本（.txt）、有文字的 PDF"
ISSUE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_PAGE_START = re.compile(rb"<(?:!doctype|html|head|body|meta|div|p|table)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """What was brought in: where it was written, from what, and what the compiler makes of it."""

    path: Path
    sha256: str
    draft: Draft
    compiled: CompiledIssue


def import_issue(file: Path, issue: str, folder: Path, replace: bool = False, title: str | None = None) -> Imported:
    """Write `folder/ISSUE.html` from `file`. Raises SourceError, and writes nothing, when the file cannot be read
    faithfully, when the issue exists (unless `replace`), or when the file is of another issue."""
    target = _target(issue, folder, replace)
    data = _bytes(file)
    draft = read_draft(data, file.name)
    draft.title = title or draft.title
    clean(draft)
    sha256 = hashlib.sha256(data).hexdigest()
    _check_title(draft, issue, file.name)
    page = clean_page(draft, file.name, sha256).encode("utf-8")
    try:
        _check_kept(draft, page, target.name)
        compiled = compile_source(page, target.name)
    except SourceError as error:  # its line is one of a page that was not written
        raise SourceError(file.name, 0, error.message) from error
    fresh = target.with_name(f".{target.name}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(page)
        os.replace(fresh, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise SourceError(str(target), 0, f"不能写入：{error.strerror or error}。请核对文件夹和磁盘空间。") from error
    return Imported(target, sha256, draft, compiled)


def read_draft(data: bytes, name: str) -> Draft:
    """What the bytes of a file named `name` hold, by the reader of their format. Raises SourceError."""
    return _reader(data, name)(data, name)


def _target(issue: str, folder: Path, replace: bool) -> Path:
    if not ISSUE.fullmatch(issue):
        form = "期次编号应为年份与期号，如 2019-07；合刊如 2019-01to03。只能用小写字母、数字和连字符。"
        raise SourceError(issue, 0, form)
    target = folder / f"{issue}.html"
    if target.is_symlink():
        raise SourceError(str(target), 0, "目标是符号链接，不写入。")
    for suffix in (".html", ".htm", ".txt"):
        existing = target.with_suffix(suffix)
        if existing.exists() and not (replace and existing == target):
            raise SourceError(str(existing), 0, "这一期已经有了，没有改动。确要替换时加 --replace。")
    return target


def _bytes(file: Path) -> bytes:
    if file.is_symlink():
        raise SourceError(str(file), 0, "这是符号链接，不读取。请给出文件本身。")
    if not file.is_file():
        raise SourceError(str(file), 0, "没有这个文件。")
    try:
        size = file.stat().st_size
        if size > MAX_IMPORT_BYTES:
            raise too_large(str(file), size, MAX_IMPORT_BYTES)
        return file.read_bytes()
    except OSError as error:
        raise SourceError(str(file), 0, f"文件不能读取：{error.strerror or error}。") from error


def _reader(data: bytes, name: str) -> Callable[[bytes, str], Draft]:
    """The reader for what a file holds, whatever its name says (a .doc is often a page, or a .docx)."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if data.startswith(b"PK\x03\x04"):
        return read_docx if not name.lower().endswith((".odt", ".wps")) else read_by_office
    if b"%PDF-" in data[:1024]:
        return read_pdf
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return read_by_office
    if re.match(rb"(?:MIME-Version|From|Content-Type|Subject|Date|Snapshot-Content-Location):", start, re.IGNORECASE):
        return read_archive
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml", ".shtml") or (suffix != ".txt" and _PAGE_START.search(start)):
        return read_page
    if suffix in (".txt", ".text", ".md", ""):
        return read_text
    raise SourceError(name, 0, f"不认识的文件。可以导入：{READABLE}。")


def _check_title(draft: Draft, issue: str, file: str) -> None:
    printed = read_issue_title(normalise(draft.title))
    if printed is None:
        draft.notes.append(
            f"没有找到“某某公报2019年第6期”式的标题，按单篇公文处理，编号取 {issue}。整期公报请加 --title 标题。"
        )
        return
    found = issue_id(printed)
    if found != issue:
        named = f"标题是“{printed[0]}”，应为 --issue {found}，不是 {issue}。"
        raise SourceError(file, 0, f"{named}请核对；标题有误时用 --title 另给标题。")
    office = read_office(printed["publisher"])
    if office.place and (office.prefix, office.place) != (HOME.prefix, HOME.place):
        draft.notes.append(
            f"标题是“{printed[0]}”，而这里收的是“{gazette().name}”。放错了的，请删去写出的文件，用 --gazette 指明是哪一种公报。"
        )


def _check_kept(draft: Draft, page: bytes, name: str) -> None:
    """The compiler reads from the page what the reader read from the file, character for character, no more."""
    source = read_source(page, name, lambda *_, **__: None)
    wanted = [text for piece in draft.pieces if (text := _visible(piece))]
    found = ["".join(block.table.printed_cells()) if block.table else block.printed for block in source.blocks]
    kept = [text for piece in found if (text := _compared(piece))]
    if wanted != kept:
        pairs = zip_longest(wanted, kept, fillvalue="")
        first = next((ours or theirs) for ours, theirs in pairs if ours != theirs)
        raise SourceError(name, 0, f"写出的网页与原文件不一致，没有写入。开始不一致的一段：{first[:40]}")


def _visible(piece: Piece) -> str:
    if isinstance(piece, PrintedTable):
        lines = (line for row in piece.rows for cell in row for line in cell.lines)
        return "".join(map(_compared, lines))
    return _compared(piece)


def _compared(text: str) -> str:
    """What is visible of a printed line, without typesetting residue, which the compiler reports and drops."""
    return narrow(compact(normalise(strip_residue(text)[0])))
