"""Reads mentions of other documents in one passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parser.model import Relation
from parser.reading.document_number import Damage, read_number
from parser.rules.citations import (
    ABBREVIATED,
    CODE_BEFORE,
    NO_CODE,
    NUMBER_AFTER,
    NUMBERS_APART,
    OWN_ANNEX,
    OWN_ANNEX_BEFORE,
    PAPERS,
    TITLE,
    TITLES_BESIDE,
    YEAR_AND_SERIAL,
    relation_of,
)
from parser.text import compact

_TITLE_MARK = re.compile("[《》]")


@dataclass(frozen=True)
class Mention:
    """One mention; offsets count characters of the passage. `damage` tells how its number was printed; `abbreviation` is the title that the text
    gives it from here on; an `annexed` one is a licence or a form, or what the text calls an annex of its own."""

    title: str | None
    number: str | None
    number_as_printed: str | None
    relation: Relation
    start: int
    end: int
    rule: str
    damage: Damage | None = None
    abbreviation: str | None = None
    annexed: bool = False


def read_mentions(text: str) -> list[Mention]:
    """All mentions in order."""
    mentions: list[Mention] = []
    at = 0
    while "《" in text and (match := TITLE.search(text, at)):
        mentions.append(Mention(match["title"], None, None, "mention", *match.span(), "title"))
        short, at = None, match.end()
        if bracket := NUMBER_AFTER.match(text, at):
            numbered = _numbered(mentions, bracket["inside"], text)
            mentions[len(mentions) - len(numbered) :] = numbered
            short = ABBREVIATED.search(bracket[0])
            at = bracket.end() if numbered or short else at
        mentions[-1] = replace(
            mentions[-1],
            relation=relation_of(text, match.start(), at),
            end=at,
            abbreviation=short["short"] if short else None,
            annexed=mentions[-1].number is None and _is_annexed(text, match, at),
        )
    covered = [(mention.start, mention.end) for mention in mentions]
    for start, end in number_spans(text):
        if not within(start, start + 1, covered):
            number, damage = read_number(text[start:end])
            relation = relation_of(text, start, end)
            mentions.append(Mention(None, number, compact(text[start:end]), relation, start, end, "number-only", damage))
    return sorted(mentions, key=lambda mention: mention.start)


def _is_annexed(text: str, title: re.Match[str], end: int) -> bool:
    before = OWN_ANNEX_BEFORE.search(text, max(0, title.start() - 8), title.start())
    return bool(before or OWN_ANNEX.match(text, end) or PAPERS.search(title["title"]))


def _numbered(mentions: list[Mention], inside: str, text: str) -> list[Mention]:
    """The last mentions with the numbers in the bracket after them: one belongs to the last title, several to as many titles side by side,
    《甲》和《乙》（…1号、…2号）. Empty where the bracket holds none, or another count than there are titles."""
    pieces = [piece for piece in NUMBERS_APART.split(inside) if piece]
    read = [read_number(piece) for piece in pieces]
    if not read or not all(number for number, _ in read):
        pieces, read = [inside], [read_number(inside)]
    titles = mentions[-len(pieces) :]
    beside = all(one.number is None and TITLES_BESIDE.fullmatch(text, one.end, other.start) for one, other in pairwise(titles))
    if len(titles) < len(pieces) or not beside or not read[0][0]:
        return []
    return [
        replace(one, number=number, damage=damage, number_as_printed=compact(piece), rule="title-and-number")
        for one, (number, damage), piece in zip(titles, read, pieces, strict=True)
    ]


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
