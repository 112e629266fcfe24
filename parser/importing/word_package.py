"""Opens a .docx safely: limits on what it unpacks to, no document type, and only the parts that hold text."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from parser.diagnostics import SourceError
from parser.limits import MAX_WORD_EDGES, MAX_WORD_ELEMENTS, MAX_WORD_PART_BYTES, MAX_WORD_PARTS, MB

MAIN = "word/document.xml"
_SAVE_AGAIN = "请用 Word 或 WPS 重新另存为 .docx。"
# The parts that hold text or say how it is numbered; pictures, macros, fonts and what is embedded are never unpacked.
_PARTS = (
    "[Content_Types].xml", "_rels/.rels", MAIN, "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
    "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml",
)
_EDGES = ("word/header", "word/footer")


@dataclass
class WordPackage:
    """The XML parts of a .docx by their names; `edges` are headers and footers."""

    parts: dict[str, etree._Element]
    edges: list[etree._Element]

    @property
    def document(self) -> etree._Element:
        return self.parts[MAIN]

    def packed(self) -> io.BytesIO:
        """The parts as a .docx again."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, etree.tostring(part, encoding="utf-8", xml_declaration=True))
        made.seek(0)
        return made


def open_word(data: bytes, file: str) -> WordPackage:
    """Unpack a .docx. Raises SourceError when it is damaged, locked, too large, or tries to bring in other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MAX_WORD_PARTS:
                raise SourceError(file, 0, f"Word 文件中有 {len(names)} 个部件，超过上限 {MAX_WORD_PARTS} 个，不读取。")
            if MAIN not in names:
                raise SourceError(file, 0, "不是 Word 文档：压缩包中没有正文。请用 Word 或 WPS 另存为 .docx。")
            parts = {name: _part(archive, name, file) for name in _PARTS if name in names}
            heads = [name for name in sorted(set(names)) if name.startswith(_EDGES) and name.endswith(".xml")]
            edges = [_part(archive, name, file) for name in heads[:MAX_WORD_EDGES]]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise SourceError(file, 0, f"Word 文件已损坏或设有密码，不能打开。{_SAVE_AGAIN}") from error
    return WordPackage(parts, edges)


def _part(archive: zipfile.ZipFile, name: str, file: str) -> etree._Element:
    with archive.open(name) as opened:
        content = opened.read(MAX_WORD_PART_BYTES + 1)  # what the archive says of its sizes is not to be trusted
    if len(content) > MAX_WORD_PART_BYTES:
        limit = f"{MAX_WORD_PART_BYTES // MB} MB"
        raise SourceError(file, 0, f"Word 文件的部件 {name} 展开后超过 {limit}，不读取。请只导入公报本身。")
    if b"<!DOCTYPE" in content.replace(b"\x00", b""):  # also in UTF-16; Word writes none
        raise SourceError(file, 0, f"Word 文件的部件 {name} 含有外部实体声明，不是 Word 写出的，不读取。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(file, 0, f"Word 文件的部件 {name} 已损坏，或嵌套过深、文字过长。{_SAVE_AGAIN}") from error
    if sum(1 for _ in root.iter()) > MAX_WORD_ELEMENTS:
        raise SourceError(file, 0, f"Word 文件的部件 {name} 结构过于庞大，不读取。请只导入公报本身，或分成几个文件。")
    return root
