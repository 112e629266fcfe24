"""The published files as the page of downloads lists them: what there is, how large, with which checksum."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parser.building import checksums
from parser.collection import Collection
from parser.datasets import FORMATS, WHOLE, Format
from parser.declaration import Record
from parser.model import TABLES


@dataclass(frozen=True)
class Download:
    """One file, at `path` below the web root; size and checksum are None when the file was not there to measure."""

    path: str
    title: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class TableDownloads:
    """One table with its files, in the order of the formats."""

    table: type[Record]
    rows: int
    files: list[Download]


def table_formats() -> list[Format]:
    """The formats that give a file a table; the schemas are listed apart."""
    return [row for row in FORMATS if "{table}" in row.files and row.name != "schemas"]


def table_downloads(collection: Collection, files: Path | None) -> list[TableDownloads]:
    """Every table with a file in each format."""
    return [
        TableDownloads(
            table,
            collection.count(table.table),
            [_measure(f"data/{row.files.format(table=table.table)}", row.title, files) for row in table_formats()],
        )
        for table in TABLES
    ]


def whole_downloads(files: Path | None) -> list[Download]:
    """The files that hold everything: workbook, database, package description …"""
    whole = [(f"data/{row.files}", row.title) for row in FORMATS if "{" not in row.files]
    return [_measure(path, title, files) for path, title in (*whole, *WHOLE)]


def size_in_words(size: int) -> str:
    """2048 → 2 KB; 1048576 → 1.0 MB"""
    if size < 1024:
        return f"{size} B"
    return f"{round(size / 1024)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _measure(path: str, title: str, files: Path | None) -> Download:
    file = files / path if files else None
    if file is None or not file.is_file():
        return Download(path, title, None, None)
    return Download(path, title, file.stat().st_size, checksums.sha256(file))
