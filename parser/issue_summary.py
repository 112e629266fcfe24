"""What the other issues must know of one issue: small, and enough to link it."""

from __future__ import annotations

from dataclasses import dataclass

from parser.compiled import CompiledIssue
from parser.model import SEVERITIES, TABLES_OF_ISSUE, Issue


@dataclass(frozen=True, kw_only=True)
class IssueSummary:
    """`documents` are (id, 文号 or None, title); `citations` those with a 文号, as (document id, 文号, clause quoted in);
    `counts` the records of each table and the diagnostics of each severity."""

    issue: Issue
    documents: tuple[tuple[str, str | None, str], ...]
    citations: tuple[tuple[str, str, str], ...]
    counts: dict[str, int]


def summarise_issue(compiled: CompiledIssue) -> IssueSummary:
    """The summary of a compiled issue that is not linked yet."""
    return IssueSummary(
        issue=compiled.issue,
        documents=tuple((document.id, document.number, document.title) for document in compiled.documents),
        citations=tuple(
            (citation.document_id, citation.number, citation.quoted_in)
            for citation in compiled.citations if citation.number
        ),
        counts={what: compiled.count(what) for what in (*(record.table for record in TABLES_OF_ISSUE), *SEVERITIES)},
    )
