"""Writes the pages of the site: HTML bodies from site/templates/ within the frames that MkDocs made (`frames.py`).

    write_sources ─▶ build/docs ── MkDocs ─▶ hand-written pages, frames
    write_pages   a job for each issue: its page and those of its documents; facts of it for the listings
                  a job for each page that shows several issues: of a year, a month, a body
                  the front pages of the listings

A job (`jobs.py`) depends on the few issues that it reads, so that one whose issues are as they were need not be done
again. Nothing here holds the records of the whole collection.

To add a kind of page, write a function that gives `Page`s, a template in site/templates/, and call it from here; a page
in a section of its own needs a frame there (`SECTIONS` of frames.py), and its name in mkdocs.yml.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from parser import evaluate
from parser.building.jobs import Job, Run, run_each
from parser.collection import Collection
from parser.website import agency_pages, collection_pages, data_pages, issue_pages, ledger, listings
from parser.website.frames import Frames, write_frames
from parser.website.issue_view import IssueView
from parser.website.listing import Place
from parser.website.listings import Views
from parser.website.page_files import Page, copy_hand_written, write_file, write_page
from parser.website.site_facts import IssueFacts, SiteFacts, Spread, issue_facts, site_facts

TASKS_IN_SCRIPT = 5000  # of those of the 任务台账


def write_sources(docs: Path) -> None:
    """Write what MkDocs reads: the hand-written pages, the assets, and the frame pages."""
    copy_hand_written(docs)
    write_frames(docs)


def write_pages(collection: Collection, frames: Frames, folder: Path, files: Path | None = None, run: Run | None = None) -> None:
    """Write all generated pages. `files` is the folder that holds the published data as `data/…`, for the sizes and
    checksums on the data page; `run` may leave out jobs done before."""
    run = run or run_each(collection, folder)
    own_frames = frames.of("issues", "documents")
    site = site_facts(run([Job(write_issue, (place,), (own_frames,), reads_links=True) for place in range(len(collection.issues))]))
    # One after the other those that read the same issues.
    run(sorted(_jobs(collection, site, frames), key=lambda job: job.places))
    for page in _front_pages(collection, site, files):
        write_page(page, frames, folder)


def write_issue(views: Views, folder: Path, frames: Frames) -> IssueFacts:
    """The pages of one issue, which depend on it and its links alone; returns what listings must know of it."""
    (view,) = views
    for page in chain([issue_pages.issue(view)], issue_pages.documents(view)):
        write_page(page, frames, folder)
    return issue_facts(view)


def _front_pages(collection: Collection, site: SiteFacts, files: Path | None) -> Iterator[Page]:
    """The pages at the addresses that the header names, and those about the data."""
    view = functools.cache(lambda place: IssueView(collection.issues[place]))  # of few issues

    def front(listing: str) -> tuple[list[IssueView], Place]:
        """A listing's front page: everything, or the latest page of the latest year."""
        place = Place(f"{listing}/", listings.NAMES[listing])
        if not site.by_years:
            return list(map(view, range(len(collection.issues)))), place
        spread = site.listings[listing]
        years = spread.by_years(site.years)
        latest = next(iter(years), "")
        shown = spread.pages(site.years)[latest][-1] if years else ()
        return list(map(view, shown)), replace(place, part=latest or max(site.years), years=tuple(years.items()))

    latest = collection_pages.latest_issue(site.issues)
    counts = {table: collection.count(table) for table in collection_pages.COUNTED}
    documents, tasks = site.listings["documents"], site.listings["tasks"]
    yield collection_pages.home(view(latest) if latest is not None else None, counts, site.month_counts, _last_due(site, view))
    yield collection_pages.issues(site.issues, documents, documents.by_years(site.years) if site.by_years else {})
    yield listings.documents(*front("documents"), total=documents.total)
    scripts = {year: len(pages) for year, pages in tasks.pages(site.years, TASKS_IN_SCRIPT).items()}
    yield listings.tasks(*front("tasks"), total=tasks.total, scripts=scripts if site.by_years else {})
    yield listings.deadlines(*front("deadlines"), counts=site.month_counts)
    yield listings.events(*front("events"))
    yield listings.citations(*front("citations"))
    scores = evaluate.score_collection(collection)
    yield listings.quality(*front("quality"), codes=site.codes, scores=scores, silent_rate=evaluate.silent_rate(scores))
    yield from agency_pages.agencies(collection.agencies, site.pairs)
    yield data_pages.data(collection, site.issues, files)
    yield from data_pages.about_data(collection)


def _last_due(site: SiteFacts, view: Callable[[int], IssueView]) -> list[ledger.LimitRow]:
    """The time limits with the latest days."""
    rows: list[ledger.LimitRow] = []
    for month in sorted(site.months, reverse=True):
        rows = [*listings.due_rows(list(map(view, site.months[month].places)), month), *rows]
        if len(rows) >= collection_pages.LAST_DUE:
            break
    return rows[-collection_pages.LAST_DUE :]


def _jobs(collection: Collection, site: SiteFacts, frames: Frames) -> Iterator[Job]:
    """Everything below the front pages."""
    month_frames = frames.of("deadlines")
    for month, spread in sorted(site.months.items()):
        yield Job(_write_month, tuple(spread.places), (month_frames, month, site.by_years))
    tasks = site.listings["tasks"].pages(site.years if site.by_years else [""] * len(site.years), TASKS_IN_SCRIPT)
    for year, pieces in (tasks or {"": [()]}).items():
        for number, places in enumerate(pieces, start=1):
            yield Job(_write_ledger, places, ("-".join(filter(None, [year, str(number) if number > 1 else ""])),))
    for listing in listings.NAMES if site.by_years else ():
        place = Place(f"{listing}/", listings.NAMES[listing])
        yield from _part_jobs(_write_listing, site.listings[listing], site.years, place, frames.of(listing), listing)
    yield from _agency_jobs(collection, site, frames.of("agencies"))


def _agency_jobs(collection: Collection, site: SiteFacts, frames: Frames) -> Iterator[Job]:
    by_id = {agency.id: agency for agency in collection.agencies}
    partners = agency_pages.partners(site.pairs, collection.agencies)
    for agency in collection.agencies:
        place, spread = Place(f"agencies/{agency.id}/", agency.name), site.duties[agency.id]
        places = tuple(spread.places)
        if site.by_years:
            years = spread.by_years(site.years)
            places = spread.pages(site.years)[next(iter(years))][-1]
            yield from _part_jobs(_write_agency_part, spread, site.years, place, frames, agency.id)
            place = replace(place, part=next(iter(years)), years=tuple(years.items()))
        local = by_id.get(agency.local_agency_id) if agency.local_agency_id else None
        yield Job(_write_agency, places, (frames, agency, local, partners.get(agency.id, []), place))


def _part_jobs(
    write: Callable[..., None], spread: Spread, years: Sequence[str], place: Place, frames: Frames, name: str
) -> Iterator[Job]:
    """A job for each page of each year of a listing."""
    for year, pages in spread.pages(years).items():
        for number, places in enumerate(pages, start=1):
            yield Job(write, places, (frames, name, replace(place, part=year).numbered(number, len(pages))))


def _write_listing(views: Views, folder: Path, frames: Frames, listing: str, place: Place) -> None:
    write_page(getattr(listings, listing)(views, place), frames, folder)


def _write_ledger(views: Views, folder: Path, name: str) -> None:
    """The scripts of the 任务台账 for these issues."""
    write_file(folder / "tasks" / f"rows{name and '-'}{name}.js", ledger.tasks_script(views))
    write_file(folder / "tasks" / f"texts{name and '-'}{name}.js", ledger.texts_script(views))


def _write_month(views: Views, folder: Path, frames: Frames, month: str, has_pages: bool) -> None:
    """The time limits that fall due in a month: a script for the home page, and pages where the front page has no room."""
    write_file(folder / "deadlines" / f"{month}.js", ledger.month_script(month, listings.due_rows(views, month)))
    for page in listings.month_deadlines(views, month) if has_pages else ():
        write_page(page, frames, folder)


def _write_agency_part(views: Views, folder: Path, frames: Frames, *values: Any) -> None:
    write_page(agency_pages.agency_part(views, *values), frames, folder)


def _write_agency(views: Views, folder: Path, frames: Frames, *values: Any) -> None:
    write_page(agency_pages.agency(views, *values), frames, folder)
