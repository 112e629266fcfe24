"""Which diagnostics announce an error: those of its own matter, on its clause."""

from __future__ import annotations

from parser.announced import ANNOUNCED_BY, Announced
from parser.diagnostics import CODES

CLAUSES = [
    {"id": "x/b-p1", "document_id": "x", "kind": "paragraph", "line": 3},
    {"id": "x/b-1", "document_id": "x", "kind": "numbered", "line": 5},
]


def announced(name: str, clause: str | None, line: int = 9) -> Announced:
    return Announced([{"document_id": "x", "clause_id": clause, "name": name, "line": line}], CLAUSES)


def test_every_name_in_the_table_is_a_diagnostic() -> None:
    assert {name for names in ANNOUNCED_BY.values() for name in names} <= set(CODES)


def test_a_diagnostic_speaks_of_its_own_matter_on_its_own_clause() -> None:
    found = announced("responsibility-not-read", "x/b-1")
    assert found.in_clause("x", "x/b-1", "responsibilities")
    assert not found.in_clause("x", "x/b-1", "deadlines")
    assert not found.in_clause("x", None, "responsibilities")


def test_how_a_record_was_completed_announces_no_error() -> None:
    for name in ("agency-variant", "agent-doubtful", "year-inferred", "unbalanced-bracket"):
        found = announced(name, "x/b-1")
        assert not any(found.in_clause("x", "x/b-1", matter) for matter in ANNOUNCED_BY)


def test_a_diagnostic_without_clause_is_placed_by_its_line() -> None:
    assert announced("numbering-gap", None, 5).in_clause("x", "x/b-1", "clauses")
    assert announced("deadline-not-read", None, 3).in_clause("x", None, "deadlines")
    assert announced("responsibility-not-read", "x/b-p1").in_clause("x", None, "responsibilities")


def test_a_field_of_a_document_is_announced_by_its_own_diagnostic() -> None:
    found = announced("missing-date", None, 1)
    assert found.in_document("x", "issued_on")
    assert not found.in_document("x", "issuer")
