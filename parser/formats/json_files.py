"""JSON: each table as an array of flat records and as lines, each issue and each document as one tree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from parser import nested, schema, schema_files
from parser.compiled import Collection, CompiledIssue
from parser.declaration import Record
from parser.formats.table_text import TableText
from parser.workplace import Workplace


def _lines(items: Iterable[Record]) -> list[str]:
    return [json.dumps(schema.to_json(item), ensure_ascii=False) for item in items]


# An array of records, one a line, each as its schema in `schemas/` says.
ARRAY = TableText(
    lambda record: b"[\n", lambda record, items: ",\n".join(_lines(items)).encode(), between=b",\n", tail=b"\n]\n"
)
# The same records, one JSON object a line.
LINES = TableText(lambda record: b"", lambda record, items: "".join(f"{line}\n" for line in _lines(items)).encode())


def issue_file(compiled: CompiledIssue) -> Iterator[tuple[str, bytes]]:
    """`issues/{issue}.json`: an issue with its documents, nested as `nested.py` says."""
    yield f"issues/{compiled.issue.id}.json", schema.dump(nested.issue_tree(compiled)).encode()


def document_files(compiled: CompiledIssue) -> Iterator[tuple[str, bytes]]:
    """`documents/{document}.json`: the same objects as in their issues' files."""
    for document in compiled.documents:
        yield f"documents/{document.id}.json", schema.dump(nested.document_tree(document, compiled)).encode()


def write_schemas(collection: Collection, data: Path, workplace: Workplace) -> None:
    """`schemas/*.schema.json`, at the addresses that their `$id` names."""
    schema_files.write_schemas(data / "schemas")
