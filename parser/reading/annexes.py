"""The annexes of a document: the list below its text (附件：1.…), the marks above their texts, and their titles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parser.diagnostics import Report
from parser.model import Annex
from parser.reading.document_lines import date_line
from parser.reading.title_lines import MAX_PART_TITLE_LINES, title_key
from parser.rules.headers import ANNEX_LIST_ITEM, ANNEX_MARK, ANNEX_TITLE_END
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import has_han

_SHORTEST_SENTENCE = 12  # characters


@dataclass
class AnnexList:
    """What a document lists as its annexes: number → title, and the block that lists it."""

    titles: dict[int, str] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)

    def add(self, number: int, title: str, block: SourceBlock) -> None:
        self.titles[number], self.at[number] = title, block.number

    def annexes(self, printed: dict[int, str], report: Report) -> tuple[Annex, ...]:
        """All annexes in order, with those of which the text is `printed`; says which texts are missing."""
        for number, title in sorted(self.titles.items()):
            if number not in printed:
                report("annex-not-included", self.at[number], title, number=number, title=title)
        return tuple(Annex(number=number, title=title, included=number in printed) for number, title in sorted((printed | self.titles).items()))


def annex_title(text: str) -> str:
    """The title of an annex without the mark that ends its line in a list."""
    return text.strip("。；;， ")


def listed_on_line(rest: str) -> list[tuple[int, str]]:
    """The annexes that stand on the line after 附件：; one without a number, or several: 1.巡查表 2.名单."""
    first = ANNEX_LIST_ITEM.match(rest)
    if not first:
        return [(1, annex_title(rest))] if rest else []
    return list(_items(int(first["n"]), first["title"]))


def _items(number: int, text: str) -> Iterator[tuple[int, str]]:
    while following := re.search(rf"(?<![\d.．第]){number + 1}[.．、﹒](?=\D|\d{{4}}年)", text):
        yield number, annex_title(text[: following.start()])
        number, text = number + 1, text[following.end() :]
    yield number, annex_title(text)


def annex_title_length(blocks: Sequence[SourceBlock], listed: str) -> int:
    """How many of the lines below an annex's mark are its title: those that spell the listed one, with or without its author,
    else one that looks like a title, or two of which the second ends as titles do."""
    joined, wanted = "", title_key(listed)
    for length, block in enumerate(blocks[:MAX_PART_TITLE_LINES], 1):
        if block.table is not None:
            break
        joined += block.text
        key = title_key(joined)
        if wanted and (key == wanted or (len(key) >= 8 and wanted.endswith(key))):
            return length
    likely = list(itertools.takewhile(_may_be_title, blocks[:2]))
    if len(likely) == 2 and ANNEX_TITLE_END.search(likely[1].text) and not ANNEX_TITLE_END.search(likely[0].text):
        return 2
    return min(len(likely), 1)


def _may_be_title(block: SourceBlock) -> bool:
    text = block.text
    return block.table is None and len(text) <= 50 and not re.search(r"[。；：，]", text) and not starts_with_label(text) and has_han(text)


def is_text_of_annex(rest: Sequence[SourceBlock]) -> bool:
    """Whether what follows a list of one annex at once, as no signature stands between them, is the annex's text."""
    if not rest:
        return False
    text = rest[0].text
    opens = rest[0].table is not None or starts_with_label(text) or (len(text) >= _SHORTEST_SENTENCE and "。" in text)
    return opens and not any(date_line(block.text) or ANNEX_MARK.match(block.text) for block in rest if block.table is None)
