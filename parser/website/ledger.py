"""Tasks and time limits as rows for the pages that list them, and the scripts that hold them for pages that filter.

A page's script reads its rows from a script file, not from JSON: a page opened from a disk may load only that.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parser.model import ROLES, Deadline, Document
from parser.website.issue_view import Body, IssueView


@dataclass(frozen=True)
class LimitRow:
    """A time limit with its task's owners."""

    limit: Deadline
    document: Document
    anchor: str
    title: str
    leads: list[Body]
    others: list[Body]


def limit_rows(view: IssueView, limits: Iterable[Deadline]) -> list[LimitRow]:
    """A row for each time limit of the issue, in the order given."""
    rows = []
    for limit in limits:
        task = view.rows[limit.clause_id]
        others = task.owners["responsible"] + task.owners["support"]
        rows.append(LimitRow(limit, task.document, task.anchor, task.title, task.owners["lead"], others))
    return rows


def by_due_date(rows: Iterable[LimitRow]) -> list[LimitRow]:
    """The rows with a last day, earliest first; those of one day in the order given."""
    return sorted((row for row in rows if row.limit.due_on), key=lambda row: str(row.limit.due_on))


def due_limits(limits: Iterable[Deadline]) -> list[Deadline]:
    """The limits with a last day, earliest first; those of one day in the order given."""
    return sorted((limit for limit in limits if limit.due_on), key=lambda limit: str(limit.due_on))


def month_counts(limits: Iterable[Deadline]) -> Counter[str]:
    """2019-07 → how many limits fall due in that month."""
    return Counter(month(limit.due_on) for limit in limits if limit.due_on)


def month(date: dt.date) -> str:
    """2019-07-31 → 2019-07"""
    return date.isoformat()[:7]


def tasks_script(views: Sequence[IssueView]) -> str:
    """The tasks of these issues for the 任务台账: documents and agencies once, tasks as short rows that point to them;
    no texts."""
    rows = [row for view in views for row in view.rows.values()]
    documents = {row.document.id: row.document for row in rows}
    bodies = {body.id: body for row in rows for owners in row.owners.values() for body in owners}
    document_at = {id: at for at, id in enumerate(documents)}
    body_at = {id: at for at, id in enumerate(sorted(bodies))}
    tasks = [
        [
            document_at[row.document.id],
            row.anchor,
            row.title,
            *([body_at[body.id] for body in row.owners[role]] for role in ROLES),
            _iso(row.task.due_on),
            [[limit.kind, _iso(limit.starts_on), _iso(limit.due_on), limit.text] for limit in row.limits],
        ]
        for row in rows
    ]
    return _script(
        "tasks",
        {
            "issues": [[view.issue.id, view.issue.title] for view in views],
            "documents": [[one.id, one.issue_id, one.number, one.title] for one in documents.values()],
            "agencies": [[id, bodies[id].name] for id in body_at],
            "tasks": tasks,
        },
    )


def texts_script(views: Sequence[IssueView]) -> str:
    """The tasks' texts in the order of `tasks_script`: most of the bytes, wanted only by who searches in them."""
    return _script("texts", [task.text for view in views for task in view.compiled.tasks])


def month_script(name: str, rows: Iterable[LimitRow]) -> str:
    """A month's time limits for the home page, which shows those next to today: the first `IN_A_DAY` of each day."""
    days: Counter[str] = Counter()
    short = []
    for row in rows:
        day = str(_iso(row.limit.due_on))
        days[day] += 1
        if days[day] <= IN_A_DAY:
            bodies = [body.name for body in row.leads or row.others]
            short.append([day, row.document.id, row.anchor, row.title, row.document.number or "", bodies, row.limit.text])
    return _script(name, short)


IN_A_DAY = 6  # as many as the home page shows


def _script(name: str, value: Any) -> str:
    # A line per outermost item would serve no reader here; the published tables do that.
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"gazetteData({json.dumps(name)},{content});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
