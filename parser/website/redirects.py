"""Small pages at addresses that moved, which lead readers and search engines on to the new ones."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path

from parser.collection import Collection
from parser.record_ids import anchor, place
from parser.website.hosting import policy_in_page

HEAD = f"""<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy_in_page()}">
"""
# assets/js/moved.js reads the block: an address of a clause, …/#e-2-5-1, leads to the clause that took its place.
SCRIPT = """<script type="application/json" id="moved">{moved}</script>
<script src="../../assets/js/moved.js"></script>
"""
PAGE = """<title>页面已移动</title>
<link rel="canonical" href="{target}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
{script}<p>本页已移动到 <a href="{target}">新的地址</a>。</p>
</html>
"""
WITHDRAWN = """<title>页面已撤回</title>
<meta name="robots" content="noindex">
<p>本页内容已撤回。<a href="{target}">回到首页</a></p>
</html>
"""


def write_redirects(aliases: Mapping[str, str], collection: Collection, web_root: Path) -> None:
    """A page for every issue, document and agency that moved or was withdrawn; one that exists is never replaced.

    The kind of an old identifier is that of its new one, where that is a clause its document's; a withdrawn one stands
    under every kind that it may have had.
    """
    folders = {
        record.id: table for table in ("issues", "documents", "agencies") for record in collection.records(table)
    }
    for old, new in aliases.items():
        if "/" in old:
            continue  # a clause: led on by the page of its document
        for folder in [folders.get(new, "documents")] if new else ("issues", "documents", "agencies"):
            page = web_root / folder / old / "index.html"
            if page.exists():
                continue
            page.parent.mkdir(parents=True)
            page.write_text(_page(folder, old, new, aliases), encoding="utf-8", newline="\n")
    _lead_on_clauses(aliases, web_root)


def _lead_on_clauses(aliases: Mapping[str, str], web_root: Path) -> None:
    """Let the page of a document that is still there lead from its clauses that moved to the new ones."""
    for document in dict.fromkeys(old.partition("/")[0] for old, new in aliases.items() if "/" in old and new):
        page = web_root / "documents" / document / "index.html"
        if document not in aliases and page.is_file():
            before, end, after = page.read_text(encoding="utf-8").rpartition("</body>")
            page.unlink()  # a new file in its place: the page may be linked elsewhere, and stays there as it was
            page.write_text(before + _script(document, aliases, None) + end + after, encoding="utf-8", newline="\n")


def _page(folder: str, old: str, new: str, aliases: Mapping[str, str]) -> str:
    if not new:
        return HEAD + WITHDRAWN.format(target="../../")
    target = "../../" + (place(new) if folder == "documents" else f"{folder}/{new}/")
    return HEAD + PAGE.format(target=html.escape(target), script=_script(old, aliases, target))


def _script(document: str, aliases: Mapping[str, str], target: str | None) -> str:
    """What leads on from an address within the page; to `target` from all others, when there is one."""
    moved = {"to": target, "clauses": _anchors(document, aliases)}
    return SCRIPT.format(moved=json.dumps(moved, ensure_ascii=False).replace("<", "\\u003c"))


def _anchors(document: str, aliases: Mapping[str, str]) -> dict[str, str]:
    """Old anchor of a clause of `document` → the address of its new clause, from the document's page."""
    return {anchor(old): f"../../{place(new)}" for old, new in aliases.items() if new and old.startswith(f"{document}/")}
