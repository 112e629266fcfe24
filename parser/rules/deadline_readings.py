"""What the phrasings of `deadlines.py` mean: one function a kind of expression, from a match and its context to a reading."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from parser.rules.dates import Span, UnknownYear, printed_year, resolve, resolve_pair
from parser.rules.deadline_rule import Context, Reader, Reading, Refusal
from parser.rules.narration import ATTRIBUTE, COUNTED, COUNTS, DONE, IN_PERIOD, SINCE, is_demand, is_past, is_told
from parser.rules.numerals import to_int

PLANS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_LEAP_YEAR = 2000  # stands in for a year that nothing tells: every day of a calendar exists in it
_STAGE = re.compile(r"(?:阶段|时期|[近中远]期|步)（$")


def cn(day: dt.date) -> str:
    """2019年7月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _inferred(span: Span, context: Context) -> str:
    if not span.year_inferred:
        return ""
    return f"年份由{'上文' if context.year else '成文日期'}推定为{span.year}年；"


def _base_year(context: Context) -> int | None:
    """The year from which 明年 counts."""
    return context.issued_on.year if context.issued_on else context.year


def read_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """自某日起，至某日止."""
    pair = resolve_pair(match, context.year, context.issued_on)
    if pair is None:
        return None
    first, last = pair
    if context.after.startswith("以来") or is_told(last.last, context, IN_PERIOD):
        return Refusal()
    words = f"{_inferred(first, context)}自{cn(first.first)}起，至{cn(last.last)}止。"
    precision = last.precision if last.precision != "day" else first.precision
    return Reading("period", words, first.first, last.last, precision, first.year_inferred)


def read_from_now(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """即日起至某日：即日按成文日期."""
    span = resolve(match, 1, context.year, context.issued_on)
    if context.issued_on is None:
        words = f"{_inferred(span, context)}没有找到成文日期，起始日空缺，至{cn(span.last)}止。"
        return Reading("period", words, None, span.last, span.precision, span.year_inferred)
    if span.last < context.issued_on:
        return None
    words = f"{_inferred(span, context)}即日按成文日期{cn(context.issued_on)}计，至{cn(span.last)}止。"
    return Reading("period", words, context.issued_on, span.last, span.precision, span.year_inferred)


def read_month_stage(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """总结阶段（11月）."""
    span = resolve(match, 1, context.year, context.issued_on)
    words = f"{_inferred(span, context)}自{cn(span.first)}起，至{cn(span.last)}止。"
    return Reading("period", words, span.first, span.last, span.precision, span.year_inferred)


def read_year_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """2019年至2021年期间."""
    first, last = to_int(match["from_year"]), to_int(match["to_year"])
    if not first or not last or last < first:
        return None
    words = f"自{first}年1月1日起，至{last}年12月31日止。"
    return Reading("period", words, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def read_year_stage(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """起步阶段（2021—2022年）：括号前写明是阶段；计划名称后的年份不是时限."""
    return read_year_period(match, context) if _STAGE.search(context.before) else Refusal()


def read_from_for(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """从5月下旬开始，利用半年时间."""
    span = resolve(match, 1, context.year, context.issued_on)
    length = match["length"]
    number = to_int(re.sub(r"[个月年]", "", length)) or 0
    months = 6 if "半年" in length else number * (12 if "年" in length else 1)
    if not months:
        return None
    end = span.first.month - 1 + months
    try:
        due = dt.date(span.first.year + end // 12, end % 12 + 1, span.first.day) - dt.timedelta(days=1)
    except ValueError:
        return None
    words = f"{_inferred(span, context)}自{cn(span.first)}起，为期{length}，至{cn(due)}。"
    return Reading("period", words, span.first, due, "month", span.year_inferred)


def read_effective(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """自某日起（施行）."""
    span = resolve(match, 1, context.year, context.issued_on)
    if is_told(span.first, context, SINCE):
        return Refusal()
    words = f"{_inferred(span, context)}自{cn(span.first)}起。"
    return Reading("effective", words, span.first, None, span.precision, span.year_inferred)


def read_effective_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """从某年起."""
    year = printed_year(match, 1, _base_year(context))
    if year is None:
        return None
    if context.after.startswith(("至今", "以来")) or is_told(dt.date(year, 1, 1), context, SINCE):
        return Refusal()
    return Reading("effective", f"从{year}年起，按该年1月1日计。", dt.date(year, 1, 1), None, "year", match["y1"] is None)


def read_effective_on_issue(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """自印发之日起（若干日后）施行；即日起施行."""
    event = match["event"]
    day = event if event == "即日" else f"{event}之日"
    if context.issued_on is None:
        return Reading("effective", f"自{day}起；没有找到成文日期，未推定日期。", event=event)
    days = to_int(match["n"] or "") or 0
    start = context.issued_on + dt.timedelta(days=days)
    wait = f"，{days}日后为{cn(start)}" if days else ""
    words = f"自{day}起；{day}按成文日期{cn(context.issued_on)}计{wait}。"
    return Reading("effective", words, start, None, "day", event=event)


def read_by_point(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """某时前；截至某时所作的统计不是时限."""
    span = resolve(match, 1, context.year, context.issued_on)
    counted = COUNTED.match(match[0]) and (is_past(span.last, context) or is_told(span.last, context, COUNTS))
    if counted or is_told(span.last, context, DONE) or ATTRIBUTE.match(context.after):
        return Refusal()
    return _by(match, span, context)


def read_done_at_point(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """某时完成、某月底：已经过去的是叙述，不是时限；只是印发迟了几日的除外."""
    span = resolve(match, 1, context.year, context.issued_on)
    if is_past(span.last, context) and not is_demand(span.last, context):
        return Refusal()
    if is_told(span.last, context, COUNTS if COUNTED.match(match[0]) else DONE):
        return Refusal()
    return _by(match, span, context)


def read_without_year(read: Reader, match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """An expression whose year nothing tells: its kind, and no dates."""
    reading = read(match, replace(context, year=_LEAP_YEAR))
    return _undated(reading, match) if isinstance(reading, Reading) else reading


def _undated(reading: Reading, match: re.Match[str]) -> Reading:
    words = f"“{match[0]}”没有年份，文件也没有成文日期，年份不能推定，日期空缺。"
    return replace(reading, starts_on=None, due_on=None, year_inferred=False, reading=words, note="year-unknown")


def _by(match: re.Match[str], span: Span, context: Context) -> Reading:
    how = "含当日" if span.precision == "day" else span.words
    words = f"{_inferred(span, context)}“{match[0]}”按{how}计，为{cn(span.last)}。"
    return Reading("by_date", words, None, span.last, span.precision, span.year_inferred)


def read_by_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """到某年."""
    year = printed_year(match, 1, _base_year(context))
    if year is None:
        return None
    due = dt.date(year, 12, 31)
    if is_past(due, context):
        return Refusal()
    words = f"“{match[0]}”按{year}年最后一日计，为{cn(due)}。"
    return Reading("by_date", words, None, due, "year", match["y1"] is None)


def read_future_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """2025年，全面建成：只有成文之年以后的年份是时限."""
    reading = read_by_year(match, context)
    if isinstance(reading, Reading) and context.issued_on and reading.due_on and reading.due_on.year <= context.issued_on.year:
        return None
    return reading


def read_within_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """年内：当年最后一日."""
    if match["y1"] or match["w1"]:
        return read_by_year(match, context)
    year = context.year or (context.issued_on.year if context.issued_on else None)
    if year is None:
        raise UnknownYear(match[0])
    due = dt.date(year, 12, 31)
    words = f"年份由{'上文' if context.year else '成文日期'}推定为{year}年；“{match[0]}”按当年最后一日计，为{cn(due)}。"
    return Reading("by_date", words, None, due, "year", True)


def read_month_end(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """本月底前：成文之月的最后一日."""
    if context.issued_on is None:
        return _undated(Reading("by_date", "", precision="month"), match)
    issued = context.issued_on
    due = issued.replace(day=calendar.monthrange(issued.year, issued.month)[1])
    words = f"本月按成文日期推定为{issued.year}年{issued.month}月；“{match[0]}”按当月最后一日计，为{cn(due)}。"
    return Reading("by_date", words, None, due, "month", True)


HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1), "十一": (10, 1)}


def read_before_holiday(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """国庆节前：日期固定的节日，按成文之后的第一个."""
    month, day = HOLIDAYS[match["holiday"]]
    year = printed_year(match, 1, _base_year(context)) or _base_year(context)
    if year is None:
        raise UnknownYear(match[0])
    inferred = match["y1"] is None
    due = dt.date(year, month, day)
    if inferred and context.issued_on and due < context.issued_on:
        due = due.replace(year=year + 1)
    if is_told(due, context, DONE):
        return Refusal()
    words = f"{f'年份推定为{due.year}年；' if inferred else ''}“{match[0]}”按{month}月{day}日前读，含当日，为{cn(due)}。"
    return Reading("by_date", words, None, due, "day", inferred)


def read_before_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """某年前：是否包括当年有歧义."""
    reading = read_by_year(match, context)
    if not isinstance(reading, Reading) or reading.due_on is None:
        return reading
    words = f"“{match[0]}”是否包括{reading.due_on.year}年有歧义，按包括当年计，不晚于{cn(reading.due_on)}。"
    return replace(reading, reading=words, year_inferred=False, note="ambiguous-before-year")


def read_plan_end(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """“十四五”末."""
    year = PLANS[match["plan"]]
    if is_past(dt.date(year, 12, 31), context):
        return Refusal()
    return Reading("by_date", f"“{match['plan']}”规划期末为{year}年12月31日。", None, dt.date(year, 12, 31), "plan")


def read_plan_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """“十四五”期间."""
    year = PLANS[match["plan"]]
    if is_past(dt.date(year, 12, 31), context):
        return Refusal()
    words = f"“{match['plan']}”规划期为{year - 4}年至{year}年。"
    return Reading("period", words, dt.date(year - 4, 1, 1), dt.date(year, 12, 31), "plan")
