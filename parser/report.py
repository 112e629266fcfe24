"""Shows diagnostics: as text for people, as Markdown for a workflow's summary, as SARIF or JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from parser import schema
from parser.diagnostics import BY_CODE
from parser.model import Diagnostic
from parser.wording import SEVERITIES

SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}

# Where the file that a diagnostic names by its bare name stands.
Places = Mapping[str, Path]


def line(found: Diagnostic, places: Places) -> str:
    """`source_html/2019-06.html:141:210：需核对 P101 排版指令……`, in the form that editors turn into a link."""
    place = places.get(found.file, Path(found.file)).as_posix()
    severity = SEVERITIES[found.severity]
    return f"{place}:{found.line}:{found.column}：{severity} {found.code} {found.message}"


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """`错误 0，需核对 3，提示 12`"""
    counts = Counter[str](found.severity for found in diagnostics)
    return "，".join(f"{title} {counts[severity]}" for severity, title in SEVERITIES.items())


def as_text(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """One line each; after the last, how many there were."""
    return "".join(f"{line(found, places)}\n" for found in diagnostics) + tally(diagnostics) + "\n"


def as_json(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """The records of the `diagnostics` table."""
    return schema.dump([schema.to_json(found) for found in diagnostics])


def as_markdown(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """A table for the summary of a workflow run, worst first."""
    worst_first = sorted(diagnostics, key=lambda found: list(SEVERITIES).index(found.severity))
    rows = [
        f"| {SEVERITIES[found.severity]} | `{found.file}:{found.line}` | {found.code} | {_in_cell(found.message)} "
        f"| {_in_cell(found.suggestion or BY_CODE[found.code].help)} |"
        for found in worst_first
    ]
    head = ["| 级别 | 位置 | 代码 | 发现 | 怎么办 |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"{tally(diagnostics)}。", "", *(head + rows if rows else ["没有发现问题。"])]) + "\n"


def as_sarif(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """SARIF 2.1.0, which code hosts show beside the source."""
    used = sorted({found.code for found in diagnostics})
    results: list[dict[str, Any]] = [
        {
            "ruleId": found.code,
            "level": SARIF_LEVELS[found.severity],
            "message": {"text": found.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": places.get(found.file, Path(found.file)).as_posix()},
                        "region": {"startLine": found.line, "startColumn": found.column},
                    }
                }
            ],
        }
        for found in diagnostics
    ]
    rules = [
        {"id": code, "name": BY_CODE[code].name, "shortDescription": {"text": BY_CODE[code].name},
         "help": {"text": BY_CODE[code].help}}
        for code in used
    ]
    driver = {"name": "gazette-compiler", "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


STYLES: dict[str, Callable[[Sequence[Diagnostic], Places], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "sarif": as_sarif,
}


def _in_cell(text: str) -> str:
    """Text that Markdown shows as it is in one cell of a table."""
    for char in "\\|`*_[]<>":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", " ")
