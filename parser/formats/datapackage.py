"""`datapackage.json`: a Frictionless Data Package (version 2) over the CSV tables, derived from the model.

https://datapackage.org/standard/data-package/ and /standard/table-schema/
"""

from __future__ import annotations

import datetime as dt
import typing
from pathlib import Path
from typing import Any

from parser import schema, schema_changes
from parser.building import checksums
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.declaration import Record
from parser.formats.csv_files import is_list_of_text
from parser.gazette import gazette
from parser.model import TABLES
from parser.schema import Column
from parser.website import site_address

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTION = (
    "公报所载公文的条款、责任分工、时限、引用与大事记。空单元格为空值或空列表；"
    "列表以半角分号连接；以半角撇号开头的文字，撇号是防止被当作公式执行的标记，读取时去掉一个。"
)
TEXTS = {"name": "other-pd", "title": "公文原文：依《中华人民共和国著作权法》第五条不受著作权保护"}


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Describe the CSV files that already stand in `data`: columns, keys, rows, bytes and SHA-256."""
    own = gazette()
    structure = {"name": own.data.licence, "title": f"数据结构与整理：{own.data.licence_name}", "path": own.data.licence_url}
    package = {
        "$schema": PROFILE,
        "name": "gazette",
        "title": own.data.title,
        "description": DESCRIPTION,
        "version": schema_changes.CURRENT,
        "homepage": site_address.address("data/"),
        "licenses": [structure, TEXTS],
        "contributors": [{"title": own.publisher, "roles": ["publisher"], **own.data.contact_as("email", "path")}],
        "sources": [
            {"title": compiled.issue.title, "version": f"sha256:{compiled.issue.source_sha256}"}
            for compiled in collection.issues
        ],
        "resources": [_resource(record, collection.count(record.table), data) for record in TABLES],
    }
    (data / "datapackage.json").write_text(schema.dump(package), encoding="utf-8", newline="\n")


def _resource(record: type[Record], rows: int, data: Path) -> dict[str, Any]:
    file = data / f"{record.table}.csv"
    return {
        "name": record.table,
        "type": "table",
        "title": record.title_zh,
        "description": record.description_zh,
        "path": f"{record.table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{checksums.sha256(file)}",
        "rows": rows,
        "schema": table_schema(record),
    }


def table_schema(record: type[Record]) -> dict[str, Any]:
    """The Table Schema of one table: fields with constraints, its primary key and its foreign keys."""
    columns = schema.columns(record)
    return {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        "primaryKey": ["id"],
        "foreignKeys": [
            {
                "fields": [column.name],
                # An empty resource name is the table itself.
                "reference": {
                    "resource": "" if column.about.references == record.table else column.about.references,
                    "fields": ["id"],
                },
            }
            for column in columns
            if column.about.references is not None
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    about = column.about
    field: dict[str, Any] = {"name": column.name, "title": about.title, "description": about.description}
    constraints: dict[str, Any] = {}
    is_enum = typing.get_origin(column.type) is typing.Literal
    if is_list_of_text(column):
        field |= {"type": "list", "delimiter": ";", "itemType": "string"}
    elif typing.get_origin(column.type) is tuple:
        field["type"] = "array"
    else:
        field["type"] = {bool: "boolean", int: "integer", dt.date: "date"}.get(column.type, "string")
        # A text may be empty (a clause without a label), and an empty cell reads as null: only these are never empty.
        certain = is_enum or about.pattern is not None or column.type is not str or column.name == "id"
        if certain and not column.nullable:
            constraints["required"] = True
    if column.name == "id":
        constraints["unique"] = True
    if is_enum:
        constraints["enum"] = list(typing.get_args(column.type))
    if about.pattern is not None:
        constraints["pattern"] = _whole(about.pattern)
    if about.minimum is not None:
        constraints["minimum"] = about.minimum
    if about.unit is not None:
        field["unit"] = about.unit
    if about.example is not None and not isinstance(about.example, list):
        field["example"] = about.example
    if constraints:
        field["constraints"] = constraints
    return field


def _whole(pattern: str) -> str:
    """A pattern as Table Schema wants it, where it must fit the whole value: `^FREQ=` becomes `FREQ=.*`."""
    start = "" if pattern.startswith("^") else ".*"
    end = "" if pattern.endswith("$") else ".*"
    return start + pattern.removeprefix("^").removesuffix("$") + end
