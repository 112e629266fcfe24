"""Mentions of other documents: titles, numbers as they should read, damage, and relations."""

from __future__ import annotations

import pytest
from gazette_pages import html

from parser.compiler import compile_source
from parser.reading.citations import number_spans, read_mentions, unbalanced_title


@pytest.mark.parametrize(
    ("text", "title", "number", "damage"),
    [
        ("根据《某意见》（国办发〔2019〕11号）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某意见》（国办发[2019]11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发(2019)11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发（2019）11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（内政发201845号）", "某意见", "内政发〔2018〕45号", "missing"),
        ("根据《某意见》（国办发 〔 2019 〕 11 号，以下简称《意见》）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某条例》（国务院令第713号）", "某条例", "国务院令第713号", None),
        ("根据《甲部关于印发〈某办法〉的通知》（财社〔2017〕164号）", "甲部关于印发〈某办法〉的通知", "财社〔2017〕164号", None),
        ("根据《甲部关于印发《某办法》的通知》（财社〔2017〕164号）", "甲部关于印发《某办法》的通知", "财社〔2017〕164号", None),
        ("根据《某意见》（国办发〔2019〕第11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发〔2019〕011号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发〔2019〕11号）附件，按月填报", "某意见", "国办发〔2019〕11号", None),
        ("根据《某意见》（国办发〔2019〕11号，2021年修订）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某意见》（国办发〔2019〕11号，根据国办发〔2021〕3号修改）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某意见》（2019年3月1日国办发〔2019〕11号公布）", "某意见", "国办发〔2019〕11号", None),
        ("2019年3月1日国办发〔2019〕11号文件", None, "国办发〔2019〕11号", None),
        ("根据《某条例》（国令第713号）", "某条例", "国令第713号", None),
        ("根据《某法》（主席令第七十三号）", "某法", "主席令第73号", None),
        ("根据《某办法》（2019年5月1日青川市人民政府令第5号）", "某办法", "青川市人民政府令第5号", None),
        ("原青政发〔2019〕11号文件不再适用", None, "青政发〔2019〕11号", None),
        ("根据《某办法》（试行）", "某办法", None, None),
        ("国办发〔2019〕11号文件要求", None, "国办发〔2019〕11号", None),
    ],
)
def test_titles_and_numbers_are_read(text: str, title: str | None, number: str | None, damage: str | None) -> None:
    (mention,) = read_mentions(text)
    assert (mention.title, mention.number, mention.damage) == (title, number, damage)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("根据《甲》和《乙办法》，制定本办法。", ["basis", "basis"]),
        ("《甲办法》同时废止。", ["repeals"]),
        ("《甲办法》（甲发〔2015〕1号）同时废止。", ["repeals"]),
        ("将《甲办法》第六条修改为：", ["amends"]),
        ("转发《甲意见》，请执行。", ["forwards"]),
        ("现印发《甲方案》。", ["issues"]),
        ("参见《甲办法》。", ["mention"]),
    ],
)
def test_relations_are_told_by_the_words_around(text: str, relations: list[str]) -> None:
    assert [mention.relation for mention in read_mentions(text.replace("《甲》", "《甲办法》"))] == relations


@pytest.mark.parametrize(
    "text",
    [
        "填写《情况统计表》（附件1）。",
        "填写《情况统计表》（见附件）。",
        "填写附件2《情况统计表》。",
        "领取《营业执照》。",
        "提交《开办登记申请表》。",
        "填写《情况统计表》（附表3）。",
    ],
)
def test_own_annexes_are_marked(text: str) -> None:
    (mention,) = read_mentions(text)
    assert mention.annexed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("《甲意见》和《乙办法》（青政发〔2019〕1号）", [None, "青政发〔2019〕1号"]),
        ("《甲意见》《乙办法》（青政发〔2019〕1号）", [None, "青政发〔2019〕1号"]),
        ("《甲意见》和《乙办法》（青政发〔2019〕1号、青政办发〔2020〕2号）", ["青政发〔2019〕1号", "青政办发〔2020〕2号"]),
        ("《甲意见》，制定《乙办法》（青政发〔2019〕1号、青政办发〔2020〕2号）", [None, None, "青政发〔2019〕1号", "青政办发〔2020〕2号"]),
    ],
)
def test_a_number_belongs_to_the_title_before_it_and_several_to_as_many_titles(text: str, numbers: list[str | None]) -> None:
    assert [mention.number for mention in read_mentions(text)] == numbers


COVER = ("青政发〔2021〕7号", "青川市人民政府关于印发青川市河道管理办法（2021-2025年）的通知", "各区人民政府：")
ENCLOSED = ("2021年3月5日", "青川市河道管理办法（2021-2025年）", "第一条 为加强河道管理，制定本办法。")


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("现将《青川市河道管理办法（2021～2025年）》印发给你们。", []),
        ("《河道管理办法》已经市政府同意，现印发给你们。", []),
        ("各区要按照本《实施意见》抓好落实。", []),
        ("请填写《巡查表》（附件2）。", []),
        ("《青川市河道管理办法（2021-2025年）》（青政发〔2015〕3号）同时废止。", ["青川市河道管理办法（2021-2025年）"]),
        ("2015年印发的《青川市河道管理办法》同时废止。", ["青川市河道管理办法"]),
        ("现将贯彻《河道》一书的办法印发给你们。", ["河道"]),
        ("请与《青川市湖泊管理办法》一并执行。", ["青川市湖泊管理办法"]),
    ],
)
def test_what_a_notice_issues_is_its_own_and_no_citation(sentence: str, cited: list[str]) -> None:
    page = html(*COVER, sentence, *ENCLOSED).encode()
    assert [citation.title for citation in compile_source(page, "notice.html").citations] == cited


def test_what_an_order_promulgates_is_its_own_and_what_a_decision_amends_is_cited() -> None:
    order = html("青川市人民政府令", "第7号", "《青川市河道管理办法》已经市政府同意，现予公布，自2021年5月1日起施行。", "2021年3月5日")
    assert compile_source(order.encode(), "order.html").citations == ()
    decision = html("青政发〔2021〕7号", "青川市人民政府关于修改《青川市河道管理办法》的决定", "经市政府研究，决定对《青川市河道管理办法》作如下修改：", "一、删去第三条。")
    (citation,) = compile_source(decision.encode(), "decision.html").citations
    assert (citation.title, citation.relation) == ("青川市河道管理办法", "amends")


def test_what_a_notice_says_that_it_issues_is_its_own_though_the_text_is_missing() -> None:
    page = html(*COVER, "《青川市河道管理办法（2021—2025年）》已经市政府同意，现印发给你们。", "2021年3月5日").encode()
    assert compile_source(page, "notice.html").citations == ()


def test_an_abbreviation_may_stand_in_a_bracket_of_its_own() -> None:
    (mention,) = read_mentions("根据《某意见》（国办发〔2019〕11号）（以下简称《意见》）")
    assert mention.abbreviation == "意见"


@pytest.mark.parametrize("short", ["《意见》", "“意见”", "“《意见》”", "：《意见》"])
def test_an_abbreviation_is_kept_with_its_title(short: str) -> None:
    (mention,) = read_mentions(f"根据《某意见》（国办发〔2019〕11号，以下简称{short}）")
    assert mention.abbreviation == "意见"


def test_numbers_are_found_with_their_codes() -> None:
    text = "见国办发〔2019〕11号、兴署发〔2019〕4号。"
    assert [text[start:end] for start, end in number_spans(text)] == ["国办发〔2019〕11号", "兴署发〔2019〕4号"]


@pytest.mark.parametrize(("text", "lone"), [("根据《某办法规定", True), ("根据某办法》规定", True), ("根据《甲〈乙〉》", False), ("无", False)])
def test_lone_title_marks_are_found(text: str, lone: bool) -> None:
    assert bool(unbalanced_title(text)) == lone
