"""Compiled issues in files, from which one table is loaded without the others.

Records are kept as Python pickles, which load fifty times as fast as they were compiled. Only records, dates and the
containers around them are ever made from one: a file that names anything else is refused, as is one whose checksum
does not fit.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import io
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

from parser import model
from parser.agency_counts import AgencyCount, Counts, count_agencies
from parser.building import packed
from parser.compiled import CompiledIssue, Links
from parser.issue_links import linked, renamed_id
from parser.issue_summary import IssueSummary, summarise_issue
from parser.model import TABLES_OF_ISSUE

_PARTS = tuple(field.name for field in dataclasses.fields(CompiledIssue) if field.name != "links")


def store(compiled: CompiledIssue, file: Path) -> None:
    """Write a compiled issue, before it is linked with others, and what the others must know of it."""
    parts = {name: pickle.dumps(getattr(compiled, name), protocol=5) for name in _PARTS}
    parts["summary"] = pickle.dumps(summarise_issue(compiled), protocol=5)
    parts |= {f"ids/{one.table}": json.dumps(compiled.ids(one.table)).encode() for one in TABLES_OF_ISSUE}
    parts["agencies"] = pickle.dumps(count_agencies(compiled), protocol=5)
    packed.write(file, parts)


def load_summary(file: Path) -> IssueSummary:
    """What other issues must know of the issue in `file`."""
    summary: IssueSummary = _load(file, "summary")
    return summary


def load_agencies(file: Path) -> Counts:
    """The agencies of the issue in `file`."""
    counts: Counts = _load(file, "agencies")
    return counts


class StoredIssue(CompiledIssue):
    """A compiled issue in a file, linked with the others; each table is loaded when it is first looked at."""

    _file: Path
    _counts: dict[str, int]

    def __init__(self, file: Path, links: Links, counts: dict[str, int]) -> None:
        self.__dict__.update(links=links, _file=file, _counts=counts)

    def __getattr__(self, name: str) -> Any:
        if name not in _PARTS:
            raise AttributeError(name)
        self.__dict__[name] = linked(name, _load(self._file, name), self.links)
        return self.__dict__[name]

    @functools.cached_property
    def records_key(self) -> str:
        changing = json.dumps([self._file.name, dict(self.links.renamed), dict(self.links.cited)], sort_keys=True)
        return hashlib.sha256(changing.encode()).hexdigest()

    @functools.cached_property
    def key(self) -> str:
        known = json.dumps([self.records_key, dict(self.links.names), dict(self.links.cited_by)], sort_keys=True)
        return hashlib.sha256(known.encode()).hexdigest()

    def ids(self, table: str) -> tuple[str, ...]:
        """As of any compiled issue; no record is loaded."""
        ids = json.loads(packed.read(self._file, f"ids/{table}"))
        return tuple(renamed_id(id, self.links.renamed) for id in ids) if table != "issues" else tuple(ids)

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredIssue, (self._file, self.links, self._counts)  # what was loaded stays here

    def count(self, what: str) -> int:
        """As of any compiled issue; nothing is loaded."""
        return self._counts[what]


class StoredIssues(Sequence[CompiledIssue]):
    """Issues in files, in order; each one asked for is loaded anew, so that none is kept."""

    def __init__(self, stored: Sequence[tuple[Path, Links, dict[str, int]]]) -> None:
        self._stored = stored

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, index: int) -> CompiledIssue: ...
    @overload
    def __getitem__(self, index: slice) -> StoredIssues: ...
    def __getitem__(self, index: int | slice) -> CompiledIssue | StoredIssues:
        return StoredIssues(self._stored[index]) if isinstance(index, slice) else StoredIssue(*self._stored[index])

    def __iter__(self) -> Iterator[CompiledIssue]:
        return (StoredIssue(*stored) for stored in self._stored)


def load_pickle(file: Path, name: str, kinds: Iterable[type]) -> Any:
    """A pickled part of a packed file, in which stand objects of these kinds beside records."""
    return _Records(io.BytesIO(packed.read(file, name)), {(kind.__module__, kind.__qualname__): kind for kind in kinds}).load()


def _load(file: Path, name: str) -> Any:
    return load_pickle(file, name, ())


class _Records(pickle.Unpickler):
    """Makes records and dates, and nothing else, whatever the file says."""

    def __init__(self, file: io.BytesIO, others: dict[tuple[str, str], type]) -> None:
        super().__init__(file)
        self._made = {**_MADE, **others}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._made:
            raise packed.DamagedError(f"{module}.{name} is no record")
        return self._made[module, name]


_MADE = {
    (kind.__module__, kind.__name__): kind
    for kind in (*model.TABLES, model.Annex, model.Line, model.Table, IssueSummary, AgencyCount, Counter, dt.date)
}
