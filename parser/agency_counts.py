"""What the responsibilities of all issues say of each agency: counted issue by issue, then added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from parser.checks import invalid
from parser.compiled import CompiledIssue
from parser.diagnostics import BuildError
from parser.model import Agency, Responsibility
from parser.rules.agencies import HOME, PREFIXES, agency_id, agency_kind, agency_level, local_body, read_office


@dataclass
class AgencyCount:
    """One agency in one issue, or in several: its name and the level of the office that named it first, every
    spelling, and its responsibilities by role."""

    name: str
    office_prefix: str
    spellings: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)


Counts = dict[str, AgencyCount]  # agency id → what is known of it


def count_agencies(compiled: CompiledIssue) -> Counts:
    """The agencies of one issue."""
    prefixes = {document.id: read_office(document.issuer).prefix for document in compiled.documents}
    counts: Counts = {}
    for record in compiled.responsibilities:
        if record.agency_id not in counts:
            counts[record.agency_id] = AgencyCount(record.agency, prefixes[record.document_id])
        count = counts[record.agency_id]
        count.spellings |= {record.agency_as_printed, *record_spellings(record)}
        count.roles[record.role] += 1
    return counts


def add_counts(total: Counts, counts: Counts) -> None:
    """Add the counts of a later issue to those of earlier ones; the first name of an agency stands."""
    for identifier, count in counts.items():
        known = total.setdefault(identifier, AgencyCount(count.name, count.office_prefix))
        known.spellings |= count.spellings
        known.roles += count.roles


def agencies(total: Counts) -> tuple[Agency, ...]:
    """The agencies in order of id; raises `BuildError` when one is not as its schema says."""
    made = tuple(
        Agency(
            id=identifier,
            name=count.name,
            level=agency_level(count.name),
            kind=agency_kind(count.name),
            local_agency_id=_local_agency(count, total),
            aliases=tuple(sorted(count.spellings - {count.name})),
            lead_count=count.roles["lead"],
            responsible_count=count.roles["responsible"],
            support_count=count.roles["support"],
        )
        for identifier, count in sorted(total.items())
    )
    if problems := tuple(message for _, message in invalid("agencies", made)):
        raise BuildError(problems)
    return made


def _local_agency(count: AgencyCount, total: Counts) -> str | None:
    """The id of the body that a class of bodies stands for: at the gazette's own level, else at that of the office."""
    local = (local_body(count.name, prefix) for prefix in (HOME.prefix, count.office_prefix))
    return next((agency_id(name) for name in local if name and agency_id(name) in total), None)


def record_spellings(record: Responsibility) -> set[str]:
    """A printed name with its level restored, where the canonical name is spelled otherwise: 盟工业信息化局."""
    for prefix in PREFIXES:
        if record.agency.startswith(prefix) and not record.agency_as_printed.startswith(prefix):
            return {prefix + record.agency_as_printed}
    return set()
