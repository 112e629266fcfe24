"""Writes the pages of a site by several processes, and none of them again whose issues, frame and templates are as they were."""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from parser import packed, page_files, pages, steps
from parser.compiled import Collection, CompiledIssue
from parser.frames import Frames
from parser.gazette import gazette
from parser.issue_view import IssueView
from parser.processes import in_processes
from parser.site_facts import IssueFacts
from parser.stored_issues import load_pickle
from parser.workplace import Workplace

STEPS = "pages"  # the folder of these steps, in that of what is kept
VIEWS_HELD = 64  # of issues that a process looked at last


def write_pages(collection: Collection, frames: Frames, site: Path, workplace: Workplace) -> None:
    """Write all pages of the collection into `site`, where MkDocs' pages and the published data stand already."""
    common = (gazette().digest(), hashlib.sha256(repr(frames).encode()).hexdigest(), _templates())
    folder = workplace.kept / STEPS
    used: list[Path] = []

    def do(function: Callable[..., None], things: Sequence[Any], keys: Sequence[str]) -> list[Path]:
        """Do the steps that are not done, and publish all."""
        folders = [folder / steps.key_of(key, *common) for key in keys]
        missing = [(thing, path) for thing, path in zip(things, folders, strict=True) if not steps.is_done(path)]
        for _ in in_processes(function, missing, (frames,), workplace.jobs):
            pass
        for path in folders:
            steps.publish(path, site)
        used.extend(folders)
        return folders

    def run(wanted: Sequence[pages.Step]) -> None:
        keys = [issue.key for issue in collection.issues]
        issues = list(collection.issues)
        do(
            _do_step,
            [(step.write, [issues[place] for place in step.places], step.values) for step in wanted],
            [f"{step.write.__name__} {[keys[place] for place in step.places]} {step.values!r}" for step in wanted],
        )

    done = do(_do_issue, list(collection.issues), [f"issue {issue.key}" for issue in collection.issues])
    facts = (load_pickle(steps.value(path), "facts", [IssueFacts]) for path in done)
    pages.write_collection_pages(collection, facts, frames, site, site, run)
    steps.prune(folder, [path.name for path in used])


def _templates() -> str:
    """A digest of what pages are made with beside the program."""
    summed = hashlib.sha256()
    for name in steps.files_below(page_files.SITE):
        summed.update(name.encode() + (page_files.SITE / name).read_bytes())
    return summed.hexdigest()


def _do_issue(missing: tuple[CompiledIssue, Path], frames: Frames) -> None:
    compiled, folder = missing

    def make(files: Path, value: Path) -> None:
        facts = pages.write_issue_pages(compiled, frames, files)
        packed.write(value, {"facts": pickle.dumps(facts, protocol=5)})

    steps.do(folder, make)


def _do_step(missing: tuple[tuple[Callable[..., None], list[CompiledIssue], tuple[Any, ...]], Path], frames: Frames) -> None:
    (write, issues, values), folder = missing

    def make(files: Path, value: Path) -> None:
        write([_view(issue) for issue in issues], frames, files, *values)

    steps.do(folder, make)


def _view(compiled: CompiledIssue) -> IssueView:
    """The issue as pages look at it; the same when it was looked at a short while ago."""
    view = _VIEWS.pop(compiled.key, None) or IssueView(compiled)
    _VIEWS[compiled.key] = view
    if len(_VIEWS) > VIEWS_HELD:
        _VIEWS.popitem(last=False)
    return view


_VIEWS: OrderedDict[str, IssueView] = OrderedDict()
