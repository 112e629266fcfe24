"""All pages of a site, and its search index, against Jinja rendering the pages of issues and documents to files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from parser import pages, search
from parser.building.source_files import compile_sources
from parser.building.source_folder import find_sources
from parser.collection import Collection
from parser.website import issue_pages, sitemap
from parser.website.issue_view import IssueView
from parser.website.page_files import Page, templates
from tests.bench.frames import site_frames
from tests.bench.measuring import Reading, milliseconds, progress
from tests.bench.sizes import Sizes
from tests.corpus import write
from tests.corpus.plan import WHOLE_DOCUMENTS


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Pages are made from compiled issues in files: neither compiling nor the datasets count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = _compiled(sizes.site_pages, folder)
        progress(f"{sizes.site_pages} 件公文的网页")
        site = milliseconds(lambda: _write_site(few, folder / "few")) / 1000
        progress("同样公文的检索索引")
        index = milliseconds(lambda: search.write_index(few, folder / "index")) / 1000
        progress("只用 Jinja 渲染")
        jinja = _render(few, folder / "plain")
        many = _compiled(sizes.more_site_pages, folder)
        progress(f"{sizes.more_site_pages} 件公文的网页")
        more = milliseconds(lambda: _write_site(many, folder / "many"))
    return {
        "site": Reading(site, jinja, "s", "含 MkDocs、列表、机关页与站点地图"),
        "index": Reading(index, jinja, "s"),
        "growth": Reading(more / sizes.more_site_pages, 1000 * site / sizes.site_pages, "ms"),
    }


def _compiled(documents: int, folder: Path) -> Collection:
    """Whole issues with so many documents, compiled into files."""
    progress(f"编译 {documents} 件公文")
    write(folder / f"sources-{documents}", documents // WHOLE_DOCUMENTS)
    return compile_sources(find_sources([folder / f"sources-{documents}"]), folder / f"compiled-{documents}", jobs=2)


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
