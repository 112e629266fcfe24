"""Keeps published identifiers alive: `data/ids.json` lists them all, and one that vanishes must have an alias.

Issues, documents, clauses, events and agencies are addresses that others link to. When one moves, or is withdrawn, the
publisher says so in `aliases.toml` beside the sources, and the old address leads on to the new one:

    "xsz-2019-46/e-2-5-1" = "xsz-2019-46/e-2-5-2"      # moved
    "2019-06-09" = ""                                  # withdrawn
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from parser import schema
from parser.collection import Collection

PERMANENT = ("issues", "documents", "clauses", "events", "agencies")
# What is read from a clause may be read better tomorrow; it is listed, and may change.
READ = ("responsibilities", "deadlines", "citations")
FILE = "aliases.toml"


class IdentifierError(Exception):
    """Identifiers cannot be published as they are; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read_aliases(collection: Collection, sources: Path) -> dict[str, str]:
    """What became of identifiers no longer in use, from `sources/aliases.toml` where there is one ("" for withdrawn).

    Raises `IdentifierError` for an alias that is still in use or leads nowhere.
    """
    file = sources / FILE
    try:
        aliases: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise IdentifierError([f"{file} 写法有误：{error}"]) from error
    asked = {*aliases, *aliases.values()}
    used = {id for table in PERMANENT for id in collection.ids(table) if id in asked} if aliases else set()
    problems = [f"{file}：“{old}”仍在使用，不能作为旧编号。" for old in aliases if old in used]
    problems += [f"{file}：“{old}”所指的“{new}”不存在。" for old, new in aliases.items() if new not in {"", *used}]
    if problems:
        raise IdentifierError(problems)
    return dict(sorted(aliases.items()))


def read_published(file: Path) -> tuple[str, ...]:
    """What an earlier `ids.json` promised: identifiers and aliases; raises `IdentifierError` when it cannot be read."""
    try:
        before = json.loads(file.read_text(encoding="utf-8"))
        ids = (id for table in PERMANENT for id in before["ids"].get(table, ()))
        return tuple(dict.fromkeys((*ids, *before["aliases"])))
    except FileNotFoundError as error:
        raise IdentifierError([f"{file}：没有这个文件，无从核对已经发布过的编号。请核对 --published 所写的位置。"]) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IdentifierError([f"{file} 不是本程序写的 ids.json，无从核对已经发布过的编号。请从已发布的网站取 data/ids.json。"]) from error


def gone_ids(collection: Collection, aliases: Mapping[str, str], published: Iterable[str]) -> list[str]:
    """The identifiers published earlier that are neither in use nor an alias now."""
    missing = dict.fromkeys(published)
    for table in PERMANENT:
        for id in collection.ids(table):
            missing.pop(id, None)
    return [id for id in missing if id not in aliases]


def check_published(collection: Collection, aliases: Mapping[str, str], published: Iterable[str]) -> None:
    """Raise `IdentifierError` when an identifier published earlier is neither in use nor an alias now."""
    if gone := gone_ids(collection, aliases, published):
        shown = "、".join(gone[:10]) + (f" 等 {len(gone)} 个" if len(gone) > 10 else "")
        raise IdentifierError([
            f"已经发布过的编号不见了：{shown}。别处可能有指向它们的链接：请在来源文件夹的 {FILE} "
            '中逐个写明去处（"旧编号" = "新编号"，确已撤回的写 "旧编号" = ""）再构建；'
            "从未公开发布过的，可加 --drop-ids 构建。"
        ])


def write_ids(collection: Collection, aliases: Mapping[str, str], data: Path) -> None:
    """`ids.json`: identifiers by table, and aliases (null: withdrawn). As `schema.dump` writes it, an identifier a line."""
    with (data / "ids.json").open("w", encoding="utf-8", newline="\n") as file:
        file.write('{\n  "ids": {')
        for number, table in enumerate((*PERMANENT, *READ)):
            file.write(f'{"," if number else ""}\n    "{table}": [')
            last = ""
            for id in collection.ids(table):
                file.write(f"{last}\n      {json.dumps(id, ensure_ascii=False)}")
                last = ","
            file.write("\n    ]" if last else "]")
        held = schema.dump({"aliases": {old: new or None for old, new in aliases.items()}})
        file.write("\n  },\n" + held.removeprefix("{\n"))
