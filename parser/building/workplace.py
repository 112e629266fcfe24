"""Where a run works: what it keeps for the next one, what the last one left, and how many processes it may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Workplace:
    """`kept` holds what is made and kept (a folder of the run's own, thrown away with it, when nothing is to be kept);
    `last` is the folder of published files that this run replaces, None when nothing is to be taken from it."""

    kept: Path
    last: Path | None = None
    jobs: int = 1
