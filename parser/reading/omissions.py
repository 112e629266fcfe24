"""What a clause lacks that its siblings have: the sign of an owner or a time limit that the print left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from parser.reading.clause_tree import ClauseNode

_FEWEST_SIBLINGS = 3


def clauses_without(nodes: Collection[ClauseNode], holders: Collection[ClauseNode]) -> Iterator[ClauseNode]:
    """Numbered clauses and rows that hold none, one among siblings of one style that all hold theirs themselves."""
    groups: dict[tuple[ClauseNode | None, str, int], list[ClauseNode]] = {}
    for node in nodes:
        if node.kind in ("numbered", "row"):
            root = node.block if node.parent is None and node.kind == "row" else 0
            groups.setdefault((node.parent, node.style, root), []).append(node)
    for siblings in groups.values():
        without = [node for node in siblings if node not in holders]
        if len(siblings) >= _FEWEST_SIBLINGS and len(without) == 1 and without[0].content and not without[0].children:
            yield without[0]
