"""Finds the time limits of one text: the rows of `rules/deadlines.py` at every place, without overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from parser.reading.citations import within
from parser.rules.dates import ImpossibleDate, UnknownYear
from parser.rules.deadline_readings import read_without_year
from parser.rules.deadline_rule import Context, DeadlineRule, Reading, Refusal
from parser.rules.deadlines import RULES

_SENTENCE = re.compile(r"[^。；\n]+")
_NEEDED = re.compile(f"[{re.escape(''.join(sorted({character for rule in RULES for needed in rule.needs for character in needed})))}]")
_YEAR = re.compile(r"((?:19|20)\d{2})年")


class Found(NamedTuple):
    """One expression of time that a row understood; `reading` is None for a printed day that does not exist."""

    rule: DeadlineRule
    match: re.Match[str]
    reading: Reading | Refusal | None


def scan(text: str, context: Context, protected: list[tuple[int, int]], labels: tuple[int, ...] = ()) -> list[Found]:
    """The expressions of one paragraph in order, refused ones and impossible dates among them. `protected` spans (titles, numbers
    of documents) are passed over, and `labels` are places where the value of a label or cell for time limits begins.

    A year of this document's time or later that is printed in the paragraph serves the expressions after it.
    """
    readings: list[Found] = []
    years: list[tuple[int, int]] | None = None
    for sentence in _SENTENCE.finditer(text):
        if rows := _rows_for(frozenset(_NEEDED.findall(sentence[0])), bool(labels)):
            if years is None:
                years = _years(text, context, protected)
            _scan_sentence(text, sentence, rows, context, protected, labels, years, readings)
    return readings


def _years(text: str, context: Context, protected: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The years of the document's time or later that a paragraph prints, with their places."""
    earliest = context.issued_on.year if context.issued_on else 0
    return [
        (match.start(), int(match[1])) for match in _YEAR.finditer(text)
        if int(match[1]) >= earliest and not within(*match.span(), protected)
    ]  # fmt: skip


def _scan_sentence(
    text: str,
    sentence: re.Match[str],
    rows: list[tuple[int, DeadlineRule]],
    context: Context,
    protected: list[tuple[int, int]],
    labels: tuple[int, ...],
    years: list[tuple[int, int]],
    readings: list[Found],
) -> None:
    start, end = sentence.span()
    found: list[tuple[int, int, DeadlineRule, re.Match[str]]] = []
    for order, rule in rows:
        if not rule.labelled:
            found += [(match.start(), order, rule, match) for match in rule.pattern.finditer(text, start, end)]
        else:
            places = [place for place in labels if start <= place < end]
            found += [(place, order, rule, match) for place in places if (match := rule.pattern.match(text, place, end))]
    found.sort(key=lambda item: item[:2])
    at = 0
    for start, _, rule, match in found:
        if start < at or within(*match.span(), protected):
            continue
        before = bisect_left(years, (start, 0))
        year = years[before - 1][1] if before else context.year
        words = text[max(0, start - 40) : start], text[match.end() : match.end() + 60]
        here = Context(context.issued_on, year, *words, labelled=start in labels, standing=context.standing and not before)
        try:
            reading = _read(rule, match, here)
        except ImpossibleDate:
            readings.append(Found(rule, match, None))
            at = match.end()
            continue
        if reading is not None:
            readings.append(Found(rule, match, reading))
            at = match.end()


def _read(rule: DeadlineRule, match: re.Match[str], context: Context) -> Reading | Refusal | None:
    try:
        return rule.read(match, context)
    except UnknownYear:
        return read_without_year(rule.read, match, context)


@lru_cache(maxsize=4096)
def _rows_for(characters: frozenset[str], labelled: bool) -> list[tuple[int, DeadlineRule]]:
    """The rows, with their order, that may read a text which holds these of the characters that rows need, and `labelled` values or none."""
    rows = []
    for order, rule in enumerate(RULES):
        if rule.labelled and not labelled:
            continue
        for needed in rule.needs:
            if needed.isdisjoint(characters):
                break
        else:
            rows.append((order, rule))
    return rows
