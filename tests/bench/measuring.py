"""How time and memory are taken: processor time in one process, wall time and peak memory of a process of its own."""

from __future__ import annotations

import functools
import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_Memo = type(functools.lru_cache(lambda: None))


PROGRESS = "… "  # begins a line that says how far a measurement is


def progress(text: str) -> None:
    """Tell whoever waits what is measured next."""
    print(PROGRESS + text, flush=True)


@dataclass(frozen=True)
class Reading:
    """What was measured, and its yardstick in the same unit; without a yardstick the value itself is judged."""

    value: float
    yardstick: float | None
    unit: str
    note: str = ""

    @property
    def figure(self) -> float:
        """What the requirement speaks of: value ÷ yardstick, or the value."""
        return self.value if self.yardstick is None else self.value / self.yardstick


def milliseconds(function: Callable[[], Any]) -> float:
    """Processor time of one call: what else runs on the machine does not count."""
    gc.collect()
    started = time.process_time()
    function()
    return (time.process_time() - started) * 1000


def median_of(readings: Iterable[tuple[float, float]], unit: str, note: str = "") -> Reading:
    """Measurements taken in turn, each with its yardstick: the median of either."""
    values, yardsticks = zip(*readings, strict=True)
    return Reading(statistics.median(values), statistics.median(yardsticks), unit, note)


def forget_texts() -> None:
    """Clear what the parser remembers of texts it has seen (caches of a limited size), so that a page read twice is read anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("parser.") and isinstance(module, ModuleType):
            for value in vars(module).values():
                if isinstance(value, _Memo) and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


@dataclass(frozen=True)
class Run:
    """One process from start to end: seconds by the clock, and what it printed."""

    seconds: float
    output: str


def run_python(*arguments: str) -> Run:
    """Run `python …` at the repository's root; raises RuntimeError with its last words when it fails."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        words = done.stdout.strip().splitlines() or [f"exit {done.returncode}"]
        raise RuntimeError(f"{' '.join(arguments[:4])} …: {words[-1]}")
    return Run(time.perf_counter() - started, done.stdout)


def peak_megabytes(whose: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process has held, or the largest of those that it started and that have ended."""
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10  # ru_maxrss: bytes there, kilobytes elsewhere
    return resource.getrusage(whose).ru_maxrss / scale


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder: its inode and the time of its last change, either of which a rewrite would alter."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (stat.st_ino, stat.st_mtime_ns)
    return found
