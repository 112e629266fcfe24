"""Writes the published data: every format of every table, under the addresses that users link to.

What is made of an issue is made of it alone, kept, and joined: `make_issue_data` is a plain function of one issue. To add
a format, write a function in `formats/` and give it a row in `FORMATS`; what servers send an ending as, `hosting.TYPES` says.
"""

from __future__ import annotations

import contextlib
import copy
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from parser import identifiers
from parser.building import packed, steps
from parser.building.joined_files import JoinedFiles, open_joined
from parser.building.processes import in_processes
from parser.building.workplace import Workplace
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.declaration import Record
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
from parser.formats.table_text import TableText
from parser.gazette import gazette
from parser.model import TABLES, TABLES_OF_ISSUE


@dataclass(frozen=True)
class Format:
    """One way in which the data is offered: `files` is its address under `data/`.

    It is made in one of three ways: `of_issue` gives the files of one issue, by address; `text` gives the rows of one issue
    in a table's file; `write` makes it from the whole collection, after the formats above it, and from the `parts` that
    each issue gave. One with none of them is made with the format above it.
    """

    name: str
    title: str
    files: str
    of_issue: Callable[[CompiledIssue], Iterable[tuple[str, bytes]]] | None = None
    text: TableText | None = None
    write: Callable[[Collection, Path, JoinedFiles], None] | None = None
    parts: Callable[[CompiledIssue], dict[str, bytes]] | None = None


FORMATS = (
    Format("json", "JSON（一表一个数组）", "{table}.json", text=json_files.ARRAY),
    Format("csv", "CSV（可用 Excel、WPS 打开）", "{table}.csv", text=csv_files.TABLE),
    Format("nested", "嵌套 JSON（整期）", "issues/{issue}.json", json_files.nested_files),
    Format("nested", "嵌套 JSON（单件公文）", "documents/{document}.json"),  # made with the issue's
    Format("schemas", "JSON Schema", "schemas/{table}.schema.json", write=json_files.write_schemas),
    Format("jsonl", "JSON Lines（一行一条记录）", "{table}.jsonl", text=json_files.LINES),
    Format("sqlite", "SQLite 数据库（含全文检索）", "gazette.sqlite", write=sqlite.write),
    Format("xlsx", "Excel 工作簿（任务台账在前，一表一页）", "gazette.xlsx", write=xlsx.write, parts=xlsx.of_issue),
    Format("parquet", "Parquet（DuckDB、pandas 等）", "{table}.parquet", write=parquet.write),
    # Describes the CSV files, so it is chosen with them and comes after them.
    Format("csv", "Frictionless 数据包说明", "datapackage.json", write=datapackage.write),
    Format("akn", "Akoma Ntoso 3.0（单件公文）", "akn/{document}.xml", akn.files),
    # Measures the other files, so it comes after them.
    Format("dcat", "DCAT 目录说明（含来源）", "catalog.jsonld", write=dcat.write),
    Format("openapi", "OpenAPI 接口说明", "openapi.json", write=openapi.write),
)
# What `write_datasets` adds about and around the formats: address under the web root, title.
WHOLE = (
    ("data/ids.json", "全部编号，以及旧编号的去处"),
    ("data/gazette.zip", "以上全部数据打包"),
)
NO_ALIASES: Mapping[str, str] = MappingProxyType({})


STEPS = "data"  # the folder of the steps of `make_issue_data`, in that of what is kept
CALENDARS_AND_FEEDS = "calendars and feeds"  # made of each issue beside the formats, for a site


def write_datasets(
    collection: Collection, web_root: Path, aliases: Mapping[str, str] = NO_ALIASES, workplace: Workplace | None = None
) -> None:
    """Write all published data below the web root: `data/**`, `calendar/**`, the feeds, and `SHA256SUMS` over them.

    `aliases` tells what became of identifiers no longer in use; see `identifiers.py`. `workplace.last` is the web root of
    the last run.
    """
    data = web_root / "data"
    names = [row.name for row in FORMATS]
    for folder in (data, web_root / "calendar"):
        folder.mkdir(parents=True, exist_ok=True)
    with _at_work(workplace) as place:
        joined = _issue_data(collection, [*names, CALENDARS_AND_FEEDS], web_root, "", place)
        _write_tables(collection, names, joined, "data/")
        _write_whole(collection, names, data, joined)
        identifiers.write_ids(collection, aliases, data)
        calendars.write(collection, joined)
        feeds.write(collection, joined)
        _take_unchanged(web_root, place)
        archive.write_zip(data, place)
        archive.write_sums(web_root, place)
        _finish(joined)


def write_formats(
    collection: Collection, data: Path, names: Iterable[str], workplace: Workplace | None = None
) -> None:
    """Write the formats of these names into the existing folder `data`, in the order of `FORMATS`. `workplace.last` is
    the data folder of the last run."""
    wanted = list(names)
    with _at_work(workplace) as place:
        joined = _issue_data(collection, wanted, data, "data/", place)
        _write_tables(collection, wanted, joined, "")
        _write_whole(collection, wanted, data, joined)
        _take_unchanged(data, place)
        _finish(joined)


@contextlib.contextmanager
def _at_work(workplace: Workplace | None) -> Iterator[Workplace]:
    if workplace is not None:
        yield workplace
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Workplace(Path(folder))


def _finish(joined: JoinedFiles) -> None:
    """Keep what the next run can use, and nothing else."""
    joined.record()
    steps.prune(joined.workplace.kept / STEPS, [step.name for step in joined.steps])


def _take_unchanged(root: Path, workplace: Workplace) -> None:
    if workplace.last is not None:
        steps.take_unchanged(root, workplace.last)


def _issue_data(collection: Collection, names: list[str], root: Path, below: str, workplace: Workplace) -> JoinedFiles:
    """Make what is made from one issue alone, where it is not there yet, and publish it below `root`: all, or what stands
    in the folder `below`. Returns what goes into joined files."""
    common = (gazette().digest(), ",".join(sorted(names)))
    keys = [steps.key_of("data", compiled.records_key, *common) for compiled in collection.issues]
    folders = [workplace.kept / STEPS / key for key in keys]
    missing = [(compiled, folder) for compiled, folder in zip(collection.issues, folders, strict=True) if not steps.is_done(folder)]
    for _ in in_processes(_do_issue, missing, (names,), workplace.jobs):
        pass
    for folder in folders:
        steps.publish(folder, root, below)
    return open_joined(folders, root, workplace)


def _do_issue(missing: tuple[CompiledIssue, Path], names: list[str]) -> None:
    compiled, folder = copy.copy(missing[0]), missing[1]  # a copy, with which goes what it loads
    steps.do(folder, lambda files, parts: make_issue_data(compiled, names, files, parts))


def make_issue_data(compiled: CompiledIssue, names: Sequence[str], files: Path, parts: Path) -> None:
    """Make the formats of these names of one issue alone: its files below `files`, and the file `parts` with its rows in
    each table's file (and what it gives to calendars and feeds)."""
    made: dict[str, bytes] = {}
    held: dict[str, bytes] = {}
    for row in FORMATS:
        if row.name in names and row.of_issue is not None:
            made |= {f"data/{address}": content for address, content in row.of_issue(compiled)}
        if row.name in names and row.text is not None:
            for record in TABLES_OF_ISSUE:
                held[_part(row, record)] = row.text.rows(record, compiled.records(record.table))
        if row.name in names and row.parts is not None:
            held |= row.parts(compiled)
    if CALENDARS_AND_FEEDS in names:
        own_calendars, events = calendars.of_issue(compiled)
        made, held = made | own_calendars, held | events | feeds.of_issue(compiled)
    for name, content in made.items():
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_bytes(content)
    packed.write(parts, held)


def _part(row: Format, record: type[Record]) -> str:
    return row.files.format(table=record.table)


def _write_tables(collection: Collection, names: Sequence[str], joined: JoinedFiles, folder: str) -> None:
    """Join the tables that are text from the rows of each issue."""
    for row in FORMATS:
        if row.name not in names or row.text is None:
            continue
        for record in TABLES:
            name, around = folder + _part(row, record), row.text.around(record)
            if record in TABLES_OF_ISSUE:
                joined.write(name, around, _part(row, record))
            else:
                rows = row.text.rows(record, collection.records(record.table))
                (joined.root / name).write_bytes(around.head + rows + around.tail)


def _write_whole(collection: Collection, names: Sequence[str], data: Path, joined: JoinedFiles) -> None:
    for row in FORMATS:
        if row.name in names and row.write is not None:
            row.write(collection, data, joined)
