"""Fifth pass: records against their schemas, references against identifiers, and the text against the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parser.compiled import CompiledIssue
from parser.diagnostics import Report
from parser.model import Citation, Clause, Deadline, Responsibility, Table
from parser.schema import to_json, validator
from parser.source import Source
from parser.text import comparable

Fact = Responsibility | Deadline | Citation
_TABLES = ("documents", "clauses", "responsibilities", "deadlines", "citations", "events")


def check_issue(compiled: CompiledIssue, source: Source, report: Report) -> None:
    """Report every record that is not valid, every reference to nothing, every character that was lost."""
    _check_records(compiled, report)
    _check_references(compiled, report)
    _check_evidence(compiled, report)
    _check_text(compiled, source, report)


def _check_records(compiled: CompiledIssue, report: Report) -> None:
    for table in ("issues", *_TABLES):
        check = validator(table)
        records = (compiled.issue,) if table == "issues" else getattr(compiled, table)
        for record in records:
            for message in check(to_json(record)):
                report("invalid-record", getattr(record, "block", 0), what=f"{table} {record.id} {message}")


def _check_references(compiled: CompiledIssue, report: Report) -> None:
    for table in _TABLES:
        for identifier, count in Counter(record.id for record in getattr(compiled, table)).items():
            if count > 1:
                report("repeated-identifier", 0, what=f"{table} {identifier}")
    documents = {document.id for document in compiled.documents}
    clauses = {clause.id for clause in compiled.clauses}
    records: list[Clause | Fact] = [*compiled.clauses, *compiled.responsibilities, *compiled.deadlines, *compiled.citations]
    for record in records:
        wanted = {str(value) for name in ("parent_id", "clause_id", "quoted_in") if (value := getattr(record, name, None))}
        for identifier in sorted(wanted - clauses):
            report("dangling-reference", 0, what=f"{record.id} → {identifier}")
        if record.document_id not in documents:
            report("dangling-reference", 0, what=f"{record.id} → {record.document_id}")


def _check_evidence(compiled: CompiledIssue, report: Report) -> None:
    """`text[start:end] == quote` always holds."""
    clauses = {clause.id: clause for clause in compiled.clauses}
    facts: list[Fact] = [*compiled.responsibilities, *compiled.deadlines, *compiled.citations]
    for record in facts:
        clause = clauses.get(record.quoted_in)
        if clause and quoted_text(clause, record.quoted_field)[record.start:record.end] != record.quote:
            report("invalid-record", clause.block, record.quote, what=f"{record.id} 引文与出处不符", clause_id=clause.id)


def quoted_text(clause: Clause, quoted_field: str) -> str:
    """The text that evidence of a clause counts its offsets in."""
    if quoted_field == "cells":
        return "\n".join("\n".join(block[1].printed_cells()) for block in clause.blocks if isinstance(block[1], Table))
    return (clause.heading if quoted_field == "heading" else clause.text) or ""


def printed_pieces(compiled: CompiledIssue) -> Iterator[str]:
    """Every piece of text that the compiled issue holds, each once."""
    for lines in compiled.lines.values():
        yield from (line.text for line in lines)
    yield from (event.text for event in compiled.events)
    for clause in compiled.clauses:
        yield f"{clause.label}{clause.heading or ''}{clause.heading_mark}"
        for block in clause.blocks:
            if isinstance(block[1], Table):
                yield from block[1].printed_cells()
            elif block[0] == "paragraph":
                yield block[1]


def _check_text(compiled: CompiledIssue, source: Source, report: Report) -> None:
    """The sum of the parts is the article, character for character after normalisation."""
    article, kept, repeated = Counter[str](), Counter[str](), Counter[str]()
    for block in source.blocks:
        article.update(comparable("\n".join(block.table.printed_cells()) if block.table else block.text))
        if block.table:  # a merged cell of a task table stands in the clause of each of its rows
            repeated.update(comparable("\n".join(cell for row in block.table.rows for cell in row)))
    for piece in printed_pieces(compiled):
        kept.update(comparable(piece))
    lost, invented = article - kept, kept - article - repeated
    if lost or invented:
        what = "".join(f"{char}×{count}" for char, count in sorted((lost + invented).items())[:20])
        report("text-lost", 0, what=what, count=sum(lost.values()) + sum(invented.values()))
