"""How well the real issue is read, held against the gold annotations; the floors may rise, never fall."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from parser.collection import Collection
from parser.compiler import compile_issue
from parser.datasets import write_formats
from parser.evaluate import Score, evaluate, silent_rate
from parser.joining import collect

ISSUE = Path("source_html/2019-06.html")
GOLD = Path("tests/gold")

FLOORS = {"公文": 1.0, "条款": 1.0, "责任（标签、括注、表格）": 1.0, "责任（行文）": 0.95, "时限": 1.0, "引用": 1.0, "大事记": 1.0}


@pytest.fixture(scope="module")
def made() -> Collection:
    return collect([compile_issue(ISSUE)])


@pytest.fixture(scope="module")
def scores(made: Collection, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder = tmp_path_factory.mktemp("data")
    write_formats(made, folder, ("json",))
    return evaluate(GOLD, folder)


@pytest.mark.parametrize("table", FLOORS)
def test_table_is_read_at_least_as_well_as_its_floor(table, scores):
    score = scores[table]
    assert score.gold > 0
    assert score.f1 >= FLOORS[table], [*score.missed, *score.extra]


def test_every_measured_table_has_a_floor(scores):
    assert set(scores) == set(FLOORS)


def test_errors_are_flagged_nearly_always(scores):
    assert silent_rate(scores) <= 0.01


def test_counts_are_those_of_careful_readers(made):
    # gold counts 210 of the 211 clauses; careful readers differ on one heading
    clauses = Counter(record.kind == "paragraph" for record in made.records("clauses"))
    explicit = [record for record in made.records("responsibilities") if record.form != "inline"]
    assert made.count("documents") == 8
    assert made.count("events") == 21
    assert clauses[False] == 211
    assert len(explicit) == 451


def test_real_issue_has_no_errors_and_its_diagnostics_stay_few(made):
    severities = Counter(record.severity for record in made.records("diagnostics"))
    assert severities["error"] == 0
    assert severities["warning"] <= 60
