"""How a printed list of bodies is split into names: 、 and ， part them; 和, brackets and areas such as 各区、县（市） may not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from parser.rules.agencies import looks_like_agency
from parser.rules.areas import ONE_NAME
from parser.rules.quick_patterns import quick_pattern

_TAIL = re.compile(
    r"等(?P<named>(?:(?:自治区|[省市盟州县旗区])[级直]?)?(?:各?(?:相关|有关)|其他)[\u4e00-\u9fff、]{0,4}(?:部门|单位|机构|组织|方面)[\u4e00-\u9fff]{0,4})?"
    r"(?P<bare>(?:\d+个|[两三四五六七八九十]+个)?(?:部门|单位|机构|方面|组织|成员单位)?(?:和单位|及单位)?)$"
)
_NOTE = re.compile(r"[〈<［\[（(](?:[^〈〉<>（）()]*(?:含|下同|不含|以下|、|，)[^〈〉<>（）()]*)[〉>］\]）)]$")
_PLACES = re.compile(r"[县市州旗盟区]（[市县区旗州盟镇乡街道、]+）$")  # 各县（市、区）: the bracket belongs to the name
# Lists that are one name: areas and tiers, and the bodies of higher levels in a place (中央、省属驻市各单位).
_ONE_NAME = quick_pattern(rf"{ONE_NAME}|中央(?:、|和|及)(?:省|自治区)?[属直]?驻[\u4e00-\u9fff]{{1,6}}?(?:单位|部门|机构|企业)")
_STARS = "*＊★☆▲△●※"
_OPENING, _CLOSING = "（(〈<［[〔", "）)〉>］]〕"
_DOUBTFUL_JOINTS = ("和", "及", "与", " ", "\u3000")
_UP_TO_MARK = re.compile(r"[^、，,；;和及与（( \u3000\n]*")
_MARKS = quick_pattern(r"[（(〈<［\[〔）)〉>］\]〕]|以及|[、，,；;/／\n \u3000]|(?<=[\u4e00-\u9fff）])(?:和|及|与)(?=[\u4e00-\u9fff])")


class Name(NamedTuple):
    """One name in a list: its characters as printed and where they stand in the list; whether a star marks it."""

    printed: str
    start: int
    end: int
    starred: bool = False


@lru_cache(maxsize=8192)
def split_names(text: str) -> tuple[Name, ...]:
    """Split a list of names at 、 ， and, where both sides are names, at 和 及 与 or a space; brackets inside a name are kept.
    `等部门` at the end adds nothing, `等相关部门和单位` adds that collective."""
    names: list[Name] = []
    depth = start = 0
    whole = [match.span() for match in _ONE_NAME.finditer(text)] if "、" in text else []
    for mark in _MARKS.finditer(text):
        if whole and any(begin < mark.start() < end for begin, end in whole):
            continue
        if mark[0] in _OPENING:
            depth += 1
        elif mark[0] in _CLOSING:
            depth -= 1
        elif depth <= 0 and (
            mark[0] not in _DOUBTFUL_JOINTS
            or any(begin == mark.end() for begin, _ in whole)
            or _both_names(text[start : mark.start()], text[mark.end() :])
        ):
            names += _trim(text, start, mark.start())
            start = mark.end()
    return (*names, *_trim(text, start, len(text)))


def _both_names(left: str, right: str) -> bool:
    head = _UP_TO_MARK.match(right)
    assert head
    return len(head[0]) > 3 and looks_like_agency(left.strip()) and looks_like_agency(head[0])


def _trim(text: str, start: int, end: int) -> list[Name]:
    first, last = start, end
    while start < end and text[start] in " 由请\u3000" + _STARS:
        start += 1
    while end > start and text[end - 1] in " 。.；;\u3000" + _STARS:
        end -= 1
    if start >= end:
        return []
    starred = any(mark in _STARS for mark in text[first:start] + text[end:last])
    piece = text[start:end]
    if piece[-1] in _CLOSING and (note := _NOTE.search(piece)) and not _PLACES.search(piece):
        piece = piece[: note.start()]
        end = start + len(piece)
    tail = _TAIL.search(piece) if "等" in piece else None
    if not tail or (tail.start() == 0 and not tail["named"]):
        return [Name(piece, start, end, starred)]
    names = [Name(piece[: tail.start()], start, start + tail.start(), starred)] if tail.start() else []
    if tail["named"]:
        names.append(Name(tail["named"], start + tail.start("named"), start + tail.end("named")))
    return names
