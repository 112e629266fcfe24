"""The real site, built once for the tests that read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.pop("GAZETTE", None)  # the tests know the gazette in the repository, whichever one is being compiled


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web root that `make site` makes of the issues in the repository."""
    from parser.build import build  # reads which gazette it is

    output = tmp_path_factory.mktemp("build")
    build(output=output)
    return output / "site"
