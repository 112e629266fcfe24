"""What the generator knows of what it wrote: counted while writing, never read back by the parser."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class DocumentFacts:
    """One numbered document. `owners` and `due` are those in labelled lines and brackets; a whole issue's prose may hold more."""

    number: str
    title: str
    issued_on: dt.date
    levels: Counter[int] = field(default_factory=Counter)  # numbered clauses: how many at each level
    owners: Counter[tuple[str, str]] = field(default_factory=Counter)  # (role, canonical name) → records
    due: Counter[dt.date] = field(default_factory=Counter)  # last days of the time limits
    cites: Counter[str] = field(default_factory=Counter)  # 文号 of earlier documents of the same collection


@dataclass
class IssueFacts:
    """One issue: its identity and its documents in printed order; `events` counts the entries of its chronicle."""

    id: str
    title: str
    year: int
    number: int
    total_number: int
    published_on: dt.date
    documents: list[DocumentFacts]
    events: int = 0


@dataclass(frozen=True)
class Generated:
    """One source file: its name, its bytes, and what is known of it."""

    name: str
    data: bytes
    facts: IssueFacts
