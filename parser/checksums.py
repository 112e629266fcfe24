"""SHA-256 of files, each read once however many formats name its sum."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path


def sha256(file: Path) -> str:
    """The sum of a file as it stands, in hexadecimal."""
    stat = file.stat()
    return _sha256(file, stat.st_size, stat.st_mtime_ns)


@functools.lru_cache(4096)
def _sha256(file: Path, size: int, changed: int) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
