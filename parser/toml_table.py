"""Reads a table of a TOML file into a frozen dataclass, whose fields are the keys that the table may have.

A field without default must be given. Types: `str` (never empty), `str | None`, `tuple[str, ...]` (written as a list),
another dataclass (written as [table]), a tuple of dataclasses (written as [[table]]). A list may be empty where the
field has a default. What is wrong is said in Chinese.
"""

from __future__ import annotations

import dataclasses
import typing
from types import UnionType
from typing import Any


def read_table(kind: type, table: object, name: str, problems: list[str]) -> Any:
    """The dataclass `kind` from a parsed table, or None with sentences added to `problems`; `name` is "" for the file."""
    if not isinstance(table, dict):
        problems.append(f"{name} 应写成 [{name}] 一节。")
        return None
    fields = {field.name: field for field in dataclasses.fields(kind) if field.init and field.metadata.get("key", True)}
    hints = typing.get_type_hints(kind)
    before = len(problems)
    for key in table:
        if key not in fields:
            problems.append(f"{_path(name, key)} 不认识。可用的有 {'、'.join(fields)}；请核对拼写，或删去这一项。")
    values = {}
    for key, field in fields.items():
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if key in table:
            values[key] = _read_value(hints[key], table[key], _path(name, key), problems)
            if needed and values[key] == ():
                problems.append(f"{_path(name, key)} 不能为空，请至少写一个。")
        elif needed:
            problems.append(f"缺少 {_path(name, key)}，请写上。")
    return kind(**values) if len(problems) == before else None


def _read_value(hint: Any, value: object, name: str, problems: list[str]) -> Any:
    if typing.get_origin(hint) is UnionType:  # X | None: TOML has no null, so it is X where it is given
        hint = next(member for member in typing.get_args(hint) if member is not type(None))
    if hint is str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        problems.append(f"{name} 应为引号里的文字，不能为空。")
        return None
    if typing.get_origin(hint) is tuple:
        (member, _) = typing.get_args(hint)
        if not isinstance(value, list):
            wanted = "方括号里的一组文字，如 [\"甲\", \"乙\"]" if member is str else f"[[{name}]]（两对方括号）"
            problems.append(f"{name} 应写成{wanted}。")
            return None
        return tuple(_read_member(member, item, name, n, problems) for n, item in enumerate(value, 1))
    return read_table(hint, value, name, problems)


def _read_member(member: Any, value: object, name: str, number: int, problems: list[str]) -> Any:
    if member is str:
        return _read_value(str, value, f"{name} 的第 {number} 个", problems)
    return read_table(member, value, f"第 {number} 个 [[{name}]]", problems)


def _path(name: str, key: str) -> str:
    """`data.title`; `第 2 个 [[body]] 的 name`."""
    return key if not name else f"{name} 的 {key}" if name.endswith("]]") else f"{name}.{key}"
