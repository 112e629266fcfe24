"""One folder of gold annotations held against the records of the same documents.

Records are matched by clause label and first characters, never by identifier; white space and the width of punctuation
do not count. Records that a gold marks `optional` (careful readers differ) count neither as missed nor as extra. Names
of bodies are compared after the register has joined their spellings. A silent error is a gold record that is missing or
wrong while no diagnostic of its own matter stands on its clause (`announced.py`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from parser.announced import Announced, Json
from parser.reading.document_number import read_number
from parser.rules.agencies import canonical_name
from parser.score import Score
from parser.text import compact, narrow

Key = tuple[Any, ...]
_PARTS = {"body": "b", "enclosure": "e"}
_START = 8  # characters of a clause that must agree


class GoldSet:
    """One gold folder beside the records that the data holds for the same documents."""

    def __init__(self, folder: Path, tables: dict[str, list[Json]]) -> None:
        self.gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
        self.tables = tables
        self.documents = {record["doc"]: self._find(record, folder) for record in self.gold["documents"]}
        ids = {document["id"] for document in self.documents.values()}
        self.own = {
            name: [record for record in records if record.get("document_id", record["id"]) in ids]
            for name, records in tables.items()
            if name not in ("agencies", "diagnostics")
        }
        self.announced = Announced(tables["diagnostics"], self.own["clauses"])
        self.agency = {
            spelling: record["id"] for record in tables["agencies"] for spelling in (*record["aliases"], record["name"])
        }
        self.clauses = {clause["id"]: clause for clause in self.own["clauses"]}
        self.clause_ids = self._align()

    def _find(self, gold: Json, folder: Path) -> Json:
        number, title = gold.get("number"), _plain(gold["title"])
        for document in self.tables["documents"]:
            if (number and document["number"] == number) or _plain(document["title"]) == title:
                return document
        raise ValueError(f"{folder}：数据中没有金标公文 {number or gold['title']}")

    def _align(self) -> list[str | None]:
        """For each gold clause the id of the clause that prints the same label and first characters, in order."""
        free: dict[Key, list[str]] = {}
        for clause in self.own["clauses"]:
            free.setdefault((clause["document_id"], clause["part"], _label(clause["label"])), []).append(clause["id"])
        found: list[str | None] = []
        for gold in self.gold.get("clauses", []):
            key = (self.documents[gold["doc"]]["id"], _part(gold["part"]), _label(gold["label"]))
            start = _plain(gold["start"])
            match = next((identifier for identifier in free.get(key, []) if self._starts(identifier, start)), None)
            if match:
                free[key].remove(match)
            found.append(match)
        return found

    def _starts(self, identifier: str, start: str) -> bool:
        clause = self.clauses[identifier]
        words = _plain((clause["heading"] or "") + clause["heading_mark"] + clause["text"])
        size = min(_START, len(start), len(words))
        return bool(size) and words[:size] == start[:size]

    def scores(self) -> dict[str, Score]:
        scores = {"公文": self._score_documents(), "条款": self._score_clauses()}
        explicit = {"labelled", "parenthetical", "table"}
        scores["责任（标签、括注、表格）"] = self._score_responsibilities(explicit)
        scores["责任（行文）"] = self._score_responsibilities({"inline"})
        scores["时限"] = self._score(
            "deadlines", lambda record, gold: (self._clause(record, gold), record["kind"], *_when(record)), "text"
        )
        scores["引用"] = self._score(
            "citations",
            lambda record, gold: (self._clause(record, gold), _plain(record["title"] or record["number"] or "")),
            "title",
        )
        scores["大事记"] = self._score_events()
        return {name: score for name, score in scores.items() if score.gold or score.extra}

    def _clause(self, record: Json, gold: bool) -> str | None:
        """The id of a record's clause; None for the preamble. A gold clause that was not found has an id of its own."""
        if not gold:
            clause = self.clauses.get(record["clause_id"] or "")
            return None if clause is None or clause["kind"] == "paragraph" else str(clause["id"])
        index = record["clause"]
        return None if index is None else self.clause_ids[index] or f"gold:{index}"

    def _score_documents(self) -> Score:
        score = Score()
        for gold in self.gold["documents"]:
            document = self.documents[gold["doc"]]
            wrong = [
                name
                for name in ("section", "number", "title", "issuer", "genre", "addressees", "issued_on", "enclosure_title")
                if gold.get(name) is not None and _comparable(gold[name]) != _comparable(document[name])
            ]
            annexes = [
                (annex["number"], _plain(annex["title"]), annex["included"]) for annex in gold.get("annexes", [])
            ]
            if annexes != [
                (annex["number"], _plain(annex["title"]), annex["included"]) for annex in document["annexes"]
            ]:
                wrong.append("annexes")
            if wrong:
                score.missed.append(f"{document['id']}：{'、'.join(wrong)}")
                score.silent += not all(self.announced.in_document(document["id"], name) for name in wrong)
            else:
                score.matched += 1
        return score

    def _score_clauses(self) -> Score:
        score = Score()
        taken = {identifier for identifier in self.clause_ids if identifier}
        for gold, identifier in zip(self.gold.get("clauses", []), self.clause_ids, strict=True):
            parent = self.clauses[identifier]["parent_id"] if identifier else None
            wanted = None if gold["parent"] is None else self.clause_ids[gold["parent"]]
            if identifier and parent == wanted and self.clauses[identifier]["level"] == gold["level"]:
                score.matched += not gold.get("optional")
            elif not gold.get("optional"):
                score.missed.append(
                    f"{gold['doc']} {gold['label']}{gold['start']}"
                    + (f"（上级或层级不符：{parent}）" if identifier else "")
                )
                document = self.documents[gold["doc"]]["id"]
                score.silent += identifier is None or not self.announced.in_clause(document, identifier, "clauses")
        score.extra = [
            f"{clause['id']} {clause['label']}{clause['heading'] or clause['text'][:12]}"
            for clause in self.own["clauses"]
            if clause["kind"] != "paragraph" and clause["id"] not in taken
        ]
        return score

    def _score_responsibilities(self, forms: set[str]) -> Score:
        def key(record: Json, gold: bool) -> Key:
            name = record["agency"]
            return (
                self._clause(record, gold),
                self.agency.get(name) or self.agency.get(canonical_name(name)) or name,
                record["role"],
            )

        records = self.own["responsibilities"]
        found = {key(record, False) for record in records}
        all_gold = {key(record, True) for record in self.gold.get("responsibilities", [])}
        score = Score()
        for record in self.gold.get("responsibilities", []):
            if record["form"] not in forms or record.get("optional"):
                continue
            words = f"{record['agency']} {record['role']} {record['quote'][:24]}"
            self._count(score, key(record, True) in found, record, words, "responsibilities")
        score.extra = [
            f"{record['clause_id']} {record['agency']} {record['role']} {record['quote'][:30]}"
            for record in records
            if record["form"] in forms and key(record, False) not in all_gold
        ]
        return score

    def _score(self, table: str, key: Any, words: str) -> Score:
        """Score a table by multisets of keys."""
        golds = self.gold.get(table, [])
        free = Counter(key(record, False) for record in self.own[table])
        score = Score()
        for record in sorted(golds, key=lambda record: bool(record.get("optional"))):
            wanted = key(record, True)
            hit = free[wanted] > 0
            free[wanted] -= hit
            if not record.get("optional"):
                self._count(score, hit, record, f"{wanted} {record.get(words)}", table)
        for record in self.own[table]:
            if free[key(record, False)] > 0:
                free[key(record, False)] -= 1
                score.extra.append(f"{record['id']} {key(record, False)[1:]} {record.get(words)}")
        return score

    def _score_events(self) -> Score:
        events = self.own["events"]
        score = Score()
        free = [(event["starts_on"], event["ends_on"], _plain(event["text"])) for event in events]
        for gold in self.gold.get("events", []):
            hit = next(
                (
                    event
                    for event in free
                    if event[:2] == (gold["starts_on"], gold["ends_on"] or gold["starts_on"])
                    and _plain(gold["text_start"])[:10] in event[2]
                ),
                None,
            )
            if hit:
                free.remove(hit)
                score.matched += 1
            else:
                score.missed.append(f"{gold['starts_on']} {gold['text_start']}")
                score.silent += 1
        score.extra = [" ".join(event)[:60] for event in free]
        return score

    def _count(self, score: Score, hit: bool, gold: Json, words: str, matter: str) -> None:
        if hit:
            score.matched += 1
            return
        index = gold["clause"]
        identifier = None if index is None else self.clause_ids[index]
        label = (
            "前言"
            if index is None
            else f"{self.gold['clauses'][index]['label']}{self.gold['clauses'][index]['start'][:8]}"
        )
        score.missed.append(f"{gold['doc']} {label} {words}")
        lost = index is not None and identifier is None  # the clause itself was not found
        score.silent += lost or not self.announced.in_clause(self.documents[gold["doc"]]["id"], identifier, matter)


def _when(record: Json) -> Key:
    if record["kind"] == "relative":
        return record["amount"], record["unit"]
    if record["kind"] == "recurring":
        return (None,)
    return record["starts_on"] if record["kind"] == "effective" else record["due_on"], None


def _plain(text: str) -> str:
    return narrow(compact(text)).replace("〈", "<").replace("〉", ">")


def _label(text: str) -> str:
    return _plain(text).replace("--", "——")


def _part(name: str) -> str:
    kind, _, number = name.partition("-")
    return f"a{number}" if kind == "annex" else _PARTS[kind] + number


def _comparable(value: object) -> object:
    if isinstance(value, str):
        return read_number(value)[0] or _plain(value)
    return [_comparable(item) for item in value] if isinstance(value, Iterable) else value
