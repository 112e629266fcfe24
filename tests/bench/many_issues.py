"""Compiling many issues: with two processes and one, again with nothing changed, and the memory that it takes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measuring import Reading, median_of, progress, run_python
from tests.bench.sizes import Sizes
from tests.bench.timed import timed
from tests.corpus import write


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Whole issues, as large as real ones, and the command `compile` over small ones; seconds by the clock."""
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
        progress(f"运行 compile 命令，{sizes.issues} 期")
        again = _again(folder / "small", folder / "data", sizes.issues)
    return {
        "two-processes": median_of([(one.seconds, two.seconds) for one, two in pairs], "s"),
        "again": again,
        "memory": Reading(first.megabytes, pairs[0][1].megabytes, "MB", "主进程与最大子进程之和"),
    }


def _again(sources: Path, output: Path, issues: int) -> Reading:
    """The command over small issues: the second time against the first, starting Python aside."""
    write(sources, issues, flavour="small")
    command = ("-m", "parser", "compile", str(sources), "--output", str(output), "--jobs", "1")
    start = min(run_python("-m", "parser", "--help").seconds for _ in range(3))
    first = run_python(*command).seconds - start
    again = min(run_python(*command).seconds for _ in range(3)) - start
    return Reading(again, first, "s", f"短的公报，一个进程，写出 JSON 与 CSV；启动 Python 另需 {start:.2f} s")
