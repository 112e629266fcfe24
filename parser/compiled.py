"""What the compiler makes of one source, and what it must know of the others."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parser.model import (
    SEVERITIES,
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
class Links:
    """What one issue must know of the others.

    `renamed`: own document id as compiled → as published. `cited`: 文号 that its citations name → the document of it.
    `names`: document that it cites or that cites it → its 文号, else its title. `cited_by`: own document → the citations
    of it, each as (citing document, clause quoted in), in the order of issues."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    cited_by: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


NO_LINKS = Links()


@dataclass(frozen=True, kw_only=True)
class CompiledIssue:
    """What the compiler makes of one source: depends on its bytes, the register and its corrections only.

    In a collection the records are linked with those of other issues, as `links` says."""

    issue: Issue
    documents: tuple[Document, ...]
    lines: dict[str, tuple[Line, ...]]  # document id → printed lines outside of clauses, in the order of the page
    clauses: tuple[Clause, ...]
    responsibilities: tuple[Responsibility, ...]
    deadlines: tuple[Deadline, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    events: tuple[Event, ...]
    diagnostics: tuple[Diagnostic, ...]
    links: Links = NO_LINKS

    @functools.cached_property
    def records_key(self) -> str:
        """The same for two issues whose records are the same."""
        return hashlib.sha256(repr(replace(self, links=NO_LINKS)).encode()).hexdigest()

    @functools.cached_property
    def key(self) -> str:
        """The same for two issues whose records and links are the same."""
        return hashlib.sha256(f"{self.records_key} {self.links}".encode()).hexdigest()

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of one table, in the order of the page. There is no table of agencies in one issue."""
        records: tuple[Any, ...] = (self.issue,) if table == "issues" else getattr(self, table)
        return records

    def ids(self, table: str) -> tuple[str, ...]:
        """The identifiers of the records of one table."""
        return tuple(record.id for record in self.records(table))

    def count(self, what: str) -> int:
        """How many records a table has; of `error`, `warning` and `info`, how many diagnostics are of that severity."""
        if what in SEVERITIES:
            return sum(found.severity == what for found in self.diagnostics)
        return len(self.records(what))
