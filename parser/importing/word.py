"""Reads a Word or WPS document: .docx by mammoth, older kinds after LibreOffice has turned them into .docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag
from lxml import etree

from parser.diagnostics import SourceError
from parser.importing.draft import Draft, listed, pieces_of, take_front
from parser.importing.word_numbering import W, write_numbers
from parser.importing.word_package import WordPackage, open_word
from parser.limits import MAX_OFFICE_SECONDS
from parser.reading import html_blocks
from parser.text import compact

OFFICES = ("soffice", "libreoffice")
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
_PICTURES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"


def read_docx(data: bytes, file: str) -> Draft:
    """Read a .docx. Raises SourceError when it cannot be opened."""
    package = open_word(data, file)
    draft = Draft("Word 文档")
    _say_what_stays_out(package, draft)
    numbered, unknown = write_numbers(package)
    if numbered:
        draft.notes.append(f"Word 自动编号 {numbered} 处已写成文字，请核对编号。")
    if unknown:
        draft.notes.append(f"有不认识的自动编号样式（{'、'.join(unknown)}），这些编号没有写出，请补上。")
    try:
        html = mammoth.convert_to_html(
            package.packed(), convert_image=_no_image, include_embedded_style_map=False
        ).value
    except (ExpatError, RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise SourceError(file, 0, "Word 文件的结构特殊，不能读取。请用 Word 或 WPS 重新另存为 .docx。") from error
    soup = BeautifulSoup(html, "lxml")
    _take_notes(soup, draft)
    draft.pieces = pieces_of(html_blocks.read_blocks(soup))
    take_front(draft)
    return draft


def read_by_office(data: bytes, file: str) -> Draft:
    """Read what LibreOffice can read (.doc, .wps, .rtf, .odt). Raises SourceError when it is not there or fails."""
    office = next((found for name in OFFICES if (found := shutil.which(name))), None)
    if office is None:
        raise SourceError(file, 0, f"旧版 Word 文件需要 LibreOffice 才能读取，本机没有安装。{_SAVE_AS}")
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder) / f"original{Path(file).suffix.lower()}"
        original.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir", folder,
                   str(original)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=MAX_OFFICE_SECONDS)
            converted = original.with_suffix(".docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise SourceError(file, 0, f"LibreOffice 不能转换这个文件。{_SAVE_AS}") from error
    draft = read_docx(converted, file)
    draft.kind = "旧版 Word 文档"
    draft.notes.insert(0, "已由 LibreOffice 转成 .docx 再读取，请对照原件核对编号和表格。")
    return draft


def _no_image(image: Any) -> list[Any]:
    return []


def _say_what_stays_out(package: WordPackage, draft: Draft) -> None:
    document = package.document
    pictures = sum(1 for _ in document.iter(_PICTURES, f"{W}pict"))
    inserted = sum(1 for _ in document.iter(f"{W}ins"))
    deleted = [_text(element) for element in document.iter(f"{W}del", f"{W}moveFrom")]
    boxes = sum(1 for _ in document.iter(f"{W}txbxContent"))
    comments = package.parts.pop("word/comments.xml", None)
    if pictures:
        draft.left_out.append(f"图片 {pictures} 幅")
    if deleted:
        draft.left_out.append(listed("修订中已删除的文字", deleted))
    if inserted or deleted:
        changes = f"插入 {inserted} 处、删除 {len(deleted)} 处"
        draft.notes.append(f"文档带有修订记录：{changes}，按全部接受处理。请先在 Word 中确认修订。")
    if comments is not None and (texts := _paragraphs(comments)):
        draft.left_out.append(listed("批注", texts))
    edges = [text for edge in package.edges for text in _paragraphs(edge)]
    if edges:
        draft.left_out.append(listed("页眉页脚", list(dict.fromkeys(edges))))
    if boxes:
        draft.notes.append(f"文本框 {boxes} 个，文字收在文本框所在的段落之后，请核对位置。")


def _paragraphs(part: etree._Element) -> list[str]:
    texts = (_text(paragraph) for paragraph in part.iter(f"{W}p"))
    return [text for text in texts if compact(text)]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _take_notes(soup: BeautifulSoup, draft: Draft) -> None:
    """Take footnotes and endnotes, which mammoth sets at the end, and their marks out of the text."""
    texts: list[str] = []
    for tag in soup.find_all(id=lambda value: bool(value) and value.startswith(("footnote-ref", "endnote-ref"))):
        holder = tag.find_parent("sup") or tag
        holder.decompose()
    for tag in soup.find_all("li", id=lambda value: bool(value) and value.startswith(("footnote-", "endnote-"))):
        if isinstance(tag, Tag):
            texts.append(tag.get_text().replace("↑", "").strip())
            tag.decompose()
    if texts:
        draft.left_out.append(listed("脚注和尾注", texts))
