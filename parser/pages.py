"""Writes the pages of the site: HTML bodies from site/templates/ within the frames that MkDocs made (`frames.py`).

    write_sources ─▶ build/docs ── MkDocs ─▶ hand-written pages, frames
    write_issue_pages        one issue and its links ─▶ its page and those of its documents
    write_collection_pages   small facts of all issues ─▶ front pages, and `Step`s: a year, a month, a body

No function but the last knows the whole collection, and that one reads few issues. A `Step` depends on the issues and
values that it names alone, so that one whose issues are as they were need not be done again.

To add a kind of page, write a function that gives `Page`s, a template in site/templates/, and call it from here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from parser import agency_pages, collection_pages, data_pages, evaluate, issue_pages, ledger, listings
from parser.compiled import Collection, CompiledIssue
from parser.frames import Frames, write_frames
from parser.issue_view import IssueView
from parser.listing import Span
from parser.page_files import copy_hand_written, write_file, write_page
from parser.site_facts import IssueFacts, SiteFacts, issue_facts, site_facts

TASKS_IN_PIECE = 5000  # of the scripts of the 任务台账
VIEWS_KEPT = 64


@dataclass(frozen=True)
class Step:
    """Some pages that are made from the issues at `places` of the collection: `write(views, frames, folder, *values)`."""

    write: Callable[..., None]
    places: tuple[int, ...]
    values: tuple[Any, ...]


Run = Callable[[Sequence[Step]], None]


def write_sources(docs: Path) -> None:
    """Write what MkDocs reads: the hand-written pages, the assets, and the frame pages."""
    copy_hand_written(docs)
    write_frames(docs)


def write_issue_pages(compiled: CompiledIssue, frames: Frames, folder: Path) -> IssueFacts:
    """Write the pages of one issue, which depend on it and its links alone; returns what listings must know of it."""
    view = IssueView(compiled)
    for page in chain([issue_pages.issue(view)], issue_pages.documents(view)):
        write_page(page, frames, folder)
    return issue_facts(view)


def write_collection_pages(
    collection: Collection, facts: Iterable[IssueFacts], frames: Frames, folder: Path, files: Path | None = None,
    run: Run | None = None,
) -> None:
    """Write all pages that show several issues. `facts` of the issues in order; `files` is the folder that holds the
    published data as `data/…`, for the sizes and checksums on the data page; `run` may leave out steps done before."""
    site = site_facts(facts)

    @functools.lru_cache(VIEWS_KEPT)
    def view(place: int) -> IssueView:
        return IssueView(collection.issues[place])

    def run_each(steps: Sequence[Step]) -> None:
        for step in steps:
            step.write(list(map(view, step.places)), frames, folder, *step.values)

    (run or run_each)(list(_steps(collection, site)))
    for page in _front_pages(collection, site, view, files):
        write_page(page, frames, folder)


def _front_pages(collection: Collection, site: SiteFacts, view: Callable[[int], IssueView], files: Path | None) -> Iterable[Any]:
    """The pages at the addresses that the header names, and those about the data."""

    def span(listing: str) -> tuple[Sequence[IssueView], Span]:
        """A listing's front page: everything, or its latest year."""
        if not site.by_years:
            return list(map(view, range(len(collection.issues)))), Span(total=site.total(listing))
        years = tuple(site.years_of(listing))
        latest = (years or site.years_of("tasks"))[0][0]
        return list(map(view, site.years[latest])), Span(part=latest, years=years, total=site.total(listing))

    latest = collection_pages.latest_issue(site.issues)
    counts = {table: collection.count(table) for table in collection_pages.COUNTED}
    yield collection_pages.home(view(latest) if latest is not None else None, counts, site.months, _last_due(site, view))
    documents = [one.count("documents") for one in collection.issues]
    yield collection_pages.issues(list(zip(site.issues, documents, strict=True)), site.years_of("documents") if site.by_years else [])
    yield from listings.documents(*span("documents"))
    yield from listings.tasks(*span("tasks"), pieces=_pieces_by_year(collection, site))
    yield from listings.deadlines(*span("deadlines"), months=site.months)
    yield from listings.events(*span("events"))
    yield from listings.citations(*span("citations"))
    scores = evaluate.score_collection(collection)
    yield from listings.quality(*span("quality"), codes=site.codes, scores=scores, silent_rate=evaluate.silent_rate(scores))
    yield from agency_pages.agencies(collection.agencies, site.pairs)
    yield data_pages.data(collection, site.issues, files)
    yield from data_pages.about_data(collection)


def _last_due(site: SiteFacts, view: Callable[[int], IssueView]) -> list[ledger.LimitRow]:
    """The time limits with the latest days."""
    rows: list[ledger.LimitRow] = []
    for month in sorted(site.months, reverse=True):
        rows = [*listings.due_rows(list(map(view, site.due_in[month])), month), *rows]
        if len(rows) >= collection_pages.LAST_DUE:
            break
    return rows[-collection_pages.LAST_DUE :]


def _steps(collection: Collection, site: SiteFacts) -> Iterable[Step]:
    """Everything below the front pages."""
    whole = tuple(range(len(collection.issues)))
    for year, places in site.years.items() if site.by_years else [("", whole)]:
        yield Step(_write_year, tuple(places), (year,))
    for month, places in sorted(site.due_in.items()):
        yield Step(_write_month, tuple(places), (month, site.by_years))
    by_id = {agency.id: agency for agency in collection.agencies}
    partners = agency_pages.partners(site.pairs, collection.agencies)
    for agency in collection.agencies:
        years = tuple(site.years_of_agency(agency.id)) if site.by_years else ()
        local = by_id.get(agency.local_agency_id) if agency.local_agency_id else None
        places = site.years[years[0][0]] if years else whole
        yield Step(_write_agency, tuple(places), (agency, local, partners.get(agency.id, []), years))


def _write_year(views: Sequence[IssueView], frames: Frames, folder: Path, year: str) -> None:
    """The listings of a year and the scripts of the 任务台账; of a collection that is listed whole the scripts alone."""
    for number, piece in enumerate(_pieces([view.compiled.count("tasks") for view in views]), start=1):
        name = "-".join(filter(None, [year, str(number) if number > 1 else ""]))
        held = [views[place] for place in piece]
        write_file(folder / "tasks" / f"rows{name and '-'}{name}.js", ledger.tasks_script(held))
        write_file(folder / "tasks" / f"texts{name and '-'}{name}.js", ledger.texts_script(held))
    if not year:
        return
    span = Span(part=year, front=False)
    kinds = (listings.documents, listings.tasks, listings.deadlines, listings.events, listings.citations, listings.quality)
    for page in chain(*(kind(views, span) for kind in kinds), agency_pages.agency_years(views, year)):
        if page.values["listing"].total:
            write_page(page, frames, folder)


def _write_month(views: Sequence[IssueView], frames: Frames, folder: Path, month: str, has_page: bool) -> None:
    """The time limits that fall due in a month: a script for the home page, and pages where the listing has no room."""
    write_file(folder / "deadlines" / f"{month}.js", ledger.month_script(month, listings.due_rows(views, month)))
    if has_page:
        for page in listings.month_deadlines(views, Span(part=month, front=False)):
            write_page(page, frames, folder)


def _write_agency(views: Sequence[IssueView], frames: Frames, folder: Path, *values: Any) -> None:
    write_page(agency_pages.agency(views, *values), frames, folder)


def _pieces(tasks: Sequence[int]) -> list[list[int]]:
    """Places of issues with so many tasks, cut where a piece is full; at least one piece."""
    pieces: dict[int, list[int]] = {0: []}
    for place, before in zip(range(len(tasks)), accumulate(tasks, initial=0), strict=False):
        pieces.setdefault(before // TASKS_IN_PIECE, []).append(place)
    return list(pieces.values())


def _pieces_by_year(collection: Collection, site: SiteFacts) -> list[tuple[str, int, int]]:
    """(year, tasks, scripts) of a collection that is listed by years, latest first."""
    if not site.by_years:
        return []
    return [
        (year, tasks, len(_pieces([collection.issues[place].count("tasks") for place in site.years[year]])))
        for year, tasks in site.years_of("tasks")
    ]
