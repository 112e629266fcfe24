"""Faults of the print that a reader of a document should know: brackets without their other half, sentences set twice,
names lost from a list, annexes referred to by another's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from parser.diagnostics import Report
from parser.header import DocumentDraft
from parser.model import Event, Line, Table
from parser.reading.clause_tree import ClauseNode
from parser.record_ids import part_of
from parser.rules.numerals import NUMERAL, to_int

_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_PAIR = re.compile("|".join(map("".join, _PAIRS.items())))
_BRACKET = re.compile("[" + "".join((*_PAIRS, *_CLOSERS)) + "]")
_LOST_TITLE = re.compile(r"^(?:长：|员：|任：|副：)")  # 组长：, 成员： without their first character
_POST = r"[\u4e00-\u9fff、（）]{2,30}(?:长|主任|书记|委员|专员|主席|经理|调研员|负责人)"
_ROSTER_LINE = re.compile(rf"^(?:[\u4e00-\u9fff]{{1,4}}：)?(?P<name>[\u4e00-\u9fff·]{{1,8}}(?:\u3000[\u4e00-\u9fff])?)\u3000{_POST}$")  # 张晓鹏　盟委网信办主任
_POST_ALONE = re.compile(rf"^{_POST}$")
_MANY = 20  # faults of brackets in one paragraph that are shown one by one
_LONG_LIST = 30  # items; in shorter ones a repetition is usually meant
_LONG_SENTENCE = 15  # characters; a shorter one may well stand twice
_ROSTER = 4  # so many lines of name and post make a list of names
_ANNEX = re.compile(rf"附件(?P<n>\d{{1,2}}|{NUMERAL}{{1,2}})(?![条款项])")


def report_print_faults(document: DocumentDraft, ids: dict[ClauseNode, str], others: Iterable[Line | Event], report: Report) -> None:
    """Report what stands damaged in a document's clauses and in `others`, its notes and events."""
    for node, identifier in ids.items():
        where = {"clause_id": identifier, "document_id": document.id}
        own = node.text
        text = f"{node.heading}{node.heading_mark}{own}" if node.heading else own
        cells = [cell for piece in node.content if isinstance(piece, Table) for cell in piece.printed_cells()]
        for paragraph in (*text.split("\n"), *cells):
            _report_brackets(paragraph, node.block, report, where)
        for sentence in repeated_sentences(own):
            report("duplicate-sentence", node.block, sentence[:30], what=sentence[:30], **where)
        for item in repeated_items("\n".join((own, *(cell.replace("\n", "") for cell in cells)))):
            report("duplicate-item", node.block, item, what=item, **where)
        for printed, title, number in _misnumbered_annexes(text, document):
            report("annex-number-mismatch", node.block, printed, title=title, number=number, printed=printed, **where)
    _report_rosters(document, ids, report)
    for line in others:
        _report_brackets(line.text, line.block, report, {"document_id": document.id})


def _report_brackets(paragraph: str, block: int, report: Report, where: dict[str, str]) -> None:
    lone = unbalanced(paragraph)
    for bracket, place in lone[:_MANY]:
        around = paragraph[max(0, place - 8):place + 12]
        report("unbalanced-bracket", block, around, what=f"“{bracket}”在“{around}”", **where)
    if len(lone) > _MANY:
        report("unbalanced-bracket", block, paragraph[:12], what=f"“{paragraph[:12]}”这一段另有 {len(lone) - _MANY} 处", **where)


def _report_rosters(document: DocumentDraft, ids: dict[ClauseNode, str], report: Report) -> None:
    """Lost characters in lists of names and posts: 长：隋维钧, a post without a name, a surname alone."""
    parts: dict[str, list[tuple[ClauseNode, str]]] = {}
    for node, identifier in ids.items():
        parts.setdefault(part_of(identifier), []).extend((node, line) for line in node.paragraphs)
    for lines in parts.values():
        entries = {line: entry for _, line in lines if "\u3000" in line and (entry := _ROSTER_LINE.match(line))}
        is_roster = sum(line in entries for _, line in lines) >= _ROSTER
        for node, line in lines:
            surname_alone = line in entries and len(entries[line]["name"]) == 1
            if _LOST_TITLE.match(line) or (is_roster and (surname_alone or _POST_ALONE.match(line))):
                report("lost-characters", node.block, line[:20], what=line[:20], clause_id=ids[node], document_id=document.id)


def _misnumbered_annexes(text: str, document: DocumentDraft) -> list[tuple[str, str, int]]:
    """Mentions such as 《甲表》（附件6） where 甲表 is listed as annex 5: the mention, the title and the listed number."""
    found = []
    for mention in _ANNEX.finditer(text) if document.annexes else ():
        before = re.split(r"[。；]", text[max(0, mention.start() - 60):mention.start()])[-1]
        before = re.split(r"附件[\d一二三四五六七八九十]+", before)[-1].rstrip("》（见为详，")
        for annex in document.annexes:
            if before.endswith(annex.title) and annex.number != to_int(mention["n"]) and len(annex.title) >= 4:
                found.append((mention[0], annex.title, annex.number))
    return found


def unbalanced(paragraph: str) -> list[tuple[str, int]]:
    """Brackets and quotation marks without their other half, with their place."""
    marks = "".join(_BRACKET.findall(paragraph))
    while marks != (outer := _PAIR.sub("", marks)):
        marks = outer
    if not marks:
        return []
    open_marks: list[tuple[str, int]] = []
    waiting = Counter[str]()  # how many of each are open
    lone: list[tuple[str, int]] = []
    for mark in _BRACKET.finditer(paragraph):
        i, char = mark.start(), mark[0]
        if char in _PAIRS:
            open_marks.append((char, i))
            waiting[char] += 1
        elif waiting[_CLOSERS[char]]:
            while open_marks[-1][0] != _CLOSERS[char]:
                waiting[open_marks[-1][0]] -= 1
                lone.append(open_marks.pop())
            waiting[open_marks.pop()[0]] -= 1
        elif not re.search(r"(?:^|[；。：，、])\d{1,2}）$", paragraph[max(0, i - 3):i + 1]):  # 1）材料；2）证明
            lone.append((char, i))
    return lone + open_marks


def repeated_sentences(text: str) -> list[str]:
    """Sentences of some length that stand twice in one clause."""
    seen: set[str] = set()
    twice: list[str] = []
    for sentence in text.replace("\n", "。").split("。"):
        if len(sentence) >= _LONG_SENTENCE:
            if sentence in seen:
                twice.append(sentence)
            seen.add(sentence)
    return twice


def repeated_items(text: str) -> list[str]:
    """Items of a long enumeration that stand in it twice: 化学检验员 among a hundred occupations."""
    twice: list[str] = []
    if text.count("、") + text.count("，") + 1 < _LONG_LIST:
        return twice
    for sentence in re.split(r"[。；\n]", text):
        items = [item for item in re.split(r"[、，]", sentence) if len(item) >= 4]
        if len(items) >= _LONG_LIST:
            twice += [item for item, count in Counter(items).items() if count > 1]
    return twice
