"""How large the measured collections are: as the requirements say, or small, to see whether everything runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Numbers of issues, of pages of documents, of repetitions, and of searches for words taken at random."""

    issues: int
    fewer_issues: int
    site_pages: int
    more_site_pages: int
    index_pages: int
    repeats: int
    searches: int


FULL = Sizes(issues=1200, fewer_issues=120, site_pages=1200, more_site_pages=4800, index_pages=10000, repeats=8, searches=100)
QUICK = Sizes(issues=60, fewer_issues=16, site_pages=80, more_site_pages=320, index_pages=400, repeats=2, searches=10)
