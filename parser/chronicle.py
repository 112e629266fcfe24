"""Reads a chronicle (大事记): entries that start with a date become events, everything else printed lines."""

from __future__ import annotations

import datetime as dt
import re

from parser.clause_tree import ClauseNode
from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Event, Issue, Line

_DATE = r"(?:(?P<y{n}>\d{{4}})年)?(?:(?P<m{n}>\d{{1,2}})月)?(?P<d{n}>\d{{1,2}})日"
_ENTRY = re.compile(rf"^(?:●|·|△|▲|■|◆|\s)*(?:(?P<y1>\d{{4}})年)?(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})日(?:\s*(?:至|到|—|－|-|–|~|～|、|和)\s*{_DATE.format(n=2)})?\s*(?:，|：|\u3000|\s|(?=[\u4e00-\u9fff“]))")


def read_events(document: DocumentDraft, issue: Issue, report: Report) -> tuple[list[Event], tuple[Line, ...], dict[str, list[ClauseNode]]]:
    """Events with their dates (the year is the issue's where none is printed), and the lines that belong to none."""
    events: list[Event] = []
    lines: list[Line] = []
    for part in document.parts:
        for block in part.blocks:
            match = _ENTRY.match(block.text)
            dates = _dates(match, issue.year, events[-1].starts_on if events else None) if match else None
            if match and not dates:
                report("impossible-date", block.number, match[0], text=match[0])
            if dates:
                events.append(Event(id=f"{document.id}/v{len(events) + 1}", issue_id=issue.id, document_id=document.id, starts_on=dates[0],
                                    ends_on=dates[1], text=block.text, block=block.number, line=block.line))
            elif events and block.table is None and len(block.text) > 20:
                last = events[-1]
                events[-1] = Event(**{**last.__dict__, "text": f"{last.text}\n{block.text}"})
            else:
                lines.append(Line(part=part.key, kind="note", text=block.text or block.printed, block=block.number, line=block.line))
    return events, tuple(lines), {}


def _dates(match: re.Match[str], year: int | None, previous: dt.date | None) -> tuple[dt.date, dt.date] | None:
    first_year = int(match["y1"]) if match["y1"] else previous.year if previous else year
    if first_year is None:
        return None
    try:
        first = dt.date(first_year, int(match["m1"]), int(match["d1"]))
        if not match["d2"]:
            return first, first
        last_year = int(match["y2"]) if match["y2"] else first_year
        last = dt.date(last_year, int(match["m2"] or match["m1"]), int(match["d2"]))
    except ValueError:
        return None
    return (first, last) if last >= first else (first, first)
