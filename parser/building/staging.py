"""Puts freshly made files in the place of earlier ones, so that a failed or interrupted run leaves the earlier ones.

A run works in `.staging/` inside its output folder. `replacing` swaps whole folders by two renames each: the published
one becomes `.previous-NAME`, the fresh one takes its place; a run that died between the two is repaired by the next.
`updating` moves single files, and puts the earlier ones back when one of them has no way in. Only what an earlier run
made (a mark file says so) is ever replaced or removed.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from parser.building.steps import files_below, link_or_copy

MARK = ".made-by-gazette-compiler"
MARK_TEXT = "本文件夹由公报编译程序建立，docs/ 与 site/ 每次构建都会整个替换。\n"


class OutputError(Exception):
    """The output folder cannot be used as it is; the message says in Chinese why and what to do."""


@contextlib.contextmanager
def replacing(output: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """A folder to work in, with one empty folder for each name; on success these replace `output/NAME`.

    Raises `OutputError` when another run is at work there, or when a folder of these names was made by someone else.
    """
    output.mkdir(parents=True, exist_ok=True)
    with _only_run(output / ".lock"):
        _recover(output, names)
        _claim(output, names)
        staging = output / ".staging"
        _remove(staging)
        try:
            for name in names:
                (staging / name).mkdir(parents=True)
            yield staging
            try:
                for name in names:
                    _swap(output, name, staging / name)
            except OSError:
                _put_back(output, names)
                raise
        finally:
            _recover(output, names)
            _remove(staging)


@contextlib.contextmanager
def updating(folder: Path) -> Iterator[Path]:
    """A folder to work in; on success its files take their places in `folder`, one by one, hidden ones aside.

    Files that an earlier run put there and this one did not make are removed; all others stay as they are.
    Raises `OutputError` when another run is at work there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _only_run(folder / ".lock"):
        staging, previous = folder / ".staging", folder / ".previous"
        _remove(staging)
        _remove(previous)
        staging.mkdir()
        try:
            yield staging
            made = visible_files(staging)
            made_file = folder / MARK
            earlier = made_file.read_text(encoding="utf-8").splitlines() if made_file.exists() else []
            _write_lines(made_file, sorted({*earlier, *made}))
            try:
                _update(folder, staging, previous, made, sorted(set(earlier) - set(made)))
            except OSError:
                _write_lines(made_file, earlier)
                raise
            _write_lines(made_file, made)
        finally:
            _remove(staging)
            shutil.rmtree(previous, ignore_errors=True)  # Windows removes no name of a file that is open; the next run will


def visible_files(folder: Path) -> list[str]:
    """The files below a folder that `updating` publishes, named from there."""
    return [name for name in files_below(folder) if not name.startswith(".")]


def _swap(output: Path, name: str, fresh: Path) -> None:
    published = output / name
    if published.exists():
        published.rename(_previous(output, name))
    fresh.rename(published)


def _update(folder: Path, staging: Path, previous: Path, made: list[str], stale: list[str]) -> None:
    """Move the files `made` into `folder` and remove those that are `stale`; all of them, or none when one does not move."""
    for name in (*made, *stale):
        if (folder / name).is_file():
            (previous / name).parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(folder / name, previous / name)  # the file itself stays: a run may be killed here
    placed: list[str] = []
    try:
        for name in made:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(folder / name)
            placed.append(name)
        for name in stale:
            (folder / name).unlink(missing_ok=True)
    except OSError:
        for name in placed:
            (folder / name).unlink()
        for name in files_below(previous):
            if not (folder / name).exists():
                (previous / name).rename(folder / name)
        raise


def _put_back(output: Path, names: tuple[str, ...]) -> None:
    """Undo the swaps of a run that could not do all of them."""
    for name in names:
        if _previous(output, name).exists():
            _remove(output / name)
            _previous(output, name).rename(output / name)


def _recover(output: Path, names: tuple[str, ...]) -> None:
    """Undo a swap that stopped after its first rename; finish one that stopped before the old folder was removed."""
    for name in names:
        previous = _previous(output, name)
        if previous.exists():
            if (output / name).exists():
                _remove(previous)
            else:
                previous.rename(output / name)


def _claim(output: Path, names: tuple[str, ...]) -> None:
    mark = output / MARK
    if not mark.exists():
        for name in names:
            if (output / name).exists():
                raise OutputError(f"{output / name} 不是本程序建立的，不会替换它。请换一个输出位置，或先自行移走。")
        mark.write_text(MARK_TEXT, encoding="utf-8", newline="\n")


def _write_lines(file: Path, lines: list[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _previous(output: Path, name: str) -> Path:
    return output / f".previous-{name}"


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


@contextlib.contextmanager
def _only_run(file: Path) -> Iterator[None]:
    """Hold `file` locked for this process; the system lets go of it when the process ends, however it ends."""
    with file.open("a+b") as handle:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"{file.parent} 正在由另一次构建使用，请等它结束。") from error
        yield
