"""How a command of the command line ends: what went wrong, all of it, or what was made.

What takes long to import is imported where it is used: a run with nothing to do should say so at once.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from parser.building.packed import DamagedError
from parser.building.processes import JobsError
from parser.building.source_folder import find_sources
from parser.building.staging import OutputError
from parser.collection import Collection
from parser.diagnostics import BuildError, SourceError
from parser.model import Diagnostic


@contextlib.contextmanager
def compiled(paths: Sequence[Path], jobs: int = 1) -> Iterator[Collection]:
    """The sources among `paths` as one collection, with whatever diagnostics, kept in a folder of its own meanwhile;
    sources that cannot be read raise."""
    from parser.building.source_files import compile_sources

    with tempfile.TemporaryDirectory() as folder:
        yield compile_sources(find_sources(paths), Path(folder), jobs, progress=progress)


def places(paths: Sequence[Path]) -> dict[str, Path]:
    """The bare name of each source → where it stands."""
    return {file.name: file for file in find_sources(paths)}


@contextlib.contextmanager
def failing_in_chinese(paths: Sequence[Path]) -> Iterator[None]:
    """Show what makes a run impossible and end with exit status 1."""
    try:
        yield
    except BuildError as error:
        fail(error.problems, paths)
    except (SourceError, OutputError, JobsError) as error:
        fail([error])
    except DamagedError as error:
        fail([f"缓存中的文件已损坏：{error}。请加 --no-cache 再运行一次，或删去输出文件夹中的 .cache。"])
    except Exception as error:
        if (said := _of_the_disk(error)) is None:
            raise
        fail([said])


def _of_the_disk(error: Exception) -> str | None:
    """What to say of an error that is the disk's and not the program's; databases tell of a full disk in their own way."""
    if any(words in str(error) for words in ("No space left", "disk is full", "not enough space")):
        return "磁盘已满，没有写完；已发布的内容没有改动。请腾出空间再运行一次。"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} 不能读写（{error.strerror}）；已发布的内容没有改动。请核对这个位置和权限，再运行一次。"
    return None


@contextlib.contextmanager
def marking_unreadable(style: str, folder: Path | None) -> Iterator[None]:
    """Where annotations or a report are asked for, mark the sources that cannot be read before the run fails on them."""
    try:
        yield
    except BuildError as error:
        from parser.reports import report_files
        from parser.reports.report_hosts import unreadable_as_github

        for problem in error.problems:
            if style == "github" and isinstance(problem, SourceError):
                click.echo(unreadable_as_github(problem), nl=False)
        if folder is not None:
            report_files.write_unreadable(folder, error.problems)
        raise


def fail(problems: Sequence[object], paths: Sequence[Path] = ()) -> None:
    """Print every problem and exit with status 1; no problems, no exit. `paths` hold the files of diagnostics."""
    if problems:
        from parser.reports.report import line
    for problem in problems:
        shown = line(problem, places(paths)) if isinstance(problem, Diagnostic) else str(problem)
        click.echo(f"错误：{shown}", err=True)
    if problems:
        sys.exit(1)


def progress(done: int, total: int) -> None:
    """A counter on a terminal; nothing elsewhere."""
    if total > 1 and sys.stderr.isatty():
        click.echo(f"\r已读取 {done}/{total}", nl=done == total, err=True)
