"""Lays out one document: addressees, body, signature and date, enclosures, annex list and annexes (GB/T 9704-2012, 7)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.diagnostics import Report
from parser.model import Annex, Line, LineKind
from parser.reading.addressees import find_addressees
from parser.reading.document_annexes import AnnexReader
from parser.reading.document_cut import Cut
from parser.reading.document_lines import date_line, printed_line, promulgation_date, read_date
from parser.reading.document_parts import PartDraft, PartsDraft
from parser.reading.enclosures import (
    enclosure_titles,
    is_title_of,
    lines_like_a_title,
    lines_of_title,
    named_enclosures,
    with_quoted,
)
from parser.reading.title_lines import MAX_PART_TITLE_LINES, title_key
from parser.rules.headers import (
    ATTACHMENT_FILE,
    DIGITS_DATE,
    IMPRINT,
    IN_BRACKETS,
    ISSUERS,
    ISSUES_QUOTED,
    NOTE,
    ORDER_TITLE,
    PROMULGATES,
    SEAL,
    SIGNER,
    TITLE_REMARK,
)
from parser.source import SourceBlock


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
    """Walks over a document's blocks once; a paragraph belongs to the last part of the draft."""

    def __init__(self, blocks: Sequence[SourceBlock], cut: Cut, title: str, report: Report) -> None:
        self.blocks, self.cut, self.report = blocks, cut, report
        self.draft = PartsDraft(blocks, cut)
        self.annexes = AnnexReader(self.draft, report)
        self.dates: list[tuple[str, dt.date]] = []
        self.date_in_head: dt.date | None = None
        self.result = Layout()
        self.is_order = bool(ORDER_TITLE.match(title))
        self.title = title
        self.wanted = enclosure_titles(title)
        self.found: list[str] = []

    def read(self) -> None:
        head: dict[int | None, LineKind] = dict.fromkeys(self.cut.title_at, "title")
        head |= {self.cut.section_at: "section", self.cut.number_at: "number"}
        after_head = max([i for i in head if i is not None], default=self.cut.start - 1)
        i = self.cut.start
        while i < self.cut.end:
            i = self._step(i) if i > after_head else self._take_head(i, head.get(i))

    def _take_head(self, i: int, kind: LineKind | None) -> int:
        match = date_line(self.blocks[i].text) if kind is None else None
        if match and not DIGITS_DATE.match(self.blocks[i].text):
            self.date_in_head = read_date(match["year"], match["month"], match["day"])
        return self.draft.take(i, kind or ("date" if match else "note"))

    def _step(self, i: int) -> int:
        block, text = self.blocks[i], self.blocks[i].text
        part = self.draft.last
        if block.table is not None:
            part.blocks.append(block)
            return i + 1
        if part.key == "b" and not part.blocks:
            if not self.result.addressees and (sent_to := find_addressees(self.blocks, i, self.cut.end)):
                self.result.addressees = sent_to.names
                self.draft.take(i, "note", sent_to.first - i)
                return self.draft.take(sent_to.first, "addressees", sent_to.end - sent_to.first)
            if IN_BRACKETS.match(text) and (date := promulgation_date(text)):
                self.result.promulgation = text
                self.dates.append(("b", date))
        if self.is_order and not (self.wanted or self.found) and (issued := PROMULGATES.match(text)):
            self.wanted = [(issued["title"],)]
        if part.key == "b" and self.wanted and not self.found and "《" in text and ISSUES_QUOTED.search(text):
            self.wanted = with_quoted(self.wanted, text, self.title)
        if (after := self.annexes.at(i, bool(self.dates))) is not None:
            return after
        if not part.key.startswith("a") and (length := self._enclosure_at(i)):
            return self._open_enclosure(i, length)
        if not part.key.startswith("a") and (length := self._repeated_title_at(i)):
            return self.draft.take(i, "note", length)
        if (match := date_line(text)) and (part.blocks or not DIGITS_DATE.match(text)):
            if date := read_date(match["year"], match["month"], match["day"]):
                self.dates.append((part.key, date))
            else:
                self.report("impossible-date", block.number, text, text=text)
            if not part.key.startswith("a"):
                self._take_signature(part, match.groupdict().get("signature"))
            return self.draft.take(i, "date")
        if NOTE.match(text) or (self.dates and IMPRINT.match(text)):
            return self.draft.take(i, "note")
        if "." in text[-5:] and ATTACHMENT_FILE.fullmatch(text):
            return self.draft.take(i, "attachment")
        part.blocks.append(block)
        return i + 1

    def _enclosure_at(self, i: int) -> int:
        """How many lines from `i` on print the title of an enclosure that is still wanted; 0 when they do not."""
        if not self.wanted or not (self.draft.last.blocks or self.result.addressees or self.found):
            return 0
        blocks = self.blocks[i:min(i + MAX_PART_TITLE_LINES, self.cut.end)]
        if length := lines_of_title(blocks, self.wanted):
            return length
        after_date = bool(self.draft.lines) and self.draft.lines[-1].kind in ("date", "note") and bool(self.dates)
        return lines_like_a_title(blocks) if after_date and not self.found else 0

    def _repeated_title_at(self, i: int) -> int:
        """How many lines from `i` on print the title of the document or of the part once more: no heading."""
        text = self.blocks[i].text
        titles = [(title,) for title in (self.title, self.draft.last.title) if title and text[:2] in title]
        return lines_of_title(self.blocks[i:min(i + MAX_PART_TITLE_LINES, self.cut.end)], titles) if titles and "。" not in text else 0

    def _open_enclosure(self, i: int, length: int) -> int:
        if i + length < self.cut.end and TITLE_REMARK.match(self.blocks[i + length].text):
            length += 1
        title = "".join(self.blocks[k].text for k in range(i, i + length))
        bare = "".join(self.blocks[k].text for k in range(i, i + length) if not TITLE_REMARK.match(self.blocks[k].text))
        self.found.append(title)
        self.wanted = [wanted for wanted in self.wanted if not any(is_title_of(title_key(name), wanted) for name in (title, bare))]
        self.draft.open("e" if len(self.found) == 1 else f"e{len(self.found)}", title)
        return self.draft.take(i, "part_title", length)

    def _take_signature(self, part: PartDraft, on_the_line: str | None) -> None:
        """The names of issuing bodies and of who signs for them, on the line of a date or right above it, are a signature."""
        names = [SEAL.sub("", on_the_line)] if on_the_line else []
        if len(part.blocks) > 1 and SIGNER.match(part.blocks[-1].text):
            self.draft.lines.append(printed_line(part.blocks.pop(), part.key, "signature"))
        while len(part.blocks) > 1 - bool(self.result.addressees) and part.blocks[-1].table is None and ISSUERS.match(part.blocks[-1].text):
            block = part.blocks.pop()
            names.insert(0, re.sub(r"[ \u3000]", "、", SEAL.sub("", block.text)))
            self.draft.lines.append(printed_line(block, part.key, "signature"))
        self.result.signature = self.result.signature or "、".join(names) or None

    def _take_undated_signature(self) -> None:
        """The names of bodies below the last sentence of a notice without a date are its signature."""
        body = self.draft.parts[0]
        before = next((block for block in reversed(body.blocks) if not ISSUERS.match(block.text)), None)
        if before is not None and before is not body.blocks[-1] and before.text.endswith("。"):
            self._take_signature(body, None)

    def layout(self) -> Layout:
        if not self.dates:
            self._take_undated_signature()
        self.result.annexes = self.annexes.annexes()
        missing = () if self.found else [wanted for wanted in self.wanted if not any(is_title_of(title_key(annex.title), wanted) for annex in self.result.annexes)]
        for title, *_ in missing:
            self.report("enclosure-not-found", self.blocks[self.cut.start].number, title, title=title)
        outside = [date for part, date in self.dates if not part.startswith("a")]
        self.result.issued_on = outside[0] if outside else self.date_in_head
        self.result.enclosure_title = "；".join(self.found or named_enclosures(self.title, self.wanted)) or None
        self.result.lines = tuple(sorted(self.draft.lines, key=lambda line: line.block))
        self.result.parts = tuple(self.draft.parts)
        return self.result
