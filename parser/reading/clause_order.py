"""What is done to the tree of a part once all its clauses stand: headings gather clauses, clauses get their paths, faults of
numbering are reported."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from parser.diagnostics import Report
from parser.reading.clause_tree import ClauseNode, walk
from parser.rules.numbering import DECIMAL


def gather_under_headings(roots: list[ClauseNode]) -> None:
    """Give unnumbered headings the numbered clauses of their level that follow them, where two or more part a whole run."""
    for siblings in [roots, *(node.children for node in walk(roots))]:
        run = [node for node in siblings if node.kind in ("heading", "numbered")]
        groups = [list(group) for _, group in groupby(run, key=lambda node: node.kind)]
        headings, numbered = groups[::2], groups[1::2]
        if len(headings) < 2 or len(headings) != len(numbered) or run[0].kind != "heading" or any(len(group) > 1 for group in headings):
            continue
        for (heading,), clauses in zip(headings, numbered, strict=True):
            _move(clauses[-1], heading, roots)


def _move(last: ClauseNode, heading: ClauseNode, roots: list[ClauseNode]) -> None:
    """Put what stands after a heading, up to its sibling `last`, under the heading."""
    pieces = heading.parent.content if heading.parent else roots
    first = pieces.index(heading) + 1
    moved = pieces[first : pieces.index(last) + 1]
    del pieces[first : first + len(moved)]
    for piece in moved:
        if isinstance(piece, ClauseNode):
            if heading.parent:
                heading.parent.children.remove(piece)
            piece.parent = heading
            heading.add(piece)
        else:
            heading.content.append(piece)


def close_levels(roots: list[ClauseNode]) -> None:
    """One level a step: （1） right below 2.5.1 is on its fourth level, as 2.5.1.1 would be."""
    for node in walk(roots):
        if node.parent:
            node.level = node.parent.level + 1


def assign_tokens(roots: list[ClauseNode]) -> None:
    paragraphs = 0
    for siblings in [roots, *(node.children for node in walk(roots))]:
        taken: Counter[str] = Counter()
        headings = items = 0
        for node in siblings:
            if node.kind == "heading":
                headings += 1
                token = f"h{headings}"
            elif node.kind == "item":
                items += 1
                token = f"d{items}"
            elif node.kind == "paragraph":
                paragraphs += 1
                token = f"p{paragraphs}"
            elif node.kind == "row":
                continue
            else:
                token = str(node.number)
            taken[token] += 1
            node.token = f"{token}~{taken[token]}" if taken[token] > 1 else token


def check_numbering(roots: list[ClauseNode], report: Report) -> None:
    """Report gaps, repetitions and steps back; numbers may run on across sections or start again at 1."""
    last: dict[tuple[str, int], ClauseNode] = {}
    for node in walk(roots):
        if node.kind != "numbered":
            continue
        kind = (node.style, node.level if node.style == DECIMAL.name else 0)
        before = last.get(kind)
        same_parent = before is not None and before.parent is node.parent
        if before is None or not same_parent:
            if node.number != 1 and not (before and node.number == before.number + 1):
                if before and node.number > before.number:
                    report("numbering-gap", node.block, node.label, before=before.label, after=node.label)
                elif node.number > 1 and not before:
                    report("numbering-gap", node.block, node.label, before="（开头）", after=node.label)
        elif node.number == before.number:
            report("numbering-repeated", node.block, node.label, label=node.label)
        elif node.number > before.number + 1:
            report("numbering-gap", node.block, node.label, before=before.label, after=node.label)
        elif node.number < before.number and node.number != 1:
            report("numbering-backwards", node.block, node.label, before=before.label, after=node.label)
        last[kind] = node
