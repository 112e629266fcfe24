"""Renders the website's pages into a folder of Markdown files, which MkDocs only wraps.

To add a kind of page, give it a row in `PAGES` and a template of the same name in `site/templates/`. A page's body is
one block of HTML that Jinja renders with autoescape, so Markdown finds nothing to convert in what a document says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parser import downloads, examples, ledger, pictures, schema, wording
from parser.diagnostics import BY_CODE
from parser.lookup import Lookup, look_up
from parser.model import TABLES, Collection, Diagnostic, Document, Event
from parser.page_files import Page, copy_hand_written, templates, write_file, write_page
from parser.reading_text import read_document
from parser.rule_page import rule_groups, rule_names
from parser.site_address import address

# How many rows stand in a page itself; the rest is in the 任务台账 or in the data, and the page says so.
ROWS_IN_PAGE = 1000  # of what the page is for
ROWS_IN_SECTION = 300  # of what another page shows in full


@dataclass(frozen=True)
class PageKind:
    """A kind of page: `template` names the file in site/templates/, `pages` gives its pages."""

    template: str
    pages: Callable[[Lookup], Iterator[Page]]


def write_pages(collection: Collection, docs: Path, files: Path | None = None) -> None:
    """Write all pages, their scripts' data and the hand-written files into the folder `docs`, MkDocs' `docs_dir`.

    `files` is the folder that holds the published data as `data/…`, for its sizes and checksums on the data page.
    """
    lookup = look_up(collection)
    environment = templates()
    for kind in PAGES:
        template = environment.get_template(f"{kind.template}.html")
        for page in kind.pages(lookup):
            write_page(page, template, docs)
    write_page(data(lookup, files), environment.get_template("data.html"), docs)
    write_file(docs / "tasks" / "rows.js", ledger.tasks_script(lookup))
    write_file(docs / "tasks" / "texts.js", ledger.texts_script(lookup))
    for month, script in ledger.month_scripts(lookup).items():
        write_file(docs / "deadlines" / f"{month}.js", script)
    copy_hand_written(docs)


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
            "counts": {name: len(lookup.collection.records(name)) for name in (
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


def agencies(lookup: Lookup) -> Iterator[Page]:
    ordered = sorted(lookup.collection.agencies, key=lambda agency: (-pictures.task_count(agency), agency.id))
    yield Page(
        "agencies/", "机关单位", "承担任务的机关单位：牵头、责任、配合的任务数。",
        {
            "bodies": [agency for agency in ordered if agency.kind == "body"],
            "collectives": [agency for agency in ordered if agency.kind == "collective"],
            "bars": pictures.bar_chart(
                "by-body", "各单位承担的任务数", "任务最多的单位，按牵头、责任、配合分段；全部数字见下表。",
                pictures.agency_bars(pictures.busiest(lookup, 15), "../"), "项"),
            "together": pictures.together(lookup),
        },
    )


def agency(lookup: Lookup) -> Iterator[Page]:
    shared = pictures.shared_clauses(lookup)
    partners: dict[str, list[tuple[int, str]]] = {}
    for (one_id, other_id), amount in shared.items():
        partners.setdefault(one_id, []).append((-amount, other_id))
        partners.setdefault(other_id, []).append((-amount, one_id))
    for one in lookup.collection.agencies:
        by_role: dict[str, list[ledger.TaskRow]] = {}
        for role in wording.ROLES:
            clause_ids = dict.fromkeys(duty.clause_id for duty in lookup.duties_of.get(one.id, []) if duty.role == role)
            rows = ledger.task_rows(lookup, [lookup.tasks[clause_id] for clause_id in clause_ids])
            by_role[role] = sorted(rows, key=lambda row: (row.task.due_on is None, row.task.due_on, row.document.id))
        nearest = sorted(partners.get(one.id, []))[:8]
        yield Page(
            f"agencies/{one.id}/", one.name,
            f"{one.name}：牵头{one.lead_count}项，负责{one.responsible_count}项，配合{one.support_count}项任务及其时限。",
            {
                "agency": one,
                "local": lookup.agencies.get(one.local_agency_id) if one.local_agency_id else None,
                "by_role": by_role,
                "rows_in_page": ROWS_IN_SECTION,
                "partners": pictures.bar_chart(
                    "partners", "共同承担任务的单位", "与本单位同在一条的条款数，最多的八个单位。",
                    [pictures.Bar(lookup.agencies[other].name, f"../{other}/", (("lead", -amount),))
                     for amount, other in nearest], "条") if nearest else None,
            },
            {"@type": "GovernmentOrganization", "name": one.name, "alternateName": list(one.aliases)},
        )


def tasks(lookup: Lookup) -> Iterator[Page]:
    rows = ledger.task_rows(lookup, lookup.collection.tasks[:ROWS_IN_SECTION])
    yield Page(
        "tasks/", "任务台账", "全部有责任单位或时限的条款，可按单位、角色、公文、期次、月份和时限种类筛选，并下载。",
        {"rows": rows, "total": len(lookup.collection.tasks)},
    )


def deadlines(lookup: Lookup) -> Iterator[Page]:
    due = ledger.due_limits(lookup.collection.records("deadlines"))
    undated = [limit for limit in lookup.collection.records("deadlines") if not limit.due_on]
    by_month: dict[str, list[ledger.LimitRow]] = {}
    for row in ledger.limit_rows(lookup, due):
        assert row.limit.due_on
        by_month.setdefault(ledger.month(row.limit.due_on), []).append(row)
    counts = ledger.month_counts(due)
    yield Page(
        "deadlines/", "时限", "按到期月份排列的全部时限，以及周期性时限、自某事起算的时限和施行日期。",
        {
            "by_month": by_month,
            "counts": counts,
            "years": sorted({int(name[:4]) for name in counts}),
            "most": max(counts.values(), default=0),
            "in_page": len(due) <= ROWS_IN_PAGE,
            "rows_in_page": ROWS_IN_SECTION,
            "bars": pictures.bar_chart(
                "by-month", "各月到期的时限", "每月到期的时限数；逐条见下表。",
                [pictures.Bar(f"{name[:4]}年{int(name[5:])}月", f"#m-{name}", (("lead", amount),))
                 for name, amount in counts.items()], "条"),
            "undated": {
                kind: ledger.limit_rows(lookup, [limit for limit in undated if limit.kind == kind])
                for kind in ("relative", "recurring", "effective", "period", "by_date")
            },
        },
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
    cited: dict[tuple[str, str], list[Any]] = {}
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
    yield Page(
        "quality/", "数据质量", "原文印刷有误、前后不一，或程序不得不推断之处，逐处列出。",
        {"by_code": dict(graver_first), "total": len(lookup.collection.records("diagnostics")),
         "meanings": BY_CODE, "names": names(lookup),
         "rows_in_page": 100},
    )


def data(lookup: Lookup, files: Path | None) -> Page:
    """The page of downloads: it alone needs the written files."""
    tables = downloads.table_downloads(lookup.collection, files)
    whole = downloads.whole_downloads(files)
    return Page(
        "data/", "数据下载", "全部数据的下载：CSV、JSON、Excel、SQLite 等格式，附字段说明、大小与校验和。",
        {"tables": tables, "whole": whole, "formats": downloads.table_formats(), "size": downloads.size_in_words,
         "issues": list(lookup.issues.values())},
        {"@type": "Dataset", "name": "政府公报结构化数据", "license": "https://creativecommons.org/licenses/by/4.0/",
         "isAccessibleForFree": True, "distribution": [
             {"@type": "DataDownload", "name": file.title, "contentUrl": address(file.path)} for file in whole]},
    )


def data_use(lookup: Lookup) -> Iterator[Page]:
    yield Page("data/use/", "数据怎样使用", "在 Excel、日历、pandas、DuckDB、SQLite、R 中使用数据的例子。",
               {"examples": examples.shown(), "by_hand": examples.by_hand()})


def data_fields(lookup: Lookup) -> Iterator[Page]:
    yield Page("data/fields/", "字段说明", "各数据表每一个字段的名称、含义、类型和例子。", {
        "tables": [(table, schema.columns(table)) for table in TABLES],
        "type_in_words": schema.type_in_words, "example": schema.example_in_words})


def rules(lookup: Lookup) -> Iterator[Page]:
    about = "责任、时限、引用和编号怎样从公文里读出：全部规则及例子。"
    yield Page("rules/", "如何读出", about, {"groups": rule_groups()})


def search(lookup: Lookup) -> Iterator[Page]:
    yield Page("search/", "搜索", "按文号、标题、条款文字搜索全部公文。")


PAGES = (
    PageKind("home", home),
    PageKind("issues", issues),
    PageKind("issue", issue),
    PageKind("documents", documents),
    PageKind("document", document),
    PageKind("agencies", agencies),
    PageKind("agency", agency),
    PageKind("tasks", tasks),
    PageKind("deadlines", deadlines),
    PageKind("events", events),
    PageKind("citations", citations),
    PageKind("quality", quality),
    PageKind("rules", rules),
    PageKind("data_use", data_use),
    PageKind("data_fields", data_fields),
    PageKind("search", search),
)


def _latest_issue(lookup: Lookup) -> str | None:
    """The issue published last, as far as the issues say."""
    ordered = sorted(lookup.issues.values(), key=lambda one: (str(one.published_on or one.year or ""), one.id))
    return ordered[-1].id if ordered else None


def names(lookup: Lookup) -> dict[str, str]:
    """How each document is named where one of its clauses is pointed to: its 文号, else its title."""
    return {document.id: document.number or document.title for document in lookup.documents.values()}
