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
from parser.compiled import Collection
from parser.formats import json_files
from parser.model import TABLES

# All that is needed is built in; DuckDB must not look for more in the network.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
}


def write(collection: Collection, data: Path) -> None:
    """Write `{table}.parquet` for every table."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=OFFLINE) as database:
        json_files.write_lines(collection, Path(folder))
        for record in TABLES:
            columns = {column.name: _type(column.type) for column in schema.columns(record)}
            declared = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns.items())
            database.execute(f"CREATE TABLE {record.table} ({declared})")
            if collection.count(record.table):
                database.execute(
                    f"INSERT INTO {record.table} SELECT * FROM read_json($file, format = 'newline_delimited', "
                    "columns = $columns, maximum_object_size = 1073741824)",
                    {"file": str(Path(folder) / f"{record.table}.jsonl"), "columns": columns},
                )
            target = str(data / f"{record.table}.parquet").replace("'", "''")
            database.execute(f"COPY {record.table} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


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
