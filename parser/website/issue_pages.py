"""The pages made from one issue and what links it with others: its own, and one for each of its documents."""

from __future__ import annotations

from collections.abc import Iterator

from parser.model import Document
from parser.website import ledger, pictures
from parser.website.issue_view import IssueView
from parser.website.page_files import Page
from parser.website.reading_text import SAID_IN_HEAD, read_document
from parser.website.rule_page import rule_names
from parser.website.site_address import address

CITED_BY_SHOWN = 300  # places that cite a document, as many as its page names


def issue(view: IssueView) -> Page:
    """The issue's page: its documents by section."""
    sections: dict[str, list[Document]] = {}
    for document in view.documents.values():
        sections.setdefault(document.section or "公文", []).append(document)
    one = view.issue
    return Page(
        f"issues/{one.id}/", one.title, f"{one.title}：收录公文{len(view.documents)}件，可逐条查阅任务与时限。", "issue",
        {"issue": one, "sections": sections, "events": len(view.compiled.events)},
        {"@type": "PublicationIssue", "name": one.title, "issueNumber": one.number,
         "datePublished": one.published_on and one.published_on.isoformat()},
    )


def documents(view: IssueView) -> Iterator[Page]:
    """A page for each document of the issue."""
    links, explained = view.compiled.links, rule_names()
    for one in view.documents.values():
        parts = read_document(one, view)
        rows = view.rows_of.get(one.id, [])
        leads = {body.id: body for row in rows for body in row.owners["lead"]}
        found_in = view.diagnostics_of.get(one.id, [])
        yield Page(
            f"documents/{one.id}/", one.title,
            f"{one.number or view.issue.title}，{one.clause_count}条，责任分工{one.responsibility_count}条，时限{one.deadline_count}条。",
            "document",
            {
                "document": one,
                "issue": view.issue,
                "year": view.year,
                "parts": parts,
                "corrected_head": [
                    line for line in view.lines_of.get(one.id, ())
                    if line.correction and line.part == "b" and line.kind in SAID_IN_HEAD
                ],
                "rows": rows,
                "leads": list(leads.values()),
                "limit_count": sum(len(row.limits) for row in rows),
                "dated": ledger.due_limits([limit for row in rows for limit in row.limits]),
                "structure": pictures.structure(one, view),
                "citations": view.citations_of.get(one.id, []),
                "cited_by": [
                    (links.names[document_id], quoted_in) for document_id, quoted_in in links.cited_by.get(one.id, ())
                ],
                "cited_by_shown": CITED_BY_SHOWN,
                "explained": explained,
                "faults": [found for found in found_in if found.severity != "info"],
                "guesses": [found for found in found_in if found.severity == "info"],
            },
            {"@type": "Legislation", "name": one.title, "legislationIdentifier": one.number,
             "legislationType": one.genre, "legislationDate": one.issued_on and one.issued_on.isoformat(),
             "legislationPassedBy": one.issuer and {"@type": "GovernmentOrganization", "name": one.issuer},
             "isPartOf": {"@type": "PublicationIssue", "name": view.issue.title,
                          "url": address(f"issues/{one.issue_id}/")}},
        )
