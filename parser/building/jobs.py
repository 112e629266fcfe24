"""Jobs: what is written from a few issues of the collection alone, so that it can be done apart, or be left as it was."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parser.collection import Collection
from parser.website.issue_view import IssueView

VIEWS_HELD = 128  # of issues that were looked at last, by jobs that read several


@dataclass(frozen=True)
class Job:
    """`write(views, folder, *values)` writes new files below `folder`, from the issues at `places` of the collection,
    and returns a small result. `write` is a function of a module; `values` are small, and differ by their `repr`. A
    job whose issues and values are as they were writes what it wrote."""

    write: Callable[..., Any]
    places: tuple[int, ...]
    values: tuple[Any, ...] = ()
    reads_links: bool = False  # whether it shows who cites the issue, or the names of what it cites: more than its records


Run = Callable[[Sequence[Job]], list[Any]]  # does jobs; gives their results in their order


def run_each(collection: Collection, folder: Path) -> Run:
    """Does every job, one after the other."""

    @functools.lru_cache(VIEWS_HELD)
    def view(place: int) -> IssueView:
        return IssueView(collection.issues[place])

    def do(job: Job) -> Any:
        views = list(map(view, job.places)) if len(job.places) > 1 else [IssueView(collection.issues[place]) for place in job.places]
        return job.write(views, folder, *job.values)

    return lambda jobs: list(map(do, jobs))
