"""Derives everything formal from the declaration in `model.py`: JSON values, column order, JSON Schemas, validators.

A field's Python type gives its JSON type (`Literal` → enum, `datetime.date` → string with format date, tuple → array,
`X | None` → null allowed); its `About` gives title, description, example, pattern, minimum and unit. Fields whose
metadata says `nested` (the blocks of a clause) appear in the nested JSON only and are no column.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import jsonschema_rs
import orjson
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from parser.declaration import About
from parser.model import TABLES, Evidence
from parser.website import site_address

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Column:
    """One published field of a record: its Python `type` is without `None`, which `nullable` says."""

    name: str
    type: Any
    nullable: bool
    about: About


def columns(record: type) -> tuple[Column, ...]:
    """The published fields of a dataclass in the order of its CSV columns: its own first, the evidence last."""
    if record not in _COLUMNS:
        _COLUMNS[record] = _read_columns(record)
    return _COLUMNS[record]


_COLUMNS: dict[type, tuple[Column, ...]] = {}  # read once


def _read_columns(record: type) -> tuple[Column, ...]:
    hints = typing.get_type_hints(record)
    evidence = {field.name for field in dataclasses.fields(Evidence)} if issubclass(record, Evidence) else set()
    published = [field for field in dataclasses.fields(record) if "about" in field.metadata]
    published.sort(key=lambda field: field.name in evidence)  # stable: the order of declaration otherwise
    found = []
    for field in published:
        bare, nullable = _without_none(hints[field.name])
        found.append(Column(field.name, bare, nullable, field.metadata["about"]))
    return tuple(found)


def to_json(record: Any) -> dict[str, Any]:
    """A record as a JSON object, its fields in column order: dates as ISO 8601, tuples as lists, no nested fields."""
    kind = type(record)
    if kind not in _WRITERS:
        _WRITERS[kind] = _writer(kind)
    return _WRITERS[kind](record)


_WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {}


def _writer(record: type) -> Callable[[Any], dict[str, Any]]:
    """Takes all columns of a record and makes plain the few that are not: asking each for its kind would take twice as long
    for every record of every format."""
    names = [column.name for column in columns(record)]
    compound = [
        column.name for column in columns(record)
        if column.type not in (str, int, bool) and typing.get_origin(column.type) is not typing.Literal
    ]

    def write(one: Any) -> dict[str, Any]:
        held = one.__dict__
        found = {name: held[name] for name in names}
        for name in compound:
            if found[name] is not None:
                found[name] = plain(found[name])
        return found

    return write


def plain(value: Any) -> Any:
    """A field's value as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return to_json(value)
    return value


def schema(record: type) -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of one record of a table; `$id` is the address at which it is published."""
    table: str = record.table  # type: ignore[attr-defined]
    return {
        "$schema": DIALECT,
        "$id": site_address.address(f"data/schemas/{table}.schema.json"),
        "title": record.title_zh,  # type: ignore[attr-defined]
        "description": record.description_zh,  # type: ignore[attr-defined]
        **object_schema(record),
    }


def object_schema(record: type) -> dict[str, Any]:
    """The schema of a dataclass as a JSON object: every field required, no other allowed."""
    properties = {column.name: column_schema(column) for column in columns(record)}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def column_schema(column: Column) -> dict[str, Any]:
    """The schema of one field. A nullable string is null when there is nothing to say, never empty."""
    about = column.about
    rule: dict[str, Any] = {"title": about.title, "description": about.description, **_type_schema(column.type)}
    if column.nullable:
        if rule["type"] == "string" and "enum" not in rule and "format" not in rule:
            rule["minLength"] = 1
        rule["type"] = [rule["type"], "null"]
        if "enum" in rule:
            rule["enum"] = [*rule["enum"], None]
    if about.pattern is not None:
        rule["pattern"] = about.pattern
    if about.minimum is not None:
        rule["minimum"] = about.minimum
    if about.unit is not None:
        rule["x-unit"] = about.unit
    if about.references is not None:
        rule["x-references"] = about.references
    rule["examples"] = [about.example]
    return rule


def all_valid(table: str, records: list[dict[str, Any]]) -> bool:
    """Whether all of these JSON records of `table` are valid: one verdict of jsonschema-rs, for speed. `validator` says what
    is wrong with which."""
    return _fast_validator(table).is_valid(records)


@functools.cache
def validator(table: str) -> Callable[[dict[str, Any]], list[str]]:
    """A function that checks one JSON record of `table` and says in Chinese what is wrong with it; [] when valid.

    jsonschema-rs gives the verdict, jsonschema explains a record that it refuses.
    """
    explaining = Draft202012Validator(_table_schema(table), format_checker=FormatChecker(["date"]))

    def validate(record_json: dict[str, Any]) -> list[str]:
        if all_valid(table, [record_json]):
            return []
        errors = sorted(explaining.iter_errors(record_json), key=lambda error: (error.json_path, str(error.validator)))
        # A pattern's `$` is the very end; Python's also fits before a last line feed, and then explains nothing.
        reasons = [explain(error) for error in errors] or [error.message for error in _fast_validator(table).iter_errors([record_json])]
        return [f"{table} 记录 {record_json.get('id', '（无编号）')}：{reason}" for reason in reasons]

    return validate


@functools.cache
def _fast_validator(table: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"type": "array", "items": _table_schema(table)}, validate_formats=True)


def _table_schema(table: str) -> dict[str, Any]:
    return schema(next(record for record in TABLES if record.table == table))


def explain(error: ValidationError) -> str:
    """One sentence in Chinese on a schema error: which field, what it holds, what was asked for."""
    field = error.json_path.removeprefix("$").removeprefix(".") or "记录"
    rule, wanted, found = error.validator, cast(Any, error.validator_value), cast(Any, error.instance)
    if rule == "required":
        return f"缺少字段 {'、'.join(name for name in wanted if name not in found)}"
    if rule == "additionalProperties":
        declared = cast(Any, error.schema)["properties"]
        return f"{field} 多出未声明的字段 {'、'.join(sorted(set(found) - set(declared)))}"
    reason = error.message
    if rule == "type":
        reason = f"类型应为 {' 或 '.join([wanted] if isinstance(wanted, str) else wanted)}"
    elif rule == "enum":
        reason = f"应为 {'、'.join(map(str, wanted))} 之一"
    elif rule == "pattern":
        reason = f"应符合格式 {wanted}"
    elif rule == "format":
        reason = "应为真实存在的日期（YYYY-MM-DD）"
    elif rule == "minimum":
        reason = f"不应小于 {wanted}"
    elif rule == "minLength":
        reason = "没有内容时应为 null，不应为空字符串"
    shown = json.dumps(found, ensure_ascii=False)
    return f"字段 {field} 的值 {shown if len(shown) <= 60 else shown[:57] + '…'} 不合要求：{reason}"


def type_in_words(column: Column) -> str:
    """What a field holds, in Chinese, for the data dictionary: 文字, 整数, 日期, 代码：lead、responsible、support …"""
    simple = {str: "文字", int: "整数", bool: "是否", dt.date: "日期"}
    if typing.get_origin(column.type) is typing.Literal:
        words = f"代码：{'、'.join(typing.get_args(column.type))}"
    elif typing.get_origin(column.type) is tuple:
        words = f"{simple.get(typing.get_args(column.type)[0], '')}列表"
    else:
        words = simple[column.type]
    return words + ("，可为空" if column.nullable else "")


def example_in_words(column: Column) -> str:
    """The example of a field as a reader of the data dictionary sees it; 空 for null."""
    example = column.about.example
    if example is None or example == []:
        return "空"
    return "；".join(map(str, example)) if isinstance(example, list) else str(example)


def dump(value: Any) -> str:
    """JSON as the project writes it: two spaces of indent, Chinese as it is, a line feed at the end."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _without_none(hint: Any) -> tuple[Any, bool]:
    """`X | None` gives (X, True), any other type (type, False)."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        members = [member for member in typing.get_args(hint) if member is not type(None)]
        if len(members) != 1:
            raise TypeError(f"a published field has one type beside None, not {hint}")
        return members[0], True
    return hint, False


def _type_schema(hint: Any) -> dict[str, Any]:
    simple = {str: "string", bool: "boolean", int: "integer"}
    if hint in simple:
        return {"type": simple[hint]}
    if hint is dt.date:
        return {"type": "string", "format": "date"}
    if typing.get_origin(hint) is typing.Literal:
        return {"type": "string", "enum": list(typing.get_args(hint))}
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _type_schema(typing.get_args(hint)[0])}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return object_schema(hint)
    raise TypeError(f"no JSON Schema for the type {hint}")
