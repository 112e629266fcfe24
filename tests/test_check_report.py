"""How a check is shown: the passage with carets, annotations and SARIF for code hosts, the summary for a chief."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sample import COMPILED, example

from parser import cli
from parser.collection import Collection
from parser.diagnostics import CODES, SourceError
from parser.model import Diagnostic, Task
from parser.reports import excerpt, report, report_hosts, report_summary
from parser.text import column_count


def found(quote: str, line: int = 1, column: int = 1, **values: object) -> Diagnostic:
    given = {"code": "P101", "name": "typesetting-residue", **values}
    made: Diagnostic = example(Diagnostic, quote=quote, line=line, column=column, **given)
    return made


def test_carets_stand_under_the_words_with_two_columns_a_chinese_character():
    text, carets = excerpt.passage(["<p>　由A局牵头,20日前完成。</p>"], found("20日前", column=11))
    assert text == "由A局牵头,20日前完成。"
    assert carets == " " * (2 + 1 + 2 + 4 + 1) + "^" * 6


def test_a_long_line_is_cut_around_the_passage():
    line = "甲" * 100 + "乙丙" + "丁" * 100
    text, carets = excerpt.passage([line], found("乙丙", column=101))
    assert text == "…" + "甲" * 12 + "乙丙" + "丁" * 24 + "…"
    assert carets == " " * (column_count("…") + 24) + "^^^^"


def test_spaces_and_the_width_of_punctuation_do_not_hide_the_words():
    text, carets = excerpt.passage(["<p>李&nbsp;&nbsp;明(主 任)到会</p>"], found("李明（主任）"))
    assert text == "李 明(主 任)到会" and carets == "^" * column_count("李 明(主 任)")


def test_without_the_words_there_are_no_carets_and_without_the_line_nothing():
    assert excerpt.passage(["<p>甲乙</p>"], found("丙丁")) == ["甲乙"]
    assert excerpt.passage(["<p>甲乙</p>"], found("甲", line=9)) == []
    assert excerpt.passage(["<div>"], found("甲")) == []


def test_annotations_escape_what_would_end_them_and_put_errors_first():
    places = {"2019-06.html": Path("source_html/a,b:c.html")}
    error = found("", code="D101", name="text-lost", severity="error", message="丢失 100%：\n甲,乙")
    lines = report_hosts.as_github([found("x", line=3, column=7), error], places).splitlines()
    assert lines[0].startswith("::error file=source_html/a%2Cb%3Ac.html,line=1,col=1,title=D101 ")
    assert "::丢失 100%25：%0A甲,乙%0A" in lines[0]
    assert lines[1].startswith("::warning file=") and ",line=3,col=7," in lines[1] and len(lines) == 2


def test_a_source_that_cannot_be_read_is_annotated():
    line = report_hosts.unreadable_as_github(SourceError("source_html/a.html", 0, "文件是空的。"))
    assert line == "::error file=source_html/a.html,line=1,col=1,title=来源不能读取::文件是空的。\n"


def test_sarif_has_what_the_standard_asks_for():
    """SARIF 2.1.0, 3.13 to 3.52: required properties, indexes that lead to their rules, regions that are none empty."""
    gap = found("", code="O101", name="numbering-gap", line=5, column=2)
    diagnostics = [found("〖HTK〗", line=141, column=210), gap]
    log = json.loads(report_hosts.as_sarif(diagnostics, {"2019-06.html": Path("source_html/公报 6.html")}))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 2
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9%._/~-]+", place["artifactLocation"]["uri"])  # RFC 3986
        region = place["region"]
        assert region["startLine"] >= 1 and region["startColumn"] >= 1
        assert region.get("endColumn", 10**6) > region["startColumn"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["endColumn"] == 215


def test_a_finding_is_recognised_when_lines_are_added_above():
    def fingerprint(line: int, quote: str) -> str:
        log = json.loads(report_hosts.as_sarif([found(quote, line=line)], {}))
        return log["runs"][0]["results"][0]["partialFingerprints"]["finding/v1"]

    assert fingerprint(3, "甲") == fingerprint(30, "甲") != fingerprint(3, "乙")


def test_the_summary_counts_tasks_without_owner_and_without_limit():
    nobody = {"leads": (), "responsible": (), "support": ()}
    bare = example(Task, id="x/b-1", due_on=None, deadline_texts=("每月",), **nobody)
    plain = example(Task, id="x/b-2", due_on=None, deadline_texts=())
    collection = Collection(issues=(replace(COMPILED, tasks=(bare, plain)),), agencies=())
    diagnostics = [found("a"), found("b"), found("c", code="O105", name="heading-guessed", severity="info")]
    summary = report_summary.summarise(collection, diagnostics)
    assert summary.tasks == 2 and summary.without_owner == (bare,)
    assert summary.without_limit == 1 and summary.without_date == 1
    assert summary.faults == (("P101", 2), ("O105", 1))
    assert "没有责任单位：1 项" in report_summary.as_text(summary)
    assert "| P101 |" in report_summary.as_markdown(summary)


@pytest.fixture
def faulty(tmp_path):
    file = tmp_path / "2021-01.html"
    file.write_text(
        "<html><body><div><p>某市人民政府公报2021年第1期</p><p>某政发〔2021〕3号</p><p>某市人民政府关于供水的通知</p>"
        "<p>各区人民政府：</p>\n<p>一、市水务局负责检修管网（含泵站，保证供水。</p>\n<p>某市人民政府</p><p>2021年1月5日</p>"
        "</div></body></html>", encoding="utf-8",
    )
    return file


def run(monkeypatch, capsys, *arguments: object) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["parser", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code or 0, capsys.readouterr().out


def test_the_command_shows_passage_help_and_summary(faulty, monkeypatch, capsys):
    status, out = run(monkeypatch, capsys, "check", faulty, "--level", "warning")
    assert status == 0
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if "P103" in line)
    assert re.search(r"2021-01\.html:2:\d+：需核对 P103", lines[at])
    assert "（含泵站，保证供水。" in lines[at + 1] and set(lines[at + 2].strip("| ")) == {"^"}
    assert lines[at + 3] == f"    说明：{CODES['unbalanced-bracket'].help}"
    assert "汇总" in lines and "  公文：1 件，条款 1 条" in lines


def test_each_format_reports_the_same_findings(faulty, monkeypatch, capsys):
    records = json.loads(run(monkeypatch, capsys, "check", faulty, "--format", "json")[1])
    sarif = json.loads(run(monkeypatch, capsys, "check", faulty, "--format", "sarif")[1])
    annotations = run(monkeypatch, capsys, "check", faulty, "--format", "github")[1].splitlines()
    codes = sorted(record["code"] for record in records)
    assert codes == sorted(result["ruleId"] for result in sarif["runs"][0]["results"])
    assert codes == sorted(re.search(r"title=(\w\d+) ", line)[1] for line in annotations)


def test_gitlab_gets_the_findings_with_paths_lines_and_fingerprints_of_their_own():
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""
    diagnostics = [found("〖HTK〗", line=141), found("〖HTK〗", line=150), found("", code="O101", name="numbering-gap")]
    entries = json.loads(report_hosts.as_code_quality(diagnostics, {"2019-06.html": Path("source_html/2019-06.html")}))
    assert [entry["location"]["lines"]["begin"] for entry in entries] == [141, 150, 1]
    assert {entry["location"]["path"] for entry in entries} == {"source_html/2019-06.html"}
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert all(entry["severity"] in ("info", "minor", "major", "critical", "blocker") for entry in entries)
    moved = json.loads(report_hosts.as_code_quality([found("〖HTK〗", line=142)], {}))
    assert moved[0]["fingerprint"] == entries[0]["fingerprint"], "a line added above must not make the finding new"


def test_a_report_has_the_summary_and_the_findings_for_the_hosts(faulty, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "report"
    run(monkeypatch, capsys, "check", faulty, "--level", "warning", "--report", folder)
    assert "没有责任单位" in (folder / "check.md").read_text(encoding="utf-8")
    sarif = json.loads((folder / "check.sarif").read_text(encoding="utf-8"))
    quality = json.loads((folder / "code-quality.json").read_text(encoding="utf-8"))
    assert [row["check_name"] for row in quality] == ["unbalanced-bracket"]
    assert [row["ruleId"] for row in sarif["runs"][0]["results"]] == ["P103"]


def test_a_report_says_which_source_cannot_be_read(tmp_path, monkeypatch, capsys):
    empty, folder = tmp_path / "2021-01.html", tmp_path / "report"
    empty.write_bytes(b"")
    status, _ = run(monkeypatch, capsys, "check", empty, "--report", folder)
    assert status == 1
    assert "2021-01.html" in (folder / "check.md").read_text(encoding="utf-8")
    (entry,) = json.loads((folder / "code-quality.json").read_text(encoding="utf-8"))
    assert entry["severity"] == "blocker" and entry["location"]["path"].endswith("2021-01.html")


def test_a_summary_stays_short_enough_to_be_shown_and_tells_what_it_leaves_out():
    many = [found("〖HTK〗" * 20, line=line) for line in range(1, 5000)]
    error = found("", code="D101", name="text-lost", severity="error")
    text = report.as_markdown([*many, error], {})
    assert len(text.encode()) < 512 * 1024 and "| 错误 |" in text.splitlines()[4]
    assert f"另有 {len(many) + 1 - report.ROWS_IN_MARKDOWN} 处没有列出" in text
