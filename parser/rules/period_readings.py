"""What the phrasings of `period_deadlines.py` mean: from when to when something runs."""

from __future__ import annotations

import datetime as dt
import re

from parser.rules.dates import printed_year, resolve, resolve_pair
from parser.rules.deadline_readings import PLANS, base_year, inferred
from parser.rules.deadline_rule import Context, Reading, Refusal
from parser.rules.narration import DONE, IN_PERIOD, is_past, is_told
from parser.rules.numerals import to_int
from parser.wording import chinese_date

_OPENS = re.compile(r"(?:^|[，。；：、\s])$")  # a window of years begins its part of the sentence: it is no end of a plan's name
_EACH_YEAR = re.compile("，[^，。；]{1,8}每年")
_STAGE = re.compile(r"(?:阶段|时期|[近中远]期|步)（$")


def read_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """自某日起，至某日止."""
    pair = resolve_pair(match, context.year, context.issued_on)
    if pair is None:
        return None
    first, last = pair
    if context.after.startswith("以来") or is_told(last.last, context, IN_PERIOD):
        return Refusal()
    words = f"{inferred(first, context)}自{chinese_date(first.first)}起，至{chinese_date(last.last)}止。"
    precision = last.precision if last.precision != "day" else first.precision
    return Reading("period", words, first.first, last.last, precision, first.year_inferred)


def read_from_now(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """即日起至某日：即日按成文日期."""
    span = resolve(match, 1, context.year, context.issued_on)
    if context.issued_on is None:
        words = f"{inferred(span, context)}没有找到成文日期，起始日空缺，至{chinese_date(span.last)}止。"
        return Reading("period", words, None, span.last, span.precision, span.year_inferred)
    if span.last < context.issued_on:
        return None
    words = f"{inferred(span, context)}即日按成文日期{chinese_date(context.issued_on)}计，至{chinese_date(span.last)}止。"
    return Reading("period", words, context.issued_on, span.last, span.precision, span.year_inferred)


def read_month_stage(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """总结阶段（11月）."""
    span = resolve(match, 1, context.year, context.issued_on)
    words = f"{inferred(span, context)}自{chinese_date(span.first)}起，至{chinese_date(span.last)}止。"
    return Reading("period", words, span.first, span.last, span.precision, span.year_inferred)


def read_year_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """2019年至2021年期间."""
    first, last = to_int(match["from_year"]), to_int(match["to_year"])
    if not first or not last or last < first:
        return None
    words = f"自{first}年1月1日起，至{last}年12月31日止。"
    return Reading("period", words, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def read_year_window(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """2019—2021年，每年新建…：不在引号中、不接在名称之后，也不是叙述过去."""
    reading = read_year_period(match, context)
    if not isinstance(reading, Reading) or reading.due_on is None:
        return reading
    said = match[0].endswith(("期间", "每年")) or _EACH_YEAR.match(context.after)
    named = not said and not _OPENS.search(context.before)
    if named or context.before.count("“") > context.before.count("”") or is_past(reading.due_on, context):
        return Refusal()
    known = base_year(context)
    return Refusal() if (known is None or reading.due_on.year <= known) and IN_PERIOD.match(context.after) else reading


def read_year_stage(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """起步阶段（2021—2022年）：括号前写明是阶段；计划名称后的年份不是时限."""
    return read_year_period(match, context) if _STAGE.search(context.before) else Refusal()


def read_year_for(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """2019年起5年内."""
    year, length = printed_year(match, 1, base_year(context)), to_int(match["length"].removesuffix("年"))
    if not year or not length:
        return None
    due = dt.date(year + length - 1, 12, 31)
    if is_past(due, context) or is_told(due, context, DONE):
        return Refusal()
    words = f"自{year}年1月1日起，为期{length}年，至{chinese_date(due)}止。"
    return Reading("period", words, dt.date(year, 1, 1), due, "year", match["y1"] is None)


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
    words = f"{inferred(span, context)}自{chinese_date(span.first)}起，为期{length}，至{chinese_date(due)}。"
    return Reading("period", words, span.first, due, "month", span.year_inferred)


def read_plan_period(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """“十四五”期间."""
    year = PLANS[match["plan"]]
    if is_past(dt.date(year, 12, 31), context):
        return Refusal()
    words = f"“{match['plan']}”规划期为{year - 4}年至{year}年。"
    return Reading("period", words, dt.date(year - 4, 1, 1), dt.date(year, 12, 31), "plan")
