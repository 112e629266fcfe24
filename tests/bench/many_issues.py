"""Compiling many issues: with two processes and one, again with nothing changed, and the memory that it takes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measuring import Reading, median_of, progress
from tests.bench.sizes import Sizes
from tests.bench.timed import timed
from tests.corpus import write


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Whole issues, as large as real ones; seconds by the clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        write(few, sizes.fewer_issues)
        write(many, sizes.issues)
        progress(f"编译 {sizes.fewer_issues} 期，一个进程与两个进程")
        pairs = [
            (timed("compile", few, folder / f"one-{n}", jobs=1), timed("compile", few, folder / f"two-{n}", jobs=2)) for n in range(2)
        ]
        progress(f"编译 {sizes.issues} 期")
        first = timed("compile", many, folder / "store")
        again = min((timed("compile", many, folder / "store") for _ in range(3)), key=lambda run: run.seconds)
    return {
        "two-processes": median_of([(one.seconds, two.seconds) for one, two in pairs], "s"),
        "again": Reading(again.seconds, first.seconds, "s", f"启动 Python 另需 {again.start:.1f} s"),
        "memory": Reading(first.megabytes, pairs[0][1].megabytes, "MB", "主进程与最大子进程之和"),
    }
