"""Labels and brackets: who is assigned, in which role, and where the words stand."""

from __future__ import annotations

import pytest
from gazette_pages import html

from parser.compiler import compile_source
from parser.reading.assignments import read_trailers
from parser.rules.responsibilities import SMELL

LEAD, RESPONSIBLE, SUPPORT = "lead", "responsible", "support"


@pytest.mark.parametrize(
    ("text", "assigned"),
    [
        ("牵头单位：市教育局；配合单位：市财政局、市税务局", [("市教育局", LEAD), ("市财政局", SUPPORT), ("市税务局", SUPPORT)]),
        ("责任单位：市教育局（牵头）、市财政局", [("市教育局", LEAD), ("市财政局", RESPONSIBLE)]),
        ("责任单位：市委宣传部牵头，团市委参与，市妇联配合", [("市委宣传部", LEAD), ("团市委", SUPPORT), ("市妇联", SUPPORT)]),
        ("责任单位：市教育局，市财政局，2022年6月底前完成", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("【牵头单位】市教育局 【配合单位】市财政局", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("牵头单位：市教育局。完成时限：长期坚持。", [("市教育局", LEAD)]),
        ("推进改革。（市教育局、市财政局按职责分工负责）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。（市教育局牵头，市财政局、市税务局配合）", [("市教育局", LEAD), ("市财政局", SUPPORT), ("市税务局", SUPPORT)]),
        ("推进改革（市教育局会同市财政局负责）。", [("市教育局", RESPONSIBLE), ("市财政局", SUPPORT)]),
        ("推进改革。（市教育局负责，6月底前完成）", [("市教育局", RESPONSIBLE)]),
        ("推进改革。（市教育局负责；持续推进）", [("市教育局", RESPONSIBLE)]),
        ("推进改革。（6月底完成，牵头考核单位：市教育局、市财政局）", [("市教育局", LEAD), ("市财政局", LEAD)]),
        ("推进改革。（市教育局为牵头单位，市财政局为配合单位）", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("推进改革。（责任单位：市教育局、市财政局", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。责任单位：市教育局、市财政局）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。〔责任单位：市教育局〕", [("市教育局", RESPONSIBLE)]),
        ("甲事（市教育局负责），乙事（市财政局负责）。", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。（市教育局牵头，各县（市、区）人民政府负责）", [("市教育局", LEAD), ("各县（市、区）人民政府", RESPONSIBLE)]),
        ("推进改革。（市教育局、市财政局）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。（责任单位：市教育局，各区、县（市）政府）", [("市教育局", RESPONSIBLE), ("各区、县（市）政府", RESPONSIBLE)]),
        ("推进改革。（各旗、县、市（区）人民政府，市教育局负责）", [("各旗、县、市（区）人民政府", RESPONSIBLE), ("市教育局", RESPONSIBLE)]),
        ("推进改革。[责任单位：市教育局、各街道（园区）]", [("市教育局", RESPONSIBLE), ("各街道（园区）", RESPONSIBLE)]),
        ("责任单位：市教育局、市财政局分别牵头", [("市教育局", LEAD), ("市财政局", LEAD)]),
        ("牵头单位：市教育局、市财政局等有关部门按职责分工负责", [("市教育局", LEAD), ("市财政局", LEAD), ("有关部门", LEAD)]),
        ("责任单位：市教育局、市财政局（除另有说明外，列第一位的为牵头单位，下同）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("责任单位为：市教育局/市财政局", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("责任单位：市教育、民政等部门", [("市教育部门", RESPONSIBLE), ("市民政部门", RESPONSIBLE)]),
        ("推进改革。【市教育局牵头，市财政局配合】", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("推进改革。（市教育局为主，市财政局负责资金保障，市税务局配合核实情况）", [("市教育局", LEAD), ("市财政局", RESPONSIBLE), ("市税务局", SUPPORT)]),
        ("推进改革。（省级责任单位：省教育厅；市级责任单位：市教育局）", [("省教育厅", RESPONSIBLE), ("市教育局", RESPONSIBLE)]),
        ("推进改革。（市教育局、市妇联，配合单位：市财政局）", [("市教育局", RESPONSIBLE), ("市妇联", RESPONSIBLE), ("市财政局", SUPPORT)]),
        ("推进改革。（2024年完成）（市教育局、市财政局）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("推进改革。（市教育局、市图书馆、市红十字会、各县党委、政府）",
         [("市教育局", RESPONSIBLE), ("市图书馆", RESPONSIBLE), ("市红十字会", RESPONSIBLE), ("各县党委", RESPONSIBLE), ("政府", RESPONSIBLE)]),
        ("推进改革。（市教育局等有关部门，各县政府，中央、省属驻市有关单位按职责分工负责）",
         [("市教育局", RESPONSIBLE), ("有关部门", RESPONSIBLE), ("各县政府", RESPONSIBLE), ("中央、省属驻市有关单位", RESPONSIBLE)]),
        ("牵头单位：市教育局，配合单位：各工程牵头单位，各区政府", [("市教育局", LEAD), ("各工程牵头单位", SUPPORT), ("各区政府", SUPPORT)]),
        ("责任单位：★市教育局、市财政局*", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
    ],
)
def test_assignments_are_read(text: str, assigned: list[tuple[str, str]]) -> None:
    found = [assignee for trailer in read_trailers(text) for assignee in trailer.assignees]
    assert [(assignee.name, assignee.role) for assignee in found] == assigned
    assert all(text[assignee.start : assignee.end] == assignee.printed for assignee in found)


@pytest.mark.parametrize(
    "text",
    ["人员（含负责人）到岗。", "（一般项目）", "（2019年6月4日印发）", "指导思想：以改革为动力。", "扩大覆盖面（市、区）。", "参加人员：各科室负责人", "实行“一枚印章管审批”（见附件）。",
     "完成改造任务（不含市辖区）。", "牵头人：某某", "各承办单位（包括牵头单位、配合单位，下同）要报送进度。", "推进改革（无牵头单位的，由市教育局牵头）。",
     "成员单位（指市教育局、市财政局）", "推进改革（以下简称责任部门，由市教育局负责）。",
     "推进改革（由市教育局负责制定，报市政府批准后实施）。", "（项目负责人员名单）", "推进改革。（养老院、福利院、图书馆）", "推进改革。（牵头单位 市教育局）", "【重要提示】"],
)  # fmt: skip
def test_other_labels_and_brackets_assign_nobody(text: str) -> None:
    assert [assignee for trailer in read_trailers(text) for assignee in trailer.assignees] == []


@pytest.mark.parametrize("text", ["各社区网格要逐户走访。", "名录由原登记的单位办理。", "本市园区专窗应当公开流程。", "专人负责登记。", "巡查由专人牵头。", "责任部们：市林草局", "牵头单住：市林草局"])
def test_what_smells_of_an_assignment_is_told(text: str) -> None:
    assert SMELL.search(text)


@pytest.mark.parametrize(
    "text",
    ["各类企业要守法经营。", "坚持分级负责、属地管理。", "由此造成损失。", "各项工程应急预案已经备案。", "各级干部要求真务实。",
     "监督由企业承担的项目。", "责任编辑：某某", "配合比：三比一"],
)  # fmt: skip
def test_what_assigns_nothing_does_not_smell(text: str) -> None:
    assert not SMELL.search(text)


def test_owners_in_a_table_without_tasks_are_told() -> None:
    table = "<table><tr><td>河段</td><td>责任单位</td></tr><tr><td>东段</td><td>市水务局</td></tr></table>"
    found = compile_source(html("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "一、名录分段", table, "2021年3月5日").encode(), "p.html")
    assert found.responsibilities == ()
    assert [one.quote for one in found.diagnostics if one.name == "responsibility-not-read"] == ["责任单位"]


def test_a_rule_of_reading_is_told_with_its_bracket() -> None:
    (trailer,) = read_trailers("推进改革。（市教育局、市财政局负责。列第一位者为牵头单位，下同）")
    assert trailer.rule_of_reading == "first-listed"
    assert [assignee.name for assignee in trailer.assignees] == ["市教育局", "市财政局"]


def test_a_star_is_told_beside_the_name_and_what_it_means() -> None:
    (trailer,) = read_trailers("责任单位：市教育局、*市财政局。带*的单位为牵头单位，下同")
    assert trailer.rule_of_reading == "starred"
    assert [(assignee.name, assignee.starred) for assignee in trailer.assignees] == [("市教育局", False), ("市财政局", True)]


def test_bodies_that_are_not_listed_again_are_told_with_their_bracket() -> None:
    (trailer,) = read_trailers("推进改革。（市教育局负责，以下均需各县人民政府负责，不再列出）")
    assert trailer.added == ("各县人民政府",)
    assert [assignee.name for assignee in trailer.assignees] == ["市教育局"]
