"""Pages of the real site: one of each kind, by name."""

from __future__ import annotations

DOCUMENT = "documents/xsz-2019-46/"
CLAUSE = "e-2-5-1"  # 二、（五）1. of 兴署字〔2019〕46号
PAGES = {
    "home": "", "issues": "issues/", "issue": "issues/2019-06/", "documents": "documents/", "document": DOCUMENT,
    "annexes": "documents/xsf-2019-41/", "chronicle": "documents/2019-06-08/", "agencies": "agencies/",
    "agency": "agencies/meng-zi-ran-zi-yuan-ju/", "tasks": "tasks/", "deadlines": "deadlines/", "events": "events/",
    "citations": "citations/", "data": "data/", "use": "data/use/", "fields": "data/fields/",
    "quality": "quality/", "about": "about/", "rules": "rules/",
    "search": "search/", "missing": "404.html",
}
