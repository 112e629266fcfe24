"""Small pages at addresses that moved, which lead readers and search engines on to the new ones."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path

from parser.compiled import Collection

PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>页面已移动</title>
<link rel="canonical" href="{target}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<script>
  // An address of a clause, …/#e-2-5-1, leads to the clause that took its place.
  var moved = {anchors}, anchor = location.hash.slice(1);
  location.replace(moved[anchor] || {target_json} + (anchor ? "#" + anchor : ""));
</script>
<p>本页已移动到 <a href="{target}">新的地址</a>。</p>
</html>
"""
MOVED_CLAUSES = """<script>
  // An address of a clause that moved leads to the clause that took its place.
  (function () {{
    var moved = {anchors}, target = moved[location.hash.slice(1)];
    if (target) location.replace(target);
  }})();
</script>
"""
WITHDRAWN = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>页面已撤回</title>
<meta name="robots" content="noindex">
<p>本页内容已撤回。<a href="{target}">回到首页</a></p>
</html>
"""


def write_redirects(aliases: Mapping[str, str], collection: Collection, web_root: Path) -> None:
    """A page for every issue, document and agency that moved or was withdrawn; one that exists is never replaced.

    The kind of an old identifier is that of its new one; a withdrawn one stands under every kind that it may have had.
    """
    folders = {
        record.id: table for table in ("issues", "documents", "agencies") for record in collection.records(table)
    }
    for old, new in aliases.items():
        if "/" in old:
            continue  # a clause: led on by the page of its document
        for folder in [folders[new]] if new else ("issues", "documents", "agencies"):
            page = web_root / folder / old / "index.html"
            if page.exists() or (new and new not in folders):
                continue
            page.parent.mkdir(parents=True)
            page.write_text(_page(folder, old, new, aliases), encoding="utf-8", newline="\n")
    _lead_on_clauses(aliases, web_root)


def _lead_on_clauses(aliases: Mapping[str, str], web_root: Path) -> None:
    """Let the page of a document that is still there lead from its clauses that moved to the new ones."""
    for document in dict.fromkeys(old.partition("/")[0] for old, new in aliases.items() if "/" in old and new):
        page = web_root / "documents" / document / "index.html"
        if document not in aliases and page.is_file():
            script = MOVED_CLAUSES.format(anchors=_in_script(_anchors(document, aliases)))
            before, end, after = page.read_text(encoding="utf-8").rpartition("</body>")
            page.write_text(before + script + end + after, encoding="utf-8", newline="\n")


def _page(folder: str, old: str, new: str, aliases: Mapping[str, str]) -> str:
    if not new:
        return WITHDRAWN.format(target="../../")
    target = f"../../{folder}/{new}/"
    anchors = _in_script(_anchors(old, aliases))
    return PAGE.format(target=html.escape(target), anchors=anchors, target_json=_in_script(target))


def _anchors(document: str, aliases: Mapping[str, str]) -> dict[str, str]:
    """Old anchor of a clause of `document` → the address of its new clause, from the document's page."""
    anchors = {}
    for old, new in aliases.items():
        its_document, _, anchor = old.partition("/")
        if its_document == document and anchor and new:
            new_document, _, new_anchor = new.partition("/")
            anchors[anchor] = f"../../documents/{new_document}/#{new_anchor}"
    return anchors


def _in_script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
