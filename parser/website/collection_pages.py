"""The pages that show the collection at a glance: home, and its issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parser.model import Issue
from parser.website import ledger
from parser.website.issue_view import IssueView
from parser.website.page_files import Page
from parser.website.site_address import address
from parser.website.site_facts import Spread
from parser.wording import period_name

COUNTED = ("issues", "documents", "clauses", "responsibilities", "deadlines", "agencies")
LAST_DUE = 6
ISSUES_SHOWN = 1000
YEARS_BEFORE = 5  # of time limits that the home page may be asked for, before the year of the latest issue


def home(
    latest: IssueView | None, counts: dict[str, int], months: Mapping[str, int], last_due: Sequence[ledger.LimitRow]
) -> Page:
    """The first page. `last_due`: the time limits with the latest days; `months`: limits by month of their last day."""
    first = f"{_year(latest.issue) - YEARS_BEFORE}-01" if latest else ""
    values: dict[str, Any] = {
        "latest": latest and latest.issue,
        "documents": list(latest.documents.values()) if latest else [],
        "months": {month: amount for month, amount in months.items() if month >= first},
        "last_due": last_due, "counts": counts,
    }
    return Page("", "首页", "逐条列出政府公报中的任务：由谁牵头、谁负责、何时办结，并可回到原文核对。", "home", values,
                {"@type": "WebSite", "url": address("")})


def latest_issue(issues: Sequence[Issue]) -> int | None:
    """The place of the issue published last, as far as the issues say."""
    def published(place: int) -> tuple[str, str]:
        return str(issues[place].published_on or issues[place].year or ""), issues[place].id

    return max(range(len(issues)), key=published, default=None)


def issues(held: Sequence[Issue], documents: Spread, years: Mapping[str, int]) -> Page:
    """The latest issues with the number of their documents, and the years (→ documents) in which all are found."""
    amounts = dict(zip(documents.places, documents.rows, strict=True))
    shown = [(issue, amounts.get(place, 0)) for place, issue in enumerate(held)][::-1][:ISSUES_SHOWN]
    return Page("issues/", "公报", "已收录的公报，按时间倒序。", "issues", {
        "issues": shown, "years": [(period_name(year), f"../documents/{year}/", rows) for year, rows in years.items()]})


def _year(issue: Issue) -> int:
    return issue.published_on.year if issue.published_on else issue.year or 0
