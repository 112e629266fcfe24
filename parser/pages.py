"""Renders the website's pages into a folder of Markdown files, which MkDocs only wraps.

To add a kind of page, give it a row in `PAGES` and a template of the same name in `site/templates/`. A page's body is
one block of HTML that Jinja renders with autoescape, so Markdown finds nothing to convert in what a document says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parser import collection_pages, data_pages, duty_pages, ledger
from parser.compiled import Collection
from parser.lookup import Lookup, look_up
from parser.page_files import Page, copy_hand_written, templates, write_file, write_page


@dataclass(frozen=True)
class PageKind:
    """A kind of page: `template` names the file in site/templates/, `pages` gives its pages."""

    template: str
    pages: Callable[[Lookup], Iterator[Page]]


PAGES = (
    PageKind("home", collection_pages.home),
    PageKind("issues", collection_pages.issues),
    PageKind("issue", collection_pages.issue),
    PageKind("documents", collection_pages.documents),
    PageKind("document", collection_pages.document),
    PageKind("agencies", duty_pages.agencies),
    PageKind("agency", duty_pages.agency),
    PageKind("tasks", duty_pages.tasks),
    PageKind("deadlines", duty_pages.deadlines),
    PageKind("events", collection_pages.events),
    PageKind("citations", collection_pages.citations),
    PageKind("quality", collection_pages.quality),
    PageKind("rules", data_pages.rules),
    PageKind("data_use", data_pages.data_use),
    PageKind("data_fields", data_pages.data_fields),
    PageKind("search", data_pages.search),
)


def write_pages(collection: Collection, docs: Path, files: Path | None = None) -> None:
    """Write all pages, their scripts' data and the hand-written files into the folder `docs`, MkDocs' `docs_dir`.

    `files` is the folder that holds the published data as `data/…`, for its sizes and checksums on the data page.
    """
    lookup = look_up(collection)
    environment = templates()
    for kind in PAGES:
        template = environment.get_template(f"{kind.template}.html")
        for page in kind.pages(lookup):
            write_page(page, template, docs)
    write_page(data_pages.data(lookup, files), environment.get_template("data.html"), docs)
    write_file(docs / "tasks" / "rows.js", ledger.tasks_script(lookup))
    write_file(docs / "tasks" / "texts.js", ledger.texts_script(lookup))
    for month, script in ledger.month_scripts(lookup).items():
        write_file(docs / "deadlines" / f"{month}.js", script)
    copy_hand_written(docs)
