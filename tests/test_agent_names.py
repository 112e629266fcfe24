"""Lists of bodies in prose: where names begin and end, what a list carries from name to name, and what is no list."""

from __future__ import annotations

import pytest

from parser.reading.agent_names import agent_list


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        # a level is carried whole, and to names without one only
        ("省级财政、水利、住房和城乡建设部门", ["省级财政部门", "省级水利部门", "省级住房和城乡建设部门"]),
        ("同级教育、市民政等部门", ["同级教育部门", "市民政部门"]),
        ("地方各级财政部门、农业部门", ["地方各级财政部门", "地方各级农业部门"]),
        ("市场监管、公安部门", ["市场监管部门", "公安部门"]),
        ("各级党委、政府", ["各级党委", "各级政府"]),
        ("各盟行政公署、市人民政府", ["各盟行政公署", "各市人民政府"]),
        ("有关县区、部门和单位", ["有关县区", "有关部门和单位"]),
        # the noun of the tail is that of all fields
        ("文物、教育等行政管理部门", ["文物行政管理部门", "教育行政管理部门"]),
        ("发改、统计等相关职能部门", ["发改部门", "统计部门", "相关职能部门"]),
        ("市教育局、市财政局等10部门", ["市教育局", "市财政局"]),
        ("证监会等国务院有关部门和省级人民政府", ["证监会", "国务院有关部门", "省级人民政府"]),
        ("省水利厅等省级主管部门（单位）", ["省水利厅", "省级主管部门（单位）"]),
        ("公安、交通运输部门和消防救援机构", ["公安部门", "交通运输部门", "消防救援机构"]),
        # 和, 及, 或, 或者 between two bodies, and within one
        ("区教育局或者乡（镇）人民政府", ["区教育局", "乡（镇）人民政府"]),
        ("县民政部门或乡镇人民政府", ["县民政部门", "乡镇人民政府"]),
        ("地方各级人民政府及财政、农业部门", ["地方各级人民政府", "财政部门", "农业部门"]),
        ("各级安委会及其办公室", ["各级安委会", "各级安委会办公室"]),
        ("民政和财政部门", ["民政部门", "财政部门"]),
        ("教育和体育部门", ["教育和体育部门"]),
        ("各部门各单位", ["各部门", "各单位"]),
        ("各级各部门", ["各级各部门"]),
        # what is passed over, and what describes the first name
        ("各有关部门和中央企业", ["各有关部门"]),
        ("市和各县（区）", ["各县（区）"]),
        ("所涉及的省水利厅、省教育厅", ["省水利厅", "省教育厅"]),
        ("所在地的区、县水行政主管部门", ["区、县水行政主管部门"]),
        ("设区的市人民政府", ["设区的市人民政府"]),
    ],
)
def test_lists_of_bodies_are_read(phrase: str, names: list[str]) -> None:
    found = agent_list(phrase)
    assert [name.name for name in found] == names
    assert all(phrase[name.start :].startswith(name.printed) for name in found)


@pytest.mark.parametrize("phrase", ["教育和单位", "供水、供电等企业", "市教育局局长、市财政局", "重大事项，各部门", "各学校、各医院", "县教育局向民政部门"])
def test_what_is_no_list_of_bodies_is_left(phrase: str) -> None:
    assert agent_list(phrase) == ()
