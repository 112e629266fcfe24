"""Recurring expressions (每年2月底前, 每季度首月10日前, 每周五) as RFC 5545 recurrence rules."""

from __future__ import annotations

import re

from parser.rules.numerals import to_int

_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))


def recurrence(match: re.Match[str]) -> str:
    """The RRULE of a recurring expression by its named groups (`year`, `half`, `quarter`, `month`, `week`, `days` …)."""
    groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    interval = to_int(groups.get("k", "")) or 1
    months = [str(to_int(month)) for month in re.split(r"[、和及]", re.sub("[月底末]", "", groups.get("in_month", ""))) if month]
    days = [str(to_int(day)) for day in re.split("[日、和]+", groups.get("day", "")) if day]
    day = ",".join(days) or ("-1" if "end" in groups else "")
    parts = ["FREQ=YEARLY"]
    if "days" in groups:
        parts, day = ["FREQ=DAILY"], ""
    elif "week" in groups:
        parts, day = ["FREQ=WEEKLY"], ""
    elif "half_month" in groups:
        parts, day = ["FREQ=MONTHLY"], "15,-1"
    elif "ten_days" in groups:
        parts, day = ["FREQ=MONTHLY"], "10,20,-1"
    elif "month" in groups:
        parts = ["FREQ=MONTHLY"]
    elif "half" in groups:
        parts, interval = ["FREQ=MONTHLY"], 6
        if "end" in groups:
            parts, interval, months = ["FREQ=YEARLY"], 1, ["6", "12"]
    elif "quarter" in groups:
        parts, interval = ["FREQ=MONTHLY"], 3
        if groups.keys() & {"end", "first_month", "last_month"}:
            parts, interval = ["FREQ=YEARLY"], 1
            months = ["1", "4", "7", "10"] if "first_month" in groups else ["3", "6", "9", "12"]
    elif "in_quarter" in groups:
        months, day = [str((to_int(groups["in_quarter"]) or 1) * 3)], "-1"
    elif "in_half" in groups:
        months, day = ["6" if groups["in_half"] == "上" else "12"], "-1"
    elif "first_month" in groups:
        months = ["1"]
    elif day == "-1" and not months:
        months = ["12"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if months:
        parts.append(f"BYMONTH={','.join(months)}")
    if day:
        parts.append(f"BYMONTHDAY={day}")
    if weekday := _WEEKDAYS.get(groups.get("weekday", "")):
        parts.append(f"BYDAY={weekday}")
    return ";".join(parts)
