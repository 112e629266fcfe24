"""The passes together: a pure function of the bytes, with records that fit each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette_pages import html

from parser.checks import quoted_text
from parser.compiled import CompiledIssue
from parser.compiler import compile_issue, compile_source
from parser.diagnostics import SourceError

REAL = Path("source_html/2019-06.html")


@pytest.fixture(scope="module")
def real() -> CompiledIssue:
    return compile_issue(REAL)


def test_same_bytes_give_the_same_issue(real):
    assert compile_source(REAL.read_bytes(), REAL.name) == real


def test_name_of_the_folder_does_not_matter(real, tmp_path):
    (tmp_path / REAL.name).write_bytes(REAL.read_bytes())
    assert compile_issue(tmp_path / REAL.name) == real


def test_real_issue_has_eight_documents_of_three_sections(real):
    assert [document.id for document in real.documents] == [
        "xsf-2019-41", "xsf-2019-42", "xsf-2019-43", "xsz-2019-46", "xsbf-2019-26", "xsbz-2019-29", "xsbz-2019-30", "2019-06-08"]
    assert list(dict.fromkeys(document.section for document in real.documents)) == ["行政公署文件", "行政公署办公室文件", "行政公署大事记"]


def test_evidence_stands_where_it_is_said_to_stand(real):
    clauses = {clause.id: clause for clause in real.clauses}
    records = [*real.responsibilities, *real.deadlines, *real.citations]
    assert len(records) > 600
    for record in records:
        assert quoted_text(clauses[record.quoted_in], record.quoted_field)[record.start:record.end] == record.quote


def test_blocks_of_a_clause_hold_its_text_tables_and_children_in_order(real):
    children: dict[str | None, list[str]] = {}
    for clause in real.clauses:
        children.setdefault(clause.parent_id, []).append(clause.id)
    for clause in real.clauses:
        assert "\n".join(block[1] for block in clause.blocks if block[0] == "paragraph") == clause.text
        assert [block[1] for block in clause.blocks if block[0] == "clause"] == children.get(clause.id, [])
        assert tuple(block[1].rows for block in clause.blocks if block[0] == "table") == clause.tables


def test_positions_count_the_clauses_of_each_document(real):
    for document in real.documents:
        own = [clause for clause in real.clauses if clause.document_id == document.id]
        assert [clause.position for clause in own] == list(range(len(own)))
        assert document.clause_count == sum(clause.kind != "paragraph" for clause in own)


def test_lines_point_to_the_source(real):
    source = REAL.read_text(encoding="utf-8").split("\n")
    for clause in real.clauses:
        if clause.kind == "numbered":
            assert clause.label in source[clause.line - 1]


def test_identifiers_do_not_change_when_documents_follow():
    first = ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "一、加强巡查", "市水务局负责巡查。", "2021年3月5日")
    second = ("青政发〔2021〕8号", "青川市人民政府关于开展植树的通知", "各区人民政府：", "一、植树", "各区人民政府要组织植树。", "2021年3月9日")
    alone = compile_source(html(*first).encode(), "a.html")
    both = compile_source(html(*first, *second).encode(), "a.html")
    assert both.clauses[: len(alone.clauses)] == alone.clauses
    assert both.responsibilities[: len(alone.responsibilities)] == alone.responsibilities


def test_same_number_twice_gives_two_identifiers():
    lines = ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "一、加强巡查", "请遵照执行。", "2021年3月5日")
    issue = compile_source(html(*lines, *lines).encode(), "a.html")
    assert [document.id for document in issue.documents] == ["qzf-2021-7", "qzf-2021-7~2"]


def test_unreadable_file_names_itself(tmp_path):
    (tmp_path / "坏.html").write_bytes(b"")
    with pytest.raises(SourceError) as refused:
        compile_issue(tmp_path / "坏.html")
    assert str(refused.value).startswith("坏.html：")
