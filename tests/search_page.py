"""A page on the disk with the search's script and an index, in a real browser: for the tests of the search."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from parser import search
from parser.collection import Collection

ASSETS = Path(__file__).resolve().parent.parent / "site" / "assets" / "search"
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"></head>
<body><header><a href="{root}search/" data-search-open>搜索</a></header>
<main><h1>{title}</h1>{main}</main>{scripts}</body></html>
"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium: what `CHROMIUM` names, the system's, or playwright's; without one tests skip, on CI they fail."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no browser: {error}")
        yield started
        started.close()


def write_site(collection: Collection, folder: Path) -> Path:
    """An index with the script beside it and three pages: a home, `search/`, and `bare.html` with the engine alone."""
    search.write_index(collection, folder)
    shutil.copytree(ASSETS, folder / "assets" / "search")
    for name, title, root, names, main in (
        ("index.html", "首页", "", ["open.js"], "<label>别处<input></label>"),
        ("search/index.html", "搜索", "../", ["open.js"], "<div data-search-page></div>"),
        ("bare.html", "只有引擎", "", ["normal.js", "search.js"], ""),
    ):
        scripts = "".join(f'<script src="{root}assets/search/{script}" defer></script>' for script in names)
        content = PAGE.format(title=title, root=root, scripts=scripts, main=main)
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return folder


class Engine:
    """The script's `find` on a page opened from the disk."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page = page
        page.goto((site / "bare.html").as_uri())

    def find(self, query: str, filters: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """All results of a search, in the order in which a reader would see them."""
        script = "async ([query, filters]) => (await gazetteSearch.find(query, filters)).all()"
        results: list[dict[str, Any]] = self.page.evaluate(script, [query, filters or {}])
        return results
