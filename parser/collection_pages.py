"""The pages that show what the gazette holds: issues, documents, the chronicle, what is cited, what is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from parser import evaluate, ledger, pictures, wording
from parser.diagnostics import BY_CODE
from parser.lookup import Lookup
from parser.model import Citation, Diagnostic, Document, Event
from parser.page_files import ROWS_IN_PAGE, Page
from parser.reading_text import SAID_IN_HEAD, read_document
from parser.rule_page import rule_names
from parser.site_address import address


def home(lookup: Lookup) -> Iterator[Page]:
    due = ledger.due_limits(lookup.collection.records("deadlines"))
    latest = _latest_issue(lookup)
    yield Page(
        "", "首页", "逐条列出政府公报中的任务：由谁牵头、谁负责、何时办结，并可回到原文核对。",
        {
            "latest": lookup.issues.get(latest) if latest else None,
            "documents": lookup.documents_of.get(latest, []) if latest else [],
            "months": ledger.month_counts(due),
            "last_due": ledger.limit_rows(lookup, due[-6:]),
            "counts": {name: lookup.collection.count(name) for name in (
                "issues", "documents", "clauses", "responsibilities", "deadlines", "agencies")},
        },
        {"@type": "WebSite", "url": address("")},
    )


def issues(lookup: Lookup) -> Iterator[Page]:
    yield Page("issues/", "公报", "已收录的公报，按时间倒序。", {
        "issues": [(one, len(lookup.documents_of.get(one.id, []))) for one in reversed(lookup.issues.values())]})


def issue(lookup: Lookup) -> Iterator[Page]:
    for one in lookup.issues.values():
        documents = lookup.documents_of.get(one.id, [])
        sections: dict[str, list[Document]] = {}
        for document in documents:
            sections.setdefault(document.section or "公文", []).append(document)
        yield Page(
            f"issues/{one.id}/", one.title, f"{one.title}：收录公文{len(documents)}件，可逐条查阅任务与时限。",
            {"issue": one, "sections": sections,
             "events": sum(len(lookup.events_of.get(document.id, [])) for document in documents)},
            {"@type": "PublicationIssue", "name": one.title, "issueNumber": one.number,
             "datePublished": one.published_on and one.published_on.isoformat()},
        )


def documents(lookup: Lookup) -> Iterator[Page]:
    newest = sorted(lookup.documents.values(), key=lambda one: (str(one.issued_on or ""), one.id), reverse=True)
    yield Page("documents/", "公文", "已收录的全部公文，可按文号、文种、成文日期查看。", {
        "documents": newest[:ROWS_IN_PAGE], "total": len(newest)})


def document(lookup: Lookup) -> Iterator[Page]:
    known, explained = names(lookup), rule_names()
    for one in lookup.documents.values():
        parts = read_document(one, lookup)
        rows = ledger.task_rows(lookup, lookup.tasks_of.get(one.id, []))
        leads = {agency.id: agency for row in rows for agency in row.owners["lead"]}
        found_in = lookup.diagnostics_of.get(one.id, [])
        numbered = one.number or (lookup.issues[one.issue_id].title)
        yield Page(
            f"documents/{one.id}/", one.title,
            f"{numbered}，{one.clause_count}条，责任分工{one.responsibility_count}条，时限{one.deadline_count}条。",
            {
                "document": one,
                "issue": lookup.issues[one.issue_id],
                "parts": parts,
                "corrected_head": [
                    line for line in lookup.lines_of.get(one.id, ())
                    if line.correction and line.part == "b" and line.kind in SAID_IN_HEAD
                ],
                "rows": rows,
                "leads": list(leads.values()),
                "dated": ledger.due_limits([limit for row in rows for limit in row.limits]),
                "structure": pictures.structure(one, lookup),
                "citations": lookup.citations_of.get(one.id, []),
                "cited_by": lookup.cited_by.get(one.id, []),
                "names": known,
                "explained": explained,
                "faults": [found for found in found_in if found.severity != "info"],
                "guesses": [found for found in found_in if found.severity == "info"],
            },
            {"@type": "Legislation", "name": one.title, "legislationIdentifier": one.number,
             "legislationType": one.genre, "legislationDate": one.issued_on and one.issued_on.isoformat(),
             "legislationPassedBy": one.issuer and {"@type": "GovernmentOrganization", "name": one.issuer},
             "isPartOf": {"@type": "PublicationIssue", "name": lookup.issues[one.issue_id].title,
                          "url": address(f"issues/{one.issue_id}/")}},
        )


def events(lookup: Lookup) -> Iterator[Page]:
    ordered = sorted(lookup.collection.records("events"), key=lambda event: (event.starts_on, event.id))
    by_month: dict[str, list[Event]] = {}
    for event in ordered[-ROWS_IN_PAGE:]:
        by_month.setdefault(ledger.month(event.starts_on), []).append(event)
    yield Page(
        "events/", "大事记", "公报所载大事记，按日期排列。",
        {"by_month": dict(reversed(by_month.items())), "shown": min(len(ordered), ROWS_IN_PAGE), "total": len(ordered)},
    )


def citations(lookup: Lookup) -> Iterator[Page]:
    cited: dict[tuple[str, str], list[Citation]] = {}
    for citation in lookup.collection.records("citations"):
        cited.setdefault((citation.number or "", "" if citation.number else citation.title or ""), []).append(citation)
    ordered = sorted(cited.values(), key=lambda group: (-len(group), group[0].number or "", group[0].title or ""))
    yield Page("citations/", "引用文件", "本站公文所引用的文件，以及引用它们的条款。",
               {"cited": ordered[:ROWS_IN_PAGE], "total": len(ordered), "names": names(lookup)})


def quality(lookup: Lookup) -> Iterator[Page]:
    by_code: dict[str, list[Diagnostic]] = {}
    for fault in lookup.collection.records("diagnostics"):
        by_code.setdefault(fault.code, []).append(fault)
    severities = list(wording.SEVERITIES)
    graver_first = sorted(by_code.items(), key=lambda item: (severities.index(item[1][0].severity), item[0]))
    scores = evaluate.score_collection(lookup.collection)
    yield Page(
        "quality/", "数据质量", "原文印刷有误、前后不一，或程序不得不推断之处，逐处列出；并公布与人工标注对照的准确率。",
        {"scores": scores, "silent_rate": evaluate.silent_rate(scores), "by_code": dict(graver_first), "total": lookup.collection.count("diagnostics"),
         "meanings": BY_CODE, "names": names(lookup),
         "rows_in_page": 100},
    )


def _latest_issue(lookup: Lookup) -> str | None:
    """The issue published last, as far as the issues say."""
    ordered = sorted(lookup.issues.values(), key=lambda one: (str(one.published_on or one.year or ""), one.id))
    return ordered[-1].id if ordered else None


def names(lookup: Lookup) -> dict[str, str]:
    """How each document is named where one of its clauses is pointed to: its 文号, else its title."""
    return {document.id: document.number or document.title for document in lookup.documents.values()}
