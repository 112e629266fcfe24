"""Corrections are bound to the print, fail loudly when it has changed, and leave the print visible beside them."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib

import pytest
from sample import BARE

from parser import cli
from parser.compiler import compile_issue, compile_source
from parser.diagnostics import SourceError
from parser.formats.nested import issue_tree
from parser.joining import collect
from parser.pages import write_pages
from parser.reading.corrections import parse_corrections, read_corrections
from parser.reports import suggestions

LINES = (
    "某政发〔2021〕3号", "某市人民政府", "关于加强供水管理的通知", "各区人民政府，市直有关部门：",
    "根据《某省供水办法》(某政发20205号)，通知如下。", "一、保障供水", "（一）检修管网。由市水物局负责在2021年6月底前完成。",
    "（二）巡查水源。市生态环境局负责巡查", "和监测水源。", "提高水质", "（四）节约用水。市水务局负责宣传。", "某市人民政府", "2021年1月5日",
)
COMMON = 'reason = "对照纸质公报"\ndate = 2024-05-01\n'


def page(*lines: str) -> bytes:
    paragraphs = "\n".join(f"<p>{line}</p>" for line in lines)
    title = "某市人民政府公报2021年第1期（总第9期）"
    return f"<html><head><title>{title}</title></head><body><div>\n{paragraphs}\n</div></body></html>".encode()


def compiled(toml: str, lines: tuple[str, ...] = LINES):
    return compile_source(page(*lines), "2021-01.html", parse_corrections(toml, "2021-01.corrections.toml"))


def clause(issue, start: str):
    return next(clause for clause in issue.clauses if (clause.heading or clause.text).startswith(start))


def codes(issue, *names: str) -> list[str]:
    return [found.name for found in issue.diagnostics if found.name in names]


def test_a_misprint_is_replaced_and_the_print_stays_beside_it():
    plain = compiled("")
    issue = compiled(f'[[replace]]\npassage = "市水物局"\nby = "市水务局"\n{COMMON}')
    assert {record.agency for record in plain.responsibilities} >= {"市水物局"}
    agencies = [record for record in issue.responsibilities if record.agency == "市水务局"]
    assert agencies[0].corrected and agencies[0].correction == "对照纸质公报（2024年5月1日）"
    assert not agencies[1].corrected  # 市水务局 in another clause, as printed
    held = clause(issue, "检修管网")
    assert "市水务局" in held.text and held.corrected and "市水物局" in held.as_printed
    assert issue.documents[0].corrected and codes(issue, "corrected") == ["corrected"]
    assert not any(other.corrected for other in issue.clauses if other is not held)


def test_the_nested_json_shows_the_print_and_the_reason():
    issue = compiled(f'[[replace]]\npassage = "市水物局"\nby = "市水务局"\n{COMMON}')
    held = issue_tree(issue)["documents"][0]
    assert held["corrected"] is True

    def walk(block):
        yield block
        for child in (*block.get("clauses", ()), *block.get("blocks", ())):
            yield from walk(child)

    found = [block for block in walk(held) if block is not held and block.get("corrected")]
    assert len(found) == 1 and "市水物局" in found[0]["as_printed"] and "纸质公报" in found[0]["correction"]


def test_a_line_outside_of_clauses_keeps_its_print():
    issue = compiled(f'[[replace]]\npassage = "某政发〔2021〕3号"\nby = "某政发〔2021〕8号"\n{COMMON}')
    assert issue.documents[0].number == "某政发〔2021〕8号" and issue.documents[0].corrected
    (number,) = [line for line in issue.lines[issue.documents[0].id] if line.kind == "number"]
    assert number.as_printed == "某政发〔2021〕3号" and "纸质公报" in number.correction


def test_a_lost_heading_number_is_named():
    assert codes(compiled(""), "numbering-gap") == ["numbering-gap"]
    issue = compiled(f'[[number]]\npassage = "提高水质"\nlabel = "（三）"\n{COMMON}')
    named = clause(issue, "提高水质")
    assert (named.label, named.path, named.as_printed) == ("（三）", "1-3", "提高水质")
    assert not codes(issue, "numbering-gap")


def test_two_lines_are_joined():
    issue = compiled(f'[[join]]\npassage = "负责巡查"\nnext = "和监测"\n{COMMON}')
    joined = clause(issue, "巡查水源")
    assert "市生态环境局负责巡查和监测水源。" in joined.text
    assert joined.as_printed == "（二）巡查水源。市生态环境局负责巡查\n和监测水源。"
    assert clause(issue, "节约用水").as_printed is None


def test_places_of_other_findings_follow_when_lines_are_joined():
    lines = (*LINES[:10], "（四）节约用水〖HTK〗。市水务局负责宣传。", *LINES[11:])
    issue = compiled(f'[[join]]\npassage = "负责巡查"\nnext = "和监测"\n{COMMON}', lines)
    (residue,) = [found for found in issue.diagnostics if found.name == "typesetting-residue"]
    assert residue.line == 12


def test_corrections_add_up_on_one_line():
    issue = compiled(
        f'[[replace]]\npassage = "市水物局"\nby = "市水务局"\n{COMMON}'
        f'[[replace]]\npassage = "6月底前"\nby = "8月底前"\n{COMMON}'
    )
    held = clause(issue, "检修管网")
    assert "市水务局" in held.text and "8月底前" in held.text
    assert held.as_printed == LINES[6]
    assert [record.due_on for record in issue.deadlines] == [dt.date(2021, 8, 31)]


def test_a_responsibility_is_set_and_its_doubt_is_settled():
    target = clause(compiled(""), "节约用水").id
    issue = compiled(f'[[responsibility]]\nclause = "{target}"\npassage = "市水务局"\nagency = "市水务局"\nrole = "lead"\n{COMMON}')
    (record,) = [record for record in issue.responsibilities if record.clause_id == target]
    assert record.role == "lead" and record.corrected and record.rule == "correction"
    quoted = clause(issue, "节约用水").text[record.start:record.end]
    assert quoted == record.quote == "市水务局"
    assert issue.documents[0].responsibility_count == len(issue.responsibilities)


def test_a_responsibility_is_rejected():
    target = clause(compiled(""), "节约用水").id
    issue = compiled(f'[[responsibility]]\nclause = "{target}"\npassage = "市水务局"\nreject = true\n{COMMON}')
    assert not [record for record in issue.responsibilities if record.clause_id == target]
    assert clause(issue, "节约用水").corrected


def test_a_deadline_is_set_or_rejected():
    held = clause(compiled(""), "检修管网").id
    issue = compiled(
        f'[[deadline]]\nclause = "{held}"\npassage = "2021年6月底前"\ndue_on = 2021-06-15\n{COMMON}'
    )
    (record,) = issue.deadlines
    assert record.due_on == dt.date(2021, 6, 15) and record.corrected and "人工" in record.reading
    none = compiled(f'[[deadline]]\nclause = "{held}"\npassage = "2021年6月底前"\nreject = true\n{COMMON}')
    assert none.deadlines == () and none.documents[0].deadline_count == 0


@pytest.mark.parametrize(("toml", "name"), [
    ('[[replace]]\npassage = "市不存在局"\nby = "市水务局"\n', "correction-without-passage"),
    ('[[replace]]\npassage = "水"\nby = "火"\n', "correction-ambiguous"),
    ('[[replace]]\npassage = "市水物局"\nby = "市水务局"\nline = 3\n', "correction-without-passage"),
    ('[[number]]\npassage = "水质"\nlabel = "（三）"\n', "correction-without-passage"),
    ('[[join]]\npassage = "负责巡查"\nnext = "提高"\n', "correction-without-passage"),
    ('[[responsibility]]\nclause = "no/b-1"\npassage = "市"\nagency = "市水务局"\nrole = "lead"\n', "correction-without-passage"),
    ('[[responsibility]]\nclause = "mzf-2021-3/b-1-1"\npassage = "没有的话"\nreject = true\n', "correction-without-passage"),
    ('[[deadline]]\nclause = "mzf-2021-3/b-1-1"\npassage = "检修管网"\nreject = true\n', "correction-without-effect"),
])
def test_a_correction_that_does_not_fit_the_print_is_an_error(toml, name):
    issue = compiled(toml + COMMON)
    (error,) = [found for found in issue.diagnostics if found.severity == "error"]
    assert error.name == name and not codes(issue, "corrected")
    untouched = compiled("")
    assert (issue.clauses, issue.responsibilities) == (untouched.clauses, untouched.responsibilities)


@pytest.mark.parametrize(("line", "passage", "told"), [
    ("", "市生态环境局", None),
    ("line = 5\n", "巡查水源", "这段文字在第 9 行，请用 line 指明。"),
    ("", "水源", "这段文字在第 9、10 行，请用 line 指明。"),
    ("", "火源", None),
])
def test_a_passage_that_stands_elsewhere_or_often_is_told_with_its_lines(line, passage, told):
    issue = compiled(f'[[replace]]\npassage = "{passage}"\nby = "水质"\n{line}{COMMON}')
    assert [found.suggestion for found in issue.diagnostics if found.name.startswith("correct")] == [told]


def test_a_line_number_tells_equal_passages_apart():
    lines = (*LINES[:6], "（一）检修。甲乙完成。", "（二）巡查。甲乙完成。", *LINES[-2:])
    issue = compiled(f'[[replace]]\npassage = "甲乙"\nby = "丙丁"\nline = 9\n{COMMON}', lines)
    assert [clause.text.count("丙丁") for clause in issue.clauses if clause.level == 2] == [0, 1]


@pytest.mark.parametrize(("toml", "message"), [
    ("[[replace]\n", "不合 TOML 格式"),
    ("[[repair]]\n", "没有“repair”这种改正"),
    ("[replace]\n", "两对方括号"),
    ('[[replace]]\npassage = "a"\nby = "b"\nreason = "c"\n', "缺少 date"),
    (f'[[replace]]\nby = "b"\n{COMMON}', "缺少 passage"),
    (f'[[replace]]\npassage = "a"\nby = "b"\nfoo = 1\n{COMMON}', "不认识的项目 foo"),
    ('[[replace]]\npassage = "a"\nby = "b"\nreason = "c"\ndate = "2024-05-01"\n', "date 应为不加引号的日期"),
    (f'[[responsibility]]\nclause = "x"\npassage = "a"\nagency = "b"\nrole = "boss"\n{COMMON}', "role 应为 lead"),
    (f'[[replace]]\npassage = " "\nby = "b"\n{COMMON}', "没有可见的文字"),
])
def test_a_faulty_file_is_refused_in_chinese(toml, message):
    with pytest.raises(SourceError) as error:
        parse_corrections(toml, "x.corrections.toml")
    assert message in error.value.message and error.value.file == "x.corrections.toml"


def test_the_file_beside_the_source_is_part_of_the_input(tmp_path):
    source = tmp_path / "2021-01.html"
    source.write_bytes(page(*LINES))
    assert read_corrections(source) == ()
    beside = tmp_path / "2021-01.corrections.toml"
    beside.write_text(f'[[replace]]\npassage = "市水物局"\nby = "市水务局"\n{COMMON}', encoding="utf-8")
    issue = compile_issue(source)
    assert clause(issue, "检修管网").corrected
    assert source.read_bytes() == page(*LINES)


def test_proposals_mend_what_they_say_once_a_person_has_dated_them(tmp_path):
    source = tmp_path / "2021-01.html"
    source.write_bytes(page(*LINES))
    toml = suggestions.as_toml(source, suggestions.suggest(source, compile_issue(source)))
    proposed = tomllib.loads(toml)
    assert {(entry["passage"], entry["by"]) for entry in proposed["replace"]} == {("某政发20205号", "某政发〔2020〕5号")}
    assert [(entry["passage"], entry["label"]) for entry in proposed["number"]] == [("提高水质", "（三）")]
    with pytest.raises(SourceError, match="缺少 date"):
        parse_corrections(toml, "x")
    accepted = toml.replace("# date = 确认的日期，如 2024-05-01", "date = 2024-05-01")
    (tmp_path / "2021-01.corrections.toml").write_text(accepted, encoding="utf-8")
    issue = compile_issue(source)
    assert not codes(issue, "numbering-gap", "number-brackets-missing")
    assert [record.number for record in issue.citations] == ["某政发〔2020〕5号"]
    assert "没有可以建议的改正" in suggestions.as_toml(source, suggestions.suggest(source, issue))


def test_the_page_shows_the_reason_and_the_print(tmp_path):
    issue = compiled(
        f'[[replace]]\npassage = "市水物局"\nby = "市水务局"\n{COMMON}'
        f'[[replace]]\npassage = "某政发〔2021〕3号"\nby = "某政发〔2021〕8号"\n{COMMON}'
    )
    write_pages(collect([issue]), BARE, tmp_path)
    shown = (tmp_path / "documents" / issue.documents[0].id / "index.html").read_text(encoding="utf-8")
    assert shown.count("<strong>已改正</strong>：对照纸质公报（2024年5月1日）。") == 2
    assert 'class="as-printed">某政发〔2021〕3号</q>' in shown and "由市水物局负责" in shown


@pytest.mark.parametrize(("line", "passage", "by"), [
    ("（一）检修。由市水务局（含泵站））负责管网。", "由市水务局（含泵站））负责管网", "由市水务局（含泵站）负责管网"),
    ("（一）检修。按《某省关于供水的通知（某政发〔2020〕5号）办理，不得延误。", "《某省关于供水的通知", "《某省关于供水的通知》"),
])
def test_a_bracket_is_mended_where_its_place_is_certain(line, passage, by, tmp_path):
    source = tmp_path / "2021-01.html"
    source.write_bytes(page(*LINES[:4], "一、保障供水", line, *LINES[-2:]))
    proposed = tomllib.loads(suggestions.as_toml(source, suggestions.suggest(source, compile_issue(source))))
    (entry,) = proposed["replace"]
    assert passage in line and entry["by"] in line.replace(passage, by) and entry["passage"] in line


def test_the_command_writes_proposals_only(tmp_path, capsys, monkeypatch):
    source = tmp_path / "2021-01.html"
    source.write_bytes(page(*LINES))
    monkeypatch.setattr(sys, "argv", ["parser", "check", str(source), "--suggest"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code and "replace" in tomllib.loads(capsys.readouterr().out)
    assert [path.name for path in tmp_path.iterdir()] == ["2021-01.html"]
