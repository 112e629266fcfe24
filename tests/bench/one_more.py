"""One issue added to a published site: how long the build takes and which files it writes, against a build from nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measuring import Reading, files_in, progress
from tests.bench.sizes import Sizes
from tests.bench.timed import MKDOCS, Timed, timed
from tests.corpus import generate_one, write


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Issues of two short documents; the issue that is added cites earlier ones."""
    with tempfile.TemporaryDirectory() as name:
        sources, output = Path(name) / "sources", Path(name) / "build"
        write(sources, sizes.issues, flavour="small")
        progress(f"从头生成 {sizes.issues} 期")
        first = timed("build", sources, output)
        before = files_in(output / "site")
        added = generate_one(sizes.issues, flavour="small")
        (sources / added.name).write_bytes(added.data)
        progress("增加一期")
        more = timed("build", sources, output)
        after = files_in(output / "site")
    rewritten = [path for path, stamp in after.items() if before.get(path) != stamp]
    steps = "，".join(f"{step} {seconds:.1f} s" for step, seconds in more.steps.items() if seconds >= 0.05)
    return {
        "one-more-data": Reading(_without_mkdocs(more), _without_mkdocs(first), "s"),
        "one-more-site": Reading(more.seconds, first.seconds, "s", steps),
        "rewritten": Reading(len(rewritten), len(after), "个文件", f"其中新增 {len(after.keys() - before.keys())} 个"),
    }


def _without_mkdocs(run: Timed) -> float:
    return sum(seconds for step, seconds in run.steps.items() if step != MKDOCS)
