"""Compiles source files that are not compiled yet."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parser.building import stored_issues
from parser.building.issue_cache import is_kept, options_key, prune, source_key
from parser.building.packed import DamagedError
from parser.building.processes import in_processes
from parser.collection import Collection
from parser.compiler import compile_issue
from parser.diagnostics import BuildError, SourceError
from parser.joining import collect_stored
from parser.limits import MAX_SOURCE_BYTES
from parser.reading.size_checks import too_large

Progress = Callable[[int, int], None]  # how many sources are done, of how many
Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What became of the sources, both in their order: the files in which compiled issues are stored, and why other
    sources could not be read."""

    stored: tuple[Path, ...]
    failures: tuple[SourceError, ...]


def compile_sources(
    files: Sequence[Path], store: Path, jobs: int = 1, mask_contacts: bool = True,
    say: Say = lambda line: None, progress: Progress = lambda done, total: None,
) -> Collection:  # fmt: skip
    """All sources as one collection, with whatever diagnostics; raises `BuildError` with every source that cannot be read,
    `SourceError` when two are the same issue."""
    outcome = compile_files(files, store, jobs, mask_contacts, say, progress)
    if outcome.failures:
        raise BuildError(outcome.failures)
    prune(store, outcome.stored)
    return collect_stored(outcome.stored)


def compile_files(
    files: Sequence[Path], store: Path, jobs: int = 1, mask_contacts: bool = True,
    say: Say = lambda line: None, progress: Progress = lambda done, total: None,
) -> Outcome:  # fmt: skip
    """Compile every file into the folder `store`, however many of them fail, by `jobs` processes; what is there already
    is not compiled again. `progress` is called as each one is done. Raises `JobsError` when a process comes to its end."""
    results: dict[Path, str | SourceError] = {}
    options = options_key(mask_contacts)
    for file in files:
        if (key := _kept(file, store, options, say)) is not None:
            results[file] = key
            progress(len(results), len(files))
    missing = [file for file in files if file not in results]
    for file, result in zip(missing, in_processes(_compile, missing, (store, options, mask_contacts), jobs), strict=True):
        results[file] = result if isinstance(result, str) else SourceError(*result)
        progress(len(results), len(files))
    ordered = [results[file] for file in files]
    return Outcome(
        tuple(store / result for result in ordered if isinstance(result, str)),
        tuple(result for result in ordered if isinstance(result, SourceError)),
    )


def _kept(file: Path, store: Path, options: str, say: Say) -> str | None:
    """The key of a source that is compiled already."""
    try:
        if file.stat().st_size > MAX_SOURCE_BYTES:
            return None
        key = source_key(file, options)
        return key if is_kept(store / key) else None
    except DamagedError:
        say(f"缓存中 {file.name} 的一份已损坏，重新编译")
    except OSError:
        pass  # said when it is compiled
    return None


def _compile(file: Path, store: Path, options: str, mask_contacts: bool) -> str | tuple[str, int, str]:
    """The key under which the compiled issue is stored, or the parts of a `SourceError` (an exception of several
    arguments cannot be sent back)."""
    try:
        if (size := file.stat().st_size) > MAX_SOURCE_BYTES:  # before it is read
            raise too_large(file.name, size, MAX_SOURCE_BYTES)
        key = source_key(file, options)
        compiled = compile_issue(file, mask_contacts=mask_contacts)
        if source_key(file, options) != key:
            return file.name, 0, "正在读取时文件被改动。请改完之后再运行一次。"
    except SourceError as error:
        return error.file, error.line, error.message
    except OSError as error:
        return str(file), 0, f"文件不能读取：{error.strerror or error}。"
    except Exception as error:  # a fault of the program must not keep the other sources from being read
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return str(file), 0, f"程序错误（{type(error).__name__}，{place}）：{error}。请把这个文件交给开发人员。"
    stored_issues.store(compiled, store / key)
    return key
