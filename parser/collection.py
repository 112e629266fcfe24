"""Joins compiled issues into the collection: agencies and tasks over all issues, citations between documents."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from parser.compiled import Collection, CompiledIssue
from parser.diagnostics import SourceError
from parser.model import Agency, Clause, Deadline, Document, Responsibility, Task
from parser.rules.agencies import agency_id, agency_kind, agency_level, local_body, read_office


def collect(issues: Iterable[CompiledIssue]) -> Collection:
    """The collection in order of issue id. Raises SourceError when two sources give the same issue."""
    ordered = sorted(issues, key=lambda compiled: (compiled.issue.id, compiled.issue.source_file))
    for before, after in itertools.pairwise(ordered):
        if before.issue.id == after.issue.id:
            raise SourceError(
                after.issue.source_file,
                0,
                f"与 {before.issue.source_file} 是同一期（{after.issue.id}）。请删除其中一个。",
            )
    linked = _link_citations(_separate_documents(ordered))
    return Collection(issues=tuple(linked), tasks=tuple(_tasks(linked)), agencies=tuple(_agencies(linked)))


def _separate_documents(issues: list[CompiledIssue]) -> list[CompiledIssue]:
    """A document printed again in a later issue gets `~2`, so that two things never share an identifier."""
    taken: set[str] = set()
    separated = []
    for compiled in issues:
        for document in compiled.documents:
            if document.id in taken:
                n = 2
                while f"{document.id}~{n}" in taken:
                    n += 1
                compiled = _renamed(compiled, document.id, f"{document.id}~{n}")
        taken |= {document.id for document in compiled.documents}
        separated.append(compiled)
    return separated


def _renamed(compiled: CompiledIssue, old: str, new: str) -> CompiledIssue:
    def rename(value: object) -> object:
        if isinstance(value, str):
            return new + value[len(old) :] if value == old or value.startswith(f"{old}/") else value
        if isinstance(value, tuple):
            return tuple(rename(item) for item in value)
        return value

    tables = {
        name: tuple(
            replace(
                record,
                **{
                    key: rename(value)
                    for key, value in record.__dict__.items()
                    if key.endswith("id") or key in ("quoted_in", "blocks")
                },
            )
            for record in getattr(compiled, name)
        )
        for name in ("documents", "clauses", "responsibilities", "deadlines", "citations", "events", "diagnostics")
    }
    lines = {(new if key == old else key): value for key, value in compiled.lines.items()}
    return replace(compiled, lines=lines, **tables)  # type: ignore[arg-type]


def _link_citations(issues: list[CompiledIssue]) -> list[CompiledIssue]:
    by_number = {
        document.number: document.id for compiled in issues for document in compiled.documents if document.number
    }
    return [
        replace(
            compiled,
            citations=tuple(
                replace(citation, cited_document_id=by_number.get(citation.number) if citation.number else None)
                for citation in compiled.citations
            ),
        )
        for compiled in issues
    ]


def _tasks(issues: list[CompiledIssue]) -> list[Task]:
    tasks = []
    for compiled in issues:
        owners: dict[str, list[Responsibility]] = {}
        limits: dict[str, list[Deadline]] = {}
        for responsibility in compiled.responsibilities:
            owners.setdefault(responsibility.clause_id, []).append(responsibility)
        for deadline in compiled.deadlines:
            limits.setdefault(deadline.clause_id, []).append(deadline)
        clauses = {clause.id: clause for clause in compiled.clauses}
        for clause in compiled.clauses:
            if clause.id not in owners and clause.id not in limits:
                continue
            names = {
                role: tuple(dict.fromkeys(record.agency for record in owners.get(clause.id, ()) if record.role == role))
                for role in ("lead", "responsible", "support")
            }
            due = [deadline.due_on for deadline in limits.get(clause.id, ()) if deadline.due_on]
            tasks.append(
                Task(
                    id=clause.id,
                    document_id=clause.document_id,
                    title=clause_title(clause, clauses),
                    text=clause.text,
                    leads=names["lead"],
                    responsible=names["responsible"],
                    support=names["support"],
                    due_on=min(due, default=None),
                    deadline_texts=tuple(dict.fromkeys(deadline.text for deadline in limits.get(clause.id, ()))),
                )
            )
    return tasks


def clause_title(clause: Clause, clauses: dict[str, Clause]) -> str:
    """Path labels, label and heading of a clause: 二、（五）1. 取消不合法、不合理、不必要的审批事项."""
    labels: list[str] = []
    above: Clause | None = clause
    while above is not None:
        labels.insert(
            0, wide_label(above.label) or (f"{above.heading}：" if above is not clause and above.heading else "")
        )
        above = clauses.get(above.parent_id) if above.parent_id else None
    words = clause.heading or re.split(r"[。；\n]", clause.text)[0][:40]
    return "".join(labels) + (" " if any(labels) else "") + words


def wide_label(label: str) -> str:
    """A label with full-width brackets, as it is shown in running text."""
    return label.replace("(", "（").replace(")", "）")


def _agencies(issues: list[CompiledIssue]) -> list[Agency]:
    names: dict[str, str] = {}
    printed: dict[str, set[str]] = {}
    counts: dict[str, Counter[str]] = {}
    prefixes: dict[str, str] = {}
    for compiled in issues:
        offices: dict[str, Document] = {document.id: document for document in compiled.documents}
        for record in compiled.responsibilities:
            names.setdefault(record.agency_id, record.agency)
            printed.setdefault(record.agency_id, set()).update({record.agency_as_printed, *record_spellings(record)})
            counts.setdefault(record.agency_id, Counter())[record.role] += 1
            prefixes.setdefault(record.agency_id, read_office(offices[record.document_id].issuer).prefix)
    agencies = []
    for identifier, name in sorted(names.items()):
        local = local_body(name, prefixes[identifier])
        local_id = agency_id(local) if local and agency_id(local) in names else None
        agencies.append(
            Agency(
                id=identifier,
                name=name,
                level=agency_level(name),
                kind=agency_kind(name),
                local_agency_id=local_id,
                aliases=tuple(sorted(printed[identifier] - {name})),
                lead_count=counts[identifier]["lead"],
                responsible_count=counts[identifier]["responsible"],
                support_count=counts[identifier]["support"],
            )
        )
    return agencies


def record_spellings(record: Responsibility) -> set[str]:
    """A printed name with its level restored, where the canonical name is spelled otherwise: 盟工业信息化局."""
    for prefix in ("自治区", "省", "市", "盟", "州", "县", "旗", "区"):
        if record.agency.startswith(prefix) and not record.agency_as_printed.startswith(prefix):
            return {prefix + record.agency_as_printed}
    return set()
