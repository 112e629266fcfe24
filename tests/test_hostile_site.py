"""A gazette whose every field is made to run in a reader's browser or spreadsheet is published as plain text."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from openpyxl import load_workbook

from parser.build import build
from parser.formats.csv_files import guarded

RUNS = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>{{7*7}}${7*7}]]>"
FORMULA = '=HYPERLINK("http://example.invalid","甲")'
BREAK = "\\nEND:VCALENDAR"
LINES = (
    "青政发〔2021〕7号", f"青川市人民政府关于{RUNS}的通知", f"各区人民政府，{RUNS}：", f"一、{RUNS}", f"{FORMULA}，由市水务局{RUNS}负责，2021年12月底前完成{BREAK}。",
    f"责任单位：市水务局{RUNS}、+cmd|' /C calc'!A0局", f"完成时限：2021年7月15日前{RUNS}{BREAK}", f"二、按照《{RUNS}办法》（青政发〔2020〕3号）执行，@SUM(1)。",
    f"附件：1.{RUNS}表", "2021年3月5日",
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sources").mkdir()
    cells = ("-1+1", FORMULA + RUNS, "市水务局" + RUNS, "7月底前" + RUNS)
    rows = "".join(f"<td>{escaped(cell)}</td>" for cell in cells)
    rows = f"<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>完成时限</td></tr><tr>{rows}</tr></table>"
    article = "\n".join(f"<p>{escaped(line)}</p>" for line in LINES)
    title = escaped(f"青川市人民政府{RUNS}公报2021年第3期（总第18期）")
    chrome = f"<p>来源:{escaped(RUNS)} 作者:{escaped(FORMULA)} 发布时间:2021年03月05日</p><script>alert(2)</script>"
    page = f"<html><head><title>{title}</title></head><body onload=alert(1)>{chrome}<div onclick=alert(1)>\n{article}\n{rows}<a href='javascript:alert(1)'>甲，乙。</a></div></body></html>"
    (folder / "sources" / "2021-03.html").write_text(page, encoding="utf-8")
    build(folder / "sources", folder / "out")
    return folder / "out" / "site"


def test_no_page_runs_what_a_source_holds(site: Path):
    pages = sorted(site.rglob("*.html"))
    shown = 0
    for file in pages:
        text = file.read_text(encoding="utf-8")
        shown += "&lt;script&gt;alert" in text
        soup = BeautifulSoup(text, "html.parser")
        for tag in soup.find_all(True):
            assert not any(name.lower().startswith("on") for name in tag.attrs), (file, tag.name)
            assert not any(str(tag.get(name, "")).strip().lower().startswith(("javascript:", "data:text")) for name in ("href", "src", "action")), (file, tag.name)
        for script in soup.find_all("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.string)
            elif script.get("type") != "application/json":
                assert "alert(" not in (script.string or ""), file
        assert soup.find("img", src="x") is None, file
    assert shown, "the words themselves are published, as words"


def test_feeds_calendars_and_maps_are_well_formed(site: Path):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    files = [file for kind in ("*.xml", "*.atom", "*.rss") for file in site.rglob(kind)]
    assert files
    for file in files:
        assert not etree.parse(str(file), parser).xpath("//*[local-name()='script' or local-name()='img']"), file
    for file in site.rglob("*.ics"):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and lines.count("END:VCALENDAR") == 1, file


def test_no_cell_is_a_formula(site: Path):
    for file in site.rglob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert all(guarded(cell) == cell or cell.startswith("'") for row in csv.reader(opened) for cell in row), file
    for file in site.rglob("*.xlsx"):
        for sheet in load_workbook(file):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), (file, sheet.title)


def test_the_database_holds_the_words_and_nothing_else(site: Path):
    (file,) = site.rglob("*.sqlite")
    with sqlite3.connect(file) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert database.execute("select count(*) from documents").fetchone() == (1,)
        assert "alert(1)" in database.execute("select title from documents").fetchone()[0]
