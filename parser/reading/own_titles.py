"""Which titles in 《》 are a document's own: itself, what it issues, its annexes. Mentions of these are no citations."""

from __future__ import annotations

import re

from parser.header import DocumentDraft
from parser.reading.citations import Mention
from parser.reading.title_lines import title_key
from parser.rules.citations import ISSUED_HERE, ITSELF
from parser.rules.headers import COVER_TITLE, ORDER_TITLE, OTHER_GENRES

_LAST_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")  # （试行）, （2021—2025年）


class OwnTitles:
    """The titles of one document, and the abbreviations that it gives them."""

    def __init__(self, document: DocumentDraft) -> None:
        self.number = document.number
        issued = document.enclosure_title.split("；") if document.enclosure_title else []
        # What a notice issues is its own even where the text was not found; what it forwards is another's.
        announced = COVER_TITLE.search(document.title)
        is_order = ORDER_TITLE.match(document.title) is not None
        self.is_cover = announced is not None or bool(issued) or is_order
        self.issues = is_order or (announced is not None and announced["verb"] not in ("转发", "批转"))
        if announced and self.issues:
            issued.append(announced["issued"])
        titles = [document.title, *issued, *(annex.title for annex in document.annexes), *(part.title or "" for part in document.parts)]
        self.titles = {title_key(title) for title in titles if title}
        self.stems = {_stem(title) for title in titles if title}
        self.short = {kind for kind in OTHER_GENRES for title in issued if title.endswith(kind)}  # 《方案》

    def abbreviate(self, short: str) -> None:
        """From here on the document calls one of its titles so."""
        self.short.add(title_key(short))

    def hold(self, mention: Mention, text: str, in_body: bool) -> bool:
        """Whether a mention in `text` is of the document itself; `in_body` tells that it stands in its own text, not in an enclosure or annex."""
        if mention.annexed or mention.title is None:
            return mention.annexed
        in_cover = in_body and self.is_cover
        issued_here = in_cover and ISSUED_HERE.match(text, mention.end) is not None
        another = mention.relation in ("repeals", "amends") or mention.number not in (None, self.number)
        if another and not issued_here:
            return False  # an older version may bear the same title
        key, stem = title_key(mention.title), _stem(mention.title)
        if key in self.titles or key in self.short or (issued_here and self.issues) or ITSELF.search(text, 0, mention.start):
            return True
        if not in_cover or mention.number:
            return False
        return any(own.endswith(stem) or (issued_here and (stem in own or own in stem)) for own in self.stems)


def _stem(title: str) -> str:
    return title_key(_LAST_BRACKET.sub("", title))
