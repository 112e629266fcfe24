"""Responsibilities of one document: explicit assignments with their owners, task-table rows, and prose."""

from __future__ import annotations

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import ROLES, Responsibility, Role
from parser.reading.agent_sentences import WITH_MODAL, Agent, read_titled
from parser.reading.agents import read_paragraphs
from parser.reading.assignees import Assignee, read_list
from parser.reading.assignments import stated_rule
from parser.reading.clause_tree import ClauseNode
from parser.reading.omissions import clauses_without
from parser.reading.owners import PlacedTrailer, place_trailers
from parser.reading.passages import Passage
from parser.reading.responsibility_checks import report_names, report_smells, report_stars
from parser.reading.responsibility_draft import Draft
from parser.rules.agencies import (
    Office,
    agency_id,
    canonical_name,
    fuller_name,
    looks_like_agency,
    restore_level,
)
from parser.rules.prose import BY, JOINED
from parser.rules.prose_refusals import CONDITION_ITEM, CONDITIONS_FOLLOW
from parser.rules.quick_patterns import lines_with
from parser.rules.responsibilities import STATES_RULE_OF_READING
from parser.text import start_after

_JOINTS = ("、", "和", "与", "及", "以及", "，")
MAX_DUTY = 120
# A heading gives duties by words of duty, and one that is a full sentence by these rules too; a plain verb may be a slogan.
_RULES_OF_SENTENCES = ("prose-lead", "prose-charge", "prose-support", "prose-by", "prose-joined")
_LEAST_SENTENCE = 9  # characters of a part of a sentence; the parts of slogans (各级政府负责、部门协同) are shorter


def read_responsibilities(
    document: DocumentDraft,
    texts: list[Passage],
    ids: dict[ClauseNode, str],
    office: Office,
    report: Report,
) -> tuple[list[Responsibility], list[PlacedTrailer]]:
    """All responsibilities in order of reading, and where the explicit ones stand."""
    placed = place_trailers(texts)
    stated = _rule_for_all(document, texts, placed)
    drafts = _explicit(placed, stated, office) + _rows(texts, stated, office) + _prose(texts, placed, office)
    for draft in drafts:
        if draft.rule == "prose-verb":
            words = draft.passage.text[draft.start : draft.end][:30]
            where = {"clause_id": ids[draft.passage.node], "document_id": document.id}
            report("agent-doubtful", draft.passage.block, words, what=words, **where)
    records = _records(document, drafts, ids, texts, report)
    holders = {draft.owner for draft in drafts}
    explicit = {draft.owner for draft in drafts if draft.form != "inline"}
    for node in clauses_without(ids, explicit):
        if node not in holders:
            report("missing-owner", node.block, node.label, clause_id=ids[node], document_id=document.id)
    report_names(document, drafts, ids, report)
    report_stars(document, placed, drafts, ids, report)
    report_smells(document, texts, drafts, ids, report)
    return records, placed


# --- explicit assignments


def _rule_for_all(document: DocumentDraft, texts: list[Passage], placed: list[PlacedTrailer]) -> str | None:
    """A rule of reading stated by itself, as in a note under the title or a table: it holds for the whole document."""
    inside = {id(item.passage) for item in placed if item.trailer.assignees}
    alone = [passage.text for passage in texts if id(passage) not in inside]
    alone += [line.text for line in document.lines if line.kind == "note"]
    stated = (stated_rule(alone[n]) for n in sorted(lines_with(STATES_RULE_OF_READING, alone)))
    return next(filter(None, stated), None)


def _explicit(placed: list[PlacedTrailer], reading: str | None, office: Office) -> list[Draft]:
    drafts: list[Draft] = []
    added: tuple[str, ...] = ()
    for item in placed:
        trailer = item.trailer
        reading = trailer.rule_of_reading or reading
        restored = restore_level([assignee.name for assignee in trailer.assignees], office)
        duty = _duty(item)
        place = (item.passage, trailer.start, trailer.end)
        led = any(assignee.role == "lead" for assignee in trailer.assignees)
        for n, (assignee, name) in enumerate(zip(trailer.assignees, restored, strict=True)):
            role, rule = assignee.role, assignee.rule
            if not led and role == "responsible" and _leads(n, assignee, reading, trailer.first_comma):
                role, rule = "lead", str(reading)
            drafts.append(Draft(item.owner, name, assignee.printed, role, trailer.form, duty, *place, rule))
        if trailer.assignees:
            others = [name for name in added if name not in restored]
            drafts += [Draft(item.owner, name, name, "responsible", trailer.form, duty, *place, "all-following") for name in others]
        added += trailer.added
    return drafts


def _leads(n: int, assignee: Assignee, reading: str | None, first_comma: int | None = None) -> bool:
    """Whether the nth body of a list leads by the rule of reading."""
    if reading == "first-comma":
        return first_comma is not None and assignee.start < first_comma
    return n == 0 if reading == "first-listed" else reading == "starred" and assignee.starred


def _duty(item: PlacedTrailer) -> str:
    """What is to be done: the owner's heading, else the sentence before the assignment, else the owner's first sentence."""
    if item.owner.heading:
        return item.owner.heading
    before = item.passage.text[: item.trailer.start].rstrip("。；（")
    sentence = before.rsplit("。", 1)[-1] if item.passage.node is item.owner else ""
    text = sentence or item.owner.text.split("\n")[0].split("。")[0] or item.passage.text
    return text[:MAX_DUTY]


def _rows(texts: list[Passage], reading: str | None, office: Office) -> list[Draft]:
    """Owners in the cells of task tables."""
    drafts: list[Draft] = []
    cells = {(passage.node, passage.offset): passage for passage in texts if passage.node.kind == "row" and passage.field == "text"}
    for node in dict.fromkeys(node for node, _ in cells):
        leads = any(kind == "lead" for kind, _, _ in node.cells)
        for kind, start, cell in node.cells:
            role = next((role for role in ROLES if role == kind), None)
            if role is None:
                continue
            named = read_list(cell, 0, len(cell), role, f"table-{kind}")
            leads_here = leads or any(one.role == "lead" for one in named)
            for n, (one, name) in enumerate(zip(named, restore_level([one.name for one in named], office), strict=True)):
                own, rule = one.role, one.rule
                if own == "responsible" and not leads_here and _leads(n, one, reading):
                    own, rule = "lead", str(reading)
                duty = (node.heading or "")[:MAX_DUTY]
                drafts.append(Draft(node, name, one.printed, own, "table", duty, cells[node, start], 0, len(cell), rule))
    return drafts


# --- prose


def _prose(texts: list[Passage], placed: list[PlacedTrailer], office: Office) -> list[Draft]:
    drafts: list[Draft] = []
    spans: dict[int, list[tuple[int, int]]] = {}
    for item in placed:
        spans.setdefault(id(item.passage), []).append((item.trailer.start, item.trailer.end))
    running = [passage for passage in texts if _is_prose(passage)]
    read = read_paragraphs([(passage.text, [*passage.protected, *spans.get(id(passage), ())]) for passage in running])
    for passage, agents in zip(running, read, strict=True):
        text = passage.text
        if passage.field == "heading":
            agents = _of_heading(agents, text)
        elif not agents and passage.offset == 0 and passage.node.heading and len(passage.node.heading) < 30:
            agents = read_titled(passage.node.heading, text)
        for agent, name in zip(agents, _restored(agents, text, office), strict=True):
            # …由盟自然资源局牵头: the duty stands before the agent, or before whom it joins
            start = start_after(text, agent.start, "。；！？\n") if agent.rule in (BY.name, JOINED.name) else agent.start
            duty = text[start : agent.end][:MAX_DUTY]
            drafts.append(
                Draft(passage.node, name, agent.printed, agent.role, "inline", duty, passage, start, agent.end, agent.rule)
            )
    return drafts


def _restored(agents: list[Agent], text: str, office: Office) -> list[str]:
    """The agents' names with their levels; a list such as 市财政局、审计局 carries the level that it prints itself, and a
    bare department is the one that its sentence told more fully before: 向属地就业局申报，就业局…完成初审."""
    names = {agent: agent.name for agent in agents}
    listed: list[Agent] = []
    for agent in (*sorted(agents, key=lambda agent: agent.start), None):
        if listed and (agent is None or text[listed[-1].start + len(listed[-1].printed) : agent.start] not in _JOINTS):
            first = fuller_name(listed[0].name, text, listed[0].start, office) or listed[0].name
            names.update(zip(listed, restore_level([first, *(one.name for one in listed[1:])], office), strict=True))
            listed = []
        if agent and looks_like_agency(agent.name):
            listed.append(agent)
    return [names[agent] for agent in agents]


def _is_prose(passage: Passage) -> bool:
    """Whether a paragraph is no row of a table, no line of a form or of a list of names, and no condition in a list of such."""
    node = passage.node
    if node.kind == "row" or passage.field == "cells":
        return False
    if CONDITION_ITEM.search(passage.text, max(0, len(passage.text) - 2)) and node.parent and CONDITIONS_FOLLOW.search(_leads_in(node.parent)):
        return False
    return passage.field == "heading" or node.kind != "paragraph" or "。" in passage.text


def _of_heading(agents: list[Agent], heading: str) -> list[Agent]:
    """The agents of a heading that are no words of a slogan."""
    full = max(map(len, heading.replace("、", "，").split("，"))) >= _LEAST_SENTENCE
    return [agent for agent in agents if agent.rule in WITH_MODAL or (full and agent.rule in _RULES_OF_SENTENCES)]


def _leads_in(node: ClauseNode) -> str:
    """The words before the items of a clause."""
    paragraphs = node.paragraphs
    return paragraphs[-1] if paragraphs else f"{node.heading or ''}{node.heading_mark}"


# --- records


def _records(
    document: DocumentDraft,
    drafts: list[Draft],
    ids: dict[ClauseNode, str],
    texts: list[Passage],
    report: Report,
) -> list[Responsibility]:
    """One record per clause, agency and role: explicit forms first, then in order of reading."""
    order = {id(passage): n for n, passage in enumerate(texts)}
    position = {node: n for n, node in enumerate(ids)}
    kept: dict[tuple[str, str, Role], Draft] = {}
    for draft in drafts:
        kept.setdefault((ids[draft.owner], canonical_name(draft.name), draft.role), draft)
    for (clause, name, role), draft in kept.items():
        other = kept.get((clause, name, "responsible")) if role == "lead" else None
        if other and draft.form == other.form == "labelled":
            where = {"clause_id": clause, "document_id": document.id}
            report("agency-both-lead-and-responsible", draft.passage.block, draft.printed, name=draft.name, **where)
    counts: dict[str, int] = {}
    records = []
    in_order = sorted(kept.items(), key=lambda item: (position[item[1].owner], order[id(item[1].passage)], item[1].start))
    for (clause, name, _), draft in in_order:
        number = counts[clause] = counts.get(clause, 0) + 1
        records.append(
            Responsibility(
                id=f"{clause}/r{number}",
                document_id=document.id,
                clause_id=clause,
                agency_id=agency_id(name),
                agency=name,
                agency_as_printed=draft.printed,
                role=draft.role,
                form=draft.form,
                duty=draft.duty,
                quoted_in=ids[draft.passage.node],
                quoted_field=draft.passage.field,
                quote=draft.passage.text[draft.start : draft.end],
                start=draft.passage.offset + draft.start,
                end=draft.passage.offset + draft.end,
                rule=draft.rule,
            )
        )
    return records
