"""Small JSON records that a run keeps for the next one, and the states of files that they name."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def file_state(file: str | Path) -> list[int]:
    """Size and time of a file: another one says that somebody wrote to it. Raises OSError when it is not there."""
    stat = os.stat(file)
    return [stat.st_size, stat.st_mtime_ns]


def read_record(file: Path) -> dict[str, Any]:
    """A record that an earlier run kept; empty when there is none, or none that is whole."""
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_record(file: Path, content: dict[str, Any]) -> None:
    """Keep a record at once: whoever reads it finds all of it or what was there before."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(json.dumps(content), encoding="utf-8", newline="\n")
    fresh.replace(file)
