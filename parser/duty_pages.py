"""The pages that show who must do what by when: bodies, the 任务台账, time limits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parser import ledger, pictures, wording
from parser.lookup import Lookup
from parser.page_files import ROWS_IN_PAGE, ROWS_IN_SECTION, Page

MONTHS_DRAWN = 36


def agencies(lookup: Lookup) -> Iterator[Page]:
    ordered = sorted(lookup.collection.agencies, key=lambda agency: (-pictures.task_count(agency), agency.id))
    yield Page(
        "agencies/", "机关单位", "承担任务的机关单位：牵头、责任、配合的任务数。",
        {
            "bodies": [agency for agency in ordered if agency.kind == "body"],
            "collectives": [agency for agency in ordered if agency.kind == "collective"],
            "bars": pictures.bar_chart(
                "by-body", "各单位承担的任务数", "任务最多的单位，按牵头、责任、配合分段；全部数字见下表。",
                pictures.agency_bars(pictures.busiest(lookup, 15), "../"), "项"),
            "together": pictures.together(lookup),
        },
    )


def agency(lookup: Lookup) -> Iterator[Page]:
    shared = pictures.shared_clauses(lookup)
    partners: dict[str, list[tuple[int, str]]] = {}
    for (one_id, other_id), amount in shared.items():
        partners.setdefault(one_id, []).append((-amount, other_id))
        partners.setdefault(other_id, []).append((-amount, one_id))
    for one in lookup.collection.agencies:
        by_role: dict[str, list[ledger.TaskRow]] = {}
        for role in wording.ROLES:
            clause_ids = dict.fromkeys(duty.clause_id for duty in lookup.duties_of.get(one.id, []) if duty.role == role)
            rows = ledger.task_rows(lookup, [lookup.tasks[clause_id] for clause_id in clause_ids])
            by_role[role] = sorted(rows, key=lambda row: (row.task.due_on is None, row.task.due_on, row.document.id))
        nearest = sorted(partners.get(one.id, []))[:8]
        yield Page(
            f"agencies/{one.id}/", one.name,
            f"{one.name}：牵头{one.lead_count}项，负责{one.responsible_count}项，配合{one.support_count}项任务及其时限。",
            {
                "agency": one,
                "local": lookup.agencies.get(one.local_agency_id) if one.local_agency_id else None,
                "by_role": by_role,
                "rows_in_page": ROWS_IN_SECTION,
                "partners": pictures.bar_chart(
                    "partners", "共同承担任务的单位", "与本单位同在一条的条款数，最多的八个单位。",
                    [pictures.Bar(lookup.agencies[other].name, f"../{other}/", (("lead", -amount),))
                     for amount, other in nearest], "条") if nearest else None,
            },
            {"@type": "GovernmentOrganization", "name": one.name, "alternateName": list(one.aliases)},
        )


def tasks(lookup: Lookup) -> Iterator[Page]:
    rows = ledger.task_rows(lookup, itertools.islice(lookup.collection.records("tasks"), ROWS_IN_SECTION))
    yield Page(
        "tasks/", "任务台账", "全部有责任单位或时限的条款，可按单位、角色、公文、期次、月份和时限种类筛选，并下载。",
        {"rows": rows, "total": lookup.collection.count("tasks")},
    )


def deadlines(lookup: Lookup) -> Iterator[Page]:
    due = ledger.due_limits(lookup.collection.records("deadlines"))
    undated = [limit for limit in lookup.collection.records("deadlines") if not limit.due_on]
    by_month: dict[str, list[ledger.LimitRow]] = {}
    for row in ledger.limit_rows(lookup, due):
        assert row.limit.due_on
        by_month.setdefault(ledger.month(row.limit.due_on), []).append(row)
    counts = ledger.month_counts(due)
    yield Page(
        "deadlines/", "时限", "按到期月份排列的全部时限，以及周期性时限、自某事起算的时限和施行日期。",
        {
            "by_month": by_month,
            "counts": counts,
            "years": sorted({int(name[:4]) for name in counts}),
            "most": max(counts.values(), default=0),
            "in_page": len(due) <= ROWS_IN_PAGE,
            "rows_in_page": ROWS_IN_SECTION,
            "bars": pictures.bar_chart(
                "by-month", "各月到期的时限", "每月到期的时限数，至多画最晚的36个月；逐条见各月的表。",
                [pictures.Bar(f"{name[:4]}年{int(name[5:])}月", f"#m-{name}", (("lead", amount),))
                 for name, amount in list(counts.items())[-MONTHS_DRAWN:]], "条"),
            "undated": {
                kind: ledger.limit_rows(lookup, [limit for limit in undated if limit.kind == kind])
                for kind in ("relative", "recurring", "effective", "period", "by_date")
            },
        },
    )
