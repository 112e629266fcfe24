"""Prose: which bodies a sentence gives a duty, and which sentences give none."""

from __future__ import annotations

import pytest

from parser.reading.agent_sentences import read_titled
from parser.reading.agents import read_agents

LEAD, RESPONSIBLE, SUPPORT = "lead", "responsible", "support"


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("由市教育局牵头，市财政局配合。", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("民政、财政等部门要商教育部门建立机制。", [("民政部门", RESPONSIBLE), ("财政部门", RESPONSIBLE), ("教育部门", SUPPORT)]),
        ("市教育局会同市财政局制定办法。", [("市教育局", RESPONSIBLE), ("市财政局", SUPPORT)]),
        ("在市政府领导下，市教育局负责组织实施。", [("市教育局", RESPONSIBLE)]),
        ("各县要制定实施方案，报市教育局备案。", [("各县", RESPONSIBLE)]),
        ("评估结束后，专家组应在10日内提交报告。", [("专家组", RESPONSIBLE)]),
        ("建立由省商务厅牵头、有关部门参加的联席会议制度。", [("省商务厅", LEAD), ("有关部门", SUPPORT)]),
        ("省政府办公厅是全省政府网站的主管部门，负责统筹规划。", [("省政府办公厅", RESPONSIBLE)]),
        ("县水利局：负责洪水防御；编制方案。", [("县水利局", RESPONSIBLE)]),
        ("各镇（街道）转移受威胁群众。", [("各镇（街道）", RESPONSIBLE)]),
        ("整改情况良好，各有关部门要加强管理。", [("各有关部门", RESPONSIBLE)]),
        ("未登记的，由市登记机关等按照规定处理。", [("市登记机关", RESPONSIBLE)]),
        ("水务（海洋）、交通等部门应当共享数据。", [("水务（海洋）部门", RESPONSIBLE), ("交通部门", RESPONSIBLE)]),
        ("市、区人民政府和有关部门应当制定预案。", [("市、区人民政府", RESPONSIBLE), ("有关部门", RESPONSIBLE)]),
        ("各市每半年检查一次、各县要每季度检查一次。", [("各市", RESPONSIBLE), ("各县", RESPONSIBLE)]),
        ("市教育局不得收取费用。", [("市教育局", RESPONSIBLE)]),
        ("被检查的地方党委、政府应当报告整改情况。", [("被检查的地方党委", RESPONSIBLE), ("被检查的地方政府", RESPONSIBLE)]),
        ("申报企业的主管部门和林业部门责令企业整改。", [("申报企业的主管部门", RESPONSIBLE), ("林业部门", RESPONSIBLE)]),
        ("作出处理决定的机关应当告知申请人。", [("作出处理决定的机关", RESPONSIBLE)]),
        ("联席会议设联络员，由各成员单位派一位司局级干部担任。", [("各成员单位", RESPONSIBLE)]),
        ("省辖市、省直单位收到督办通知后，应当自查。", [("省辖市", RESPONSIBLE), ("省直单位", RESPONSIBLE)]),
        ("林区所在地政府有关职能部门，要加强巡护。", [("林区所在地政府有关职能部门", RESPONSIBLE)]),
        ("市教育局与财政部门共同做好评价。", [("市教育局", RESPONSIBLE), ("财政部门", RESPONSIBLE)]),
    ],
)
def test_duties_are_read(text: str, agents: list[tuple[str, str]]) -> None:
    found = read_agents(text, [])
    assert [(agent.name, agent.role) for agent in found] == agents
    assert all(text[agent.start :].startswith(agent.printed) for agent in found)


@pytest.mark.parametrize(
    "text",
    [
        "企业应当建立台账。",
        "建设单位不得擅自开工。",
        "培训机构要提高质量。",
        "市教育局局长要亲自抓。",
        "市教育局可以委托第三方评估。",
        "形成政府主导、部门协同的格局。",
        "指挥长由区长担任。",
        "向市教育局提出申请。",
        "鼓励职业院校开设专业。",
        "报市教育局备案。",
        "要素保障有力。",
        "各医院的财务部门是本院的职能部门，统一负责记账。",
        "企业委托有资质的林业检验机构进行检验，结果作为依据。",
        "被检查人所在单位应当配合检查。",
        "编号由县民政局区划代码、类别代码共两部分组成。",
        "群众对部门要求的材料有意见。",
    ],
)
def test_companies_persons_leave_and_descriptions_give_no_duty(text: str) -> None:
    assert read_agents(text, []) == []


def test_a_heading_that_names_a_body_owns_the_duties_under_it() -> None:
    assert [(agent.name, agent.role) for agent in read_titled("市城市管理局", "负责燃气管网的监管；开展检查。")] == [("市城市管理局", RESPONSIBLE)]
    assert read_titled("健全工作机制", "负责人要到位。") == []


def test_titles_and_assigning_brackets_hold_no_agents() -> None:
    text = "落实《市教育局要点》。"
    assert read_agents(text, [(2, 10)]) == []
