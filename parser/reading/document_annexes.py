"""Finds the annexes of a document among its blocks: the list that names them, the marks that open them."""

from __future__ import annotations

from parser.diagnostics import Report
from parser.model import Annex
from parser.reading.annexes import AnnexList, annex_title, annex_title_length, is_text_of_annex, listed_on_line
from parser.reading.document_parts import PartsDraft
from parser.reading.title_lines import title_key
from parser.rules.headers import ANNEX_LIST, ANNEX_LIST_ITEM, ANNEX_MARK, ANNEX_MARK_WITH_TITLE
from parser.rules.numerals import to_int


class AnnexReader:
    """Opens the parts of annexes in a draft."""

    def __init__(self, draft: PartsDraft, report: Report) -> None:
        self.draft, self.report = draft, report
        self.listed = AnnexList()
        self.marked = AnnexList()  # marks and titles without a text

    def at(self, i: int, dated: bool) -> int | None:
        """The index after an annex's mark or a list of annexes that starts at `i`; None when neither does."""
        text = self.draft.blocks[i].text
        if not text.startswith("附"):
            return None
        following = self.draft.blocks[i + 1].text if i + 1 < self.draft.cut.end else ""
        if (listed := ANNEX_LIST.match(text)) and (listed["rest"] or (not dated and ANNEX_LIST_ITEM.match(following))):
            return self._open_listed(self._read_list(i, listed["rest"]))
        if mark := ANNEX_MARK.match(text):
            return self._open(i, mark["n"])
        if titled := ANNEX_MARK_WITH_TITLE.match(text):
            number, title = to_int(titled["n"]) or 0, annex_title(titled["title"])
            listed_as = self.listed.titles.get(number)
            if title_key(title) == title_key(listed_as) if listed_as is not None else dated:
                return self._open(i, titled["n"], title)
            if not dated and number == len(self.listed.titles) + 1:
                self.listed.add(number, title, self.draft.blocks[i])
                return self.draft.take(i, "annex_list")
        return None

    def _open(self, i: int, numeral: str | None, title: str | None = None) -> int:
        self._withdraw_empty()
        printed, listed = self._printed(), self.listed.titles
        number = (to_int(numeral) if numeral else None) or len(printed) + 1
        if number in printed:
            number = max(printed) + 1
        if listed and number not in listed:
            self.report("unlisted-annex", self.draft.blocks[i].number, self.draft.blocks[i].text, mark=self.draft.blocks[i].text)
        self.draft.open(f"a{number}", title)
        self.draft.take(i, "annex_mark")
        if title:
            return i + 1
        length = annex_title_length(self.draft.blocks[i + 1:self.draft.cut.end], listed.get(number, ""))
        self.draft.last.title = "".join(self.draft.blocks[k].text for k in range(i + 1, i + 1 + length)) or listed.get(number)
        return self.draft.take(i + 1, "part_title", length)

    def _read_list(self, i: int, rest: str) -> int:
        items = listed_on_line(rest)
        for number, title in items:
            self.listed.add(number, title, self.draft.blocks[i])
        self.draft.take(i, "annex_list")
        expected = items[-1][0] + 1 if ANNEX_LIST_ITEM.match(rest) else 1
        i += 1
        while i < self.draft.cut.end and (item := ANNEX_LIST_ITEM.match(self.draft.blocks[i].text)) and int(item["n"]) == expected:
            self.listed.add(expected, annex_title(item["title"]), self.draft.blocks[i])
            self.draft.take(i, "annex_list")
            expected, i = expected + 1, i + 1
        return i

    def _open_listed(self, i: int) -> int:
        """Opens the only annex of a list where its text follows the list at once, as no signature stands between them."""
        if len(self.listed.titles) == 1 and not self._printed() and is_text_of_annex(self.draft.blocks[i:self.draft.cut.end]):
            ((number, title),) = self.listed.titles.items()
            self.draft.open(f"a{number}", title)
        return i

    def _printed(self) -> dict[int, str]:
        """The annexes whose texts are printed: number → title."""
        return {int(part.key[1:]): part.title or "" for part in self.draft.parts if part.key.startswith("a")}

    def _withdraw_empty(self) -> None:
        """The last part is no annex where no text follows its mark: a portal names its files so."""
        part = self.draft.last
        if part.key.startswith("a") and not part.blocks:
            mark = self.draft.withdraw()
            if part.title:
                self.marked.titles[int(part.key[1:])], self.marked.at[int(part.key[1:])] = part.title, mark

    def annexes(self) -> tuple[Annex, ...]:
        """All annexes, listed or printed."""
        self._withdraw_empty()
        self.listed.titles = self.marked.titles | self.listed.titles
        self.listed.at = self.marked.at | self.listed.at
        return self.listed.annexes(self._printed(), self.report)
