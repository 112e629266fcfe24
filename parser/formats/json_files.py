"""JSON: each table as an array of flat records and as lines, each issue and each document as one tree."""

from __future__ import annotations

import json
from pathlib import Path

from parser import nested, schema, schema_files
from parser.compiled import Collection
from parser.model import TABLES


def write_tables(collection: Collection, data: Path) -> None:
    """`{table}.json`: an array of records, one a line, each as its schema in `schemas/` says."""
    for record in TABLES:
        lines = [json.dumps(schema.to_json(item), ensure_ascii=False) for item in collection.records(record.table)]
        text = "[\n" + ",\n".join(lines) + "\n]\n"
        (data / f"{record.table}.json").write_text(text, encoding="utf-8", newline="\n")


def write_lines(collection: Collection, data: Path) -> None:
    """`{table}.jsonl`: the same records as in `{table}.json`, one JSON object a line."""
    for record in TABLES:
        lines = [json.dumps(schema.to_json(item), ensure_ascii=False) for item in collection.records(record.table)]
        text = "".join(f"{line}\n" for line in lines)
        (data / f"{record.table}.jsonl").write_text(text, encoding="utf-8", newline="\n")


def write_issues(collection: Collection, data: Path) -> None:
    """`issues/{issue}.json`: an issue with its documents, nested as `nested.py` says."""
    (data / "issues").mkdir(exist_ok=True)
    for compiled in collection.issues:
        file = data / "issues" / f"{compiled.issue.id}.json"
        file.write_text(schema.dump(nested.issue_tree(compiled)), encoding="utf-8", newline="\n")


def write_documents(collection: Collection, data: Path) -> None:
    """`documents/{document}.json`: the same objects as in their issues' files."""
    (data / "documents").mkdir(exist_ok=True)
    for compiled in collection.issues:
        for document in compiled.documents:
            file = data / "documents" / f"{document.id}.json"
            file.write_text(schema.dump(nested.document_tree(document, compiled)), encoding="utf-8", newline="\n")


def write_schemas(collection: Collection, data: Path) -> None:
    """`schemas/*.schema.json`, at the addresses that their `$id` names."""
    schema_files.write_schemas(data / "schemas")
