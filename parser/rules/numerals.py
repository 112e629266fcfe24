"""Chinese numerals as integers: 二十一 → 21, 二〇一九 / 二○一九 / 二O一九 → 2019, 一百零五 → 105, 两 → 2."""

from __future__ import annotations

DIGITS = {char: value for value, chars in enumerate(("〇○零Ｏ", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
          for char in chars}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000}
NUMERAL = "[" + "".join(DIGITS) + "".join(UNITS) + "]"  # a regular expression for one character of a numeral

# What is typed for 〇 among Chinese numerals, in WPS above all; no part of NUMERAL, as alone these are none.
TYPED_ZEROS = "OoＯｏ0０"
_ZEROS = str.maketrans(dict.fromkeys(TYPED_ZEROS, "〇"))


def to_int(numeral: str) -> int | None:
    """The value of a numeral in Arabic or Chinese digits; None when it is neither or is not well formed."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    numeral = numeral.translate(_ZEROS)
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral)) if numeral else None
    total, digit = 0, 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            return None
    return total + digit


def circled(char: str) -> int | None:
    """The value of a circled or parenthesised number character: ① → 1, ⑵ → 2, ㈠ → 1."""
    for first, count in (("①", 20), ("⑴", 20), ("⒈", 20), ("㈠", 10)):
        if 0 <= ord(char) - ord(first) < count:
            return ord(char) - ord(first) + 1
    return None
