"""SHA-256 of files."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from parser.building.kept_record import file_state


def sha256(file: Path) -> str:
    """The sum of a file, in hexadecimal; one whose size and time are as before is not read again, however many formats
    name its sum."""
    return _remembered(file, *file_state(file))


def sha256_now(file: Path) -> str:
    """The sum of a file as it stands, in hexadecimal; it is read each time."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def add_file(summed: hashlib._Hash, name: str, file: Path) -> None:
    """Add a file under this name to a sum over several; where one ends and the next begins is part of the sum."""
    content = file.read_bytes()
    summed.update(f"{name} {len(content)}\n".encode() + content)


@functools.lru_cache(4096)
def _remembered(file: Path, size: int, changed: int) -> str:
    return sha256_now(file)
