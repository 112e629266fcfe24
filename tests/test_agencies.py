"""Names of bodies: splitting lists, restoring levels, joining spellings, and what stays apart."""

from __future__ import annotations

from collections import Counter

import pytest

from parser.reading.responsibility_checks import near_names
from parser.rules.agencies import (
    agency_id,
    agency_kind,
    agency_level,
    canonical_name,
    fuller_name,
    local_body,
    looks_like_agency,
    read_office,
    restore_level,
)
from parser.rules.name_lists import split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("盟发展改革委、自然资源局", ["盟发展改革委", "自然资源局"]),
        ("市教育局，市财政局；各县（市、区）人民政府", ["市教育局", "市财政局", "各县（市、区）人民政府"]),
        ("市文化和旅游局、市体育局", ["市文化和旅游局", "市体育局"]),
        ("市教育局和市财政局", ["市教育局", "市财政局"]),
        ("县水利局 县生态环境分局", ["县水利局", "县生态环境分局"]),
        ("市民政局等部门", ["市民政局"]),
        ("市民政局等相关部门和单位", ["市民政局", "相关部门和单位"]),
        ("市城管局、各区、县级市人民政府", ["市城管局", "各区、县级市人民政府"]),
        ("各县〔市、区〕人民政府", ["各县〔市、区〕人民政府"]),
        ("市城管局、各镇、街道", ["市城管局", "各镇、街道"]),
        ("各市、县（市、区）和自治县人民政府，省财政厅", ["各市、县（市、区）和自治县人民政府", "省财政厅"]),
        ("各县区、市教育局", ["各县区", "市教育局"]),
        ("各区、县委组织部", ["各区", "县委组织部"]),
        ("*市教育局、市财政局★", ["市教育局", "市财政局"]),
        ("市商务局（含下属单位，下同）", ["市商务局"]),
    ],
)
def test_lists_are_split_into_names(text: str, names: list[str]) -> None:
    found = split_names(text)
    assert [name.printed for name in found] == names
    assert all(text[name.start : name.end] == name.printed for name in found)


@pytest.mark.parametrize(
    ("issuer", "names", "restored"),
    [
        ("兴安盟行政公署", ["盟发展改革委", "自然资源局"], ["盟发展改革委", "盟自然资源局"]),
        ("临溪市人民政府办公室", ["教育局", "各县人民政府", "临溪海关"], ["市教育局", "各县人民政府", "临溪海关"]),
        ("青岚省人民政府", ["发展改革委", "国家税务总局青岚省税务局"], ["省发展改革委", "国家税务总局青岚省税务局"]),
        ("南岭自治区人民政府", ["自治区科技厅", "财政厅"], ["自治区科技厅", "自治区财政厅"]),
        ("白鹿自治州人民政府", ["财政局"], ["州财政局"]),
        ("乌兰旗人民政府办公室", ["林草局"], ["旗林草局"]),
        ("锦川区人民政府", ["民政局", "市公安局"], ["区民政局", "市公安局"]),
        ("国务院办公厅", ["发展改革委", "财政部"], ["发展改革委", "财政部"]),
        ("中共临溪市委办公室", ["市委组织部", "财政局", "团市委"], ["市委组织部", "市财政局", "团市委"]),
        ("临溪市人民政府", ["市场监管局", "人民银行临溪市中心支行"], ["市市场监管局", "人民银行临溪市中心支行"]),
        ("临溪市人民政府", ["领导小组办公室", "相关部门"], ["领导小组办公室", "相关部门"]),
        ("临溪市人民政府", ["乡村振兴局", "市容环卫中心", "国家安全局"], ["市乡村振兴局", "市市容环卫中心", "市国家安全局"]),
        ("临溪市人民政府", ["教育局（体育局）", "组织部（人才办）"], ["市教育局（体育局）", "市组织部（人才办）"]),
        ("锦川县人民政府", ["商务部", "财政局", "税务总局"], ["商务部", "县财政局", "税务总局"]),
        ("青岚省人民政府", ["市财政局", "审计局"], ["市财政局", "市审计局"]),
        ("锦川县人民政府", ["各乡镇党委", "政府", "县委", "政府", "财政局"], ["各乡镇党委", "各乡镇政府", "县委", "县政府", "县财政局"]),
    ],
)
def test_left_out_levels_are_restored(issuer: str, names: list[str], restored: list[str]) -> None:
    assert restore_level(names, read_office(issuer)) == restored


@pytest.mark.parametrize(
    ("department", "before", "name"),
    [
        ("林草局", "先向属地林草局申报，", "属地林草局"),
        ("林草局", "由项目所在地林草局受理，", "所在地林草局"),
        ("林草局", "报县级林草局后，", "县级林草局"),
        ("林草局", "各县（市、区）林草局受理后，", "各县（市、区）林草局"),
        ("林草局", "由林草局受理，", None),
        ("林草局", "报县级林草局。", None),
        ("林草局", "报上级林草局备案，", None),
        ("市林草局", "报同级市林草局备案，", None),
        ("林草部门", "报县级林草部门备案，", None),
    ],
)
def test_a_bare_department_is_the_one_that_its_sentence_told_more_fully(department: str, before: str, name: str | None) -> None:
    assert fuller_name(department, f"{before}{department}审核", len(before), read_office("青川市人民政府")) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("盟工业信息化局", "盟工业和信息化局"),
        ("市市场监督管理局", "市市场监管局"),
        ("省住房和城乡建设厅", "省住房城乡建设厅"),
        ("县人社局", "县人力资源和社会保障局"),
        ("县文旅局", "县文化和旅游局"),
        ("兴安盟行署", "盟行政公署"),
    ],
)
def test_spellings_of_one_body_are_joined(one: str, other: str) -> None:
    assert canonical_name(one) == canonical_name(other)
    assert agency_id(canonical_name(one)) == agency_id(canonical_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市档案局", "市档案馆"),
        ("省工业和信息化厅", "省经济和信息化厅"),
        ("市文化和旅游局", "市文化广电和旅游局"),
        ("市公安局", "县公安局"),
        ("市民政局", "市财政局"),
    ],
)
def test_different_bodies_stay_apart(one: str, other: str) -> None:
    assert canonical_name(one) != canonical_name(other)


@pytest.mark.parametrize("name", ["各旗县市人民政府", "教育部门", "相关部门和单位", "各成员单位", "属地人民政府", "县级以上人民政府及其部门"])
def test_collectives_are_collectives(name: str) -> None:
    assert agency_kind(name) == "collective"


@pytest.mark.parametrize("name", ["市教育局", "县委宣传部", "团市委", "临溪高新区管委会", "省地方金融监管局"])
def test_bodies_are_bodies(name: str) -> None:
    assert agency_kind(name) == "body"


@pytest.mark.parametrize(
    ("name", "level"),
    [("省财政厅", "省"), ("自治区科技厅", "自治区"), ("市教育局", "市"), ("州统计局", "州"), ("县水利局", "旗县市"), ("国家能源局", "国家"), ("财政局", None)],
)
def test_levels_are_told_by_names(name: str, level: str | None) -> None:
    assert agency_level(name) == level


@pytest.mark.parametrize("name", ["市委组织部（人才办）", "市政府办（金融）", "高新区", "市经开区", "各县（市、区）"])
def test_names_of_bodies_look_like_such(name: str) -> None:
    assert looks_like_agency(name)


def test_classes_are_linked_to_the_local_body() -> None:
    assert local_body("教育部门", "盟") == "盟教育局"
    assert local_body("某某部门", "盟") is None


def test_near_names_are_misprints_not_known_bodies() -> None:
    counts = Counter({"市市场监管局": 5, "市市场临管局": 1, "市民政局": 3, "市财政局": 3, "市政协办公室": 1, "市政府办公室": 2, "市工商局": 1, "市工商联": 1})
    assert near_names(counts) == [("市市场临管局", "市市场监管局")]


def test_one_name_with_two_kinds_of_body_is_doubtful() -> None:
    assert near_names(Counter({"市图书馆": 3, "市图书社": 1, "市委": 2, "市办": 1})) == [("市图书社", "市图书馆")]
