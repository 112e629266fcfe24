"""CSV after RFC 4180 for spreadsheets and programs alike: UTF-8 with a byte-order mark, a header row, CRLF.

A cell holds nothing for null and for an empty list; `true` or `false`; a list of strings joined with `;` (a `;` or a
backslash inside an item gets a backslash in front); any other list as compact JSON. A text that a spreadsheet could run
as a formula, and a text that begins with an apostrophe, gets one apostrophe in front: to undo, remove one leading
apostrophe where there is one.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import typing
from collections.abc import Iterable
from typing import Any

from parser import schema
from parser.declaration import Record
from parser.formats.table_text import TableText
from parser.schema import Column

# What spreadsheets take for the beginning of a formula, full-width forms included; a dash —— is none of them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
_GUARDED = frozenset((*FORMULA_STARTS, GUARD))


def head(record: type[Record]) -> bytes:
    """The byte-order mark and the header row."""
    return codecs.BOM_UTF8 + _rows([[column.name for column in schema.columns(record)]])


def rows(record: type[Record], items: Iterable[Record]) -> bytes:
    """One row a record, columns in the order of `schema.columns`."""
    columns = [column.name for column in schema.columns(record)]
    return _rows([cell(item[name]) for name in columns] for item in map(schema.to_json, items))


def _rows(cells: Iterable[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue().encode()


TABLE = TableText(head, rows)


def is_list_of_text(column: Column) -> bool:
    """Whether the column holds a list of strings, which a cell joins with `;`."""
    return typing.get_origin(column.type) is tuple and typing.get_args(column.type)[0] is str


def cell(value: Any) -> str:
    """One JSON value as the text of a cell."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return guarded(joined(value)) if value else ""


def joined(items: list[Any]) -> str:
    """A list as the text of one cell: texts joined with `;`, anything else as JSON."""
    if all(isinstance(item, str) for item in items):
        return ";".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: `=1+1` becomes `'=1+1`."""
    return GUARD + text if text[:1] in _GUARDED else text
