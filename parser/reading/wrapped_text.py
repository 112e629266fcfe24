"""Reads plain text as raw paragraphs; lines that a PDF or a mail program wrapped are joined again."""

from __future__ import annotations

import re

from parser.diagnostics import Report
from parser.reading.html_blocks import RawBlock
from parser.rules.numbering import starts_with_label
from parser.text import column_count, compact, normalise

_ORDINAL = r"第[一二三四五六七八九十百零〇]+"
# A page break put two paragraphs on one line: 「…空间。 第四条 …」, 「第七章 法律责任 第四十二条 …」
_MID_LINE_ARTICLE = re.compile(rf"(?<=[。；])[ \u3000\xa0]+(?={_ORDINAL}[章节条])")
_ARTICLE_AFTER_CHAPTER = re.compile(rf"^(\s*{_ORDINAL}[章节][^。，；]{{1,20}}?)[ \u3000\xa0]+(?={_ORDINAL}条[ \u3000\xa0])")


def read_lines(text: str, report: Report) -> list[RawBlock]:
    """Paragraphs of a text file with their line numbers (1-based)."""
    lines = [
        RawBlock(number, part)
        for number, line in enumerate(text.split("\n"), 1)
        for part in _split_joined(line)
        if compact(part)
    ]
    full = _full_width(lines)
    if not full:
        return lines
    report("line-wrapped-text", 0)
    joined: list[RawBlock] = []
    previous_full = False
    for line in lines:
        if joined and previous_full and not _opens_paragraph(line.text):
            joined[-1].text += line.text.strip()
        else:
            joined.append(RawBlock(line.line, line.text))
        previous_full = column_count(line.text.strip()) >= full - 4
    return joined


def _split_joined(line: str) -> list[str]:
    """The paragraphs that a page break put on one line."""
    if chapter := _ARTICLE_AFTER_CHAPTER.match(line):
        return [chapter[1], *_split_joined(line[chapter.end():])]
    return _MID_LINE_ARTICLE.split(line)


def _full_width(lines: list[RawBlock]) -> int:
    """The width (in half-width columns) of a full line when the text is wrapped at one, else 0."""
    widths = sorted(column_count(line.text.strip()) for line in lines)
    if len(widths) < 8:
        return 0
    usual = widths[len(widths) * 3 // 5]
    near = sum(usual - 4 <= width <= usual + 4 for width in widths)
    open_ended = sum(not normalise(line.text).endswith(("。", "；", "：", "！", "？")) for line in lines)
    return usual if 24 <= usual <= 100 and near >= len(lines) * 0.4 and open_ended >= len(lines) * 0.4 else 0


def _opens_paragraph(line: str) -> bool:
    return line.startswith(("\u3000\u3000", "    ")) or starts_with_label(normalise(line))
