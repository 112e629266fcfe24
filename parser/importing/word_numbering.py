"""Writes out the numbers that Word counts by itself: 一、（一）1. of automatic lists are no characters in the file.

After ECMA-376 part 1, 17.9: `numbering.xml` gives each list its levels (format, start, text such as `%1、`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from parser.importing.word_package import WordPackage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_HIGHEST = 32767  # what Word lets a list start at
_LONGEST = 64  # characters of a label such as 第%1章; Word's own have ten


def _counted(n: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五"""
    if n >= 1000:
        return str(n)
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if rest and hundreds and not tens:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return text + (_DIGITS[ones] if ones else "")


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(n: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (n // value)
        n %= value
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(digit)) for digit in str(n)),
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "ideographDigital": lambda n: "".join(_DIGITS[int(digit)] for digit in str(n)),
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if 1 <= n <= 20 else f"({n})",
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if 1 <= n <= 20 else f"({n})",
    "decimalEnclosedParen": lambda n: f"({n})",
    "upperLetter": lambda n: chr(64 + n) if 1 <= n <= 26 else str(n),
    "lowerLetter": lambda n: chr(96 + n) if 1 <= n <= 26 else str(n),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


def write_numbers(package: WordPackage) -> tuple[int, list[str]]:
    """Put each automatic number before its paragraph as text; returns how many, and the formats that are not known."""
    numbering = package.parts.get("word/numbering.xml")
    if numbering is None:
        return 0, []
    lists = _lists(numbering)
    by_style = _styles(package.parts.get("word/styles.xml"))
    counters: dict[str, dict[int, int]] = {}
    written, unknown = 0, set()
    for paragraph in package.document.iter(f"{W}p"):
        number_id, depth = _number_of(paragraph, by_style)
        abstract, levels = lists.get(number_id, ("", {}))
        level = levels.get(depth)
        if level is None:
            continue
        counts = counters.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.format in ("none", "bullet"):
            continue
        if level.format not in _FORMATS:
            unknown.add(level.format)
            continue
        _insert(paragraph, _label(level, levels, counts))
        written += 1
    return written, sorted(unknown)


def _label(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = level.text
    for depth, other in levels.items():
        if f"%{depth + 1}" in text:
            number = counts.get(depth, other.start)
            text = text.replace(f"%{depth + 1}", _FORMATS.get(other.format, str)(number))
    return text


def _lists(numbering: etree._Element) -> dict[str, tuple[str, dict[int, _Level]]]:
    """numId → (abstract list, its levels); lists of one abstract list count on."""
    abstract = {
        str(entry.get(f"{W}abstractNumId")): {
            _whole(level.get(f"{W}ilvl"), 0): _level(level) for level in entry.findall(f"{W}lvl")
        }
        for entry in numbering.findall(f"{W}abstractNum")
    }
    lists = {}
    for entry in numbering.findall(f"{W}num"):
        number_id, target = str(entry.get(f"{W}numId")), _value(entry, "abstractNumId") or ""
        levels, counter = dict(abstract.get(target, {})), target
        for override in entry.findall(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            counter = f"{target}/{number_id}"  # a list that starts anew
            if (own := override.find(f"{W}lvl")) is not None:
                levels[depth] = _level(own)
            elif depth in levels and (start := _value(override, "startOverride")):
                levels[depth] = _Level(levels[depth].format, levels[depth].text, _whole(start, 1))
        lists[number_id] = (counter, levels)
    return lists


def _level(entry: etree._Element) -> _Level:
    text = (_value(entry, "lvlText") or "")[:_LONGEST]
    return _Level(_value(entry, "numFmt") or "decimal", text, _whole(_value(entry, "start"), 1))


def _styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Paragraph style → the list and level that it brings along."""
    found = {}
    for style in styles.findall(f"{W}style") if styles is not None else []:
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None and (number_id := _value(number, "numId")):
            found[str(style.get(f"{W}styleId"))] = (number_id, _whole(_value(number, "ilvl"), 0))
    return found


def _number_of(paragraph: etree._Element, by_style: dict[str, tuple[str, int]]) -> tuple[str, int]:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return "", 0
    from_style = by_style.get(_value(properties, "pStyle") or "", ("", 0))
    number = properties.find(f"{W}numPr")
    if number is None:
        return from_style
    return _value(number, "numId") or from_style[0], _whole(_value(number, "ilvl"), from_style[1])


def _insert(paragraph: etree._Element, label: str) -> None:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = label
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _whole(value: object, otherwise: int) -> int:
    """The whole number that an attribute gives, as far as Word can count; `otherwise` where it gives none."""
    text = str(value)
    return min(int(text), _HIGHEST) if text.isdecimal() and len(text) < 10 else otherwise


def _value(entry: etree._Element, name: str) -> str | None:
    found = entry.find(f"{W}{name}")
    value = None if found is None else found.get(f"{W}val")
    return None if value is None else str(value)
