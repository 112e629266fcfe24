"""Steps whose outcome is kept: the files that a step wrote for publication, and one more for whoever goes on from there.

A step that is done stands in a folder named by its key, over all that decides its outcome. Its files are hard-linked from
there to where they are published (copied where the disk knows no links), so that what is unchanged is neither made nor
written again. A file that has another size or time than when the step wrote it was written to by someone else: the step
is done again. Nobody may therefore open a published file for writing: a file is replaced by another of its name.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from parser.building.kept_record import file_state

_INDEX = "index.json"
_FILES = "files"
_VALUE = "value"


def key_of(*decides: str) -> str:
    """The key of a step, from all that decides its outcome."""
    return hashlib.sha256("\n".join(decides).encode()).hexdigest()


def is_done(folder: Path) -> bool:
    """Whether the step of this folder was done and its files are as it wrote them."""
    try:
        index = json.loads((folder / _INDEX).read_bytes())
        states = {_VALUE: index["value"], **{f"{_FILES}/{name}": state for name, state in index["files"].items()}}
        return all(file_state(os.path.join(folder, name)) == state for name, state in states.items())
    except (OSError, ValueError, KeyError):
        return False


def do(folder: Path, make: Callable[[Path, Path], None]) -> None:
    """Do a step: `make` writes its files into an empty folder, and a file of its own for whoever goes on from there. A step
    that is broken off leaves nothing."""
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    files = fresh / _FILES
    files.mkdir(parents=True)
    try:
        make(files, fresh / _VALUE)
        states = {name: file_state(files / name) for name in files_below(files)}
        index = {"files": states, "value": file_state(fresh / _VALUE)}
        (fresh / _INDEX).write_text(json.dumps(index), encoding="utf-8", newline="\n")
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def value(folder: Path) -> Path:
    """The file of a step for whoever goes on from there."""
    return folder / _VALUE


def publish(folder: Path, target: Path, below: str = "") -> None:
    """Put the files of a step that is done, or those of them in its folder `below`, below `target`."""
    made: set[str] = set()
    for name in json.loads((folder / _INDEX).read_bytes())["files"]:
        if not name.startswith(below):
            continue
        place = os.path.join(target, name.removeprefix(below))
        above = os.path.dirname(place)
        if above not in made:
            os.makedirs(above, exist_ok=True)
            made.add(above)
        link_or_copy(os.path.join(folder, _FILES, name), place)


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """`target`, which must not exist, as another name of `source`, or a copy where there are no such names."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)


def take_unchanged(fresh: Path, last: Path) -> None:
    """Replace each file below `fresh` that is as the one of its name below `last` by a link to that one, so that a file
    that did not change keeps its time."""
    for name in files_below(fresh):
        try:
            one, other = os.stat(f"{fresh}/{name}"), os.stat(f"{last}/{name}")
        except FileNotFoundError:
            continue
        if one.st_size != other.st_size or os.path.samestat(one, other):
            continue
        if filecmp.cmp(f"{fresh}/{name}", f"{last}/{name}", shallow=False):
            os.unlink(f"{fresh}/{name}")
            link_or_copy(f"{last}/{name}", f"{fresh}/{name}")


def prune(folder: Path, used: Iterable[str]) -> None:
    """Remove the steps below `folder` whose keys are not used."""
    kept = set(used)
    for name in os.listdir(folder) if folder.is_dir() else ():
        if name not in kept:
            shutil.rmtree(folder / name)


def files_below(folder: Path) -> list[str]:
    """The files below a folder, named from there with slashes, in order of name."""
    return sorted(
        os.path.relpath(os.path.join(above, name), folder).replace(os.sep, "/")
        for above, _, names in os.walk(folder) for name in names
    )
