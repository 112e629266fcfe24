"""The files of `schemas/`: a JSON Schema for a record of each table, and one for each kind of nested JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parser import ROOT, schema
from parser.formats import nested
from parser.model import TABLES, Citation, Clause, Deadline, Diagnostic, Document, Event, Issue, Line, Responsibility
from parser.website import site_address

SCHEMAS = ROOT / "schemas"

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
PAGE_ORDER = "lines、clauses、events 合在一起按 block（原文段号）排列，就是原文的次序；段号相同时行在前。"
PARAGRAPH = {"title": "自然段", "type": {"const": "paragraph"}, "text": TEXT}
TABLE = {
    "title": "表格",
    "type": {"const": "table"},
    "rows": {"title": "行", "description": "合并单元格已展开，各格重复其文字。", "type": "array",
             "items": {"type": "array", "items": TEXT}},
    "merged": {"title": "合并单元格", "description": "起始行、起始列、行数、列数，自0起。", "type": "array",
               "items": {"type": "array", "items": COUNT, "minItems": 4, "maxItems": 4}},
}


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write `{table}.schema.json` for every table, and those of the nested JSON, into `folder`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in all_schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(schema.dump(content), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every published schema by its name."""
    tables = {record.table: schema.schema(record) for record in TABLES}
    return {**tables, "document-tree": document_tree(), "issue-tree": issue_tree()}


def issue_tree() -> dict[str, Any]:
    """The schema of `issues/{issue}.json`, as `nested.issue_tree` makes it."""
    return _tree("issue-tree", "一期公报的嵌套 JSON", Issue, {
        "documents": _list("公文", {"$ref": "document-tree.schema.json"}),
        "diagnostics": _list("不属于某件公文的诊断", _record(Diagnostic, nested.IMPLIED_IN_DIAGNOSTIC)),
    })


def document_tree() -> dict[str, Any]:
    """The schema of `documents/{document}.json`, as `nested.document_tree` makes it."""
    facts = {
        "responsibilities": _list("责任分工", {"$ref": "#/$defs/responsibility"}),
        "deadlines": _list("时限", {"$ref": "#/$defs/deadline"}),
        "citations": _list("引用文件", {"$ref": "#/$defs/citation"}),
    }
    blocks = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("paragraph", "table", "clause")]}
    clause = {"blocks": _list("内容", blocks, "自然段、表格与下级条款，按原文次序。"), **facts}
    own = {
        "lines": _list("条款以外的行", {"$ref": "#/$defs/line"}, f"标题、主送、落款、附件说明等各行。{PAGE_ORDER}"),
        "clauses": _list("条款", {"$ref": "#/$defs/clause"}, f"最高层的条款，下级条款在其 blocks 中。{PAGE_ORDER}"),
        "events": _list("大事记条目", {"$ref": "#/$defs/event"}, f"公文是大事记时的各条，其他公文为空。{PAGE_ORDER}"),
        "citations": _list("不属于某一条款的引用", {"$ref": "#/$defs/citation"}),
        "diagnostics": _list("诊断", _record(Diagnostic, nested.IMPLIED_IN_DIAGNOSTIC)),
    }
    return {
        **_tree("document-tree", "一件公文的嵌套 JSON", Document, own),
        "$defs": {
            "line": _record(Line, ()),
            "event": _record(Event, nested.IMPLIED_IN_EVENT),
            "clause": _record(Clause, nested.IMPLIED_IN_CLAUSE, {"type": {"const": "clause"}, **clause}),
            "paragraph": _closed(PARAGRAPH),
            "table": _closed(TABLE),
            "responsibility": _record(Responsibility, nested.IMPLIED_IN_FACT),
            "deadline": _record(Deadline, nested.IMPLIED_IN_FACT),
            "citation": _record(Citation, nested.IMPLIED_IN_FACT),
        },
    }


def _tree(name: str, title: str, record: type, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": schema.DIALECT,
        "$id": site_address.address(f"data/schemas/{name}.schema.json"),
        "title": title,
        **_record(record, (), more),
    }


def _record(record: type, implied: tuple[str, ...], more: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of a record inside a tree: without the fields that its place implies, with `more` of them."""
    properties = {
        column.name: schema.column_schema(column) for column in schema.columns(record) if column.name not in implied
    }
    return _object({**properties, **(more or {})})


def _closed(described: dict[str, Any]) -> dict[str, Any]:
    properties = dict(described)
    title = properties.pop("title")
    return {"title": title, **_object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(title: str, items: dict[str, Any], description: str | None = None) -> dict[str, Any]:
    described = {"description": description} if description else {}
    return {"title": title, **described, "type": "array", "items": items}
