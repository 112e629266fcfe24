"""Does jobs by several processes, and none of them again whose issues, values and templates are as they were."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from parser.building import packed, program, steps
from parser.building.checksums import add_file
from parser.building.jobs import VIEWS_HELD, Job, Run
from parser.building.processes import in_processes
from parser.building.stored_issues import load_pickle
from parser.building.workplace import Workplace
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.gazette import gazette
from parser.website import page_files
from parser.website.issue_view import IssueView
from parser.website.site_facts import IssueFacts

FOLDER = "jobs"  # in that of what is kept

_Missing = tuple[Callable[..., Any], list[CompiledIssue], tuple[Any, ...], Path]


@contextlib.contextmanager
def runner(collection: Collection, site: Path, workplace: Workplace) -> Iterator[Run]:
    """What does jobs and publishes their files into `site`; at the end, jobs that nobody asked for are forgotten."""
    common = (program.digest(), gazette().digest(), _templates())
    folder = workplace.kept / FOLDER
    issues = list(collection.issues)
    keys = {True: [issue.key for issue in issues], False: [issue.records_key for issue in issues]}
    used: list[str] = []

    def run(jobs: Sequence[Job]) -> list[Any]:
        done = [folder / steps.key_of(_key(job, keys[job.reads_links]), *common) for job in jobs]
        missing: list[_Missing] = [
            (job.write, [issues[place] for place in job.places], job.values, path)
            for job, path in zip(jobs, done, strict=True) if not steps.is_done(path)
        ]
        for _ in in_processes(_do, missing, (), workplace.jobs):
            pass
        for path in done:
            steps.publish(path, site)
        used.extend(path.name for path in done)
        return [load_pickle(steps.value(path), "result", [IssueFacts]) for path in done]

    yield run
    steps.prune(folder, used)


def _key(job: Job, keys: Sequence[str]) -> str:
    return f"{job.write.__module__}.{job.write.__qualname__} {[keys[place] for place in job.places]} {job.values!r}"


def _templates() -> str:
    """A digest of what pages are made with beside the program."""
    summed = hashlib.sha256()
    for name in steps.files_below(page_files.SITE):
        add_file(summed, name, page_files.SITE / name)
    return summed.hexdigest()


def _do(missing: _Missing) -> None:
    write, issues, values, folder = missing

    def make(files: Path, value: Path) -> None:
        result = write([_view(issue) for issue in issues] if len(issues) > 1 else list(map(_fresh_view, issues)), files, *values)
        packed.write(value, {"result": pickle.dumps(result, protocol=5)})

    steps.do(folder, make)


def _fresh_view(compiled: CompiledIssue) -> IssueView:
    """The issue, copied so that what is loaded of it goes with the view."""
    return IssueView(copy.copy(compiled))


def _view(compiled: CompiledIssue) -> IssueView:
    """The issue as pages look at it; the same when it was looked at a short while ago."""
    view = _VIEWS.pop(compiled.key, None) or _fresh_view(compiled)
    _VIEWS[compiled.key] = view
    if len(_VIEWS) > VIEWS_HELD:
        _VIEWS.popitem(last=False)
    return view


_VIEWS: OrderedDict[str, IssueView] = OrderedDict()
