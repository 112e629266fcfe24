"""Marks the records that a correction touches, and sets or rejects responsibilities and deadlines as a person decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from parser.compiled import CompiledIssue
from parser.diagnostics import Finding, Report
from parser.model import Clause, Deadline, QuotedField, Responsibility
from parser.reading.corrections import Change, Correction
from parser.rules.agencies import agency_id, canonical_name
from parser.text import normalise
from parser.wording import chinese_date

RULE = "correction"
# Doubts that are settled when a person has set or rejected the fact in question.
_SETTLED = {
    "responsibility": ("responsibility-not-read", "missing-owner", "agent-doubtful", "agency-doubtful"),
    "deadline": ("deadline-not-read", "missing-deadline", "year-inferred", "year-unknown", "ambiguous-before-year", "deadline-before-issue"),
}
_Fact = TypeVar("_Fact", Responsibility, Deadline)


def correct_records(compiled: CompiledIssue, corrections: Sequence[Correction], changes: Sequence[Change],
                    findings: list[Finding], report: Report) -> CompiledIssue:
    """The compiled issue with its corrections marked and applied; doubts that they settle leave `findings`."""
    if not corrections:
        return compiled
    for change in changes:
        compiled = _mark(compiled, change)
    for correction in corrections:
        if correction.kind in _SETTLED:
            compiled = _decide(compiled, correction, findings, report)
    touched = {clause.document_id for clause in compiled.clauses if clause.corrected}
    touched |= {document for document, lines in compiled.lines.items() if any(line.correction for line in lines)}
    return replace(compiled, documents=tuple(
        replace(
            document, corrected=document.id in touched,
            responsibility_count=sum(record.document_id == document.id for record in compiled.responsibilities),
            deadline_count=sum(record.document_id == document.id for record in compiled.deadlines),
        )
        for document in compiled.documents
    ))


# --- the print


def _mark(compiled: CompiledIssue, change: Change) -> CompiledIssue:
    """Put the print and the reason beside the clause, or the line outside of clauses, that holds a corrected block."""
    lines = {
        document: tuple(
            replace(line, as_printed=change.printed, correction=_and(line.correction, change.correction.said))
            if line.block == change.block else line for line in own
        )
        for document, own in compiled.lines.items()
    }
    owner = _owner(compiled.clauses, change)
    if owner is None:
        return replace(compiled, lines=lines)
    clause = replace(
        owner, corrected=True, correction=_and(owner.correction, change.correction.said),
        as_printed=_and(owner.as_printed, change.printed, "\n"),
    )
    words = normalise(change.correction.values.get("by", ""))

    def marked(record: _Fact) -> _Fact:
        if record.quoted_in != clause.id or not words or (words not in record.quote and record.quote not in words):
            return record
        return replace(record, corrected=True, correction=change.correction.said)

    return replace(
        compiled, lines=lines, clauses=_with(compiled.clauses, clause),
        responsibilities=tuple(map(marked, compiled.responsibilities)),
        deadlines=tuple(map(marked, compiled.deadlines)),
    )


def _owner(clauses: Sequence[Clause], change: Change) -> Clause | None:
    """The clause that holds the corrected text: the nearest that begins at or before the block and says it."""
    before = [clause for clause in clauses if clause.block <= change.block]
    text = normalise(change.text)
    for clause in sorted(before, key=lambda clause: -clause.block):
        own = clause.label + (clause.heading or "") + clause.heading_mark + clause.text
        if text in (own, *own.split("\n"), *clause.text.split("\n")) or (clause.block == change.block and clause.kind != "row"):
            return clause
        cells = [cell for table in clause.tables for row in table for cell in row]
        if cells and all(line in cells or line in own for line in change.text.split("\n")):
            return clause
    return None


# --- responsibilities and deadlines


def _decide(compiled: CompiledIssue, correction: Correction, findings: list[Finding], report: Report) -> CompiledIssue:
    clause = next((clause for clause in compiled.clauses if clause.id == correction.values["clause"]), None)
    place = _place(clause, correction) if clause else None
    if clause is None or place is None:
        block = clause.block if clause else 0
        what = f"{correction.values['clause']} {correction.passage}"
        report("correction-without-passage", block, what=what, count=0)
        return compiled
    quoted_field, start = place
    if start < 0:
        report("correction-ambiguous", clause.block, what=f"{clause.id} {correction.passage}", count=-start)
        return compiled
    table = "responsibilities" if correction.kind == "responsibility" else "deadlines"
    records: tuple[Any, ...] = getattr(compiled, table)
    old = [record for record in records if record.clause_id == clause.id and _is_meant(record, correction)]
    evidence = {"quoted_in": clause.id, "quoted_field": quoted_field, "quote": normalise(correction.passage), "start": start,
                "end": start + len(normalise(correction.passage)), "rule": RULE}
    fresh: list[Any] = []
    if correction.values.get("reject"):
        if not old:
            report("correction-without-effect", clause.block, correction.passage, what=f"{clause.id} {correction.passage}")
            return compiled
    else:
        identifier = old[0].id if old else _next_id(clause.id, records, "r" if table == "responsibilities" else "t")
        make = _responsibility if table == "responsibilities" else _deadline
        fresh = [make(clause, correction, identifier, evidence)]
    kept = [record for record in records if record not in old]
    order = {known.id: n for n, known in enumerate(compiled.clauses)}
    ordered = sorted([*kept, *fresh], key=lambda record: order[record.clause_id])
    findings[:] = [finding for finding in findings if not _settles(correction, clause, finding)]
    report("corrected", clause.block, correction.passage, what=correction.passage, reason=correction.said, clause_id=clause.id,
           document_id=clause.document_id)
    touched = replace(clause, corrected=True, correction=_and(clause.correction, correction.said))
    compiled = replace(compiled, clauses=_with(compiled.clauses, touched))
    if table == "responsibilities":
        return replace(compiled, responsibilities=tuple(ordered))
    return replace(compiled, deadlines=tuple(ordered))


def _place(clause: Clause, correction: Correction) -> tuple[QuotedField, int] | None:
    """Where the passage stands in a clause: field and offset; minus how often when it stands there several times."""
    passage = normalise(correction.passage)
    fields: tuple[tuple[QuotedField, str], ...] = (("text", clause.text), ("heading", clause.heading or ""))
    found = [(name, text) for name, text in fields if passage in text]
    count = sum(text.count(passage) for _, text in found)
    if not found:
        return None
    return found[0][0], found[0][1].index(passage) if count == 1 else -count


def _is_meant(record: Responsibility | Deadline, correction: Correction) -> bool:
    """Whether a record is the one that a correction sets anew or rejects."""
    passage = normalise(correction.passage)
    if isinstance(record, Deadline):
        return passage in record.quote or record.quote in passage
    agency = correction.values.get("agency")
    if agency is not None:
        return record.agency == canonical_name(agency)
    return passage in record.quote or record.quote in passage or passage == record.agency_as_printed


def _responsibility(clause: Clause, correction: Correction, identifier: str, evidence: dict[str, Any]) -> Responsibility:
    name = canonical_name(correction.values["agency"])
    return Responsibility(
        id=identifier, document_id=clause.document_id, clause_id=clause.id, agency_id=agency_id(name), agency=name,
        agency_as_printed=correction.values["agency"], role=correction.values["role"], form="inline",
        duty=clause.heading or evidence["quote"], corrected=True, correction=correction.said, **evidence,
    )


def _deadline(clause: Clause, correction: Correction, identifier: str, evidence: dict[str, Any]) -> Deadline:
    values = correction.values
    return Deadline(
        id=identifier, document_id=clause.document_id, clause_id=clause.id, text=evidence["quote"], form="inline",
        kind=values.get("kind", "by_date"), starts_on=values.get("starts_on"), due_on=values["due_on"],
        precision=values.get("precision", "day"), year_inferred=False, amount=None, unit=None, recurrence=None, event=None,
        task=clause.heading or clause.text[:60], corrected=True, correction=correction.said,
        reading=f"由人工定为{chinese_date(values['due_on'])}：{correction.said}。", **evidence,
    )


def _next_id(clause: str, records: Sequence[Any], letter: str) -> str:
    taken = {record.id for record in records}
    n = 1
    while f"{clause}/{letter}{n}" in taken:
        n += 1
    return f"{clause}/{letter}{n}"


def _settles(correction: Correction, clause: Clause, finding: Finding) -> bool:
    if finding.code.name not in _SETTLED[correction.kind] or finding.clause_id != clause.id:
        return False
    passage = normalise(correction.passage)
    return not finding.quote or passage in finding.quote or finding.quote in passage


def _with(clauses: Sequence[Clause], fresh: Clause) -> tuple[Clause, ...]:
    return tuple(fresh if clause.id == fresh.id else clause for clause in clauses)


def _and(before: str | None, text: str, between: str = "；") -> str:
    return text if before is None or before == text else f"{before}{between}{text}"
