"""Joins what is known of a clause into its row of the 任务台账: who leads, who answers, who helps, and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from parser.model import ROLES, Clause, Deadline, Responsibility, Task
from parser.wording import wide_label

MAX_TITLE = 40  # characters of a sentence that stands for a heading


def read_tasks(
    clauses: Iterable[Clause], responsibilities: Iterable[Responsibility], deadlines: Iterable[Deadline]
) -> tuple[Task, ...]:
    """One task for each clause of an issue that has an owner or a time limit, in the order of the page."""
    owners: dict[str, list[Responsibility]] = {}
    limits: dict[str, list[Deadline]] = {}
    for responsibility in responsibilities:
        owners.setdefault(responsibility.clause_id, []).append(responsibility)
    for deadline in deadlines:
        limits.setdefault(deadline.clause_id, []).append(deadline)
    by_id = {clause.id: clause for clause in clauses}
    return tuple(
        _task(clause, owners.get(clause.id, ()), limits.get(clause.id, ()), by_id)
        for clause in by_id.values()
        if clause.id in owners or clause.id in limits
    )


def _task(
    clause: Clause, owners: Iterable[Responsibility], limits: Iterable[Deadline], clauses: dict[str, Clause]
) -> Task:
    names: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for owner in sorted(owners, key=is_inline):
        names[owner.role][owner.agency] = None
    return Task(
        id=clause.id,
        document_id=clause.document_id,
        title=clause_title(clause, clauses),
        text=clause.text,
        leads=tuple(names["lead"]),
        responsible=tuple(names["responsible"]),
        support=tuple(names["support"]),
        due_on=_due_on(limits),
        deadline_texts=tuple(dict.fromkeys(limit.text for limit in limits)),
    )


def is_inline(record: Responsibility | Deadline) -> bool:
    """Whether a record was read from running text: what a label, a bracket or a table prints comes before it."""
    return record.form == "inline"


def _due_on(limits: Iterable[Deadline]) -> dt.date | None:
    """The last day of what a label or a table prints (完成时限：2019年12月底前), else the first day that the text names."""
    dated = [limit for limit in limits if limit.due_on]
    printed = [limit.due_on for limit in dated if limit.due_on and not is_inline(limit)]
    return max(printed) if printed else min((limit.due_on for limit in dated if limit.due_on), default=None)


def clause_title(clause: Clause, clauses: dict[str, Clause]) -> str:
    """Path labels, label and heading of a clause: 二、（五）1. 取消不合法、不合理、不必要的审批事项."""
    labels: list[str] = []
    above: Clause | None = clause
    while above is not None:
        labels.insert(
            0, wide_label(above.label) or (f"{above.heading}：" if above is not clause and above.heading else "")
        )
        above = clauses.get(above.parent_id) if above.parent_id else None
    sentence = re.split(r"[。；\n]", clause.text)[0]
    words = clause.heading or (sentence if len(sentence) <= MAX_TITLE else sentence[: MAX_TITLE - 1] + "…")
    path = "".join(labels)
    return path + (" " if path.endswith((".", "．")) or path[-1:].isdigit() else "") + words
