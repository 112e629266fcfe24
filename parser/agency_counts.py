"""What the responsibilities of all issues say of each agency: counted issue by issue, then added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parser.compiled import CompiledIssue
from parser.model import Agency, Responsibility
from parser.rules.agencies import agency_id, agency_kind, agency_level, local_body, read_office

_LEVELS = ("自治区", "省", "市", "盟", "州", "县", "旗", "区")


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


def agencies(total: Counts) -> Iterable[Agency]:
    """The agencies in order of id."""
    for identifier, count in sorted(total.items()):
        local = local_body(count.name, count.office_prefix)
        yield Agency(
            id=identifier,
            name=count.name,
            level=agency_level(count.name),
            kind=agency_kind(count.name),
            local_agency_id=agency_id(local) if local and agency_id(local) in total else None,
            aliases=tuple(sorted(count.spellings - {count.name})),
            lead_count=count.roles["lead"],
            responsible_count=count.roles["responsible"],
            support_count=count.roles["support"],
        )


def record_spellings(record: Responsibility) -> set[str]:
    """A printed name with its level restored, where the canonical name is spelled otherwise: 盟工业信息化局."""
    for prefix in _LEVELS:
        if record.agency.startswith(prefix) and not record.agency_as_printed.startswith(prefix):
            return {prefix + record.agency_as_printed}
    return set()
