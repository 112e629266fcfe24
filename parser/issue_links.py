"""What one issue must know of the others, and how its records change by it.

A document printed again in a later issue gets `~2`, so that two things never share an identifier. A citation leads to
the document of the number that it names, to the first print of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from parser.compiled import Links
from parser.issue_summary import IssueSummary
from parser.model import Clause


def link_issues(summaries: Callable[[], Iterable[IssueSummary]]) -> list[Links]:
    """The links of each issue; `summaries` gives the issues in order, and is asked twice, so that none need be kept."""
    renamed: list[dict[str, str]] = []
    home: dict[str, int] = {}  # document id → its issue
    by_number: dict[str, str] = {}
    names: dict[str, str] = {}
    for place, summary in enumerate(summaries()):
        own = [id for id, _, _ in summary.documents]
        renamed.append({id: _free(id, home, own) for id in own if id in home})
        for id, number, title in summary.documents:
            published = renamed[place].get(id, id)
            home[published], names[published] = place, number or title
            if number:
                by_number.setdefault(number, published)
    cited: list[dict[str, str]] = []
    cited_by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for place, summary in enumerate(summaries()):
        cited.append({number: by_number[number] for _, number, _ in summary.citations if number in by_number})
        for document, number, quoted_in in summary.citations:
            if number in by_number:
                citing = renamed_id(document, renamed[place]), renamed_id(quoted_in, renamed[place])
                cited_by[by_number[number]].append(citing)
    own_cited_by: list[dict[str, list[tuple[str, str]]]] = [{} for _ in renamed]
    for document, citations in cited_by.items():
        own_cited_by[home[document]][document] = citations
    return [
        Links(renamed=renamed[place], cited=cited[place], cited_by=own_cited_by[place], names={
            document: names[document]
            for document in sorted({*cited[place].values(), *(
                citing for citations in own_cited_by[place].values() for citing, _ in citations)})
        })
        for place in range(len(renamed))
    ]


def linked(table: str, records: Any, links: Links) -> Any:
    """The records of one table of an issue (`lines`: by document, `issue`: the one record) as its links say."""
    if table == "citations":
        records = tuple(
            replace(record, cited_document_id=links.cited.get(record.number) if record.number else None)
            for record in records
        )
    if not links.renamed or table == "issue":
        return records
    if table == "lines":
        return {links.renamed.get(document, document): lines for document, lines in records.items()}
    return tuple(_renamed_record(record, links.renamed) for record in records)


def _free(id: str, *taken: Container[str]) -> str:
    n = 2
    while any(f"{id}~{n}" in some for some in taken):
        n += 1
    return f"{id}~{n}"


def _renamed_record(record: Any, renamed: Mapping[str, str]) -> Any:
    ids = [name for name in record.__dict__ if name == "quoted_in" or (name.endswith("id") and name != "cited_document_id")]
    changed: dict[str, Any] = {
        name: renamed_id(value, renamed) for name in ids if (value := getattr(record, name)) is not None
    }
    if isinstance(record, Clause):
        changed["blocks"] = tuple(
            (kind, renamed_id(held, renamed) if kind == "clause" and isinstance(held, str) else held)
            for kind, held in record.blocks
        )
    return replace(record, **changed)


def renamed_id(id: str, renamed: Mapping[str, str]) -> str:
    """xsz-2019-46/e-2 → xsz-2019-46~2/e-2"""
    document, slash, rest = id.partition("/")
    return renamed.get(document, document) + slash + rest
