"""`akn/{document}.xml` and `akn/{issue}.xml`: Akoma Ntoso 3.0, the OASIS standard for documents of authorities.

A document is a `doc`, an issue an `officialGazette` that refers to its documents. A clause's `eId` is its anchor on the
site. Owners stand as `role` and `organization` in the words that name them, time limits as `date`, cited documents as
`ref`. Every printed line and paragraph is there, in the order of the page.
http://docs.oasis-open.org/legaldocml/akn-core/v1.0/
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from parser.compiled import CompiledIssue
from parser.formats import akn_meta, nested
from parser.formats.akn_marks import Marks, add_marked, find_marks
from parser.formats.akn_meta import AKN, E
from parser.model import Document, Table
from parser.record_ids import anchor
from parser.wording import part_name

# Labels that name their level; other numbered clauses take the element of their level.
BY_LABEL = (("章", "chapter"), ("节", "section"), ("条", "article"))
BY_LEVEL = {1: "section", 2: "paragraph", 3: "subparagraph", 4: "point"}
LINE_ELEMENTS = {"title": "docTitle", "number": "docNumber", "part_title": "docTitle"}
EVENT_DATE = re.compile(r"[\d年月日至、—－-]+")  # 6月12日至14日
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def files(compiled: CompiledIssue) -> Iterator[tuple[str, bytes]]:
    """Every document of an issue, and the issue."""
    for document in compiled.documents:
        yield f"akn/{document.id}.xml", _bytes(_document(document, compiled))
    yield f"akn/{compiled.issue.id}.xml", _bytes(_issue(compiled))


def _document(document: Document, compiled: CompiledIssue) -> Any:
    tree, marks = nested.document_tree(document, compiled), find_marks(document, compiled)
    page = nested.in_page_order(tree)
    runs = [(part, list(run)) for part, run in itertools.groupby(page, lambda placed: placed[1].get("part", "b"))]
    doc = E.doc(akn_meta.of_document(document, compiled), name=document.genre)
    opening = list(itertools.takewhile(lambda placed: placed[0] == "line", runs[0][1])) if runs else []
    if opening:
        doc.append(E.preface(*(_line(line) for _, line in opening)))
        runs[0] = (runs[0][0], runs[0][1][len(opening):])
    body = E.mainBody()
    used: dict[str, int] = {}
    for part, run in runs:
        if run:
            used[part] = used.get(part, 0) + 1
            eid = f"part-{part}" if used[part] == 1 else f"part-{part}~{used[part]}"
            body.append(_part(part, eid, run, document, marks))
    if not len(body):
        body.append(E.p())
    doc.append(body)
    return E.akomaNtoso(doc)


def _part(part: str, eid: str, run: list[nested.Placed], document: Document, marks: Marks) -> Any:
    """A stretch of one part of the document: lines before, clauses or events, lines after."""
    name = part_name(part, document.enclosure_title is not None)
    container = E.hcontainer(name=name, eId=eid)
    first = next((place for place, (kind, _) in enumerate(run) if kind != "line"), len(run))
    last = max((place for place, (kind, _) in enumerate(run) if kind != "line"), default=-1)
    if last < 0:
        container.append(E.content(*(_line(line) for _, line in run)))
        return container
    if first > 0:
        container.append(E.intro(*(_line(line) for _, line in run[:first])))
    for kind, block in run[first : last + 1]:
        if kind == "line":
            container.append(E.crossHeading(_text(block["text"])))
        elif kind == "event":
            container.append(_event(block))
        else:
            container.append(_clause(block, marks))
    if last + 1 < len(run):
        container.append(E.wrapUp(*(_line(line) for _, line in run[last + 1 :])))
    return container


def _clause(clause: dict[str, Any], marks: Marks) -> Any:
    element = _clause_element(clause)
    if clause["label"]:
        element.append(E.num(_text(clause["label"])))
    if clause["heading"]:
        heading = E.heading()
        add_marked(heading, _text(clause["heading"]), marks.get((clause["id"], "heading"), []))
        _append_text(heading, _text(clause["heading_mark"]))
        element.append(heading)
    blocks, offset = [], 0
    for block in clause["blocks"]:
        if block["type"] == "clause":
            blocks.append(_clause(block, marks))
        elif block["type"] == "table":
            blocks.append(_table(block))
        else:
            paragraph = E.p()
            add_marked(paragraph, _text(block["text"]), marks.get((clause["id"], "text"), []), offset)
            offset += len(block["text"]) + 1  # the line feed between paragraphs
            blocks.append(paragraph)
    _arrange(element, blocks)
    return element


def _clause_element(clause: dict[str, Any]) -> Any:
    eid = anchor(clause["id"])
    if clause["kind"] == "numbered":
        named = (name for sign, name in BY_LABEL if clause["label"].startswith("第") and sign in clause["label"])
        return E(next(named, BY_LEVEL.get(clause["level"], "indent")), eId=eid)
    if clause["kind"] == "item":
        return E.indent(eId=eid)
    return E.hcontainer(name=clause["kind"], eId=eid)


def _arrange(element: Any, blocks: list[Any]) -> None:
    """Put a clause's blocks where the standard wants them: text before its clauses, its clauses, text after them."""
    below = [place for place, block in enumerate(blocks) if block.tag not in (f"{{{AKN}}}p", f"{{{AKN}}}table")]
    if not below:
        element.append(E.content(*(blocks or [E.p()])))
        return
    if below[0] > 0:
        element.append(E.intro(*blocks[: below[0]]))
    for is_text, run in itertools.groupby(range(below[0], below[-1] + 1), lambda place: place not in below):
        held = [blocks[place] for place in run]
        if is_text:  # text between two clauses
            element.append(E.hcontainer(E.content(*held), name="continuation"))
        else:
            element.extend(held)
    if below[-1] + 1 < len(blocks):
        element.append(E.wrapUp(*blocks[below[-1] + 1 :]))


def _table(table: dict[str, Any]) -> Any:
    made = E.table()
    for cells in Table(table["rows"], table["merged"]).printed_rows():
        line = E.tr()
        for cell, rows, columns in cells:
            extent = {"rowspan": str(rows), "colspan": str(columns)} if (rows, columns) != (1, 1) else {}
            line.append(E.td(*(E.p(_text(words)) for words in cell.split("\n")), **extent))
        made.append(line if len(line) else E.tr(E.td(E.p())))
    return made


def _event(event: dict[str, Any]) -> Any:
    text, paragraph = _text(event["text"]), E.p()
    date = EVENT_DATE.match(text)
    if date is not None:
        paragraph.append(E.date(date[0], date=event["starts_on"]))
    _append_text(paragraph, text[date.end() if date is not None else 0 :])
    return E.hcontainer(E.content(paragraph), name="event", eId=anchor(event["id"]))


def _line(line: dict[str, Any]) -> Any:
    name = LINE_ELEMENTS.get(line["kind"])
    inner = E(name, _text(line["text"])) if name else _text(line["text"])
    return E.p(inner, **{"class": line["kind"]})


def _issue(compiled: CompiledIssue) -> Any:
    components = [
        E.component(E.documentRef(href=f"{document.id}.xml", showAs=document.title), eId=f"document-{document.id}")
        for document in compiled.documents
    ]
    gazette = E.officialGazette(akn_meta.of_issue(compiled.issue), E.collectionBody(*components), name="公报")
    return E.akomaNtoso(gazette)


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _text(text: str) -> str:
    """Text without the characters that XML cannot hold, each replaced so that offsets stay."""
    return NOT_IN_XML.sub("�", text)


def _bytes(root: Any) -> bytes:
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
