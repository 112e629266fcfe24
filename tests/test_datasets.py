from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
import typing
from pathlib import Path

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from sample import CHRONICLE, CLAUSES, COLLECTION, COMPILED, DOCUMENT

from parser import datasets, schema
from parser.formats import csv_files, json_files, nested
from parser.model import TABLES, Agency, Clause, Document

ALL_TABLES = pytest.mark.parametrize("record", TABLES, ids=lambda record: record.table)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    web_root = tmp_path_factory.mktemp("site")
    datasets.write_datasets(COLLECTION, web_root)
    return web_root / "data"


def load(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def read_cell(text: str, column: schema.Column):
    """The documented way back from a cell, written independently of the writer."""
    if text.startswith("'"):
        text = text[1:]
    kind = column.type
    if text == "":
        return None if column.nullable else [] if typing.get_origin(kind) is tuple else ""
    if kind is bool:
        return {"true": True, "false": False}[text]
    if kind is int:
        return int(text)
    if typing.get_origin(kind) is not tuple:
        return text
    if typing.get_args(kind)[0] is not str:
        return json.loads(text)
    items, escaped = [""], False
    for char in text:
        if char == "\\" and not escaped:
            escaped = True
        elif char == ";" and not escaped:
            items.append("")
        else:
            items[-1] += char
            escaped = False
    return items


def read_csv(path: Path, record: type) -> list[dict]:
    columns = {column.name: column for column in schema.columns(record)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return [{name: read_cell(text, columns[name]) for name, text in row.items()} for row in rows]


@ALL_TABLES
def test_json_table_holds_every_record_and_each_fits_its_schema(data, record):
    records = load(data / f"{record.table}.json")
    assert [item["id"] for item in records] == [item.id for item in COLLECTION.records(record.table)]
    rules = Draft202012Validator(load(data / f"schemas/{record.table}.schema.json"), format_checker=FormatChecker())
    for item in records:
        rules.validate(item)


@ALL_TABLES
def test_csv_carries_the_same_records_as_json(data, record):
    assert read_csv(data / f"{record.table}.csv", record) == load(data / f"{record.table}.json")


@ALL_TABLES
def test_csv_begins_with_a_byte_order_mark_and_ends_lines_with_crlf(data, record):
    content = (data / f"{record.table}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,") or content.startswith(b"\xef\xbb\xbfid\r\n")
    assert content.endswith(b"\r\n")
    header = content.split(b"\r\n")[0].decode("utf-8-sig")
    assert header.split(",") == [column.name for column in schema.columns(record)]


def test_json_has_no_byte_order_mark_and_keeps_chinese_readable(data):
    content = (data / "documents.json").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert "旗县市人民政府".encode() in content


@ALL_TABLES
def test_no_cell_begins_as_a_formula(data, record):
    with (data / f"{record.table}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell


def test_dash_items_are_left_alone_and_formulas_get_one_apostrophe():
    assert csv_files.guarded("——坚持依法行政。") == "——坚持依法行政。"
    assert csv_files.guarded("=1+1") == "'=1+1"
    assert csv_files.guarded("'引文'") == "''引文'"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.one_of(TEXTS, st.builds(lambda start, rest: start + rest, st.sampled_from("=+-@\t\r\n'＝——;\\"), TEXTS)))
def test_any_text_survives_a_cell(text):
    (column,) = (column for column in schema.columns(Clause) if column.name == "text")
    assert read_cell(csv_files.cell(text), column) == text


@given(st.lists(TEXTS.filter(bool), max_size=4))
def test_any_list_of_texts_survives_a_cell(items):
    (column,) = (column for column in schema.columns(Agency) if column.name == "aliases")
    assert read_cell(csv_files.cell(items), column) == items


def test_lists_are_joined_with_semicolons(data):
    with (data / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["leads"] == "盟自然资源局;盟住房城乡建设局"
    assert row["responsible"] == ""


def test_data_package_is_valid_and_counts_rows_and_bytes(data):
    package = Package(str(data / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    described = load(data / "datapackage.json")
    assert [resource["name"] for resource in described["resources"]] == [record.table for record in TABLES]
    for resource in described["resources"]:
        assert resource["rows"] == COLLECTION.count(resource["name"])
        assert resource["bytes"] == (data / resource["path"]).stat().st_size
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0", "other-pd"]


def test_data_package_notices_a_broken_reference(data, tmp_path):
    for file in (*data.glob("*.csv"), data / "datapackage.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    broken = (tmp_path / "tasks.csv").read_bytes().replace(b"xsz-2019-46,", b"xsz-2019-47,")
    (tmp_path / "tasks.csv").write_bytes(broken)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


def test_data_package_reads_lists_dates_and_booleans_as_such(data):
    package = Package(str(data / "datapackage.json"))
    (task,) = package.get_resource("tasks").read_rows()
    assert task["leads"] == ["盟自然资源局", "盟住房城乡建设局"] and task["due_on"] == dt.date(2019, 7, 31)
    (deadline,) = package.get_resource("deadlines").read_rows()
    assert deadline["year_inferred"] is False and deadline["amount"] is None


def clauses_of(tree: dict):
    def walk(clauses: list):
        for clause in clauses:
            yield clause
            yield from walk([block for block in clause["blocks"] if block["type"] == "clause"])

    return walk(tree["clauses"])


def test_document_tree_follows_the_page_and_attaches_facts_to_clauses(data):
    tree = load(data / "documents" / f"{DOCUMENT}.json")
    assert [kind for kind, _ in nested.in_page_order(tree)] == ["line", "clause", "line"]
    assert tree["events"] == []
    found = {clause["id"]: clause for clause in clauses_of(tree)}
    assert list(found) == [clause.id for clause in CLAUSES]
    assert [fact["id"] for fact in found[CLAUSES[1].id]["responsibilities"]] == [
        fact.id for fact in COMPILED.responsibilities
    ]
    assert found[CLAUSES[0].id]["responsibilities"] == []
    assert [block["type"] for block in found[CLAUSES[2].id]["blocks"]] == ["paragraph", "table", "paragraph"]
    assert len(tree["citations"]) == 1 and len(found[CLAUSES[2].id]["citations"]) == 1
    assert [diagnostic["code"] for diagnostic in tree["diagnostics"]] == ["P101"]


def test_chronicle_tree_holds_its_events_in_place(data):
    tree = load(data / "documents" / f"{CHRONICLE}.json")
    assert [kind for kind, _ in nested.in_page_order(tree)] == ["line", "event"]
    assert tree["clauses"] == []


def test_text_of_a_nested_clause_is_its_paragraphs_and_holds_the_quotes(data):
    for clause in clauses_of(load(data / "documents" / f"{DOCUMENT}.json")):
        text = "\n".join(block["text"] for block in clause["blocks"] if block["type"] == "paragraph")
        assert text == next(flat.text for flat in CLAUSES if flat.id == clause["id"])
        for fact in [*clause["responsibilities"], *clause["deadlines"], *clause["citations"]]:
            assert text[fact["start"]:fact["end"]] == fact["quote"]


def test_nested_files_are_their_trees_as_all_json_is_written():
    for compiled in COLLECTION.issues:
        wanted = {f"documents/{one.id}.json": nested.document_tree(one, compiled) for one in compiled.documents}
        wanted[f"issues/{compiled.issue.id}.json"] = nested.issue_tree(compiled)
        assert dict(json_files.nested_files(compiled)) == {name: schema.dump(tree).encode() for name, tree in wanted.items()}


def test_issue_tree_holds_the_very_documents_and_says_nothing_twice(data):
    tree = load(data / "issues" / "2019-06.json")
    assert tree["documents"] == [load(data / "documents" / f"{document.id}.json") for document in COMPILED.documents]
    assert [diagnostic["id"] for diagnostic in tree["diagnostics"]] == ["2019-06/g2"]
    texts = [
        held["text"] for document in tree["documents"]
        for holder in (document["lines"], document["events"], *(clause["blocks"] for clause in clauses_of(document)))
        for held in holder if "text" in held
    ]
    assert len(texts) == len(set(texts)) == 9


def test_identical_records_give_identical_bytes(data, tmp_path):
    datasets.write_datasets(dataclasses.replace(COLLECTION), tmp_path)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    web_root = data.parent
    first = {path.relative_to(web_root): path.read_bytes() for path in sorted(web_root.rglob("*")) if path.is_file()}
    assert again == first


def test_every_format_has_files_where_its_row_says(data):
    for row in datasets.FORMATS:
        pattern = row.files.format(table="*", issue="*", document="*")
        assert list(data.glob(pattern)), row.name


def test_formats_can_be_chosen(tmp_path):
    datasets.write_formats(COLLECTION, tmp_path, ["csv"])
    assert {path.name for path in tmp_path.rglob("*") if path.suffix != ".csv"} == {"datapackage.json"}


def test_documents_without_annexes_have_an_empty_cell(data):
    rows = read_csv(data / "documents.csv", Document)
    assert rows[1]["annexes"] == [] and rows[0]["annexes"][0]["title"] == "任务分解表"
