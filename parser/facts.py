"""Fourth pass: clause trees → responsibilities, deadlines and citations, each with its owner and its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parser.citations import protected_spans, read_mentions
from parser.clause_tree import ClauseNode, walk
from parser.deadline_facts import read_deadlines
from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Citation, Deadline, QuotedField, Responsibility, Table
from parser.responsibility_facts import read_responsibilities
from parser.rules.agencies import read_office
from parser.text import compact


@dataclass(frozen=True)
class Passage:
    """One paragraph (or heading, or a table's cells) of a clause; `offset` is where it starts in the quoted field."""

    node: ClauseNode
    field: QuotedField
    text: str
    offset: int
    block: int


@dataclass
class Facts:
    """What one document says; identifiers are assigned in order of reading."""

    responsibilities: list[Responsibility] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


def passages(nodes: Iterable[ClauseNode]) -> list[Passage]:
    """The texts of clauses in reading order."""
    found: list[Passage] = []
    for node in nodes:
        if node.heading:
            found.append(Passage(node, "heading", node.heading, 0, node.block))
        offset = 0
        cells_offset = 0
        for piece in node.content:
            if isinstance(piece, str):
                found.append(Passage(node, "text", piece, offset, node.block))
                offset += len(piece) + 1
            elif isinstance(piece, Table):
                cells = "\n".join(piece.printed_cells())
                found.append(Passage(node, "cells", cells, cells_offset, node.block))
                cells_offset += len(cells) + 1
    return found


def read_facts(document: DocumentDraft, trees: dict[str, list[ClauseNode]], ids: dict[ClauseNode, str], report: Report) -> Facts:
    """All facts of one document; `ids` gives each clause its identifier."""
    nodes = [node for roots in trees.values() for node in walk(roots)]
    texts = passages(nodes)
    office = read_office(document.issuer)
    facts = Facts()
    facts.responsibilities, trailers = read_responsibilities(document, texts, ids, office, report)
    facts.deadlines = read_deadlines(document, texts, ids, trailers, report)
    facts.citations = _read_citations(document, trees, texts, ids, report)
    return facts


def _read_citations(document: DocumentDraft, trees: dict[str, list[ClauseNode]], texts: list[Passage], ids: dict[ClauseNode, str],
                    report: Report) -> list[Citation]:
    own = {compact(annex.title).strip("《》") for annex in document.annexes}
    own |= {compact(part.title) for part in document.parts if part.title}
    cover = document.enclosure_title is not None
    citations: list[Citation] = []
    counts: dict[str, int] = {}
    for passage in texts:
        for mention in read_mentions(passage.text, own):
            in_cover = cover and ids[passage.node].startswith(f"{document.id}/b-") and mention.number is None
            if in_cover and mention.title and any(compact(mention.title) in compact(title) or compact(title) in compact(mention.title) for title in own):
                continue
            clause = ids[passage.node]
            counts[clause] = counts.get(clause, 0) + 1
            if mention.repaired:
                report("number-brackets-missing", passage.block, mention.number_as_printed or "", clause_id=clause, document_id=document.id,
                       printed=mention.number_as_printed, number=mention.number)
            if mention.title is None:
                report("citation-number-doubtful", passage.block, mention.number_as_printed or "", clause_id=clause, document_id=document.id,
                       what=mention.number_as_printed)
            citations.append(Citation(
                id=f"{clause}/c{counts[clause]}", document_id=document.id, clause_id=None if passage.node.kind == "paragraph" else clause,
                title=mention.title, number=mention.number, number_as_printed=mention.number_as_printed, relation=mention.relation,
                cited_document_id=None, quoted_in=clause, quoted_field=passage.field, quote=passage.text[mention.start:mention.end],
                start=passage.offset + mention.start, end=passage.offset + mention.end, rule=mention.rule,
            ))
    return citations


__all__ = ["Facts", "Passage", "passages", "protected_spans", "read_facts"]
