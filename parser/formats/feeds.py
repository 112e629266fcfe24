"""`feed.xml` and `feed.json`: documents as they appear, newest issue first; the same for each agency in `feeds/`.

Atom (RFC 4287) and JSON Feed 1.1. An agency's feed holds the documents that give it a task. `feeds/data.xml` and
`feeds/data.json` tell of releases of the data: an entry for each issue that came in, dated by the issue itself, for the
build knows no clock. What else changed between two releases, `python -m parser diff` tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from parser import schema, schema_changes
from parser.compiled import Collection, CompiledIssue
from parser.gazette import gazette
from parser.links import link
from parser.lookup import Lookup, look_up
from parser.model import Clause, Deadline, Document, Responsibility
from parser.site_address import address
from parser.wording import chinese_date

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 200  # entries in a feed: readers fetch the whole file each time


def write(collection: Collection, web_root: Path) -> None:
    """Write the feeds of the whole collection and of each agency."""
    lookup = look_up(collection)
    newest_first = sorted(
        collection.records("documents"), key=lambda document: (_published(document, lookup), -document.position),
        reverse=True,
    )
    entries = [_entry(document, lookup) for document in newest_first[:LATEST]]
    _write_pair(web_root / "feed", "feed", f"{gazette().name}：新收公文", "", entries)
    (web_root / "feeds").mkdir(exist_ok=True)
    releases = sorted(map(_release, collection.issues), key=lambda entry: str(entry["date_published"]), reverse=True)
    _write_pair(web_root / "feeds" / "data", "feeds/data", f"{gazette().name}：数据更新", "data/", releases[:LATEST])
    for agency in collection.agencies:
        tasked = {duty.document_id for duty in lookup.duties_of.get(agency.id, ())}
        documents = [document for document in newest_first if document.id in tasked]
        entries = [_entry(document, lookup) for document in documents[:LATEST]]
        path = f"feeds/{agency.id}"
        _write_pair(web_root / path, path, f"{agency.name}承担任务的公文", f"agencies/{agency.id}/", entries)


def _write_pair(file: Path, path: str, title: str, page: str, entries: Sequence[dict[str, Any]]) -> None:
    file.with_name(f"{file.name}.xml").write_bytes(_atom(address(f"{path}.xml"), title, address(page), entries))
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(page),
        "feed_url": address(f"{path}.json"),
        "language": "zh-CN",
        "items": entries,
    }
    file.with_name(f"{file.name}.json").write_text(schema.dump(feed), encoding="utf-8", newline="\n")


def _entry(document: Document, lookup: Lookup) -> dict[str, Any]:
    """One document as an item of a JSON Feed."""
    said = [document.number, document.genre, document.issued_on and f"{chinese_date(document.issued_on)}成文"]
    said += [f"条款{document.clause_count}条", f"责任分工{document.responsibility_count}条"]
    said += [f"时限{document.deadline_count}条"]
    entry: dict[str, Any] = {
        "id": link("documents", document.id),
        "url": link("documents", document.id),
        "title": document.title,
        "content_text": "，".join(part for part in said if part) + "。",
        "date_published": _published(document, lookup),
    }
    if document.issuer is not None:
        entry["authors"] = [{"name": document.issuer}]
    return entry


def _release(compiled: CompiledIssue) -> dict[str, Any]:
    """One issue that came into the data, as an item of a JSON Feed."""
    issue = compiled.issue
    counts = "、".join(
        f"{record.title_zh}{len(getattr(compiled, record.table))}条" for record in (Clause, Responsibility, Deadline)
    )
    days = [document.issued_on for document in compiled.documents if document.issued_on]
    tree = address(f"data/issues/{issue.id}.json")
    return {
        "id": tree,
        "url": address("data/"),
        "title": f"收入{issue.title}",
        "content_text": f"公文{len(compiled.documents)}件、{counts}。原文 {issue.source_file}，SHA-256 {issue.source_sha256}。数据格式第 {schema_changes.CURRENT} 版。",
        "date_published": _midnight(issue.published_on or max(days, default=None)),
        "attachments": [{"url": tree, "mime_type": "application/json", "title": f"{issue.title}（嵌套 JSON）"}],
    }


def _published(document: Document, lookup: Lookup) -> str:
    """The day on which the document appeared."""
    return _midnight(lookup.issues[document.issue_id].published_on or document.issued_on)


def _midnight(day: dt.date | None) -> str:
    """The midnight in China with which a day began (RFC 3339); that of 1970 for an unknown day."""
    return f"{(day or dt.date(1970, 1, 1)).isoformat()}T00:00:00+08:00"


def _atom(own: str, title: str, page: str, entries: Sequence[dict[str, Any]]) -> bytes:
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # None is the default namespace
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")

    def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
        element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text
        return element

    add(feed, "id", own)
    add(feed, "title", title)
    add(feed, "updated", max((entry["date_published"] for entry in entries), default="1970-01-01T00:00:00+08:00"))
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(add(feed, "author"), "name", gazette().publisher)
    for item in entries:
        entry = add(feed, "entry")
        add(entry, "id", item["id"])
        add(entry, "title", item["title"])
        add(entry, "updated", item["date_published"])
        add(entry, "published", item["date_published"])
        add(entry, "link", rel="alternate", type="text/html", href=item["url"])
        for held in item.get("attachments", ()):
            add(entry, "link", rel="enclosure", type=held["mime_type"], href=held["url"], title=held["title"])
        for author in item.get("authors", ()):
            add(add(entry, "author"), "name", author["name"])
        add(entry, "summary", item["content_text"])
    content: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content
