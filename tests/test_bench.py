"""The benchmark's table, not its figures: those are measured by `make bench` alone."""

from __future__ import annotations

from importlib import import_module

import pytest
from bs4 import BeautifulSoup

from tests.bench import result_page
from tests.bench.measuring import ROOT, Reading, files_in, forget_texts, run_python
from tests.bench.rows import GROUPS, Row
from tests.bench.sizes import FULL

ROWS = [row for group in GROUPS for row in group.rows]


def _cells(outcome: result_page.Outcome) -> dict[str, list[str]]:
    page = BeautifulSoup(result_page.page(GROUPS, outcome, FULL, 12.3), "lxml")
    return {cells[0]: cells[1:] for tr in page.select("tbody tr") if (cells := [cell.get_text("｜") for cell in tr.find_all(["th", "td"])])}


def test_every_row_has_its_own_key_and_a_module_that_measures_it():
    assert len({row.key for row in ROWS}) == len(ROWS)
    for group in GROUPS:
        if group.module != "search_index":  # needs the browser's driver
            assert callable(import_module(f"tests.bench.{group.module}").measure)


@pytest.mark.parametrize(("row", "figure", "reached"), [
    (Row("a", "", "", at_most=2.0), 2.0, True), (Row("a", "", "", at_most=2.0), 2.01, False),
    (Row("a", "", "", at_least=5), 4.9, False), (Row("a", "", "", at_least=5), 29, True), (Row("a", "", ""), 29, None),
])  # fmt: skip
def test_a_bound_is_kept_or_not(row, figure, reached):
    assert row.reached(figure) is reached


def test_the_table_shows_ratios_with_what_they_are_made_of():
    shown = _cells({"whole": Reading(30, 12, "ms"), "again": Reading(0.4, 80, "s", "两次"), "index-memory": Reading(700.4, None, "MB")})
    assert shown["一期从网页到数据（JSON、CSV、嵌套 JSON）与公文页"][1:] == ["至多 2", "2.5｜30 ÷ 12 ms", "未达到"]
    assert shown["1200 期没有变化，再编译一次"][1:] == ["至多 1%", "0.5%｜0.4 ÷ 80 s；两次", "达到"]
    assert shown["10000 件公文：建索引的内存峰值"][1:] == ["至多 1024 MB", "700 MB", "达到"]


def test_a_row_that_could_not_be_measured_says_why():
    shown = _cells({"faster": "没有安装 <JioNLP>"})
    assert shown["读责任、时限、引用，快几倍"][1:] == ["至少 5", "未测｜没有安装 <JioNLP>", "未测"]


def test_the_published_page_has_the_rows_that_are_measured():
    page = BeautifulSoup((ROOT / "site" / "pages" / "bench.md").read_text(encoding="utf-8"), "lxml")
    assert [cell.get_text() for cell in page.select("tbody th")] == list(_cells({}))


def test_a_file_written_anew_shows_and_one_left_alone_does_not(tmp_path):
    for name in ("kept", "changed"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    before = files_in(tmp_path)
    (tmp_path / "new").write_text("1", encoding="utf-8")
    (tmp_path / "changed").rename(tmp_path / "old")
    (tmp_path / "changed").write_text("1", encoding="utf-8")
    (tmp_path / "old").unlink()
    assert {name for name, stamp in files_in(tmp_path).items() if before.get(name) != stamp} == {"new", "changed"}


def test_a_process_that_fails_says_its_last_words():
    assert run_python("-c", "print('done')").output == "done\n"
    with pytest.raises(RuntimeError, match="ValueError: no such thing"):
        run_python("-c", "raise ValueError('no such thing')")


def test_texts_seen_are_forgotten_and_tables_are_not():
    from parser.rules.agencies import looks_like_agency
    from parser.schema import validator

    looks_like_agency("市教育局")
    validator("issues")
    forget_texts()
    assert looks_like_agency.cache_info().currsize == 0 and validator.cache_info().currsize > 0
