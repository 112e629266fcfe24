"""Faults of the print that a reader of a document should know: brackets without their other half, sentences set twice."""

from __future__ import annotations

import re

from parser.clause_tree import ClauseNode
from parser.diagnostics import Report
from parser.header import DocumentDraft

_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_LOST_TITLE = re.compile(r"^(?:长：|员：|任：|副：)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\d*＊]{8}(?!\d)")
_EMAIL = re.compile(r"[\w.*＊-]+@[\w-]+(?:\.[\w-]+)+")


def report_print_faults(document: DocumentDraft, ids: dict[ClauseNode, str], report: Report) -> None:
    """Report what stands damaged in a document's clauses."""
    for node, identifier in ids.items():
        where = {"clause_id": identifier, "document_id": document.id}
        text = (f"{node.heading}{node.heading_mark}" if node.heading else "") + node.text
        for paragraph in text.split("\n"):
            for bracket, place in unbalanced(paragraph):
                around = paragraph[max(0, place - 8):place + 12]
                report("unbalanced-bracket", node.block, around, what=f"“{bracket}”在“{around}”", **where)
        for sentence in repeated_sentences(node.text):
            report("duplicate-sentence", node.block, sentence[:30], what=sentence[:30], **where)
        for lost in _LOST_TITLE.finditer(node.text):
            report("lost-characters", node.block, lost[0], what=node.text[:20], **where)
        for contact in (*_MOBILE.finditer(node.text), *_EMAIL.finditer(node.text)):
            report("personal-contact", node.block, contact[0], what=contact[0], **where)


def unbalanced(paragraph: str) -> list[tuple[str, int]]:
    """Brackets and quotation marks without their other half, with their place."""
    open_marks: list[tuple[str, int]] = []
    lone: list[tuple[str, int]] = []
    for i, char in enumerate(paragraph):
        if char in _PAIRS:
            open_marks.append((char, i))
        elif char in _CLOSERS:
            if open_marks and open_marks[-1][0] == _CLOSERS[char]:
                open_marks.pop()
            elif any(mark == _CLOSERS[char] for mark, _ in open_marks):
                while open_marks[-1][0] != _CLOSERS[char]:
                    lone.append(open_marks.pop())
                open_marks.pop()
            elif not re.match(r"^\d{1,2}）", paragraph[max(0, i - 2):i + 1]):
                lone.append((char, i))
    return lone + open_marks


def repeated_sentences(text: str) -> list[str]:
    """Sentences of some length that stand twice in one clause."""
    seen: set[str] = set()
    twice: list[str] = []
    for sentence in re.split(r"[。\n]", text):
        if len(sentence) >= 15:
            if sentence in seen:
                twice.append(sentence)
            seen.add(sentence)
    return twice
