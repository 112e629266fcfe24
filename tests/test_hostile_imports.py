"""Files made to harm the import: each comes in, or is refused in one Chinese line, within 1 GiB and without end in sight."""

from __future__ import annotations

import base64
import errno
import io
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from bounded import MEMORY, bounded
from bs4 import BeautifulSoup
from foreign_files import HEAD, NS, NUMBERING, OFFICE, PART_RELATIONS, RELATIONS, TYPES, docx, numbered, paragraph
from gazette_pages import html

from parser.diagnostics import SourceError
from parser.importing import pdf, word_package
from parser.importing.bring_in import import_issue

SENTENCE = "市水务局负责巡查河道，各区人民政府要于2021年12月底前完成整治，并按照《河道管理办法》执行。"
PAGE = html("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", f"一、{SENTENCE}").encode()
LINES = "青政发〔2021〕7号\n青川市人民政府关于加强河道管理的通知\n各区人民政府：\n"
FOREIGN = Path(__file__).read_text(encoding="utf-8").splitlines()[0]  # what stands in a file that nothing may read
OUTSIDE = Path(__file__).as_uri()
PLAIN = {"html", "head", "meta", "title", "body", "div", "p", "table", "tr", "td"}
TAKEN = ""  # what is expected of a file that comes in


# --- Word


def package(*parts: tuple[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # names that stand twice
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def document(body: str) -> tuple[str, str]:
    return "word/document.xml", f"<w:document {NS}><w:body>{HEAD}{body}</w:body></w:document>"


def overlapping() -> bytes:
    """Every entry of the list points at one file, as in the bombs that need no nesting."""
    data = bytearray(package(("[Content_Types].xml", TYPES), document(paragraph(SENTENCE)), *((f"word/header{n}.xml", "x" * 1000) for n in range(50))))
    first = data.rindex(b"word/header49.xml") - 46
    place = data[first + 42:first + 46]
    at = data.index(b"PK\x01\x02")
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 42:at + 46] = place
        at += 4
    return bytes(data)


def listed(change: Callable[[str], str]) -> bytes:
    return docx(HEAD + numbered("总体要求", 0) + paragraph(SENTENCE), numbering=change(NUMBERING))


WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part that unpacks to 100 MB": (lambda: package(("[Content_Types].xml", TYPES), ("word/document.xml", b"\0" * 100_000_000)), "展开后超过 16 MB"),
    "overlapping entries": (overlapping, "Word 文件已损坏"),
    "6,000 entries": (lambda: package(document(""), *((f"a{n}", "") for n in range(6000))), "超过上限 5000 个"),
    "entries that climb out": (lambda: package(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), document(paragraph(SENTENCE)),
                                               ("../../../climbed.txt", "x"), ("/climbed.txt", "x")), TAKEN),
    "a main part elsewhere": (lambda: package(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS.replace("word/document.xml", "../../../../etc/passwd")),
                                             document(paragraph(SENTENCE))), TAKEN),
    "a part outside of the file": (lambda: package(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), document(paragraph(SENTENCE)), (
        "word/_rels/document.xml.rels", PART_RELATIONS.replace('Target="footnotes.xml"', f'Target="{OUTSIDE}" TargetMode="External"'))), TAKEN),
    "a template to load": (lambda: package(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), document(paragraph(SENTENCE)), (
        "word/_rels/settings.xml.rels",
        f'<Relationships><Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="http://example.invalid/t.dotm" TargetMode="External"/></Relationships>')), TAKEN),
    "a file to include": (lambda: docx(HEAD + paragraph(SENTENCE) + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{OUTSIDE}" parse="text"/>'), TAKEN),
    "a document type in UTF-16": (lambda: package(("word/document.xml", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'.encode("utf-16"))), "外部实体声明"),
    "a document type in UTF-7": (lambda: package(("word/document.xml", (
        f'<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE d [+ADw-!ENTITY x SYSTEM "{OUTSIDE}">]>+ADw-d>&x;+ADw-/d>'))), "不能读取"),
    "two main parts": (lambda: package(("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), document(""), document(paragraph(SENTENCE))), TAKEN),
    "5,000 boxes in one another": (lambda: docx(HEAD + "<w:sdt><w:sdtContent>" * 5000 + paragraph(SENTENCE) + "</w:sdtContent></w:sdt>" * 5000), "嵌套过深"),
    "a word of 12 MB": (lambda: docx(HEAD + paragraph("甲" * 4_000_000)), "文字过长"),
    "a cell over a billion columns": (lambda: docx(
        HEAD + paragraph(SENTENCE) + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph("甲")}</w:tc><w:tc>{paragraph("乙")}</w:tc></w:tr></w:tbl>'), TAKEN),
    "1,000 rows of wide cells": (lambda: docx(
        HEAD + "<w:tbl>" + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr>{paragraph(SENTENCE)}</w:tc><w:tc>{paragraph(SENTENCE)}</w:tc></w:tr>' * 1000 + "</w:tbl>"), "上限"),
    "a list that starts at no number": (lambda: listed(lambda text: text.replace('w:start w:val="1"', 'w:start w:val="x"')), TAKEN),
    "a list that starts below nothing": (lambda: listed(lambda text: text.replace('w:start w:val="1"', 'w:start w:val="-99"').replace("chineseCountingThousand", "upperLetter")), TAKEN),
    "a list that starts at two billion": (lambda: listed(lambda text: text.replace('w:start w:val="1"', 'w:start w:val="2000000000"').replace("chineseCountingThousand", "upperRoman")), TAKEN),
    "a label of 100,000 characters": (lambda: listed(lambda text: text.replace('"%1、"', f'"{"%1" * 50_000}"')), TAKEN),
    "markup in the text": (lambda: docx(HEAD + paragraph("一、<script>alert(1)</script><img src=x onerror=alert(1)>，甲。")), TAKEN),
    "a link that runs": (lambda: docx(HEAD + '<w:p><w:r><w:instrText> HYPERLINK "javascript:alert(1)" </w:instrText></w:r><w:r><w:t>一、甲，乙。</w:t></w:r></w:p>'), TAKEN),
    "5,000 styles based on each other": (lambda: docx(HEAD + paragraph(SENTENCE, '<w:pStyle w:val="a0"/>'), styles=f"<w:styles {NS}>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="a{n}"><w:basedOn w:val="a{(n + 1) % 5000}"/></w:style>' for n in range(5000)) + "</w:styles>"), TAKEN),
}

# --- PDF


def portable(*objects: bytes, trailer: str = "") -> bytes:
    made, places = io.BytesIO(), []
    made.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.writelines(b"%010d 00000 n \n" % place for place in places)
    made.write(f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode())
    return made.getvalue()


def stream(data: bytes, *filters: str) -> bytes:
    for _ in filters:
        data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(data), " ".join(filters).encode(), data)


def one_page(content: bytes, kids: bytes = b"[3 0 R]", count: int = 1, *more: bytes) -> bytes:
    return portable(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids %s/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *more,
    )


WORDS = b"BT /F1 12 Tf 72 700 Td (words) Tj ET\n"
PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "pages that hold themselves": (lambda: one_page(stream(WORDS), b"[2 0 R 3 0 R]", 99), "PDF"),
    "pages in a circle": (lambda: one_page(stream(WORDS), b"[6 0 R]", 9, b"<</Type/Pages/Kids[2 0 R 6 0 R]/Parent 2 0 R/Count 9>>"), "PDF"),
    "a billion pages by its own count": (lambda: one_page(stream(WORDS), b"[3 0 R]", 10**9), "PDF"),
    "one page 200,000 times": (lambda: one_page(stream(WORDS), b"[" + b"3 0 R " * 200_000 + b"]", 200_000), "PDF"),
    "20,000 levels of pages": (lambda: portable(b"<</Type/Catalog/Pages 2 0 R>>", *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % n for n in range(3, 20_003)), b"<</Type/Page>>"), "PDF"),
    "100,000 brackets": (lambda: portable(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000), "PDF"),
    "a page that unpacks to 90 MB": (lambda: one_page(stream(b" " * 90_000_000, "/FlateDecode")), "PDF"),
    "a page packed twice": (lambda: one_page(stream(b" " * 90_000_000, "/FlateDecode", "/FlateDecode")), "PDF"),
    "a form that draws itself": (lambda: portable(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>", stream(b"/A Do"),
        b"<</Type/XObject/Subtype/Form/Length 11/Resources<</XObject<</A 5 0 R>>>>>>\nstream\n/A Do /A Do\nendstream"), "PDF"),
    "a password": (lambda: portable(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>",
                                    trailer="/Encrypt 3 0 R/ID[<00><00>]"), "设有密码"),
    "tables of places in a circle": (lambda: one_page(stream(WORDS)).replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev 9>>"), "PDF"),
}

# --- pages, web archives, texts

ARCHIVE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n"
PART = b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PAGE) + b"\r\n--x--\r\n"
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "4,000 parts.mht": (lambda: ARCHIVE + b"--x\r\nContent-Type: image/png\r\n\r\nabc\r\n" * 4000 + PART, TAKEN),
    "a million parts.mht": (lambda: ARCHIVE + b"--x\r\n\r\n" * 1_000_000 + PART, "超过上限 5000 个"),
    "4,000 parts in one another.mht": (lambda: b"MIME-Version: 1.0\r\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(4000)), "已损坏"),
    "20,000 parameters.mht": (lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html" + b"; a*0*=utf-8''%E4" * 20_000 + b"\r\n\r\n" + PAGE, TAKEN),
    "a charset of 5 MB.mht": (lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=" + b"a" * 5_000_000 + b"\r\n\r\n" + PAGE, TAKEN),
    "no base64.mht": (lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!===\xff", "没有网页"),
    "scripts.html": (lambda: PAGE.replace(b"<p>", b"<p onclick=alert(1)>").replace(b"</p>", b"<script>alert(1)</script><a href='javascript:alert(1)'>x</a><svg onload=alert(1)></p>"), TAKEN),
    "a picture of 15 MB.html": (lambda: PAGE.replace(b"</p>", b"<img src='data:image/png;base64," + b"A" * 15_000_000 + b"'></p>", 1), TAKEN),
    "a million words on.html": (lambda: PAGE.replace(b"<p>", b"<p " + b" on" * 1_000_000 + b">", 1), TAKEN),
    "15 million lines.txt": (lambda: b"\n" * 15_000_000 + LINES.encode(), "超过上限 400000 行"),
    "20,000 merged cells.txt": (lambda: (f"{LINES}一、{SENTENCE}\n甲\t乙\n" + "^^\t<<\n" * 20_000).encode(), TAKEN),
    "controls.txt": (lambda: f"{LINES}一、甲\x07\x1b\u202e乙，丙。\x85丁\u2028戊\x0c己".encode(), TAKEN),
    "half a surrogate.txt": (lambda: f"{LINES}一、甲".encode() + b"\xed\xa0\x80" + "乙，丙。".encode(), TAKEN),
}
FILES = {
    **{f"{name}.docx": case for name, case in WORD.items()}, **{f"{name}.pdf": case for name, case in PDF.items()}, **TEXTS,
}


def answers(names: list[str], folder: Path) -> dict[str, tuple[str, str]]:
    """What is said of each file, and the page that is made of it."""
    said = {}
    pdf._read_apart = pdf.read_pages  # this process is apart already
    for n, name in enumerate(names):
        file = folder / f"in{n}" / name
        file.parent.mkdir()
        file.write_bytes(FILES[name][0]())
        out = folder / f"out{n}"
        try:
            said[name] = TAKEN, import_issue(file, "2021-03", out).path.read_text(encoding="utf-8")
        except SourceError as error:
            said[name] = error.message, ""
        assert sorted(path.name for path in out.glob("*")) == (["2021-03.html"] if not said[name][0] else []), name
    return said


@pytest.fixture(scope="module")
def said():
    with tempfile.TemporaryDirectory() as folder:
        found, peak = bounded(answers, list(FILES), Path(folder))
        assert peak < MEMORY
        assert not list(Path(folder).rglob("climbed.txt"))
        return found


@pytest.mark.parametrize("name", FILES)
def test_hostile_file(name, said):
    expected = FILES[name][1]
    message, page = said[name]
    assert message == TAKEN if expected == TAKEN else expected in message
    assert "\n" not in message
    assert FOREIGN not in page
    assert {tag.name for tag in BeautifulSoup(page, "html.parser").find_all(True)} <= PLAIN
    assert not any(name.startswith("on") or name in ("href", "src", "style") for tag in BeautifulSoup(page, "html.parser").find_all(True) for name in tag.attrs)


@pytest.mark.parametrize(("limit", "value", "message"), [("MAX_PDF_SECONDS", 0, "0 秒仍未读完"), ("MAX_PDF_CHARACTERS", 3, "已超过 3 个字符"), ("MAX_PDF_PAGES", 0, "超过 0 页")])
def test_limits_of_a_pdf_are_named(limit, value, message, monkeypatch):
    data = one_page(stream(WORDS))
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(SourceError, match=message):
        (pdf.read_pdf if limit == "MAX_PDF_SECONDS" else pdf.read_pages)(data, "a.pdf")


def test_headers_and_footers_beyond_a_number_stay_unread(monkeypatch):
    monkeypatch.setattr(word_package, "MAX_WORD_EDGES", 3)
    parts = {f"header{n}": f"<w:hdr {NS}>{paragraph('页眉')}</w:hdr>" for n in range(9)}
    assert len(word_package.open_word(docx(HEAD, **parts), "a.docx").edges) == 3


def test_a_disk_that_is_full_leaves_no_half_page(tmp_path, monkeypatch):
    file = tmp_path / "a.html"
    file.write_bytes(PAGE)
    write = Path.write_bytes

    def full(self, data):
        write(self, data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SourceError, match="不能写入"):
        import_issue(file, "2021-03", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_output_folder_that_is_a_file_is_refused(tmp_path):
    file = tmp_path / "a.html"
    file.write_bytes(PAGE)
    with pytest.raises(SourceError, match="不能写入"):
        import_issue(file, "2021-03", file)
