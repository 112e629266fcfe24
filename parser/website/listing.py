"""Where a page stands in its listing: the front page, at the listing's own address, or a page of a year or month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from parser.website.page_files import Page
from parser.wording import period_name


@dataclass(frozen=True)
class Place:
    """One page of a listing. `home` is the listing's address, `name` its title.

    A page of a part: `part` is a year or month, `number` counts from 1. The first knows how many `pages` there are, the
    others only whether one follows, so that no page changes but the first and the last when one is added.
    The front page has no number: it holds everything (`part` is ""), or the latest rows of the year `part`, and leads
    to all `years`, given as (year, rows)."""

    home: str
    name: str
    part: str = ""
    number: int = 0
    pages: int = 0
    is_last: bool = True
    years: tuple[tuple[str, int], ...] = ()

    @property
    def is_front(self) -> bool:
        return self.number == 0

    @property
    def address(self) -> str:
        """tasks/, tasks/2019/, tasks/2019/2/"""
        return self.home if self.is_front else self._address(self.number)

    @property
    def here(self) -> str:
        """2019年, 2019年第2页; "" for a front page."""
        if self.is_front:
            return ""
        return period_name(self.part) + (f"第{self.number}页" if self.number > 1 else "")

    @property
    def title(self) -> str:
        """公文, 公文（2019年）, 公文（2019年第2页）"""
        return f"{self.name}（{self.here}）" if self.here else self.name

    @property
    def period(self) -> str:
        """2019年, 2019年7月; "" for a front page that holds everything."""
        return period_name(self.part)

    def page_links(self, root: str) -> Iterator[tuple[str, str]]:
        """(name, link) of the other pages of the part: all on its first page, else the first and those beside this one."""
        if self.number == 1:
            yield from ((f"第{number}页", root + self._address(number)) for number in range(2, self.pages + 1))
        elif self.number:
            yield "第1页", root + self._address(1)
            if self.number > 2:
                yield "上一页", root + self._address(self.number - 1)
            if not self.is_last:
                yield "下一页", root + self._address(self.number + 1)

    def year_links(self, root: str) -> list[tuple[str, str, int]]:
        """(name, link, rows) of the years."""
        return [(period_name(year), f"{root}{self.home}{year}/", rows) for year, rows in self.years]

    def page(self, description: str, template: str, **values: Any) -> Page:
        """The page at this place."""
        return Page(self.address, self.title, description, template, {"listing": self, **values})

    def numbered(self, number: int, pages: int) -> Place:
        """The page of this number among so many."""
        return replace(self, number=number, pages=pages if number == 1 else 0, is_last=number == pages)

    def _address(self, number: int) -> str:
        return "/".join([self.home.removesuffix("/"), *filter(None, [self.part, str(number) if number > 1 else ""]), ""])
