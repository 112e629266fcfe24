"""Makes patterns without a fixed beginning quick to search for: a test of one character before the words are tried, and
one search of many lines.

The characters are derived from the pattern itself, as `re` parses it, so that a test can never switch off a word that
is added to a table. Python shows its parser to nobody: `re._parser` is what `re.compile` calls, under this name since 3.11.
What it gives is read by the names of its operations; one that is not known here makes no test, and a pattern stays as it is.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import Any

_parse = lru_cache(maxsize=1)(importlib.import_module("re._parser").parse)  # the same pattern is asked about several times
# What takes no character: look-arounds and anchors.
_EMPTY = frozenset(("ASSERT", "ASSERT_NOT", "AT"))
_FEW = 24  # a set of more characters tells little
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


def quick_pattern(words: str) -> re.Pattern[str]:
    """`words` compiled behind a look-ahead at the characters that a match can begin with, where these can be told."""
    first = first_characters(words)
    return re.compile(f"(?={first})(?:{words})" if first else words)


def lines_with(pattern: re.Pattern[str], lines: list[str]) -> set[int]:
    """The places (from 0) of lines in which a pattern matches: one search of all as one text, instead of one of each."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    return {bisect_right(ends, match.start()) for match in pattern.finditer("\n".join(lines))}


def first_characters(words: str) -> str | None:
    """A character class of what the matches of a pattern can begin with; None where it is no closed set."""
    return _character_class(_parse(words), backwards=False)


def last_characters(words: str) -> str | None:
    """A character class of what the matches of a pattern can end with; None where it is no closed set."""
    return _character_class(_parse(words), backwards=True)


def required_characters(words: str) -> tuple[frozenset[str], ...]:
    """Sets of characters of which every text that a pattern matches holds one each, looked back at or taken: what a cheap test can ask for first."""
    found = {characters for characters in _required(_parse(words)) if len(characters) <= _FEW}
    found -= {more for more in found for one in found if one < more}
    return tuple(sorted(found, key=lambda characters: (len(characters), sorted(characters))))


def _required(parsed: Iterable[Any]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            found.append(frozenset(chr(argument)))
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
            found.append(frozenset(chr(character) for _, character in argument))
        elif name in ("SUBPATTERN", "ASSERT") or (name in _REPEATS and argument[0]):
            found += _required(argument[-1])
        elif name == "BRANCH":
            branches = [_required(branch) for branch in argument[1]]
            if all(branches):
                found += (one for one in branches[0] if all(any(other <= one for other in branch) for branch in branches))
                found.append(frozenset().union(*(min(branch, key=len) for branch in branches)))
    return found


def _character_class(parsed: Any, backwards: bool) -> str | None:
    characters, empty = _edge(parsed, backwards)
    return None if characters is None or empty else f"[{''.join(sorted(characters))}]"


def _edge(parsed: Iterable[Any], backwards: bool) -> tuple[set[str] | None, bool]:
    """The characters at one edge of a sequence (None: any), and whether the sequence can match nothing."""
    found: set[str] = set()
    for operation, argument in reversed(list(parsed)) if backwards else parsed:
        characters, empty = _edge_of_one(str(operation), argument, backwards)
        if characters is None:
            return None, False
        found |= characters
        if not empty:
            return found, False
    return found, True


def _edge_of_one(operation: str, argument: Any, backwards: bool) -> tuple[set[str] | None, bool]:
    if operation in _EMPTY:
        return set(), True
    if operation == "LITERAL":
        return {re.escape(chr(argument))}, False
    if operation == "IN":
        return _members(argument), False
    if operation == "SUBPATTERN":
        return _edge(argument[-1], backwards)
    if operation in _REPEATS:
        least, _, repeated = argument
        characters, empty = _edge(repeated, backwards)
        return characters, empty or not least
    if operation == "BRANCH":
        edges = [_edge(branch, backwards) for branch in argument[1]]
        if any(characters is None for characters, _ in edges):
            return None, False
        return {character for characters, _ in edges for character in characters or ()}, any(empty for _, empty in edges)
    return None, False


def _members(items: Iterable[Any]) -> set[str] | None:
    """The members of a character class; None for one that is negated or names a large category."""
    members: set[str] = set()
    for operation, argument in items:
        if str(operation) == "LITERAL":
            members.add(re.escape(chr(argument)))
        elif str(operation) == "RANGE":
            members.add(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        elif str(argument) == "CATEGORY_DIGIT":
            members.add(r"\d")
        elif str(argument) == "CATEGORY_SPACE":
            members.add(r"\s")
        else:
            return None
    return members
