"""What the compiler makes: the records of one source, and of all sources together."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parser.model import (
    SEVERITIES,
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


@dataclass(frozen=True, kw_only=True)
class Collection:
    """All issues together. `issues` may load each one when it is asked for (`stored_issues.py`): go through it once,
    keep nothing of it that grows with the collection, and ask `records` where one table is enough."""

    issues: Sequence[CompiledIssue]
    agencies: tuple[Agency, ...]

    def records(self, table: str) -> Iterator[Any]:
        """The records of one table one after the other, in the order of issues and of the page."""
        if table == "agencies":
            return iter(self.agencies)
        return itertools.chain.from_iterable(compiled.records(table) for compiled in self.issues)

    def ids(self, table: str) -> Iterator[str]:
        """The identifiers of the records of one table, in the same order."""
        if table == "agencies":
            return (agency.id for agency in self.agencies)
        return itertools.chain.from_iterable(compiled.ids(table) for compiled in self.issues)

    def count(self, what: str) -> int:
        """How many records a table has; of `error`, `warning` and `info`, how many diagnostics are of that severity."""
        return len(self.agencies) if what == "agencies" else sum(compiled.count(what) for compiled in self.issues)

    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors; of issues without one nothing is loaded."""
        faulty = (compiled.records("diagnostics") for compiled in self.issues if compiled.count("error"))
        return tuple(found for found in itertools.chain.from_iterable(faulty) if found.severity == "error")
