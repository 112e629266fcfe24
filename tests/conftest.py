"""The real site, built once for the tests that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from parser.build import build


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web root that `make site` makes of the issues in the repository."""
    output = tmp_path_factory.mktemp("build")
    build(output=output)
    return output / "site"
