"""Third pass: the blocks of a part → its tree of clauses.

A clause's parent is the nearest open clause of a lower level; several unnumbered headings that part a run of numbered
clauses of their own level (发展绿色工业, then （十一）…（十三）) hold those that follow them. A paragraph without a label belongs to the deepest open
clause, except where sense says otherwise: after a list of plain one-paragraph items it belongs to the clause whose list
it was, and a closing formula (本办法自…起施行) belongs to the part as a whole.
"""

from __future__ import annotations

import re

from parser.diagnostics import Report
from parser.model import ClauseKind, Table
from parser.reading.clause_order import assign_tokens, check_numbering, close_levels, gather_under_headings
from parser.reading.clause_tree import ClauseNode
from parser.reading.decimal_numbering import contents_lines, decimal_depth, part_numbers, read_decimals
from parser.reading.document_parts import PartDraft
from parser.reading.task_table import TaskTable, continues, find_header, read_task_table
from parser.rules.headings import (
    CLOSING_FORMULA,
    is_heading_line,
    is_heading_phrase,
    is_list_like,
    is_unnumbered_heading,
)
from parser.rules.numbering import DECIMAL, Label, read_label
from parser.rules.responsibilities import opens_trailer
from parser.source import SourceBlock
from parser.text import compact

_BELOW_BRACKETS = 2  # levels above 1., so that 1.1 comes below it
_CONTAINERS = ("book", "division", "chapter", "section", "article")
_SENTENCE_END = "。；：！？”）》…"
# 第一条【目的】, 第二条（适用范围）
_ARTICLE_TITLE = re.compile(r"[【〔\[][^】〕\]]{2,30}[】〕\]]|（(?![一二三四五六七八九十\d])[^（）。；，：]{2,30}）(?=$|[\u4e00-\u9fff《“])")
_CLOSING = re.compile(r"^(?:本[\u4e00-\u9fff]{2,8}(?:自|从|由|有效期).{0,40}(?:施行|执行|实施|解释|废止|年)|施行说明：)")


def read_outline(part: PartDraft, report: Report) -> list[ClauseNode]:
    """The top-level clauses of one part, with paths assigned."""
    builder = _Builder(part, report)
    for i in range(len(part.blocks)):
        builder.read(i)
    gather_under_headings(builder.roots)
    if builder.decimal:
        close_levels(builder.roots)
    assign_tokens(builder.roots)
    check_numbering(builder.roots, report)
    return builder.roots


class _Builder:
    def __init__(self, part: PartDraft, report: Report) -> None:
        self.blocks, self.report = part.blocks, report
        lines = ["" if block.table else block.text for block in part.blocks]
        self.contents = contents_lines(lines)
        for i in self.contents:
            lines[i] = ""
        self.labels = list(map(read_label, lines))
        self.decimal = read_decimals(lines, self.labels)
        if not self.decimal:
            part_numbers(lines, self.labels)
        self.list_like = is_list_like([block.text for block, label in zip(part.blocks, self.labels, strict=True) if not block.table and not label])
        self.has_articles = any(label and label.style.name == "article" for label in self.labels)
        self.roots: list[ClauseNode] = []
        self.open: list[ClauseNode] = []
        self.last_text = ""
        self.tables = 0
        self.task_table: TaskTable | None = None

    def read(self, i: int) -> None:
        block, label = self.blocks[i], self.labels[i]
        if block.table is not None:
            self._read_table(block, block.table)
        elif label:
            self._read_labelled(i, label)
        elif self._is_heading(i):
            self.report("heading-guessed", block.number, block.text, heading=block.text)
            node = ClauseNode("heading", self._heading_level(i), block.number, block.line, heading=block.text.rstrip("："),
                              heading_mark="：" if block.text.endswith("：") else "", style="heading")
            self._append(node)
        else:
            self._place_paragraph(i)
        self.last_text = block.text

    # --- labelled lines

    def _read_labelled(self, i: int, label: Label) -> None:
        block = self.blocks[i]
        rest = block.text[len(label.text):].strip()
        if opens_trailer(rest) and label.style.level in (3, 4, 5) and not self.open:
            self._place_paragraph(i)
            return
        kind: ClauseKind = "item" if label.style.name == "item" else "numbered"
        node = ClauseNode(kind, self._level(label), block.number, block.line, _printed_label(block, label), label.number, label.style.name)
        heading, mark, text = self._split_heading(i, label, rest, node.level)
        node.heading, node.heading_mark = heading, mark
        self._append(node)
        if text:
            node.content.append(text)

    def _level(self, label: Label) -> int:
        style = label.style
        if style.name in _CONTAINERS:
            outer = [node for node in self.open if node.style in _CONTAINERS[: _CONTAINERS.index(style.name)]]
            return outer[-1].level + 1 if outer else 1
        if style.name == "item":
            above = next((node for node in reversed(self.open) if node.kind != "item"), None)
            return above.level + 1 if above else 1
        if style is DECIMAL:
            return decimal_depth(label) + (0 if self.decimal else _BELOW_BRACKETS)
        assert style.level is not None
        if self.decimal:
            above = next((node for node in reversed(self.open) if node.style == DECIMAL.name), None)
            return style.level + (above.level if above else 0)
        container = next((node for node in reversed(self.open) if node.style in _CONTAINERS), None)
        if container is None:
            return style.level
        return container.level + (max(style.level - 1, 1) if container.style == "article" else style.level)

    def _split_heading(self, i: int, label: Label, rest: str, level: int) -> tuple[str | None, str, str]:
        """A labelled line as (heading or None, mark after it, running text)."""
        if label.style.name == "article":
            titled = _ARTICLE_TITLE.match(rest)
            return (titled[0], "", rest[titled.end():].lstrip()) if titled else (None, "", rest)
        if label.style.name in _CONTAINERS:
            return compact(rest) or None, "", ""
        sentence, mark, running = rest.partition("。")
        if not mark:
            return (rest, "", "") if is_heading_line(rest) else (None, "", rest)
        if not sentence:
            return None, "", rest
        if running:
            return (sentence, mark, running) if is_heading_phrase(sentence) else (None, "", rest)
        plain = i + 1 >= len(self.blocks) or self.blocks[i + 1].table is not None or self.labels[i + 1] is not None \
            or opens_trailer(self.blocks[i + 1].text)
        if plain or self._after_plain_sibling(label, level) or not is_heading_line(sentence):
            return None, "", rest
        return sentence, mark, ""

    def _after_plain_sibling(self, label: Label, level: int) -> bool:
        """Whether the item before this one is a plain one-paragraph item of the same style."""
        before = next((node for node in self.open if node.level == level), None)
        return before is not None and before.style == label.style.name and label.number == before.number + 1 and _is_plain(before)

    # --- lines without a label

    def _is_heading(self, i: int) -> bool:
        text = self.blocks[i].text
        if i in self.contents or (self.list_like and not text.endswith("说明：")):
            return False
        if opens_trailer(text):
            return False
        after = self.blocks[i + 1].text if i + 1 < len(self.blocks) and not self.blocks[i + 1].table else None
        return is_unnumbered_heading(text, self.last_text or None, after)

    def _heading_level(self, i: int) -> int:
        before = next((node.level for node in reversed(self.open) if node.kind == "numbered"), None)
        if before is None:
            return 1
        following = next((label for label in self.labels[i + 1:] if label and label.style.name != "item"), None)
        return max(before, self._level(following)) if following else before

    def _place_paragraph(self, i: int) -> None:
        block = self.blocks[i]
        broken = not CLOSING_FORMULA.match(block.text) and bool(self.last_text) and len(self.last_text) > 15 and self.last_text[-1] not in _SENTENCE_END \
            and not self.list_like and bool(self.open) and bool(self.open[-1].paragraphs) and not opens_trailer(block.text)
        if broken:
            self.report("broken-paragraph", block.number, self.last_text[-12:])
        owner = self.open[-1] if self.open else None
        if not broken:
            owner = self._owner_by_sense(i, owner)
        if owner is None:
            self.roots.append(ClauseNode("paragraph", 1, block.number, block.line, content=[block.text]))
        else:
            owner.content.append(block.text)

    def _owner_by_sense(self, i: int, owner: ClauseNode | None) -> ClauseNode | None:
        if owner is None:
            return None
        text = self.blocks[i].text
        closes = CLOSING_FORMULA.match(text) or (owner.content and not self.has_articles and _CLOSING.match(text))
        if closes and not any(self.labels[i:]):
            self.open.clear()
            return None
        while owner.parent is not None and self._ends_list(owner):
            self.open.pop()
            owner = owner.parent
        return owner

    def _ends_list(self, node: ClauseNode) -> bool:
        """Whether `node` is the last of two or more plain items: what follows is no longer its own."""
        if node.kind == "item":
            return True
        assert node.parent is not None
        siblings = [child for child in node.parent.children if child.style == node.style]
        return node.style not in _CONTAINERS and len(siblings) > 1 and all(_is_plain(child) for child in siblings)

    # --- tables

    def _read_table(self, block: SourceBlock, table: Table) -> None:
        before = self.task_table
        if found := find_header(table):
            level = (self.open[-1].level if self.open else 0) + 1
            read = read_task_table(table, *found, self.tables + 1, block, level)
        elif before and before.block == block.number - 1 and continues(table, before):
            read = read_task_table(table, 0, before.columns, self.tables + 1, block, before.level, before.section)
        else:
            if self.open:
                self.open[-1].content.append(table)
            else:
                self.roots.append(ClauseNode("paragraph", 1, block.number, block.line, content=[table]))
            return
        self.tables += 1
        self.task_table = read
        self.roots += [*([read.heading] if read.heading else []), *(row for row in read.rows if row.parent is None)]
        self.open.clear()

    def _append(self, node: ClauseNode) -> None:
        while self.open and self.open[-1].level >= node.level:
            self.open.pop()
        node.parent = self.open[-1] if self.open else None
        if node.parent:
            node.parent.add(node)
        else:
            self.roots.append(node)
        self.open.append(node)


def _is_plain(node: ClauseNode) -> bool:
    """An item of one paragraph of running text, without heading, sub-items or tables."""
    return node.heading is None and len(node.content) == 1 and isinstance(node.content[0], str)


def _printed_label(block: SourceBlock, label: Label) -> str:
    """The label in the source's own characters (its brackets may be half-width)."""
    return compact(block.printed)[: len(compact(label.text))]
