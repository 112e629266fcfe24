"""Joins compiled issues into the collection: their order, links between documents, agencies over all issues."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from parser.agency_counts import Counts, add_counts, agencies, count_agencies
from parser.building.stored_issues import StoredIssues, load_agencies, load_summary
from parser.collection import Collection
from parser.compiled import CompiledIssue, Links
from parser.diagnostics import SourceError
from parser.issue_links import link_issues, linked
from parser.issue_summary import summarise_issue
from parser.model import Issue


def collect(issues: Iterable[CompiledIssue]) -> Collection:
    """The collection of issues in memory, in order of issue id. Raises SourceError when two sources give the same issue."""
    ordered = sorted(issues, key=lambda compiled: order(compiled.issue))
    refuse_repeated([compiled.issue for compiled in ordered])
    summaries = list(map(summarise_issue, ordered))
    counts: Counts = {}
    for compiled in ordered:
        add_counts(counts, count_agencies(compiled))
    linked_issues = tuple(map(_linked, ordered, link_issues(lambda: summaries)))
    return Collection(issues=linked_issues, agencies=agencies(counts))


def collect_stored(files: Sequence[Path]) -> Collection:
    """The collection of issues that `stored_issues.store` wrote; none is held in memory. Raises as `collect` does."""
    counts: Counts = {}
    issues = []
    for file in files:
        summary = load_summary(file)
        issues.append((summary.issue, file, summary.counts))
    issues.sort(key=lambda row: order(row[0]))
    refuse_repeated([issue for issue, _, _ in issues])
    for _, file, _ in issues:
        add_counts(counts, load_agencies(file))
    links = link_issues(lambda: (load_summary(file) for _, file, _ in issues))
    stored = [(file, own, rows) for (_, file, rows), own in zip(issues, links, strict=True)]
    return Collection(issues=StoredIssues(stored), agencies=agencies(counts))


def order(issue: Issue) -> tuple[str, str]:
    """What issues of a collection are sorted by."""
    return issue.id, issue.source_file


def refuse_repeated(ordered: Sequence[Issue]) -> None:
    """Raise SourceError when two sources give the same issue."""
    for before, after in itertools.pairwise(ordered):
        if before.id == after.id:
            problem = f"与 {before.source_file} 是同一期（{after.id}）。请删除其中一个。"
            raise SourceError(after.source_file, 0, problem)


def _linked(compiled: CompiledIssue, links: Links) -> CompiledIssue:
    names = [field.name for field in fields(CompiledIssue) if field.name != "links"]
    return replace(compiled, **{name: linked(name, getattr(compiled, name), links) for name in names}, links=links)
