"""What the program and its tests import is declared, and the README says why it is there."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from parser import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNNING = PROJECT["dependencies"]
CLUSTER, DEVELOPING, BENCH = (PROJECT["optional-dependencies"][name] for name in ("cluster", "dev", "bench"))


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements}


def imported(folder: Path) -> set[str]:
    """The installed distributions that the modules below a folder import."""
    known, found = packages_distributions(), set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found |= {known[name][0].lower().replace("_", "-") for module in modules if (name := module.split(".")[0]) in known}
    return found


@pytest.mark.parametrize(("folder", "declared"), [
    ("parser", [*RUNNING, *CLUSTER]), ("tests", [*RUNNING, *CLUSTER, *DEVELOPING, *BENCH]),
])
def test_every_package_that_is_imported_is_declared(folder, declared):
    assert imported(ROOT / folder) - names(declared) == set()


def test_the_readme_says_why_each_package_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Dependencies")[2].lower()
    types = {name for name in names(DEVELOPING) if "stubs" in name or name.startswith("types-")}
    assert {name for name in names([*RUNNING, *CLUSTER, *DEVELOPING, *BENCH]) - types if name not in text} == set()
