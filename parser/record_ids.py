"""What the identifier of a record says: its document, the place in that document's page, the part of the document.

    xsz-2019-46/e-2-5-1/r1      document / place, which begins with the part / number of what was read there
"""

from __future__ import annotations


def anchor(id: str) -> str:
    """The anchor of a clause or an event, or of the clause of a fact, on its document's page: e-2-5-1; "" for a document."""
    return id.partition("/")[2].partition("/")[0]


def part_of(id: str) -> str:
    """The part of the document in which a clause stands: e."""
    return anchor(id).partition("-")[0]


def place(id: str) -> str:
    """Where the site shows what stands in a document: documents/xsz-2019-46/#e-2-5-1"""
    return f"documents/{id.partition('/')[0]}/" + (f"#{anchor(id)}" if "/" in id else "")
