"""The parts of a document while its blocks are sorted into them: body, enclosures, annexes, each with its printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parser.model import Line, LineKind
from parser.reading.document_cut import Cut
from parser.reading.document_lines import printed_line
from parser.source import SourceBlock


@dataclass
class PartDraft:
    """One part: `b` body, `e` enclosure, `a1` annex 1 …, with the blocks that its outline is read from."""

    key: str
    title: str | None
    blocks: list[SourceBlock] = field(default_factory=list)


class PartsDraft:
    """The parts and printed lines of the document that `cut` tells; what is taken now belongs to the last part."""

    def __init__(self, blocks: Sequence[SourceBlock], cut: Cut) -> None:
        self.blocks, self.cut = blocks, cut
        self.parts = [PartDraft("b", None)]
        self.lines: list[Line] = []

    @property
    def last(self) -> PartDraft:
        return self.parts[-1]

    def open(self, key: str, title: str | None) -> None:
        self.parts.append(PartDraft(key, title))

    def withdraw(self) -> int:
        """Gives the lines of the last part to the one before it; the number of the first block of them."""
        part = self.parts.pop()
        own = [i for i, line in enumerate(self.lines) if line.part == part.key]
        for i in own:
            self.lines[i] = replace(self.lines[i], part=self.last.key)
        return self.lines[own[0]].block

    def take(self, i: int, kind: LineKind, length: int = 1) -> int:
        """Takes the blocks from `i` on as printed lines of the last part; the index after them."""
        self.lines += [printed_line(block, self.last.key, kind) for block in self.blocks[i : i + length]]
        return i + length
