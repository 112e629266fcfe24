"""Writes a page as a Markdown file whose body is one block of HTML, and copies the site's hand-written files."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from parser import colours, wording
from parser.gazette import gazette

SITE = Path(__file__).resolve().parent.parent / "site"

# How many rows stand in a page itself; the rest is in the 任务台账 or in the data, and the page says so.
ROWS_IN_PAGE = 1000  # of what the page is for
ROWS_IN_SECTION = 300  # of what another page shows in full


@dataclass(frozen=True)
class Page:
    """One page: its address below the web root (`""` or ending in a slash), and the values of its template."""

    address: str
    title: str
    description: str
    values: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)  # schema.org description, JSON-LD

    @property
    def root(self) -> str:
        """The way from the page to the web root: `../../` for documents/xsf-2019-41/."""
        return "../" * self.address.count("/")


def templates() -> jinja2.Environment:
    """The templates of site/templates/: what a document says is always escaped, a misspelt name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SITE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = wording
    environment.globals["gazette"] = gazette()
    return environment


def write_page(page: Page, template: jinja2.Template, docs: Path) -> None:
    """Render one page into `docs`; what is in the front matter is read by site/overrides/main.html."""
    body = template.render({"root": page.root, "title": page.title, **page.values})
    # A blank line or an indented one would give Markdown something to read.
    lines = (line.strip(" \t") for line in body.split("\n"))
    head = {
        "title": page.title,
        "description": page.description,
        "about": {name: value for name, value in page.about.items() if value is not None},
    }
    front_matter = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    text = f"---\n{front_matter}---\n\n" + "\n".join(line for line in lines if line) + "\n"
    write_file(docs / page.address / "index.md", text)


def write_file(path: Path, text: str) -> None:
    """Write UTF-8 with line feeds, making the folders that are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def copy_hand_written(docs: Path) -> None:
    """site/pages/ and site/assets/ as they are, and the style sheet and icon in the gazette's colours."""
    shutil.copytree(SITE / "pages", docs, dirs_exist_ok=True)
    shutil.copytree(SITE / "assets", docs / "assets", dirs_exist_ok=True)
    write_file(docs / "assets" / "css" / "gazette.css", colours.style_sheet(gazette().colours))
    write_file(docs / "assets" / "favicon.svg", colours.favicon(gazette().colours, gazette().icon))
