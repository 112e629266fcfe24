"""What the search finds, and the blocks in which it is kept.

A unit is what one result shows: a clause (label, heading, text, cells), the title of a document or of a part of it with
the lines that stand outside of clauses, an event of the chronicle, an agency's name, an issue's title. Units are kept
together in blocks of about `BLOCK_CHARACTERS`: the lists of the index name blocks, and the script loads a block's text
before it shows anything from it. A block is complete in itself: a heading above one of its units that belongs to
an earlier block is repeated in it, without text (`text` is None), and so is the title of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.model import Clause, Document, Event, Line
from parser.record_ids import anchor
from parser.wording import wide_label

BLOCK_CHARACTERS = 1000
OVERLAP = 80  # a clause longer than a block goes on in the next with this many characters repeated


@dataclass(frozen=True, slots=True)
class Unit:
    """One result: `target` is its address under the block's `base`, `above` the unit whose heading it stands under."""

    target: str
    above: Unit | None
    label: str
    heading: str
    text: str | None
    agencies: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """Units of one document, with what is true of the whole document. `date` is ISO or empty; `year` may be None."""

    base: str
    title: str
    number: str
    genre: str
    issuer: str
    date: str
    year: int | None
    units: list[Unit] = field(default_factory=list)


def document_blocks(compiled: CompiledIssue) -> Iterator[list[Block]]:
    """The documents of an issue in order, each cut into blocks."""
    clauses: dict[str, list[Clause]] = defaultdict(list)
    events: dict[str, list[Event]] = defaultdict(list)
    agencies: dict[str, dict[str, None]] = defaultdict(dict)
    months: dict[str, set[str]] = defaultdict(set)
    for clause in compiled.clauses:
        clauses[clause.document_id].append(clause)
    for event in compiled.events:
        events[event.document_id].append(event)
    for responsibility in compiled.responsibilities:
        agencies[responsibility.clause_id][responsibility.agency] = None
    for deadline in compiled.deadlines:
        if deadline.due_on:
            months[deadline.clause_id].add(f"{deadline.due_on:%Y-%m}")

    for document in compiled.documents:
        parts = _parts(document, compiled.lines.get(document.id, ()))
        units = {"": parts["b"]}
        for clause in clauses[document.id]:
            part = parts.get(clause.part, parts["b"])
            units.setdefault(part.target, part)
            annexed = part if clause.part.startswith("a") else parts["b"]
            units[clause.id] = Unit(
                target=f"#{anchor(clause.id)}",
                above=units.get(clause.parent_id or "-", annexed),
                label=wide_label(clause.label),
                heading=(clause.heading or "") + clause.heading_mark,
                text="\n".join([clause.text] + [cell for table in clause.tables for row in table for cell in row]),
                agencies=tuple(agencies[clause.id]),
                months=tuple(sorted(months[clause.id])),
            )
        for part in parts.values():
            units.setdefault(part.target, part)
        for event in events[document.id]:
            units[event.id] = Unit(f"#{anchor(event.id)}", parts["b"], "", "", event.text)
        date = document.issued_on or compiled.issue.published_on
        blank = Block(
            base=f"documents/{document.id}/", title=document.title, number=document.number or "",
            genre=document.genre, issuer=document.issuer or "", date=date.isoformat() if date else "",
            year=date.year if date else compiled.issue.year,
        )
        yield list(_cut(units.values(), blank))


def _parts(document: Document, lines: Iterable[Line]) -> dict[str, Unit]:
    """The document itself (`b`), what it issues (`e`), its annexes: titles, and the lines outside of clauses."""
    by_part: dict[str, list[Line]] = {"b": []}
    for line in lines:
        by_part.setdefault(line.part, []).append(line)
    printed = document.number_as_printed or ""
    others = [line.text for line in by_part.pop("b") if line.kind not in ("title", "number")]
    text = "\n".join(([printed] if printed != document.number else []) + others)
    parts = {"b": Unit("", None, document.number or "", document.title, text)}
    for part, own in by_part.items():
        mark, title = ("".join(line.text for line in own if line.kind == kind) for kind in ("annex_mark", "part_title"))
        rest = "\n".join(line.text for line in own if line.kind not in ("annex_mark", "part_title"))
        parts[part] = Unit(f"#{part}", parts["b"], mark, title, rest)
    return parts


def name_blocks(collection: Collection) -> Iterator[Block]:
    """The names of agencies and the titles of issues."""
    agencies = (Unit(f"{one.id}/", None, "", one.name, "\n".join(one.aliases)) for one in collection.agencies)
    issues = (Unit(f"{one.issue.id}/", None, "", one.issue.title, "") for one in collection.issues)
    yield from _cut(agencies, Block("agencies/", "机关单位", "", "机关单位", "", "", None))
    yield from _cut(issues, Block("issues/", "公报期次", "", "公报期次", "", "", None))


def _cut(units: Iterable[Unit], blank: Block) -> Iterator[Block]:
    """The units in blocks like `blank`, none much longer than `BLOCK_CHARACTERS`."""
    block, size = replace(blank, units=[]), 0
    for unit in units:
        for piece in _pieces(unit):
            length = len(piece.label) + len(piece.heading) + len(piece.text or "")
            if size and size + length > BLOCK_CHARACTERS:
                yield block
                block, size = replace(blank, units=[]), 0
            block.units += [*_missing_above(piece, block), piece]
            size += length
    if block.units:
        yield block


def _pieces(unit: Unit) -> Iterator[Unit]:
    """The unit itself, or a very long one in pieces that overlap, so that a run at a cut is whole in one of them."""
    text = unit.text or ""
    if len(text) <= BLOCK_CHARACTERS:
        yield unit
        return
    for start in range(0, len(text) - OVERLAP, BLOCK_CHARACTERS - OVERLAP):
        yield replace(unit, text=text[start : start + BLOCK_CHARACTERS])


def _missing_above(unit: Unit, block: Block) -> list[Unit]:
    """The headings above a unit that its block does not hold yet, highest first, without their text."""
    present = {other.target for other in block.units}
    missing: list[Unit] = []
    above = unit.above
    while above is not None and above.target not in present:
        missing.append(replace(above, text=None, agencies=(), months=()))
        above = above.above
    return missing[::-1]
