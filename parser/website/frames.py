"""The frame around every generated page: what MkDocs and its theme make of a page, with places left for its content.

MkDocs renders the pages that people wrote (site/pages/) and a few *frame pages*: one for each section of the site and
depth of address, since only these decide the links of the header, the place that it marks, and the way to the style
sheets. In a frame page stand marks such as `@@body@@` where a generated page has its title, description, address and
body. `take_frames` cuts the frame pages' HTML at the marks, once; a page is then written by joining those pieces with
its own values. So MkDocs takes the same time however many documents there are, and what a document says is never looked
at again: not by Markdown, not by a template, not for marks.
"""

from __future__ import annotations

import functools
import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

SLOTS = ("title", "description", "address", "about", "body")
_MARK = re.compile(f"@@({'|'.join(SLOTS)})@@")
_STEP = "frame"

# Sections by the depth of their deepest generated page: tasks/2019/2/ is three deep. The home page is depth 0.
SECTIONS = {
    "issues": 2, "documents": 3, "agencies": 4, "tasks": 3, "deadlines": 3, "events": 3, "citations": 3, "quality": 3,
    "data": 2, "rules": 1, "search": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """HTML cut at its marks: text and names of slots by turns, beginning and ending with text."""

    pieces: tuple[str, ...]

    def fill(self, values: Mapping[str, str | Markup]) -> str:
        """The page with `values` in the slots: `Markup` as it is, plain text escaped."""
        texts, slots = self.pieces[::2], self.pieces[1::2]
        filled = [part for text, slot in zip(texts, slots, strict=False) for part in (text, escape(values[slot]))]
        return "".join([*filled, texts[-1]])


class Frames(dict[str, Frame]):
    """Frame address → its frame. Its `repr` is a digest: what is written within the same frames is the same."""

    def of(self, *sections: str) -> Frames:
        """The frames of these sections alone."""
        return Frames({address: frame for address, frame in self.items() if address.split("/")[0] in sections})

    @functools.cached_property
    def _digest(self) -> str:
        return hashlib.sha256(repr(sorted(self.items())).encode()).hexdigest()

    def __repr__(self) -> str:
        return f"Frames({self._digest})"


def frame_address(address: str) -> str:
    """The frame page of a page: documents/xsf-2019-41/ → documents/frame/, documents/ → documents/."""
    section, *deeper = address.rstrip("/").split("/")
    return "/".join([section, *(_STEP for _ in deeper), ""]) if section else ""


def frame_addresses() -> list[str]:
    """Every frame page of the site."""
    return ["", *(f"{section}/{f'{_STEP}/' * below}" for section, depth in SECTIONS.items() for below in range(depth))]


def write_frames(docs: Path) -> None:
    """Write the frame pages into `docs` for MkDocs; site/overrides/main.html puts the marks where they belong."""
    for address in frame_addresses():
        page = docs / address / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text('---\ntitle: "@@title@@"\ndescription: "@@description@@"\nframe: true\n---\n', encoding="utf-8", newline="\n")


def take_frames(site: Path) -> Frames:
    """Read the frame pages that MkDocs made in `site`, and remove them from it, and MkDocs' sitemap with them."""
    frames = Frames()
    for address in frame_addresses():
        page = site / address / "index.html"
        frames[address] = Frame(tuple(_MARK.split(page.read_text(encoding="utf-8"))))
        page.unlink()
    for sitemap in site.glob("sitemap.xml*"):
        sitemap.unlink()
    for section in SECTIONS:
        shutil.rmtree(site / section / _STEP, ignore_errors=True)
    return frames
