"""The facts of the real issues, one line a record, so that the effect of a changed rule shows in the diff of its change.

After a change of rules: `.venv/bin/python -m tests.test_golden`, then read `git diff tests/golden`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parser.compiled import CompiledIssue
from parser.compiler import compile_issue

GOLDEN = Path("tests/golden")
ISSUES = sorted(Path("source_html").glob("*.html"))


def lines(issue: CompiledIssue) -> Iterator[str]:
    """Documents, clauses, facts, events and diagnostics, each as one line that starts with its table's letter."""
    for document in issue.documents:
        yield _line("D", document.id, document.number, document.title, document.issuer, document.genre, document.issued_on,
                    "，".join(document.addressees), document.enclosure_title, *(f"{annex.number}.{annex.title}" for annex in document.annexes))
    for clause in issue.clauses:
        yield _line("C", clause.id, clause.level, clause.kind, clause.label, clause.heading or clause.text[:16])
    for record in issue.responsibilities:
        yield _line("R", record.id, record.role, record.form, record.agency, record.quoted_in, f"{record.start}-{record.end}", record.rule)
    for limit in issue.deadlines:
        yield _line("T", limit.id, limit.kind, limit.form, limit.text, limit.starts_on, limit.due_on, limit.amount, limit.unit, limit.recurrence,
                    limit.rule)
    for citation in issue.citations:
        yield _line("Q", citation.id, citation.relation, citation.title, citation.number, citation.rule)
    for event in issue.events:
        yield _line("V", event.id, event.starts_on, event.ends_on, event.text[:20])
    for found in issue.diagnostics:
        yield _line("G", f"{found.line}:{found.column}", found.code, found.clause_id or found.document_id, found.message)


def _line(*cells: object) -> str:
    return " | ".join("" if cell is None else str(cell).replace("\n", "⏎") for cell in cells) + "\n"


@pytest.mark.parametrize("file", ISSUES, ids=lambda file: file.stem)
def test_facts_are_those_last_reviewed(file):
    wanted = (GOLDEN / f"{file.stem}.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    found = list(lines(compile_issue(file)))
    changed = [f"+ {line}" for line in found if line not in set(wanted)] + [f"- {line}" for line in wanted if line not in set(found)]
    assert found == wanted, "".join(["after review: python -m tests.test_golden\n", *changed[:30]])


def write() -> None:
    """Write the golden files anew."""
    for file in ISSUES:
        (GOLDEN / f"{file.stem}.txt").write_text("".join(lines(compile_issue(file))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
