"""Proposes corrections for faults of the print that there is one obvious way to mend; a person accepts or rejects each.

A proposal is a piece of a corrections file without `date`: it is refused until the person who accepts it has put the
day. Where it is not certain that a line has lost its number, the proposal is commented out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parser.building.source_folder import corrections_file
from parser.compiled import CompiledIssue
from parser.model import Diagnostic
from parser.reading.corrections import Correction, correct_source, read_corrections
from parser.reading.document_number import read_number
from parser.rules.headers import NUMBER_WITHOUT_BRACKETS
from parser.rules.numbering import read_label
from parser.source import Source, SourceBlock, read_source
from parser.text import narrow, normalise

_NUMERALS = "零一二三四五六七八九十"
_HEADING = 40  # characters of a line that may have been a heading
_TITLE_OPEN = re.compile(r"《[^《》（）]{4,60}?(?:通知|意见|决定|办法|规定|方案|条例|规划|通告|公告)(?=（[^（）]*\d+号）)")
_DOUBLED = re.compile(r"）{2}|（{2}|》{2}|《{2}|〕{2}|〔{2}")


@dataclass(frozen=True)
class Proposal:
    """One proposed correction; a `doubtful` one is shown as a comment."""

    kind: str
    line: int
    keys: tuple[tuple[str, str], ...]
    reason: str
    doubtful: bool = False


def suggest(source: Path, compiled: CompiledIssue) -> list[Proposal]:
    """Proposals for the faults that `compiled`, made from the file `source`, reports."""
    read = read_source(source.read_bytes(), source.name, lambda *_, **__: None)
    corrections: tuple[Correction, ...] = read_corrections(source)
    read, _ = correct_source(read, corrections, [], lambda *_, **__: None)
    proposals: list[Proposal] = []
    for found in compiled.diagnostics:
        if propose := _PROPOSERS.get(found.name):
            proposals += [proposal for proposal in propose(read, found, compiled) if proposal not in proposals]
    return proposals


def as_toml(source: Path, proposals: list[Proposal]) -> str:
    """The proposals as a piece of the corrections file of `source`."""
    file = corrections_file(source).name
    if not proposals:
        return f"# {source.name}：没有可以建议的改正。\n"
    lines = [
        f"# {source.name} 的改正建议。逐条对照纸质公报；接受的，填上 date，放进同一文件夹的 {file}；不接受的删去。",
        "# 整条都以 # 开头的没有把握，接受时去掉 #。",
    ]
    for proposal in proposals:
        entry = [
            f"[[{proposal.kind}]]",
            f"line = {proposal.line}",
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in proposal.keys),
            f"reason = {json.dumps(proposal.reason, ensure_ascii=False)}",
            "# date = 确认的日期，如 2024-05-01",
        ]
        lines += ["", *(f"# {text}" if proposal.doubtful else text for text in entry)]
    return "\n".join(lines) + "\n"


def _number_brackets(source: Source, found: Diagnostic, compiled: CompiledIssue) -> Iterator[Proposal]:
    """内政发201845号 → 内政发〔2018〕45号"""
    for block in _near(source, found):
        for damaged in NUMBER_WITHOUT_BRACKETS.finditer(block.text):
            if narrow(damaged[0]) in narrow(normalise(found.quote)) or narrow(normalise(found.quote)) in narrow(damaged[0]):
                keys = (("passage", damaged[0]), ("by", read_number(damaged[0])[0] or ""))
                yield Proposal("replace", block.line, keys, "发文字号漏印年份括号，断开处请核对被引文件")


def _bracket(source: Source, found: Diagnostic, compiled: CompiledIssue) -> Iterator[Proposal]:
    """A bracket printed twice side by side; a title whose 》 is missing before its 文号."""
    for block in _near(source, found):
        if normalise(found.quote) not in block.text:
            continue
        for doubled in _DOUBLED.finditer(block.text):
            passage = block.text[max(0, doubled.start() - 8): doubled.end() + 4]
            if block.text.count(passage) == 1:
                by = passage.replace(doubled[0], doubled[0][0], 1)
                yield Proposal("replace", block.line, (("passage", passage), ("by", by)), "括号多印一个")
        for title in _TITLE_OPEN.finditer(block.text):
            if block.text.count(title[0]) == 1:
                yield Proposal("replace", block.line, (("passage", title[0]), ("by", title[0] + "》")), "书名号漏印一半")


def _lost_number(source: Source, found: Diagnostic, compiled: CompiledIssue) -> Iterator[Proposal]:
    """(六) … (八): the line between them, unnumbered and short, that may have been (七)."""
    after = next((block for block in _near(source, found) if _label_is(block, found.quote)), None)
    label = read_label(after.text) if after else None
    if after is None or label is None or label.number < 2:
        return
    between: list[SourceBlock] = []
    for block in reversed(source.blocks[: after.number]):
        earlier = read_label(block.text)
        if earlier and earlier.style.name == label.style.name:
            if earlier.number != label.number - 2:
                return  # more than one number is missing, or none
            break
        if block.table is None and not earlier and len(block.text) <= _HEADING and not block.text.endswith(("。", "；", "：")):
            between.insert(0, block)
    lost = _one_less(label.text, label.number)
    if lost is None:
        return
    # Where a document sets several headings without numbers, this one may be without by intent.
    headings = sum(clause.kind == "heading" and clause.document_id == found.document_id for clause in compiled.clauses)
    for block in between:
        keys = (("passage", block.text), ("label", lost))
        yield Proposal("number", block.line, keys, f"漏印编号{lost}", doubtful=len(between) > 1 or headings > 1)


_PROPOSERS = {
    "number-brackets-missing": _number_brackets,
    "unbalanced-bracket": _bracket,
    "citation-brackets-unbalanced": _bracket,
    "numbering-gap": _lost_number,
}


def _near(source: Source, found: Diagnostic) -> list[SourceBlock]:
    """The blocks that stand on the finding's source line, else the nearest before it."""
    on_line = [block for block in source.blocks if block.line == found.line]
    before = [block for block in source.blocks if block.line < found.line]
    return on_line or before[-1:]


def _label_is(block: SourceBlock, quote: str) -> bool:
    label = read_label(block.text)
    return label is not None and narrow(label.text) == narrow(normalise(quote))


def _one_less(label: str, number: int) -> str | None:
    """（八） → （七）, 12. → 11."""
    if str(number) in label:
        return label.replace(str(number), str(number - 1))
    if number <= 10 and _NUMERALS[number] in label:
        return label.replace(_NUMERALS[number], _NUMERALS[number - 1])
    if 11 <= number <= 19 and (numeral := "十" + _NUMERALS[number - 10]) in label:
        return label.replace(numeral, "十" + (_NUMERALS[number - 11] if number > 11 else ""))
    return None
