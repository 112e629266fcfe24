"""A table as text that is joined from the rows of each issue: CSV, JSON, JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from parser.building.joined_files import Around
from parser.declaration import Record


@dataclass(frozen=True)
class TableText:
    """`head` of a table's file; `rows` of some of its records, nothing of none; what stands between two lots of rows and
    after the last."""

    head: Callable[[type[Record]], bytes]
    rows: Callable[[type[Record], Iterable[Record]], bytes]
    between: bytes = b""
    tail: bytes = b""

    def around(self, record: type[Record]) -> Around:
        """What stands around the rows of a table."""
        return Around(self.head(record), self.between, self.tail)
