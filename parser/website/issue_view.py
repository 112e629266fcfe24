"""One issue's records by the keys that its pages ask for. Each table is looked at when it is first wanted, so that a
listing of tasks loads no clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from parser.compiled import CompiledIssue
from parser.model import (
    ROLES,
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
from parser.reading.tasks import is_inline
from parser.record_ids import anchor
from parser.wording import NO_YEAR

Item = TypeVar("Item")


@dataclass(frozen=True)
class Body:
    """A public body as a page names it and links to it."""

    id: str
    name: str


@dataclass(frozen=True)
class TaskRow:
    """A task with the records that its row links to."""

    task: Task
    document: Document
    anchor: str
    owners: dict[str, list[Body]]  # role → bodies, each once
    title: str
    limits: list[Deadline]


class IssueView:
    """Records by id, and records by the id that they belong to. Every list keeps the order of the page."""

    def __init__(self, compiled: CompiledIssue) -> None:
        self.compiled = compiled

    @cached_property
    def issue(self) -> Issue:
        return self.compiled.issue

    @cached_property
    def year(self) -> str:
        """The year under which all of the issue is listed: its own, else that of the first date that it names."""
        dates = [self.issue.published_on, *(document.issued_on for document in self.compiled.documents)]
        year = self.issue.year or next((date.year for date in dates if date), None)
        return str(year) if year else NO_YEAR

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.compiled.documents}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.compiled.clauses}

    @cached_property
    def clauses_of(self) -> dict[str, list[Clause]]:
        """Document id → its clauses."""
        return _group(self.compiled.clauses, lambda clause: clause.document_id)

    @cached_property
    def lines_of(self) -> dict[str, tuple[Line, ...]]:
        """Document id → its printed lines outside of clauses."""
        return self.compiled.lines

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """Document id → its entries of the chronicle."""
        return _group(self.compiled.events, lambda event: event.document_id)

    @cached_property
    def rows_of(self) -> dict[str, list[TaskRow]]:
        """Document id → the rows of its tasks."""
        return _group(self.rows.values(), lambda row: row.document.id)

    @cached_property
    def rows(self) -> dict[str, TaskRow]:
        """Task id → its row, in the order of the page."""
        return {task.id: self._row(task) for task in self.compiled.tasks}

    def _row(self, task: Task) -> TaskRow:
        return TaskRow(
            task, self.documents[task.document_id], anchor(task.id),
            bodies_by_role(sorted(self.owners_of.get(task.id, []), key=is_inline)),
            task.title, self.limits_of.get(task.id, []),
        )

    @cached_property
    def diagnostics_of(self) -> dict[str, list[Diagnostic]]:
        """Document id → what is damaged or guessed in it."""
        return _group(self.compiled.diagnostics, lambda diagnostic: diagnostic.document_id)

    @cached_property
    def citations_of(self) -> dict[str, list[Citation]]:
        """Document id → its citations of others."""
        return _group(self.compiled.citations, lambda citation: citation.document_id)

    @cached_property
    def owners_of(self) -> dict[str, list[Responsibility]]:
        """Clause id → who is responsible for it."""
        return _group(self.compiled.responsibilities, lambda duty: duty.clause_id)

    @cached_property
    def duties_of(self) -> dict[str, list[Responsibility]]:
        """Agency id → its duties."""
        return _group(self.compiled.responsibilities, lambda duty: duty.agency_id)

    @cached_property
    def limits_of(self) -> dict[str, list[Deadline]]:
        """Clause id → its time limits."""
        return _group(self.compiled.deadlines, lambda deadline: deadline.clause_id)

    @cached_property
    def quoted_in(self) -> dict[str, list[Evidence]]:
        """Clause id → the dates and citations that are read from its own words."""
        dated: list[Evidence] = [*self.compiled.deadlines, *self.compiled.citations]
        return _group(dated, lambda evidence: evidence.quoted_in)

    def name(self, document_id: str) -> str:
        """How a document is named where one of its clauses is pointed to: its 文号, else its title."""
        document = self.documents[document_id]
        return document.number or document.title


def bodies_by_role(duties: Iterable[Responsibility]) -> dict[str, list[Body]]:
    """Role → the bodies that have it, each once, in the order of the duties."""
    bodies: dict[str, dict[str, Body]] = {role: {} for role in ROLES}
    for duty in duties:
        bodies[duty.role].setdefault(duty.agency_id, Body(duty.agency_id, duty.agency))
    return {role: list(held.values()) for role, held in bodies.items()}


def _group(records: Iterable[Item], key: Callable[[Item], str | None]) -> dict[str, list[Item]]:
    grouped: dict[str, list[Item]] = defaultdict(list)
    for record in records:
        name = key(record)
        if name is not None:
            grouped[name].append(record)
    return dict(grouped)
