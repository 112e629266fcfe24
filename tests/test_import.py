"""An issue brought in from a saved page, a Word document or a text file gives the records of the original."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from foreign_files import HEAD, NS, NUMBERING, TYPES, docx, numbered, paragraph, table_as_text, word_table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_issue import ISSUE

from parser import cli
from parser.compiler import compile_issue
from parser.diagnostics import SourceError
from parser.importing import pdf, word_package
from parser.importing.bring_in import import_issue
from parser.importing.word_numbering import _counted
from parser.schema import to_json

TITLE = "兴安盟行政公署公报2019年第6期(总第55期)"
BYLINE = "来源:行署办 作者:行署办公室 发布时间:2019年07月10日"
NOT_COMPARED = {"source_file", "source_sha256", "line", "column", "file"}


def records(path: Path) -> dict[str, list[dict]]:
    compiled = compile_issue(path)
    tables = {
        name: getattr(compiled, name)
        for name in ("documents", "clauses", "responsibilities", "deadlines", "citations", "events")
    }
    tables["issues"] = (compiled.issue,)
    return {
        name: [{key: value for key, value in to_json(record).items() if key not in NOT_COMPARED} for record in rows]
        for name, rows in tables.items()
    }


@pytest.fixture(scope="module")
def june():
    return records(ISSUE)


@pytest.fixture(scope="module")
def june_article():
    """The printed lines and tables of the June issue, as a foreign program would find them on the page."""
    soup = BeautifulSoup(ISSUE.read_text(encoding="utf-8"), "html.parser")
    return soup.find(class_="content_xilan").find_all(["p", "table"], recursive=False)


def test_a_saved_page_in_gb18030_with_chrome_gives_the_same_records(june, tmp_path):
    chrome = "<ul class=nav><li><a href='/'>首页</a></li><li>政务公开</li></ul><script>steal()</script>"
    page = ISSUE.read_text(encoding="utf-8").replace("utf-8", "gb2312")
    page = page.replace("<body>", f"<body onload='run()'>{chrome}")
    page = page.replace('<div class="content_xilan">', '<div class="content_xilan"><img src="a.png" onerror="run()">')
    page = page.replace("\n", "\r\n", 300)  # mixed line ends
    saved = tmp_path / "另存的网页.htm"
    saved.write_bytes(page.encode("gb18030"))
    imported = import_issue(saved, "2019-06", tmp_path / "out")
    assert records(imported.path) == june
    written = imported.path.read_text(encoding="utf-8")
    assert "steal" not in written and "run()" not in written and "<img" not in written and "首页" not in written
    told = "\n".join(imported.draft.left_out)
    assert "首页" in told and "脚本 1 处" in told and "图片 1 处" in told and "事件处理代码 2 处" in told


def test_what_was_imported_is_imported_again_without_change(tmp_path):
    first = import_issue(ISSUE, "2019-06", tmp_path / "one")
    second = import_issue(first.path, "2019-06", tmp_path / "two")

    def body(page: Path) -> str:
        return page.read_text(encoding="utf-8").partition("<body>")[2]

    assert body(first.path) == body(second.path)


def test_the_page_names_what_it_was_made_from_and_is_the_same_each_time(tmp_path):
    first = import_issue(ISSUE, "2019-06", tmp_path / "one")
    second = import_issue(ISSUE, "2019-06", tmp_path / "two")
    assert first.path.read_bytes() == second.path.read_bytes()
    assert f'content="{first.sha256}"' in first.path.read_text(encoding="utf-8")


def test_a_text_file_gives_the_same_records(june, june_article, tmp_path):
    lines = [TITLE, BYLINE]
    for element in june_article:
        if element.name == "p":
            lines.append(element.get_text())
        else:
            lines += table_as_text(element)
    text = tmp_path / "六月.txt"
    text.write_bytes("\r\n".join(lines).encode("gb18030"))
    imported = import_issue(text, "2019-06", tmp_path / "out")
    assert records(imported.path) == june
    assert any("作为一张表收入" in note for note in imported.draft.notes)


def test_a_word_document_gives_the_same_records(june, june_article, tmp_path):
    body = paragraph(TITLE) + paragraph(BYLINE) + "".join(
        paragraph(element.get_text()) if element.name == "p" else word_table(element) for element in june_article
    )
    file = tmp_path / "六月.docx"
    file.write_bytes(docx(body))
    assert records(import_issue(file, "2019-06", tmp_path / "out").path) == june


def test_numbers_that_word_counts_by_itself_are_written_out(tmp_path):
    lines = [("总体要求", 0), ("保障供水。", 1), ("节约用水。", 1), ("工作措施", 0), ("检修管网。", 1)]
    body = HEAD + "".join(numbered(text, level) for text, level in lines)
    file = tmp_path / "自动编号.docx"
    file.write_bytes(docx(body, numbering=NUMBERING))
    imported = import_issue(file, "2021-gongshui", tmp_path / "out", title="某市人民政府关于加强供水管理的通知")
    assert [clause.label for clause in imported.compiled.clauses if clause.kind == "numbered"] == [
        "一、", "（一）", "（二）", "二、", "（一）",
    ]
    assert any("自动编号 5 处" in note for note in imported.draft.notes)


@pytest.mark.parametrize(("number", "text"), [
    (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (101, "一百零一"), (110, "一百一十"),
    (200, "二百"),
])
def test_chinese_counting(number, text):
    assert _counted(number) == text


def test_deletions_notes_and_heads_stay_out_and_are_told(tmp_path):
    note = f'<w:footnotes {NS}><w:footnote w:id="2">{paragraph("脚注里的话")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {NS}>{paragraph('内部文件页眉')}</w:hdr>"
    changed = (
        '<w:p><w:r><w:t>一、按时完成</w:t></w:r><w:ins w:id="1"><w:r><w:t>检修</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>旧说法</w:delText></w:r></w:del><w:r><w:t>任务，逐项落实。</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    file = tmp_path / "修订.docx"
    file.write_bytes(docx(HEAD + changed, footnotes=note, header1=header))
    imported = import_issue(file, "2021-xiuding", tmp_path / "out")
    page = imported.path.read_text(encoding="utf-8")
    assert "一、按时完成检修任务，逐项落实。<" in page
    assert not any(text in page for text in ("旧说法", "脚注里的话", "内部文件页眉", "[1]"))
    told = "\n".join(imported.draft.left_out + imported.draft.notes)
    assert all(text in told for text in ("旧说法", "脚注里的话", "内部文件页眉", "插入 1 处、删除 1 处"))


@pytest.mark.skipif(os.name == "nt", reason="stands in for LibreOffice with a shell script")
def test_an_old_word_file_is_read_through_the_office_program(tmp_path, monkeypatch):
    """LibreOffice itself is not needed: a program of its name that answers as it does stands in."""
    (tmp_path / "converted.docx").write_bytes(docx(HEAD + paragraph("一、检修管网，保证供水。")))
    office = tmp_path / "soffice"
    office.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != "--outdir" ]; do shift; done\n'
        f'cp "{tmp_path}/converted.docx" "$2/$(basename "$3" .doc).docx"\n', encoding="utf-8",
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    file = tmp_path / "旧公报.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    imported = import_issue(file, "2021-jiu", tmp_path / "out")
    assert imported.draft.kind == "旧版 Word 文档" and "LibreOffice" in imported.draft.notes[0]
    assert imported.compiled.documents[0].number == "某政发〔2021〕3号"


# --- PDF


@pytest.fixture(scope="module")
def june_pdf(tmp_path_factory):
    """The June issue as a browser prints it, with page numbers."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no browser to print with")
    file = tmp_path_factory.mktemp("pdf") / "六月.pdf"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(ISSUE.as_uri())
        page.pdf(
            path=str(file), format="A4", display_header_footer=True, header_template="<span></span>",
            footer_template='<span style="font-size:9px" class="pageNumber"></span>',
            margin={"top": "2cm", "bottom": "2cm", "left": "3cm", "right": "3cm"},
        )
        browser.close()
    return file


def test_a_pdf_gives_the_same_documents_and_nearly_all_assignments(june, june_pdf, tmp_path):
    imported = import_issue(june_pdf, "2019-06", tmp_path)
    read = records(imported.path)
    for table, floor in (("documents", 1), ("responsibilities", 0.95), ("deadlines", 0.95)):
        # A heading without number may be lost where lines are joined: the clauses under it are compared without it.
        wanted, found = ({re.sub(r"-h\d+", "", row["id"]) for row in rows} for rows in (june[table], read[table]))
        assert len(wanted & found) >= floor * len(wanted)
    assert [row["title"] for row in read["documents"]] == [row["title"] for row in june["documents"]]
    assert any(entry.startswith("页码") for entry in imported.draft.left_out)
    assert any("表格按文字行收入" in note for note in imported.draft.notes)


def test_radicals_in_a_pdf_become_the_characters_that_they_look_like():
    assert pdf._unified("⾏政公署⼾籍⺠政部⻔意⻅") == "行政公署户籍民政部门意见"


def test_only_numbers_that_count_the_pages_are_page_numbers():
    pages = [["— 5 —", "甲", "1.5"], ["— 6 —", "乙", "8"], ["7", "丙"]]
    assert pdf._page_number_shift(pages) == 5
    assert pdf._page_number_shift([["2", "甲"], ["9", "乙"], ["丙"]]) is None


# --- what is refused


def refused(file: Path, tmp_path: Path, issue: str = "2021-01") -> str:
    with pytest.raises(SourceError) as error:
        import_issue(file, issue, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    return error.value.message


def test_an_issue_that_exists_is_not_overwritten_unless_told(tmp_path):
    out = tmp_path / "out"
    import_issue(ISSUE, "2019-06", out)
    before = (out / "2019-06.html").read_bytes()
    with pytest.raises(SourceError, match="--replace"):
        import_issue(ISSUE, "2019-06", out)
    assert (out / "2019-06.html").read_bytes() == before
    import_issue(ISSUE, "2019-06", out, replace=True)
    assert [path.name for path in out.iterdir()] == ["2019-06.html"]


def test_a_file_of_another_issue_is_refused(tmp_path):
    assert "应为 --issue 2019-06" in refused(ISSUE, tmp_path, "2019-07")


@pytest.mark.parametrize("issue", ["../2019-06", "a/b", "2019 06", "", ".hidden", "2019-06.html", "C:x"])
def test_issue_names_that_climb_out_are_refused(issue, tmp_path):
    assert "期次编号应为" in refused(ISSUE, tmp_path, issue)


def test_a_symbolic_link_is_refused(tmp_path):
    link = tmp_path / "link.html"
    try:
        os.symlink(ISSUE, link)
    except OSError:
        pytest.skip("no symbolic links here")
    assert "符号链接" in refused(link, tmp_path)


def test_a_link_in_the_place_of_the_issue_is_not_written_through(tmp_path):
    out, secret = tmp_path / "out", tmp_path / "secret.html"
    out.mkdir()
    try:
        os.symlink(secret, out / "2019-06.html")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(SourceError, match="符号链接"):
        import_issue(ISSUE, "2019-06", out, replace=True)
    assert not secret.exists()


def test_a_file_of_100_megabytes_is_refused_without_reading_it(tmp_path):
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    message = refused(large, tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "文件太大（100 MB" in message and peak < 10_000_000


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(tmp_path, monkeypatch):
    monkeypatch.setattr(word_package, "MAX_WORD_PART_BYTES", 1024 * 1024)
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(docx(paragraph("零" * 2_000_000)))
    assert bomb.stat().st_size < 100_000
    assert "展开后超过 1 MB" in refused(bomb, tmp_path)


def test_a_document_of_too_many_elements_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(word_package, "MAX_WORD_ELEMENTS", 1000)
    file = tmp_path / "many.docx"
    file.write_bytes(docx(HEAD + "<w:p><w:r/></w:p>" * 600))
    assert "过于庞大" in refused(file, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["a.html", "a.txt", "a.docx", "a.pdf", "a.mht", "a"]),
    start=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"MIME-Version: 1.0\n", b"<html><body>", b"{\\rtf1"]),
    rest=st.one_of(st.binary(max_size=300), st.text("一二、（）甲乙。<p>&;\t\x07\u202e\n" + "〖HTK〗", max_size=200).map(str.encode)),
)
def test_whatever_a_file_holds_the_answer_is_a_page_or_a_source_error(name, start, rest, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    file = tmp_path / name
    file.write_bytes(start + rest)
    try:
        imported = import_issue(file, "2021-a", tmp_path / "out", replace=True)
    except SourceError as error:
        assert error.message
    else:
        assert imported.path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text("甲乙丙abc12 （）()，,。、“”《》：&<>\u3000\xa0", min_size=1, max_size=30), min_size=1, max_size=8))
def test_every_visible_character_of_a_text_file_comes_along(lines, tmp_path):
    file = tmp_path / "a.txt"
    printed = ["某市人民政府关于供水的通知", "一、检修管网，保证供水。", *lines]
    file.write_text("\n".join(printed), encoding="utf-8")
    imported = import_issue(file, "2021-a", tmp_path / "out", replace=True)
    page = BeautifulSoup(imported.path.read_text(encoding="utf-8"), "html.parser").find(class_="article").get_text()
    assert "".join(page.split()) == "".join("".join(printed).split())


def test_external_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", (
            f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
            f"<w:document {NS}><w:body><w:p><w:r><w:t>一、&x;内容，完整。</w:t></w:r></w:p></w:body></w:document>"
        ))
    file = tmp_path / "entity.docx"
    file.write_bytes(made.getvalue())
    assert "外部实体" in refused(file, tmp_path)


@pytest.mark.parametrize(("name", "data", "message"), [
    ("空.html", b"  \n", "文件是空的"),
    ("坏.docx", b"PK\x03\x04" + b"\x00" * 50, "Word 文件已损坏"),
    ("坏.pdf", b"%PDF-1.7\n garbage", "PDF"),
    ("旧.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "LibreOffice"),
    ("图.png", b"\x89PNG\r\n\x1a\n", "不认识的文件"),
    ("半.html", "<html><body><p>一、内容，完整。".encode(), "网页不完整"),
    ("深.html", b"<div>" * 100_000, "嵌套"),
    ("二进制.txt", b"abc\x00def", "二进制"),
    ("存档.mht", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello", "网页存档中没有网页"),
])
def test_what_cannot_be_read_is_refused_in_chinese(name, data, message, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    file = tmp_path / name
    file.write_bytes(data)
    assert message in refused(file, tmp_path)


PAGE = """<html><head><title>某市人民政府关于供水的通知</title></head><body><div>
<p>某市人民政府关于供水的通知</p><p>某政发〔2021〕3号</p><p>各区人民政府：</p>
<p>一、检修管网，保证供水。</p>{}</div></body></html>"""


def test_control_characters_and_bidi_marks_are_taken_out_and_told(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(PAGE.format("<p>二、\x07节约\u202e用水，人人\u200b有责。</p>"), encoding="utf-8")
    imported = import_issue(file, "2021-a", tmp_path / "out")
    assert "<p>二、节约用水，人人有责。</p>" in imported.path.read_text(encoding="utf-8")
    assert any("3 个不显示的控制字符" in note for note in imported.draft.notes)


def test_markup_in_the_text_stays_text(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(PAGE.format("<p>二、&lt;script&gt;alert(1)&lt;/script&gt;，是文字。</p>"), encoding="utf-8")
    imported = import_issue(file, "2021-a", tmp_path / "out")
    assert "&lt;script&gt;" in imported.path.read_text(encoding="utf-8")
    assert "<script>alert(1)</script>" in imported.compiled.clauses[-1].text


def test_a_web_archive_is_read(tmp_path):
    page = PAGE.format("<p>二、节约用水，人人有责。</p>").encode("gb18030")
    archive = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=gb2312\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page) + b"\r\n--x--\r\n"
    )
    file = tmp_path / "a.mht"
    file.write_bytes(archive)
    assert "节约用水" in import_issue(file, "2021-a", tmp_path / "out").path.read_text(encoding="utf-8")


def test_the_command_tells_what_it_kept_and_what_to_do_next(tmp_path, capsys, monkeypatch):
    arguments = ["import", str(ISSUE), "--issue", "2019-06", "--output", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["parser", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out = capsys.readouterr().out
    assert not ended.value.code
    assert "表格 2 张；公文 8 件" in out and "没有收入：" in out and "您的位置" in out
    assert "下一步：python -m parser check" in out


def test_the_command_fails_in_chinese(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["parser", "import", str(tmp_path / "none.docx"), "--issue", "2099-01"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1 and "没有这个文件" in capsys.readouterr().err
