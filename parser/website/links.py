"""The page of the site that shows a record, for the formats that link back to it."""

from __future__ import annotations

from parser.record_ids import place
from parser.website import site_address

WITH_PAGES = ("issues", "agencies")  # pages of their own
LINKED = (*WITH_PAGES, "documents", "clauses", "tasks", "deadlines", "responsibilities", "citations")


def link(table: str, id: str) -> str:
    """The full address of the page for the record of this id: `xsz-2019-46/e-2-5-1/r1` leads to its clause."""
    return site_address.address(f"{table}/{id}/" if table in WITH_PAGES else place(id))
