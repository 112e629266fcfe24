"""The texts of clauses, a paragraph at a time, as the passes for facts read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from parser.model import QuotedField, Table
from parser.reading.citations import protected_spans
from parser.reading.clause_tree import ClauseNode


class Passage(NamedTuple):
    """One paragraph (or heading, or a table's cells) of a clause; `offset` is where it starts in the quoted field.
    `protected` are the spans of titles and 文号 of documents: dates in them are no time limits, bodies in them no agents."""

    node: ClauseNode
    field: QuotedField
    text: str
    offset: int
    block: int
    protected: list[tuple[int, int]]


def passages(nodes: Iterable[ClauseNode]) -> list[Passage]:
    """The texts of clauses in reading order."""
    found: list[Passage] = []
    for node in nodes:
        if node.heading:
            found.append(Passage(node, "heading", node.heading, 0, node.block, protected_spans(node.heading)))
        offset = 0
        cells_offset = 0
        for piece in node.content:
            if isinstance(piece, str):
                found.append(Passage(node, "text", piece, offset, node.block, protected_spans(piece)))
                offset += len(piece) + 1
            elif isinstance(piece, Table):
                cells = "\n".join(piece.printed_cells())
                found.append(Passage(node, "cells", cells, cells_offset, node.block, protected_spans(cells)))
                cells_offset += len(cells) + 1
    return found
