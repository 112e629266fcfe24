"""One listing cut into pages: the whole of it, or by years with a front page that shows the latest and leads to all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from parser.page_files import Page
from parser.wording import period_name

Row = TypeVar("Row")


@dataclass(frozen=True)
class Span:
    """What part of a listing a page shows. `part` is what the address says: a year, a month, "" for the whole.

    `front`: the page at the listing's own address; `years` are then (year, rows) to lead to, latest first, and `total`
    counts the rows of the whole collection."""

    part: str = ""
    front: bool = True
    years: tuple[tuple[str, int], ...] = ()
    total: int = 0

    @property
    def address(self) -> str:
        return f"{self.part}/" if self.part else ""

    @property
    def title(self) -> str:
        """2019年, 2019年7月"""
        return period_name(self.part)


@dataclass(frozen=True)
class ListingPage:
    """Where a page stands in its listing, as the templates say it. `home` is the listing's address below the root."""

    home: str
    name: str
    span: Span
    number: int
    pages: int
    first: int  # how many rows stand on the pages before
    total: int  # rows of the whole collection on a front page, else of the span

    @property
    def here(self) -> str:
        """2019年第2页; "" for a front page."""
        page = f"第{self.number}页" if self.number > 1 else ""
        return page if self.span.front else self.span.title + page

    @property
    def title(self) -> str:
        """公文, 公文（2019年）, 公文（2019年第2页）"""
        return f"{self.name}（{self.here}）" if self.here else self.name

    def page_links(self) -> Iterator[tuple[str, str]]:
        """(number, address below the root) of the first and last page and those near this one, "" where some are left out."""
        shown = sorted({1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)})
        for at, number in enumerate(shown):
            if at and number > shown[at - 1] + 1:
                yield "", ""
            yield str(number), page_address(self.home, self.span, number)

    def year_links(self, root: str) -> list[tuple[str, str, int]]:
        """(title, link from a page whose way to the root is `root`, rows) of the years."""
        return [(period_name(year), f"{root}{self.home}{year}/", rows) for year, rows in self.span.years]


def page_address(home: str, span: Span, number: int) -> str:
    """tasks/, tasks/2/, tasks/2019/, tasks/2019/2/; a front page's further pages are those of its year."""
    if number == 1:
        return home if span.front else f"{home}{span.address}"
    return f"{home}{span.address}{number}/"


def listing_pages(
    home: str, name: str, description: str, template: str, rows: Sequence[Row], size: int, span: Span,
    values: Callable[[Sequence[Row]], dict[str, Any]],
) -> Iterator[Page]:
    """The pages of a span, `size` rows each; of a front page whose collection is listed by years the first alone."""
    pages = max(1, -(-len(rows) // size))
    for number in range(1, (1 if span.front and span.part else pages) + 1):
        first = (number - 1) * size
        total = span.total if span.front else len(rows)
        listing = ListingPage(home, name, span, number, pages, first, total)
        shown = values(rows[first : first + size])
        yield Page(page_address(home, span, number), listing.title, description, template, {"listing": listing, **shown})
