"""Measures published tables against gold annotations: precision, recall and F1 per table and form, and silent errors.

Gold has the form of tests/gold/annotation-guide.md: a folder with documents.json, clauses.json, responsibilities.json,
deadlines.json, citations.json and events.json (any may be missing). How records are matched: `gold_set.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from parser import ROOT
from parser.announced import Json
from parser.collection import Collection
from parser.gold_set import GoldSet
from parser.schema import to_json
from parser.score import Score

GOLD = ROOT / "tests" / "gold"
TABLES = ("documents", "clauses", "responsibilities", "deadlines", "citations", "events", "agencies", "diagnostics")


def evaluate(gold: Path, data: Path) -> dict[str, Score]:
    """Score the tables in `data` (as `compile` writes them) against every gold set under `gold`.

    Raises FileNotFoundError when there is no gold set, and ValueError when a gold document is not in the data.
    """
    return score_tables(
        gold, {name: json.loads((data / f"{name}.json").read_text(encoding="utf-8")) for name in TABLES}
    )


def score_tables(gold: Path, tables: dict[str, list[Json]]) -> dict[str, Score]:
    """Score tables of JSON records against every gold set under `gold`; raises as `evaluate` does."""
    sets = sorted(path.parent for path in gold.rglob("documents.json"))
    if not sets:
        raise FileNotFoundError(f"{gold}：没有找到金标数据（documents.json）")
    total: dict[str, Score] = {}
    for folder in sets:
        for name, score in GoldSet(folder, tables).scores().items():
            total.setdefault(name, Score()).add(score)
    return total


def score_collection(collection: Collection, gold: Path = GOLD) -> dict[str, Score]:
    """Score a collection against the gold sets of this repository; empty when it lacks one of their documents."""
    wanted = {
        name for path in gold.rglob("documents.json") for record in json.loads(path.read_text(encoding="utf-8"))
        for name in (record.get("number"), record["title"]) if name
    }
    # Of a large collection only the issues that a reader annotated.
    issues = [one for one in collection.issues if any({document.number, document.title} & wanted for document in one.documents)]
    tables = {name: [record for one in issues for record in one.records(name)] for name in TABLES if name != "agencies"}
    try:
        return score_tables(gold, {
            name: [to_json(record) for record in records] for name, records in {**tables, "agencies": collection.agencies}.items()})
    except (FileNotFoundError, ValueError):
        return {}


def silent_rate(scores: dict[str, Score]) -> float:
    """The share of gold records that are wrong or missing without a diagnostic of their own matter."""
    return sum(score.silent for score in scores.values()) / max(1, sum(score.gold for score in scores.values()))


def show(scores: dict[str, Score], verbose: bool = False) -> Iterator[str]:
    """The scores as lines of a table in Chinese; with `verbose` each record that was missed or extra."""
    yield f"{'项目':<12}{'金标':>6}{'命中':>6}{'多出':>6}{'准确率':>8}{'召回率':>8}{'F1':>8}"
    for name, score in scores.items():
        yield (
            f"{name:<14}{score.gold:>6}{score.matched:>8}{len(score.extra):>8}{score.precision:>10.4f}{score.recall:>10.4f}{score.f1:>10.4f}"
        )
    yield f"无提示错误率 {silent_rate(scores):.4f}"
    if verbose:
        for name, score in scores.items():
            yield from (f"漏 [{name}] {line}" for line in score.missed)
            yield from (f"多 [{name}] {line}" for line in score.extra)
