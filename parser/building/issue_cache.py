"""Keeps compiled issues, so that a source is compiled again only when something that decides its records has changed.

The folder holds one file an issue, named by a key over all that decides its records: the source's name and bytes, its
corrections, the options, the register of agencies and the program. Failures are not kept. Whoever may write into the
folder decides what is published, as with the sources themselves: it belongs to the user who builds, and a cache that
comes from elsewhere is to be trusted as much as the place that it comes from. `--no-cache` does without.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from parser.building import packed, program
from parser.building.checksums import sha256_now
from parser.building.source_folder import corrections_file
from parser.gazette import gazette

FOLDER = ".cache"  # in the output folder


def options_key(mask_contacts: bool) -> str:
    """What decides the records of every source alike: the program, the register of agencies, the options."""
    return f"{program.digest()} {gazette().register.digest()} mask_contacts={mask_contacts}"


def source_key(source: Path, options: str) -> str:
    """The key of a source as it stands now, compiled with these options; raises OSError when it cannot be read."""
    corrections = corrections_file(source)
    own = source.name, sha256_now(source), sha256_now(corrections) if corrections.is_file() else "no corrections"
    return hashlib.sha256("\n".join((options, *own)).encode()).hexdigest()


def is_kept(file: Path) -> bool:
    """Whether the file of a key is there. Raises `packed.DamagedError`, and removes it, when it is not as it was written."""
    if not file.is_file():
        return False
    if not packed.is_whole(file):
        file.unlink()
        raise packed.DamagedError(str(file))
    return True


def prune(folder: Path, used: Iterable[Path]) -> None:
    """Remove the files of `folder` that the present collection does not use."""
    kept = set(used)
    for file in folder.iterdir() if folder.is_dir() else ():
        if file not in kept:
            file.unlink()
