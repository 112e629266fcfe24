"""`{table}.parquet`: the tables for DuckDB, pandas, Spark and their like; dates, booleans and lists keep their types.

Made by DuckDB from JSON Lines, with the types that the model declares. One thread, so that the bytes repeat.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
import typing
from pathlib import Path
from typing import Any

import duckdb

from parser import schema
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.declaration import Record
from parser.formats import json_files
from parser.model import TABLES, TABLES_OF_ISSUE

# All that is needed is built in; DuckDB must not look for more in the network.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
}


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Write `{table}.parquet` for every table."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=OFFLINE) as database:
        for record in TABLES:
            lines = data / f"{record.table}.jsonl"
            if not lines.is_file():
                lines = Path(folder) / lines.name
                with lines.open("wb") as file:
                    for compiled in collection.issues if record in TABLES_OF_ISSUE else ():
                        file.write(json_files.LINES.rows(record, compiled.records(record.table)))
                    if record not in TABLES_OF_ISSUE:
                        file.write(json_files.LINES.rows(record, collection.records(record.table)))
            _write_table(database, record, lines, data / f"{record.table}.parquet")


def _write_table(database: duckdb.DuckDBPyConnection, record: type[Record], lines: Path, target: Path) -> None:
    columns = {column.name: _type(column.type) for column in schema.columns(record)}
    declared = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns.items())
    database.execute(f"CREATE TABLE {record.table} ({declared})")
    if lines.stat().st_size:
        database.execute(
            f"INSERT INTO {record.table} SELECT * FROM read_json($file, format = 'newline_delimited', "
            "columns = $columns, maximum_object_size = 1073741824)",
            {"file": str(lines), "columns": columns},
        )
    name = str(target).replace("'", "''")
    database.execute(f"COPY {record.table} TO '{name}' (FORMAT parquet, COMPRESSION zstd)")
    database.execute(f"DROP TABLE {record.table}")


def _type(hint: Any) -> str:
    """The SQL type of a field: `tuple[str, ...]` → VARCHAR[], a dataclass → STRUCT."""
    simple = {str: "VARCHAR", bool: "BOOLEAN", int: "INTEGER", dt.date: "DATE"}
    if hint in simple:
        return simple[hint]
    if typing.get_origin(hint) is typing.Literal:
        return "VARCHAR"
    if typing.get_origin(hint) is tuple:
        return f"{_type(typing.get_args(hint)[0])}[]"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        fields = ", ".join(f'"{column.name}" {_type(column.type)}' for column in schema.columns(hint))
        return f"STRUCT({fields})"
    raise TypeError(f"no SQL type for {hint}")
