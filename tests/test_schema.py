from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from sample import COLLECTION

from parser import datasets, schema, schema_files
from parser.model import TABLES, Clause, Deadline, Document, Responsibility
from parser.website import site_address

ALL_TABLES = pytest.mark.parametrize("record", TABLES, ids=lambda record: record.table)


@ALL_TABLES
def test_schema_is_valid_draft_2020_12_with_closed_and_complete_properties(record):
    made = schema.schema(record)
    Draft202012Validator.check_schema(made)
    assert made["additionalProperties"] is False
    assert made["required"] == list(made["properties"])
    assert made["$id"] == f"{site_address.base()}data/schemas/{record.table}.schema.json"


@ALL_TABLES
def test_every_field_has_chinese_title_description_and_a_valid_example(record):
    for name, rule in schema.schema(record)["properties"].items():
        assert any("一" <= char <= "鿿" for char in rule["title"]), name
        assert rule["description"], name
        examples = Draft202012Validator(rule, format_checker=FormatChecker())
        for example in rule["examples"]:
            assert list(examples.iter_errors(example)) == [], name


def test_committed_schemas_are_those_of_the_model(tmp_path):
    schema_files.write_schemas(tmp_path)
    fresh = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    committed = {path.name: path.read_text(encoding="utf-8") for path in schema_files.SCHEMAS.glob("*.json")}
    assert committed == fresh, "schemas/ 与 parser/model.py 不一致，请运行 make schemas"


def test_columns_put_own_fields_first_and_evidence_last():
    names = [column.name for column in schema.columns(Responsibility)]
    assert names[:2] == ["id", "document_id"]
    assert names[-6:] == ["quoted_in", "quoted_field", "quote", "start", "end", "rule"]


def test_blocks_of_a_clause_are_no_column():
    assert "blocks" not in [column.name for column in schema.columns(Clause)]


@ALL_TABLES
def test_records_of_the_sample_are_valid(record):
    records = COLLECTION.records(record.table)
    assert records
    for item in records:
        assert schema.validator(record.table)(json.loads(json.dumps(schema.to_json(item)))) == []


def deadline() -> dict:
    return schema.to_json(next(COLLECTION.records("deadlines")))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"due_on": "2019-02-31"}, "真实存在的日期"),
        ({"due_on": "2019-7-31"}, "真实存在的日期"),
        ({"kind": "someday"}, "应为 by_date、period、recurring、relative、effective 之一"),
        ({"precision": "decade"}, "month"),
        ({"start": -1}, "不应小于 0"),
        ({"start": "0"}, "类型应为 integer"),
        ({"clause_id": "第一条"}, "应符合格式"),
        ({"event": ""}, "应为 null"),
        ({"year_inferred": None}, "类型应为 boolean"),
        ({"colour": "red"}, "多出未声明的字段 colour"),
    ],
)
def test_validator_says_in_chinese_what_is_wrong_with_which_record(change, message):
    record = deadline() | change
    (problem,) = schema.validator("deadlines")(record)
    assert record["id"] in problem
    assert message in problem
    assert next(iter(change)) in problem


WRONG_VALUES = (None, True, 0, 1, 1.0, 1.5, -1, "", " ", "x", "２０１９-06", "2019-06", "2019-02-29", "2020-02-29",
                "2019-6-4", "20190604", "2019-06-04T00:00:00", [], ["x"], [1], [None], {}, {"x": 1})


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.table)
def test_validator_gives_the_verdict_of_the_reference_implementation(record):
    reference = Draft202012Validator(schema.schema(record), format_checker=FormatChecker(["date"]))
    verdicts = set()
    for item in COLLECTION.records(record.table):
        valid = schema.to_json(item)
        for name in valid:
            mutated = [valid | {name: value} for value in WRONG_VALUES]
            mutated.append({key: value for key, value in valid.items() if key != name})
            mutated.append(valid | {f"{name}_": valid[name]})
            for candidate in (valid, *mutated):
                verdict = schema.validator(record.table)(candidate) == []
                assert verdict == reference.is_valid(candidate), (name, candidate.get(name, "absent"))
                verdicts.add(verdict)
    assert verdicts == {True, False}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
    | st.dates().map(str) | st.sampled_from(WRONG_VALUES),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=6), values, max_size=3), max_leaves=5)


@ALL_TABLES
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_verdict_on_a_whole_table_is_that_of_the_reference_on_each_record(record, data):
    reference = Draft202012Validator(schema.schema(record), format_checker=FormatChecker(["date"]))
    records = [schema.to_json(item) for item in COLLECTION.records(record.table)]
    for changed in data.draw(st.lists(st.sampled_from(records), max_size=2)):
        changed[data.draw(st.sampled_from([*changed, "other"]))] = data.draw(JSON_VALUES)
    assert schema.all_valid(record.table, records) == all(map(reference.is_valid, records))
    assert [not schema.validator(record.table)(item) for item in records] == list(map(reference.is_valid, records))


def test_validator_refuses_a_line_feed_after_an_identifier():
    assert schema.validator("deadlines")(deadline() | {"document_id": f"{deadline()['document_id']}\n"})


def test_validator_names_a_missing_field():
    record = deadline()
    del record["reading"]
    (problem,) = schema.validator("deadlines")(record)
    assert "缺少字段 reading" in problem


def test_validator_reaches_into_nested_objects():
    record = schema.to_json(next(COLLECTION.records("documents")))
    record["annexes"][0]["number"] = 0
    (problem,) = schema.validator("documents")(record)
    assert "annexes[0].number" in problem


def test_nullable_fields_accept_null_and_others_refuse_it():
    properties = schema.schema(Deadline)["properties"]
    assert properties["unit"]["type"] == ["string", "null"] and None in properties["unit"]["enum"]
    assert properties["kind"]["type"] == "string" and None not in properties["kind"]["enum"]
    assert schema.schema(Document)["properties"]["issued_on"]["type"] == ["string", "null"]


@pytest.mark.parametrize("kind", ["issue", "document"])
def test_nested_json_fits_its_schema(tmp_path, kind):
    datasets.write_formats(COLLECTION, tmp_path, ["nested"])
    schema_files.write_schemas(tmp_path / "schemas")
    loaded = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "schemas").iterdir()}
    registry = Registry().with_resources(
        (content["$id"], Resource.from_contents(content)) for content in loaded.values()
    )
    rules = Draft202012Validator(loaded[f"{kind}-tree.schema.json"], registry=registry, format_checker=FormatChecker())
    trees = [json.loads(path.read_text("utf-8")) for path in (tmp_path / f"{kind}s").iterdir()]
    assert trees
    for tree in trees:
        assert [error.message for error in rules.iter_errors(tree)] == []
        del tree["diagnostics"]
        assert not rules.is_valid(tree)
