"""Diagnostics for code hosts: SARIF 2.1.0, the annotations of a GitHub workflow run, GitLab's code quality report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from parser.diagnostics import BY_CODE, SourceError
from parser.model import Diagnostic
from parser.wording import meaning

Places = Mapping[str, Path]

SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
GITLAB_LEVELS = {"error": "critical", "warning": "major", "info": "info"}


def shown_path(place: Path) -> str:
    """A path as it is named in the repository: relative to where the command runs, when it is below."""
    try:
        return place.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return place.as_posix()


def as_sarif(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """SARIF 2.1.0, which code hosts show beside the source."""
    used = sorted({found.code for found in diagnostics})
    driver = {"name": "gazette-compiler", "rules": [_rule(code) for code in used]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": [_result(found, used.index(found.code), places) for found in diagnostics],
        }],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    row = BY_CODE[code]
    return {
        "id": code, "name": row.name, "shortDescription": {"text": meaning(row)}, "fullDescription": {"text": row.help},
        "help": {"text": row.help}, "defaultConfiguration": {"level": SARIF_LEVELS[row.severity]},
    }


def _result(found: Diagnostic, rule: int, places: Places) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": found.line, "startColumn": found.column}
    words = found.quote.split("\n")[0]
    if words:
        region |= {"endColumn": found.column + len(words), "snippet": {"text": words}}
    uri = quote(shown_path(places.get(found.file, Path(found.file))), safe="/~")
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": SARIF_LEVELS[found.severity],
        "message": {"text": found.message + (f" {found.suggestion}" if found.suggestion else "")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"finding/v1": _fingerprint(found)},
    }


def _fingerprint(found: Diagnostic) -> str:
    """What stays the same when lines are added above: a host recognises a finding that it has shown before."""
    same = "\n".join((found.file, found.code, found.clause_id or "", found.quote))
    return hashlib.sha256(same.encode()).hexdigest()[:32]


def as_code_quality(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """GitLab's code quality report, shown beside the lines of a merge request.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    return _code_quality([
        (
            BY_CODE[found.code].name,
            f"{found.code} {found.message}" + (f" {found.suggestion}" if found.suggestion else ""),
            GITLAB_LEVELS[found.severity],
            shown_path(places.get(found.file, Path(found.file))),
            found.line,
            _fingerprint(found),
        )
        for found in diagnostics
    ])


def unreadable_as_code_quality(problems: Sequence[SourceError]) -> str:
    """The same report for sources that cannot be read at all."""
    return _code_quality([
        (
            "source-unreadable",
            problem.message,
            "blocker",
            shown_path(Path(problem.file)),
            max(problem.line, 1),
            hashlib.sha256(f"{problem.file}\n{problem.message}".encode()).hexdigest()[:32],
        )
        for problem in problems
    ])


def _code_quality(rows: Sequence[tuple[str, str, str, str, int, str]]) -> str:
    """Rows of (check, description, severity, path, line, fingerprint); equal findings get fingerprints of their own."""
    seen = Counter[str]()
    entries: list[dict[str, Any]] = []
    for check, description, severity, path, line, fingerprint in rows:
        seen[fingerprint] += 1
        entries.append({
            "check_name": check, "description": description, "severity": severity,
            "fingerprint": fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}",
            "location": {"path": path, "lines": {"begin": line}},
        })
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Sequence[Diagnostic], places: Places) -> str:
    """Workflow commands that mark the lines of the source. GitHub shows ten of a kind, so the worst come first."""
    levels = list(GITHUB_LEVELS)
    worst_first = sorted(diagnostics, key=lambda found: levels.index(found.severity))
    return "".join(
        _command(
            GITHUB_LEVELS[found.severity],
            shown_path(places.get(found.file, Path(found.file))),
            found.line,
            found.column,
            f"{found.code} {meaning(BY_CODE[found.code])}",
            "\n".join(filter(None, (found.message, BY_CODE[found.code].help, found.suggestion))),
        )
        for found in worst_first
    )


def unreadable_as_github(problem: SourceError) -> str:
    """The workflow command for a source that cannot be read at all."""
    return _command("error", shown_path(Path(problem.file)), max(problem.line, 1), 1, "来源不能读取", problem.message)


def _command(level: str, file: str, line: int, column: int, title: str, message: str) -> str:
    properties = f"file={_property(file)},line={line},col={column},title={_property(title)}"
    return f"::{level} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
