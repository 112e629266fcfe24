"""What the compiler makes: the records of one source, and of all sources together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parser.model import (
    Agency,
    Citation,
    Clause,
    Deadline,
    Diagnostic,
    Document,
    Event,
    Issue,
    Line,
    Responsibility,
    Task,
)


@dataclass(frozen=True, kw_only=True)
class CompiledIssue:
    """What the compiler makes of one source: depends on its bytes, the register and its corrections only."""

    issue: Issue
    documents: tuple[Document, ...]
    lines: dict[str, tuple[Line, ...]]  # document id → printed lines outside of clauses, in the order of the page
    clauses: tuple[Clause, ...]
    responsibilities: tuple[Responsibility, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]
    events: tuple[Event, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, kw_only=True)
class Collection:
    """All issues together: their records in order, and the tables that only exist across them."""

    issues: tuple[CompiledIssue, ...]
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of one table, in the order of issues and of the page."""
        if table == "issues":
            return tuple(compiled.issue for compiled in self.issues)
        if table in ("tasks", "agencies"):
            return tuple(getattr(self, table))
        return tuple(record for compiled in self.issues for record in getattr(compiled, table))
