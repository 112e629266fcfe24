"""Fifth pass: records against their schemas, references against identifiers, and the text against the source."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from parser.compiled import CompiledIssue
from parser.diagnostics import Report
from parser.model import Citation, Clause, Deadline, Event, Line, QuotedField, Responsibility, Table
from parser.schema import all_valid, to_json, validator
from parser.source import Source
from parser.text import comparable

Fact = Responsibility | Deadline | Citation
_TABLES = ("issues", "documents", "clauses", "responsibilities", "deadlines", "tasks", "citations", "events")


def check_issue(compiled: CompiledIssue, source: Source, report: Report) -> None:
    """Report every record that is not valid, every reference to nothing, every character that was lost. What is made later,
    diagnostics and agencies, is held against its schema where it is made."""
    for table in _TABLES:
        check_records(table, compiled.records(table), report)
    _check_references(compiled, report)
    _check_evidence(compiled, report)
    _check_text(compiled, source, report)


def check_records(table: str, records: Sequence[Any], report: Report) -> None:
    """Report every record of a table that is not valid."""
    for record, message in invalid(table, records):
        report("invalid-record", getattr(record, "block", 0), what=message)


def invalid(table: str, records: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """The records of a table that are not as its schema says, each with one thing that is wrong."""
    instances = [to_json(record) for record in records]
    if all_valid(table, instances):
        return
    check = validator(table)
    for record, instance in zip(records, instances, strict=True):
        yield from ((record, message) for message in check(instance))


def _check_references(compiled: CompiledIssue, report: Report) -> None:
    for table in _TABLES:
        for identifier, count in Counter(compiled.ids(table)).items():
            if count > 1:
                report("repeated-identifier", 0, what=f"{table} {identifier}")
    documents = {document.id for document in compiled.documents}
    clauses = {None, *(clause.id for clause in compiled.clauses)}
    records: list[Clause | Fact] = [*compiled.clauses, *_facts(compiled)]
    for record in records:
        named = (record.parent_id,) if isinstance(record, Clause) else (record.clause_id, record.quoted_in)
        if not clauses.issuperset(named):
            for identifier in sorted(filter(None, {*named} - clauses)):
                report("dangling-reference", 0, what=f"{record.id} → {identifier}")
        if record.document_id not in documents:
            report("dangling-reference", 0, what=f"{record.id} → {record.document_id}")


def _facts(compiled: CompiledIssue) -> tuple[Fact, ...]:
    return (*compiled.responsibilities, *compiled.deadlines, *compiled.citations)


def _check_evidence(compiled: CompiledIssue, report: Report) -> None:
    """`text[start:end] == quote` always holds."""
    clauses = {clause.id: clause for clause in compiled.clauses}
    texts: dict[tuple[str, QuotedField], str] = {}
    for record in _facts(compiled):
        clause, place = clauses.get(record.quoted_in), (record.quoted_in, record.quoted_field)
        if clause and place not in texts:
            texts[place] = quoted_text(clause, record.quoted_field)
        if clause and texts[place][record.start:record.end] != record.quote:
            report("invalid-record", clause.block, record.quote, what=f"{record.id} 引文与出处不符", clause_id=clause.id)


def quoted_text(clause: Clause, quoted_field: QuotedField) -> str:
    """The text that evidence of a clause counts its offsets in."""
    if quoted_field == "cells":
        return "\n".join("\n".join(block[1].printed_cells()) for block in clause.blocks if isinstance(block[1], Table))
    return (clause.heading if quoted_field == "heading" else clause.text) or ""


def printed_pieces(compiled: CompiledIssue) -> Iterator[str]:
    """Every piece of text that the compiled issue holds, each once, in the order of the page."""
    clauses = {clause.id: clause for clause in compiled.clauses}
    records: list[Line | Event | Clause] = [*itertools.chain(*compiled.lines.values()), *compiled.events, *compiled.clauses]
    for record in sorted(records, key=lambda record: record.block):
        if not isinstance(record, Clause):
            yield record.text
        elif record.id in clauses:  # else its parent came first, and held it
            yield from _pieces(clauses, record.id)


def _pieces(clauses: dict[str, Clause], identifier: str) -> Iterator[str]:
    """The pieces of a clause and of those in it; all of them are taken out of `clauses`."""
    clause = clauses.pop(identifier, None)
    if clause is None:
        return
    yield f"{clause.label}{clause.heading or ''}{clause.heading_mark}"
    for kind, held in clause.blocks:
        if isinstance(held, Table):
            yield from held.printed_cells()
        elif kind == "paragraph":
            yield held
        else:
            yield from _pieces(clauses, held)


def _check_text(compiled: CompiledIssue, source: Source, report: Report) -> None:
    """The sum of the parts is the article, character for character after normalisation."""
    article = comparable("\n".join(
        piece for block in source.blocks for piece in (block.table.printed_cells() if block.table else (block.text,))))
    kept = comparable("\n".join(printed_pieces(compiled)))
    if kept == article:
        return
    tables = (block.table for block in source.blocks if block.table)
    # A merged cell of a task table stands in the clause of each of its rows.
    repeated = Counter(comparable("\n".join(cell for table in tables for row in table.rows for cell in row)))
    lost, invented = Counter(article) - Counter(kept), Counter(kept) - Counter(article) - repeated
    if lost or invented:
        what = "".join(f"{char}×{count}" for char, count in sorted((lost + invented).items())[:20])
        report("text-lost", 0, what=what, count=sum(lost.values()) + sum(invented.values()))
