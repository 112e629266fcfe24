"""The browser, and the real site as a host serves it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from search_page import browser

from parser.website import serve
from parser.website.site_address import base


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site under the path of its published address, as on a host that it shares, with the headers of such a host.

    So whatever the content security policy forbids shows in the console, and `guarded` fails.
    """
    folder = urlsplit(base()).path

    class Handler(serve.Pages):
        def translate_path(self, path: str) -> str:
            inside = path.removeprefix(folder) if path.startswith(folder) else "outside"
            return super().translate_path("/" + inside)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{folder}"
    server.shutdown()
