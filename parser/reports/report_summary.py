"""What a chief wants to know of a check: documents, tasks without an owner or a date, faults by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parser.collection import Collection
from parser.diagnostics import BY_CODE
from parser.model import Diagnostic, Task
from parser.wording import SEVERITY_NAMES, meaning

SHOWN = 10  # tasks that are named


@dataclass(frozen=True)
class Summary:
    """The figures of a check; `faults` are (code, how many), worst first, then the most frequent."""

    issues: int
    documents: int
    clauses: int
    tasks: int
    without_owner: tuple[Task, ...]
    without_limit: int
    without_date: int
    severities: dict[str, int]
    faults: tuple[tuple[str, int], ...]


def summarise(collection: Collection, diagnostics: Sequence[Diagnostic]) -> Summary:
    """The figures of a collection and of those diagnostics that are shown."""
    tasks = tuple(collection.records("tasks"))
    counts = Counter(found.code for found in diagnostics)
    order = list(SEVERITY_NAMES)
    return Summary(
        issues=len(collection.issues),
        documents=collection.count("documents"),
        clauses=sum(clause.kind != "paragraph" for clause in collection.records("clauses")),
        tasks=len(tasks),
        without_owner=tuple(task for task in tasks if not (task.leads or task.responsible or task.support)),
        without_limit=sum(not task.deadline_texts for task in tasks),
        without_date=sum(bool(task.deadline_texts) and task.due_on is None for task in tasks),
        severities={severity: sum(found.severity == severity for found in diagnostics) for severity in SEVERITY_NAMES},
        faults=tuple(sorted(counts.items(), key=lambda row: (order.index(BY_CODE[row[0]].severity), -row[1], row[0]))),
    )


def rows(summary: Summary) -> list[tuple[str, str]]:
    """The figures as (what, how many), for a table or a list."""
    return [
        ("公报", f"{summary.issues} 期"),
        ("公文", f"{summary.documents} 件，条款 {summary.clauses} 条"),
        ("任务（有责任单位或时限的条款）", f"{summary.tasks} 项"),
        ("　没有责任单位", f"{len(summary.without_owner)} 项"),
        ("　没有时限", f"{summary.without_limit} 项"),
        ("　有时限而没有确定日期（周期、自某事起算等）", f"{summary.without_date} 项"),
        *((SEVERITY_NAMES[severity], f"{count} 处") for severity, count in summary.severities.items()),
    ]


def as_text(summary: Summary) -> str:
    """The summary for a terminal."""
    lines = ["", "汇总", *(f"  {what}：{count}" for what, count in rows(summary))]
    if summary.without_owner:
        lines += ["", "没有责任单位的任务", *(f"  {name}" for name in _named(summary))]
    if summary.faults:
        lines += ["", "按种类"]
        lines += [f"  {count:>4}  {code}  {meaning(BY_CODE[code])}" for code, count in summary.faults]
    return "\n".join(lines) + "\n"


def as_markdown(summary: Summary) -> str:
    """The summary for a workflow run's page."""
    lines = ["| 项目 | 数量 |", "| --- | --- |", *(f"| {what} | {count} |" for what, count in rows(summary)), ""]
    if summary.without_owner:
        lines += ["没有责任单位的任务：", "", *(f"- {in_markdown(name)}" for name in _named(summary)), ""]
    if summary.faults:
        lines += ["| 代码 | 发现 | 处数 |", "| --- | --- | --- |"]
        lines += [f"| {code} | {in_markdown(meaning(BY_CODE[code]))} | {count} |" for code, count in summary.faults]
        lines.append("")
    return "\n".join(lines) + "\n"


def _named(summary: Summary) -> list[str]:
    more = len(summary.without_owner) - SHOWN
    names = [f"{task.id}　{task.title}" for task in summary.without_owner[:SHOWN]]
    return names + ([f"……另有 {more} 项"] if more > 0 else [])


def in_markdown(text: str) -> str:
    """Text that Markdown shows as it is, on one line: in a list or in one cell of a table."""
    for char in "\\|`*_[]<>":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", " ")
