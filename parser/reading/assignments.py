"""Reads explicit assignments in one paragraph: labelled lines and brackets (责任单位：…, （A、B负责）, （A牵头，B配合）)."""

from __future__ import annotations

import re
from typing import NamedTuple

from parser.model import ResponsibilityForm
from parser.reading.assignees import Assignee, bodies_alone, by_verbs, read_list
from parser.rules.deadlines import DEADLINE_LABEL
from parser.rules.name_lists import split_names
from parser.rules.responsibilities import (
    BRACKET_NAMES,
    GLOSS,
    LABEL,
    LEAD_RULES,
    RULE_OF_READING,
    STATES_RULE_OF_READING,
    role_of,
)

_NAMES_ONLY = re.compile(BRACKET_NAMES.pattern)
_OPENING = re.compile(r"[（〔\[［【]")
_INNER = re.compile(r"[（〔][^（）〔〕]{1,12}[）〕]")  # 各县（市、区）
_FARTHEST_LABEL = 28  # characters that may stand between a bracket and its first label: （6月底完成，牵头单位：…）
_BRACKET = re.compile(r"[（）〔〕\[\]［］【】]")
_NEXT_SENTENCE = re.compile(r"[。）](?=.)")
_OPENING_OF = {"）": "（", "〕": "〔", "]": "[", "］": "［"}


class Trailer(NamedTuple):
    """One labelled line or bracket: who is assigned, where it stands, and the rules of reading that it states."""

    form: ResponsibilityForm
    start: int
    end: int
    assignees: tuple[Assignee, ...]
    rule_of_reading: str | None = None  # the name of one of LEAD_RULES
    added: tuple[str, ...] = ()  # bodies that "all-following" adds to what follows
    first_comma: int | None = None  # where the first comma stands, for "first-comma"


def read_trailers(paragraph: str) -> list[Trailer]:
    """All explicit assignments of a paragraph in order."""
    has_label = "：" in paragraph or "】" in paragraph
    has_bracket = bool(_OPENING.search(paragraph))
    if not has_label and not has_bracket:
        return []
    if has_label and LABEL.match(paragraph):
        return [_labelled(paragraph, 0, len(paragraph))]
    trailers: list[Trailer] = []
    covered: list[tuple[int, int]] = []
    for start, end in _brackets(paragraph) if has_bracket else ():
        if paragraph[start] == "【" and LABEL.search(paragraph, start, end):  # 【责任单位】 is a label, 【责任单位：A】 a line of its own
            continue
        if trailer := _bracket(paragraph, start, end):
            trailers.append(trailer)
        covered.append((start, end))
    for match in LABEL.finditer(paragraph) if has_label else ():
        if any(start <= match.start() < end for start, end in covered) or not _opens_after(paragraph, match.start()):
            continue
        lost = paragraph.find("）", match.end())  # 牵头单位：A、B） whose opening half is lost
        form: ResponsibilityForm = "labelled"
        end = len(paragraph)
        if lost >= 0 and "（" not in paragraph[match.end() : lost]:
            form, end = "parenthetical", lost + 1
        trailers.append(_labelled(paragraph, match.start(), end, form))
        covered.append((match.start(), end))
    return sorted(trailers, key=lambda trailer: trailer.start)


def stated_rule(text: str) -> str | None:
    """The rule of reading about lead bodies that a text states."""
    return next((name for name in LEAD_RULES if RULE_OF_READING[name].search(text)), None)


def _opens_after(paragraph: str, at: int) -> bool:
    return at == 0 or paragraph[at - 1] in "。；！？）\n\u3000 "


def _brackets(text: str) -> list[tuple[int, int]]:
    """Spans of outermost brackets, the last one open-ended when its closing half is lost."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] in "（〔[［【":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                spans.append((start, mark.end()))
    if opened:
        spans = [span for span in spans if span[0] < opened[0]] + [(opened[0], len(text))]
    return spans


def _labelled(text: str, start: int, end: int, form: ResponsibilityForm = "labelled") -> Trailer:
    """Segments `label：names`, each up to the next label."""
    states_rule = STATES_RULE_OF_READING.search(text, start, end) is not None
    marks = list(LABEL.finditer(text, start, end))
    stops = [match.start() for match in marks[1:]] + [end]
    assignees: list[Assignee] = []
    first_comma = None
    for match, stop in zip(marks, stops, strict=True):
        if deadline := DEADLINE_LABEL.search(text, match.end(), stop):
            stop = deadline.start()
        if states_rule:
            stop = _before_stated_rule(text, match.end(), stop)
        sentence = _NEXT_SENTENCE.search(text, match.end(), stop)
        if sentence and text.find("（", match.end(), sentence.start()) < 0:
            stop = sentence.end()
        rule, role = role_of(match)
        begin, stop = match.end(), _strip_end(text, match.end(), stop)
        assignees += read_list(text, begin, stop, role, f"{form}-{rule.removeprefix('label-')}")
        comma = text.find("，", begin, stop)
        first_comma = comma if comma >= 0 else stop
    stated, added = (stated_rule(text[start:end]), _added(text[start:end])) if states_rule else (None, ())
    return Trailer(form, start, end, tuple(assignees), stated, added, first_comma)


def _bracket(text: str, start: int, end: int) -> Trailer | None:
    inside = end - 1 if text[end - 1] in "）〕]］】" and end - start > 1 else end
    if inside - start < 4:
        return None
    content = text[start + 1 : inside]
    if GLOSS.match(content):
        return None
    if first := LABEL.search(content) if "：" in content else None:
        trailer = _labelled(text, start, end, "parenthetical")
        unlabelled = bodies_alone(text, start + 1, _strip_end(text, start + 1, start + 1 + first.start()))  # （A，配合单位：B）
        return trailer._replace(assignees=(*unlabelled, *trailer.assignees)) if unlabelled or first.start() < _FARTHEST_LABEL else None
    states_rule = STATES_RULE_OF_READING.search(content) is not None
    stop = _strip_end(text, start + 1, _before_stated_rule(text, start + 1, inside) if states_rule else inside)
    stated, added = (stated_rule(content), _added(content)) if states_rule else (None, ())
    assignees = by_verbs(text, start + 1, stop) or _names_only(text, start, stop, end)
    if not assignees and not stated:
        return None
    comma = text.find("，", start + 1, stop)
    return Trailer("parenthetical", start, end, tuple(assignees), stated, added, comma if comma >= 0 else stop)


def _names_only(text: str, start: int, stop: int, end: int) -> list[Assignee]:
    """（市教育局、市财政局） after the last sentence of a paragraph."""
    ends = not text[end:].strip("。；")
    if not ends or (start and text[start - 1] not in "。；！”）〕") or not _NAMES_ONLY.match(f"（{_INNER.sub('', text[start + 1 : stop])}）"):
        return []
    return bodies_alone(text, start + 1, stop)


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "。，；、）〕]］】【 \n":
        close = text[end - 1]
        if (opening := _OPENING_OF.get(close)) and text.count(opening, start, end) >= text.count(close, start, end):
            break
        end -= 1
    return end


def _before_stated_rule(text: str, start: int, end: int) -> int:
    """Where the names end when a rule of reading follows them."""
    found = min((match.start() for pattern in RULE_OF_READING.values() if (match := pattern.search(text, start, end))), default=end)
    opened = text.rfind("（", start, found)
    return opened if opened >= 0 and text.find("）", opened, found) < 0 else found


def _added(text: str) -> tuple[str, ...]:
    match = RULE_OF_READING["all-following"].search(text) if "以下" in text else None
    return tuple(name.printed for name in split_names(match["names"])) if match else ()
