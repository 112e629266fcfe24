"""Builds under trouble, by hand because they take minutes: `python -m tests.troubled_builds [killed|full|twice|surroundings] [COUNT]`.

A small gazette in two versions is built into one folder again and again. `killed` ends COUNT builds (20) at random moments by SIGKILL,
SIGTERM and SIGINT in turn; `full` builds onto small disks of COUNT sizes (Linux, root: tmpfs); `twice` starts two builds at once;
`surroundings` builds with another locale, working directory, clock setting and a read-only or vanishing output folder. After each the
published site must be, byte for byte, the earlier version or the new one; and at the end a build must succeed. The last line says so.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = """<html><head><title>青川市人民政府公报2021年第3期（总第18期）</title></head><body><div>
<p>青政发〔2021〕7号</p><p>青川市人民政府关于加强河道管理的通知</p><p>各区人民政府：</p>
<p>一、{}由市水务局负责，2021年12月底前完成。</p><p>2021年3月5日</p></div></body></html>"""
VERSIONS = {"first": PAGE.format("巡查河道"), "second": PAGE.format("整治河道")}


def command(sources: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "parser", "build", "--source", str(sources), "--output", str(output)]


def build(sources: Path, output: Path, **options: object) -> subprocess.CompletedProcess[str]:
    made: subprocess.CompletedProcess[str] = subprocess.run(
        command(sources, output), **{"cwd": ROOT, "capture_output": True, "text": True, "encoding": "utf-8", "check": False} | options)  # type: ignore[call-overload]
    return made


def digest(site: Path) -> str:
    """The names and bytes of all published files; "none" when there is no site."""
    whole = hashlib.sha256()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        whole.update(file.relative_to(site).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12] if site.is_dir() else "none"


class Trouble:
    """A gazette in a folder of an awkward name, and what a whole site of each version looks like."""

    def __init__(self, folder: Path) -> None:
        self.sources, self.output = folder / "来源 与 空格", folder / "输出 (一)"
        self.sources.mkdir()
        self.whole: dict[str, str] = {}
        for version in VERSIONS:
            self.write(version)
            done = build(self.sources, folder / f"clean {version}")
            assert done.returncode == 0, done.stderr
            self.whole[version] = digest(folder / f"clean {version}" / "site")
        assert len(set(self.whole.values())) == 2

    def write(self, version: str) -> None:
        (self.sources / "2021-03.html").write_text(VERSIONS[version], encoding="utf-8")

    def check(self, what: str, site: Path | None = None) -> None:
        """The site is whole: one of the two versions, or (before any build succeeded) none."""
        found = digest(site or self.output / "site")
        assert found in (*self.whole.values(), "none"), f"{what}: the site is neither version"
        print(f"  {what}: whole", flush=True)

    def finish(self, version: str = "first") -> None:
        self.write(version)
        done = build(self.sources, self.output)
        assert done.returncode == 0, done.stderr
        assert digest(self.output / "site") == self.whole[version], "the next build gave another site"


def killed(trouble: Trouble, count: int) -> None:
    trouble.write("first")
    began = time.monotonic()
    assert build(trouble.sources, trouble.output).returncode == 0
    usual, chance = time.monotonic() - began, random.Random(7)
    signals = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
    for n in range(count):
        trouble.write(list(VERSIONS)[1 - n % 2])
        process = subprocess.Popen(command(trouble.sources, trouble.output), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = usual * chance.random() * 1.1
        try:
            process.wait(after)
            ended = "had ended"
        except subprocess.TimeoutExpired:
            process.send_signal(signals[n % 3])
            ended = signals[n % 3].name
        process.wait()
        trouble.check(f"{n + 1}. {ended} after {after:.1f} of {usual:.1f} s")
    trouble.finish()


def full(trouble: Trouble, count: int) -> None:
    trouble.finish()
    needed = sum((file.stat().st_size // 4096 + 1) * 4096 for file in trouble.output.rglob("*"))
    disk = trouble.output.parent / "disk"
    disk.mkdir()
    for n in range(count):
        size = int(needed * (1.02 + n / count * 1.1))  # the earlier version fits, the next beside it not or hardly
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=True)
        try:
            shutil.copytree(trouble.output, disk / "out")
            trouble.write("second")
            done = build(trouble.sources, disk / "out")
            trouble.check(f"{n + 1}. disk of {size // 1024} KB, exit {done.returncode}, {done.stderr.strip()[-90:]}", disk / "out" / "site")
            assert "Traceback" not in done.stderr, done.stderr
            subprocess.run(["mount", "-o", "remount,size=500m", str(disk)], check=True)
            assert build(trouble.sources, disk / "out").returncode == 0
            assert digest(disk / "out" / "site") == trouble.whole["second"]
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def twice(trouble: Trouble, count: int) -> None:
    trouble.finish()
    for n in range(count):
        trouble.write("second" if n % 2 == 0 else "first")
        both = [subprocess.Popen(command(trouble.sources, trouble.output), cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8") for _ in range(2)]
        said = [process.communicate()[1] for process in both]
        codes = sorted(process.returncode for process in both)
        assert codes in ([0, 1], [0, 0]), said
        assert codes == [0, 0] or "正在由另一次构建使用" in "".join(said), said
        trouble.check(f"{n + 1}. two builds at once, exits {codes}")
    trouble.finish()


def surroundings(trouble: Trouble, count: int) -> None:
    trouble.finish()
    settings = {
        "LC_ALL=C": {"LC_ALL": "C", "PYTHONUTF8": "0"}, "ASCII output": {"PYTHONIOENCODING": "ascii"}, "the year 1980": {"SOURCE_DATE_EPOCH": "315532800"},
        "another time zone": {"TZ": "Pacific/Kiritimati"}, "another order of hashes": {"PYTHONHASHSEED": "99"},
    }
    for n, (name, setting) in enumerate(settings.items()):
        version = list(VERSIONS)[1 - n % 2]
        trouble.write(version)
        done = build(trouble.sources, trouble.output, env={**os.environ, **setting})
        assert done.returncode == 0, done.stderr
        assert digest(trouble.output / "site") == trouble.whole[version], name
        print(f"  {name}: same bytes", flush=True)
    trouble.write("first")
    done = build(trouble.sources, trouble.output, cwd=trouble.sources, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert digest(trouble.output / "site") == trouble.whole["first"]
    print("  another working directory: same bytes", flush=True)
    process = subprocess.Popen(command(trouble.sources, trouble.output.parent / "gone"), cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8", stdout=subprocess.DEVNULL)
    time.sleep(3)
    shutil.rmtree(trouble.output.parent / "gone", ignore_errors=True)
    said = process.communicate()[1]
    assert "Traceback" not in said, said
    print(f"  output folder removed during the build: exit {process.returncode}, {said.strip()[-90:]}", flush=True)
    for kept in [path for path in (trouble.output / ".cache").rglob("*") if path.is_file()]:
        data = kept.read_bytes()
        kept.write_bytes(data[: len(data) // 2] + bytes([data[-1] ^ 1]) if data else b"x")
    trouble.finish("second")
    print("  cache damaged in every file: same bytes", flush=True)
    file = trouble.output.parent / "a file"
    file.write_text("", encoding="utf-8")
    for target in (file, file / "below", Path("/proc/nothing")):
        done = build(trouble.sources, target)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        print(f"  {target.name}: {done.stderr.strip()[-90:]}", flush=True)
    trouble.finish()


TROUBLES = {run.__name__: run for run in (killed, full, twice, surroundings)}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TROUBLES:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        trouble = Trouble(Path(folder))
        TROUBLES[sys.argv[1]](trouble, int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    print(f"{sys.argv[1]}: the site was whole each time, and the next build succeeded")


if __name__ == "__main__":
    main()
