"""A small made-up collection for the tests of what is written from records: one issue, two documents, a chronicle."""

from __future__ import annotations

import datetime as dt
import typing
from typing import Any

from parser import schema
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.model import (
    Agency,
    Annex,
    Citation,
    Clause,
    Deadline,
    Diagnostic,
    Document,
    Event,
    Issue,
    Line,
    Responsibility,
    Table,
    Task,
)
from parser.website.frames import Frame, Frames, frame_addresses


def example(record: Any, **values: Any) -> Any:
    """A record whose fields hold the examples of their declaration, `values` aside."""
    given = {column.name: _python(column.about.example, column.type) for column in schema.columns(record)}
    return record(**{**given, **values})


def _python(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if typing.get_origin(hint) is tuple:
        return tuple(_python(item, typing.get_args(hint)[0]) for item in value)
    return value


# Stand-ins for the frames that MkDocs makes, for tests of what is written into them.
BARE = Frames.fromkeys(frame_addresses(), Frame(("<title>", "title", "</title>", "body", "")))

DOCUMENT = "xsz-2019-46"
CHRONICLE = "2019-06-02"
AGENCY = "meng-zhu-fang-cheng-xiang-jian-she-ju"
LETTER = "《国务院办公厅关于\n开展改革的意见》"
TABLE = Table(rows=(("项目", "标准"), ("=1+1", "每人每年2万元")), merged=((0, 0, 1, 1),))

TEXT = "简化材料。\n牵头部门：盟自然资源局、住房城乡建设局。\n完成时限：2019年7月底前。"
QUOTE = "牵头部门：盟自然资源局、住房城乡建设局。"


def _clause(path: str, position: int, parent: str | None, **values: Any) -> Clause:
    own = {
        "id": f"{DOCUMENT}/e-{path}", "document_id": DOCUMENT, "part": "e", "path": path, "position": position,
        "parent_id": parent and f"{DOCUMENT}/e-{parent}", "level": path.count("-") + 1, "block": 10 + position,
        "line": 20 + position, "tables": (),
    }
    made: Clause = example(Clause, **{**own, **values})
    return made


CLAUSES = (
    _clause("1", 0, None, label="一、", heading="总体要求", heading_mark="", text="",
            blocks=(("clause", f"{DOCUMENT}/e-1-1"), ("clause", f"{DOCUMENT}/e-1-2"))),
    _clause("1-1", 1, "1", label="（一）", heading="精简审批", heading_mark="。", text=TEXT,
            blocks=tuple(("paragraph", paragraph) for paragraph in TEXT.split("\n"))),
    _clause("1-2", 2, "1", label="（二）", heading=None, heading_mark="", 
            text="+依据《国务院办公厅关于\n开展改革的意见》。", tables=(TABLE.rows,),
            blocks=(("paragraph", "+依据《国务院办公厅关于"), ("table", TABLE), ("paragraph", "开展改革的意见》。"))),
)


def _fact(record: Any, clause: Clause, quote: str, **values: Any) -> Any:
    start = clause.text.index(quote)
    return example(record, document_id=DOCUMENT, quoted_in=clause.id, quoted_field="text", quote=quote, start=start,
                   end=start + len(quote), **values)


COMPILED = CompiledIssue(
    issue=example(Issue),
    documents=(
        example(Document, id=DOCUMENT, addressees=("旗县市人民政府", "盟直;有关\\部门"), enclosure_title="审批改革方案",
                annexes=(Annex(number=1, title="任务分解表", included=False),), clause_count=3,
                responsibility_count=2, deadline_count=1),
        example(Document, id=CHRONICLE, position=2, number=None, number_as_printed=None, title="大事记", genre="大事记",
                issuer=None, addressees=(), issued_on=None, clause_count=0, responsibility_count=0, deadline_count=0),
    ),
    lines={
        DOCUMENT: (
            example(Line, part="b", kind="title", text="关于印发《工程建设项目审批制度改革方案》的通知", block=3),
            example(Line, part="b", kind="date", text="2019年6月4日", block=90),
        ),
        CHRONICLE: (example(Line, part="b", kind="section", text="行政公署大事记", block=100),),
    },
    clauses=CLAUSES,
    responsibilities=(
        _fact(Responsibility, CLAUSES[1], QUOTE, id=f"{CLAUSES[1].id}/r1", clause_id=CLAUSES[1].id),
        _fact(Responsibility, CLAUSES[1], QUOTE, id=f"{CLAUSES[1].id}/r2", clause_id=CLAUSES[1].id,
              agency="盟住房城乡建设局", agency_id=AGENCY, agency_as_printed="住房城乡建设局"),
    ),
    deadlines=(_fact(Deadline, CLAUSES[1], "2019年7月底前", id=f"{CLAUSES[1].id}/t1", clause_id=CLAUSES[1].id),),
    tasks=(example(Task, id=CLAUSES[1].id, responsible=(), text=TEXT),),
    citations=(
        _fact(Citation, CLAUSES[2], LETTER, id=f"{CLAUSES[2].id}/c1", clause_id=CLAUSES[2].id,
              title="国务院办公厅关于开展改革的意见", number=None, number_as_printed=None),
        _fact(Citation, CLAUSES[2], LETTER, id=f"{DOCUMENT}/b/c1", clause_id=None),
    ),
    events=(example(Event, document_id=CHRONICLE, id=f"{CHRONICLE}/v1", block=101),),
    diagnostics=(
        example(Diagnostic, document_id=DOCUMENT, clause_id=CLAUSES[1].id),
        example(Diagnostic, id="2019-06/g2", document_id=None, quote="@网页"),
    ),
)

COLLECTION = Collection(
    issues=(COMPILED,),
    agencies=(
        example(Agency),
        example(Agency, id=AGENCY, name="盟住房城乡建设局", aliases=("住房城乡建设局",)),
    ),
)
