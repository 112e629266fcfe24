"""Reads a list of bodies, each with its role: `A、B` under a label or in a cell, `A（牵头）、B`, `A牵头，B、C配合`."""

from __future__ import annotations

import re
from typing import NamedTuple

from parser.model import Role
from parser.reading.agent_names import agent_list
from parser.rules.agencies import is_named_body, looks_like_agency
from parser.rules.name_lists import split_names
from parser.rules.quick_patterns import quick_pattern
from parser.rules.responsibilities import (
    ASIDE,
    BRACKET_NAMES,
    LABEL_WORD,
    NOTE_ROLES,
    ROLE_NOTE,
    TASK_VERBS,
    VERB,
    VERB_NEEDS,
    role_of,
)

_ROLE_NOTE = re.compile(ROLE_NOTE.pattern)
_JOINT = quick_pattern(r"[，,]?(?:会同|会商|商|联合|协同)(?!务|会|业|联)")
_SEPARATORS = "，,；;。、 "


class Assignee(NamedTuple):
    """One named body with its role; offsets count characters of the paragraph. A class that the list names together with
    others has a longer name than is printed: 教育、财政等部门."""

    name: str
    printed: str
    role: Role
    start: int
    end: int
    rule: str
    starred: bool = False  # printed with a star, as the lead of a list may be


def read_list(text: str, start: int, end: int, role: Role, rule: str) -> list[Assignee]:
    """The bodies under a label or in a cell that gives the role; a verb of the list's own may give another."""
    inner = by_verbs(text, start, end)
    roles = {assignee.role for assignee in inner}
    if len(roles) > 1 or (inner and all(looks_like_agency(assignee.name) for assignee in inner)):
        return [
            one._replace(role=role, rule=rule) if one.role == "responsible" and one.rule != ROLE_NOTE.name else one for one in inner
        ]
    return _assign(text, start, end, role, rule)


def bodies_alone(text: str, start: int, end: int) -> list[Assignee]:
    """The bodies of a list without label or verb; none where the first or any other name may be no body's."""
    assignees = _assign(text, start, end, "responsible", BRACKET_NAMES.name)
    sure = all(is_named_body(one.name) if not n else looks_like_agency(one.name) for n, one in enumerate(assignees))
    return assignees if sure and not any(LABEL_WORD.fullmatch(one.name) for one in assignees) else []


def by_verbs(text: str, start: int, end: int) -> list[Assignee]:
    """`A牵头，B、C配合` as assignees; empty unless the whole span is names and verbs, times aside."""
    assignees: list[Assignee] = []
    if not all(needed.search(text, start, end) for needed in VERB_NEEDS):
        return assignees
    at = start
    while at < end:
        if text[at] in _SEPARATORS:
            at += 1
        elif aside := ASIDE.match(text, at, end):
            at = aside.end()
        elif match := VERB.search(text, at, end):
            rule, role = role_of(match)
            main, joined = _split_joined(text, at, match.start())
            if main:
                assignees += _assign(text, *main, role, rule)
            if joined:
                assignees += _assign(text, *joined, "support", "bracket-support")
            at = match.end()
        else:
            rest = bodies_alone(text, at, end)
            if not assignees or not rest:
                return []
            assignees += rest
            break
    all_or_any = all if any(assignee.rule in TASK_VERBS for assignee in assignees) else any
    return assignees if all_or_any(looks_like_agency(assignee.name) for assignee in assignees) else []


def _split_joined(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """`A会同B` as (A, B); `会同B` as (None, B)."""
    joint = _JOINT.search(text, start, end)
    if not joint:
        return (start, end), None
    return ((start, joint.start()) if joint.start() > start else None), (joint.end(), end)


def _assign(text: str, start: int, end: int, role: Role, rule: str) -> list[Assignee]:
    names = split_names(text[start:end])
    if "部门" in text[start:end] and not all(looks_like_agency(name.printed) for name in names):
        classes = agent_list(text[start:end])
        if len(classes) >= len(names):
            return [Assignee(one.name, one.printed, role, start + one.start, start + one.start + len(one.printed), rule) for one in classes]
    out = []
    for name in names:
        printed, stop, own_role, own_rule = name.printed, name.end, role, rule
        if printed.endswith(("）", ")")) and (note := _ROLE_NOTE.search(printed)):
            own_role, own_rule = NOTE_ROLES[note["note"]], ROLE_NOTE.name
            printed, stop = printed[: note.start()], stop - len(note[0])
        if printed and not ASIDE.fullmatch(printed):
            out.append(Assignee(printed, printed, own_role, start + name.start, start + stop, own_rule, name.starred))
    return out
