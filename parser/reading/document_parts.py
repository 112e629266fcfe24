"""Lays out one document: addressees, body, signature and date, enclosures, annex list and annexes (GB/T 9704-2012, 7)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parser.diagnostics import Report
from parser.model import Annex, Line, LineKind
from parser.reading.document_cut import Cut, title_key
from parser.reading.document_lines import (
    MAX_TITLE_LINES,
    annex_title,
    annex_title_length,
    date_line,
    enclosure_titles,
    is_title_of,
    printed_line,
    read_date,
)
from parser.rules.headers import (
    ADDRESSEE_WORDS,
    ADDRESSEES,
    ANNEX_LIST,
    ANNEX_LIST_ITEM,
    ANNEX_MARK,
    ANNEX_MARK_WITH_TITLE,
    ATTACHMENT_FILE,
    ISSUERS,
    NOTE,
    ORDER_TITLE,
    OTHER_GENRES,
    PROMULGATED,
    PROMULGATES,
)
from parser.rules.numbering import starts_with_label
from parser.rules.numerals import to_int
from parser.source import SourceBlock


@dataclass
class PartDraft:
    """One part: `b` body, `e` enclosure, `a1` annex 1 …, with the blocks that its outline is read from."""

    key: str
    title: str | None
    blocks: list[SourceBlock] = field(default_factory=list)


@dataclass
class Layout:
    """What the header pass finds in one document."""

    addressees: tuple[str, ...] = ()
    issued_on: dt.date | None = None
    signature: str | None = None
    promulgation: str | None = None
    enclosure_title: str | None = None
    annexes: tuple[Annex, ...] = ()
    lines: tuple[Line, ...] = ()
    parts: tuple[PartDraft, ...] = ()


def lay_out_document(blocks: Sequence[SourceBlock], cut: Cut, title: str, report: Report) -> Layout:
    """Sort the blocks of one document into printed lines and parts; nothing is left out."""
    reader = _Reader(blocks, cut, title, report)
    reader.read()
    return reader.layout()


class _Reader:
    """Walks over a document's blocks once; `part` is the part that a paragraph now belongs to."""

    def __init__(self, blocks: Sequence[SourceBlock], cut: Cut, title: str, report: Report) -> None:
        self.blocks, self.cut, self.report = blocks, cut, report
        self.parts = [PartDraft("b", None)]
        self.lines: list[Line] = []
        self.dates: list[tuple[str, dt.date]] = []
        self.result = Layout()
        self.listed: dict[int, str] = {}
        self.listed_at: dict[int, int] = {}  # blocks
        self.is_order = bool(ORDER_TITLE.match(title))
        self.wanted = enclosure_titles(title)
        self.found: list[str] = []

    def read(self) -> None:
        head: dict[int | None, LineKind] = dict.fromkeys(self.cut.title_at, "title")
        head |= {self.cut.section_at: "section", self.cut.number_at: "number"}
        after_head = max([i for i in head if i is not None], default=self.cut.start - 1)
        i = self.cut.start
        while i < self.cut.end:
            i = self._step(i) if i > after_head else self._take(i, head.get(i, "note"))

    def _step(self, i: int) -> int:
        block, text = self.blocks[i], self.blocks[i].text
        part = self.parts[-1]
        if block.table is not None:
            part.blocks.append(block)
            return i + 1
        if part.key == "b" and not part.blocks:
            if not self.result.addressees and ADDRESSEES.match(text) and ADDRESSEE_WORDS.search(text.rstrip("：")) and not starts_with_label(text):
                self.result.addressees = tuple(name for name in text.rstrip("：").split("，") if name)
                return self._take(i, "addressees")
            if PROMULGATED.match(text):
                match = PROMULGATED.match(text)
                assert match
                self.result.promulgation = text
                if date := read_date(match["year"], match["month"], match["day"]):
                    self.dates.append(("b", date))
        if self.is_order and not (self.wanted or self.found) and (issued := PROMULGATES.match(text)):
            self.wanted = [issued["title"]]
        if (length := self._annex_at(i)) is not None:
            return length
        if not part.key.startswith("a") and (length := self._enclosure_at(i)):
            return self._open_enclosure(i, length)
        if match := date_line(text):
            if date := read_date(match["year"], match["month"], match["day"]):
                self.dates.append((part.key, date))
            else:
                self.report("impossible-date", block.number, text, text=text)
            if not part.key.startswith("a"):
                self._take_signature(match.groupdict().get("signature"))
            return self._take(i, "date")
        if NOTE.match(text):
            return self._take(i, "note")
        if "." in text[-5:] and ATTACHMENT_FILE.fullmatch(text):
            return self._take(i, "attachment")
        part.blocks.append(block)
        return i + 1

    def _annex_at(self, i: int) -> int | None:
        """The index after an annex's mark or a list of annexes that starts at `i`; None when neither does."""
        text = self.blocks[i].text
        if not text.startswith("附"):
            return None
        following = self.blocks[i + 1].text if i + 1 < self.cut.end else ""
        if (listed := ANNEX_LIST.match(text)) and (listed["rest"] or (not self.dates and ANNEX_LIST_ITEM.match(following))):
            return self._read_annex_list(i, listed["rest"])
        if mark := ANNEX_MARK.match(text):
            return self._open_annex(i, mark["n"])
        if titled := ANNEX_MARK_WITH_TITLE.match(text):
            number, title = to_int(titled["n"]) or 0, annex_title(titled["title"])
            if (number in self.listed and title_key(title) == title_key(self.listed[number])) or (self.dates and number not in self.listed):
                return self._open_annex(i, titled["n"], title)
            if not self.dates and number == len(self.listed) + 1:
                self._list_annex(i, number, title)
                return self._take(i, "annex_list")
        return None

    def _enclosure_at(self, i: int) -> int:
        """How many lines from `i` on print the title of an enclosure that is still wanted; 0 when they do not."""
        body = self.parts[-1]
        if not self.wanted or not (body.blocks or self.result.addressees or self.found):
            return 0
        joined = ""
        for length in range(1, MAX_TITLE_LINES + 1):
            if i + length > self.cut.end or self.blocks[i + length - 1].table is not None:
                return 0
            joined += self.blocks[i + length - 1].text
            key = title_key(joined)
            if any(is_title_of(key, title) for title in self.wanted):
                return length
            if not any(key in title_key(title) for title in self.wanted):
                break
        after_date = bool(self.lines) and self.lines[-1].kind in ("date", "note") and bool(self.dates)
        looks_like_title = re.search(rf"(?:{'|'.join(OTHER_GENRES)})(?:（[^（）]*）)?$", self.blocks[i].text) and len(self.blocks[i].text) <= 60
        return 1 if after_date and not self.found and looks_like_title and not starts_with_label(self.blocks[i].text) else 0

    def _open_enclosure(self, i: int, length: int) -> int:
        title = "".join(self.blocks[k].text for k in range(i, i + length))
        self.found.append(title)
        self.wanted = [wanted for wanted in self.wanted if not is_title_of(title_key(title), wanted)]
        self.parts.append(PartDraft("e" if len(self.found) == 1 else f"e{len(self.found)}", title))
        for k in range(i, i + length):
            self._line(k, "part_title")
        return i + length

    def _open_annex(self, i: int, numeral: str | None, title: str | None = None) -> int:
        opened = sum(part.key.startswith("a") for part in self.parts)
        number = (to_int(numeral) if numeral else None) or opened + 1
        if any(part.key == f"a{number}" for part in self.parts):
            number = max(int(part.key[1:]) for part in self.parts if part.key.startswith("a")) + 1
        if self.listed and number not in self.listed:
            self.report("unlisted-annex", self.blocks[i].number, self.blocks[i].text, mark=self.blocks[i].text)
        self.parts.append(PartDraft(f"a{number}", None))
        self._line(i, "annex_mark")
        if title:
            self.parts[-1].title = title
            return i + 1
        length = annex_title_length(self.blocks[i + 1:self.cut.end], self.listed.get(number, ""))
        self.parts[-1].title = "".join(self.blocks[k].text for k in range(i + 1, i + 1 + length)) or self.listed.get(number)
        for k in range(i + 1, i + 1 + length):
            self._line(k, "part_title")
        return i + 1 + length

    def _read_annex_list(self, i: int, rest: str) -> int:
        first = ANNEX_LIST_ITEM.match(rest)
        if first:
            self._list_annex(i, int(first["n"]), annex_title(first["title"]))
        elif rest:
            self._list_annex(i, 1, annex_title(rest))
        self._line(i, "annex_list")
        expected = int(first["n"]) + 1 if first else 1
        i += 1
        while i < self.cut.end and (item := ANNEX_LIST_ITEM.match(self.blocks[i].text)) and int(item["n"]) == expected:
            self._list_annex(i, expected, annex_title(item["title"]))
            self._line(i, "annex_list")
            expected, i = expected + 1, i + 1
        return i

    def _list_annex(self, i: int, number: int, title: str) -> None:
        self.listed[number], self.listed_at[number] = title, self.blocks[i].number

    def _take_signature(self, on_the_line: str | None) -> None:
        """The names of issuing bodies that stand on the line of a date or right above it are a signature."""
        blocks = self.parts[-1].blocks
        names = [on_the_line] if on_the_line else []
        while blocks and len(blocks) > 1 - bool(self.result.addressees) and blocks[-1].table is None and ISSUERS.match(blocks[-1].text):
            block = blocks.pop()
            names.insert(0, re.sub(r"[ \u3000]", "、", block.text))
            self.lines.append(printed_line(block, self.parts[-1].key, "signature"))
        self.result.signature = self.result.signature or "、".join(names) or None

    def _take(self, i: int, kind: LineKind) -> int:
        self._line(i, kind)
        return i + 1

    def _line(self, i: int, kind: LineKind) -> None:
        self.lines.append(printed_line(self.blocks[i], self.parts[-1].key, kind))

    def layout(self) -> Layout:
        included = {int(part.key[1:]) for part in self.parts if part.key.startswith("a")}
        titles = self.listed | {int(part.key[1:]): part.title or "" for part in self.parts
                                if part.key.startswith("a") and int(part.key[1:]) not in self.listed}
        first = self.blocks[self.cut.start].number
        for number, title in sorted(self.listed.items()):
            if number not in included:
                self.report("annex-not-included", self.listed_at[number], title, number=number, title=title)
        for title in self.wanted if not self.found else ():
            self.report("enclosure-not-found", first, title, title=title)
        self.result.annexes = tuple(
            Annex(number=number, title=title, included=number in included) for number, title in sorted(titles.items())
        )
        outside = [date for part, date in self.dates if not part.startswith("a")]
        self.result.issued_on = outside[0] if outside else None
        self.result.enclosure_title = "；".join(self.found) or None
        self.result.lines = tuple(sorted(self.lines, key=lambda line: line.block))
        self.result.parts = tuple(self.parts)
        return self.result
