"""All pages of a site, and its search index, against Jinja rendering the pages of issues and documents to files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parser import issue_pages, pages, search, sitemap
from parser.compiled import Collection
from parser.issue_view import IssueView
from parser.page_files import Page, templates
from parser.source_files import compile_sources
from parser.source_folder import find_sources
from tests.bench.frames import site_frames
from tests.bench.measuring import Reading
from tests.bench.sizes import Sizes
from tests.corpus import write
from tests.corpus.plan import WHOLE_DOCUMENTS


@dataclass(frozen=True)
class Taken:
    """Seconds of processor time for a collection's pages."""

    site: float
    index: float
    jinja: float
    documents: int


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Pages are made from compiled issues in files: neither compiling nor the datasets count."""
    few, many = (_take(documents) for documents in (sizes.site_pages, sizes.more_site_pages))
    return {
        "site": Reading(few.site, few.jinja, "s", "含 MkDocs、列表、机关页与站点地图"),
        "index": Reading(few.index, few.jinja, "s"),
        "growth": Reading(1000 * many.site / many.documents, 1000 * few.site / few.documents, "ms"),
    }


def _take(documents: int) -> Taken:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "sources", documents // WHOLE_DOCUMENTS)
        collection = compile_sources(find_sources([folder / "sources"]), folder / "compiled", jobs=2)
        started = time.process_time()
        _write_site(collection, folder)
        site = time.process_time() - started
        started = time.process_time()
        search.write_index(collection, folder / "index")
        index = time.process_time() - started
        return Taken(site, index, _render(collection, folder / "plain"), collection.count("documents"))


def _write_site(collection: Collection, folder: Path) -> None:
    """What a build writes as pages, from nothing."""
    site = folder / "site"
    held = site_frames(folder)
    pages.write_pages(collection, held, site)
    sitemap.write_sitemap(site)


def _render(collection: Collection, folder: Path) -> float:
    """Seconds that Jinja takes to render the bodies of the same issues' and documents' pages and to write them; the values
    are made before the clock starts."""
    spent = 0.0
    for issue in collection.issues:
        made = list(_values(IssueView(issue)))
        started = time.process_time()
        for page in made:
            body = templates().get_template(f"{page.template}.html").render({"root": page.root, "title": page.title, **page.values})
            file = folder / page.address / "index.html"
            file.parent.mkdir(parents=True)
            file.write_text(body, encoding="utf-8")
        spent += time.process_time() - started
    return spent


def _values(view: IssueView) -> Iterator[Page]:
    yield issue_pages.issue(view)
    yield from issue_pages.documents(view)
