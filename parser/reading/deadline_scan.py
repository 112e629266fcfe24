"""Finds the time limits of one text: the rows of `rules/deadlines.py` at every place, without overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from parser.reading.citations import within
from parser.rules.dates import ImpossibleDate
from parser.rules.deadline_rule import Context, DeadlineRule, Reading, Refusal
from parser.rules.deadlines import RULES
from parser.rules.numerals import NUMERAL

_SENTENCE = re.compile(r"[^。；\n]+")
# What every row's expression holds; a sentence without it is passed over.
TOKEN = re.compile(
    rf"[\d两每次逐之翌明本今年月上下五{NUMERAL[1:-1]}]"
    r"(?:个?(?:[年月日天周季旬半隔]|小时|工作日|自然日|星期)|[至到—–~～-]|[底末终内]|半年|年|”?[末期时规])"
)
_NEEDED = frozenset(character for rule in RULES for needed in rule.needs for character in needed)
_YEAR = re.compile(r"((?:19|20)\d{2})年")


class Found(NamedTuple):
    """One expression of time that a row understood; `reading` is None for a printed day that does not exist."""

    rule: DeadlineRule
    match: re.Match[str]
    reading: Reading | Refusal | None


def scan(text: str, context: Context, protected: list[tuple[int, int]], labels: tuple[int, ...] = ()) -> list[Found]:
    """The expressions of one paragraph in order, refused ones and impossible dates among them. `protected` spans (titles, numbers of documents) are passed over, and
    `labels` are places where the value of a label or cell for time limits begins.

    A year of this document's time or later that is printed in the paragraph serves the expressions after it.
    """
    earliest = context.issued_on.year if context.issued_on else 0
    years = [
        (match.start(), int(match[1])) for match in _YEAR.finditer(text)
        if int(match[1]) >= earliest and not within(*match.span(), protected)
    ]  # fmt: skip
    readings: list[Found] = []
    for sentence in _SENTENCE.finditer(text):
        if TOKEN.search(text, *sentence.span()):
            _scan_sentence(text, sentence, context, protected, labels, years, readings)
    return readings


def _scan_sentence(
    text: str,
    sentence: re.Match[str],
    context: Context,
    protected: list[tuple[int, int]],
    labels: tuple[int, ...],
    years: list[tuple[int, int]],
    readings: list[Found],
) -> None:
    start, end = sentence.span()
    found: list[tuple[int, int, DeadlineRule, re.Match[str]]] = []
    for order, rule in _rows_for(_NEEDED.intersection(sentence[0])):
        if not rule.labelled:
            found += [(match.start(), order, rule, match) for match in rule.pattern.finditer(text, start, end)]
        elif labels:
            places = [place for place in labels if start <= place < end]
            found += [(place, order, rule, match) for place in places if (match := rule.pattern.match(text, place, end))]
    found.sort(key=lambda item: item[:2])
    at = 0
    for start, _, rule, match in found:
        if start < at or within(*match.span(), protected):
            continue
        before = bisect_left(years, (start, 0))
        year = years[before - 1][1] if before else context.year
        here = Context(context.issued_on, year, text[max(0, start - 40) : start], text[match.end() : match.end() + 60], start in labels)
        try:
            reading = rule.read(match, here)
        except ImpossibleDate:
            readings.append(Found(rule, match, None))
            at = match.end()
            continue
        if reading is not None:
            readings.append(Found(rule, match, reading))
            at = match.end()


@lru_cache(maxsize=4096)
def _rows_for(characters: frozenset[str]) -> list[tuple[int, DeadlineRule]]:
    """The rows, with their order, that may read a sentence which holds these of the characters that rows need."""
    rows = []
    for order, rule in enumerate(RULES):
        for needed in rule.needs:
            if needed.isdisjoint(characters):
                break
        else:
            rows.append((order, rule))
    return rows
