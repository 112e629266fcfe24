"""`calendar/*.ics`: time limits as all-day events to subscribe to, for all, for each agency and for each document.

iCalendar, RFC 5545. An event carries what the record says and leads to its clause. Time limits without a date (within
10 days of an event) are in no calendar. Identical records give identical bytes: DTSTAMP is the document's date.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vRecur

from parser.building.joined_files import Around, JoinedFiles
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.gazette import gazette
from parser.model import Deadline
from parser.website import site_address
from parser.website.issue_view import IssueView
from parser.website.links import link
from parser.wording import KINDS, ROLE_NAMES, clause_place, document_citation

AT_ONCE = 32 << 20  # characters of events held before they are put down
SHANGHAI = dt.timedelta(hours=8)


def of_issue(compiled: CompiledIssue) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What one issue gives: the calendars of its documents, by address; and for the calendars of all and of agencies its
    events as they stand there, as parts `calendar/all` and `calendar/agencies` (JSON, agency → events)."""
    view = IssueView(compiled)
    # An event stands in several calendars: it is written out once.
    events = {limit.id: event.to_ical() for limit in compiled.deadlines if (event := _event(limit, view)) is not None}

    def joined(limits: Iterable[Deadline]) -> bytes:
        return b"".join(events[limit.id] for limit in limits if limit.id in events)

    files = {}
    for document in compiled.documents:
        own = joined(limit for limit in compiled.deadlines if limit.document_id == document.id)
        around = _around(document.id, document.number or document.title)
        files[_file(document.id)] = around.head + own + around.tail
    agencies = {}
    for agency, duties in view.duties_of.items():
        clauses = dict.fromkeys(duty.clause_id for duty in duties)
        agencies[agency] = joined(limit for clause in clauses for limit in view.limits_of.get(clause, ())).decode()
    return files, {"calendar/all": joined(compiled.deadlines), "calendar/agencies": json.dumps(agencies).encode()}


def write(collection: Collection, joined: JoinedFiles) -> None:
    """Write the calendars of all and of agencies; an agency without dated time limits has one without events."""
    joined.write(_file("all"), _around("all", f"{gazette().name}：全部时限"), "calendar/all")
    with contextlib.ExitStack() as stack:
        files = {
            agency.id: stack.enter_context(joined.begin(_file(agency.id), _around(agency.id, agency.name)))
            for agency in collection.agencies
        }
        waiting: dict[str, list[bytes]] = defaultdict(list)

        def put_down() -> None:
            for agency, pieces in waiting.items():
                files[agency].add(*pieces)
            waiting.clear()

        first, held = min((file.covered for file in files.values()), default=0), 0
        for place, part in enumerate(joined.parts("calendar/agencies", first), start=first):
            for agency, events in json.loads(part).items():
                if events and agency in files and place >= files[agency].covered:
                    waiting[agency].append(events.encode())
                    held += len(events)
            if held > AT_ONCE:
                put_down()
                held = 0
        put_down()


def when(deadline: Deadline, issued: dt.date | None) -> tuple[dt.date, dt.date, str | None] | None:
    """First day, last day and repetition of a time limit; None when it has no date.

    `issued` is the day from which a repetition counts. A yearly one without a day falls on 31 December, a monthly one
    without a day on the last of the month, which is how offices read 每年 and 每月 without a day.
    """
    if deadline.recurrence is not None:
        start, rule = deadline.starts_on or issued, deadline.recurrence
        if start is None:
            return None
        if "BY" not in rule and rule.startswith("FREQ=YEARLY"):
            rule += ";BYMONTH=12;BYMONTHDAY=31"
        elif "BY" not in rule and rule.startswith("FREQ=MONTHLY"):
            rule += ";BYMONTHDAY=-1"
        first = next(iter(rrulestr(rule, dtstart=dt.datetime.combine(start, dt.time()))), None)
        return (first.date(), first.date(), rule) if first is not None else None
    first_day, last_day = deadline.starts_on or deadline.due_on, deadline.due_on or deadline.starts_on
    return (first_day, last_day, None) if first_day is not None and last_day is not None else None


def _event(deadline: Deadline, view: IssueView) -> Event | None:
    document = view.documents[deadline.document_id]
    stamp = document.issued_on or view.issue.published_on or dt.date(1970, 1, 1)
    days = when(deadline, stamp)
    if days is None:
        return None
    first, last, rule = days
    clause = view.clauses[deadline.clause_id]
    task = view.rows[deadline.clause_id]
    owners = [f"{ROLE_NAMES[role]}：{'、'.join(body.name for body in bodies)}" for role, bodies in task.owners.items() if bodies]
    place = f"{document_citation(document, clause.part)}{clause_place(clause, view.clauses)}"
    event = Event()
    event.add("uid", f"{deadline.id}@{site_address.host()}")
    event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))  # the end of an all-day event is the day after
    if rule is not None:
        event.add("rrule", vRecur.from_ical(rule))
    event.add("summary", f"{deadline.task}（{deadline.text}）")
    told = [*owners, f"依据：{place}", f"原文：{deadline.quote}", f"读法：{deadline.reading}"]
    if rule is not None and rule != deadline.recurrence:
        told.append(f"提醒：原文没有写明日子，日历放在每{'年' if 'YEARLY' in rule else '月'}最后一日。")
    event.add("description", "\n".join(told))
    event.add("url", link("deadlines", deadline.id))
    event.add("categories", [KINDS[deadline.kind]])
    event.add("transp", "TRANSPARENT")
    return event


def _file(name: str) -> str:
    return f"calendar/{name}.ics"


def _around(name: str, title: str) -> Around:
    """A calendar without its events."""
    head, end, _ = _calendar(title, _file(name)).to_ical().partition(b"END:VCALENDAR")
    return Around(head, tail=end + b"\r\n")


def _calendar(title: str, path: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//gazette-compiler//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("source", site_address.address(path), parameters={"VALUE": "URI"})
    # A calendar must hold one component at least, also when it has no event yet.
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Shanghai")
    standard.add("dtstart", dt.datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", SHANGHAI)
    standard.add("tzoffsetto", SHANGHAI)
    zone.add_component(standard)
    calendar.add_component(zone)
    return calendar
