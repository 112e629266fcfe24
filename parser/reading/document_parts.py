"""Lays out one document: addressees, body, signature and date, enclosures, annex list and annexes (GB/T 9704-2012, 7)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parser.diagnostics import Report
from parser.model import Annex, Line, LineKind
from parser.reading.addressees import find_addressees
from parser.reading.annexes import AnnexList, annex_title, annex_title_length, is_text_of_annex, listed_on_line
from parser.reading.document_cut import Cut
from parser.reading.document_lines import date_line, printed_line, promulgation_date, read_date
from parser.reading.enclosures import (
    MAX_TITLE_LINES,
    enclosure_titles,
    is_title_of,
    lines_like_a_title,
    lines_of_title,
    named_enclosures,
    with_quoted,
)
from parser.reading.title_lines import title_key
from parser.rules.headers import (
    ANNEX_LIST,
    ANNEX_LIST_ITEM,
    ANNEX_MARK,
    ANNEX_MARK_WITH_TITLE,
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
        self.date_in_head: dt.date | None = None
        self.result = Layout()
        self.listed = AnnexList()
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
        return self._take(i, kind or ("date" if match else "note"))

    def _step(self, i: int) -> int:
        block, text = self.blocks[i], self.blocks[i].text
        part = self.parts[-1]
        if block.table is not None:
            part.blocks.append(block)
            return i + 1
        if part.key == "b" and not part.blocks:
            if not self.result.addressees and (sent_to := find_addressees(self.blocks, i, self.cut.end)):
                self.result.addressees = sent_to.names
                for k in range(i, sent_to.end):
                    self._line(k, "note" if k < sent_to.first else "addressees")
                return sent_to.end
            if IN_BRACKETS.match(text) and (date := promulgation_date(text)):
                self.result.promulgation = text
                self.dates.append(("b", date))
        if self.is_order and not (self.wanted or self.found) and (issued := PROMULGATES.match(text)):
            self.wanted = [(issued["title"],)]
        if part.key == "b" and self.wanted and not self.found and "《" in text and ISSUES_QUOTED.search(text):
            self.wanted = with_quoted(self.wanted, text, self.title)
        if (after := self._annex_at(i)) is not None:
            return after
        if not part.key.startswith("a") and (length := self._enclosure_at(i)):
            return self._open_enclosure(i, length)
        if not part.key.startswith("a") and (length := self._repeated_title_at(i)):
            for k in range(i, i + length):
                self._line(k, "note")
            return i + length
        if (match := date_line(text)) and (part.blocks or not DIGITS_DATE.match(text)):
            if date := read_date(match["year"], match["month"], match["day"]):
                self.dates.append((part.key, date))
            else:
                self.report("impossible-date", block.number, text, text=text)
            if not part.key.startswith("a"):
                self._take_signature(part, match.groupdict().get("signature"))
            return self._take(i, "date")
        if NOTE.match(text) or (self.dates and IMPRINT.match(text)):
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
            return self._open_listed(self._read_annex_list(i, listed["rest"]))
        if mark := ANNEX_MARK.match(text):
            return self._open_annex(i, mark["n"])
        if titled := ANNEX_MARK_WITH_TITLE.match(text):
            number, title = to_int(titled["n"]) or 0, annex_title(titled["title"])
            listed_as = self.listed.titles.get(number)
            if title_key(title) == title_key(listed_as) if listed_as is not None else self.dates:
                return self._open_annex(i, titled["n"], title)
            if not self.dates and number == len(self.listed.titles) + 1:
                self.listed.add(number, title, self.blocks[i])
                return self._take(i, "annex_list")
        return None

    def _enclosure_at(self, i: int) -> int:
        """How many lines from `i` on print the title of an enclosure that is still wanted; 0 when they do not."""
        if not self.wanted or not (self.parts[-1].blocks or self.result.addressees or self.found):
            return 0
        blocks = self.blocks[i:min(i + MAX_TITLE_LINES, self.cut.end)]
        if length := lines_of_title(blocks, self.wanted):
            return length
        after_date = bool(self.lines) and self.lines[-1].kind in ("date", "note") and bool(self.dates)
        return lines_like_a_title(blocks) if after_date and not self.found else 0

    def _repeated_title_at(self, i: int) -> int:
        """How many lines from `i` on print the title of the document or of the part once more: no heading."""
        text = self.blocks[i].text
        titles = [(title,) for title in (self.title, self.parts[-1].title) if title and text[:2] in title]
        return lines_of_title(self.blocks[i:min(i + MAX_TITLE_LINES, self.cut.end)], titles) if titles and "。" not in text else 0

    def _open_enclosure(self, i: int, length: int) -> int:
        if i + length < self.cut.end and TITLE_REMARK.match(self.blocks[i + length].text):
            length += 1
        title = "".join(self.blocks[k].text for k in range(i, i + length))
        bare = "".join(self.blocks[k].text for k in range(i, i + length) if not TITLE_REMARK.match(self.blocks[k].text))
        self.found.append(title)
        self.wanted = [wanted for wanted in self.wanted if not any(is_title_of(title_key(name), wanted) for name in (title, bare))]
        self.parts.append(PartDraft("e" if len(self.found) == 1 else f"e{len(self.found)}", title))
        for k in range(i, i + length):
            self._line(k, "part_title")
        return i + length

    def _open_annex(self, i: int, numeral: str | None, title: str | None = None) -> int:
        printed, listed = self._printed(), self.listed.titles
        number = (to_int(numeral) if numeral else None) or len(printed) + 1
        if number in printed:
            number = max(printed) + 1
        if listed and number not in listed:
            self.report("unlisted-annex", self.blocks[i].number, self.blocks[i].text, mark=self.blocks[i].text)
        self.parts.append(PartDraft(f"a{number}", None))
        self._line(i, "annex_mark")
        if title:
            self.parts[-1].title = title
            return i + 1
        length = annex_title_length(self.blocks[i + 1:self.cut.end], listed.get(number, ""))
        self.parts[-1].title = "".join(self.blocks[k].text for k in range(i + 1, i + 1 + length)) or listed.get(number)
        for k in range(i + 1, i + 1 + length):
            self._line(k, "part_title")
        return i + 1 + length

    def _read_annex_list(self, i: int, rest: str) -> int:
        items = listed_on_line(rest)
        for number, title in items:
            self.listed.add(number, title, self.blocks[i])
        self._line(i, "annex_list")
        expected = items[-1][0] + 1 if ANNEX_LIST_ITEM.match(rest) else 1
        i += 1
        while i < self.cut.end and (item := ANNEX_LIST_ITEM.match(self.blocks[i].text)) and int(item["n"]) == expected:
            self.listed.add(expected, annex_title(item["title"]), self.blocks[i])
            self._line(i, "annex_list")
            expected, i = expected + 1, i + 1
        return i

    def _open_listed(self, i: int) -> int:
        """Opens the only annex of a list where its text follows the list at once, as no signature stands between them."""
        if len(self.listed.titles) == 1 and not self._printed() and is_text_of_annex(self.blocks[i:self.cut.end]):
            ((number, title),) = self.listed.titles.items()
            self.parts.append(PartDraft(f"a{number}", title))
        return i

    def _take_signature(self, part: PartDraft, on_the_line: str | None) -> None:
        """The names of issuing bodies and of who signs for them, on the line of a date or right above it, are a signature."""
        names = [SEAL.sub("", on_the_line)] if on_the_line else []
        if len(part.blocks) > 1 and SIGNER.match(part.blocks[-1].text):
            self.lines.append(printed_line(part.blocks.pop(), part.key, "signature"))
        while len(part.blocks) > 1 - bool(self.result.addressees) and part.blocks[-1].table is None and ISSUERS.match(part.blocks[-1].text):
            block = part.blocks.pop()
            names.insert(0, re.sub(r"[ \u3000]", "、", SEAL.sub("", block.text)))
            self.lines.append(printed_line(block, part.key, "signature"))
        self.result.signature = self.result.signature or "、".join(names) or None

    def _take_undated_signature(self) -> None:
        """The names of bodies below the last sentence of a notice without a date are its signature."""
        body = self.parts[0]
        before = next((block for block in reversed(body.blocks) if not ISSUERS.match(block.text)), None)
        if before is not None and before is not body.blocks[-1] and before.text.endswith("。"):
            self._take_signature(body, None)

    def _printed(self) -> dict[int, str]:
        """The annexes whose texts are printed: number → title."""
        return {int(part.key[1:]): part.title or "" for part in self.parts if part.key.startswith("a")}

    def _take(self, i: int, kind: LineKind) -> int:
        self._line(i, kind)
        return i + 1

    def _line(self, i: int, kind: LineKind) -> None:
        self.lines.append(printed_line(self.blocks[i], self.parts[-1].key, kind))

    def layout(self) -> Layout:
        if not self.dates:
            self._take_undated_signature()
        self.result.annexes = self.listed.annexes(self._printed(), self.report)
        missing = () if self.found else [wanted for wanted in self.wanted if not any(is_title_of(title_key(annex.title), wanted) for annex in self.result.annexes)]
        for title, *_ in missing:
            self.report("enclosure-not-found", self.blocks[self.cut.start].number, title, title=title)
        outside = [date for part, date in self.dates if not part.startswith("a")]
        self.result.issued_on = outside[0] if outside else self.date_in_head
        self.result.enclosure_title = "；".join(self.found or named_enclosures(self.title, self.wanted)) or None
        self.result.lines = tuple(sorted(self.lines, key=lambda line: line.block))
        self.result.parts = tuple(self.parts)
        return self.result
