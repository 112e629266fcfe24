"""`calendar/*.ics`: time limits as all-day events to subscribe to, for all, for each agency and for each document.

iCalendar, RFC 5545. An event carries what the record says and leads to its clause. Time limits without a date (within
10 days of an event) are in no calendar. Identical records give identical bytes: DTSTAMP is the document's date.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vRecur

from parser import site_address
from parser.compiled import Collection
from parser.gazette import gazette
from parser.links import link
from parser.lookup import Lookup, look_up
from parser.model import Deadline
from parser.wording import KINDS, ROLES, clause_place, document_citation

SHANGHAI = dt.timedelta(hours=8)


def write(collection: Collection, web_root: Path) -> None:
    """Write all calendars; an agency or document without dated time limits has one without events."""
    folder = web_root / "calendar"
    folder.mkdir(exist_ok=True)
    lookup = look_up(collection)
    # An event stands in several calendars: it is written out once.
    events = {
        deadline.id: event.to_ical()
        for deadline in collection.records("deadlines")
        if (event := _event(deadline, lookup)) is not None
    }

    def save(name: str, title: str, deadlines: Iterable[Deadline]) -> None:
        head, end, _ = _calendar(title, f"calendar/{name}.ics").to_ical().partition(b"END:VCALENDAR")
        own = b"".join(events[deadline.id] for deadline in deadlines if deadline.id in events)
        (folder / f"{name}.ics").write_bytes(head + own + end + b"\r\n")

    save("all", f"{gazette().name}：全部时限", collection.records("deadlines"))
    for agency in collection.agencies:
        clauses = dict.fromkeys(duty.clause_id for duty in lookup.duties_of.get(agency.id, ()))
        save(agency.id, agency.name, (limit for clause in clauses for limit in lookup.limits_of.get(clause, ())))
    own: dict[str, list[Deadline]] = defaultdict(list)
    for limit in collection.records("deadlines"):
        own[limit.document_id].append(limit)
    for document in collection.records("documents"):
        save(document.id, document.number or document.title, own[document.id])


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


def _event(deadline: Deadline, lookup: Lookup) -> Event | None:
    document = lookup.documents[deadline.document_id]
    stamp = document.issued_on or lookup.issues[document.issue_id].published_on or dt.date(1970, 1, 1)
    days = when(deadline, stamp)
    if days is None:
        return None
    first, last, rule = days
    clause = lookup.clauses[deadline.clause_id]
    owners = [f"{ROLES[duty.role]}：{duty.agency}" for duty in lookup.owners_of.get(deadline.clause_id, ())]
    place = f"{document_citation(document, clause.part)}{clause_place(clause, lookup.clauses)}"
    event = Event()
    event.add("uid", f"{deadline.id}@{site_address.host()}")
    event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))  # the end of an all-day event is the day after
    if rule is not None:
        event.add("rrule", vRecur.from_ical(rule))
    event.add("summary", f"{deadline.task}（{deadline.text}）")
    told = [*owners, f"依据：{place}", f"原文：{deadline.quote}", f"读法：{deadline.reading}"]
    event.add("description", "\n".join(told))
    event.add("url", link("deadlines", deadline.id))
    event.add("categories", [KINDS[deadline.kind]])
    event.add("transp", "TRANSPARENT")
    return event


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
