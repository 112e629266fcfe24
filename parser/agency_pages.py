"""The pages about the bodies that have tasks: all of them, and for each what it must do, by years where there is much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parser import ledger, pictures, wording
from parser.issue_view import IssueView
from parser.listing import Span, listing_pages
from parser.model import Agency
from parser.page_files import ROWS_IN_PAGE, ROWS_IN_SECTION, Page
from parser.wording import period_name

PARTNERS = 8
BODIES_DRAWN = 15
BODIES_COMPARED = 14

Partner = tuple[Agency, int]  # another body, and in how many clauses both have a role


def agencies(held: Sequence[Agency], pairs: pictures.Pairs) -> Iterator[Page]:
    """The list of all bodies, those with most tasks first."""
    ordered = sorted(held, key=lambda agency: (-pictures.task_count(agency), agency.id))
    bars = pictures.bar_chart(
        "by-body", "各单位承担的任务数", "任务最多的单位，按牵头、责任、配合分段；全部数字见下表。",
        pictures.agency_bars(ordered[:BODIES_DRAWN], "../"), "项")
    together = pictures.together(ordered[:BODIES_COMPARED], pairs)
    yield from listing_pages(
        "agencies/", "机关单位", "承担任务的机关单位：牵头、责任、配合的任务数。", "agencies", ordered, ROWS_IN_PAGE, Span(),
        lambda shown: {
            "bodies": [agency for agency in shown if agency.kind == "body"],
            "collectives": [agency for agency in shown if agency.kind == "collective"],
            "amounts": {kind: sum(agency.kind == kind for agency in ordered) for kind in ("body", "collective")},
            "bars": bars,
            "together": together,
        },
    )


def partners(pairs: pictures.Pairs, agencies: Iterable[Agency]) -> dict[str, list[Partner]]:
    """Agency id → the bodies with which it shares most clauses, at most `PARTNERS`."""
    by_id = {agency.id: agency for agency in agencies}
    shared: dict[str, list[tuple[int, str]]] = {}
    for (one, other), amount in pairs.items():
        shared.setdefault(one, []).append((-amount, other))
        shared.setdefault(other, []).append((-amount, one))
    return {id: [(by_id[other], -amount) for amount, other in sorted(found)[:PARTNERS]] for id, found in shared.items()}


def agency(views: Sequence[IssueView], one: Agency, local: Agency | None, nearest: Sequence[Partner], years: tuple[tuple[str, int], ...]) -> Page:
    """A body's page, from the issues of the latest year in which it has duties, or from all when `years` is empty."""
    span = Span(part=years[0][0] if years else "", years=years)
    chart = pictures.bar_chart(
        "partners", "共同承担任务的单位", "与本单位同在一条的条款数，最多的八个单位。",
        [pictures.Bar(other.name, f"../{other.id}/", (("lead", amount),)) for other, amount in nearest], "条") if nearest else None
    by_role = _by_role(views, one.id)
    return Page(
        f"agencies/{one.id}/", one.name,
        f"{one.name}：牵头{one.lead_count}项，负责{one.responsible_count}项，配合{one.support_count}项任务及其时限。", "agency",
        {
            "agency": one, "local": local, "by_role": by_role, "rows_in_page": ROWS_IN_SECTION, "partners": chart,
            "year": period_name(span.part), "years": [(period_name(year), f"{year}/", rows) for year, rows in years],
        },
        {"@type": "GovernmentOrganization", "name": one.name, "alternateName": list(one.aliases)},
    )


def agency_years(views: Sequence[IssueView], year: str) -> Iterator[Page]:
    """For each body with duties in the issues of a year, its tasks of that year."""
    bodies = {duty.agency_id: duty.agency for view in views for duties in view.duties_of.values() for duty in duties}
    span = Span(part=year, front=False)
    for id, name in sorted(bodies.items()):
        def shown_of(shown: Sequence[tuple[str, ledger.TaskRow]], name: str = name) -> dict[str, Any]:
            return {"name": name, "by_role": {role: [row for own, row in shown if own == role] for role in wording.ROLES}}

        rows = [(role, row) for role, held in _by_role(views, id).items() for row in held]
        yield from listing_pages(
            f"agencies/{id}/", name, f"{name}：{span.title}公报所载的任务及其时限。", "agency_year", rows, ROWS_IN_SECTION, span,
            shown_of,
        )


def _by_role(views: Sequence[IssueView], agency_id: str) -> dict[str, list[ledger.TaskRow]]:
    """A body's tasks under each role, the earliest time limits first."""
    by_role: dict[str, list[ledger.TaskRow]] = {role: [] for role in wording.ROLES}
    for view in views:
        duties = view.duties_of.get(agency_id, [])
        for role in by_role:
            clauses = dict.fromkeys(duty.clause_id for duty in duties if duty.role == role)
            by_role[role] += ledger.task_rows(view, [view.tasks[clause_id] for clause_id in clauses])
    for rows in by_role.values():
        rows.sort(key=lambda row: (row.task.due_on is None, row.task.due_on, row.document.id))
    return by_role
