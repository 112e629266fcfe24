"""`data/gazette.zip`, everything under `data/` in one archive, and `SHA256SUMS` over all that is published as data."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can name: archives carry no time of day
ZIP_MODE = 0o100644 << 16  # a plain file that its owner may write
SUMMED = ("data", "calendar", "feeds", "feed.xml", "feed.json")


def write_zip(data: Path) -> None:
    """Pack every file under `data` into `data/gazette.zip`, in order of name."""
    target = data / "gazette.zip"
    files = [file for file in _files(data) if file != target]
    with zipfile.ZipFile(target, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(data).as_posix(), ZIP_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, ZIP_MODE
            archive.writestr(entry, file.read_bytes())


def write_sums(web_root: Path) -> None:
    """`SHA256SUMS` of every data file, calendar and feed, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(web_root).as_posix()}\n"
        for name in SUMMED
        for file in _files(web_root / name)
    ]
    (web_root / "SHA256SUMS").write_text("".join(sorted(lines, key=lambda line: line[66:])), "utf-8", newline="\n")


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted((file for file in path.rglob("*") if file.is_file()), key=lambda file: file.as_posix())
