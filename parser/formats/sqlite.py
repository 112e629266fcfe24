"""`gazette.sqlite`: the tables with keys, checks and indexes, and full-text search over clauses.

Dates are ISO 8601 texts, booleans 0 or 1, lists JSON (`json_each` opens them). `fields` explains every column.
`clauses_fts` is an FTS5 table whose texts have a space around every Chinese character, because SQLite's own tokenizers
miss two-character words. Search for 残联 with  `SELECT clause_id FROM clauses_fts WHERE clauses_fts MATCH '"残 联"'`.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import shutil
import sqlite3
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from parser import schema
from parser.building.joined_files import JoinedFiles
from parser.building.kept_record import file_state, read_record, write_record
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.declaration import Record
from parser.model import TABLES, TABLES_OF_ISSUE, Agency
from parser.schema import Column

# CJK ideographs, their extensions and compatibility forms
IDEOGRAPH = re.compile(r"([㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff])")
WRITER_VERSION = 96  # first of four bytes of the file's header: the release of SQLite that wrote it, for information only


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Write the database; the same records give the same bytes.

    What is kept for the next run is the database without what depends on all issues. When its issues are the first ones of
    this run, only later ones are put into it: always in the same steps, so that the file does not tell how it came to be.
    """
    kept, path = joined.workplace.kept / "gazette.sqlite", data / "gazette.sqlite"
    record = kept.with_suffix(".json")
    keys = [compiled.records_key for compiled in collection.issues]
    before = _keys_of(record, kept)
    if before is None or keys[: len(before)] != before:
        before = []
        kept.unlink(missing_ok=True)
    record.unlink(missing_ok=True)  # until the file is whole again
    with _opened(kept) as database:
        if not before:
            _create(database)
        for compiled in itertools.islice(collection.issues, len(before), None):
            _insert_issue(database, compiled)
    write_record(record, {"sqlite": sqlite3.sqlite_version, "state": file_state(kept), "keys": keys})
    shutil.copyfile(kept, path)
    with _opened(path) as database:
        database.execute("BEGIN")
        _insert(database, Agency, collection.records(Agency.table))
        _write_fields(database)
        database.execute("COMMIT")
    with path.open("r+b") as file:
        file.seek(WRITER_VERSION)
        file.write(bytes(4))


def _keys_of(record: Path, kept: Path) -> list[str] | None:
    """The issues in the database that the last run kept, when it stands as it was written, by the same SQLite."""
    held = read_record(record)
    as_written = kept.is_file() and held.get("state") == file_state(kept) and held.get("sqlite") == sqlite3.sqlite_version
    return held.get("keys") if as_written else None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A database without safeguards against a crash: one that is broken off is made anew."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096", "cache_size = -65536"):
            database.execute(f"PRAGMA {setting}")
        yield database


def _create(database: sqlite3.Connection) -> None:
    database.execute("BEGIN")
    for statement in (*map(create_table, TABLES), *create_indexes()):
        database.execute(statement)
    database.execute("CREATE VIRTUAL TABLE clauses_fts USING fts5(clause_id UNINDEXED, heading, text)")
    database.execute("COMMIT")


def _insert_issue(database: sqlite3.Connection, compiled: CompiledIssue) -> None:
    database.execute("BEGIN")
    for record in TABLES_OF_ISSUE:
        _insert(database, record, compiled.records(record.table))
    database.executemany("INSERT INTO clauses_fts VALUES (?, ?, ?)", (
        (clause.id, split_ideographs(clause.heading or ""), split_ideographs(clause.text)) for clause in compiled.clauses
    ))
    database.execute("COMMIT")


def _insert(database: sqlite3.Connection, record: type[Record], items: Iterable[Record]) -> None:
    columns = schema.columns(record)
    rows = ([_value(getattr(item, column.name)) for column in columns] for item in items)
    database.executemany(f"INSERT INTO {record.table} VALUES ({', '.join('?' * len(columns))})", rows)


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
