"""What a notice issues or forwards: its titles as the notice names them, and where they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parser.reading.title_lines import MAX_PART_TITLE_LINES, title_key
from parser.rules.headers import COVER_TITLE, ISSUES_QUOTED, OTHER_GENRES, QUOTED_TITLE, QUOTED_TITLES, SEVERAL
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock

_LONGEST_LINE = 60
# Shares of pairs of characters: how much of a quoted title the notice's own title holds, and how much of what it says to issue
# the quoted ones hold.
_OF_QUOTED, _OF_ISSUED = 0.5, 0.6
_RUN = re.compile(rf"(?:{QUOTED_TITLE.pattern.replace('?P<title>', '?:')}(?:[、，和及与]|以及)?)+")  # 《…》《…》和《…》
_COUNTED = re.compile(r"和|[两二三四五六七八九十\d]+[个项件部]")
_GENRE_END = re.compile(rf"(?:{'|'.join(OTHER_GENRES)})(?:（[^（）]*）)?$")

Spellings = tuple[str, ...]  # of one title


def enclosure_titles(title: str) -> list[Spellings]:
    """What a 印发通知 issues, as its own title names it."""
    match = COVER_TITLE.search(title)
    if not match:
        return []
    issued = match["issued"]
    if QUOTED_TITLES.search(issued):
        return [(found["title"],) for found in QUOTED_TITLE.finditer(issued)]
    halves = re.split(r"(?<=[\u4e00-\u9fff）])和(?=[\u4e00-\u9fff])", issued)
    return [(half,) for half in halves] if len(halves) > 1 and all(map(_GENRE_END.search, halves)) else [(issued,)]


def with_quoted(wanted: list[Spellings], text: str, title: str) -> list[Spellings]:
    """The wanted titles and how a paragraph of the notice spells them: 现将《某市巡查办法》印发给你们. Where it names more of
    them than the notice's title, each is wanted by itself; what stands in 《》 inside of a wanted title is none of them."""
    sentence = next((part for part in text.split("。") if ISSUES_QUOTED.search(part)), None)
    if sentence is None:
        return wanted
    runs = [[found["title"] for found in QUOTED_TITLE.finditer(run[0])] for run in _RUN.finditer(sentence)]
    alike = [[name for name in run if _share(title_key(name), title_key(title)) >= _OF_QUOTED] for run in runs]
    names = [name for run, some in zip(runs, alike, strict=True) for name in (run if some and SEVERAL.search(title) else some)]
    inside = {found["title"] for spellings in wanted for spelling in spellings for found in QUOTED_TITLE.finditer(spelling)}
    names = [name for name in names if name not in inside]
    keys = [title_key(name) for name in names]
    quoted = [name for name, key in zip(names, keys, strict=True) if not any(key in other and key != other for other in keys)]
    issued = _COUNTED.sub("", "".join(spellings[-1] for spellings in wanted))
    if _share(title_key(issued), "\n".join(keys)) < _OF_ISSUED:
        return wanted
    if len(quoted) == len(wanted):
        return [spellings if title_key(name) in map(title_key, spellings) else (name, *spellings) for name, spellings in zip(quoted, wanted, strict=True)]
    return [(name,) for name in quoted] if len(quoted) > len(wanted) else wanted


def _share(key: str, text: str) -> float:
    """How much of a title stands in a text, by its pairs of characters."""
    pairs = {key[i : i + 2] for i in range(len(key) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def named_enclosures(title: str, wanted: Sequence[Spellings]) -> list[str]:
    """What a notice issues although its text is not printed; not what it forwards, which is a document of others."""
    match = COVER_TITLE.search(title)
    if not match or match["verb"] in ("转发", "批转"):
        return []
    return [spellings[0] for spellings in wanted if match["verb"] in ("印发", "下发") or _GENRE_END.search(spellings[0])]


def is_title_of(key: str, wanted: Spellings) -> bool:
    """Whether a printed title (as `title_key`) is the wanted one; a forwarding notice's title drops 的 and adds the author:
    转发市水务局关于加强河道巡查意见的通知 forwards 关于加强河道巡查的意见."""
    bare = key.replace("的", "")
    forwarded = "关于" in key and len(key) >= 8
    return any(key == whole or (forwarded and whole.replace("的", "").endswith(bare)) for whole in map(title_key, wanted))


def lines_of_title(blocks: Sequence[SourceBlock], wanted: Sequence[Spellings]) -> int:
    """How many of the first blocks print a wanted title; 0 when they do not."""
    joined = ""
    for length, block in enumerate(blocks[:MAX_PART_TITLE_LINES], 1):
        if block.table is not None:
            return 0
        joined += block.text
        key = title_key(joined)
        if any(is_title_of(key, spellings) for spellings in wanted):
            return length
        if not any(key in title_key(title) for spellings in wanted for title in spellings):
            return 0
    return 0


def lines_like_a_title(blocks: Sequence[SourceBlock]) -> int:
    """How many of the first blocks look like the title of an enclosure, whatever it is called; 0 when they do not."""
    for length, block in enumerate(blocks[:MAX_PART_TITLE_LINES], 1):
        text = block.text
        if block.table is not None or len(text) > _LONGEST_LINE or starts_with_label(text):
            return 0
        if _GENRE_END.search(text):
            return length
        if re.search(r"[。；：，！？（]", text):
            return 0
    return 0
