"""Collections of any size with known facts, made from the real issue: `python -m tests.corpus FOLDER --issues 1200`.

An issue depends on its seed and its place alone: a collection of 1,201 issues is one of 1,200 and one more. Two flavours:
`small`, a few short documents an issue, all of whose facts are known; `whole`, the real issue's eight documents in another
order under other names, numbers and dates, whose owners in labels and brackets, labelled limits and clauses are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tests.corpus import small, whole
from tests.corpus.facts import DocumentFacts, Generated, IssueFacts
from tests.corpus.plan import MOST_ISSUES, WHOLE_DOCUMENTS, Plan, plan

__all__ = ["DocumentFacts", "Flavour", "Generated", "IssueFacts", "generate", "generate_one", "write"]

Flavour = Literal["small", "whole"]


def generate(issues: int, seed: int = 1, flavour: Flavour = "whole", documents: int | None = None) -> Iterator[Generated]:
    """So many issues in order. `documents` an issue: any number of small ones (2 when not said), up to 8 whole ones."""
    for index in range(issues):
        yield generate_one(index, seed, flavour, documents)


def generate_one(index: int, seed: int = 1, flavour: Flavour = "whole", documents: int | None = None) -> Generated:
    """The issue at one place (0-based) of a collection; raises ValueError beyond what years and the real issue can give."""
    if not 0 <= index < MOST_ISSUES:
        raise ValueError(f"a collection has at most {MOST_ISSUES} issues")
    if flavour == "small":
        planned = plan(seed, index, documents or 2)
        lines, facts = small.write_issue(seed, planned)
    else:
        count = documents or WHOLE_DOCUMENTS
        if count > WHOLE_DOCUMENTS:
            raise ValueError(f"a whole issue has at most {WHOLE_DOCUMENTS} documents")
        planned = plan(seed, index, min(count, WHOLE_DOCUMENTS - 1))
        lines, facts = whole.write_issue(seed, planned, chronicle=count == WHOLE_DOCUMENTS)
    return Generated(f"{planned.id}.html", _page(planned, lines), facts)


def write(folder: Path, issues: int, seed: int = 1, flavour: Flavour = "whole", documents: int | None = None) -> list[IssueFacts]:
    """Write a collection into a folder, which is made, a file an issue; returns what is known of each."""
    folder.mkdir(parents=True, exist_ok=True)
    known = []
    for issue in generate(issues, seed, flavour, documents):
        (folder / issue.name).write_bytes(issue.data)
        known.append(issue.facts)
    return known


def _page(plan: Plan, lines: list[str]) -> bytes:
    """A page in the layout of the real one."""
    day = plan.published_on
    return "\n".join((
        "<!DOCTYPE html>", "<html>", "<head>", '<meta charset="utf-8">', f"<title>{plan.title}</title>", "</head>", "<body>",
        '<div class="position">您的位置: 政务公开&nbsp;&gt;&nbsp;公报</div>', '<div class="content">', f'<div class="qzqd_tit">{plan.title}</div>',
        f'<div class="xxgk_top">来源:办公室 作者:办公室 发布时间:{day.year}年{day.month:02}月{day.day:02}日</div>', '<div class="content_xilan">',
        *(line if line.startswith("<") else f"<p>{line}</p>" for line in lines),
        "</div>", "</div>", '<div class="footer">', f"<p>{plan.office.office}主办</p>", "</div>", "</body>", "</html>", "",
    )).encode()
