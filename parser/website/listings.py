"""The pages that list what the gazette holds: documents, tasks, time limits, the chronicle, what is cited or damaged.

Each function gives one page, at its place in the listing (`listing.py`), from the issues that the page takes in.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parser import wording
from parser.diagnostics import BY_CODE
from parser.model import Citation, Deadline
from parser.website import ledger, pictures
from parser.website.issue_view import IssueView
from parser.website.listing import Place
from parser.website.page_files import Page
from parser.website.site_facts import ROWS_IN_PAGE

MONTHS_DRAWN = 36
FAULTS_OF_A_CODE = 100  # on the front page
CITED_IN = 50  # places that cite one document, as many as a row names

Views = Sequence[IssueView]

# Listing → its name. What each holds is counted in `site_facts.issue_facts`.
NAMES = {
    "documents": "公文", "tasks": "任务台账", "deadlines": "时限", "events": "大事记", "citations": "引用文件", "quality": "数据质量",
}  # fmt: skip


def documents(views: Views, place: Place, total: int = 0) -> Page:
    rows = [document for view in views for document in view.documents.values()]
    rows.sort(key=lambda document: (str(document.issued_on or ""), document.id), reverse=True)
    return place.page(
        "已收录的全部公文，可按文号、文种、成文日期查看。", "documents", documents=rows, total=total,
        issues=[view.issue for view in views],
    )


def tasks(views: Views, place: Place, total: int = 0, scripts: Mapping[str, int] | None = None) -> Page:
    """`scripts`: year → how many scripts hold its tasks for the 任务台账, of a collection that is listed by years."""
    rows = [row for view in views for row in view.rows.values()]
    return place.page(
        "全部有责任单位或时限的条款，可按单位、角色、公文、期次、月份和时限种类筛选，并下载。", "tasks",
        rows=rows, total=total, scripts=scripts or {}, issues=[view.issue for view in views],
    )


def deadlines(views: Views, place: Place, counts: Mapping[str, int] | None = None) -> Page:
    """Time limits without a day. On a front page also the months (`counts`: limits by month of their last day), and
    their limits when the page holds everything."""
    kinds = ("relative", "recurring", "effective", "period", "by_date")
    rows = [
        row for view in views for row in ledger.limit_rows(view, [one for one in view.compiled.deadlines if not one.due_on])
    ]
    whole = place.is_front and not place.part
    months = itertools.groupby(due_rows(views) if whole else [], lambda row: str(row.limit.due_on)[:7])
    counts = counts or {}
    links = {name: f"#m-{name}" if whole else f"{name}/" for name in counts}  # a section of this page, or a page
    bars = [pictures.Bar(wording.period_name(name), links[name], (("lead", amount),))
            for name, amount in list(counts.items())[-MONTHS_DRAWN:]]
    return place.page(
        "按到期月份排列的全部时限，以及周期性时限、自某事起算的时限和施行日期。", "deadlines",
        by_month={name: list(held) for name, held in months}, counts=counts, links=links,
        years=sorted({int(name[:4]) for name in counts}), most=max(counts.values(), default=0),
        bars=pictures.bar_chart(
            "by-month", "各月到期的时限", "每月到期的时限数，至多画最晚的36个月；逐条见各月的表。", bars, "条"),
        undated={kind: [row for row in rows if row.limit.kind == kind] for kind in kinds},
        issues=[view.issue for view in views],
    )


def month_deadlines(views: Views, month: str) -> Iterator[Page]:
    """The pages of the time limits that fall due in a month."""
    rows = due_rows(views, month)
    pages = -(-len(rows) // ROWS_IN_PAGE)
    place = Place("deadlines/", NAMES["deadlines"], month)
    for number in range(1, pages + 1):
        shown = rows[(number - 1) * ROWS_IN_PAGE : number * ROWS_IN_PAGE]
        here = place.numbered(number, pages)
        yield here.page(f"{place.period}到期的时限。", "deadlines_month", rows=shown, total=len(rows))


def due_rows(views: Views, month: str = "") -> list[ledger.LimitRow]:
    """The time limits with a last day, in `month` or at all, earliest first."""

    def falls_due(limit: Deadline) -> bool:
        return limit.due_on is not None and str(limit.due_on).startswith(month)

    return ledger.by_due_date(
        row for view in views for row in ledger.limit_rows(view, filter(falls_due, view.compiled.deadlines))
    )


def events(views: Views, place: Place) -> Page:
    rows = sorted((event for view in views for event in view.compiled.events), key=lambda event: (event.starts_on, event.id))
    by_month = {month: list(held) for month, held in itertools.groupby(rows, lambda event: ledger.month(event.starts_on))}
    return place.page(
        "公报所载大事记，按日期排列。", "events", by_month=dict(reversed(by_month.items())),
        issues=[view.issue for view in views],
    )


def citations(views: Views, place: Place) -> Page:
    cited: dict[tuple[str, str], list[Citation]] = {}
    for view in views:
        for citation in view.compiled.citations:
            cited.setdefault((citation.number or "", "" if citation.number else citation.title or ""), []).append(citation)
    return place.page(
        "本站公文所引用的文件，以及引用它们的条款。", "citations",
        cited=sorted(cited.values(), key=lambda group: (-len(group), group[0].number or "", group[0].title or "")),
        names=_names(views), cited_in=CITED_IN, issues=[view.issue for view in views],
    )


def quality(views: Views, place: Place, codes: Counter[str] | None = None, **scores: Any) -> Page:
    """On a front page `codes` are the diagnostics of the collection by code, and the first of each are shown; `scores`
    the accuracy."""
    severities = list(wording.SEVERITY_NAMES)
    rows = [found for view in views for found in view.compiled.diagnostics]
    amounts = codes if codes is not None else Counter(found.code for found in rows)
    graver_first = sorted(amounts, key=lambda code: (severities.index(BY_CODE[code].severity), code))
    shown = FAULTS_OF_A_CODE if place.is_front else None
    return place.page(
        "原文印刷有误、前后不一，或程序不得不推断之处，逐处列出；并公布与人工标注对照的准确率。", "quality",
        by_code={code: [row for row in rows if row.code == code][:shown] for code in graver_first},
        amounts=amounts, meanings=BY_CODE, names=_names(views), issues=[view.issue for view in views],
        **{"scores": {}, "silent_rate": 0.0, **scores},
    )


def _names(views: Views) -> dict[str, str]:
    """How each document is named where one of its clauses is pointed to."""
    return {document: view.name(document) for view in views for document in view.documents}
