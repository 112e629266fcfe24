"""Facts as marks in the words of a clause: who is named where, which words are a date, which words cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parser.compiled import CompiledIssue
from parser.formats.akn_meta import E, agency_eid, role_eid
from parser.model import Deadline, Document, Responsibility
from parser.website.links import link


@dataclass(frozen=True)
class Mark:
    """The characters `start` to `end` (exclusive) of a field are this fact."""

    start: int
    end: int
    fact: Any


# (clause id, "text" or "heading") → its marks in order, none overlapping another
Marks = dict[tuple[str, str], list[Mark]]


def find_marks(document: Document, compiled: CompiledIssue) -> Marks:
    """The marks of one document's clauses. Where two facts share words, the first read keeps them."""
    fields: dict[tuple[str, str], str] = {}
    for clause in compiled.clauses:
        if clause.document_id == document.id:
            fields[clause.id, "text"], fields[clause.id, "heading"] = clause.text, clause.heading or ""
    marks: Marks = {}
    for fact in (*compiled.responsibilities, *compiled.deadlines, *compiled.citations):
        place = (fact.quoted_in, fact.quoted_field)
        if place not in fields or (isinstance(fact, Deadline) and fact.due_on is None and fact.starts_on is None):
            continue
        held = marks.setdefault(place, [])
        found = _free(fields[place], _words(fact), fact.start, fact.end, held)
        if found is not None:
            held.append(Mark(found, found + len(_words(fact)), fact))
    return {place: sorted(held, key=lambda mark: mark.start) for place, held in marks.items()}


def add_marked(element: Any, text: str, marks: list[Mark], offset: int = 0) -> None:
    """Put `text`, which stands at `offset` of the marks' field, into `element`, marked words as elements in it."""
    done = 0
    element.text = ""
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        if not 0 <= start < end <= len(text):
            continue
        _append(element, text[done:start])
        element.append(_element(mark.fact, text[start:end]))
        done = end
    _append(element, text[done:])


def _words(fact: Any) -> str:
    """The words that a fact marks: a body's name, a time expression, a whole citation."""
    if isinstance(fact, Responsibility):
        return fact.agency_as_printed
    if isinstance(fact, Deadline):
        return fact.text
    words: str = fact.quote
    return words


def _free(text: str, words: str, start: int, end: int, held: list[Mark]) -> int | None:
    """Where `words` first stand between `start` and `end` without touching a mark, None when nowhere."""
    found = text.find(words, start, end) if words else -1
    while found >= 0:
        if all(mark.end <= found or mark.start >= found + len(words) for mark in held):
            return found
        found = text.find(words, found + 1, end)
    return None


def _element(fact: Any, words: str) -> Any:
    if isinstance(fact, Responsibility):
        named = E.organization(words, refersTo=f"#{agency_eid(fact.agency_id)}")
        return E.role(named, refersTo=f"#{role_eid(fact.role)}")
    if isinstance(fact, Deadline):
        return E.date(words, date=str(fact.due_on or fact.starts_on))
    if fact.cited_document_id is not None:
        return E.ref(words, href=link("documents", fact.cited_document_id))
    return E.ref(words, href=f"#cited-{fact.id.partition('/')[2].replace('/', '-')}")


def _append(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = text
    else:
        element.text = text
