"""Reads mentions of other documents in one passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from parser.header import canonical_number
from parser.model import Relation
from parser.rules.citations import (
    ABBREVIATED,
    CODE_BEFORE,
    DAMAGED_NUMBER,
    NO_CODE,
    NUMBER_AFTER,
    OWN_ANNEX,
    TITLE,
    YEAR_AND_SERIAL,
    relation_of,
)
from parser.text import compact

_TITLE_MARK = re.compile("[《》]")
_STANDARD = re.compile(r"〔\d{4}〕\d+号$")


@dataclass(frozen=True)
class Mention:
    """One mention; offsets count characters of the passage. `damage` tells how its number was printed: its year's
    brackets are lost, or of a wrong shape; `abbreviation` is the title that the text gives it from here on."""

    title: str | None
    number: str | None
    number_as_printed: str | None
    relation: Relation
    start: int
    end: int
    rule: str
    damage: str | None = None  # "lost" | "wrong"
    abbreviation: str | None = None
    own: bool = False  # the document's own enclosure or annex: no citation


def read_mentions(text: str, own_titles: set[str]) -> list[Mention]:
    """All mentions in order; `own_titles` (compact) are those of the document itself, its enclosures and annexes."""
    mentions: list[Mention] = []
    covered: list[tuple[int, int]] = []
    at = 0
    while "《" in text and (match := TITLE.search(text, at)):
        end, printed, number, damage, short = match.end(), None, None, None, None
        at = end
        if bracket := NUMBER_AFTER.match(text, end):
            number, damage = _number(bracket["inside"])
            printed = compact(bracket["inside"]) if number else None
            short = ABBREVIATED.search(bracket[0])
            if number or short:
                at = end = bracket.end()
        covered.append((match.start(), end))
        own = bool(OWN_ANNEX.match(text, end)) or compact(match["title"]) in own_titles
        relation = relation_of(text, match.start(), end)
        rule = "title-and-number" if number else "title"
        mentions.append(
            Mention(
                match["title"], number, printed, relation, match.start(), end, rule, damage, short["short"] if short else None, own
            )
        )
    for start, end in number_spans(text):
        if not within(start, start + 1, covered):
            number = canonical_number(text[start:end])
            relation = relation_of(text, start, end)
            mentions.append(Mention(None, number, compact(text[start:end]), relation, start, end, "number-only"))
    return sorted(mentions, key=lambda mention: mention.start)


def _number(inside: str) -> tuple[str | None, str | None]:
    """A 文号 or order number in a bracket, and how it is damaged: 内政发201845号 lost its brackets, [2019] has wrong ones."""
    if number := canonical_number(inside):
        wrong = "〔" in number and not _STANDARD.search(compact(inside))
        return number, "wrong" if wrong else None
    if damaged := DAMAGED_NUMBER.search(inside):
        return f"{damaged['code']}〔{damaged['year']}〕{int(damaged['serial'])}号", "lost"
    return None, None


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a 文号 stands: from its year and serial back over the code before it."""
    if "号" in text:
        for match in YEAR_AND_SERIAL.finditer(text):
            if code := CODE_BEFORE.search(text, max(0, match.start() - 14), match.start()):
                words = NO_CODE.match(text, code.start(), match.start())
                yield words.end() if words else code.start(), match.end()


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Spans of titles and 文号, in order and apart: dates in them are no time limits, bodies in them no agents."""
    spans = [match.span() for match in TITLE.finditer(text)] if "《" in text else []
    if "号" in text:
        spans = _apart(sorted([*spans, *number_spans(text)]))
    return spans


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether [start, end) overlaps one of `spans`, which stand in order and do not overlap each other."""
    after = bisect_left(spans, end, key=lambda span: span[0])
    return after > 0 and spans[after - 1][1] > start


def unbalanced_title(text: str) -> str | None:
    """The words at a 《 or 》 without its partner, or None."""
    depth = 0
    last = 0
    for match in _TITLE_MARK.finditer(text):
        depth += 1 if match[0] == "《" else -1
        if depth < 0:
            return text[max(0, match.start() - 20) : match.end()]
        if depth == 1 and match[0] == "《":
            last = match.start()
    return text[last : last + 24] if depth else None
