"""The address at which the site is published: `site_url` in mkdocs.yml, the one place that names it."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from urllib.parse import urlsplit

MKDOCS = Path(__file__).resolve().parent.parent / "mkdocs.yml"


@functools.cache
def base() -> str:
    """`site_url` of mkdocs.yml, ending in a slash; raises `ValueError` when mkdocs.yml does not name it."""
    # site_url: https://example.org/gazette/
    named = re.search(r"""^site_url:\s*["']?([^\s"'#]+)""", MKDOCS.read_text(encoding="utf-8"), re.MULTILINE)
    if named is None:
        raise ValueError(f"{MKDOCS} 没有写明 site_url")
    return named[1].rstrip("/") + "/"


def address(path: str) -> str:
    """The full address of a file or page of the site, such as `documents/xsz-2019-46/#e-2-5-1`."""
    return base() + path


def host() -> str:
    """The name of the host in `base()`, for identifiers that must be unique in the world."""
    return urlsplit(base()).netloc
