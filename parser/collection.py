"""All issues together: their records, table by table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parser.compiled import CompiledIssue
from parser.model import Agency, Diagnostic


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
