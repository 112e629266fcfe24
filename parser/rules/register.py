"""The register of agencies as data: levels of government, departments under several names, single bodies.

`agencies.toml` holds what is true everywhere; a gazette adds the rows of its own place in `gazette.toml`.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from parser.toml_table import read_table

FILE = Path(__file__).parent / "agencies.toml"


@dataclass(frozen=True)
class Level:
    """A level of government: `prefix` stands before a department's name (盟自然资源局), `of` are endings of its issuers."""

    name: str
    of: tuple[str, ...]
    prefix: str = ""


@dataclass(frozen=True)
class Department:
    """A department's names without level, the one used here first, and the words for its kind at any level (教育部门)."""

    spellings: tuple[str, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """A body that no rule builds: the name used here, its level, and every way in which it is printed."""

    name: str
    level: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """All rows, by kind."""

    level: tuple[Level, ...] = ()
    department: tuple[Department, ...] = ()
    body: tuple[Body, ...] = ()

    def digest(self) -> str:
        """SHA-256 of the rows: the same for two registers by which every text reads alike."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@functools.cache
def general_register() -> Register:
    """The rows of agencies.toml; raises `ValueError` when they are not as declared above."""
    problems: list[str] = []
    read: Register | None = read_table(Register, tomllib.loads(FILE.read_text(encoding="utf-8")), "", problems)
    if read is None or problems:
        raise ValueError(f"{FILE.name}：{problems[0]}")
    return read


def joined(general: Register, own: Register) -> Register:
    """Both registers as one. A row of `own` takes the place of every general row that shares a name with it."""
    levels = {level.name for level in own.level}
    departments = {spelling for row in own.department for spelling in row.spellings}
    bodies = {spelling for row in own.body for spelling in row.spellings}
    return Register(
        (*own.level, *(row for row in general.level if row.name not in levels)),
        (*own.department, *(row for row in general.department if departments.isdisjoint(row.spellings))),
        (*own.body, *(row for row in general.body if bodies.isdisjoint(row.spellings))),
    )


def find_level(name: str, register: Register) -> tuple[Level, str] | None:
    """The level of an issuer by its longest ending, and what stands before: 兴安盟行政公署 → 盟, 兴安; None for an unknown ending."""
    endings = [(ending, level) for level in register.level for ending in level.of if name.endswith(ending)]
    if not endings:
        return None
    ending, level = max(endings, key=lambda found: len(found[0]))
    return level, name.removesuffix(ending)
