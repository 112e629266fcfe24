from __future__ import annotations

import json
from pathlib import Path

from sample import example

from parser.model import Diagnostic
from parser.reports import report

RESIDUE = example(Diagnostic, code="P101", message="排版指令“〖HTK〗”残留。", line=141, column=210)
LOST = example(Diagnostic, code="D101", name="text-lost", severity="error", message="丢失 a|b *c*", line=7)
PLACES = {"2019-06.html": Path("source_html") / "2019-06.html"}


def test_text_names_file_line_and_column_as_editors_link_them():
    shown = report.as_text([RESIDUE], PLACES)
    lines = shown.splitlines()
    assert lines[0] == "source_html/2019-06.html:141:210：需核对 P101 排版指令“〖HTK〗”残留。"
    assert lines[-1] == "错误 0，需核对 1，提示 0"


def test_markdown_puts_errors_first_and_escapes_what_the_source_says():
    lines = report.as_markdown([RESIDUE, LOST], PLACES).splitlines()
    assert lines[0] == "错误 1，需核对 1，提示 0。"
    assert lines[4].startswith("| 错误 | `2019-06.html:7` | D101 | 丢失 a\\|b \\*c\\* |")
    assert lines[5].startswith("| 需核对 |")


def test_markdown_without_findings_says_so():
    assert "没有发现问题" in report.as_markdown([], PLACES)


def test_sarif_leads_to_the_place_in_the_source():
    run = json.loads(report.as_sarif([RESIDUE, LOST], PLACES))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["warning", "error"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "source_html/2019-06.html"
    assert place["region"]["startLine"] == 141 and place["region"]["startColumn"] == 210
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["D101", "P101"]


def test_json_is_the_table_of_diagnostics():
    assert json.loads(report.as_json([RESIDUE], PLACES))[0]["code"] == "P101"
