"""Tests of characters that come before a pattern: derived from it, they let pass whatever the pattern itself finds."""

from __future__ import annotations

import re

import pytest

from parser.rules.deadline_rule import DeadlineRule
from parser.rules.deadlines import RULES
from parser.rules.quick_patterns import first_characters, last_characters, quick_pattern, required_characters


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("甲乙|丙", "[丙甲]", "[丙乙]"),
        ("(?:甲|乙)?丙丁?", "[丙乙甲]", "[丁丙]"),
        (r"(?<!甲)[乙丙](?=丁)", "[丙乙]", "[丙乙]"),
        (r"\d{1,2}月(?P<end>底|末)?", r"[\d]", "[底月末]"),
        ("一*二+三{0,2}", "[一二]", "[三二]"),
        ("[^甲]乙", None, "[乙]"),
        ("甲.", "[甲]", None),
        ("甲?", None, None),
        ("[-^]甲", r"[\-\^]", "[甲]"),
    ],
)
def test_characters_at_the_edges(words: str, first: str | None, last: str | None) -> None:
    assert (first_characters(words), last_characters(words)) == (first, last)


@pytest.mark.parametrize(
    ("words", "required"),
    [
        ("甲乙", ["甲", "乙"]),
        ("甲?乙*丙+", ["丙"]),
        ("(?:甲|乙)丙(?=丁)(?!戊)", ["丁", "丙", "乙甲"]),
        ("(?:之前|以前|前)", ["前"]),
        ("甲|乙?", []),
        (r"\d[^甲](?<=乙)丙", ["乙", "丙"]),
        ("甲[乙甲]丙", ["甲", "丙"]),
    ],
)
def test_characters_that_every_match_holds(words: str, required: list[str]) -> None:
    assert set(required_characters(words)) == {frozenset(one) for one in required}


@pytest.mark.parametrize("words", ["甲乙|丙", "(?:甲|乙)?丙丁?", r"(?<!甲)[乙丙](?=丁)", "[^甲]乙", "甲?"])
def test_a_quick_pattern_finds_what_the_plain_one_finds(words: str) -> None:
    text = "甲乙丙丁丙甲甲乙丁乙丙丁丁"
    assert [match.span() for match in quick_pattern(words).finditer(text)] == [match.span() for match in re.finditer(words, text)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_test_switches_off_a_row_of_time_limits(rule: DeadlineRule) -> None:
    for text, _ in rule.reads:
        assert rule.pattern.search(text) and all(needed & set(text) for needed in rule.needs)
