"""Finds the source files that a path means, and the corrections beside a source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from parser.diagnostics import SourceError

SUFFIXES = (".html", ".htm", ".txt")
CORRECTIONS = ".corrections.toml"
ATTACHED = ("_files", ".files")  # folders that a browser puts beside a page it saves


def find_sources(paths: Iterable[Path]) -> list[Path]:
    """The source files among and below `paths`, each once: files as given, the files of a folder in order of name.

    Raises `SourceError` for a path that does not exist, a file of another kind, or a folder without sources.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if is_source_name(file.relative_to(path)) and file.is_file())
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


def corrections_file(source: Path) -> Path:
    """Where the corrections of a source stand when it has any: 2019-06.html → 2019-06.corrections.toml."""
    return source.with_name(source.stem + CORRECTIONS)


def _refuse_orphans(folder: Path) -> None:
    """A file of corrections without its source would be passed over in silence."""
    for file in sorted(folder.rglob(f"*{CORRECTIONS}")):
        sources = [file.name.removesuffix(CORRECTIONS) + suffix for suffix in SUFFIXES]
        if not any(file.with_name(name).exists() for name in sources):
            raise SourceError(str(file), 0, f"旁边没有 {sources[0]}，这些改正不知用于哪一期。请核对文件名。")


def is_source_name(name: PurePath) -> bool:
    """Whether a file of this name, relative to the folder of sources, is one: not hidden, nor attached to a saved page."""
    hidden = any(part.startswith(".") for part in name.parts) or any(part.endswith(ATTACHED) for part in name.parts[:-1])
    return name.suffix.lower() in SUFFIXES and not hidden
