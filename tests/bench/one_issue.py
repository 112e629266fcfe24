"""One issue from bytes to published pages, whole and pass by pass, against BeautifulSoup with lxml only parsing the page."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator, FormatChecker

from parser import datasets, pages, schema
from parser.checks import check_issue
from parser.cli import DEFAULT_FORMATS
from parser.compiler import compile_source
from parser.diagnostics import collector
from parser.facts import read_facts
from parser.header import read_header
from parser.joining import collect
from parser.model import TABLES
from parser.outline import read_outline
from parser.reading.clause_tree import walk
from parser.source import read_source
from parser.website.issue_view import IssueView
from tests.bench.frames import site_frames
from tests.bench.measuring import Reading, forget_texts, median_of, milliseconds
from tests.bench.sizes import Sizes
from tests.corpus import generate
from tests.corpus.words import SOURCE

_CHECKED = ("issues", "documents", "clauses", "responsibilities", "deadlines", "citations", "events")


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Each figure is the median over several pages: the real issue, and others made from it."""
    made = [(SOURCE.name, SOURCE.read_bytes())] + [(issue.name, issue.data) for issue in generate(sizes.repeats, seed=7)]
    frames = site_frames()
    times: dict[str, list[float]] = defaultdict(list)
    for n, (name, data) in enumerate([made[-1], *made]):
        taken = _one_page(name, data, frames)
        for key, value in taken.items() if n else ():  # the first only warms up
            times[key].append(value)
    yardstick = times.pop("yardstick")
    return {
        key: median_of(zip(values, yardstick, strict=True), "ms", f"{len(values)} 个页面的中位数") for key, values in times.items()
    }


def _one_page(name: str, data: bytes, frames: Any) -> dict[str, float]:
    """Milliseconds of everything that is done with a page, each from texts not seen before."""
    taken = {"yardstick": milliseconds(lambda: BeautifulSoup(data, "lxml"))}
    held: dict[str, Any] = {}

    def take(key: str, function: Callable[[], Any]) -> None:
        forget_texts()

        def run() -> None:
            held[key] = function()

        taken[key] = milliseconds(run)

    report = collector([])
    take("compile", lambda: compile_source(data, name))
    compiled = held["compile"]
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        take("collection", lambda: collect([compiled]))
        take("data", lambda: datasets.make_issue_data(held["collection"].issues[0], DEFAULT_FORMATS, folder, folder / "parts"))
        take("pages", lambda: pages.write_issue([IssueView(held["collection"].issues[0])], folder, frames))
    taken["whole"] = taken["compile"] + taken.pop("collection") + taken["data"] + taken["pages"]
    take("source", lambda: read_source(data, name, report))
    take("header", lambda: read_header(held["source"], report))
    drafts = [draft for draft in held["header"][1] if not draft.is_chronicle]
    take("outline", lambda: [{part.key: read_outline(part, report) for part in draft.parts} for draft in drafts])
    ids = [
        {node: f"{draft.id}/{part}-{node.path}" for part, roots in trees.items() for node in walk(roots)}
        for draft, trees in zip(drafts, held["outline"], strict=True)
    ]
    take("facts", lambda: [read_facts(*one, report) for one in zip(drafts, held["outline"], ids, strict=True)])
    take("checks", lambda: check_issue(compiled, held["source"], report))
    records = {table: [schema.to_json(record) for record in compiled.records(table)] for table in _CHECKED}
    take("validation", lambda: [schema.all_valid(table, rows) for table, rows in records.items()])
    take("jsonschema", lambda: _validate_slowly(records))
    return taken


_EXPLAINING = {record.table: Draft202012Validator(schema.schema(record), format_checker=FormatChecker(["date"])) for record in TABLES}


def _validate_slowly(records: dict[str, list[dict[str, Any]]]) -> None:
    for table, rows in records.items():
        if not all(_EXPLAINING[table].is_valid(row) for row in rows):
            raise ValueError(f"jsonschema refuses a record of {table} that the compiler accepts")
