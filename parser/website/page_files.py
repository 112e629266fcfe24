"""Writes a page: its body from a template of site/templates/, within its frame; and copies the hand-written files."""

from __future__ import annotations

import functools
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from parser import ROOT, wording
from parser.gazette import gazette
from parser.record_ids import anchor, place
from parser.website import colours
from parser.website.frames import Frames, frame_address
from parser.website.site_address import address as full_address

SITE = ROOT / "site"

_SPACE = re.compile(r"[ \t]*\n[ \t\n]*")


@dataclass(frozen=True)
class Page:
    """One page: its address below the web root (`""` or ending in a slash), the name of its template and its values."""

    address: str
    title: str
    description: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)  # schema.org description, JSON-LD

    @property
    def root(self) -> str:
        """The way from the page to the web root: `../../` for documents/xsf-2019-41/."""
        return "../" * self.address.count("/")


@functools.cache
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
    environment.globals["anchor"], environment.globals["place"] = anchor, place
    return environment


def write_page(page: Page, frames: Frames, folder: Path) -> None:
    """Write one page as `folder/ADDRESS/index.html`."""
    write_file(folder / page.address / "index.html", render_page(page, frames))


def render_page(page: Page, frames: Frames) -> str:
    """One page as HTML."""
    body = templates().get_template(f"{page.template}.html").render({"root": page.root, "title": page.title, **page.values})
    address = full_address(page.address)
    return frames[frame_address(page.address)].fill({
        "title": page.title,
        "description": page.description,
        "address": address,
        "about": _described(page, address),
        "body": Markup(_SPACE.sub("\n", body).strip()),
    })


def _described(page: Page, address: str) -> Markup:
    """What the page is about as JSON-LD, for search engines; nothing when nothing is said."""
    if not page.about:
        return Markup()
    described = {
        "@context": "https://schema.org", "name": page.title, "description": page.description, "url": address, "inLanguage": "zh-CN",
        **{name: value for name, value in page.about.items() if value is not None},
    }  # fmt: skip
    json = htmlsafe_json_dumps(described, ensure_ascii=False, sort_keys=True)
    return Markup('<script type="application/ld+json">{}</script>').format(json)


def write_file(path: Path, text: str) -> None:
    """Write UTF-8 with line feeds, making the folders that are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def copy_hand_written(docs: Path) -> None:
    """site/pages/ or what the gazette has instead, site/assets/, and the style sheet and icon in the gazette's colours."""
    shutil.copytree(SITE / "pages", docs, dirs_exist_ok=True)
    if gazette().pages.is_dir():
        shutil.copytree(gazette().pages, docs, dirs_exist_ok=True)
    shutil.copytree(SITE / "assets", docs / "assets", dirs_exist_ok=True)
    write_file(docs / "assets" / "css" / "gazette.css", colours.style_sheet(gazette().colours))
    write_file(docs / "assets" / "favicon.svg", colours.favicon(gazette().colours, gazette().icon))
