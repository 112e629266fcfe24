"""A document as it is read: its printed lines and clauses flattened into one list, each with what stands beside it.

The list is flat, because the page sets the text in one column and what is said about it (owners, time limits, faults of
the print) in a second one: a note may run down beside the clauses that follow, up to the next clause with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from parser.model import (
    Citation,
    Clause,
    Deadline,
    Diagnostic,
    Document,
    Event,
    Evidence,
    Line,
    Table,
)
from parser.reading.tasks import is_inline
from parser.record_ids import anchor
from parser.website.issue_view import Body, IssueView, bodies_by_role
from parser.wording import ROLE_NAMES, clause_place, part_name

# Printed lines that the head of the page says already.
SAID_IN_HEAD = ("section", "number", "title")


@dataclass(frozen=True)
class Piece:
    """A run of text; `mark` says what was read from it: a time limit, or a citation."""

    text: str
    mark: Literal["", "date", "citation"] = ""
    explanation: str = ""
    document_id: str | None = None  # of the cited document, when it is in the collection


@dataclass(frozen=True)
class Cell:
    text: str
    rowspan: int
    colspan: int
    is_head: bool


Content = tuple[Literal["paragraph"], list[Piece]] | tuple[Literal["table"], list[list[Cell]]]


@dataclass(frozen=True)
class Owners:
    """The bodies with one role in a clause."""

    role: str
    agencies: list[Body]


@dataclass
class Entry:
    """One block of the page: printed lines of one kind, an event, or own words of a clause."""

    lines: list[Line] = field(default_factory=list)
    event: Event | None = None
    clause: Clause | None = None
    anchor: str = ""  # empty for words of a clause that follow its children
    heading: list[Piece] = field(default_factory=list)
    depth: int = 1  # of the clause in its part
    heading_level: int = 2  # h2 … h6
    contents: list[Content] = field(default_factory=list)
    owners: list[Owners] = field(default_factory=list)
    limits: list[Deadline] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    place: str = ""  # in words, for citing
    note_rows: int = 1  # how many rows of its part's grid the note may take

    @property
    def has_note(self) -> bool:
        return bool(self.owners or self.limits or self.faults)


@dataclass(frozen=True)
class Part:
    """The body, an enclosure or an annex."""

    id: str
    name: str
    title: str
    entries: list[Entry]


def read_document(document: Document, view: IssueView) -> list[Part]:
    """The parts of a document in the order of the page."""
    faults = [fault for fault in view.diagnostics_of.get(document.id, []) if fault.severity != "info"]
    placed: list[tuple[int, int, str, list[Entry]]] = []
    for line in view.lines_of.get(document.id, ()):
        if line.part == "b" and line.kind in SAID_IN_HEAD:
            continue
        placed.append((line.block, 0, line.part, [Entry(lines=[line])]))
    for event in view.events_of.get(document.id, []):
        placed.append((event.block, 1, "b", [Entry(event=event, anchor=anchor(event.id))]))
    for clause in view.clauses_of.get(document.id, []):
        if clause.parent_id is None:
            placed.append((clause.block, 2, clause.part, list(_entries(clause, view, faults))))
    placed.sort(key=lambda item: item[:2])

    entries_of: dict[str, list[Entry]] = {}
    for _, _, part, entries in placed:
        held = entries_of.setdefault(part, [])
        if held and held[-1].lines and entries[0].lines and held[-1].lines[0].kind == entries[0].lines[0].kind:
            held[-1].lines.extend(entries[0].lines)  # a title over several lines
        else:
            held.extend(entries)
    for entries in entries_of.values():
        _lay_out(entries)
    return [
        Part(part, part_name(part, bool(document.enclosure_title)), _part_title(entries), entries)
        for part, entries in entries_of.items()
    ]


def cells(table: Table) -> list[list[Cell]]:
    """The rows of a printed table with its spans; the first row is a head when all its cells are short and filled."""
    first = table.rows[0] if table.rows else ()
    is_head = all(cell and len(cell) <= 16 and "□" not in cell for cell in first)
    has_head = len(table.rows) > 2 and len(first) > 1 and is_head
    return [[Cell(*cell, has_head and row == 0) for cell in cells] for row, cells in enumerate(table.printed_rows())]


def pieces(text: str, evidence: list[Evidence], offset: int = 0) -> list[Piece]:
    """Cut `text`, which begins at `offset` of the field that the evidence counts in, where a mark begins or ends.

    Of marks that overlap, the first one read stays.
    """
    cut: list[Piece] = []
    at = 0
    for mark in sorted(evidence, key=lambda mark: (mark.start, mark.end)):
        # A quote may run over the end of a paragraph: each paragraph shows its share.
        start, end = max(mark.start - offset, 0), min(mark.end - offset, len(text))
        if start < at or start >= end:
            continue
        if start > at:
            cut.append(Piece(text[at:start]))
        if isinstance(mark, Deadline):
            cut.append(Piece(text[start:end], "date", mark.reading))
        elif isinstance(mark, Citation):
            cut.append(Piece(text[start:end], "citation", mark.number or "", mark.cited_document_id))
        at = end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return cut


def _entries(clause: Clause, view: IssueView, faults: list[Diagnostic], depth: int = 1) -> Iterator[Entry]:
    """The clause's own words and those of its descendants, in the order of the page."""
    marks = {
        name: [mark for mark in view.quoted_in.get(clause.id, []) if mark.quoted_field == name]
        for name in ("heading", "text")
    }
    entry = Entry(
        clause=clause,
        anchor=anchor(clause.id),
        heading=pieces(clause.heading or "", marks["heading"]),
        owners=_owners(clause, view),
        limits=view.limits_of.get(clause.id, []),
        faults=[fault for fault in faults if fault.clause_id == clause.id],
        place=clause_place(clause, view.clauses),
        depth=depth,
    )
    offset = 0
    for kind, held in clause.blocks:
        if isinstance(held, Table):
            entry.contents.append(("table", cells(held)))
        elif kind == "paragraph":
            # Offsets count in `text`, which joins the paragraphs with a line feed.
            entry.contents.append(("paragraph", pieces(held, marks["text"], offset)))
            offset += len(held) + 1
        else:
            if entry.anchor or entry.contents:
                yield entry
            yield from _entries(view.clauses[held], view, faults, depth + 1)
            entry = Entry(clause=clause)
    if entry.anchor or entry.contents:
        yield entry


def _owners(clause: Clause, view: IssueView) -> list[Owners]:
    """What a label, a bracket or a table prints, by role; then the others to whom the text itself gives duties here."""
    duties = view.owners_of.get(clause.id, [])
    printed = bodies_by_role(duty for duty in duties if not is_inline(duty))
    said = bodies_by_role(duty for duty in duties if is_inline(duty))
    named = list(chain.from_iterable(printed.values()))
    owners = [Owners(ROLE_NAMES[role], bodies) for role, bodies in (printed if named else said).items() if bodies]
    others = [body for body in dict.fromkeys(chain.from_iterable(said.values())) if body not in named]
    return [*owners, Owners("文中", others)] if named and others else owners


def _part_title(entries: list[Entry]) -> str:
    return "".join(line.text for entry in entries for line in entry.lines if line.kind == "part_title")


def _lay_out(entries: list[Entry]) -> None:
    """Give the headings of a part their levels, none of which skips one, and its notes the rows up to the next note."""
    noted: Entry | None = None
    noted_row = 0
    above = 1  # the level of the heading before; the page's title is h1
    top = 2 if _part_title(entries) else 1
    for row, entry in enumerate(entries, start=1):
        if entry.lines and entry.lines[0].kind in ("title", "part_title"):
            above = 2
        if entry.anchor and entry.clause and entry.clause.heading:
            above = entry.heading_level = min(entry.depth + top, above + 1, 6)
        if entry.has_note:
            if noted:
                noted.note_rows = row - noted_row
            noted, noted_row = entry, row
    if noted:
        noted.note_rows = len(entries) - noted_row + 1

