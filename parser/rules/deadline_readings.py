"""What the phrasings of `deadlines.py` mean: one function a kind of expression, from a match and its context to a reading."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from parser.rules.dates import Span, UnknownYear, printed_year, resolve
from parser.rules.deadline_rule import Context, Reader, Reading, Refusal
from parser.rules.narration import ATTRIBUTE, COUNTED, COUNTS, DONE, SINCE, is_demand, is_past, is_told
from parser.rules.numerals import to_int
from parser.wording import chinese_date

PLANS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_LEAP_YEAR = 2000  # stands in for a year that nothing tells: every day of a calendar exists in it
_AT_HOUR = re.compile("[时点:：]")
_EVERY_YEAR = re.compile(r"每年(?!初)[^。；\n]*$")


def inferred(span: Span, context: Context) -> str:
    if not span.year_inferred:
        return ""
    return f"年份由{'上文' if context.year else '成文日期'}推定为{span.year}年；"


def base_year(context: Context) -> int | None:
    """The year from which 明年 counts."""
    return context.issued_on.year if context.issued_on else context.year


def read_effective(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """自某日起（施行）."""
    span = resolve(match, 1, context.year, context.issued_on)
    if is_told(span.first, context, SINCE):
        return Refusal()
    words = f"{inferred(span, context)}自{chinese_date(span.first)}起。"
    return Reading("effective", words, span.first, None, span.precision, span.year_inferred)


def read_effective_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """从某年起."""
    year = printed_year(match, 1, base_year(context))
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
    wait = f"，{days}日后为{chinese_date(start)}" if days else ""
    words = f"自{day}起；{day}按成文日期{chinese_date(context.issued_on)}计{wait}。"
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
    return _undated(reading, match) if isinstance(reading, Reading) and reading.kind != "recurring" else reading


def _undated(reading: Reading, match: re.Match[str]) -> Reading:
    words = f"“{match[0]}”没有年份，文件也没有成文日期，年份不能推定，日期空缺。"
    return replace(reading, starts_on=None, due_on=None, year_inferred=False, reading=words, note="year-unknown")


def _by(match: re.Match[str], span: Span, context: Context) -> Reading:
    if _recurs(match, span, context):
        return _every_year(match, span, context)
    how = "含当日" if span.precision == "day" else span.words
    words = f"{inferred(span, context)}“{match[0]}”按{how}计，为{chinese_date(span.last)}。"
    return Reading("by_date", words, None, span.last, span.precision, span.year_inferred)


def _recurs(match: re.Match[str], span: Span, context: Context) -> bool:
    """Whether a day without a year is meant every year; one with its hour is asked for once."""
    once = not span.year_inferred or match["w1"] or _AT_HOUR.search(match[0])
    return not once and bool(context.standing or _EVERY_YEAR.search(context.before))


def _every_year(match: re.Match[str], span: Span, context: Context) -> Reading:
    """年底前, where the sentence says 每年, or in an article of regulations: these are in force every year."""
    last = span.last.day if span.precision == "day" or match.groupdict().get("t1") in ("初", "上旬", "中旬") else -1
    why = "条文没有写明年份，按每年读" if context.standing else "本句写明每年"
    words = f"{why}，“{match[0]}”为周期性时限，不推定具体日期。"
    return Reading("recurring", words, recurrence=f"FREQ=YEARLY;BYMONTH={span.last.month};BYMONTHDAY={last}")


def read_by_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """到某年."""
    year = printed_year(match, 1, base_year(context))
    if year is None:
        return None
    due = dt.date(year, 12, 31)
    if is_past(due, context):
        return Refusal()
    words = f"“{match[0]}”按{year}年最后一日计，为{chinese_date(due)}。"
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
    words = f"年份由{'上文' if context.year else '成文日期'}推定为{year}年；“{match[0]}”按当年最后一日计，为{chinese_date(due)}。"
    return Reading("by_date", words, None, due, "year", True)


def read_month_end(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """本月底前：成文之月的最后一日."""
    if context.issued_on is None:
        return _undated(Reading("by_date", "", precision="month"), match)
    issued = context.issued_on
    due = issued.replace(day=calendar.monthrange(issued.year, issued.month)[1])
    words = f"本月按成文日期推定为{issued.year}年{issued.month}月；“{match[0]}”按当月最后一日计，为{chinese_date(due)}。"
    return Reading("by_date", words, None, due, "month", True)


HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1), "十一": (10, 1)}


def read_before_holiday(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """国庆节前：日期固定的节日，按成文之后的第一个."""
    month, day = HOLIDAYS[match["holiday"]]
    year = printed_year(match, 1, base_year(context)) or base_year(context)
    if year is None:
        raise UnknownYear(match[0])
    inferred = match["y1"] is None
    due = dt.date(year, month, day)
    if inferred and context.issued_on and due < context.issued_on:
        due = due.replace(year=year + 1)
    if is_told(due, context, DONE):
        return Refusal()
    words = f"{f'年份推定为{due.year}年；' if inferred else ''}“{match[0]}”按{month}月{day}日前读，含当日，为{chinese_date(due)}。"
    return Reading("by_date", words, None, due, "day", inferred)


def read_before_year(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """某年前：是否包括当年有歧义."""
    reading = read_by_year(match, context)
    if not isinstance(reading, Reading) or reading.due_on is None:
        return reading
    words = f"“{match[0]}”是否包括{reading.due_on.year}年有歧义，按包括当年计，不晚于{chinese_date(reading.due_on)}。"
    return replace(reading, reading=words, year_inferred=False, note="ambiguous-before-year")


def read_plan_end(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """“十四五”末."""
    year = PLANS[match["plan"]]
    if is_past(dt.date(year, 12, 31), context):
        return Refusal()
    return Reading("by_date", f"“{match['plan']}”规划期末为{year}年12月31日。", None, dt.date(year, 12, 31), "plan")
