"""A responsibility on its way to becoming a record."""

from __future__ import annotations

from typing import NamedTuple

from parser.model import ResponsibilityForm, Role
from parser.reading.clause_tree import ClauseNode
from parser.reading.passages import Passage


class Draft(NamedTuple):
    """A responsibility before it has an identifier; [start, end) counts in its passage."""

    owner: ClauseNode
    name: str
    printed: str
    role: Role
    form: ResponsibilityForm
    duty: str
    passage: Passage
    start: int
    end: int
    rule: str
