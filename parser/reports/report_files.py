"""What a workflow keeps of a check: the summary that people read, and the findings in the forms that code hosts read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parser.collection import Collection
from parser.diagnostics import SourceError
from parser.model import Diagnostic
from parser.reports import report, report_hosts, report_summary

SUMMARY = "check.md"
SARIF = "check.sarif"
CODE_QUALITY = "code-quality.json"


def write_report(folder: Path, made: Collection, shown: Sequence[Diagnostic], places: report_hosts.Places) -> None:
    """Write `check.md`, `check.sarif` and `code-quality.json` (GitLab) of the diagnostics `shown` into `folder`."""
    summary = report_summary.as_markdown(report_summary.summarise(made, shown))
    _write(folder / SUMMARY, summary + "\n" + report.as_markdown(shown, places))
    _write(folder / SARIF, report_hosts.as_sarif(shown, places))
    _write(folder / CODE_QUALITY, report_hosts.as_code_quality(shown, places))


def write_unreadable(folder: Path, problems: Sequence[object]) -> None:
    """Write what of the three can be said when sources cannot be read at all: no SARIF, for nothing was checked."""
    _write(folder / SUMMARY, "来源不能读取：\n\n" + "".join(f"- {report_summary.in_markdown(str(problem))}\n" for problem in problems))
    unreadable = [problem for problem in problems if isinstance(problem, SourceError)]
    _write(folder / CODE_QUALITY, report_hosts.unreadable_as_code_quality(unreadable))
    (folder / SARIF).unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
