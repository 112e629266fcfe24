"""Deadlines of one document: labelled lines, task-table cells, and prose, with the clause that each one binds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Deadline, DeadlineForm
from parser.reading.citations import within
from parser.reading.clause_tree import ClauseNode
from parser.reading.deadline_scan import Found, scan
from parser.reading.deadline_tasks import first_sentence, short, task_of
from parser.reading.omissions import clauses_without
from parser.reading.owners import PlacedTrailer
from parser.reading.passages import Passage
from parser.rules.deadline_rule import Context, Reading, Refusal
from parser.rules.deadlines import DEADLINE_LABEL, OPEN_ENDED, SMELL
from parser.rules.quick_patterns import lines_with

_TITLE_YEAR = re.compile(r"(?<![—\-–至到])((?:19|20)\d{2})年(?![—\-–至到])")
_NUMBER_YEAR = re.compile(r"〔(\d{4})〕")


def read_deadlines(
    document: DocumentDraft,
    texts: list[Passage],
    ids: dict[ClauseNode, str],
    trailers: list[PlacedTrailer],
    report: Report,
) -> list[Deadline]:
    """All time limits in order of reading."""
    deadlines: list[Deadline] = []
    counts: Counter[str] = Counter()
    holders: set[ClauseNode] = set()
    context = Context(document.issued_on, _year(document))
    in_article = replace(context, standing=not _title_years(document))
    trailers_of: dict[int, list[PlacedTrailer]] = {}
    for placed in trailers:
        trailers_of.setdefault(id(placed.passage), []).append(placed)
    running = [passage for passage in texts if passage.field != "cells"]
    lines = [passage.text for passage in running]
    smelling = lines_with(SMELL, lines)
    for n, passage in enumerate(running):
        labels = _labels(passage)
        found = scan(passage.text, in_article if _in_article(passage.node) else context, passage.protected, labels)
        for item in found:
            if isinstance(item.reading, Refusal):
                continue
            beside = trailers_of.get(id(passage), ())
            owner = next((t.owner for t in beside if t.trailer.start <= item.match.start() < t.trailer.end), passage.node)
            where = {"clause_id": ids[owner], "document_id": document.id}
            if item.reading is None:
                report("impossible-date", passage.block, item.match[0], text=item.match[0], **where)
                continue
            form = _form(passage, item.match, labels)
            if form != "inline":
                holders.add(owner)
            counts[ids[owner]] += 1
            record = _record(document, ids, counts[ids[owner]], passage, form, item, item.reading, owner)
            deadlines.append(record)
            _report_guesses(record, item.reading, document, passage, report)
        if labels and not found:
            holders.add(passage.node)  # 完成时限：长期坚持
        if n in smelling:
            _report_smells(document, passage, found, labels, ids, report)
    for node in clauses_without(ids, holders):
        report("missing-deadline", node.block, node.label, clause_id=ids[node], document_id=document.id)
    return deadlines


def _year(document: DocumentDraft) -> int | None:
    """The year of limits that print none: the one that the title of a plan for a year names, as in 2022年工作要点 issued in December 2021;
    without a 成文日期 also the year of the 文号."""
    years = _title_years(document)
    planned = years.pop() if len(years) == 1 else None
    numbered = _NUMBER_YEAR.search(document.number or "")
    issued = document.issued_on.year if document.issued_on else int(numbered[1]) if numbered else planned
    if planned and issued and issued <= planned <= issued + 1:
        return planned
    return None if document.issued_on else issued


def _title_years(document: DocumentDraft) -> set[int]:
    return {int(year) for year in _TITLE_YEAR.findall(f"{document.title} {document.enclosure_title or ''}")}


def _in_article(node: ClauseNode | None) -> bool:
    """Whether a clause is an article (第…条) or stands in one."""
    while node and node.style != "article":
        node = node.parent
    return node is not None


def _labels(passage: Passage) -> tuple[int, ...]:
    """Where the values of labels for time limits begin, and cells that hold time limits."""
    if passage.node.kind == "row":
        return (0,) if any(kind == "deadline" and start == passage.offset for kind, start, _ in passage.node.cells) else ()
    if "：" not in passage.text:
        return ()
    return tuple(match.end() for match in DEADLINE_LABEL.finditer(passage.text))


def _form(passage: Passage, match: re.Match[str], labels: tuple[int, ...]) -> DeadlineForm:
    if passage.node.kind == "row":
        return "table" if labels else "inline"
    if any(label <= match.start() <= label + 2 for label in labels):
        return "labelled"
    return "labelled" if labels and DEADLINE_LABEL.match(passage.text) else "inline"


def _record(
    document: DocumentDraft,
    ids: dict[ClauseNode, str],
    number: int,
    passage: Passage,
    form: DeadlineForm,
    item: Found,
    reading: Reading,
    owner: ClauseNode,
) -> Deadline:
    match = item.match
    return Deadline(
        id=f"{ids[owner]}/t{number}",
        document_id=document.id,
        clause_id=ids[owner],
        text=match[0],
        form=form,
        kind=reading.kind,
        starts_on=reading.starts_on,
        due_on=reading.due_on,
        precision=reading.precision,
        year_inferred=reading.year_inferred,
        amount=reading.amount,
        unit=reading.unit,
        recurrence=reading.recurrence,
        event=reading.event,
        task=_task(passage.text, match, form, owner),
        reading=reading.reading,
        quoted_in=ids[passage.node],
        quoted_field=passage.field,
        quote=match[0],
        start=passage.offset + match.start(),
        end=passage.offset + match.end(),
        rule=item.rule.name,
    )


def _task(text: str, match: re.Match[str], form: DeadlineForm, owner: ClauseNode) -> str:
    """What is due: for a label or a heading the owner's heading or first sentence, else the sentence's own words."""
    words = task_of(text, *match.span()) if form == "inline" and text != owner.heading else ""
    return words or short(owner.heading or first_sentence(owner.text))


def _report_guesses(record: Deadline, reading: Reading, document: DocumentDraft, passage: Passage, report: Report) -> None:
    where = {"clause_id": record.clause_id, "document_id": document.id, "text": record.text}
    if reading.year_inferred:
        day = reading.due_on or reading.starts_on
        report("year-inferred", passage.block, record.text, year=day.year if day else "", **where)
    if reading.note:
        report(reading.note, passage.block, record.text, due_on=reading.due_on, **where)
    if reading.due_on and document.issued_on and reading.due_on < document.issued_on:
        report("deadline-before-issue", passage.block, record.text, **where)


def _report_smells(
    document: DocumentDraft,
    passage: Passage,
    found: list[Found],
    labels: tuple[int, ...],
    ids: dict[ClauseNode, str],
    report: Report,
) -> None:
    """What smells of a time limit and was neither read nor refused by a row."""
    spans = sorted([item.match.span() for item in found] + passage.protected)
    for smell in SMELL.finditer(passage.text):
        if within(*smell.span(), spans):
            continue
        label = next((place for place in labels if smell.start() <= place <= smell.end() + 1), None)
        if label is not None and ((spans and spans[-1][0] >= label) or OPEN_ENDED.match(passage.text, label)):
            continue
        quote = passage.text[max(0, smell.start() - 12) : smell.end() + 6]
        report("deadline-not-read", passage.block, quote, clause_id=ids[passage.node], document_id=document.id, what=quote)
