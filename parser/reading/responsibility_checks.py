"""What is doubtful about a document's responsibilities: odd names, spellings joined, near misprints, and what was not read."""

from __future__ import annotations

from collections import Counter

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import ROLES, Table
from parser.reading.clause_tree import ClauseNode
from parser.reading.owners import PlacedTrailer
from parser.reading.passages import Passage
from parser.reading.responsibility_draft import Draft
from parser.rules.agencies import canonical_name, is_collective, is_registered, looks_like_agency
from parser.rules.agents import COMPANY
from parser.rules.quick_patterns import lines_with
from parser.rules.responsibilities import SMELL, STATES_RULE_OF_READING
from parser.rules.task_tables import column_kind
from parser.text import start_after

_LEAST_NEAR = 5  # characters of names that may be misprints of each other; 民政局 and 财政局 are two bodies
_LEAST_KIND = 4  # … that may be one body under two kinds: 市档案局, 市档案馆
_KINDS = "局委办馆厅署院社处"


def report_names(document: DocumentDraft, drafts: list[Draft], ids: dict[ClauseNode, str], report: Report) -> None:
    """Spellings that the register joins, names that look like none, and names that differ by one character."""
    first: dict[str, Draft] = {}
    counts: Counter[str] = Counter()
    for draft in drafts:
        name = canonical_name(draft.name)
        if name != draft.name:
            where = {"clause_id": ids[draft.owner], "document_id": document.id}
            report("agency-variant", draft.passage.block, draft.printed, printed=draft.name, name=name, **where)
        if draft.form != "inline" and not looks_like_agency(draft.name):
            where = {"clause_id": ids[draft.owner], "document_id": document.id}
            report("agency-doubtful", draft.passage.block, draft.printed, name=draft.name, **where)
        first.setdefault(name, draft)
        counts[name] += 1
    for odd, usual in near_names(counts):
        draft = first[odd]
        where = {"clause_id": ids[draft.owner], "document_id": document.id}
        report("agency-near-variant", draft.passage.block, draft.printed, printed=odd, other=usual, **where)


def report_stars(document: DocumentDraft, placed: list[PlacedTrailer], drafts: list[Draft], ids: dict[ClauseNode, str], report: Report) -> None:
    """Names printed with a star, where no rule of reading tells what it means."""
    if any(draft.rule == "starred" for draft in drafts):
        return
    for item in placed:
        for assignee in item.trailer.assignees:
            if assignee.starred:
                where = {"clause_id": ids[item.owner], "document_id": document.id}
                report("agency-starred", item.passage.block, assignee.name, name=assignee.name, **where)


def near_names(counts: Counter[str]) -> list[tuple[str, str]]:
    """Pairs of names (rarer, more frequent) that differ by one character inside, or in the kind of body that they end with
    (市档案局, 市档案馆), and are not both in the register."""
    by_gap: dict[str, list[str]] = {}
    pairs: set[tuple[str, str]] = set()
    for name in counts:
        if is_collective(name) or COMPANY.search(name) or "政协" in name:  # 市政协办公室 is no misprint of 市政府办公室
            continue
        keys = {name, *(name[:i] + name[i + 1 :] for i in range(1, len(name) - 1))} if len(name) >= _LEAST_NEAR else set()
        if len(name) >= _LEAST_KIND and name[-1] in _KINDS:
            keys.add(name[:-1] + _KINDS)
        for key in keys:
            for other in by_gap.setdefault(key, []):
                if name != other and abs(len(name) - len(other)) <= 1 and not (is_registered(name) and is_registered(other)):
                    rare, usual = sorted((name, other), key=lambda one: (counts[one], is_registered(one), one))
                    pairs.add((rare, usual))
            by_gap[key].append(name)
    return sorted(pairs)


def report_smells(
    document: DocumentDraft,
    texts: list[Passage],
    drafts: list[Draft],
    ids: dict[ClauseNode, str],
    report: Report,
) -> None:
    """What smells of an assignment and was read by no rule: words of a sentence, and owners in a table that is read as no task table."""
    for node in dict.fromkeys(passage.node for passage in texts if passage.field == "cells"):
        for heading in filter(None, (_owners_heading(piece) for piece in node.content if isinstance(piece, Table))):
            report("responsibility-not-read", node.block, heading, clause_id=ids[node], document_id=document.id, what=heading)
    spans: dict[int, list[tuple[int, int]]] = {}
    for draft in drafts:
        spans.setdefault(id(draft.passage), []).append((draft.start, draft.end))
    running = [passage for passage in texts if passage.field != "cells"]
    for n in sorted(lines_with(SMELL, [passage.text for passage in running])):
        passage = running[n]
        text = passage.text
        known = [*spans.get(id(passage), ()), *passage.protected, *(match.span() for match in STATES_RULE_OF_READING.finditer(text))]
        for smell in SMELL.finditer(text):
            if any(start < smell.end() and smell.start() < end for start, end in known):
                continue
            start = start_after(text, smell.start(), "。；")
            quote = text[start : smell.end() + 12][:60]
            report("responsibility-not-read", passage.block, quote, clause_id=ids[passage.node], document_id=document.id, what=quote)
            break


def _owners_heading(table: Table) -> str | None:
    """The heading of a column of owners, where cells stand below it."""
    for r, row in enumerate(table.rows[:3]):
        for column, heading in enumerate(row):
            if column_kind(heading) in ROLES and any(below[column] not in ("", heading) for below in table.rows[r + 1 :]):
                return heading
    return None
