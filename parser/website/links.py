"""The page of the site that shows a record, for the formats that link back to it."""

from __future__ import annotations

from parser.website import site_address

# Table → address of the page of one record, from its id. A clause is an anchor of its document's page.
LINKED = {
    "issues": "issues/{id}/",
    "documents": "documents/{id}/",
    "clauses": "documents/{document}/#{anchor}",
    "tasks": "documents/{document}/#{anchor}",
    "deadlines": "documents/{document}/#{anchor}",
    "responsibilities": "documents/{document}/#{anchor}",
    "citations": "documents/{document}/#{anchor}",
    "agencies": "agencies/{id}/",
}


def link(table: str, id: str) -> str:
    """The full address of the page for the record of this id: `xsz-2019-46/e-2-5-1/r1` leads to its clause."""
    document, _, rest = id.partition("/")
    return site_address.address(LINKED[table].format(id=id, document=document, anchor=rest.partition("/")[0]))
