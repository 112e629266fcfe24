"""Shows diagnostics: as text for people, as Markdown for a workflow's summary, in other styles for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from parser import schema
from parser.collection import Collection
from parser.diagnostics import BY_CODE
from parser.model import TABLES, Diagnostic
from parser.reports import excerpt, report_summary
from parser.reports.report_hosts import Places, as_code_quality, as_github, as_sarif, shown_path
from parser.wording import SEVERITY_NAMES

ROWS_IN_MARKDOWN = 300  # GitHub shows no summary of more than 1 MiB


def line(found: Diagnostic, places: Places) -> str:
    """`source_html/2019-06.html:141:210：需核对 P101 排版指令……`, in the form that editors turn into a link."""
    place = shown_path(places.get(found.file, Path(found.file)))
    severity = SEVERITY_NAMES[found.severity]
    return f"{place}:{found.line}:{found.column}：{severity} {found.code} {found.message}"


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """`错误 0，需核对 3，提示 12`"""
    return _tally(Counter[str](found.severity for found in diagnostics).__getitem__)


def counted_tally(made: Collection) -> str:
    """The same of all diagnostics of a collection, without loading one."""
    return _tally(made.count)


def _tally(count: Callable[[str], int]) -> str:
    return "，".join(f"{title} {count(severity)}" for severity, title in SEVERITY_NAMES.items())


def counts(made: Collection) -> str:
    """`公报期次 1、公文 8、条款 293 ……`"""
    return "、".join(f"{record.title_zh} {made.count(record.table)}" for record in TABLES)


def as_text(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """Each finding with its passage, carets under it, and what to do; after the last, how many there were."""
    lines = {file: excerpt.read_lines(places[file]) for file in {found.file for found in diagnostics} if file in places}
    shown: list[str] = []
    for found in diagnostics:
        shown.append(line(found, places))
        shown += [f"    | {text}" for text in excerpt.passage(lines.get(found.file, []), found)]
        shown.append(f"    说明：{BY_CODE[found.code].help}")
        if found.suggestion:
            shown.append(f"    建议：{found.suggestion}")
        shown.append("")
    return "".join(f"{text}\n" for text in [*shown, tally(diagnostics)])


def as_json(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """The records of the `diagnostics` table."""
    return schema.dump([schema.to_json(found) for found in diagnostics])


def as_markdown(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """A table for the summary of a workflow run, worst first and of bounded length."""
    worst_first = sorted(diagnostics, key=lambda found: list(SEVERITY_NAMES).index(found.severity))
    rows = [
        f"| {SEVERITY_NAMES[found.severity]} | `{found.file}:{found.line}` | {found.code} | {report_summary.in_markdown(found.message)} "
        f"| {report_summary.in_markdown(found.suggestion or BY_CODE[found.code].help)} |"
        for found in worst_first[:ROWS_IN_MARKDOWN]
    ]
    head = ["| 级别 | 位置 | 代码 | 发现 | 怎么办 |", "| --- | --- | --- | --- | --- |"]
    lines = [f"{tally(diagnostics)}。", "", *(head + rows if rows else ["没有发现问题。"])]
    if (more := len(diagnostics) - len(rows)) > 0:
        lines += ["", f"另有 {more} 处没有列出，用 `python -m parser check` 可以看到全部。"]
    return "\n".join(lines) + "\n"


STYLES: dict[str, Callable[[Sequence[Diagnostic], Places], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_code_quality,
}

# What follows the findings in the styles that people read.
SUMMARIES: dict[str, Callable[[report_summary.Summary], str]] = {
    "text": report_summary.as_text,
    "markdown": report_summary.as_markdown,
}
