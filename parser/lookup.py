"""The collection's records by the keys that pages and pictures ask for: built once, read only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from parser.compiled import Collection
from parser.model import (
    Agency,
    Citation,
    Clause,
    Deadline,
    Diagnostic,
    Document,
    Event,
    Evidence,
    Issue,
    Line,
    Responsibility,
    Task,
)

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """Records by id, and records by the id that they belong to. Every list keeps the order of the collection."""

    collection: Collection
    issues: dict[str, Issue]
    documents: dict[str, Document]
    agencies: dict[str, Agency]
    clauses: dict[str, Clause]
    tasks: dict[str, Task]
    documents_of: dict[str, list[Document]]  # issue id →
    clauses_of: dict[str, list[Clause]]  # document id →
    lines_of: dict[str, tuple[Line, ...]]  # document id →
    events_of: dict[str, list[Event]]  # document id →
    tasks_of: dict[str, list[Task]]  # document id →
    diagnostics_of: dict[str, list[Diagnostic]]  # document id →
    citations_of: dict[str, list[Citation]]  # citing document id →
    cited_by: dict[str, list[Citation]]  # cited document id →
    owners_of: dict[str, list[Responsibility]]  # clause id →
    duties_of: dict[str, list[Responsibility]]  # agency id →
    limits_of: dict[str, list[Deadline]]  # clause id →
    quoted_in: dict[str, list[Evidence]]  # clause id → the dates and citations that are read from its own words


def look_up(collection: Collection) -> Lookup:
    """Index the collection."""
    tasks = list(collection.records("tasks"))
    dated: list[Evidence] = [*collection.records("deadlines"), *collection.records("citations")]
    return Lookup(
        collection=collection,
        issues=_by_id(collection.records("issues")),
        documents=_by_id(collection.records("documents")),
        agencies=_by_id(collection.agencies),
        clauses=_by_id(collection.records("clauses")),
        tasks=_by_id(tasks),
        documents_of=_group(collection.records("documents"), lambda document: document.issue_id),
        clauses_of=_group(collection.records("clauses"), lambda clause: clause.document_id),
        lines_of={key: lines for compiled in collection.issues for key, lines in compiled.lines.items()},
        events_of=_group(collection.records("events"), lambda event: event.document_id),
        tasks_of=_group(tasks, lambda task: task.document_id),
        diagnostics_of=_group(collection.records("diagnostics"), lambda diagnostic: diagnostic.document_id),
        citations_of=_group(collection.records("citations"), lambda citation: citation.document_id),
        cited_by=_group(collection.records("citations"), lambda citation: citation.cited_document_id),
        owners_of=_group(collection.records("responsibilities"), lambda duty: duty.clause_id),
        duties_of=_group(collection.records("responsibilities"), lambda duty: duty.agency_id),
        limits_of=_group(collection.records("deadlines"), lambda deadline: deadline.clause_id),
        quoted_in=_group(dated, lambda evidence: evidence.quoted_in),
    )


def _by_id(records: Iterable[Item]) -> dict[str, Item]:
    return {record.id: record for record in records}  # type: ignore[attr-defined]


def _group(records: Iterable[Item], key: Callable[[Item], str | None]) -> dict[str, list[Item]]:
    grouped: dict[str, list[Item]] = defaultdict(list)
    for record in records:
        name = key(record)
        if name is not None:
            grouped[name].append(record)
    return dict(grouped)
