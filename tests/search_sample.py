"""Collections for the tests and measurements of the search: the real issue, and large ones made by varying it."""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.compiler import compile_issue
from parser.joining import collect
from parser.model import Clause

SOURCE = Path(__file__).resolve().parent.parent / "source_html" / "2019-06.html"
SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")


@functools.cache
def real_collection() -> Collection:
    """The real issue, compiled."""
    return collect([compile_issue(SOURCE)])


def varied(compiled: CompiledIssue, count: int, seed: int = 1, texts: tuple[str, ...] = ()) -> Iterator[CompiledIssue]:
    """`count` issues like `compiled`: numbers and dates moved, sentences exchanged, 3 characters in a hundred replaced.

    The replaced characters are what a larger collection has and a shuffled issue has not: names and words that occur
    only once. `texts` are further sources of sentences.
    """
    rng = random.Random(seed)
    own = "\n".join(clause.text for clause in compiled.clauses)
    sentences = [found for text in (own, *texts) for found in SENTENCE.findall(text) if len(found) > 8]
    han = [char for char in own if "\u4e00" <= char <= "\u9fff"]

    def vary(text: str) -> str:
        chars = list(text)
        for at in rng.sample(range(len(chars)), k=round(len(chars) * 0.03)):
            if "\u4e00" <= chars[at] <= "\u9fff":
                chars[at] = rng.choice(han)
            elif chars[at].isdigit():
                chars[at] = rng.choice("0123456789")
        return "".join(chars)

    def vary_clause(clause: Clause, ids: dict[str, str]) -> Clause:
        found = [sentence for sentence in SENTENCE.findall(clause.text) if sentence]
        kept = [sentence if rng.random() < 0.4 else rng.choice(sentences) for sentence in found]
        return replace(
            clause, document_id=ids[clause.document_id], id=moved(clause.id, ids),
            parent_id=clause.parent_id and moved(clause.parent_id, ids),
            heading=clause.heading and vary(clause.heading), text=vary("".join(kept)),
        )

    def moved(clause_id: str, ids: dict[str, str]) -> str:
        document, _, rest = clause_id.partition("/")
        return f"{ids[document]}/{rest}"

    for number in range(count):
        year, month = 1990 + number // 12, number % 12 + 1
        issue_id = f"{year}-{month:02}"
        ids = {document.id: f"{issue_id}-{document.position:02}" for document in compiled.documents}
        yield replace(
            compiled,
            issue=replace(compiled.issue, id=issue_id, year=year, number=month, published_on=dt.date(year, month, 28),
                          title=f"兴安盟行政公署公报{year}年第{month}期（总第{number + 1}期）"),
            documents=tuple(
                replace(document, id=ids[document.id], issue_id=issue_id, title=vary(document.title),
                        number=document.number and re.sub(r"\d{4}", str(year), document.number),
                        issued_on=document.issued_on and dt.date(year, month, 14))
                for document in compiled.documents
            ),
            lines={ids[document]: lines for document, lines in compiled.lines.items()},
            clauses=tuple(vary_clause(clause, ids) for clause in compiled.clauses),
            responsibilities=tuple(
                replace(one, document_id=ids[one.document_id], clause_id=moved(one.clause_id, ids))
                for one in compiled.responsibilities
            ),
            deadlines=tuple(
                replace(one, document_id=ids[one.document_id], clause_id=moved(one.clause_id, ids),
                        due_on=one.due_on and dt.date(year, rng.randrange(1, 13), 28))
                for one in compiled.deadlines
            ),
            events=tuple(
                replace(one, id=moved(one.id, ids), document_id=ids[one.document_id], text=vary(one.text))
                for one in compiled.events
            ),
        )


def large_collection(issues: int, seed: int = 1, texts: tuple[str, ...] = ()) -> Collection:
    """The real issue varied to so many issues, with its agencies."""
    real = real_collection()
    return replace(real, issues=tuple(varied(real.issues[0], issues, seed, texts)))
