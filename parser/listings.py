"""The pages that list what the gazette holds: documents, tasks, time limits, the chronicle, what is cited or damaged.

Each function gives the pages of one span (`listing.py`) from the issues that the span takes in.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from parser import ledger, pictures, wording
from parser.diagnostics import BY_CODE
from parser.issue_view import IssueView
from parser.listing import Span, listing_pages
from parser.model import Citation, Diagnostic
from parser.page_files import ROWS_IN_PAGE, ROWS_IN_SECTION, Page

MONTHS_DRAWN = 36
FAULTS_OF_A_CODE = 100  # on the front page
CITED_IN = 50  # places that cite one document, as many as a row names

Views = Sequence[IssueView]


def documents(views: Views, span: Span) -> Iterator[Page]:
    rows = [(document, view.issue) for view in views for document in view.documents.values()]
    rows.sort(key=lambda row: (str(row[0].issued_on or ""), row[0].id), reverse=True)
    yield from listing_pages(
        "documents/", "公文", "已收录的全部公文，可按文号、文种、成文日期查看。", "documents", rows, ROWS_IN_PAGE, span,
        lambda shown: {
            "documents": [document for document, _ in shown],
            "issues": list({issue.id: issue for _, issue in shown}.values()),
        },
    )


def tasks(views: Views, span: Span, pieces: Sequence[tuple[str, int, int]] = ()) -> Iterator[Page]:
    """`pieces`: the scripts of the 任务台账 as (year, tasks, scripts), when a front page's collection is listed by years."""
    rows = [row for view in views for row in ledger.task_rows(view, view.compiled.tasks)]
    yield from listing_pages(
        "tasks/", "任务台账", "全部有责任单位或时限的条款，可按单位、角色、公文、期次、月份和时限种类筛选，并下载。",
        "tasks", rows, ROWS_IN_SECTION, span, lambda shown: {"rows": shown, "pieces": pieces},
    )


def month_deadlines(views: Views, span: Span) -> Iterator[Page]:
    """The time limits that fall due in the month that the span names."""
    yield from listing_pages(
        "deadlines/", "时限", f"{span.title}到期的时限。", "deadlines_month", due_rows(views, span.part), ROWS_IN_SECTION, span,
        lambda shown: {"rows": shown},
    )


def due_rows(views: Views, month: str = "") -> list[ledger.LimitRow]:
    """The time limits with a last day, in `month` or at all, earliest first."""
    return ledger.by_due_date(
        row for view in views for row in ledger.limit_rows(
            view, [limit for limit in view.compiled.deadlines if limit.due_on and ledger.month(limit.due_on).startswith(month)]))


def deadlines(views: Views, span: Span, months: Counter[str] | None = None) -> Iterator[Page]:
    """Time limits without a day; on a front page (`months`: limits by month) also the months, with their limits when
    the collection is listed as a whole."""
    kinds = ("relative", "recurring", "effective", "period", "by_date")
    rows = [
        row for view in views for row in ledger.limit_rows(view, [one for one in view.compiled.deadlines if not one.due_on])
    ]
    rows.sort(key=lambda row: kinds.index(row.limit.kind))
    counts = dict(sorted((months or Counter()).items()))
    whole = span.front and not span.part
    by_month = {name: list(held) for name, held in itertools.groupby(
        due_rows(views) if whole else [], lambda row: str(row.limit.due_on)[:7])}
    # A month is a section of this page, or a page.
    links = {name: f"#m-{name}" if whole else f"{name}/" for name in counts}
    drawn = [pictures.Bar(f"{name[:4]}年{int(name[5:])}月", links[name], (("lead", amount),))
             for name, amount in list(counts.items())[-MONTHS_DRAWN:]]
    yield from listing_pages(
        "deadlines/", "时限", "按到期月份排列的全部时限，以及周期性时限、自某事起算的时限和施行日期。", "deadlines",
        rows, ROWS_IN_SECTION, span,
        lambda shown: {
            "by_month": by_month, "counts": counts, "links": links,
            "years": sorted({int(name[:4]) for name in counts}),
            "most": max(counts.values(), default=0),
            "bars": pictures.bar_chart(
                "by-month", "各月到期的时限", "每月到期的时限数，至多画最晚的36个月；逐条见各月的表。", drawn, "条"),
            "undated": {kind: [row for row in shown if row.limit.kind == kind] for kind in kinds},
            "amounts": Counter(row.limit.kind for row in rows),
        },
    )


def events(views: Views, span: Span) -> Iterator[Page]:
    rows = [event for view in views for event in view.compiled.events]
    rows.sort(key=lambda event: (event.starts_on, event.id), reverse=True)
    yield from listing_pages(
        "events/", "大事记", "公报所载大事记，按日期排列。", "events", rows, ROWS_IN_PAGE, span,
        lambda shown: {"by_month": {
            month: list(held)[::-1] for month, held in itertools.groupby(shown, lambda event: ledger.month(event.starts_on))}},
    )


def citations(views: Views, span: Span) -> Iterator[Page]:
    cited: dict[tuple[str, str], list[Citation]] = {}
    for view in views:
        for citation in view.compiled.citations:
            cited.setdefault((citation.number or "", "" if citation.number else citation.title or ""), []).append(citation)
    rows = sorted(cited.values(), key=lambda group: (-len(group), group[0].number or "", group[0].title or ""))
    names = {document.id: view.name(document.id) for view in views for document in view.documents.values()}
    yield from listing_pages(
        "citations/", "引用文件", "本站公文所引用的文件，以及引用它们的条款。", "citations", rows, ROWS_IN_SECTION, span,
        lambda shown: {"cited": shown, "different": len(rows), "names": names, "cited_in": CITED_IN},
    )


def quality(views: Views, span: Span, codes: Counter[str] | None = None, **scores: Any) -> Iterator[Page]:
    """On a front page (`codes`: diagnostics by code) the first of every code, and the `scores` of accuracy."""
    severities = list(wording.SEVERITIES)

    def graver_first(code: str) -> tuple[int, str]:
        return severities.index(BY_CODE[code].severity), code

    rows = sorted((found for view in views for found in view.compiled.diagnostics), key=lambda found: graver_first(found.code))
    amounts = codes if codes is not None else Counter(found.code for found in rows)
    if span.front:
        rows = [row for _, held in itertools.groupby(rows, lambda row: row.code) for row in itertools.islice(held, FAULTS_OF_A_CODE)]
    names = {document.id: view.name(document.id) for view in views for document in view.documents.values()}

    def by_code(shown: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
        codes_shown = amounts if span.front else {row.code for row in shown}
        return {code: [row for row in shown if row.code == code] for code in sorted(codes_shown, key=graver_first)}

    yield from listing_pages(
        "quality/", "数据质量", "原文印刷有误、前后不一，或程序不得不推断之处，逐处列出；并公布与人工标注对照的准确率。",
        "quality", rows, max(ROWS_IN_PAGE, len(rows)) if span.front else ROWS_IN_PAGE, span,
        lambda shown: {"by_code": by_code(shown), "amounts": amounts, "meanings": BY_CODE, "names": names,
                       "scores": {}, "silent_rate": 0.0, **scores},
    )
