"""What changed between two releases of the data: records added, removed and changed, in words and as JSON.

Records are matched by identifier. Diagnostics are numbered anew in each release, so they are matched by what they say.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parser.declaration import Record
from parser.model import TABLES

MATCHED_BY = {"diagnostics": ("code", "file", "line", "column", "quote")}
# What a record is called in words: the first of these fields that it has.
NAMED_BY = ("title", "name", "heading", "task", "duty", "text", "quote")
LONGEST = 40  # characters of a value shown in words


@dataclass(frozen=True)
class Changed:
    """A record that both releases hold, with the fields that differ: name → (before, after)."""

    id: str
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class TableChanges:
    """The changes of one table, each in the order of its release."""

    table: type[Record]
    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    changed: list[Changed]


def compare(old: Path, new: Path) -> list[TableChanges]:
    """The changes of every table between two releases: data folders, site folders, or their `gazette.zip`.

    Raises `FileNotFoundError` when one holds no tables, `ValueError` when a table cannot be read.
    """
    return [_compare_table(record, _read(old, record.table), _read(new, record.table)) for record in TABLES]


def in_words(changes: list[TableChanges]) -> Iterator[str]:
    """The changes as lines in Chinese, a heading for each table that changed."""
    if not any(table.added or table.removed or table.changed for table in changes):
        yield "数据没有变化。"
    for table in changes:
        if table.added or table.removed or table.changed:
            counts = f"新增 {len(table.added)}，删除 {len(table.removed)}，改动 {len(table.changed)}"
            yield f"## {table.table.title_zh}：{counts}"
            yield ""
            yield from (f"- 新增 {_name(record)}" for record in table.added)
            yield from (f"- 删除 {_name(record)}" for record in table.removed)
            for changed in table.changed:
                values = changed.fields.items()
                parts = (f"{name} 由 {_short(before)} 改为 {_short(after)}" for name, (before, after) in values)
                yield f"- 改动 {changed.id}：{'；'.join(parts)}"
            yield ""


def as_json(changes: list[TableChanges]) -> dict[str, Any]:
    """The changes as JSON: table → added and removed records, and changed fields with both values."""
    return {
        table.table.table: {
            "added": table.added,
            "removed": table.removed,
            "changed": [
                {"id": changed.id, "fields": {
                    name: {"before": before, "after": after} for name, (before, after) in changed.fields.items()
                }}
                for changed in table.changed
            ],
        }
        for table in changes
    }


def _compare_table(record: type[Record], old: list[dict[str, Any]], new: list[dict[str, Any]]) -> TableChanges:
    before, after = _by_key(record, old), _by_key(record, new)
    changed = []
    for key, item in after.items():
        if key in before:
            names = [name for name in {**before[key], **item} if not (name == "id" and record.table in MATCHED_BY)]
            fields = {
                name: (before[key].get(name), item.get(name))
                for name in names
                if before[key].get(name) != item.get(name)
            }
            if fields:
                changed.append(Changed(item["id"], fields))
    return TableChanges(
        record,
        [item for key, item in after.items() if key not in before],
        [item for key, item in before.items() if key not in after],
        changed,
    )


def _by_key(record: type[Record], items: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    seen: Counter[tuple[Any, ...]] = Counter()
    keyed = {}
    for item in items:
        key = tuple(item.get(name) for name in MATCHED_BY.get(record.table, ("id",)))
        keyed[*key, seen[key]] = item  # equal diagnostics are told apart by their order
        seen[key] += 1
    return keyed


def _read(release: Path, table: str) -> list[dict[str, Any]]:
    name = f"{table}.json"
    if release.is_file():
        with zipfile.ZipFile(release) as archive:
            if name not in archive.namelist():
                raise FileNotFoundError(f"{release} 里没有 {name}")
            content = archive.read(name).decode("utf-8")
    else:
        place = next((path for path in (release / name, release / "data" / name) if path.is_file()), None)
        if place is None:
            raise FileNotFoundError(f"{release} 里没有 {name}")
        content = place.read_text(encoding="utf-8")
    records: list[dict[str, Any]] = json.loads(content)
    return records


def _name(record: Mapping[str, Any]) -> str:
    called = next((record[name] for name in NAMED_BY if record.get(name)), "")
    return f"{record['id']} {_short(called)}".strip()


def _short(value: Any) -> str:
    shown = "空" if value is None or value == "" or value == [] else value
    text = (shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False)).replace("\n", " ")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
