"""The pages about the bodies that have tasks: all of them, and for each what it must do, by years where there is much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parser import wording
from parser.model import Agency
from parser.website import pictures
from parser.website.issue_view import IssueView, TaskRow
from parser.website.listing import Place
from parser.website.page_files import Page

PARTNERS = 8
BODIES_DRAWN = 15
BODIES_COMPARED = 14
BODIES_IN_PAGE = 1000

Partner = tuple[Agency, int]  # another body, and in how many clauses both have a role


def agencies(held: Sequence[Agency], pairs: pictures.Pairs) -> Iterator[Page]:
    """The list of all bodies, those with most tasks first; what one page does not hold is on numbered ones."""
    ordered = sorted(held, key=lambda agency: (-pictures.task_count(agency), agency.id))
    bars = pictures.bar_chart(
        "by-body", "各单位承担的任务数", "任务最多的单位，按牵头、责任、配合分段；全部数字见下表。",
        pictures.agency_bars(ordered[:BODIES_DRAWN], "../"), "项")
    pages = max(1, -(-len(ordered) // BODIES_IN_PAGE))
    for number in range(1, pages + 1):
        shown = ordered[(number - 1) * BODIES_IN_PAGE : number * BODIES_IN_PAGE]
        yield Place("agencies/", "机关单位").numbered(number, pages).page(
            "承担任务的机关单位：牵头、责任、配合的任务数。", "agencies",
            bodies=[agency for agency in shown if agency.kind == "body"],
            collectives=[agency for agency in shown if agency.kind == "collective"],
            amounts={kind: sum(agency.kind == kind for agency in ordered) for kind in ("body", "collective")},
            bars=bars, together=pictures.together(ordered[:BODIES_COMPARED], pairs),
        )


def partners(pairs: pictures.Pairs, agencies: Iterable[Agency]) -> dict[str, list[Partner]]:
    """Agency id → the bodies with which it shares most clauses, at most `PARTNERS`."""
    by_id = {agency.id: agency for agency in agencies}
    shared: dict[str, list[tuple[int, str]]] = {}
    for (one, other), amount in pairs.items():
        shared.setdefault(one, []).append((-amount, other))
        shared.setdefault(other, []).append((-amount, one))
    return {id: [(by_id[other], -amount) for amount, other in sorted(found)[:PARTNERS]] for id, found in shared.items()}


def agency(views: Sequence[IssueView], one: Agency, local: Agency | None, nearest: Sequence[Partner], place: Place) -> Page:
    """A body's page: its tasks of all issues, or of the latest, with the way to its years."""
    chart = pictures.bar_chart(
        "partners", "共同承担任务的单位", "与本单位同在一条的条款数，最多的八个单位。",
        [pictures.Bar(other.name, f"../{other.id}/", (("lead", amount),)) for other, amount in nearest], "条") if nearest else None
    about = {"@type": "GovernmentOrganization", "name": one.name, "alternateName": list(one.aliases)}
    page = place.page(
        f"{one.name}：牵头{one.lead_count}项，负责{one.responsible_count}项，配合{one.support_count}项任务及其时限。", "agency",
        agency=one, local=local, by_role=_by_role(views, one.id), partners=chart, issues=[view.issue for view in views],
    )
    return replace(page, about=about)


def agency_part(views: Sequence[IssueView], id: str, place: Place) -> Page:
    """A body's tasks in some issues of a year."""
    return place.page(
        f"{place.period}公报所载{place.name}的任务及其时限。", "agency_year", by_role=_by_role(views, id), issues=[view.issue for view in views])


def _by_role(views: Sequence[IssueView], agency_id: str) -> dict[str, list[TaskRow]]:
    """A body's tasks under each role, the earliest time limits first."""
    by_role: dict[str, list[TaskRow]] = {role: [] for role in wording.ROLE_NAMES}
    for view in views:
        duties = view.duties_of.get(agency_id, [])
        for role in by_role:
            clauses = dict.fromkeys(duty.clause_id for duty in duties if duty.role == role)
            by_role[role] += [view.rows[clause_id] for clause_id in clauses]
    for rows in by_role.values():
        rows.sort(key=lambda row: (_first_day(row), row.document.id))
    return by_role


def _first_day(row: TaskRow) -> dt.date:
    """The day on which something of a task first falls due; what has none comes last."""
    return min((limit.due_on for limit in row.limits if limit.due_on), default=dt.date.max)
