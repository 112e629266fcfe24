"""Makes an alternation of many words quick to search for: a test of the first character before the words are tried."""

from __future__ import annotations

import re


def quick_pattern(words: str) -> re.Pattern[str]:
    """`words` compiled behind a look-ahead at the characters that its alternatives can begin with.

    Understands literal characters, groups, character classes and look-behinds at the beginning of an alternative.
    """
    return re.compile(f"(?=[{''.join(sorted(first_characters(words)))}])(?:{words})")


def first_characters(words: str) -> set[str]:
    """The characters that an alternation's matches can begin with. Raises ValueError where it cannot tell."""
    found: set[str] = set()
    for word in _alternatives(words):
        while word.startswith(("(?<!", "(?<=")):
            word = word[_closing(word) + 1 :]
        if word.startswith("(?:"):
            end = _closing(word)
            found |= first_characters(word[3:end])
            if word[end + 1 : end + 2] == "?":
                found |= first_characters(word[end + 2 :])
        elif word.startswith("\\d"):
            found.add("\\d")
        elif word.startswith("["):
            found |= set(word[1 : word.index("]")])
        elif word and re.match(r"[\u4e00-\u9fff]", word):
            found.add(word[0])
            if word[1:2] == "?":
                found |= first_characters(word[2:])
        else:
            raise ValueError(f"cannot tell the first character of {word!r}")
    return found


def _alternatives(words: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for i, char in enumerate(words):
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append(words[start:i])
            start = i + 1
    return [*parts, words[start:]]


def _closing(word: str) -> int:
    """Where the group that `word` begins with ends."""
    depth = 0
    for i, char in enumerate(word):
        depth += (char == "(") - (char == ")")
        if not depth:
            return i
    raise ValueError(f"unclosed group in {word!r}")
