"""Reads duties in prose: the sentence parts of a paragraph whose agent is a public body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from parser.model import Role
from parser.reading.agent_names import (
    DESCRIBED,
    DESCRIBED_WITHIN,
    LONGEST_LIST,
    NAME,
    AgentName,
    agent_list,
    list_ends,
)
from parser.rules.name_words import NO_NAME, OPENING_VERB
from parser.rules.prose import (
    ADVERB,
    ADVERBS,
    BY,
    JOINED,
    LISTED,
    MADE_OF,
    MODIFYING,
    OFFICER,
    PERMISSION,
    PREDICATES,
    SUBORDINATE,
    TAKING_PART,
    TOGETHER_WITH,
    Predicate,
)
from parser.rules.quick_patterns import last_characters, quick_pattern

_ADVERB = re.compile(ADVERB)
_CONNECTIVE = quick_pattern(
    r"同时|并且|并|然后|此外|另外|请|其中|特别是|原则上|随后|再|必要时|期间|对此|最终|国家和|[\u4e00-\u9fff]{2}后"
)
_LONGEST_CONNECTIVE = 4
_SENTENCE_ENDS = "。；！？\n"
_PART_ENDS = f"，{_SENTENCE_ENDS}"
_AFTER_NAME = "|".join([*(row.pattern for row in ADVERBS), *(row.pattern.pattern for row in PREDICATES), PERMISSION.pattern])
_FOLLOWS = quick_pattern(_AFTER_NAME)
# A part of a sentence that may open with names and go on with a duty: no verb first, and no word that a name cannot hold.
_MAY_OPEN = (
    rf"(?:{_CONNECTIVE.pattern})?(?!{OPENING_VERB.pattern})"
    rf"(?:(?!{NO_NAME.pattern})[^。；！？\n]){{1,{LONGEST_LIST}}}?(?<={last_characters(NAME)})(?={_FOLLOWS.pattern})"
)
_PART = re.compile(f"[{_PART_ENDS}]")
_PART_OPENS = re.compile(rf"{_PART.pattern}(?={_MAY_OPEN})")
_LEADS = re.compile(r"(?:负责)?牵头")
_DUTY_REST = re.compile(r"[^。；]*")
_SENTENCE_REST = re.compile(r"[^。；！？\n]*")
_QUOTED = re.compile(r"“[^”]*”")
_LONG_BRACKET = re.compile(r"（[^（）]{9,}）")


class Agent(NamedTuple):
    """One public body with a duty; the duty's words stand at [start, end) of the paragraph."""

    name: str
    printed: str
    role: Role
    start: int
    end: int
    rule: str

    def moved(self, by: int) -> Agent:
        """The same agent, its words counted from another place."""
        return self._replace(start=self.start + by, end=self.end + by)


def read_agents(paragraph: str, passed_over: list[tuple[int, int]]) -> list[Agent]:
    """All duties in the prose of a paragraph, in order. `passed_over` spans (titles, brackets that assign) hold no agents."""
    return read_paragraphs([(paragraph, passed_over)])[0]


def read_paragraphs(paragraphs: list[tuple[str, list[tuple[int, int]]]]) -> list[list[Agent]]:
    """The duties of each paragraph. Openings are looked for in all paragraphs as one text, which is much quicker than in each."""
    lines = [_mask(paragraph, passed_over) for paragraph, passed_over in paragraphs]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=1))
    agents = [_read_listed(line) for line in lines]
    listed = {n for n, found in enumerate(agents) if found}
    text = "\n".join(("", *lines))
    for start, end, parts in _sentences(text):
        line = bisect_left(starts, end) - 1
        if line not in listed:
            agents[line] += [agent.moved(-starts[line]) for agent in _read_sentence(text, start, end, parts)]
    return agents


def _sentences(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """Where the sentences stand that may give a duty, each with the beginnings of its parts that may."""
    read = end = 0
    parts: list[int] = []
    for begin in (*_openings(text), len(text) + 1):
        if parts and begin > end:
            yield max(read, *(text.rfind(mark, read, end) + 1 for mark in _SENTENCE_ENDS)), end, parts
            read, parts = end, []
        if not parts:
            rest = _SENTENCE_REST.match(text, begin)
            end = rest.end() if rest else len(text)
        parts.append(begin)


def _openings(text: str) -> list[int]:
    """Where the parts of sentences begin that may give a duty; `text` begins with a line's end."""
    openings = {match.end() for match in _PART_OPENS.finditer(text)}
    start = seen = 0
    for by in BY.pattern.finditer(text):
        start, seen = max(start, *(text.rfind(mark, seen, by.start()) + 1 for mark in _PART_ENDS)), by.end()
        openings.add(start)
    for described in DESCRIBED.finditer(text):
        farthest = described.start() - DESCRIBED_WITHIN - _LONGEST_CONNECTIVE
        openings.update(match.end() for match in _PART.finditer(text, max(0, farthest), described.start()))
    return sorted(openings)


def read_titled(heading: str, paragraph: str) -> list[Agent]:
    """Duties of the body that a heading names, when its paragraph opens with what the body does: 负责…"""
    names = agent_list(heading)
    stop = _DUTY_REST.match(paragraph)
    assert stop
    predicate = _predicate_at(paragraph, 0, stop.end()) if names else None
    if predicate is None or predicate.name == "prose-support":
        return []
    role: Role = "lead" if predicate.name == "prose-lead" else "responsible"
    return [Agent(name.name, name.printed, role, 0, stop.end(), LISTED.name) for name in names]


def _mask(paragraph: str, passed_over: list[tuple[int, int]]) -> str:
    """The paragraph with quoted words, long brackets and passed-over spans blanked out; a bracket ends a sentence."""
    text = paragraph
    if "“" in paragraph:
        text = _blanked(text, [(*match.span(), "＊") for match in _QUOTED.finditer(paragraph)])
    if "（" in paragraph:
        text = _blanked(text, [(*match.span(), "＊") for match in _LONG_BRACKET.finditer(paragraph)])
    if passed_over:
        text = _blanked(text, [(start, end, "。" if paragraph[start] == "（" else "＊") for start, end in sorted(passed_over)])
    return text


def _blanked(text: str, spans: list[tuple[int, int, str]]) -> str:
    """A text with the characters of spans, in order of their starts, replaced by each span's mark."""
    pieces: list[str] = []
    at = 0
    for start, end, mark in spans:
        if end > at:
            pieces += (text[at:start], mark * (end - max(start, at)))
            at = end
    return "".join((*pieces, text[at:]))


def _read_listed(text: str) -> list[Agent]:
    """县水利局：负责…, a line of a list of duties."""
    colon = text.find("：", 0, 40)
    if colon < 3 or not (names := agent_list(text[:colon])):
        return []
    predicate = _predicate_at(text, colon + 1, len(text))
    if predicate is None and not (len(text) - colon > 12 and text.endswith("。")):
        return []
    role: Role = "lead" if predicate and predicate.name == "prose-lead" else "responsible"
    return [Agent(name.name, name.printed, role, name.start, len(text), LISTED.name) for name in names]


def _read_sentence(text: str, start: int, end: int, parts: list[int]) -> list[Agent]:
    """The agents of the parts that begin at `parts` in the sentence at [start, end)."""
    found = [agent for begin in parts for agent in (*_read_opening(text, begin, end), *_read_passive(text, begin, end))]
    if found:
        found += _read_joined(text, start, end, {name for agent in found for name in (agent.name, agent.printed)})
    return found


def _read_opening(text: str, begin: int, end: int) -> list[Agent]:
    """Agents at the beginning of a part, or after the word that joins it to what stands before."""
    connective = _CONNECTIVE.match(text, begin, end)
    return _read_active(text, begin, end) or (_read_active(text, connective.end(), end) if connective else [])


def _predicate_at(text: str, start: int, end: int) -> Predicate | None:
    """What a body does at `start`, adverbs aside."""
    adverb = _ADVERB.match(text, start, end)
    assert adverb
    for place in (start, adverb.end()):
        for predicate in PREDICATES:
            if predicate.pattern.match(text, place, end):
                return predicate
    return None


def _read_active(text: str, begin: int, end: int) -> list[Agent]:
    """Agents at `begin` followed by a predicate; the longest list that fits wins."""
    for stop in list_ends(text, begin, end):
        if not _FOLLOWS.match(text, stop, end) or not (names := agent_list(text[begin:stop])):
            continue
        adverb = _ADVERB.match(text, stop, end)
        assert adverb
        for place in dict.fromkeys((stop, adverb.end())):
            if PERMISSION.match(text, place, end):
                return []
            if OFFICER.match(text, place, end):
                continue
            for predicate in PREDICATES:
                if not predicate.pattern.match(text, place, end):
                    continue
                comma = text.find("，", place, end)
                clause = text[place : comma if comma >= 0 else end]
                if predicate.name == "prose-verb" and (SUBORDINATE.search(clause) or MODIFYING.match(clause)):
                    continue
                return _agents(names, begin, end, predicate.role, predicate.name)
    return []


def _read_passive(text: str, start: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    comma = text.find("，", start, end)
    for by in BY.pattern.finditer(text, start, comma if comma >= 0 else end):
        for stop in list_ends(text, by.end(), end):
            if stop >= end or text[stop] in "，、的（" or not (names := agent_list(text[by.end() : stop])):
                continue
            adverb = _ADVERB.match(text, stop, end)
            assert adverb
            place = adverb.end()
            if PERMISSION.match(text, place, end) or OFFICER.match(text, stop, end) or MADE_OF.match(text, stop, end):
                continue
            leads = bool(_LEADS.match(text, place, end))
            found += _agents(names, by.end(), end, "lead" if leads else BY.role, BY.name)
            if leads and (others := TAKING_PART.search(text, place, end)) and (names := agent_list(others["names"])):
                found += _agents(names, others.start("names"), end, JOINED.role, JOINED.name)
            break
    return found


def _read_joined(text: str, start: int, end: int, main: set[str]) -> list[Agent]:
    """会同X, 联合X, 与X配合: support."""
    found: list[Agent] = []
    for joint in JOINED.pattern.finditer(text, start, end):
        for stop in list_ends(text, joint.end(), end):
            if names := agent_list(text[joint.end() : stop]):
                others = [name for name in names if name.name not in main]
                found += _agents(others, joint.end(), end, JOINED.role, JOINED.name)
                break
    for together in TOGETHER_WITH.finditer(text, start, end):
        others = [name for name in agent_list(together["names"]) if name.name not in main]
        found += _agents(others, together.start("names"), end, JOINED.role, JOINED.name)
    return found


def _agents(names: Iterable[AgentName], begin: int, end: int, role: Role, rule: str) -> list[Agent]:
    return [Agent(name.name, name.printed, role, begin + name.start, end, rule) for name in names]
