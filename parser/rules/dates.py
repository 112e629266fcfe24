"""Points in time as documents print them (2019年7月底, 二〇一九年六月, 年底, 第三季度), and the days that they span."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from parser.model import Precision
from parser.rules.numerals import TYPED_ZEROS, to_int

_CHINESE_YEAR = rf"[二一][〇○零一二三四五六七八九{TYPED_ZEROS}]{{3}}"
_MONTH = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_DAY = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR_WORDS = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "次年": 1, "翌年": 1}
# An inferred day that lies farther back than this belongs to the next year: a document of December that says 6月底前.
_LATE = dt.timedelta(days=120)


class ImpossibleDate(ValueError):
    """A printed day that no calendar has: 2019年6月31日."""


class UnknownYear(ValueError):
    """A point without a printed year in a document that tells none: 6月底前, 明年3月, and no 成文日期."""


def year_pattern(n: int) -> str:
    """A year as group `y{n}` (2019年) or `w{n}` (今年)."""
    return rf"(?:(?P<y{n}>(?:19|20)\d{{2}}|{_CHINESE_YEAR})年|(?P<w{n}>今年|本年度?|明年|次年|翌年))"


def point_pattern(n: int) -> str:
    """A point finer than a year, with or without its year; group names end in `n`."""
    return (
        rf"(?:{year_pattern(n)}(?:的)?)?(?:"
        rf"(?<!\d)(?P<m{n}>{_MONTH})月份?(?:(?P<d{n}>{_DAY})[日号]|(?P<t{n}>上旬|中旬|下旬|底|末|初))?"
        rf"|第?(?P<q{n}>[一二三四1-4])季度(?:末|底)?|(?P<h{n}>上|下)半年(?:末|底)?|(?P<e{n}>(?:(?<=年)|年)(?:底|末|终)))"
    )


@dataclass(frozen=True)
class Span:
    """The days of a point in time, how fine it is printed, and how its year was found."""

    first: dt.date
    last: dt.date
    precision: Precision
    year: int
    year_inferred: bool
    words: str  # 当月最后一日, 当日 …: how `last` follows from the print


def printed_year(match: re.Match[str], n: int, base: int | None) -> int | None:
    """The year that a match prints for point `n`: digits, or a word such as 明年 counted from the year `base`. Raises UnknownYear for a word without a base."""
    return _year_of(match.groupdict(), n, base)


def _year_of(groups: dict[str, str | None], n: int, base: int | None) -> int | None:
    if digits := groups.get(f"y{n}"):
        return to_int(digits)
    if word := groups.get(f"w{n}"):
        if not base:
            raise UnknownYear(word)
        return base + _YEAR_WORDS[word]
    return None


def resolve(match: re.Match[str], n: int, context_year: int | None, issued_on: dt.date | None, later: bool = True) -> Span:
    """The span of point `n` of a match.

    Without a printed year `context_year` is taken, else the year of issue, or (`later`) the next one when the day would
    lie months before the issue. Raises ImpossibleDate for a day that does not exist, UnknownYear when no year is known.
    """
    groups = match.groupdict()
    year = _year_of(groups, n, issued_on.year if issued_on else context_year)
    inferred = groups.get(f"y{n}") is None
    if year is None:
        year = context_year or (issued_on.year if issued_on else None)
        if year is None:
            raise UnknownYear(match[0])
        if later and not context_year and issued_on and issued_on - _span(groups, n, year)[1] > _LATE:
            year += 1
    first, last, precision, words = _span(groups, n, year)
    return Span(first, last, precision, year, inferred, words)


def resolve_pair(match: re.Match[str], context_year: int | None, issued_on: dt.date | None) -> tuple[Span, Span] | None:
    """Points 1 and 2 of a match as a period: 12月至次年2月 and 11月至3月 run into the next year."""
    first = resolve(match, 1, context_year, issued_on, later=False)
    groups = match.groupdict()
    year = to_int(groups["y2"] or "") or first.year + _YEAR_WORDS.get(groups["w2"] or "", 0)
    last = _spanned(groups, year)
    if last.last < first.first and not groups["y2"]:
        last = _spanned(groups, year + 1)
    if first.year_inferred and not context_year and not groups["y2"] and issued_on and issued_on - last.last > _LATE:
        first = resolve(match, 1, first.year + 1, issued_on)
        last = _spanned(groups, last.year + 1)
    return (first, last) if last.last >= first.first else None


def _spanned(groups: dict[str, str | None], year: int) -> Span:
    first, last, precision, words = _span(groups, 2, year)
    return Span(first, last, precision, year, groups["y2"] is None, words)


def _span(groups: dict[str, str | None], n: int, year: int) -> tuple[dt.date, dt.date, Precision, str]:
    try:
        if month_text := groups.get(f"m{n}"):
            month = to_int(month_text) or 0
            if day_text := groups.get(f"d{n}"):
                day = dt.date(year, month, to_int(day_text) or 0)
                return day, day, "day", "当日"
            end = calendar.monthrange(year, month)[1]
            first_day, last_day, words = {
                "上旬": (1, 10, "上旬最后一日（10日）"),
                "中旬": (11, 20, "中旬最后一日（20日）"),
                "下旬": (21, end, "当月最后一日"),
                "初": (1, 10, "月初按上旬计"),
            }.get(groups.get(f"t{n}") or "", (1, end, "当月最后一日"))
            return dt.date(year, month, first_day), dt.date(year, month, last_day), "month", words
        if quarter_text := groups.get(f"q{n}"):
            quarter = to_int(quarter_text) or 0
            end_day = 31 if quarter in (1, 4) else 30
            return dt.date(year, quarter * 3 - 2, 1), dt.date(year, quarter * 3, end_day), "quarter", "当季最后一日"
        if half := groups.get(f"h{n}"):
            if half == "上":
                return dt.date(year, 1, 1), dt.date(year, 6, 30), "month", "上半年最后一日"
            return dt.date(year, 7, 1), dt.date(year, 12, 31), "month", "下半年最后一日"
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year", "当年最后一日"
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ImpossibleDate(str(error)) from error
