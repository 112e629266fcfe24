"""Fourth pass: clause trees → responsibilities, deadlines and citations, each with its owner and its evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Citation, Deadline, Responsibility
from parser.reading.citations import Mention, read_mentions, unbalanced_title
from parser.reading.clause_tree import ClauseNode, walk
from parser.reading.deadline_facts import read_deadlines
from parser.reading.own_titles import OwnTitles
from parser.reading.passages import Passage, passages
from parser.reading.responsibility_facts import read_responsibilities
from parser.rules.agencies import read_office
from parser.text import compact


@dataclass
class Facts:
    """What one document says; identifiers are assigned in order of reading."""

    responsibilities: list[Responsibility] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


def read_facts(document: DocumentDraft, trees: dict[str, list[ClauseNode]], ids: dict[ClauseNode, str], report: Report) -> Facts:
    """All facts of one document; `ids` gives each clause its identifier."""
    nodes = [node for roots in trees.values() for node in walk(roots)]
    texts = passages(nodes)
    office = read_office(document.issuer)
    facts = Facts()
    facts.responsibilities, trailers = read_responsibilities(document, texts, ids, office, report)
    facts.deadlines = read_deadlines(document, texts, ids, trailers, report)
    facts.citations = _read_citations(document, texts, ids, report)
    return facts


def _read_citations(
    document: DocumentDraft,
    texts: list[Passage],
    ids: dict[ClauseNode, str],
    report: Report,
) -> list[Citation]:
    own = OwnTitles(document)
    named: dict[str, Mention] = {}  # what 以下简称《…》 stands for
    citations: list[Citation] = []
    counts: Counter[str] = Counter()
    for passage in texts:
        if "《" not in passage.text and "号" not in passage.text and "》" not in passage.text:
            continue
        clause = ids[passage.node]
        where = {"clause_id": clause, "document_id": document.id}
        in_body = clause.startswith(f"{document.id}/b-")
        for mention in read_mentions(passage.text):
            title = compact(mention.title or "")
            is_own = title not in named and own.hold(mention, passage.text, in_body)
            if mention.abbreviation and is_own:
                own.abbreviate(mention.abbreviation)
            elif mention.abbreviation:
                named[mention.abbreviation] = mention
            if is_own:
                continue
            number, rule = mention.number, mention.rule
            if number is None and title in named:
                number, rule = named[title].number, "title-abbreviated"
            if mention.damage:
                printed = mention.number_as_printed or ""
                report(f"number-brackets-{mention.damage}", passage.block, printed, printed=printed, number=number, **where)
            if mention.title is None:
                report("citation-number-doubtful", passage.block, mention.number_as_printed or "", what=number, **where)
            counts[clause] += 1
            citations.append(
                Citation(
                    id=f"{clause}/c{counts[clause]}",
                    document_id=document.id,
                    clause_id=None if passage.node.kind == "paragraph" else clause,
                    title=mention.title,
                    number=number,
                    number_as_printed=mention.number_as_printed,
                    relation=mention.relation,
                    cited_document_id=None,
                    quoted_in=clause,
                    quoted_field=passage.field,
                    quote=passage.text[mention.start : mention.end],
                    start=passage.offset + mention.start,
                    end=passage.offset + mention.end,
                    rule=rule,
                )
            )
        if lone := unbalanced_title(passage.text):
            report("citation-brackets-unbalanced", passage.block, lone, what=lone, **where)
    return citations
