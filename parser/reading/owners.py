"""Which clause owns an explicit assignment: the one it stands in, or the parent of the list that it closes."""

from __future__ import annotations

import re
from typing import NamedTuple

from parser.reading.assignments import Trailer, read_trailers
from parser.reading.clause_tree import ClauseNode, walk
from parser.reading.passages import Passage
from parser.rules.deadlines import DEADLINE_LABEL
from parser.rules.responsibilities import LABEL

_PERSON_LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}(?:责任人|负责人|联系人|领导)：")


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
    of_node: dict[ClauseNode, list[Passage]] = {}
    for passage in texts:
        of_node.setdefault(passage.node, []).append(passage)
    placed = []
    for passage, trailer in found:
        owner = passage.node
        at_end = passage is of_node[owner][-1] and trailer.end >= len(passage.text.rstrip("。")) and trailer.start > 0
        closes = passage in _closing_labels(of_node[owner]) if trailer.form == "labelled" else at_end
        if closes and _speaks_for_list(owner, holders):
            assert owner.parent is not None
            owner = owner.parent
            # its time limit, on a line of its own, speaks for the list as well
            limits = (one for one in _closing_labels(of_node[passage.node]) if DEADLINE_LABEL.match(one.text))
            placed += [PlacedTrailer(one, Trailer("labelled", 0, len(one.text), ()), owner) for one in limits]
        placed.append(PlacedTrailer(passage, trailer, owner))
    return placed


def _closing_labels(texts: list[Passage]) -> list[Passage]:
    """The labelled lines that a clause ends with, after other words of it."""
    labels: list[Passage] = []
    for passage in reversed(texts[1:]):
        if passage.field != "text" or not any(label.match(passage.text) for label in (LABEL, DEADLINE_LABEL, _PERSON_LABEL)):
            break
        labels.insert(0, passage)
    return labels


def _titles_article(passage: Passage, trailer: Trailer) -> bool:
    """Whether a bracket is what an article is called: 第五条（主管部门）."""
    return passage.node.style == "article" and passage.offset == trailer.start == 0 and trailer.form == "parenthetical"


def _speaks_for_list(node: ClauseNode, holders: set[ClauseNode]) -> bool:
    """Whether a bracket or labelled lines at the end of the last of several sub-items are about their parent: the others have none."""
    if node.parent is None or node.children or node.parent in holders:
        return False
    siblings = [child for child in node.parent.children if child.style == node.style]
    others = [child for child in siblings if child is not node]
    if not others or siblings[-1] is not node:
        return False
    return not any(inner in holders for child in others for inner in walk([child]))
