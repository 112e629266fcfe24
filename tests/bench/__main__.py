"""`python -m tests.bench`: measures every row and writes site/pages/bench.md; `--quick` measures small and only prints."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time

from tests.bench import result_page
from tests.bench.measuring import PROGRESS, ROOT, Reading
from tests.bench.rows import GROUPS, Group
from tests.bench.sizes import FULL, QUICK

PAGE = ROOT / "site" / "pages" / "bench.md"
MOST_SECONDS = 1200  # for one group
_RESULT = "@@result@@"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the compiler against its yardsticks.")
    parser.add_argument("--quick", action="store_true", help="small collections; print the table and write no page")
    parser.add_argument("--only", nargs="*", default=[], help="only these groups (names of modules); print the table and write no page")
    parser.add_argument("--group", help=argparse.SUPPRESS)  # how this program starts itself for one group
    given = parser.parse_args()
    sizes = QUICK if given.quick else FULL
    if given.group:
        group = next(one for one in GROUPS if one.module == given.group)
        readings = group.measure(sizes)
        print(_RESULT, json.dumps({key: dataclasses.asdict(reading) for key, reading in readings.items()}), flush=True)
        return
    outcome: dict[str, Reading | str] = {}
    started = time.monotonic()
    for group in GROUPS:
        if not given.only or group.module in given.only:
            outcome |= _measure_apart(group, given.quick)
            for line in result_page.lines(group, outcome, sizes):
                print(line, flush=True)
    minutes = (time.monotonic() - started) / 60
    if given.quick or given.only:
        print(f"{minutes:.1f} 分钟；没有改写 {PAGE.relative_to(ROOT)}。")
    else:
        PAGE.write_text(result_page.page(GROUPS, outcome, sizes, minutes), encoding="utf-8", newline="\n")
        print(f"{minutes:.1f} 分钟；已写入 {PAGE.relative_to(ROOT)}。")


def _measure_apart(group: Group, quick: bool) -> dict[str, Reading | str]:
    """Measure a group in a process of its own, so that its memory is its own and its failure stays there."""
    print(f"{group.name}……", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench", "--group", group.module, *["--quick"] * quick], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", start_new_session=True,
    )
    assert process.stdout is not None
    started = time.monotonic()
    stop = threading.Timer(MOST_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    stop.start()
    readings: dict[str, Reading | str] = {}
    last = ""
    for line in process.stdout:
        if line.startswith(_RESULT):
            readings = {key: Reading(**values) for key, values in json.loads(line.removeprefix(_RESULT)).items()}
        elif line.startswith(PROGRESS):
            print(f"  {time.monotonic() - started:4.0f} s {line.rstrip()}", flush=True)
        else:
            last = line.strip() or last
    stop.cancel()
    if process.wait() and not readings:
        late = time.monotonic() - started >= MOST_SECONDS
        why = f"超过 {MOST_SECONDS // 60} 分钟，已停止" if late else last.removeprefix("RuntimeError: ")
        return {row.key: why for row in group.rows}
    return {row.key: readings.get(row.key, "没有测得") for row in group.rows}


if __name__ == "__main__":
    main()
