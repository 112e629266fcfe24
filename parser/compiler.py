"""The passes in order: bytes of one source → its valid records.

A pure function of the bytes, the corrections and the register.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from parser.checks import check_issue, check_records
from parser.compiled import CompiledIssue
from parser.diagnostics import Finding, Report, collector
from parser.facts import Facts, read_facts
from parser.header import DocumentDraft, read_header
from parser.model import Block, Clause, Diagnostic, Document, Event, Issue, Line, Table
from parser.outline import read_outline
from parser.reading.chronicle import read_events
from parser.reading.clause_tree import ClauseNode, walk
from parser.reading.contacts import mask_correction, mask_source
from parser.reading.corrected_records import correct_records
from parser.reading.corrections import Correction, correct_source, read_corrections
from parser.reading.print_faults import report_print_faults
from parser.reading.tasks import read_tasks
from parser.record_ids import part_of
from parser.source import Source, read_source
from parser.text import compact, narrow

_UNSEEN = re.compile(r"<[^<>]*>|&\w+;|\s+")  # what may stand between two characters of one sentence in a page
_SOUGHT = 40  # characters of a quote that find its place


def compile_issue(path: Path, *, mask_contacts: bool = True) -> CompiledIssue:
    """Compile the source file at `path` with the corrections beside it; personal mobile numbers, identity card numbers and
    private e-mail addresses are masked unless the publisher says otherwise. Raises SourceError when it cannot be read or holds
    no document, or when the file of corrections is faulty."""
    return compile_source(path.read_bytes(), path.name, read_corrections(path), mask_contacts=mask_contacts)


def compile_source(data: bytes, file: str, corrections: tuple[Correction, ...] = (), *, mask_contacts: bool = True) -> CompiledIssue:
    """Compile the bytes of one source named `file`, as corrected."""
    findings: list[Finding] = []
    report = collector(findings)
    source = read_source(data, file, report)
    if mask_contacts:
        source, corrections = mask_source(source, report), tuple(map(mask_correction, corrections))
    source, changes = correct_source(source, corrections, findings, report)
    issue, drafts = read_header(source, report)
    passed = [_compile_document(draft, issue, report) for draft in drafts]
    compiled = CompiledIssue(
        issue=issue,
        documents=tuple(part.document for part in passed),
        lines={part.document.id: part.lines for part in passed},
        clauses=tuple(clause for part in passed for clause in part.clauses),
        responsibilities=tuple(record for part in passed for record in part.facts.responsibilities),
        deadlines=tuple(record for part in passed for record in part.facts.deadlines),
        tasks=(),
        citations=tuple(record for part in passed for record in part.facts.citations),
        events=tuple(event for part in passed for event in part.events),
        diagnostics=(),
    )
    compiled = correct_records(compiled, corrections, changes, findings, report)
    compiled = replace(compiled, tasks=read_tasks(compiled.clauses, compiled.responsibilities, compiled.deadlines))
    check_issue(compiled, source, report)
    found = len(findings)
    diagnostics = _diagnostics(findings, source, compiled)
    check_records("diagnostics", diagnostics, report)
    if len(findings) > found:
        diagnostics = _diagnostics(findings, source, compiled)
    return replace(compiled, diagnostics=diagnostics)


@dataclass(frozen=True)
class _CompiledDocument:
    """One document's records."""

    document: Document
    lines: tuple[Line, ...]
    clauses: tuple[Clause, ...]
    facts: Facts
    events: tuple[Event, ...]


def _compile_document(draft: DocumentDraft, issue: Issue, report: Report) -> _CompiledDocument:
    trees: dict[str, list[ClauseNode]] = {}
    events: list[Event] = []
    other_lines: tuple[Line, ...] = ()
    if draft.is_chronicle:
        events, other_lines = read_events(draft, issue, report)
    else:
        trees = {part.key: read_outline(part, report) for part in draft.parts}
    ids = {node: f"{draft.id}/{part}-{node.path}" for part, roots in trees.items() for node in walk(roots)}
    clauses = tuple(_clause(node, draft.id, ids, position) for position, node in enumerate(ids))
    facts = read_facts(draft, trees, ids, report)
    notes = [line for line in (*draft.lines, *other_lines) if line.kind == "note"]
    report_print_faults(draft, ids, (*notes, *events), report)
    lines = tuple(sorted((*draft.lines, *other_lines), key=lambda line: line.block))
    document = _document(draft, issue.id, clauses, len(facts.responsibilities), len(facts.deadlines))
    return _CompiledDocument(document, lines, clauses, facts, tuple(events))


def _document(draft: DocumentDraft, issue_id: str, clauses: tuple[Clause, ...], responsibility_count: int, deadline_count: int) -> Document:
    return Document(
        id=draft.id, issue_id=issue_id, position=draft.position, section=draft.section, number=draft.number,
        number_as_printed=draft.number_as_printed, title=draft.title, issuer=draft.issuer, genre=draft.genre, addressees=draft.addressees,
        issued_on=draft.issued_on, enclosure_title=draft.enclosure_title, annexes=draft.annexes,
        clause_count=sum(clause.kind != "paragraph" for clause in clauses), responsibility_count=responsibility_count,
        deadline_count=deadline_count, line=draft.line,
    )


def _clause(node: ClauseNode, document_id: str, ids: dict[ClauseNode, str], position: int) -> Clause:
    blocks: list[Block] = []
    for piece in node.content:
        if isinstance(piece, str):
            blocks.append(("paragraph", piece))
        elif isinstance(piece, Table):
            blocks.append(("table", piece))
        else:
            blocks.append(("clause", ids[piece]))
    identifier = ids[node]
    return Clause(
        id=identifier, document_id=document_id, part=part_of(identifier), parent_id=ids[node.parent] if node.parent else None,
        position=position, kind=node.kind, level=node.level, label=node.label, path=node.path, heading=node.heading,
        heading_mark=node.heading_mark, text=node.text, tables=tuple(piece.rows for piece in node.content if isinstance(piece, Table)),
        block=node.block, line=node.line, blocks=tuple(blocks),
    )


def _diagnostics(findings: list[Finding], source: Source, compiled: CompiledIssue) -> tuple[Diagnostic, ...]:
    """Findings in the order of the page, each with its place in the source and the document it concerns."""
    starts = [(document.line, document.id) for document in compiled.documents]
    records = []
    for n, finding in enumerate(sorted(findings, key=lambda finding: finding.block), 1):
        block = source.blocks[min(finding.block, len(source.blocks) - 1)]
        line, column = (finding.line, 1) if finding.line else _place(source, block.line, finding.quote)
        document = finding.document_id or next((key for start, key in reversed(starts) if start <= block.line), None)
        records.append(Diagnostic(
            id=f"{compiled.issue.id}/g{n}", issue_id=compiled.issue.id, document_id=document, clause_id=finding.clause_id,
            code=finding.code.code, name=finding.code.name, severity=finding.code.severity, message=finding.message, quote=finding.quote,
            file=source.file, line=line, column=column, suggestion=finding.suggestion,
        ))
    return tuple(records)


def _place(source: Source, line: int, quote: str) -> tuple[int, int]:
    """The line and column (1-based) of a quote at or after a source line, whatever tags and spaces stand in it; column 1
    when it cannot be found."""
    wanted = narrow(compact(quote))[:_SOUGHT]
    for number in range(line, min(line + 12, len(source.lines) + 1)) if wanted else ():
        printed = source.lines[number - 1]
        visible, starts, unseen = _visible(printed)
        if (seen := visible.find(wanted)) >= 0:
            before = bisect_right(starts, seen)
            return number, seen + (unseen[before - 1] if before else 0) + 1
        if (at := narrow(printed).find(wanted)) >= 0:  # what looks like a tag, and is printed
            return number, at + 1
    return line, 1


@lru_cache(maxsize=32)  # a page may stand on one line, and all its findings with it
def _visible(printed: str) -> tuple[str, list[int], list[int]]:
    """The visible characters of a source line; before which of them tags and spaces stand, and how many characters these
    are up to there."""
    starts: list[int] = []
    unseen: list[int] = []
    count = 0
    for match in _UNSEEN.finditer(printed):
        starts.append(match.start() - count)
        count += len(match[0])
        unseen.append(count)
    return narrow(_UNSEEN.sub("", printed)), starts, unseen
