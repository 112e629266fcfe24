"""Typographic normalisation: what a printed line says, without what only lays it out.

`normalise` maps a source line to its published text. Visible characters are kept one for one; half-width punctuation in
Chinese text becomes full-width, full-width digits and letters become half-width, layout spaces are dropped. Typesetting
residue (〖HTK〗 of 方正书版) and private-use characters are removed by `strip_residue`, which returns them for a diagnostic.
"""

from __future__ import annotations

import functools
import re
import unicodedata

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇○"
_HAN = re.compile(f"[{HAN}]")
# Characters that show nothing and can mislead a reader: controls, characters without width, marks of writing direction.
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
INVISIBLE = re.compile(f"[{_UNSEEN}]")
_VISIBLE = re.compile(f"[^{_UNSEEN}\\s]")
_RESIDUE = re.compile(r"〖[A-Z][^〗\u4e00-\u9fff]{0,20}〗|[\ue000-\uf8ff]+")
_SPACES = re.compile(r"[\s\u3000\xa0]+")
_SPACED_OUT = re.compile(f"(?<![{HAN}])(?:[{HAN}][ \\u3000\\xa0]+){{3,}}[{HAN}](?![{HAN}])")  # 某 市 人 民 政 府
_RUNNING = re.compile(r"[，。；,;]")
_RESIDUE_STARTS = re.compile("[〖\ue000-\uf8ff]")
_ODD = re.compile(f"[{_UNSEEN}０-９Ａ-Ｚａ-ｚ]")
_FOLD = {0xFF10 + i: 0x30 + i for i in range(10)} | {
    base + i: ascii_base + i for base, ascii_base in ((0xFF21, 0x41), (0xFF41, 0x61)) for i in range(26)
}
_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF = re.compile("[" + re.escape("".join(_WIDE)) + "]")
# Where a mark may have to stay half-width; in all other lines every one of them is widened.
_MAY_STAY_HALF = re.compile(r"[,:(/](?<=[A-Za-z\d:].)")
_LATIN_CALL = re.compile(r"[A-Za-z]\([A-Za-z0-9 ,.+*/-]*\)")  # f(x): brackets of a formula stay half-width
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # 1,000


def strip_residue(line: str) -> tuple[str, list[str]]:
    """Remove typesetting commands and private-use characters; return the rest and what was removed, in order."""
    if not _RESIDUE_STARTS.search(line):
        return line, []
    return _RESIDUE.sub("", line), _RESIDUE.findall(line)


def normalise(line: str) -> str:
    """The published text of one printed line."""
    line = _without_oddities(line)
    pieces = line.split()
    words = len(pieces)
    if 1 < words == sum(map(len, pieces)) and all(map(_HAN.match, pieces)):
        return "".join(pieces)  # 通 知
    if words > 3:
        line = _SPACED_OUT.sub(lambda match: _SPACES.sub("", match[0]), line)
    if _HAN.search(line):
        line = _widen(line)
    if words < 2:
        return line.strip()
    running = bool(_RUNNING.search(line))
    return _SPACES.sub(lambda gap: _space_for(line, gap, running), line)


def compact(text: str) -> str:
    """`text` without any white space or invisible character: for comparing what is visible."""
    return "".join(INVISIBLE.sub("", text).split())


def is_blank(text: str) -> bool:
    """Whether `text` holds no visible character."""
    return not _VISIBLE.search(text)


def column_count(text: str) -> int:
    """The columns that `text` takes: 2 for a Chinese character, 1 for a letter, 0 for a combining mark."""
    return sum(map(_columns, text))


@functools.cache
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0
    # "A" (ambiguous: “ ” — … ①) is two columns wide where the text is Chinese
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def narrow(text: str) -> str:
    """`text` with full-width punctuation made half-width: for comparing texts whose width may differ."""
    for half, wide in _WIDE.items():
        text = text.replace(wide, half)
    return text


def comparable(text: str) -> str:
    """What is visible of `text`, whatever its width and spaces: for counting characters."""
    return narrow("".join(_without_oddities(text).split()))


def start_after(text: str, at: int, marks: str, nearest: int = 0) -> int:
    """Where the words before `at` begin: after the last of `marks`, and not before `nearest`."""
    return max(nearest, *(text.rfind(mark, nearest, at) + 1 for mark in marks))


def has_han(text: str) -> bool:
    """Whether `text` holds a Chinese character."""
    return bool(_HAN.search(text))


def _without_oddities(line: str) -> str:
    """`line` without invisible characters, its full-width digits and letters made half-width."""
    return INVISIBLE.sub("", line).translate(_FOLD) if _ODD.search(line) else line


def _widen(line: str) -> str:
    if not _MAY_STAY_HALF.search(line):
        for half, wide in _WIDE.items():
            line = line.replace(half, wide)
        return line
    keep = {i for match in _LATIN_CALL.finditer(line) for i in range(*match.span())}

    def widen(mark: re.Match[str]) -> str:
        i, char = mark.start(), mark[0]
        if i in keep or (char == ":" and _is_ratio_or_url(line, i)) or (char == "," and _GROUPED.match(line, i)):
            return char
        return _WIDE[char]

    return _HALF.sub(widen, line)


def _is_ratio_or_url(line: str, i: int) -> bool:
    """3:7, 10:30, http:// and localhost:80 keep their colon."""
    before, after = line[max(0, i - 1) : i], line[i + 1 : i + 2]
    return (before.isascii() and before.isalnum() and after.isdigit()) or line[i + 1 : i + 3] == "//"


def _space_for(line: str, gap: re.Match[str], running: bool) -> str:
    """What a run of white space is worth: nothing where it lays out, one space where it parts words."""
    before, after = line[gap.start() - 1 : gap.start()], line[gap.end() : gap.end() + 1]
    if not before or not after:
        return ""
    if _HAN.match(before) and _HAN.match(after):
        if gap[0] == " ":
            return " "  # a slogan in two halves
        if "\n" in gap[0]:
            return ""
        if running or (len(gap[0]) == 1 and _in_spaced_word(line, gap)):
            return ""
        return "\u3000"  # a column gap, as in a list of names and posts
    if before.isascii() and after.isascii() and after.isalnum() and (before.isalnum() or (before in ",.:;!?" and after.isalpha())):
        return " "
    return ""


def _in_spaced_word(line: str, gap: re.Match[str]) -> bool:
    """Whether a single wide space parts the characters of one word: 通　知, 张　三."""
    lone_before = not _HAN.match(line[gap.start() - 2 : gap.start() - 1] or " ")
    lone_after = not _HAN.match(line[gap.end() + 1 : gap.end() + 2] or " ")
    return lone_before or lone_after
