"""Tasks and time limits as rows for the pages that filter, sort and count them, and the scripts that hold them.

A page's script reads its rows from a script file, not from JSON: a page opened from a disk may load only that.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parser.lookup import Lookup
from parser.model import Agency, Deadline, Document, Task

ROLE_FIELDS = ("lead", "responsible", "support")


@dataclass(frozen=True)
class TaskRow:
    """A task with the records that its row links to."""

    task: Task
    document: Document
    anchor: str
    owners: dict[str, list[Agency]]  # role → agencies
    title: str
    limits: list[Deadline]


@dataclass(frozen=True)
class LimitRow:
    """A time limit with its task's owners."""

    limit: Deadline
    document: Document
    anchor: str
    title: str
    leads: list[Agency]
    others: list[Agency]


def task_rows(lookup: Lookup, tasks: Iterable[Task]) -> list[TaskRow]:
    """A row for each task, in the order given."""
    return [
        TaskRow(
            task,
            lookup.documents[task.document_id],
            task.id.split("/", 1)[1],
            owners_by_role(lookup, task.id),
            set_title(task.title),
            lookup.limits_of.get(task.id, []),
        )
        for task in tasks
    ]


def set_title(title: str) -> str:
    """A task's title as it is set, without a space after full-width punctuation: 一、 总体目标 → 一、总体目标"""
    return re.sub(r"(?<=[、）]) +", "", title)


def owners_by_role(lookup: Lookup, clause_id: str) -> dict[str, list[Agency]]:
    """The clause's bodies under each of the three roles, each body once."""
    found: dict[str, dict[str, Agency]] = {role: {} for role in ROLE_FIELDS}
    for duty in lookup.owners_of.get(clause_id, []):
        found[duty.role][duty.agency_id] = lookup.agencies[duty.agency_id]
    return {role: list(agencies.values()) for role, agencies in found.items()}


def limit_rows(lookup: Lookup, limits: Iterable[Deadline]) -> list[LimitRow]:
    """A row for each time limit, in the order given."""
    rows = []
    for limit in limits:
        owners = owners_by_role(lookup, limit.clause_id)
        task = lookup.tasks.get(limit.clause_id)
        rows.append(
            LimitRow(
                limit,
                lookup.documents[limit.document_id],
                limit.clause_id.split("/", 1)[1],
                set_title(task.title if task else limit.task),
                owners["lead"],
                owners["responsible"] + owners["support"],
            )
        )
    return rows


def due_limits(limits: Iterable[Deadline]) -> list[Deadline]:
    """The limits with a last day, earliest first."""
    return sorted((limit for limit in limits if limit.due_on), key=lambda limit: (str(limit.due_on), limit.id))


def month_counts(limits: Iterable[Deadline]) -> dict[str, int]:
    """2019-07 → how many limits fall due in that month."""
    counts = Counter(month(limit.due_on) for limit in limits if limit.due_on)
    return dict(sorted(counts.items()))


def month(date: dt.date) -> str:
    """2019-07-31 → 2019-07"""
    return date.isoformat()[:7]


def tasks_script(lookup: Lookup) -> str:
    """All tasks for the 任务台账: documents and agencies once, tasks as short rows that point to them; no texts."""
    documents = [document for document in lookup.documents.values() if lookup.tasks_of.get(document.id)]
    document_at = {document.id: index for index, document in enumerate(documents)}
    agency_at = {agency.id: index for index, agency in enumerate(lookup.collection.agencies)}
    tasks = [
        [
            document_at[row.document.id],
            row.anchor,
            row.title,
            *([agency_at[agency.id] for agency in row.owners[role]] for role in ROLE_FIELDS),
            [[limit.kind, _iso(limit.starts_on), _iso(limit.due_on), limit.text] for limit in row.limits],
        ]
        for row in task_rows(lookup, lookup.collection.records("tasks"))
    ]
    return _script(
        "tasks",
        {
            "issues": [[issue.id, issue.title] for issue in lookup.issues.values()],
            "documents": [[document.id, document.issue_id, document.number, document.title] for document in documents],
            "agencies": [[agency.id, agency.name] for agency in lookup.collection.agencies],
            "tasks": tasks,
        },
    )


def texts_script(lookup: Lookup) -> str:
    """The tasks' texts in the order of `tasks_script`: most of the bytes, wanted only by who searches in them."""
    return _script("texts", [task.text for task in lookup.collection.records("tasks")])


def month_scripts(lookup: Lookup) -> dict[str, str]:
    """For each month with due limits a small script with its rows, so that a page loads the months that it shows."""
    months: dict[str, list[LimitRow]] = {}
    for row in limit_rows(lookup, due_limits(lookup.collection.records("deadlines"))):
        assert row.limit.due_on
        months.setdefault(month(row.limit.due_on), []).append(row)
    return {
        name: _script(
            name,
            [
                [_iso(row.limit.due_on), row.document.id, row.anchor, row.title, row.document.number or "",
                 [agency.name for agency in row.leads or row.others], row.limit.text]
                for row in rows
            ],
        )
        for name, rows in months.items()
    }


def _script(name: str, value: Any) -> str:
    # A line per outermost item would serve no reader here; the published tables do that.
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"gazetteData({json.dumps(name)},{content});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
