"""The form of one row of `deadlines.py`: what its reader is given, and what it may answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parser.model import DeadlineKind, Precision, Unit
from parser.rules.quick_patterns import quick_pattern, required_characters


@dataclass(frozen=True)
class Context:
    """What a reading may take from around an expression."""

    issued_on: dt.date | None
    year: int | None = None  # the year of the document's title, or the last one printed before the expression
    before: str = ""
    after: str = ""
    labelled: bool = False  # the expression is the value of a label or of a cell that holds time limits
    standing: bool = False  # it stands in an article (第…条) of what is in force every year, and no year is printed before it


@dataclass(frozen=True)
class Reading:
    """What an expression means; `note` names a diagnostic that goes with it."""

    kind: DeadlineKind
    reading: str
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    precision: Precision | None = None
    year_inferred: bool = False
    amount: int | None = None
    unit: Unit | None = None
    recurrence: str | None = None
    event: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Refusal:
    """The words are understood and are no time limit: no other row need try them."""


# A reader gives a reading, a refusal, or None when its row does not fit here.
Reader = Callable[[re.Match[str], Context], Reading | Refusal | None]


@dataclass(frozen=True)
class DeadlineRule:
    """One phrasing. `needs` are sets of characters of which its texts hold one each, told by the pattern: a cheap test before it.
    The examples in `reads` tell fields of the reading, and as `text` the words quoted. A `labelled` row reads only the value of a
    label (完成时限：) or of a table's cell for time limits."""

    name: str
    title: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    read: Reader
    reads: tuple[tuple[str, dict[str, Any]], ...]
    refuses: tuple[str, ...] = ()
    labelled: bool = False


def deadline_rule(name: str, title: str, pattern: str, read: Reader, reads: tuple[tuple[str, dict[str, Any]], ...],
          refuses: tuple[str, ...] = (), labelled: bool = False) -> DeadlineRule:  # fmt: skip
    """A row from plain strings, its pattern compiled."""
    return DeadlineRule(name, title, quick_pattern(pattern), required_characters(pattern), read, reads, refuses, labelled)
