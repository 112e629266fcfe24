"""The address at which the site is published: `url` in gazette.toml, the one place that names it."""

from __future__ import annotations

from urllib.parse import urlsplit

from parser.gazette import gazette


def base() -> str:
    """The address of the home page, ending in a slash."""
    return gazette().url


def address(path: str) -> str:
    """The full address of a file or page of the site, such as `documents/xsz-2019-46/#e-2-5-1`."""
    return base() + path


def host() -> str:
    """The name of the host in `base()`, for identifiers that must be unique in the world."""
    return urlsplit(base()).netloc
