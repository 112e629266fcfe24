from __future__ import annotations

import dataclasses
import json

import pytest
from sample import CLAUSES, COLLECTION, example

from parser import datasets
from parser.model import Agency
from parser.reports import changes


@pytest.fixture
def releases(tmp_path):
    """The sample, and a later release: a date corrected, one agency added, another gone, a diagnostic put in front."""
    (compiled,) = COLLECTION.issues
    (limit,) = compiled.deadlines
    moved = dataclasses.replace(limit, due_on=limit.due_on.replace(day=30))
    first, second = compiled.diagnostics
    diagnostics = (
        dataclasses.replace(first, quote="〖HT〗"),
        dataclasses.replace(first, id="2019-06/g2"),
        dataclasses.replace(second, id="2019-06/g3"),
    )
    later = dataclasses.replace(
        COLLECTION,
        issues=(dataclasses.replace(compiled, deadlines=(moved,), diagnostics=diagnostics),),
        agencies=(COLLECTION.agencies[0], example(Agency, id="meng-cai-zheng-ju", name="盟财政局")),
    )
    datasets.write_datasets(COLLECTION, tmp_path / "old")
    datasets.write_datasets(later, tmp_path / "new")
    return tmp_path / "old", tmp_path / "new"


def tables(found):
    return {table.table.table: table for table in found}


def test_records_added_removed_and_changed_are_told_apart(releases):
    found = tables(changes.compare(*releases))
    assert [record["name"] for record in found["agencies"].added] == ["盟财政局"]
    assert [record["name"] for record in found["agencies"].removed] == ["盟住房城乡建设局"]
    assert found["deadlines"].changed == [
        changes.Changed(f"{CLAUSES[1].id}/t1", {"due_on": ("2019-07-31", "2019-07-30")})
    ]
    assert not found["clauses"].added and not found["clauses"].changed


def test_diagnostics_are_matched_by_what_they_say_not_by_their_number(releases):
    found = tables(changes.compare(*releases))["diagnostics"]
    assert [record["quote"] for record in found.added] == ["〖HT〗"]
    assert found.removed == [] and found.changed == []


def test_changes_in_words_name_record_field_and_both_values(releases):
    lines = list(changes.in_words(changes.compare(*releases)))
    assert "## 机关单位：新增 1，删除 1，改动 0" in lines
    assert "- 新增 meng-cai-zheng-ju 盟财政局" in lines
    assert f"- 改动 {CLAUSES[1].id}/t1：due_on 由 2019-07-31 改为 2019-07-30" in lines


def test_equal_releases_have_no_changes(releases):
    old, _ = releases
    assert list(changes.in_words(changes.compare(old, old / "data"))) == ["数据没有变化。"]


def test_an_archive_stands_for_its_folder(releases):
    old, new = releases
    assert changes.compare(old / "data" / "gazette.zip", new) == changes.compare(old, new)


def test_changes_as_json_keep_whole_values(releases):
    made = json.loads(json.dumps(changes.as_json(changes.compare(*releases))))
    assert made["deadlines"]["changed"][0]["fields"]["due_on"] == {"before": "2019-07-31", "after": "2019-07-30"}
    assert made["agencies"]["added"][0]["id"] == "meng-cai-zheng-ju"


def test_a_folder_without_tables_is_named(releases, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="empty"):
        changes.compare(releases[0], tmp_path / "empty")
