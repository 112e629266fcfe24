"""Shows the passage that a diagnostic is about with carets under it; a Chinese character takes two columns."""

from __future__ import annotations

import re
from pathlib import Path

from parser.diagnostics import SourceError
from parser.model import Diagnostic
from parser.reading.contacts import masked
from parser.source import decode
from parser.text import column_count, narrow

BEFORE, WIDTH = 24, 76  # columns before the passage that are shown with it, and columns in all
_MARKUP = re.compile(r"<[^<>]*>|&nbsp;|&#160;|[\s\u3000\xa0]+")


def read_lines(file: Path) -> list[str]:
    """The lines of a source as the compiler counts them, personal contacts masked; none when it cannot be read."""
    try:
        return masked(decode(file.read_bytes(), file.name)[0]).split("\n")
    except (OSError, SourceError):
        return []


def passage(lines: list[str], found: Diagnostic) -> list[str]:
    """Two lines: an excerpt of the source line without markup, and carets under the words that are meant.

    Without carets when the words do not stand on that line as such; nothing when there is no such line.
    """
    if not 1 <= found.line <= len(lines):
        return []
    visible = _visible(lines[found.line - 1])
    if not visible:
        return []
    start, end = _span(visible, found)
    first, last = _window(visible, start, end)
    cut_before, cut_after = "…" if first else "", "…" if last < len(visible) else ""
    text = cut_before + "".join(char for _, char in visible[first:last]) + cut_after
    shown = [text]
    if end > start:
        indent = column_count(cut_before + "".join(char for _, char in visible[first:start]))
        carets = column_count("".join(char for _, char in visible[start:min(end, last)]))
        shown.append(" " * indent + "^" * carets)
    return shown


def _visible(line: str) -> list[tuple[int, str]]:
    """The characters that a reader sees, each with its place (from 0); many spaces are one."""
    shown: list[tuple[int, str]] = []
    at = 0
    for gap in [*_MARKUP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        shown += [(i, line[i]) for i in range(at, end) if column_count(line[i])]
        if gap and not gap[0].startswith("<") and shown and shown[-1][1] != " ":
            shown.append((gap.start(), " "))
        at = gap.end() if gap else end
    return shown[:-1] if shown and shown[-1][1] == " " else shown


def _span(visible: list[tuple[int, str]], found: Diagnostic) -> tuple[int, int]:
    """Where the quoted words stand among the visible characters; spaces do not count. (n, n) when they do not."""
    places = [n for n, (_, char) in enumerate(visible) if char != " "]
    text = narrow("".join(visible[n][1] for n in places))
    wanted = narrow("".join(found.quote.split("\n")[0].split()))
    from_column = next((k for k, n in enumerate(places) if visible[n][0] >= found.column - 1), 0)
    at = text.find(wanted, from_column) if wanted else -1
    if at < 0 and wanted:
        at = text.find(wanted)
    if at < 0:
        start = places[min(from_column, len(places) - 1)] if places else 0
        return start, start
    return places[at], places[at + len(wanted) - 1] + 1


def _window(visible: list[tuple[int, str]], start: int, end: int) -> tuple[int, int]:
    """What is shown: some columns before the passage, then as much as fits."""
    first, before = start, 0
    while first > 0 and before < BEFORE:
        first -= 1
        before += column_count(visible[first][1])
    last, taken = first, 0
    while last < len(visible) and taken < WIDTH:
        taken += column_count(visible[last][1])
        last += 1
    return first, last
