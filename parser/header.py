"""Second pass: numbered blocks → the issue's metadata and its documents, each cut into parts with their printed lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pypinyin import Style, lazy_pinyin

from parser.diagnostics import Report, SourceError
from parser.model import Annex, Issue, Line
from parser.reading.document_cut import Cut, cut_documents
from parser.reading.document_layout import lay_out_document
from parser.reading.document_lines import read_date
from parser.reading.document_number import read_number
from parser.reading.document_parts import PartDraft
from parser.reading.issuers import find_issuer, issuer_of_promulgation
from parser.rules.headers import (
    APPOINTMENTS,
    CHRONICLE,
    ISSUE_TITLES,
    NOTICE_NUMBER,
    NUMBER,
    NUMBER_BESIDE,
    ORDER,
    ORDER_SERIAL,
    SITE_NAME,
    SMELLS_LIKE_NUMBER,
    STATUTORY_GENRES,
)
from parser.rules.numerals import to_int
from parser.source import Source, SourceBlock
from parser.text import compact, normalise

NO_TITLE = "（无标题）"


@dataclass(frozen=True)
class DocumentDraft:
    """A document as its header tells it; its parts are still blocks without an outline."""

    id: str
    position: int
    section: str | None
    number: str | None
    number_as_printed: str | None
    title: str
    issuer: str | None
    genre: str
    addressees: tuple[str, ...]
    issued_on: dt.date | None
    enclosure_title: str | None
    annexes: tuple[Annex, ...]
    lines: tuple[Line, ...]
    parts: tuple[PartDraft, ...]
    block: int
    line: int

    @property
    def is_chronicle(self) -> bool:
        return self.genre == "大事记"


def read_header(source: Source, report: Report) -> tuple[Issue, tuple[DocumentDraft, ...]]:
    """Read issue metadata and documents. Raises SourceError when the article holds no document."""
    issue = _read_issue(source, report)
    cuts = cut_documents(source.blocks, source.page_title, bool(issue.number))
    if not cuts:
        raise SourceError(source.file, source.blocks[0].line, "没有找到公文：既没有发文字号，也没有标题或编号条款。请确认保存的是公报页面。")
    single = len(cuts) == 1 and issue.number is None
    documents: list[DocumentDraft] = []
    taken: set[str] = set()
    for position, cut in enumerate(cuts, 1):
        metadata = source.metadata if single else {}
        document = _read_document(cut, source, issue, position, metadata, report)
        document = replace(document, id=_unique(document.id, taken))
        documents.append(document)
        for i, title in cut.doubtful:
            report("document-start-doubtful", source.blocks[i].number, source.blocks[i].text, title=title)
    if issue.year is None and documents[0].issued_on:
        issue = replace(issue, year=documents[0].issued_on.year)
    return issue, tuple(documents)


def _read_issue(source: Source, report: Report) -> Issue:
    candidates = [source.page_title, *(block.text for block in source.blocks[:3])]
    title, match = next(((text, found) for text in candidates if (found := read_issue_title(text))), (source.page_title, None))
    year = number = last = total = None
    if match:
        year, number, last, total = (to_int(match[name] or "") for name in ("year", "number", "last", "total"))
        identifier = issue_id(match)
    else:
        report("issue-number-not-found", 0, title)
        identifier = _slug(source.file.rsplit(".", 1)[0])
    published = source.metadata.get("发布日期", "")
    return Issue(
        id=identifier, title=title or source.blocks[0].text, year=year, number=number, number_to=last, total_number=total,
        publisher=match["publisher"] if match else source.metadata.get("发文机关"),
        source=source.metadata.get("来源"), author=source.metadata.get("作者"), published_on=_loose_date(published),
        source_file=source.file, source_sha256=source.sha256,
    )


def read_issue_title(text: str) -> re.Match[str] | None:
    """A gazette's title in a line: groups publisher, year, number, last and total, in digits of either kind."""
    return next((found for rule in ISSUE_TITLES if (found := rule.search(text))), None)


def issue_id(title: re.Match[str]) -> str:
    """The identifier of the issue that a title names: 2019-06, 2019-01to03."""
    last = to_int(title["last"] or "")
    return f"{to_int(title['year'])}-{to_int(title['number']):02}" + (f"to{last:02}" if last else "")


def _read_document(cut: Cut, source: Source, issue: Issue, position: int, metadata: dict[str, str],
                   report: Report) -> DocumentDraft:
    blocks = source.blocks
    first = blocks[cut.start]
    title = cut.title or metadata.get("标题", "") or (source.page_title if metadata or issue.number is None else "")
    if not cut.title and SITE_NAME.match(title):
        title = ""
    title, in_title = _without_number(title)
    printed = blocks[cut.number_at].printed.strip() if cut.number_at is not None else metadata.get("发文字号") or in_title
    if printed and (serial := ORDER_SERIAL.match(compact(printed))):
        printed = f"{title}{serial['all']}"
    printed = NUMBER_BESIDE.sub("", compact(printed)) if printed else None
    number = _read_number(compact(normalise(printed)), first.number, report) if printed else None
    layout = lay_out_document(blocks, cut, title, report)
    recorded = _loose_date(metadata.get("成文日期", ""))
    issued_on = layout.issued_on or recorded or _loose_date(metadata.get("发文日期", ""))
    if layout.issued_on and recorded and layout.issued_on != recorded:
        report("date-differs", first.number, title, printed=layout.issued_on, recorded=recorded)
    head = [cut.section or "", *(blocks[i].text for i in range(cut.start, max(cut.title_at, default=cut.start)) if i not in cut.title_at)]
    issuer = find_issuer(title, [blocks[i].text for i in cut.title_at], head, layout.signature, number) or metadata.get("发文机关")
    if number is None and layout.promulgation and (promulgated := issuer_of_promulgation(layout.promulgation)):
        issuer, order_serial = promulgated
        printed = f"{issuer}令第{order_serial}号"
        number, _ = read_number(printed)
    genre = _genre(title, cut.section)
    document_id = _document_id(number, issued_on) or f"{issue.id}-{position:02}"
    if not title:
        report("missing-title", first.number, first.text)
    if genre not in ("大事记", "人事任免"):
        if not number:
            _report_missing_number(blocks[cut.start:cut.end][:len(cut.title_at) + 4], first.number, title, report)
        if not issued_on:
            report("missing-date", first.number, title)
        if genre == "其他" and title:
            report("unknown-genre", first.number, title)
    return DocumentDraft(
        id=document_id, position=position, section=cut.section, number=number,
        number_as_printed=compact(printed.strip("（）() ")) if printed else None, title=title or NO_TITLE, issuer=issuer, genre=genre,
        addressees=layout.addressees, issued_on=issued_on, enclosure_title=layout.enclosure_title, annexes=layout.annexes,
        lines=layout.lines, parts=layout.parts, block=first.number, line=first.line,
    )


def _without_number(title: str) -> tuple[str, str | None]:
    """A title and the 文号 that is printed on its line, before it or in brackets after it."""
    if match := NUMBER.match(title):
        return title[match.end():].lstrip("：: \u3000") or title, match[0]
    if match := re.search(rf"[（(\s]\s*(?P<all>{NUMBER.pattern})\s*[）)]?$", title):
        return title[:match.start()].rstrip(), match["all"]
    return title, None


def _read_number(text: str, block: int, report: Report) -> str | None:
    """The canonical form of a document's own 文号; says when it had to be repaired."""
    number, damage = read_number(text)
    if number is None and NOTICE_NUMBER.match(text):
        return text
    if damage:
        report(f"number-brackets-{damage}", block, text, printed=text.strip("（）"), number=number)
    return number


def _report_missing_number(head: Sequence[SourceBlock], block: int, title: str, report: Report) -> None:
    """Say whether the head of a document holds nothing like a 文号, or something that is not quite one."""
    smell = next((found for found in head if found.table is None and SMELLS_LIKE_NUMBER.match(found.text)), None)
    if smell:
        report("unrecognised-number", smell.number, smell.text, what=smell.text)
    else:
        report("missing-number", block, title)


def document_id_for(number: str) -> str | None:
    """The identifier that a document with this canonical 文号 has; None for a number without a year."""
    if match := NUMBER.search(number):
        return f"{_initials(match['code'])}-{match['year']}-{match['serial']}"
    return None


def _document_id(number: str | None, issued_on: dt.date | None) -> str | None:
    if number is None:
        return None
    if with_year := document_id_for(number):
        return with_year
    order = ORDER.search(number)
    return "-".join(filter(None, (_initials(number.split("第")[0]), str(issued_on.year) if issued_on else "", order["serial"]))) if order else None


def _genre(title: str, section: str | None) -> str:
    if CHRONICLE.search(title) or (section and CHRONICLE.search(section)):
        return "大事记"
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", title)
    genre = next((kind for kind in STATUTORY_GENRES if bare.endswith(kind)), None)
    if APPOINTMENTS.search(title):
        return "人事任免"
    return "命令" if genre is None and bare.endswith("令") else genre or "其他"


def _loose_date(text: str) -> dt.date | None:
    """2019年07月10日, 2019-7-10 08:59, 2019.7.10."""
    if match := re.search(r"((?:19|20)\d{2})[-年./](\d{1,2})[-月./](\d{1,2})", text):
        return read_date(*match.groups())
    return None


def _initials(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower())


def _slug(text: str) -> str:
    words = "-".join(lazy_pinyin(text)).lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "issue"


def _unique(identifier: str, taken: set[str]) -> str:
    name, n = identifier, 2
    while name in taken:
        name, n = f"{identifier}~{n}", n + 1
    taken.add(name)
    return name
