"""Deadlines of one document: labelled lines, task-table cells, and prose, with the clause that each one binds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parser.citations import protected_spans
from parser.clause_tree import ClauseNode
from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Deadline, DeadlineForm
from parser.responsibility_facts import PlacedTrailer
from parser.rules.deadlines import OPEN_ENDED, SMELL, Context, DeadlineRule, Reading, scan
from parser.rules.responsibilities import DEADLINE_LABEL

if TYPE_CHECKING:
    from parser.facts import Passage

MAX_TASK = 60


def read_deadlines(document: DocumentDraft, texts: list[Passage], ids: dict[ClauseNode, str], trailers: list[PlacedTrailer],
                   report: Report) -> list[Deadline]:
    """All time limits in order of reading."""
    deadlines: list[Deadline] = []
    counts: dict[str, int] = {}
    context = Context(document.issued_on)
    for passage in texts:
        if passage.field == "cells":
            continue
        labelled = [match.span() for match in DEADLINE_LABEL.finditer(passage.text)]
        form: DeadlineForm = "table" if passage.node.kind == "row" else "labelled" if labelled and labelled[0][0] == 0 else "inline"
        found = scan(passage.text, context, protected_spans(passage.text))
        for rule, match, reading in found:
            if form == "table" and not any(kind == "deadline" and start == passage.offset for kind, start, _ in passage.node.cells):
                own: DeadlineForm = "inline"
            else:
                own = "labelled" if any(end <= match.start() <= end + 2 for _, end in labelled) else form
            owner = next((item.owner for item in trailers if item.passage is passage and item.trailer.start <= match.start() < item.trailer.end),
                         passage.node)
            clause = ids[owner]
            counts[clause] = counts.get(clause, 0) + 1
            deadlines.append(_record(document, clause, counts[clause], ids[passage.node], passage, own, rule, match, reading, owner))
            _report_guesses(document, clause, passage, match, reading, report)
        _report_smells(document, passage, found, ids, report)
    return deadlines


def _record(document: DocumentDraft, clause: str, number: int, quoted_in: str, passage: Passage, form: DeadlineForm, rule: DeadlineRule,
            match: re.Match[str], reading: Reading, owner: ClauseNode) -> Deadline:
    return Deadline(
        id=f"{clause}/t{number}", document_id=document.id, clause_id=clause, text=match[0], form=form, kind=reading.kind,
        starts_on=reading.starts_on, due_on=reading.due_on, precision=reading.precision, year_inferred=reading.year_inferred,
        amount=reading.amount, unit=reading.unit, recurrence=reading.recurrence, event=reading.event,
        task=_task(passage.text, match, form, owner), reading=reading.reading, quoted_in=quoted_in, quoted_field=passage.field, quote=match[0],
        start=passage.offset + match.start(), end=passage.offset + match.end(), rule=rule.name,
    )


def _task(text: str, match: re.Match[str], form: DeadlineForm, owner: ClauseNode) -> str:
    """What is due: for a label or a heading the owner's heading or first sentence, else the words of the sentence itself."""
    general = owner.heading or re.split(r"[。；]", owner.text)[0]
    if form != "inline" or text == owner.heading:
        return general[:MAX_TASK]
    after = re.split(r"[。；]", text[match.end():])[0].strip("，、（）前后 ")
    before = re.split(r"[。；\n]", text[: match.start()])[-1].strip("，、（ ")
    words = after if len(after) >= 4 else before
    return (words or general)[:MAX_TASK]


def _report_guesses(document: DocumentDraft, clause: str, passage: Passage, match: re.Match[str], reading: Reading, report: Report) -> None:
    where = {"clause_id": clause, "document_id": document.id}
    if reading.year_inferred:
        day = reading.due_on or reading.starts_on
        report("year-inferred", passage.block, match[0], text=match[0], year=day.year if day else "", **where)
    if reading.note:
        report(reading.note, passage.block, match[0], text=match[0], due_on=reading.due_on, **where)
    if reading.due_on and document.issued_on and reading.due_on < document.issued_on:
        report("deadline-before-issue", passage.block, match[0], text=match[0], **where)


def _report_smells(document: DocumentDraft, passage: Passage, found: list[tuple[DeadlineRule, re.Match[str], Reading]], ids: dict[ClauseNode, str],
                   report: Report) -> None:
    spans = [match.span() for _, match, _ in found] + protected_spans(passage.text)
    for smell in SMELL.finditer(passage.text):
        if any(start < smell.end() and smell.start() < end for start, end in spans):
            continue
        label = DEADLINE_LABEL.match(passage.text)
        if label and (any(start >= label.end() for start, _ in spans) or OPEN_ENDED.match(passage.text[label.end():])):
            continue
        quote = passage.text[max(0, smell.start() - 12):smell.end() + 6]
        report("deadline-not-read", passage.block, quote, clause_id=ids[passage.node], document_id=document.id, what=quote)
