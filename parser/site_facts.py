"""What listings must know of every issue before they read any: small, kept for each issue, added up over all.

A collection of many tasks is listed by years, one page or more a year, so that no page grows with the collection and an
issue that is added changes the pages of its own year. A year is that of the gazette's issue: all that an issue holds
stands in one year. Time limits with a day are listed by the month in which they fall due.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from parser import ledger, pictures
from parser.issue_view import IssueView
from parser.model import Issue
from parser.wording import NO_YEAR

LISTED_WHOLE = 1000  # tasks: a collection of no more is listed on one page each


@dataclass(frozen=True)
class IssueFacts:
    """One issue: `rows` of each listing, time limits by month of their last day, duties by agency, pairs of agencies,
    diagnostics by code."""

    issue: Issue
    year: str
    rows: dict[str, int]
    months: Counter[str]
    duties: Counter[str]
    pairs: pictures.Pairs
    codes: Counter[str]


def issue_facts(view: IssueView) -> IssueFacts:
    """The facts of one issue."""
    months = ledger.month_counts(view.compiled.deadlines)
    return IssueFacts(
        issue=view.issue,
        year=_year(view),
        rows={
            **{name: len(view.compiled.records(name)) for name in ("documents", "tasks", "events", "citations")},
            "deadlines": view.compiled.count("deadlines") - months.total(), "quality": view.compiled.count("diagnostics"),
        },
        months=months,
        duties=Counter({agency: len(duties) for agency, duties in view.duties_of.items()}),
        pairs=pictures.shared_clauses(view),
        codes=Counter(found.code for found in view.compiled.diagnostics),
    )


def _year(view: IssueView) -> str:
    dates = [view.issue.published_on, *(document.issued_on for document in view.compiled.documents)]
    year = view.issue.year or next((date.year for date in dates if date), None)
    return str(year) if year else NO_YEAR


@dataclass
class SiteFacts:
    """All issues: where each year, month and agency is found, as places of issues in the collection."""

    issues: list[Issue] = field(default_factory=list)
    years: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # listing → year → rows
    months: Counter[str] = field(default_factory=Counter)
    due_in: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # month →
    duties: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # agency → year → duties
    pairs: pictures.Pairs = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def by_years(self) -> bool:
        """Whether the collection is listed by years."""
        return self.total("tasks") > LISTED_WHOLE

    def total(self, listing: str) -> int:
        return self.rows[listing].total()

    def years_of(self, listing: str) -> list[tuple[str, int]]:
        """The years in which a listing has rows, latest first, with their number."""
        return _latest_first(self.rows[listing])

    def years_of_agency(self, agency: str) -> list[tuple[str, int]]:
        """The years in which a body has duties, latest first, with their number."""
        return _latest_first(self.duties[agency])


def site_facts(facts: Iterable[IssueFacts]) -> SiteFacts:
    """The facts of all issues, given in the order of the collection."""
    site = SiteFacts()
    for place, one in enumerate(facts):
        site.issues.append(one.issue)
        site.years[one.year].append(place)
        for listing, rows in one.rows.items():
            site.rows[listing][one.year] += rows
        for month in one.months:
            site.due_in[month].append(place)
        for agency, duties in one.duties.items():
            site.duties[agency][one.year] += duties
        site.months.update(one.months)
        site.pairs.update(one.pairs)
        site.codes.update(one.codes)
    return site


def _latest_first(years: Counter[str]) -> list[tuple[str, int]]:
    """With the issues that name no year at the end."""
    return sorted(((year, rows) for year, rows in years.items() if rows), key=lambda item: (item[0] != NO_YEAR, item[0]), reverse=True)
