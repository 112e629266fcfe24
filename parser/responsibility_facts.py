"""Responsibilities of one document: explicit assignments with their owners, task-table rows, and prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parser.agents import read_agents
from parser.assignments import Trailer, read_trailers
from parser.citations import protected_spans
from parser.clause_tree import ClauseNode, walk
from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import QuotedField, Responsibility, ResponsibilityForm, Role
from parser.rules.agencies import Office, agency_id, canonical_name, looks_like_agency, restore_level, split_names
from parser.rules.responsibilities import SMELL

if TYPE_CHECKING:
    from parser.facts import Passage

_CELL_ROLES: dict[str, Role] = {"lead": "lead", "responsible": "responsible", "support": "support"}
MAX_DUTY = 120


@dataclass(frozen=True)
class PlacedTrailer:
    """An explicit assignment with the passage it stands in and the clause that owns it."""

    passage: Passage
    trailer: Trailer
    owner: ClauseNode


@dataclass(frozen=True)
class _Draft:
    owner: ClauseNode
    name: str
    printed: str
    role: Role
    form: ResponsibilityForm
    duty: str
    passage: Passage
    start: int
    end: int
    rule: str


def read_responsibilities(document: DocumentDraft, texts: list[Passage], ids: dict[ClauseNode, str], office: Office,
                          report: Report) -> tuple[list[Responsibility], list[PlacedTrailer]]:
    """All responsibilities in order of reading, and where the explicit ones stand."""
    placed = _place_trailers(texts)
    drafts = _explicit(placed, office) + _rows(texts, office)
    drafts += _prose(texts, placed, office, ids, document, report)
    records = _records(document, drafts, ids, texts, office, report)
    _report_smells(document, texts, drafts, ids, report)
    return records, placed


# --- explicit assignments


def _place_trailers(texts: list[Passage]) -> list[PlacedTrailer]:
    found = [(passage, trailer) for passage in texts if passage.field != "cells" and passage.node.kind != "row"
             for trailer in read_trailers(passage.text)]
    holders = {passage.node for passage, _ in found}
    last_passage: dict[ClauseNode, Passage] = {passage.node: passage for passage in texts}
    placed = []
    for passage, trailer in found:
        owner = passage.node
        at_end = passage is last_passage[owner] and trailer.end >= len(passage.text.rstrip("。")) and trailer.start > 0
        if at_end and trailer.form == "parenthetical" and _speaks_for_list(owner, holders):
            assert owner.parent is not None
            owner = owner.parent
        placed.append(PlacedTrailer(passage, trailer, owner))
    return placed


def _speaks_for_list(node: ClauseNode, holders: set[ClauseNode]) -> bool:
    """Whether a bracket at the end of the last of several sub-items is about their parent: the others have none."""
    if node.parent is None or node.children:
        return False
    siblings = [child for child in node.parent.children if child.style == node.style]
    others = [child for child in siblings if child is not node]
    return bool(others) and siblings[-1] is node and not any(inner in holders for child in others for inner in walk([child])) \
        and node.parent not in holders


def _explicit(placed: list[PlacedTrailer], office: Office) -> list[_Draft]:
    drafts: list[_Draft] = []
    reading: str | None = None
    added: tuple[str, ...] = ()
    for item in placed:
        trailer, passage = item.trailer, item.passage
        reading = trailer.rule_of_reading or reading
        restored = restore_level([assignee.name for assignee in trailer.assignees], office)
        has_lead = any(assignee.role == "lead" for assignee in trailer.assignees)
        for n, (assignee, name) in enumerate(zip(trailer.assignees, restored, strict=True)):
            role, rule = assignee.role, assignee.rule
            if not has_lead and role == "responsible" and (
                (reading == "first-listed" and n == 0)
                or (reading == "first-comma" and trailer.first_comma is not None and assignee.start < trailer.first_comma)
            ):
                role, rule = "lead", reading
            drafts.append(_Draft(item.owner, name, assignee.name, role, trailer.form, _duty(item), passage, trailer.start, trailer.end, rule))
        for name in added:
            if trailer.assignees and name not in restored:
                drafts.append(_Draft(item.owner, name, name, "responsible", trailer.form, _duty(item), passage, trailer.start, trailer.end, "all-following"))
        added += trailer.added
    return drafts


def _duty(item: PlacedTrailer) -> str:
    """What is to be done: the owner's heading, else the sentence before the assignment, else the owner's first sentence."""
    if item.owner.heading:
        return item.owner.heading
    before = item.passage.text[: item.trailer.start].rstrip("。；（")
    sentence = before.rsplit("。", 1)[-1] if item.passage.node is item.owner else ""
    text = sentence or item.owner.text.split("\n")[0].split("。")[0] or item.passage.text
    return text[:MAX_DUTY]


def _rows(texts: list[Passage], office: Office) -> list[_Draft]:
    drafts: list[_Draft] = []
    for node in dict.fromkeys(passage.node for passage in texts if passage.node.kind == "row"):
        passage = next(passage for passage in texts if passage.node is node and passage.field == "text")
        base = passages_offset(texts, node)
        for kind, start, cell in node.cells:
            role = _CELL_ROLES.get(kind)
            if role is None:
                continue
            names = split_names(cell.replace("\n", "、"))
            for name, restored in zip(names, restore_level([name.printed for name in names], office), strict=True):
                holder = base[start]
                begin = start - holder.offset
                drafts.append(_Draft(node, restored, name.printed, role, "table", (node.heading or "")[:MAX_DUTY], holder,
                                     begin, begin + len(cell), f"table-{kind}"))
        del passage
    return drafts


def passages_offset(texts: list[Passage], node: ClauseNode) -> dict[int, Passage]:
    """The text passages of a clause by the offset at which they start."""
    return {passage.offset: passage for passage in texts if passage.node is node and passage.field == "text"}


# --- prose


def _prose(texts: list[Passage], placed: list[PlacedTrailer], office: Office, ids: dict[ClauseNode, str], document: DocumentDraft,
           report: Report) -> list[_Draft]:
    drafts: list[_Draft] = []
    for passage in texts:
        if passage.field != "text" or passage.node.kind == "row":
            continue
        if passage.node.kind == "paragraph" and "。" not in passage.text:
            continue  # a line of a form or of a list of names
        trailers = [item.trailer for item in placed if item.passage is passage]
        over = protected_spans(passage.text) + [(trailer.start, trailer.end) for trailer in trailers]
        for agent in read_agents(passage.text, over):
            name = restore_level([agent.name], office)[0] if looks_like_agency(agent.name) else agent.name
            drafts.append(_Draft(passage.node, name, agent.printed, agent.role, "inline", passage.text[agent.start:agent.end][:MAX_DUTY],
                                 passage, agent.start, agent.end, agent.rule))
            if agent.rule == "prose-verb":
                report("agent-doubtful", passage.block, passage.text[agent.start:agent.end][:30], clause_id=ids[passage.node],
                       document_id=document.id, what=passage.text[agent.start:agent.end][:30])
    return drafts


# --- records


def _records(document: DocumentDraft, drafts: list[_Draft], ids: dict[ClauseNode, str], texts: list[Passage], office: Office,
             report: Report) -> list[Responsibility]:
    """One record per clause, agency and role: explicit forms first, then in order of reading."""
    order = {id(passage): n for n, passage in enumerate(texts)}
    position = {node: n for n, node in enumerate(ids)}
    kept: dict[tuple[str, str, Role], _Draft] = {}
    for draft in drafts:
        name = canonical_name(draft.name)
        if name != draft.name:
            report("agency-variant", draft.passage.block, draft.printed, clause_id=ids[draft.owner], document_id=document.id,
                   printed=draft.name, name=name)
        if draft.form != "inline" and not looks_like_agency(draft.name):
            report("agency-doubtful", draft.passage.block, draft.printed, clause_id=ids[draft.owner], document_id=document.id, name=draft.name)
        kept.setdefault((ids[draft.owner], agency_id(name), draft.role), draft)
    for (clause, agency, role), draft in kept.items():
        other = kept.get((clause, agency, "responsible"))
        if role == "lead" and other and draft.form == other.form == "labelled":
            report("agency-both-lead-and-responsible", draft.passage.block, draft.printed, clause_id=clause, document_id=document.id, name=draft.name)
    sequence = sorted(kept.values(), key=lambda draft: (position[draft.owner], order[id(draft.passage)], draft.start))
    counts: dict[str, int] = {}
    records = []
    for draft in sequence:
        clause = ids[draft.owner]
        counts[clause] = counts.get(clause, 0) + 1
        name = canonical_name(draft.name)
        field: QuotedField = draft.passage.field
        records.append(Responsibility(
            id=f"{clause}/r{counts[clause]}", document_id=document.id, clause_id=clause, agency_id=agency_id(name), agency=name,
            agency_as_printed=draft.printed, role=draft.role, form=draft.form, duty=draft.duty, quoted_in=ids[draft.passage.node],
            quoted_field=field, quote=draft.passage.text[draft.start:draft.end], start=draft.passage.offset + draft.start,
            end=draft.passage.offset + draft.end, rule=draft.rule,
        ))
    return records


def _report_smells(document: DocumentDraft, texts: list[Passage], drafts: list[_Draft], ids: dict[ClauseNode, str], report: Report) -> None:
    """What smells of an assignment and was read by no rule."""
    for passage in texts:
        if passage.field == "cells":
            continue
        spans = [(draft.start, draft.end) for draft in drafts if draft.passage is passage]
        for smell in SMELL.finditer(passage.text):
            if any(start <= smell.start() < end for start, end in spans):
                continue
            start = max(passage.text.rfind("。", 0, smell.start()), passage.text.rfind("；", 0, smell.start())) + 1
            quote = passage.text[start:smell.end() + 12]
            report("responsibility-not-read", passage.block, quote[:60], clause_id=ids[passage.node], document_id=document.id, what=quote[:60])
            break
