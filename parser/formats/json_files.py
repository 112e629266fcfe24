"""JSON: each table as an array of flat records and as lines, each issue and each document as one tree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from parser import schema, schema_files
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.declaration import Record
from parser.formats import nested
from parser.formats.table_text import TableText


def _lines(items: Iterable[Record]) -> list[str]:
    return [json.dumps(schema.to_json(item), ensure_ascii=False) for item in items]


# An array of records, one a line, each as its schema in `schemas/` says.
ARRAY = TableText(
    lambda record: b"[\n", lambda record, items: ",\n".join(_lines(items)).encode(), between=b",\n", tail=b"\n]\n"
)
# The same records, one JSON object a line.
LINES = TableText(lambda record: b"", lambda record, items: "".join(f"{line}\n" for line in _lines(items)).encode())


def nested_files(compiled: CompiledIssue) -> Iterator[tuple[str, bytes]]:
    """`documents/{document}.json`, and `issues/{issue}.json` with the same objects, nested as `nested.py` says."""
    tree = nested.issue_tree(compiled)
    texts = []
    for document in tree["documents"]:
        texts.append(schema.dump(document))
        yield f"documents/{document['id']}.json", texts[-1].encode()
    yield f"issues/{compiled.issue.id}.json", _with_documents(tree, texts).encode()


def _with_documents(tree: dict[str, Any], texts: Iterable[str]) -> str:
    """What `schema.dump(tree)` gives, from the texts of its documents: line feeds stand between the lines of JSON only."""
    around = schema.dump(tree | {"documents": []})
    inner = ",".join("\n    " + text.rstrip("\n").replace("\n", "\n    ") for text in texts)
    return around.replace('\n  "documents": []', f'\n  "documents": [{inner}\n  ]', 1) if inner else around


def write_schemas(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """`schemas/*.schema.json`, at the addresses that their `$id` names."""
    schema_files.write_schemas(data / "schemas")
