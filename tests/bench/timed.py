"""A compile or a build in a process of its own, which prints how many seconds each of its steps took:

    python -m tests.bench.timed compile SOURCES STORE JOBS
    python -m tests.bench.timed build SOURCES OUTPUT JOBS
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parser.building.source_files import compile_sources
from parser.building.source_folder import find_sources
from tests.bench.measuring import peak_megabytes, run_python

MKDOCS = "MkDocs"


@dataclass(frozen=True)
class Timed:
    """Seconds by the clock from step to step, `start` being the interpreter and imports; peak megabytes of the process
    and of the largest that it started, added."""

    start: float
    steps: dict[str, float]
    megabytes: float

    @property
    def seconds(self) -> float:
        """All steps; starting Python does not count."""
        return sum(self.steps.values())


def timed(command: str, sources: Path, target: Path, jobs: int = 2) -> Timed:
    """Run this module; raises RuntimeError when it fails."""
    run = run_python("-m", "tests.bench.timed", command, str(sources), str(target), str(jobs))
    told = json.loads(run.output.splitlines()[-1])
    return Timed(run.seconds - sum(told["steps"].values()), told["steps"], told["megabytes"])


def main(command: str, sources: Path, target: Path, jobs: int) -> None:
    marks: list[tuple[str, float]] = []

    def say(line: str) -> None:
        marks.append((line.split()[0], time.perf_counter()))

    if command == "compile":
        say("读取")
        compile_sources(find_sources([sources]), target, jobs)
    else:
        _build(sources, target, jobs, say)
    say("end")
    steps: dict[str, float] = {}
    for (name, started), (_, ended) in itertools.pairwise(marks):
        steps[name] = steps.get(name, 0) + ended - started
    print(json.dumps({"steps": steps, "megabytes": peak_megabytes(resource.RUSAGE_SELF) + peak_megabytes(resource.RUSAGE_CHILDREN)}))


def _build(sources: Path, target: Path, jobs: int, say: Callable[[str], None]) -> None:
    from parser import build as builder  # here: processes that only compile import this module too, as their main one

    run_mkdocs = builder.run_mkdocs

    def run_mkdocs_timed(*arguments: Path) -> None:
        say(MKDOCS)
        run_mkdocs(*arguments)
        say("其余")

    builder.run_mkdocs = run_mkdocs_timed
    say("读取")
    builder.build(sources, target, say, jobs=jobs)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
