"""Reads mentions of other documents in one passage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.header import canonical_number
from parser.model import Relation
from parser.rules.citations import DAMAGED_NUMBER, NUMBER_AFTER, OWN_ANNEX, TITLE, UNTITLED_NUMBER, relation_of
from parser.text import compact


@dataclass(frozen=True)
class Mention:
    """One mention; offsets count characters of the passage. `repaired` tells that the number was printed damaged."""

    title: str | None
    number: str | None
    number_as_printed: str | None
    relation: Relation
    start: int
    end: int
    rule: str
    repaired: bool = False


def read_mentions(text: str, own_titles: set[str]) -> list[Mention]:
    """All mentions in order; `own_titles` (compact) are the document's enclosures and annexes, which are no citations."""
    mentions: list[Mention] = []
    covered: list[tuple[int, int]] = []
    for match in TITLE.finditer(text):
        end, printed, number, repaired = match.end(), None, None, False
        if OWN_ANNEX.match(text[end:]) or compact(match["title"]) in own_titles:
            covered.append(match.span())
            continue
        if bracket := NUMBER_AFTER.match(text[end:]):
            number, repaired = _number(bracket["inside"])
            if number:
                printed = compact(bracket["inside"])
                end += bracket.end()
        mentions.append(Mention(match["title"], number, printed, relation_of(text[: match.start()], text[end:]), match.start(), end,
                                "title-and-number" if number else "title", repaired))
        covered.append((match.start(), end))
    for found in UNTITLED_NUMBER.finditer(text):
        if any(start <= found.start() < end for start, end in covered):
            continue
        number = canonical_number(found[0])
        mentions.append(Mention(None, number, compact(found[0]), relation_of(text[: found.start()], text[found.end():]), found.start(), found.end(),
                                "number-only"))
    return sorted(mentions, key=lambda mention: mention.start)


def _number(inside: str) -> tuple[str | None, bool]:
    """A 文号 or order number in a bracket; a number whose year brackets were lost is repaired (内政发201845号)."""
    if number := canonical_number(inside):
        return number, False
    if damaged := DAMAGED_NUMBER.search(inside):
        return f"{damaged['code']}〔{damaged['year']}〕{int(damaged['serial'])}号", True
    return None, False


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Spans of titles and 文号: dates in them are no time limits, bodies in them no agents."""
    spans = [match.span() for match in re.finditer(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", text)]
    spans += [match.span() for match in UNTITLED_NUMBER.finditer(text)]
    return spans
