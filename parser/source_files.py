"""Finds the source files that a path means and compiles them, several at a time when there are many."""

from __future__ import annotations

import functools
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from parser.compiled import CompiledIssue
from parser.compiler import compile_issue
from parser.corrections import SUFFIX as CORRECTIONS
from parser.diagnostics import SourceError
from parser.source import MAX_BYTES

SUFFIXES = (".html", ".htm", ".txt")
ATTACHED = ("_files", ".files")  # folders that a browser puts beside a page it saves
WORTH_PROCESSES = 8  # with fewer sources, starting processes takes longer than it saves

Progress = Callable[[int, int], None]  # how many sources are done, of how many


@dataclass(frozen=True)
class Outcome:
    """What became of the sources, both in their order: those that were compiled, and why others could not be read."""

    compiled: tuple[CompiledIssue, ...]
    failures: tuple[SourceError, ...]


def find_sources(paths: Iterable[Path]) -> list[Path]:
    """The source files among and below `paths`, each once: files as given, the files of a folder in order of name.

    Raises `SourceError` for a path that does not exist, a file of another kind, or a folder without sources.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if _is_source(file, path))
            if not files:
                raise SourceError(str(path), 0, f"文件夹里没有 {'、'.join(SUFFIXES)} 文件。")
            _refuse_orphans(path)
        elif not path.exists():
            raise SourceError(str(path), 0, "没有这个文件或文件夹。")
        elif path.suffix.lower() not in SUFFIXES:
            raise SourceError(str(path), 0, f"不是可以编译的文件：需要 {'、'.join(SUFFIXES)}。")
        else:
            files = [path]
        for file in files:
            if path.is_dir() and not file.resolve().is_relative_to(path.resolve()):
                raise SourceError(str(file), 0, "符号链接指向来源文件夹之外，不读取。请把文件本身放进来。")
            found.setdefault(file.resolve(), file)
    return list(found.values())


def compile_files(
    files: list[Path], progress: Progress = lambda done, total: None, mask_contacts: bool = True
) -> Outcome:
    """Compile every file, however many of them fail; `progress` is called as each one is done."""
    compile_one = functools.partial(_compile, mask_contacts=mask_contacts)
    compiled: list[CompiledIssue] = []
    failures: list[SourceError] = []

    def take(result: CompiledIssue | tuple[str, int, str]) -> None:
        if isinstance(result, CompiledIssue):
            compiled.append(result)
        else:
            failures.append(SourceError(*result))
        progress(len(compiled) + len(failures), len(files))

    processes = min(os.cpu_count() or 1, len(files))
    if len(files) < WORTH_PROCESSES or processes == 1:
        for file in files:
            take(compile_one(file))
    else:
        # Fresh processes, as on every system: copies of this one may inherit locks that nobody will release.
        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
            for result in pool.map(compile_one, files, chunksize=4):
                take(result)
    return Outcome(tuple(compiled), tuple(failures))


def _compile(file: Path, mask_contacts: bool) -> CompiledIssue | tuple[str, int, str]:
    """The compiled issue, or the parts of its `SourceError` (an exception of several arguments cannot be sent back)."""
    try:
        if (size := file.stat().st_size) > MAX_BYTES:  # before it is read
            limit = f"{size // 1048576} MB，上限 {MAX_BYTES // 1048576} MB"
            return file.name, 0, f"文件太大（{limit}）。请只保存公报页面本身。"
        return compile_issue(file, mask_contacts=mask_contacts)
    except SourceError as error:
        return error.file, error.line, error.message
    except OSError as error:
        return str(file), 0, f"文件不能读取：{error.strerror or error}。"
    except Exception as error:  # a fault of the program must not keep the other sources from being read
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return str(file), 0, f"程序错误（{type(error).__name__}，{place}）：{error}。请把这个文件交给开发人员。"


def _refuse_orphans(folder: Path) -> None:
    """A file of corrections without its source would be passed over in silence."""
    for file in sorted(folder.rglob(f"*{CORRECTIONS}")):
        sources = [file.name.removesuffix(CORRECTIONS) + suffix for suffix in SUFFIXES]
        if not any(file.with_name(name).exists() for name in sources):
            raise SourceError(str(file), 0, f"旁边没有 {sources[0]}，这些改正不知用于哪一期。请核对文件名。")


def _is_source(file: Path, folder: Path) -> bool:
    above = file.relative_to(folder).parts[:-1]
    hidden = file.name.startswith(".") or any(name.startswith(".") or name.endswith(ATTACHED) for name in above)
    return file.suffix.lower() in SUFFIXES and not hidden and file.is_file()
