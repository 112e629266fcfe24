"""Which clause owns an explicit assignment: the one it stands in, or the parent of the list that it closes."""

from __future__ import annotations

from typing import NamedTuple

from parser.reading.assignments import Trailer, read_trailers
from parser.reading.clause_tree import ClauseNode, walk
from parser.reading.passages import Passage


class PlacedTrailer(NamedTuple):
    """An explicit assignment with the passage it stands in and the clause that owns it."""

    passage: Passage
    trailer: Trailer
    owner: ClauseNode


def place_trailers(texts: list[Passage]) -> list[PlacedTrailer]:
    """All explicit assignments of a document in order, each with its owner."""
    found = [
        (passage, trailer)
        for passage in texts
        if passage.field != "cells" and passage.node.kind != "row"
        for trailer in read_trailers(passage.text)
        if not _titles_article(passage, trailer)
    ]
    holders = {passage.node for passage, _ in found}
    last_passage: dict[ClauseNode, Passage] = {passage.node: passage for passage in texts}
    placed = []
    for passage, trailer in found:
        owner = passage.node
        at_end = passage is last_passage[owner] and trailer.end >= len(passage.text.rstrip("。")) and trailer.start > 0
        if at_end and trailer.form == "parenthetical" and _speaks_for_list(owner, holders):
            assert owner.parent is not None
            owner = owner.parent
        placed.append(PlacedTrailer(passage, trailer, owner))
    return placed


def _titles_article(passage: Passage, trailer: Trailer) -> bool:
    """Whether a bracket is what an article is called: 第五条（主管部门）."""
    return passage.node.style == "article" and passage.offset == trailer.start == 0 and trailer.form == "parenthetical"


def _speaks_for_list(node: ClauseNode, holders: set[ClauseNode]) -> bool:
    """Whether a bracket at the end of the last of several sub-items is about their parent: the others have none."""
    if node.parent is None or node.children or node.parent in holders:
        return False
    siblings = [child for child in node.parent.children if child.style == node.style]
    others = [child for child in siblings if child is not node]
    if not others or siblings[-1] is not node:
        return False
    return not any(inner in holders for child in others for inner in walk([child]))
