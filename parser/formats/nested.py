"""Nested JSON: a document, or a whole issue, as one tree, nothing said twice.

issue ─ documents ─ lines                       title block, addressees, signature, annex list …: lines of no clause
                  ─ clauses ─ blocks            paragraph, table, child clause
                            ─ responsibilities, deadlines, citations
                  ─ events                      the entries of a chronicle

Each list of a document is in the order of the page. Together they are the page when they are ordered by `block`, the
number of the source block in which each begins; of the same block, lines come first (`in_page_order`). Inside a clause
`blocks` is in the order of the page already. A record inside a tree leaves out the ids of what it stands in. A clause's
`text`, to which the offsets of evidence refer, is its paragraphs joined with a line feed. An issue's file holds the very
objects of its documents' files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

from parser import schema
from parser.compiled import CompiledIssue
from parser.model import Clause, Document, Table

# Something that stands on a document's page.
Placed = tuple[Literal["line", "event", "clause"], dict[str, Any]]
# What a record need not say inside the tree, because its place says it.
IMPLIED_IN_CLAUSE = ("document_id", "parent_id", "text", "tables")
IMPLIED_IN_FACT = ("document_id", "clause_id")
IMPLIED_IN_EVENT = ("issue_id", "document_id")
IMPLIED_IN_DIAGNOSTIC = ("issue_id", "document_id")


def issue_tree(compiled: CompiledIssue) -> dict[str, Any]:
    """One issue: its fields, its documents as trees, and the diagnostics that belong to no document."""
    return {
        **schema.to_json(compiled.issue),
        "documents": [document_tree(document, compiled) for document in compiled.documents],
        "diagnostics": _diagnostics(compiled, None),
    }


def document_tree(document: Document, compiled: CompiledIssue) -> dict[str, Any]:
    """One document: its fields, its lines, clauses and events, citations of no clause, and its diagnostics."""
    clauses = {clause.id: clause for clause in compiled.clauses if clause.document_id == document.id}
    facts = {
        table: _by_clause(record for record in getattr(compiled, table) if record.document_id == document.id)
        for table in ("responsibilities", "deadlines", "citations")
    }
    return {
        **schema.to_json(document),
        "lines": [schema.to_json(line) for line in compiled.lines.get(document.id, ())],
        "clauses": [_clause_tree(clause, clauses, facts) for clause in clauses.values() if clause.parent_id is None],
        "events": [
            _without(schema.to_json(event), IMPLIED_IN_EVENT)
            for event in compiled.events
            if event.document_id == document.id
        ],
        "citations": facts["citations"].get(None, []),
        "diagnostics": _diagnostics(compiled, document.id),
    }


def in_page_order(tree: dict[str, Any]) -> list[Placed]:
    """The lines, events and top-level clauses of a document's tree as they follow each other on the page."""
    placed: list[Placed] = [
        *(("line", line) for line in tree["lines"]),
        *(("event", event) for event in tree["events"]),
        *(("clause", clause) for clause in tree["clauses"]),
    ]
    return sorted(placed, key=lambda item: item[1]["block"])  # stable: lines first in a block


def _clause_tree(clause: Clause, clauses: dict[str, Clause], facts: dict[str, Any]) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    for kind, held in clause.blocks:
        if isinstance(held, Table):
            merged = [list(span) for span in held.merged]
            blocks.append({"type": "table", "rows": [list(row) for row in held.rows], "merged": merged})
        elif kind == "clause":
            blocks.append(_clause_tree(clauses[held], clauses, facts))
        else:
            blocks.append({"type": "paragraph", "text": held})
    return {
        "type": "clause",
        **_without(schema.to_json(clause), IMPLIED_IN_CLAUSE),
        "blocks": blocks,
        **{table: by_clause.get(clause.id, []) for table, by_clause in facts.items()},
    }


def _by_clause(records: Iterable[Any]) -> dict[str | None, list[dict[str, Any]]]:
    """The records as JSON under the clause that owns them (None: the document itself)."""
    found: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        found[record.clause_id].append(_without(schema.to_json(record), IMPLIED_IN_FACT))
    return found


def _diagnostics(compiled: CompiledIssue, document_id: str | None) -> list[dict[str, Any]]:
    return [
        _without(schema.to_json(diagnostic), IMPLIED_IN_DIAGNOSTIC)
        for diagnostic in compiled.diagnostics
        if diagnostic.document_id == document_id
    ]


def _without(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    for name in names:
        del record[name]
    return record
