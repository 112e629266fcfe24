"""The chronicle: entries with their days."""

from __future__ import annotations

import pytest
from gazette_pages import codes, compiled


def events(*lines: str, title: str = "青川市人民政府公报2021年第1期") -> list[tuple[str, str]]:
    issue = compiled("政务大事记", *lines, title=title)
    return [(str(event.starts_on), str(event.ends_on)) for event in issue.events]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("1月4日，召开全市河道管理工作会议。", ("2021-01-04", "2021-01-04")),
        ("1月4日 召开全市河道管理工作会议。", ("2021-01-04", "2021-01-04")),
        ("1月4日上午，召开全市河道管理工作会议。", ("2021-01-04", "2021-01-04")),
        ("●1月4日：召开会议。", ("2021-01-04", "2021-01-04")),
        ("1月4日至6日，市长张三赴外地考察。", ("2021-01-04", "2021-01-06")),
        ("1月4日-6日，市长张三赴外地考察。", ("2021-01-04", "2021-01-06")),
        ("1月4—6日，市长张三赴外地考察。", ("2021-01-04", "2021-01-06")),
        ("1月30日至2月2日，举办展览。", ("2021-01-30", "2021-02-02")),
        ("12月30日至1月2日，举办展览。", ("2021-12-30", "2022-01-02")),
        ("2020年12月30日至2021年1月2日，举办展览。", ("2020-12-30", "2021-01-02")),
        ("１月４日，召开会议。", ("2021-01-04", "2021-01-04")),
    ],
)
def test_days_of_an_entry(line, days):
    assert events(line) == [days]


def test_months_that_fall_back_are_in_the_next_year():
    assert [first for first, _ in events("2020年12月30日，召开会议。", "12月31日，召开会议。", "1月2日，召开会议。")] == ["2020-12-30", "2020-12-31", "2021-01-02"]


def test_year_of_the_period_under_the_title_counts_before_the_issue_s():
    assert events("（2020年12月1日—12月31日）", "12月4日，召开会议。") == [("2020-12-04", "2020-12-04")]


def test_entry_of_several_paragraphs_is_one_event():
    issue = compiled("政务大事记", "1月4日，召开会议。", "会议传达了有关文件精神，研究部署了下一步河道管理工作任务。", "1月5日，调研。")
    assert len(issue.events) == 2
    assert issue.events[0].text.endswith("工作任务。")


def test_day_that_does_not_exist_is_reported_and_its_text_kept():
    issue = compiled("政务大事记", "1月4日，召开会议。", "2月30日，举办全市河道管理业务培训班并进行考核。")
    assert "impossible-date" in codes(issue)
    assert "2月30日" in issue.events[0].text


def test_lines_that_are_no_entries_are_kept_as_lines():
    issue = compiled("政务大事记", "（2021年1月）", "1月4日，召开会议。")
    assert [(line.kind, line.text) for line in issue.lines["2021-03-01"]] == [("section", "政务大事记"), ("note", "（2021年1月）")]
