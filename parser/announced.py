"""Which diagnostics announce an error in a record, so that a reader who follows them finds it; all other errors are silent.

A diagnostic announces errors of its own matter alone: one on a misprint says nothing of an owner that was not read, and
one that tells how a record was completed (agency-variant, agent-doubtful, year-inferred, ambiguous-before-year) nothing
of the records beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

# What is in doubt → the names of the diagnostics that say so. The first six are fields of a document.
ANNOUNCED_BY: dict[str, frozenset[str]] = {
    "number": frozenset(("unrecognised-number", "missing-number", "number-brackets-missing", "number-brackets-wrong")),
    "title": frozenset(("missing-title",)),
    "genre": frozenset(("unknown-genre",)),
    "issued_on": frozenset(("missing-date", "date-differs")),
    "enclosure_title": frozenset(("enclosure-not-found",)),
    "annexes": frozenset(("annex-not-included", "unlisted-annex", "annex-number-mismatch")),
    # a gap in the numbers, or a heading known by its looks alone
    "clauses": frozenset(("numbering-gap", "numbering-repeated", "numbering-backwards", "heading-guessed")),
    # words of a duty that no rule read, names that may be cut wrongly, roles that may be others
    "responsibilities": frozenset((
        "responsibility-not-read", "agency-doubtful", "agency-both-lead-and-responsible", "missing-owner", "agency-near-variant", "agency-starred",
    )),
    # words of a limit that no rule read, dates that cannot be meant or told
    "deadlines": frozenset(("deadline-not-read", "missing-deadline", "impossible-date", "deadline-before-issue", "year-unknown")),
    "citations": frozenset(("citation-number-doubtful", "citation-brackets-unbalanced", "number-brackets-missing", "number-brackets-wrong")),
}  # fmt: skip


class Announced:
    """What the diagnostics announce, by document, by clause, and in the paragraphs before all clauses."""

    def __init__(self, diagnostics: Iterable[Json], clauses: Iterable[Json]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        by_line: dict[tuple[str, int], str] = {}
        paragraphs = set()
        for clause in clauses:
            by_line.setdefault((clause["document_id"], clause["line"]), clause["id"])
            if clause["kind"] == "paragraph":
                paragraphs.add(clause["id"])
        for record in diagnostics:
            document = record["document_id"]
            place = record["clause_id"] or by_line.get((document, record["line"]))
            for one in (document, f"{document}/" if place is None or place in paragraphs else place):
                self._names[one].add(record["name"])

    def in_document(self, document: str, field: str) -> bool:
        """Whether the document's diagnostics announce an error in this field of it."""
        return self._announces(document, field)

    def in_clause(self, document: str, clause: str | None, matter: str) -> bool:
        """Whether an error of this matter is announced on a clause; None stands for the paragraphs before all clauses."""
        return self._announces(clause or f"{document}/", matter)

    def _announces(self, place: str, matter: str) -> bool:
        return not ANNOUNCED_BY.get(matter, frozenset()).isdisjoint(self._names.get(place, ()))
