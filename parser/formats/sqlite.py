"""`gazette.sqlite`: the tables with keys, checks and indexes, and full-text search over clauses.

Dates are ISO 8601 texts, booleans 0 or 1, lists JSON (`json_each` opens them). `fields` explains every column.
`clauses_fts` is an FTS5 table whose texts have a space around every Chinese character, because SQLite's own tokenizers
miss two-character words. Search for 残联 with  `SELECT clause_id FROM clauses_fts WHERE clauses_fts MATCH '"残 联"'`.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import typing
from pathlib import Path
from typing import Any

from parser import schema
from parser.compiled import Collection
from parser.declaration import Record
from parser.model import TABLES
from parser.schema import Column
from parser.workplace import Workplace

# CJK ideographs, their extensions and compatibility forms
IDEOGRAPH = re.compile(r"([㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff])")
WRITER_VERSION = slice(96, 100)  # bytes of the file's header: the release of SQLite that wrote it, for information only


def write(collection: Collection, data: Path, workplace: Workplace) -> None:
    """Write the database; the same records give the same bytes."""
    path = data / "gazette.sqlite"
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA page_size = 4096")
        for record in TABLES:
            database.execute(create_table(record))
            columns = schema.columns(record)
            rows = (
                [_value(getattr(item, column.name)) for column in columns] for item in collection.records(record.table)
            )
            places = ", ".join("?" * len(columns))
            database.executemany(f"INSERT INTO {record.table} VALUES ({places})", rows)
        for statement in create_indexes():
            database.execute(statement)
        _write_search(database, collection)
        _write_fields(database)
        database.commit()
    content = bytearray(path.read_bytes())
    content[WRITER_VERSION] = bytes(4)
    path.write_bytes(content)


def create_table(record: type[Record]) -> str:
    """The CREATE TABLE statement of one table, with its keys and what its fields may hold."""
    lines = [_column_definition(column) for column in schema.columns(record)]
    lines += [
        f'FOREIGN KEY ("{column.name}") REFERENCES {column.about.references} (id) DEFERRABLE INITIALLY DEFERRED'
        for column in schema.columns(record)
        if column.about.references is not None
    ]
    return f"CREATE TABLE {record.table} (\n  " + ",\n  ".join(lines) + "\n)"


def create_indexes() -> list[str]:
    """An index for every foreign key and for every date."""
    return [
        f'CREATE INDEX {record.table}_{column.name} ON {record.table} ("{column.name}")'
        for record in TABLES
        for column in schema.columns(record)
        if column.name != "id" and (column.about.references is not None or column.name.endswith("_on"))
    ]


def split_ideographs(text: str) -> str:
    """`盟残联（2019）` → `盟 残 联 （2019）`: every Chinese character a word of its own."""
    return " ".join(IDEOGRAPH.sub(r" \1 ", text).split())


def _column_definition(column: Column) -> str:
    name = f'"{column.name}"'  # some names are words of SQL: end, text
    words = [name, "INTEGER" if column.type in (bool, int) else "TEXT"]
    if column.name == "id":
        words.append("PRIMARY KEY")
    if not column.nullable:
        words.append("NOT NULL")
    if column.type is bool:
        words.append(f"CHECK ({name} IN (0, 1))")
    if typing.get_origin(column.type) is typing.Literal:
        allowed = ", ".join(f"'{value}'" for value in typing.get_args(column.type))
        words.append(f"CHECK ({name} IN ({allowed}))")
    return " ".join(words)


def _value(value: Any) -> Any:
    value = schema.plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _write_search(database: sqlite3.Connection, collection: Collection) -> None:
    database.execute("CREATE VIRTUAL TABLE clauses_fts USING fts5(clause_id UNINDEXED, heading, text)")
    database.executemany(
        "INSERT INTO clauses_fts VALUES (?, ?, ?)",
        (
            (clause.id, split_ideographs(clause.heading or ""), split_ideographs(clause.text))
            for clause in collection.records("clauses")
        ),
    )
    database.execute("INSERT INTO clauses_fts (clauses_fts) VALUES ('optimize')")


def _write_fields(database: sqlite3.Connection) -> None:
    database.execute(
        'CREATE TABLE fields ("table" TEXT NOT NULL, field TEXT NOT NULL, title TEXT NOT NULL, '
        'description TEXT NOT NULL, unit TEXT, PRIMARY KEY ("table", field))'
    )
    database.executemany(
        "INSERT INTO fields VALUES (?, ?, ?, ?, ?)",
        (
            (record.table, column.name, column.about.title, column.about.description, column.about.unit)
            for record in TABLES
            for column in schema.columns(record)
        ),
    )
