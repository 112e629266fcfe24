"""Clauses numbered 1, 1.1, 1.1.1, as in emergency plans, and the list of contents that stands before them.

A line such as `1总则` is a clause only among others of the kind: its number must follow the one before it, and a part must
hold lines such as `1.1编制目的`.
"""

from __future__ import annotations

import re

from parser.rules.headings import is_heading_line
from parser.rules.numbering import DECIMAL, LEVEL_3, RUN_TOGETHER, Label
from parser.text import compact

_TOP = re.compile(r"(?P<n>\d{1,2})[.．、]?(?=[\u4e00-\u9fff])")
_PAGE_NUMBER = re.compile(r"[.．…·\-—\s]*[（(]?\d{0,3}[)）]?$")
_LEADERS = re.compile(r"(?:[.．·]{4,}|…{2,})[.．…·\s]*[（(]?\d{1,3}[)）]?$")
_LEADS_TO = frozenset("0123456789)）")  # what a line of contents ends with
_LONGEST_TOP = 24


def decimal_depth(label: Label) -> int:
    """1 for `3`, 2 for `3.1`, 3 for `3.1.2`."""
    return len(re.findall(r"\d+", label.text))


def read_decimals(lines: list[str], labels: list[Label | None]) -> bool:
    """Whether a part is numbered by decimals throughout; then `labels` is completed with its top numbers (1总则), and else
    loses what only looked like decimals."""
    places = [i for i, label in enumerate(labels) if label and label.style is DECIMAL]
    first = next((i for i, label in enumerate(labels) if label), None)
    if len(places) < 2 or labels[places[0]].number != 1 or first is None:  # type: ignore[union-attr]
        for i in places:
            labels[i] = None
        return False
    if labels[first].style.name not in (DECIMAL.name, "level-3"):  # type: ignore[union-attr]
        return False
    at = 0
    for i, line in enumerate(lines):
        match = _TOP.match(line)
        if match and int(match["n"]) == at + 1 and len(line) <= _LONGEST_TOP and is_heading_line(line[match.end() :]):
            at += 1
            labels[i] = Label(DECIMAL, match[0], at)
    return at > 0


def part_numbers(lines: list[str], labels: list[Label | None]) -> None:
    """Complete `labels` with the numbers that run into the digits of their own headings (3.121水利人才工程), where one
    number follows the other."""
    last = 0
    for i, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label:
            last = label.number if label.style is LEVEL_3 else 0 if label.style.level in (None, 1, 2) and label.style.name != "item" else last
        elif match := RUN_TOGETHER.match(line):
            number = int(match["n"])
            if number == last + 1 and (last or _is_next(lines[i + 1 :], labels[i + 1 :], number + 1)):
                labels[i] = Label(LEVEL_3, match["label"], number)
                last = number


def _is_next(lines: list[str], labels: list[Label | None], number: int) -> bool:
    """Whether the first numbered line bears this number."""
    for line, label in zip(lines, labels, strict=True):
        if label:
            return label.style is LEVEL_3 and label.number == number
        if match := RUN_TOGETHER.match(line):
            return int(match["n"]) == number
    return False


def contents_lines(lines: list[str]) -> set[int]:
    """The lines of a list of contents: those that dots lead to the number of a page, and those after 目录 that stand again, as
    a line of their own, further below."""
    found = {i for i, line in enumerate(lines) if line[-1:] in _LEADS_TO and _LEADERS.search(line)}
    start = next((i for i, line in enumerate(lines) if line.startswith("目") and compact(line) == "目录"), None)
    if start is None:
        return found
    last = {line.rstrip("。"): i for i, line in enumerate(lines)}
    for i in range(start + 1, len(lines)):
        title = _PAGE_NUMBER.sub("", lines[i])
        if not title or last.get(title, i) <= i:
            break
        found.add(i)
    return found
