"""Reads a chronicle (大事记): entries that start with a date become events, everything else printed lines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Event, Issue, Line
from parser.reading.document_lines import printed_line

_MARK = r"^(?:[●·△▲■◆▶☆★○]|\s)*"
_TO = r"\s*(?:至|到|—|－|-|–|~|～|、|和)+\s*"
# 6月12日，; 6月12日至14日，; 12月30日至2020年1月2日，; 6月12—14日
_ENTRY = re.compile(
    rf"{_MARK}(?:(?P<y1>\d{{4}})年)?(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})"
    rf"(?:日{_TO}(?:(?P<y2>\d{{4}})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日|{_TO}(?P<d3>\d{{1,2}})日|日)"
    r"\s*(?:，|：|、|\u3000|\s|(?=[\u4e00-\u9fff“（]))"
)
_PERIOD = re.compile(r"((?:19|20)\d{2})年\s*(?:第.季度|\d{1,2}月)")  # 大事记（2019年12月1日—12月31日）


def read_events(document: DocumentDraft, issue: Issue, report: Report) -> tuple[list[Event], tuple[Line, ...]]:
    """Events with their dates (the year is the chronicle's or the issue's where none is printed), and the other lines."""
    events: list[Event] = []
    lines: list[Line] = []
    year = issue.year
    for part in document.parts:
        for block in part.blocks:
            match = _ENTRY.match(block.text)
            if not events and (period := _PERIOD.search(block.text)):
                year = int(period[1])
            dates = _dates(match, year, events[-1].starts_on if events else None) if match else None
            if match and not dates:
                report("impossible-date", block.number, match[0], text=match[0], document_id=document.id)
            if dates:
                events.append(Event(id=f"{document.id}/v{len(events) + 1}", issue_id=issue.id, document_id=document.id, starts_on=dates[0],
                                    ends_on=dates[1], text=block.text, block=block.number, line=block.line))
            elif events and block.table is None and len(block.text) > 20:
                last = events[-1]
                events[-1] = replace(last, text=f"{last.text}\n{block.text}")
            else:
                lines.append(printed_line(block, part.key, "note"))
    return events, tuple(lines)


def _dates(match: re.Match[str], year: int | None, previous: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of an entry. A month without a year is in the year of the entry before it, or in the next one when
    the months fall back (12月31日, then 1月2日)."""
    month, day = int(match["m1"]), int(match["d1"])
    last_month, last_day = int(match["m2"] or month), int(match["d2"] or match["d3"] or day)
    if match["y1"]:
        year = int(match["y1"])
    elif previous:
        year = previous.year + (previous.month - month > 6)
    if year is None:
        return None
    try:
        first = dt.date(year, month, day)
        last = dt.date(int(match["y2"] or year + (last_month < month)), last_month, last_day)
    except ValueError:
        return None
    return first, max(first, last)
