"""Reads one sentence of prose for its agents: who does what, by whom it is done, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from parser.model import Role
from parser.reading.agent_names import AgentName, agent_list, list_ends
from parser.rules.prose import (
    ADVERB,
    ADVERBS,
    BY,
    CONDITION,
    CONNECTIVE,
    JOINED,
    LISTED,
    PREDICATES,
    TAKING_PART,
    TOGETHER_WITH,
    Predicate,
)
from parser.rules.prose_refusals import (
    DEFINITION,
    MADE_OF,
    MODIFYING,
    MODIFYING_PASSIVE,
    NARRATIVE,
    OFFICER,
    PERMISSION,
    SUBORDINATE,
    UNFINISHED,
)
from parser.rules.quick_patterns import quick_pattern

# What may stand before an agent at the beginning of a part of a sentence, and what may follow it; a condition may begin with
# any word, and is asked for apart.
OPENS = quick_pattern(CONNECTIVE)
FOLLOWS = quick_pattern(
    "|".join([*(row.pattern for row in ADVERBS), *(row.pattern.pattern for row in PREDICATES if row is not CONDITION), PERMISSION.pattern.pattern])
)
_ADVERB = re.compile(ADVERB)
_NO_PASSIVE = (OFFICER, MADE_OF, UNFINISHED)
_LEADS = re.compile(r"(?:负责)?牵头")
WITH_MODAL = ("prose-modal", CONDITION.name)  # rules whose sentence says in words that it is a duty
_DUTY_REST = re.compile(r"[^。；]*")


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


def read_listed(text: str) -> list[Agent]:
    """县水利局：负责…, a line of a list of duties."""
    colon = text.find("：", 0, 40)
    if colon < 3 or not (names := agent_list(text[:colon])):
        return []
    predicate = _predicate_at(text, colon + 1, len(text))
    if predicate is None and not (len(text) - colon > 12 and text.endswith("。")):
        return []
    role: Role = "lead" if predicate and predicate.name == "prose-lead" else "responsible"
    return [Agent(name.name, name.printed, role, name.start, len(text), LISTED.name) for name in names]


def read_sentence(text: str, start: int, end: int, parts: list[int], told: bool) -> list[Agent]:
    """The agents of the parts that begin at `parts` in the sentence at [start, end). In a paragraph that is `told`, and in
    narrative, only words of duty give one."""
    if DEFINITION.pattern.search(text, start, end):
        return []
    found = [agent for begin in parts for agent in (*_read_opening(text, begin, end), *_read_passive(text, begin, end))]
    if found:
        helpers = [agent.start for agent in found if agent.rule == "prose-support"]
        found += _read_joined(text, start, end, {name for agent in found for name in (agent.name, agent.printed)}, min(helpers, default=end))
    if told or NARRATIVE.pattern.search(text, start, end):
        found = [agent for agent in found if agent.rule in WITH_MODAL]
    return found


def _read_opening(text: str, begin: int, end: int) -> list[Agent]:
    """Agents at the beginning of a part, or after the word that joins it to what stands before."""
    connective = OPENS.match(text, begin, end)
    if connective and text[begin] == "（":
        return _read_active(text, connective.end(), end)
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
        if not (FOLLOWS.match(text, stop, end) or CONDITION.pattern.match(text, stop, end)) or not (names := agent_list(text[begin:stop])):
            continue
        adverb = _ADVERB.match(text, stop, end)
        assert adverb
        for place in dict.fromkeys((stop, adverb.end())):
            if PERMISSION.pattern.match(text, place, end):
                return []
            if place == stop and OFFICER.pattern.match(text, place, end):
                break
            for predicate in PREDICATES:
                if not predicate.pattern.match(text, place, end):
                    continue
                if predicate.name == "prose-verb" and _no_duty(text, place, end):
                    continue
                if predicate is CONDITION and UNFINISHED.pattern.match(text, stop, end):
                    continue
                return _agents(names, begin, end, predicate.role, predicate.name)
    return []


def _no_duty(text: str, place: int, end: int) -> bool:
    """Whether a plain verb at `place` only dates, conditions or describes something, or opens what may be done."""
    comma = text.find("，", place, end)
    clause = text[place : comma if comma >= 0 else end]
    if SUBORDINATE.pattern.search(clause) or MODIFYING.pattern.match(clause):
        return True
    return comma >= 0 and bool(PERMISSION.pattern.match(text, comma + 1, end))


def _read_passive(text: str, start: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    comma = text.find("，", start, end)
    for by in BY.pattern.finditer(text, start, comma if comma >= 0 else end):
        for stop in list_ends(text, by.end(), end):
            if stop >= end or not (names := agent_list(text[by.end() : stop])):
                continue
            if text[stop] in "，、的等或" and not (text[stop] == "等" and FOLLOWS.match(text, stop + 1, end)):
                if len(names) > 1 and text[stop] in "、等":
                    break  # the list goes on to what is no body
                continue
            adverb = _ADVERB.match(text, stop + (text[stop] == "等"), end)
            assert adverb
            place = adverb.end()
            if text[stop] == "（" and not FOLLOWS.match(text, place, end):
                continue
            if any(refusal.pattern.match(text, stop, end) for refusal in _NO_PASSIVE) or PERMISSION.pattern.match(text, place, end):
                break
            leads = bool(_LEADS.match(text, place, end))
            if not leads and MODIFYING_PASSIVE.pattern.match(text, stop, end):
                break
            found += _agents(names, by.end(), end, "lead" if leads else BY.role, BY.name)
            if leads and (others := TAKING_PART.search(text, place, end)) and (names := agent_list(others["names"])):
                found += _agents(names, others.start("names"), end, JOINED.role, JOINED.name)
            break
    return found


def _read_joined(text: str, start: int, end: int, main: set[str], helper: int) -> list[Agent]:
    """会同X, 联合X, 与X配合: support. After `helper`, a body that itself helps, 配合X names whom it helps."""
    found: list[Agent] = []
    for joint in JOINED.pattern.finditer(text, start, end):
        if joint.start() > helper and joint[0].endswith("配合"):
            continue
        for stop in list_ends(text, joint.end(), end):
            if OFFICER.pattern.match(text, stop, end):
                break
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
