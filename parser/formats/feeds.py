"""`feed.xml` and `feed.json`: documents as they appear, newest issue first; the same for each agency in `feeds/`.

Atom (RFC 4287) and JSON Feed 1.1. An agency's feed holds the documents that give it a task. `feeds/data.xml` and
`feeds/data.json` tell of releases of the data: an entry for each issue that came in, dated by the issue itself, for the
build knows no clock. What else changed between two releases, `python -m parser diff` tells.
"""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections import defaultdict
from pathlib import Path
from typing import Any

from lxml import etree

from parser import schema, schema_changes
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.gazette import gazette
from parser.model import Clause, Deadline, Document, Responsibility
from parser.website.issue_view import IssueView
from parser.website.links import link
from parser.website.site_address import address
from parser.wording import chinese_date

ATOM = "http://www.w3.org/2005/Atom"
END_OF_FEED = b"</feed>"
LATEST = 200  # entries in a feed: readers fetch the whole file each time


def of_issue(compiled: CompiledIssue) -> dict[str, bytes]:
    """What one issue gives to feeds, as parts: its documents as `Item`s, and its release."""
    view = IssueView(compiled)
    tasked: dict[str, dict[str, None]] = defaultdict(dict)
    for duty in compiled.responsibilities:
        tasked[duty.document_id][duty.agency_id] = None
    items = [
        (_published(document, view), -document.position, list(tasked[document.id]), *_written(_entry(document, view)))
        for document in compiled.documents
    ]
    release = _release(compiled)
    own: Item = (release["date_published"], 0, [], *_written(release))
    return {"feed/documents": json.dumps(items).encode(), "feed/release": json.dumps([own]).encode()}


# When it was published, minus its position, the agencies that it gives tasks; then the entry as JSON and as XML.
Item = tuple[str, int, list[str], str, str]


def write(collection: Collection, joined: JoinedFiles) -> None:
    """Write the feeds of the whole collection and of each agency."""
    newest: list[Item] = []
    of_agency: dict[str, list[Item]] = {agency.id: [] for agency in collection.agencies}
    for part in joined.parts("feed/documents"):
        for item in json.loads(part):
            _keep(newest, item)
            for agency in item[2]:
                _keep(of_agency.setdefault(agency, []), item)
    releases: list[Item] = []
    for part in joined.parts("feed/release"):
        _keep(releases, *json.loads(part))
    _write_pair(joined.root, "feed", f"{gazette().name}：新收公文", "", newest)
    (joined.root / "feeds").mkdir(exist_ok=True)
    _write_pair(joined.root, "feeds/data", f"{gazette().name}：数据更新", "data/", releases)
    for agency in collection.agencies:
        title, page = f"{agency.name}承担任务的公文", f"agencies/{agency.id}/"
        _write_pair(joined.root, f"feeds/{agency.id}", title, page, of_agency[agency.id])


def _keep(items: list[Item], item: Item) -> None:
    """Add an item to a feed, of which no more than twice the latest are held."""
    items.append(item)
    if len(items) > 2 * LATEST:
        items[:] = _latest(items)


def _latest(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item[:2], reverse=True)[:LATEST]  # those of one issue in its order


def _write_pair(root: Path, path: str, title: str, page: str, items: list[Item]) -> None:
    latest = _latest(items)
    atom = _atom(address(f"{path}.xml"), title, address(page), max((item[0] for item in latest), default=_midnight(None)))
    head, end, _ = atom.rpartition(END_OF_FEED)
    (root / f"{path}.xml").write_bytes(head + "".join(item[4] for item in latest).encode() + end + b"\n")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(page),
        "feed_url": address(f"{path}.json"),
        "language": "zh-CN",
        "items": [],
    }
    entries = ",\n".join(item[3] for item in latest)
    text = schema.dump(feed).replace('"items": []\n', f'"items": [\n{entries}\n  ]\n' if entries else '"items": []\n')
    (root / f"{path}.json").write_text(text, encoding="utf-8", newline="\n")


def _written(entry: dict[str, Any]) -> tuple[str, str]:
    """An entry as it stands in a JSON Feed and in an Atom feed."""
    return textwrap.indent(schema.dump(entry).rstrip("\n"), "    "), _atom_entry(entry)


def _entry(document: Document, view: IssueView) -> dict[str, Any]:
    """One document as an item of a JSON Feed."""
    said = [document.number, document.genre, document.issued_on and f"{chinese_date(document.issued_on)}成文"]
    said += [f"条款{document.clause_count}条", f"责任分工{document.responsibility_count}条"]
    said += [f"时限{document.deadline_count}条"]
    entry: dict[str, Any] = {
        "id": link("documents", document.id),
        "url": link("documents", document.id),
        "title": document.title,
        "content_text": "，".join(part for part in said if part) + "。",
        "date_published": _published(document, view),
    }
    if document.issuer is not None:
        entry["authors"] = [{"name": document.issuer}]
    return entry


def _release(compiled: CompiledIssue) -> dict[str, Any]:
    """One issue that came into the data, as an item of a JSON Feed."""
    issue = compiled.issue
    counts = "、".join(
        f"{record.title_zh}{compiled.count(record.table)}条" for record in (Clause, Responsibility, Deadline)
    )
    days = [document.issued_on for document in compiled.documents if document.issued_on]
    tree = address(f"data/issues/{issue.id}.json")
    return {
        "id": tree,
        "url": address("data/"),
        "title": f"收入{issue.title}",
        "content_text": f"公文{len(compiled.documents)}件、{counts}。"
        f"原文 {issue.source_file}，SHA-256 {issue.source_sha256}。数据格式第 {schema_changes.CURRENT} 版。",
        "date_published": _midnight(issue.published_on or max(days, default=None)),
        "attachments": [{"url": tree, "mime_type": "application/json", "title": f"{issue.title}（嵌套 JSON）"}],
    }


def _published(document: Document, view: IssueView) -> str:
    """The day on which the document appeared."""
    return _midnight(view.issue.published_on or document.issued_on)


def _midnight(day: dt.date | None) -> str:
    """The midnight in China with which a day began (RFC 3339); that of 1970 for an unknown day."""
    return f"{(day or dt.date(1970, 1, 1)).isoformat()}T00:00:00+08:00"


def _atom(own: str, title: str, page: str, updated: str) -> bytes:
    """An Atom feed without entries."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # None is the default namespace
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")
    _add(feed, "id", own)
    _add(feed, "title", title)
    _add(feed, "updated", updated)
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    _add(_add(feed, "author"), "name", gazette().publisher)
    content: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content


def _atom_entry(item: dict[str, Any]) -> str:
    """An entry as it stands in an Atom feed."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    entry = _add(feed, "entry")
    _add(entry, "id", item["id"])
    _add(entry, "title", item["title"])
    _add(entry, "updated", item["date_published"])
    _add(entry, "published", item["date_published"])
    _add(entry, "link", rel="alternate", type="text/html", href=item["url"])
    for held in item.get("attachments", ()):
        _add(entry, "link", rel="enclosure", type=held["mime_type"], href=held["url"], title=held["title"])
    for author in item.get("authors", ()):
        _add(_add(entry, "author"), "name", author["name"])
    _add(entry, "summary", item["content_text"])
    text: str = etree.tostring(feed, encoding="unicode", pretty_print=True)
    return text.partition("\n")[2].removesuffix(f"{END_OF_FEED.decode()}\n")  # the feed's own tags stand on lines of their own


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element
