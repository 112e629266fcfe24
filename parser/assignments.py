"""Reads explicit assignments in one paragraph: labelled lines and brackets (责任单位：…, （A、B负责）, （A牵头，B配合）)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import ResponsibilityForm, Role
from parser.rules.agencies import Name, looks_like_agency, split_names
from parser.rules.responsibilities import (
    ALL_FOLLOWING,
    DEADLINE_LABEL,
    FIRST_COMMA_LEADS,
    FIRST_LISTED_LEADS,
    LABEL,
    READING_RULES,
    VERB,
    role_of,
)

_ROLE_NOTE = re.compile(r"[（(](牵头|配合|参与|负责|主办|协办)(?:单位|部门)?[）)]$")
_NOTE_ROLES: dict[str, Role] = {"牵头": "lead", "主办": "lead", "配合": "support", "参与": "support", "协办": "support", "负责": "responsible"}


@dataclass(frozen=True)
class Assignee:
    """One named body with its role; offsets count characters of the paragraph."""

    name: str
    role: Role
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Trailer:
    """One labelled line or bracket: who is assigned, where it stands, and the rule of reading that it states."""

    form: ResponsibilityForm
    start: int
    end: int
    assignees: tuple[Assignee, ...]
    rule_of_reading: str | None = None  # "first-listed" | "first-comma" | "all-following"
    added: tuple[str, ...] = ()  # bodies that "all-following" adds
    first_comma: int | None = None  # where the first comma stands, for "first-comma"


def read_trailers(paragraph: str) -> list[Trailer]:
    """All explicit assignments of a paragraph in order."""
    if LABEL.match(paragraph):
        return [_labelled(paragraph, 0, len(paragraph))]
    trailers: list[Trailer] = []
    covered: list[tuple[int, int]] = []
    for start, end in _brackets(paragraph):
        if trailer := _bracket(paragraph, start, end):
            trailers.append(trailer)
        covered.append((start, end))
    for match in LABEL.finditer(paragraph):
        if any(start <= match.start() < end for start, end in covered) or not _opens_after(paragraph, match.start()):
            continue
        lost = paragraph.find("）", match.end())  # 牵头单位：A、B） whose opening half is lost
        form: ResponsibilityForm = "labelled"
        end = len(paragraph)
        if lost >= 0 and "（" not in paragraph[match.end():lost]:
            form, end = "parenthetical", lost + 1
        trailers.append(_labelled(paragraph, match.start(), end, form))
        covered.append((match.start(), end))
    return sorted(trailers, key=lambda trailer: trailer.start)


def _opens_after(paragraph: str, at: int) -> bool:
    return at == 0 or paragraph[at - 1] in "。；！？）\n\u3000 "


def _brackets(text: str) -> list[tuple[int, int]]:
    """Spans of outermost brackets, the last one open-ended when its closing half is lost."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for i, char in enumerate(text):
        if char == "（":
            opened.append(i)
        elif char == "）" and opened:
            start = opened.pop()
            if not opened:
                spans.append((start, i + 1))
    if opened:
        spans = [span for span in spans if span[0] < opened[0]] + [(opened[0], len(text))]
    return spans


def _labelled(text: str, start: int, end: int, form: ResponsibilityForm = "labelled") -> Trailer:
    """Segments `label：names`, each up to the next label."""
    marks = list(LABEL.finditer(text, start, end))
    stops = [match.start() for match in marks[1:]] + [end]
    assignees: list[Assignee] = []
    first_comma = None
    for match, stop in zip(marks, stops, strict=True):
        if deadline := DEADLINE_LABEL.search(text, match.end(), stop):
            stop = deadline.start()
        sentence = re.search(r"[。）](?=.)", text[match.end():stop])
        if sentence and "（" not in text[match.end():match.end() + sentence.start()]:
            stop = match.end() + sentence.end()
        rule, role = role_of(match)
        begin, stop = match.end(), _strip_end(text, match.end(), stop)
        inner = _by_verbs(text, begin, stop)
        if inner and len({assignee.role for assignee in inner}) > 1:
            assignees += inner
        else:
            assignees += _assign(text, begin, stop, role, f"{form}-{rule.removeprefix('label-')}")
            comma = text.find("，", begin, stop)
            first_comma = comma if comma >= 0 else stop
    return Trailer(form, start, end, tuple(assignees), _rule_of_reading(text[start:end]), _added(text[start:end]), first_comma)


def _bracket(text: str, start: int, end: int) -> Trailer | None:
    inside = end - 1 if text[end - 1] == "）" and end - start > 1 else end
    content = text[start + 1:inside]
    if LABEL.search(content):
        trailer = _labelled(text, start, end, "parenthetical")
        first = LABEL.search(text, start, end)
        assert first
        return trailer if first.start() - start <= 28 else None
    stop = inside
    for rule in READING_RULES:
        if found := rule.search(text, start + 1, inside):
            stop = min(stop, found.start())
    stop = _strip_end(text, start + 1, stop)
    stated, added = _rule_of_reading(content), _added(content)
    assignees = _by_verbs(text, start + 1, stop)
    if not assignees and not stated:
        return None
    comma = text.find("，", start + 1, stop)
    return Trailer("parenthetical", start, end, tuple(assignees), stated, added, comma if comma >= 0 else stop)


def _by_verbs(text: str, start: int, end: int) -> list[Assignee]:
    """`A牵头，B、C配合` as assignees; empty unless the whole span is names and verbs."""
    assignees: list[Assignee] = []
    at = start
    while at < end:
        match = VERB.search(text, at, end)
        if not match:
            return []
        rule, role = role_of(match)
        main, joined = _split_joined(text, at, match.start())
        if main:
            assignees += _assign(text, *main, role, rule)
        if joined:
            assignees += _assign(text, *joined, "support", "bracket-support")
        at = match.end()
        while at < end and text[at] in "，,；;。、 ":
            at += 1
    return assignees if any(looks_like_agency(assignee.name) for assignee in assignees) else []


def _split_joined(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """`A会同B` as (A, B); `会同B` as (None, B)."""
    joint = re.search(r"[，,]?(?:会同|会商|商|联合|协同)(?!务)", text[start:end])
    if not joint:
        return (start, end), None
    return ((start, start + joint.start()) if joint.start() else None), (start + joint.end(), end)


def _assign(text: str, start: int, end: int, role: Role, rule: str) -> list[Assignee]:
    out = []
    for name in split_names(text[start:end]):
        printed, stop, own_role = name.printed, name.end, role
        if note := _ROLE_NOTE.search(printed):
            own_role = _NOTE_ROLES[note[1]]
            printed, stop = printed[: note.start()], stop - len(note[0])
        if printed:
            out.append(Assignee(printed, own_role, start + name.start, start + stop, rule))
    return out


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "。，；、）） \n":
        if text[end - 1] == "）" and text.count("（", start, end) >= text.count("）", start, end):
            break
        end -= 1
    return end


def _rule_of_reading(text: str) -> str | None:
    if FIRST_LISTED_LEADS.search(text):
        return "first-listed"
    if FIRST_COMMA_LEADS.search(text):
        return "first-comma"
    return "all-following" if ALL_FOLLOWING.search(text) else None


def _added(text: str) -> tuple[str, ...]:
    match = ALL_FOLLOWING.search(text)
    return tuple(name.printed for name in split_names(match["names"])) if match else ()


__all__ = ["Assignee", "Name", "Trailer", "read_trailers"]
