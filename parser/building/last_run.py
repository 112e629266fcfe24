"""What the last run wrote, and what from: enough to say that a run would write the same again, and to say no more.

The record names the run by a key over all that it read, and each file that it wrote by size and time. A published file
that someone touched, or an input that changed by one byte, and the run is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from parser.building.checksums import add_file
from parser.building.issue_cache import options_key, source_key
from parser.building.kept_record import file_state, read_record, write_record
from parser.building.steps import files_below
from parser.gazette import gazette

_RECORD = "last-run.json"
UNCHANGED = "没有变化：来源和程序与上次相同，没有重写任何文件"


def run_key(sources: Iterable[Path], mask_contacts: bool, *options: str, read: Iterable[Path] = ()) -> str | None:
    """The key of a run over these sources, with these options, which reads these other files and folders too; None when
    one cannot be read, which the run itself will say."""
    common = options_key(mask_contacts)
    summed = hashlib.sha256("\n".join(options).encode())
    try:
        for source in sources:
            summed.update(f"{source_key(source, common)}\n".encode())
        for path in read:
            for name in files_below(path) if path.is_dir() else [path.name] if path.is_file() else []:
                add_file(summed, name, path / name if path.is_dir() else path)
    except OSError:
        return None
    return summed.hexdigest()


def data_key(files: Iterable[Path], formats: Iterable[str], mask_contacts: bool) -> str | None:
    """The key of a run that writes these formats of these sources."""
    return run_key(files, mask_contacts, "data", gazette().digest(), *sorted(formats))


def is_current(kept: Path, root: Path, key: str | None) -> bool:
    """Whether the last run was this one, and all that it wrote below `root` is there as it wrote it."""
    record = read_record(kept / _RECORD)
    try:
        return key is not None and record.get("key") == key and all(
            file_state(f"{root}/{name}") == state for name, state in record["files"].items()
        )
    except (OSError, KeyError):
        return False


def record_run(kept: Path, root: Path, names: Iterable[str], key: str | None) -> None:
    """Remember a run that is about to publish these files, which stand below `root` now."""
    write_record(kept / _RECORD, {"key": key, "files": {name: file_state(f"{root}/{name}") for name in names}})
