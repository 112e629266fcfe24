"""Time limits that run from one time to another: dates, months, years, stages. Rows of `deadlines.py`."""

from __future__ import annotations

import datetime as dt

from parser.rules import period_readings as readings
from parser.rules.dates import point_pattern, year_pattern
from parser.rules.deadline_rule import DeadlineRule, deadline_rule
from parser.rules.numerals import NUMERAL

HOUR = r"(?:(?:上午|中午|下午|晚上?|早上|凌晨)?(?:(?:\d{1,2}|零)(?:[:：]\d{2}|[时点](?:\d{1,2}分|半)?)|下班))?"  # 5月15日17时前
_TO = r"\s*(?:开始|起)?\s*(?:至|到|—|--?|–|－|~|～)\s*"
YEARS = r"(?P<from_year>20\d{2})年?(?:至|到|—|--?|–|－|~|～)(?P<to_year>20\d{2})年"
_D = dt.date

PERIODS: tuple[DeadlineRule, ...] = (
    deadline_rule(
        "period-dates", "某日至某日",
        rf"(?:自|从|在|于)?{point_pattern(1)}{HOUR}{_TO}{point_pattern(2)}{HOUR}(?:结束|期间|止|前)?", readings.read_period,
        (("2019年1月1日至12月31日期间，对困难企业给予返还", {"kind": "period", "starts_on": _D(2019, 1, 1), "due_on": _D(2019, 12, 31)}),
         ("2019年7月1日8时至7月3日18:00", {"kind": "period", "starts_on": _D(2019, 7, 1), "due_on": _D(2019, 7, 3)}),
         ("自2019年5月中旬开始至2019年11月底结束", {"kind": "period", "starts_on": _D(2019, 5, 11), "due_on": _D(2019, 11, 30)}),
         ("集中整治阶段（7月1日至9月30日）", {"kind": "period", "due_on": _D(2019, 9, 30), "year_inferred": True}),
         ("11月至次年3月为供暖期", {"kind": "period", "starts_on": _D(2019, 11, 1), "due_on": _D(2020, 3, 31)}),
         ("宣传阶段（1月—3月）", {"kind": "period", "starts_on": _D(2019, 1, 1), "due_on": _D(2019, 3, 31)})),
        ("期限6—12个月", "16—24岁失业青年", "1至2年", "2019年1月至5月，各区上报了信息300条", "现将2019年1月至4月办件情况通报如下"),
    ),
    deadline_rule(
        "period-from-now", "即日起至某日", rf"(?:自|从)?(?:即日|(?:本[\u4e00-\u9fff]{{2,4}}?)?(?:印发|发布|公布|下发)之日)起(?:至|到){point_pattern(1)}(?:止|结束)?",
        readings.read_from_now,
        (("从即日起至12月底，分三个阶段进行", {"kind": "period", "starts_on": _D(2019, 6, 10), "due_on": _D(2019, 12, 31)}),
         ("自本通告发布之日起至2019年9月30日", {"kind": "period", "starts_on": _D(2019, 6, 10), "due_on": _D(2019, 9, 30)})), ("从即日起执行",),
    ),
    deadline_rule(
        "period-months", "某至某月", rf"(?:自|从|在|于)?(?:{year_pattern(1)})?(?<![\d.])(?P<m1>\d{{1,2}})(?:至|到|—|-|–|－|~|～)(?P<m2>\d{{1,2}})月(?P<y2>)(?P<w2>)"
        r"(?!\d)", readings.read_period,
        (("集中攻坚（2019年7—9月）", {"kind": "period", "starts_on": _D(2019, 7, 1), "due_on": _D(2019, 9, 30)}),), ("6—12个月",),
    ),
    deadline_rule(
        "period-from-for", "从某时起若干时间",
        rf"(?:自|从){point_pattern(1)}(?:开始|起)[，,](?:利用|用|为期|历时)(?P<length>半年|{NUMERAL}个?[月年]|\d+个?[月年])(?:时间|左右)?", readings.read_from_for,
        (("从2019年5月下旬开始，利用半年时间", {"kind": "period", "starts_on": _D(2019, 5, 21), "due_on": _D(2019, 11, 20)}),),
        ("从2019年5月开始，逐步推广",),
    ),
    deadline_rule(
        "period-year-for", "从某年起若干年",
        rf"(?:自|从)?{year_pattern(1)}(?:开始|起)[，,]?(?:利用|用|为期|历时|在)?(?:未来)?(?P<length>(?:\d{{1,2}}|{NUMERAL}{{1,2}})年)(?:左右)?(?:的?时间|之内|以内|内)",
        readings.read_year_for,
        (("2019年起5年内，建成灌区12处", {"kind": "period", "starts_on": _D(2019, 1, 1), "due_on": _D(2023, 12, 31), "text": "2019年起5年内"}),
         ("从2020年开始，用三年时间完成清淤", {"kind": "period", "starts_on": _D(2020, 1, 1), "due_on": _D(2022, 12, 31)})),
        ("从2019年起，5年以上", "从2012年起，用5年时间完成了清淤"),
    ),
)  # fmt: skip

# Tried after the other rows.
STAGES: tuple[DeadlineRule, ...] = (
    deadline_rule(
        "month-stage", "阶段（某月）", rf"(?<=（){point_pattern(1)}(?=）)", readings.read_month_stage,
        (("总结阶段（11月）", {"kind": "period", "starts_on": _D(2019, 11, 1), "due_on": _D(2019, 11, 30)}),), ("（2019年6月4日印发）",),
    ),
    deadline_rule(
        "stage-point", "阶段：某月", rf"(?<=阶段：){point_pattern(1)}(?=[。；，\n]|$)", readings.read_month_stage,
        (("启动阶段：2019年7月。", {"kind": "period", "starts_on": _D(2019, 7, 1), "due_on": _D(2019, 7, 31)}),), ("启动阶段：2019年7月召开会议",),
    ),
    deadline_rule(
        "year-period", "某年至某年期间",
        rf"(?:在|自|从)?(?<!\d){YEARS}(?:期间|，每年|(?=，))", readings.read_year_window,
        (("2019年至2021年期间，每年安排资金", {"kind": "period", "due_on": _D(2021, 12, 31)}),
         ("2019～2021年，全市每年改造水闸20座", {"kind": "period", "starts_on": _D(2019, 1, 1), "due_on": _D(2021, 12, 31), "text": "2019～2021年"}),
         ("市财政2019年至2021年，每年安排管护资金", {"kind": "period", "due_on": _D(2021, 12, 31)}),
         ("完善管护制度。2019－2022年，共修复堤防300公里", {"kind": "period", "due_on": _D(2022, 12, 31)})),
        ("规划（2017—2019年）", "水闸改造规划2019—2021年，由市水务局印发", "落实“2019—2021年，三年清淤”口号", "2016—2018年，全市改造水闸60座",
         "2017—2019年，全市已改造水闸60座"),
    ),
    deadline_rule(
        "year-stage", "阶段（某年至某年）", rf"(?<=（){YEARS}(?=）)",
        readings.read_year_stage, (("起步阶段（2019—2020年）", {"kind": "period", "due_on": _D(2020, 12, 31)}),), ("三年行动计划（2019—2021年）",),
    ),
)  # fmt: skip
