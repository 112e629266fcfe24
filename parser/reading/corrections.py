"""Reads an issue's corrections, and applies those of the print: `2019-06.corrections.toml` beside `2019-06.html`.

The source stays as it was published. A correction names the exact printed passage that it is about, a reason and a day,
and fails loudly when the passage is not there any more, or is there more than once. Kinds (each a list of tables):

    [[replace]]         passage, by                    a misprint
    [[number]]          passage, label                 a lost number: `passage` is how the line begins
    [[join]]            passage, next                  two lines that are one: how the first ends, how the second begins
    [[responsibility]]  clause, passage, agency, role  set whose task a clause is; or with reject = true: read wrongly
    [[deadline]]        clause, passage, due_on …      set what a time limit says; or with reject = true: read wrongly

Each has `reason` and `date` (the day on which a person decided), and may have `line`, the source line, where the same
passage stands in several lines. Widths of punctuation and layout spaces in `passage` do not matter.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from parser.building.source_folder import corrections_file
from parser.diagnostics import Finding, Report, SourceError
from parser.limits import MAX_CORRECTIONS_BYTES, MAX_CORRECTIONS_LINE
from parser.model import ROLES, Precision, Table
from parser.source import Source, SourceBlock
from parser.text import normalise
from parser.wording import chinese_date

_TEXT, _DAY, _WHOLE, _FLAG = str, dt.date, int, bool
_COMMON: dict[str, type] = {"passage": _TEXT, "reason": _TEXT, "date": _DAY, "line": _WHOLE}
_REQUIRED = ("passage", "reason", "date")
# Kind → its own keys, and which of them it must have (a rejection needs only the clause).
_KINDS: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    "replace": ({"by": _TEXT}, ("by",)),
    "number": ({"label": _TEXT}, ("label",)),
    "join": ({"next": _TEXT}, ("next",)),
    "responsibility": ({"clause": _TEXT, "agency": _TEXT, "role": _TEXT, "reject": _FLAG}, ("clause", "agency", "role")),
    "deadline": (
        {"clause": _TEXT, "kind": _TEXT, "due_on": _DAY, "starts_on": _DAY, "precision": _TEXT, "reject": _FLAG},
        ("clause", "due_on"),
    ),
}
_CHOICES = {
    "role": ROLES,
    "kind": ("by_date", "period", "effective"),
    "precision": get_args(Precision),
}


@dataclass(frozen=True)
class Correction:
    """One correction; `values` holds the keys of its kind."""

    kind: str
    passage: str
    reason: str
    date: dt.date
    line: int | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The reason and the day, as records carry them."""
        return f"{self.reason}（{chinese_date(self.date)}）"


@dataclass(frozen=True)
class Change:
    """What a correction of the print did: block `block` of the corrected source, its text before and after."""

    correction: Correction
    block: int
    printed: str
    text: str


def read_corrections(source: Path) -> tuple[Correction, ...]:
    """The corrections beside a source file, () when there is no such file. Raises SourceError on a faulty one."""
    file = corrections_file(source)
    if not file.is_file():
        return ()
    if not file.resolve().is_relative_to(source.parent.resolve()):
        raise SourceError(file.name, 0, "改正文件是指向文件夹之外的符号链接，不读取。请把文件本身放进来。")
    if (size := file.stat().st_size) > MAX_CORRECTIONS_BYTES:
        sizes = f"{size // 1024} KB，上限 {MAX_CORRECTIONS_BYTES // 1024} KB"
        raise SourceError(file.name, 0, f"改正文件太大（{sizes}）。请核对是否放错了文件。")
    try:
        return parse_corrections(file.read_text(encoding="utf-8-sig"), file.name)
    except UnicodeDecodeError as error:
        raise SourceError(file.name, 0, "改正文件的编码不是 UTF-8。请用记事本另存为 UTF-8。") from error


def parse_corrections(text: str, file: str) -> tuple[Correction, ...]:
    """The corrections in the text of a file, those of the print first."""
    if long := next((n for n, line in enumerate(text.splitlines(), 1) if len(line) > MAX_CORRECTIONS_LINE), None):
        raise SourceError(file, long, f"这一行超过 {MAX_CORRECTIONS_LINE} 个字符，不读取。请核对引号。")
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise SourceError(file, 0, "改正文件不合 TOML 格式：括号嵌套过深。") from error
    except ValueError as error:  # TOMLDecodeError, and what Python says of a number of thousands of digits
        raise SourceError(file, 0, f"改正文件不合 TOML 格式：{_shortened(str(error))}。") from error
    if unknown := [kind for kind in tables if kind not in _KINDS]:
        raise SourceError(file, 0, f"没有“{_shortened(unknown[0])}”这种改正；可用的有 {'、'.join(_KINDS)}，写作 [[replace]]。")
    found = []
    for kind in _KINDS:
        entries = tables.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise SourceError(file, 0, f"{kind} 应写成 [[{kind}]]（两对方括号）。")
        found += [_read(kind, entry, f"第 {n} 个 [[{kind}]]", file) for n, entry in enumerate(entries, 1)]
    return tuple(found)


def _shortened(text: str) -> str:
    """On one line, and no longer than a message may be."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]}…"


def _read(kind: str, entry: dict[str, Any], which: str, file: str) -> Correction:
    own, needed = _KINDS[kind]
    if entry.get("reject"):
        needed = ("clause",)
    for key in (*_REQUIRED, *needed):
        if key not in entry:
            raise SourceError(file, 0, f"{which} 缺少 {key}。")
    for key, value in entry.items():
        wanted = {**_COMMON, **own}.get(key)
        if wanted is None:
            raise SourceError(file, 0, f"{which} 有不认识的项目 {_shortened(key)}。")
        if type(value) is not wanted:
            form = {_TEXT: "加引号的文字", _DAY: "不加引号的日期，如 2024-05-01", _WHOLE: "整数", _FLAG: "true"}[wanted]
            raise SourceError(file, 0, f"{which} 的 {key} 应为{form}。")
        if value == "" or (key in _CHOICES and value not in _CHOICES[key]):
            choice = f"应为 {'、'.join(_CHOICES[key])} 之一" if key in _CHOICES else "不能为空"
            raise SourceError(file, 0, f"{which} 的 {key} {choice}。")
    if not normalise(entry["passage"]):
        raise SourceError(file, 0, f"{which} 的 passage 没有可见的文字。")
    values = {key: value for key, value in entry.items() if key in own}
    return Correction(kind, entry["passage"], entry["reason"], entry["date"], entry.get("line"), values)


def correct_source(source: Source, corrections: tuple[Correction, ...], findings: list[Finding],
                   report: Report) -> tuple[Source, tuple[Change, ...]]:
    """The source with the corrections of the print applied, and what each of them did; every failure is reported.

    Joining lines shifts the numbers of later blocks; `findings` follow.
    """
    if not corrections:
        return source, ()
    blocks = list(source.blocks)
    printed: list[str | None] = [None] * len(blocks)  # what stood in a corrected block
    made: list[tuple[Correction, int]] = []  # and where it is now
    moved = {block.number: block.number for block in blocks}
    for correction in corrections:
        if (apply := _APPLY.get(correction.kind)) is None:
            continue
        found = [(i, fresh) for i in range(len(blocks))
                 if correction.line in (None, blocks[i].line) and (fresh := apply(blocks, i, correction))]
        count = sum(_occurrences(blocks[i], correction) for i, _ in found)
        if count != 1:
            near = next((i for i, block in enumerate(blocks) if block.line == correction.line), 0)
            report("correction-ambiguous" if count else "correction-without-passage", near, what=correction.passage,
                   count=count, suggestion=_where(blocks, correction))
            continue
        place, fresh = found[0]
        end = place + (2 if correction.kind == "join" else 1)
        before = "\n".join(printed[i] or _shown(blocks[i]) for i in range(place, end))
        blocks[place:end], printed[place:end] = [fresh], [before]
        if correction.kind == "join":
            made = [(earlier, at - (at > place)) for earlier, at in made]
            moved = {old: at - (at > place) for old, at in moved.items()}
        made.append((correction, place))
    findings[:] = [replace(finding, block=moved.get(finding.block, finding.block)) for finding in findings]
    changes = tuple(Change(correction, at, printed[at] or "", _shown(blocks[at])) for correction, at in made)
    for change in changes:
        report("corrected", change.block, change.correction.passage, what=change.correction.passage, reason=change.correction.said)
    return replace(source, blocks=tuple(replace(block, number=n) for n, block in enumerate(blocks))), changes


def _where(blocks: list[SourceBlock], correction: Correction) -> str | None:
    """At which other lines the correction would find its passage, for whoever counted wrongly or named no line."""
    lines = [block.line for i, block in enumerate(blocks) if _APPLY[correction.kind](blocks, i, correction)]
    if not lines or set(lines) == {correction.line}:
        return None
    return f"这段文字在第 {'、'.join(map(str, dict.fromkeys(lines)))} 行，请用 line 指明。"


def _shown(block: SourceBlock) -> str:
    return "\n".join(block.table.printed_cells()) if block.table else block.text


def _occurrences(block: SourceBlock, correction: Correction) -> int:
    return _shown(block).count(normalise(correction.passage)) if correction.kind == "replace" else 1


def _replace(blocks: list[SourceBlock], i: int, correction: Correction) -> SourceBlock | None:
    block, passage, by = blocks[i], normalise(correction.passage), normalise(correction.values["by"])
    if passage not in _shown(block):
        return None
    if block.table:
        rows = tuple(tuple(cell.replace(passage, by) for cell in row) for row in block.table.rows)
        return replace(block, table=Table(rows, block.table.merged))
    text = block.text.replace(passage, by)
    return replace(block, text=text, printed=text)


def _number(blocks: list[SourceBlock], i: int, correction: Correction) -> SourceBlock | None:
    block, label = blocks[i], normalise(correction.values["label"])
    if block.table or not block.text.startswith(normalise(correction.passage)):
        return None
    return replace(block, text=label + block.text, printed=label + block.text)


def _join(blocks: list[SourceBlock], i: int, correction: Correction) -> SourceBlock | None:
    if i + 1 >= len(blocks) or blocks[i].table or blocks[i + 1].table:
        return None
    first, second = blocks[i], blocks[i + 1]
    if not first.text.endswith(normalise(correction.passage)) or not second.text.startswith(normalise(correction.values["next"])):
        return None
    text = first.text + second.text
    return replace(first, text=text, printed=text)


_APPLY: dict[str, Callable[[list[SourceBlock], int, Correction], SourceBlock | None]] = {
    "replace": _replace, "number": _number, "join": _join,
}
