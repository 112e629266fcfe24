"""Sources made to harm the compiler: each is read, or refused in one Chinese line, within 1 GiB and without end in sight."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from bounded import MEMORY, bounded
from gazette_pages import html

from parser import limits
from parser.building.source_files import compile_files
from parser.building.source_folder import find_sources
from parser.compiler import compile_issue, compile_source
from parser.diagnostics import SourceError
from parser.reading import size_checks
from parser.reading.corrections import parse_corrections
from parser.source import decode

HEAD = ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：")
SENTENCE = "市水务局负责巡查河道，各区人民政府要于2021年12月底前完成整治，并按照《河道管理办法》执行。"
READ = ""  # what is expected of a source that is read


def page(*lines: str) -> bytes:
    return html(*HEAD, *lines).encode("utf-8", "surrogatepass")


def filled(unit: str, length: int = limits.MAX_PARAGRAPH - 100) -> str:
    """`unit` again and again, as long as a paragraph may be."""
    return (unit * (length // len(unit) + 1))[:length]


def table(row: str, count: int) -> bytes:
    return page(f"<table>{row * count}</table>")


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    # nesting
    "100,000 elements in one another": (lambda: page("<div>" * 100_000 + SENTENCE), "标签嵌套超过 200 层"),
    "100,000 inline elements": (lambda: page("<p>" + "<span>" * 100_000 + SENTENCE), "标签嵌套超过 200 层"),
    "100,000 lists in lists": (lambda: page("<ul><li>" * 100_000 + SENTENCE), "标签嵌套超过 200 层"),
    "tables in tables": (lambda: page("<table><tr><td>" * 150 + SENTENCE), "标签嵌套超过 200 层"),
    "100,000 brackets that open": (lambda: page("（" * 100_000), "超过上限 20000 个，多半是丢失了分段"),
    "20,000 brackets that open": (lambda: page("一、" + filled("（")), READ),
    "titles in titles": (lambda: page("一、" + filled("《〈")), READ),
    "brackets closed by others": (lambda: page("一、" + filled("（") [:9000] + "》" * 9000), READ),
    # size
    "one paragraph of 10 MB": (lambda: page("一、" + SENTENCE[:-1] * (10 * 1024 * 1024 // 120)), "多半是丢失了分段"),
    "more bytes than are allowed": (lambda: b"<p>" + b"a" * limits.MAX_SOURCE_BYTES, "文件太大（16 MB，上限 16 MB）"),
    "15 million lines": (lambda: b"\n" * 15_000_000 + page(SENTENCE), "超过上限 400000 行"),
    "a million tags": (lambda: page("<b>甲</b>" * 500_000), "超过上限 400000 个"),
    "too many paragraphs": (lambda: page("<p>甲</p>" * 60_000), "超过上限 20000 段"),
    "too many characters": (lambda: page(*[SENTENCE * 100] * 450), "已超过上限 1000000 个字符"),
    "an attribute of 15 MB": (lambda: page(f"<p title='{'a' * 15_000_000}'>{SENTENCE}</p>"), READ),
    "500,000 attributes": (lambda: page("<p " + " ".join(f"a{n}" for n in range(500_000)) + f">{SENTENCE}</p>"), READ),
    "as large as it may be": (lambda: page(*[SENTENCE] * (limits.MAX_BLOCKS - 10)), READ),
    # tables
    "cells that cover a million others": (lambda: table("<tr><td rowspan=9999 colspan=100>甲</td></tr>", 3000), "表格展开后超过 300000 个单元格"),
    "a long cell over many": (lambda: page("<table><tr><td colspan=100>" + "甲" * 19_000 + "</td><td>乙</td></tr>" + "<tr><td rowspan=3 colspan=50>丙</td></tr>" * 3 + "</table>" * 1,
                                           "<table><tr><td colspan=100>" + "甲" * 19_000 + "</td><td>乙</td></tr></table>"), "已超过上限 1000000 个字符"),
    "a span of 5,000 digits": (lambda: page(SENTENCE, f"<table><tr><td rowspan={'9' * 5000} colspan=٣>甲</td><td colspan=²>乙</td></tr></table>"), READ),
    "3,000 rows of sentences": (lambda: table(f"<tr><td>{SENTENCE}</td><td>乙</td></tr>", 3000), READ),
    "3,000 tasks on one line": (lambda: page("<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>" + f"<tr><td>1</td><td>{SENTENCE}</td><td>市水务局</td></tr>" * 3000 + "</table>"), READ),
    # what a lenient parser would run or resolve
    "entities of the page's own": (lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "&x;&x;">]>' + page("一、&x;&a;甲，乙。"), READ),
    "XHTML with a document type": (lambda: b'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://example.invalid/x.dtd">' + page(SENTENCE), READ),
    "half a comment": (lambda: page(SENTENCE, "<!-- 没有结束"), "注释没有结束"),
    # characters
    "characters that are none": (lambda: page("一、甲&#xD800;乙&#0;丙&#xFFFE;丁&#x110000;戊&#1;己\x07庚\x1b辛，壬。"), READ),
    "lone surrogates": (lambda: page("一、甲\ud800乙，丙。"), READ),
    "NUL": (lambda: page("一、甲\x00乙，丙。"), "二进制内容"),
    "three kinds of line ends": (lambda: page(SENTENCE).replace(b"\n", b"\r\n", 2).replace(b"\n", b"\r", 1), READ),
    "UTF-8 declared as UTF-16": (lambda: b'<meta charset="utf-16">' + page(SENTENCE), READ),
    "no text at all": (lambda: bytes(range(1, 256)) * 40, "编码无法识别"),
    # many of one kind
    "5,000 documents": (lambda: page(*(line for n in range(2, 5000) for line in (f"青政发〔2021〕{n}号", HEAD[1], SENTENCE))), READ),
    "5,000 headings": (lambda: page(*["整治河道环境", SENTENCE] * 5000), READ),
    "15,000 notices of a portal": (lambda: page(SENTENCE, *["主办：版权所有"] * 15_000), READ),
    **{f"{unit!r} again and again": (lambda unit=unit: page("一、" + filled(unit)), READ) for unit in (
        "、", "(", "第", "1", "甲 ", "\u3000甲", "市水务局、", "，市水务局", "市直各部门，", "《河道管理办法》", "青政发〔2021〕7号", "2021年7月15日前", "每月", "〔2021〕", "由市水务局负责",
        "（市水务局、", "以下简称《办法》", "牵头单位：", "——", "“", "附件1", "①", "至", "张三\u3000局长", "13800000000",
    )},
}


def answers(names: list[str]) -> dict[str, str]:
    """What is said of each source; nothing of one that is read."""
    said = {}
    for name in names:
        try:
            issue = compile_source(CASES[name][0](), "page.html")
            errors = [found.message for found in issue.diagnostics if found.severity == "error"]
            said[name] = f"not whole: {errors[0]}" if errors else READ
        except SourceError as error:
            said[name] = error.message
    return said


@pytest.fixture(scope="module")
def said():
    found, peak = bounded(answers, list(CASES))
    assert peak < MEMORY
    return found


@pytest.mark.parametrize("name", CASES)
def test_hostile_page(name, said):
    expected = CASES[name][1]
    assert said[name] == READ if expected == READ else expected in said[name]
    assert "\n" not in said[name]


def test_each_limit_is_named_with_what_to_do():
    refusals = [expected for _, expected in CASES.values() if "上限" in expected]
    assert len(refusals) >= 6


def test_a_text_file_of_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr(size_checks, "MAX_LINES", 100)
    with pytest.raises(SourceError, match="超过上限 100 行"):
        decode("一、甲\n".encode() * 200, "a.txt")


def test_a_source_of_100_megabytes_is_not_read(tmp_path):
    file = tmp_path / "2021-03.html"
    with file.open("wb") as opened:
        opened.truncate(100 * 1024 * 1024)
    failure = compile_files([file], tmp_path / "store").failures[0]
    assert "文件太大（100 MB，上限 16 MB）" in failure.message


# --- corrections


@pytest.mark.parametrize("text", [
    "a = " * 3, "a = " + "[" * 100_000, "[" * 50_000, "a.b." * 20_000 + "c = 1", "[[replace]]\n__proto__ = 1", "[[replace]]\n" + "a" * 100_000 + " = 1",
    'replace = "x"', "[replace]\na = 1", "[[replace]]\npassage = 1979-05-27T07:32:00Z", "line = 9" + "9" * 5000, "[[__class__]]\na = 1", "[[replace]]\nreject = true",
], ids=lambda text: f"{text[:12]!r}…")
def test_hostile_corrections_are_refused(text):
    with pytest.raises(SourceError) as error:
        parse_corrections(text, "a.corrections.toml")
    assert any("\u4e00" <= char <= "\u9fff" for char in error.value.message) and len(error.value.message) < 1000


def test_corrections_of_100_megabytes_are_not_read(tmp_path):
    source = tmp_path / "2021-03.html"
    source.write_bytes(page(SENTENCE))
    with source.with_name("2021-03.corrections.toml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(SourceError, match="改正文件太大"):
        compile_issue(source)


# --- links


def test_links_out_of_the_source_folder_are_not_followed(tmp_path):
    secret, folder = tmp_path / "secret", tmp_path / "sources"
    secret.mkdir()
    folder.mkdir()
    (secret / "2021-03.html").write_bytes(page(SENTENCE))
    (folder / "2021-04.html").write_bytes(page(SENTENCE))
    try:
        os.symlink(secret / "2021-03.html", folder / "2021-03.html")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(SourceError, match="符号链接指向来源文件夹之外"):
        find_sources([folder])


def test_corrections_behind_a_link_out_of_the_folder_are_not_read(tmp_path):
    source, secret = tmp_path / "sources" / "2021-03.html", tmp_path / "secret.toml"
    source.parent.mkdir()
    source.write_bytes(page(SENTENCE))
    secret.write_text("机密 = 1", encoding="utf-8")
    try:
        os.symlink(secret, source.with_name("2021-03.corrections.toml"))
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(SourceError, match="符号链接"):
        compile_issue(source)
