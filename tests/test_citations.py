"""Mentions of other documents: titles, numbers as they should read, damage, and relations."""

from __future__ import annotations

import pytest

from parser.reading.citations import number_spans, read_mentions, unbalanced_title


@pytest.mark.parametrize(
    ("text", "title", "number", "damage"),
    [
        ("根据《某意见》（国办发〔2019〕11号）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某意见》（国办发[2019]11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发(2019)11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（国办发（2019）11号）", "某意见", "国办发〔2019〕11号", "wrong"),
        ("根据《某意见》（内政发201845号）", "某意见", "内政发〔2018〕45号", "lost"),
        ("根据《某意见》（国办发 〔 2019 〕 11 号，以下简称《意见》）", "某意见", "国办发〔2019〕11号", None),
        ("根据《某条例》（国务院令第713号）", "某条例", "国务院令第713号", None),
        ("根据《甲部关于印发〈某办法〉的通知》（财社〔2017〕164号）", "甲部关于印发〈某办法〉的通知", "财社〔2017〕164号", None),
        ("根据《甲部关于印发《某办法》的通知》（财社〔2017〕164号）", "甲部关于印发《某办法》的通知", "财社〔2017〕164号", None),
        ("根据《某办法》（试行）", "某办法", None, None),
        ("国办发〔2019〕11号文件要求", None, "国办发〔2019〕11号", None),
    ],
)
def test_titles_and_numbers_are_read(text: str, title: str | None, number: str | None, damage: str | None) -> None:
    (mention,) = read_mentions(text, set())
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
    assert [mention.relation for mention in read_mentions(text.replace("《甲》", "《甲办法》"), set())] == relations


def test_own_annexes_are_marked() -> None:
    (mention,) = read_mentions("填写《情况统计表》（附件1）。", set())
    assert mention.own


def test_an_abbreviation_is_kept_with_its_title() -> None:
    (mention,) = read_mentions("根据《某意见》（国办发〔2019〕11号，以下简称《意见》）", set())
    assert mention.abbreviation == "意见"


def test_numbers_are_found_with_their_codes() -> None:
    text = "见国办发〔2019〕11号、兴署发〔2019〕4号。"
    assert [text[start:end] for start, end in number_spans(text)] == ["国办发〔2019〕11号", "兴署发〔2019〕4号"]


@pytest.mark.parametrize(("text", "lone"), [("根据《某办法规定", True), ("根据某办法》规定", True), ("根据《甲〈乙〉》", False), ("无", False)])
def test_lone_title_marks_are_found(text: str, lone: bool) -> None:
    assert bool(unbalanced_title(text)) == lone
