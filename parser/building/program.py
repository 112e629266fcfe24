"""The program that runs, as one digest: what was made by another program, or with other libraries, is not taken over."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import re
import sys
import tomllib

from parser import ROOT
from parser.building.checksums import add_file

_MADE_OF = ("parser/**/*.py", "parser/**/*.toml", "schemas/*.json")


@functools.cache
def digest() -> str:
    """SHA-256 over the code, its rule tables, the schemas, and the versions of Python and of the libraries it names."""
    summed = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for name, version in _libraries().items():
        summed.update(f"{name} {version}\n".encode())
    for file in sorted({file for pattern in _MADE_OF for file in ROOT.glob(pattern)}):
        add_file(summed, file.relative_to(ROOT).as_posix(), file)
    return summed.hexdigest()


def _libraries() -> dict[str, str]:
    """The libraries that pyproject.toml names → the versions installed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = sorted(re.match(r"[\w.-]+", wanted)[0] for wanted in project["dependencies"])  # type: ignore[index]
    return {name: importlib.metadata.version(name) for name in names}
