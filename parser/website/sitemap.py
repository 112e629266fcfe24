"""The sitemap: every page of the site, for search engines (https://www.sitemaps.org/protocol.html).

Without dates: the same input makes the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from parser.website.page_files import write_file
from parser.website.site_address import address

IN_ONE_FILE = 50_000  # addresses, as the protocol allows
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(site: Path, in_one_file: int = IN_ONE_FILE) -> None:
    """Write `sitemap.xml` for the pages in `site`; of very many pages it names files `sitemaps/N.xml` that list them."""
    pages = sorted(_pages(site))
    if len(pages) <= in_one_file:
        write_file(site / "sitemap.xml", _urls(pages))
        return
    parts = [pages[start : start + in_one_file] for start in range(0, len(pages), in_one_file)]
    names = [f"sitemaps/{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        write_file(site / name, _urls(part))
    listed = "".join(f"<sitemap><loc>{escape(address(name))}</loc></sitemap>\n" for name in names)
    write_file(site / "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{listed}</sitemapindex>\n")


def _pages(site: Path) -> Iterator[str]:
    """The addresses below the root of the pages that are there."""
    for folder, _, files in os.walk(site):
        if "index.html" in files:
            place = Path(folder).relative_to(site).as_posix()
            yield "" if place == "." else f"{place}/"


def _urls(pages: list[str]) -> str:
    listed = "".join(f"<url><loc>{escape(address(page))}</loc></url>\n" for page in pages)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{listed}</urlset>\n"
