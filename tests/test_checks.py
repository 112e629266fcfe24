"""Fifth pass: the sum of the parts is the article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gazette_pages import compiled

from parser import compiler
from parser.agency_counts import AgencyCount, agencies
from parser.checks import printed_pieces
from parser.compiler import compile_issue
from parser.diagnostics import BuildError, collector
from parser.model import Clause
from parser.reading.print_faults import repeated_items, repeated_sentences, unbalanced
from parser.source import read_source
from parser.text import comparable


@pytest.mark.parametrize("file", sorted(Path("source_html").glob("*.html")), ids=lambda file: file.stem)
def test_text_in_is_text_out(file):
    source = read_source(file.read_bytes(), file.name, collector([]))
    article = "".join("".join(block.table.printed_cells()) if block.table else block.text for block in source.blocks)
    issue = compile_issue(file)
    assert sorted(comparable("\n".join(printed_pieces(issue)))) == sorted(comparable(article))


def test_text_comes_out_in_the_order_of_the_page():
    lines = ["青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "现将有关事项通知如下。", "一、加强巡查", "（一）日常巡查。每月巡查一次，做好记录。",
             "巡查结果要公开。", "附件：巡查表", "2021年3月5日", "附件", "巡查表", "按月填写。"]
    issue = compiled(*lines)
    own = [(line.block, line.text) for line in issue.lines["qzf-2021-7"]]
    own += [(clause.block, _own_text(clause)) for clause in issue.clauses]
    assert comparable("".join(text for _, text in sorted(own))) == comparable("".join(lines))


def _faulty(read, **changes):
    """`read` with its first record changed."""
    return lambda *arguments: (replace((made := tuple(read(*arguments)))[0], **changes), *made[1:])


@pytest.mark.parametrize(("name", "changes"), [("read_tasks", {"title": None}), ("_diagnostics", {"line": 0})])
def test_what_is_made_of_other_records_is_held_against_its_schema_too(monkeypatch, name, changes):
    monkeypatch.setattr(compiler, name, _faulty(getattr(compiler, name), **changes))
    (found,) = (found for found in compile_issue(Path("source_html/2019-06.html")).diagnostics if found.severity == "error")
    assert found.code == "D102" and next(iter(changes)) in found.message


def test_agencies_are_held_against_their_schema():
    with pytest.raises(BuildError, match="agencies 记录 no_id：字段 id"):
        agencies({"no_id": AgencyCount("市水务局", "市")})


def _own_text(clause: Clause) -> str:
    return f"{clause.label}{clause.heading or ''}{clause.heading_mark}{clause.text}"


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("每月（汛期每周）巡查", []),
        ("每月（汛期每周巡查", ["（"]),
        ("各旗县市人民政府）", ["）"]),
        ("《办法》和《规定", ["《"]),
        ("（一）《办法（试行）》“三长”", []),
        ("甲（乙《丙）丁", ["《"]),
        ("1）材料；2）证明", []),
        ("”开头的引号", ["”"]),
    ],
)
def test_brackets_without_their_other_half(text, lone):
    assert [bracket for bracket, _ in unbalanced(text)] == lone


def test_sentences_and_items_set_twice():
    assert repeated_sentences("各区人民政府每月至少组织巡查一次。好。各区人民政府每月至少组织巡查一次。好。") == ["各区人民政府每月至少组织巡查一次"]
    assert repeated_items("、".join([*(f"第{n}类工种" for n in range(40)), "第3类工种"])) == ["第3类工种"]
    assert repeated_items("市水务局、市财政局、市水务局") == []
