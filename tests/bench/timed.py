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
from dataclasses import dataclass
from pathlib import Path

from parser import build as builder
from parser.source_files import compile_sources
from parser.source_folder import find_sources
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

    run_mkdocs = builder.run_mkdocs

    def run_mkdocs_timed(*arguments: Path) -> None:
        say(MKDOCS)
        run_mkdocs(*arguments)
        say("其余")

    say("读取")
    if command == "compile":
        compile_sources(find_sources([sources]), target, jobs)
    else:
        builder.run_mkdocs = run_mkdocs_timed
        builder.build(sources, target, say, jobs=jobs)
    say("end")
    steps: dict[str, float] = {}
    for (name, started), (_, ended) in itertools.pairwise(marks):
        steps[name] = steps.get(name, 0) + ended - started
    print(json.dumps({"steps": steps, "megabytes": peak_megabytes(resource.RUSAGE_SELF) + peak_megabytes(resource.RUSAGE_CHILDREN)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
