"""The frames of the site's pages, made once by MkDocs as a build makes them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from parser import build, pages
from parser.website import frames


def site_frames(folder: Path | None = None) -> frames.Frames:
    """Let MkDocs make the hand-written pages and the frames in `folder`/site, or in a folder that is then removed."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return site_frames(Path(made))
    pages.write_sources(folder / "docs")
    build.run_mkdocs(folder / "docs", folder / "site")
    return frames.take_frames(folder / "site")
