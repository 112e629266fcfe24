"""Writes the published data: every format of every table, under the addresses that users link to.

To add a format, write a function in `formats/` and give it a row in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from parser import identifiers
from parser.compiled import Collection
from parser.formats import (
    akn,
    archive,
    calendars,
    csv_files,
    datapackage,
    dcat,
    feeds,
    json_files,
    openapi,
    parquet,
    sqlite,
    xlsx,
)


@dataclass(frozen=True)
class Format:
    """One way in which the data is offered: `files` is its address under `data/`, where `write` makes it."""

    name: str
    title: str
    files: str
    media_type: str
    write: Callable[[Collection, Path], None]


AKN = "application/akn+xml"
JSON = "application/json"
PARQUET = "application/vnd.apache.parquet"
SCHEMA = "application/schema+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    Format("json", "JSON（一表一个数组）", "{table}.json", JSON, json_files.write_tables),
    Format("csv", "CSV（可用 Excel、WPS 打开）", "{table}.csv", "text/csv", csv_files.write_tables),
    Format("nested", "嵌套 JSON（整期）", "issues/{issue}.json", JSON, json_files.write_issues),
    Format("nested", "嵌套 JSON（单件公文）", "documents/{document}.json", JSON, json_files.write_documents),
    Format("schemas", "JSON Schema", "schemas/{table}.schema.json", SCHEMA, json_files.write_schemas),
    Format("jsonl", "JSON Lines（一行一条记录）", "{table}.jsonl", "application/x-ndjson", json_files.write_lines),
    Format("sqlite", "SQLite 数据库（含全文检索）", "gazette.sqlite", "application/vnd.sqlite3", sqlite.write),
    Format("xlsx", "Excel 工作簿（任务台账在前，一表一页）", "gazette.xlsx", XLSX, xlsx.write),
    Format("parquet", "Parquet（DuckDB、pandas 等）", "{table}.parquet", PARQUET, parquet.write),
    # Describes the CSV files, so it is chosen with them and comes after them.
    Format("csv", "Frictionless 数据包说明", "datapackage.json", JSON, datapackage.write),
    Format("akn", "Akoma Ntoso 3.0（单件公文）", "akn/{document}.xml", AKN, akn.write),
    # Measures the other files, so it comes after them.
    Format("dcat", "DCAT 目录说明（含来源）", "catalog.jsonld", "application/ld+json", dcat.write),
    Format("openapi", "OpenAPI 接口说明", "openapi.json", JSON, openapi.write),
)
# What `write_datasets` adds about and around the formats: address under the web root, title.
WHOLE = (
    ("data/ids.json", "全部编号，以及旧编号的去处"),
    ("data/gazette.zip", "以上全部数据打包"),
)
NO_ALIASES: Mapping[str, str] = MappingProxyType({})


def write_datasets(collection: Collection, web_root: Path, aliases: Mapping[str, str] = NO_ALIASES) -> None:
    """Write all published data below the web root: `data/**`, `calendar/**`, the feeds, and `SHA256SUMS` over them.

    `aliases` tells what became of identifiers no longer in use; see `identifiers.py`.
    """
    data = web_root / "data"
    data.mkdir(parents=True, exist_ok=True)
    write_formats(collection, data, [row.name for row in FORMATS])
    identifiers.write_ids(collection, aliases, data)
    archive.write_zip(data)
    calendars.write(collection, web_root)
    feeds.write(collection, web_root)
    archive.write_sums(web_root)


def write_formats(collection: Collection, data: Path, names: Iterable[str]) -> None:
    """Write the formats of these names into the existing folder `data`, in the order of `FORMATS`."""
    wanted = set(names)
    for row in FORMATS:
        if row.name in wanted:
            row.write(collection, data)
