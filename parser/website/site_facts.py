"""What listings must know of every issue before they read any: small, kept for each issue, joined over all.

A listing that is too long for one page is cut by years and, within a year, into pages that hold so many whole issues as
fit, in their order. So no page grows with the collection, each is made from few issues, and an issue that is added at
the end of its year changes the last page of that year. A year is that of the gazette's issue: all that an issue holds
is listed under one year. Time limits with a day are listed by the month in which they fall due.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from parser.model import Issue
from parser.website import ledger, pictures
from parser.website.issue_view import IssueView
from parser.wording import NO_YEAR

ROWS_IN_PAGE = 500  # of a listing
ISSUES_IN_PAGE = 60  # as many as are read for one page, where each has few rows


@dataclass(frozen=True)
class IssueFacts:
    """One issue: `rows` of each listing, time limits by month of their last day, duties by agency, pairs of agencies,
    diagnostics by code."""

    issue: Issue
    year: str
    rows: Counter[str]
    months: Counter[str]
    duties: Counter[str]
    pairs: pictures.Pairs
    codes: Counter[str]


def issue_facts(view: IssueView) -> IssueFacts:
    """The facts of one issue."""
    months = ledger.month_counts(view.compiled.deadlines)
    rows = Counter({name: view.compiled.count(name) for name in ("documents", "tasks", "events", "citations")})
    return IssueFacts(
        issue=view.issue,
        year=view.year,
        rows=rows + Counter(deadlines=view.compiled.count("deadlines") - months.total(), quality=view.compiled.count("diagnostics")),
        months=months,
        duties=Counter({agency: len(duties) for agency, duties in view.duties_of.items()}),
        pairs=pictures.shared_clauses(view),
        codes=Counter(found.code for found in view.compiled.diagnostics),
    )


@dataclass
class Spread:
    """Where the rows of a listing are: the places of issues in the collection, and how many rows each has."""

    places: array[int] = field(default_factory=lambda: array("L"))
    rows: array[int] = field(default_factory=lambda: array("L"))

    def add(self, place: int, rows: int) -> None:
        if rows:
            self.places.append(place)
            self.rows.append(rows)

    @property
    def total(self) -> int:
        return sum(self.rows)

    def by_years(self, years: Sequence[str]) -> dict[str, int]:
        """Year → rows, latest first; issues that name no year come last. `years` is the year of each place."""
        found: Counter[str] = Counter()
        for place, rows in zip(self.places, self.rows, strict=True):
            found[years[place]] += rows
        return dict(sorted(found.items(), key=lambda item: (item[0] != NO_YEAR, item[0]), reverse=True))

    def pages(self, years: Sequence[str], size: int | None = None) -> dict[str, list[tuple[int, ...]]]:
        """Year → its pages, each as the places of its issues: as many as have `size` (`ROWS_IN_PAGE`) rows together, at
        least one and at most `ISSUES_IN_PAGE`."""
        of_year: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, rows in zip(self.places, self.rows, strict=True):
            of_year[years[place]].append((place, rows))
        return {year: list(cut(held, size or ROWS_IN_PAGE)) for year, held in of_year.items()}


def cut(issues: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, ...]]:
    """(place, rows) of issues → the places of each page. What comes later never changes an earlier page."""
    page: list[int] = []
    held = 0
    for place, rows in issues:
        if page and (held + rows > size or len(page) == ISSUES_IN_PAGE):
            yield tuple(page)
            page, held = [], 0
        page.append(place)
        held += rows
    if page:
        yield tuple(page)


@dataclass
class SiteFacts:
    """All issues together."""

    issues: list[Issue] = field(default_factory=list)
    years: list[str] = field(default_factory=list)  # of each issue
    listings: dict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))
    months: dict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))
    duties: dict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))  # of each agency
    pairs: pictures.Pairs = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def by_years(self) -> bool:
        """Whether the collection is listed by years: all listings are as soon as one does not fit a page."""
        due = sum(month.total for month in self.months.values())
        return max([due, *(listing.total for listing in self.listings.values())]) > ROWS_IN_PAGE

    @property
    def month_counts(self) -> dict[str, int]:
        """Month → time limits that fall due in it, earliest first."""
        return {month: spread.total for month, spread in sorted(self.months.items())}


def site_facts(facts: Iterable[IssueFacts]) -> SiteFacts:
    """The facts of all issues, given in the order of the collection."""
    site = SiteFacts()
    for place, one in enumerate(facts):
        site.issues.append(one.issue)
        site.years.append(one.year)
        for spreads, counts in ((site.listings, one.rows), (site.months, one.months), (site.duties, one.duties)):
            for name, rows in counts.items():
                spreads[name].add(place, rows)
        site.pairs.update(one.pairs)
        site.codes.update(one.codes)
    return site
