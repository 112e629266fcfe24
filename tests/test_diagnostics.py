"""Every code of the table is emitted by a source that has its fault, and not by one that has none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from gazette_pages import html

from parser.checks import check_issue
from parser.compiled import CompiledIssue
from parser.compiler import compile_source
from parser.diagnostics import BY_CODE, CODES, Finding, collector
from parser.source import read_source

HEAD = ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：")
INTRODUCTION = "为加强河道管理，现将有关事项通知如下。"
DATE = "2021年3月5日"


def notice(*lines: str) -> bytes:
    return html(*HEAD, INTRODUCTION, *lines, DATE).encode()


SOUND = notice("一、加强巡查", "市水务局要每月巡查一次。", "二、加强整治", "各区人民政府要于2021年12月底前完成整治。")

LONG_LIST = "、".join(f"第{n}号河道巡查员" for n in (*range(1, 40), 7))
ROSTER = ["张一一　市水务局局长", "王二二　市财政局局长", "李三三　市公安局局长", "赵四四　市教育局局长"]
WRAPPED = "各区人民政府要切实加强组织领导压实工作责任细化任务分工完善工作机制" * 6

FIXTURES: dict[str, bytes] = {
    "damaged-encoding": SOUND.replace("巡查一次".encode(), "巡查一次".encode()[:-1]),
    "empty-table": notice("<table></table>", "一、加强巡查"),
    "unrecognised-number": html("青政发2021年7号", *HEAD[1:], INTRODUCTION, DATE).encode(),
    "missing-number": html(*HEAD[1:], INTRODUCTION, DATE).encode(),
    "missing-title": html(HEAD[0], "各区人民政府：", INTRODUCTION, DATE).encode(),
    "missing-date": html(*HEAD, INTRODUCTION).encode(),
    "unknown-genre": html(HEAD[0], "青川市河道管理办法", INTRODUCTION, DATE).encode(),
    "enclosure-not-found": html(HEAD[0], "青川市人民政府关于印发青川市河道管理办法的通知", "各区人民政府：", INTRODUCTION, DATE).encode(),
    "annex-not-included": notice("附件：巡查表"),
    "unlisted-annex": html(*HEAD, INTRODUCTION, "附件：1.巡查表", DATE, "附件1", "巡查表", "按月填写。", "附件2", "名单", "张三、李四。").encode(),
    "issue-number-not-found": html(*HEAD, INTRODUCTION, DATE, title="关于加强河道管理的通知").encode(),
    "date-differs": html("索引号：QC-1", "成文日期：2021年3月8日", "发文机关：青川市人民政府", *HEAD, INTRODUCTION, DATE, title="关于加强河道管理的通知").encode(),
    "document-start-doubtful": html(*HEAD, INTRODUCTION, DATE, "关于加强桥梁养护的通知", "各区人民政府：", "桥梁要每月检查一次。").encode(),
    "annex-number-mismatch": notice("一、填报", "按月报送河道巡查情况表（附件2）。", "附件：1.河道巡查情况表", "2.名单"),
    "numbering-gap": notice("一、加强巡查", "三、加强整治"),
    "numbering-repeated": notice("一、加强巡查", "二、加强整治", "二、保障措施"),
    "numbering-backwards": notice("一、加强巡查", "二、加强整治", "三、保障措施", "二、其他"),
    "broken-paragraph": notice("一、加强巡查", "各区人民政府要切实加强对河道管理工作的组织领导，落实", "工作责任，确保各项任务落到实处。"),
    "heading-guessed": notice("一、重点任务", "各区要明确巡查频次、内容和要求，形成长效机制，做好记录。", "整治河道环境", "各区要及时清理河岸垃圾，做到日产日清，保持河道整洁，并定期公布清理情况。"),
    "typesetting-residue": notice("〖HTK〗一、加强巡查"),
    "private-use-character": notice("一、加强\ue123巡查"),
    "unbalanced-bracket": notice("一、加强巡查", "每月（汛期每周巡查一次。"),
    "number-brackets-missing": html("青政发20217号", *HEAD[1:], INTRODUCTION, DATE).encode(),
    "number-brackets-wrong": html("青政发[2021]7号", *HEAD[1:], INTRODUCTION, DATE).encode(),
    "duplicate-sentence": notice("一、加强巡查", "各区人民政府每月至少组织巡查一次并做好记录。各区人民政府每月至少组织巡查一次并做好记录。"),
    "duplicate-item": notice("一、名单", LONG_LIST + "。"),
    "lost-characters": html(*HEAD, INTRODUCTION, "附件：名单", DATE, "附件", "名单", *ROSTER, "钱　市司法局局长").encode(),
    "personal-contact": notice("联系人：张三，电话：13800000000。"),
    "responsibility-not-read": notice("一、加强巡查", "巡查工作由专人牵头负责。"),
    "agency-doubtful": notice("一、加强巡查", "牵头单位：市水务局、及时清理"),
    "agency-both-lead-and-responsible": notice("一、加强巡查", "每月巡查一次。", "牵头单位：市水务局", "责任单位：市水务局、市财政局"),
    "missing-owner": notice("一、任务", "（一）制定巡查制度并公布。（市水务局负责）", "（二）组织河道巡查并记录。（市财政局负责）", "（三）开展河道整治并验收。",
                            "（四）公布巡查结果和名单。（市公安局负责）"),
    "agency-variant": notice("一、加强巡查", "牵头单位：市工业信息化局"),
    "agent-doubtful": notice("一、加强巡查", "市水务局每年开展河道巡查工作。"),
    "agency-near-variant": notice("一、加强巡查", "每月巡查。", "责任单位：市自然资源局、市水务局", "二、加强整治", "及时整治。", "责任单位：市自燃资源局、市水务局"),
    "agency-starred": notice("一、加强巡查", "责任单位：*市水务局、市财政局"),
    "deadline-not-read": notice("一、加强巡查", "巡查结果限期报送，具体办法另行规定。"),
    "year-inferred": notice("一、加强巡查", "各区人民政府要于12月底前完成整治。"),
    "ambiguous-before-year": notice("一、加强巡查", "各区人民政府要于2025年前完成整治。"),
    "missing-deadline": notice("一、任务", "（一）制定巡查制度并公布。", "完成时限：2021年7月底前", "（二）组织河道巡查并记录。", "完成时限：2021年8月底前",
                               "（三）开展河道整治并验收。", "牵头单位：市水务局", "（四）公布巡查结果和名单。", "完成时限：2021年9月底前"),
    "impossible-date": html(*HEAD, INTRODUCTION, "2021年2月30日").encode(),
    "year-unknown": html("青川市人民政府关于加强河道管理的通知", "各区人民政府：", INTRODUCTION, "各区人民政府要于12月底前完成整治。").encode(),
    "deadline-before-issue": notice("一、加强巡查", "各区人民政府要于2020年12月底前完成整治。"),
    "citation-number-doubtful": notice("一、依据", "按照青政发〔2020〕3号文件执行。"),
    "citation-brackets-unbalanced": notice("一、依据", "根据《青川市河道管理办法（青政发〔2020〕3号）的规定执行。"),
}
TEXTS = {"line-wrapped-text": "\n".join([*HEAD, *(WRAPPED[i:i + 30] for i in range(0, len(WRAPPED), 30))])}


def names(data: bytes, file: str = "page.html") -> set[str]:
    return {found.name for found in compile_source(data, file).diagnostics}


@pytest.mark.parametrize("name", FIXTURES)
def test_code_is_emitted_by_its_fixture_and_shows_its_place(name):
    found = [record for record in compile_source(FIXTURES[name], "page.html").diagnostics if record.name == name]
    assert found
    lines = FIXTURES[name].decode(errors="replace").split("\n")
    for record in found:
        assert record.code == CODES[name].code and record.severity == CODES[name].severity
        assert 1 <= record.line <= len(lines) and 1 <= record.column <= len(lines[record.line - 1]) + 1
        assert not re.search(r"[{}]|None", record.message)


@pytest.mark.parametrize("name", FIXTURES)
def test_sound_source_does_not_emit_it(name):
    assert name not in names(SOUND)


def test_text_code_is_emitted_by_its_fixture():
    for name, text in TEXTS.items():
        assert name in names(text.encode(), "page.txt")


# Faults of the compiler itself cannot be had from a source: a compiled issue is tampered with instead.

def _tampered(change) -> set[str]:
    findings: list[Finding] = []
    source = read_source(SOUND, "page.html", collector([]))
    issue = compile_source(SOUND, "page.html")
    assert issue.responsibilities and issue.deadlines
    check_issue(change(issue), source, collector(findings))
    return {found.code.name for found in findings}


def _first(records, **changes):
    return (replace(records[0], **changes), *records[1:])


TAMPERED = {
    "lost clause": ("text-lost", lambda issue: replace(issue, clauses=issue.clauses[:-1], deadlines=(), responsibilities=())),
    "lost line": ("text-lost", lambda issue: replace(issue, lines={})),
    "invented text": ("text-lost", lambda issue: replace(issue, clauses=_first(issue.clauses, label="九、"))),
    "wrong type": ("invalid-record", lambda issue: replace(issue, clauses=_first(issue.clauses, level="一"))),
    "wrong identifier": ("invalid-record", lambda issue: replace(issue, documents=_first(issue.documents, id="甲"))),
    "wrong quote": ("invalid-record", lambda issue: replace(issue, deadlines=_first(issue.deadlines, quote="明年"))),
    "wrong offset": ("invalid-record", lambda issue: replace(issue, responsibilities=_first(issue.responsibilities, start=issue.responsibilities[0].start + 1))),
    "owner that is not there": ("dangling-reference", lambda issue: replace(issue, deadlines=_first(issue.deadlines, clause_id="qzf-2021-7/b-9"))),
    "document that is not there": ("dangling-reference", lambda issue: replace(issue, responsibilities=_first(issue.responsibilities, document_id="x-1"))),
    "parent that is not there": ("dangling-reference", lambda issue: replace(issue, clauses=_first(issue.clauses, parent_id="qzf-2021-7/b-9"))),
    "identifier given twice": ("repeated-identifier", lambda issue: replace(issue, deadlines=issue.deadlines * 2)),
}


@pytest.mark.parametrize("fault", TAMPERED)
def test_fault_of_the_compiler_is_an_error(fault):
    name, change = TAMPERED[fault]
    assert name in _tampered(change)
    assert CODES[name].severity == "error"


def test_sound_records_give_no_error():
    assert _tampered(lambda issue: issue) == set()


def test_every_code_has_a_fixture():
    others = {name for name, row in CODES.items() if row.code.startswith("K")}  # of corrections: tests/test_corrections.py
    assert set(CODES) - others == set(FIXTURES) | set(TEXTS) | {name for name, _ in TAMPERED.values()}


def test_codes_are_unique_and_written_alike():
    assert len(BY_CODE) == len(CODES)
    for row in CODES.values():
        assert re.fullmatch(r"[EHOPRTCDK]\d{3}", row.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.name)
        assert row.message.endswith(("。", "}")) and row.help.endswith("。")


def test_diagnostics_stand_in_the_order_of_the_page_and_name_their_document():
    issue: CompiledIssue = compile_source(notice("一、加强巡查", "三、每月（汛期每周巡查一次。", "〖HTK〗四、其他"), "page.html")
    assert [(found.name, found.line) for found in issue.diagnostics] == [
        ("numbering-gap", 8), ("unbalanced-bracket", 8), ("typesetting-residue", 9)]
    assert {found.document_id for found in issue.diagnostics} == {"qzf-2021-7"}
    assert [found.id for found in issue.diagnostics] == ["2021-03/g1", "2021-03/g2", "2021-03/g3"]
