"""Reads duties in prose: finds the sentences of paragraphs whose agent may be a public body; `agent_sentences.py` reads each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from parser.reading.agent_names import LONGEST_LIST
from parser.reading.agent_sentences import FOLLOWS, OPENS, Agent, read_listed, read_sentence
from parser.rules.agent_lists import DESCRIBED, DESCRIBED_WITHIN, NAME
from parser.rules.agents import QUOTED_WITHIN, SECOND_NAME
from parser.rules.name_words import NO_NAME, OPENING_VERB
from parser.rules.prose import BY, CONDITION_ENDS, LONGEST_CONNECTIVE
from parser.rules.prose_refusals import PREAMBLE
from parser.rules.quick_patterns import last_characters
from parser.text import start_after

_SENTENCE_ENDS = "。；！？\n"
_PART_ENDS = f"，：{_SENTENCE_ENDS}"
# A part of a sentence that may open with names and go on with a duty: no verb first, and no word that a name cannot hold.
_MAY_OPEN = (
    rf"(?:{OPENS.pattern})?(?!{OPENING_VERB.pattern})"
    rf"(?:(?!{NO_NAME.pattern})[^。；！？\n]){{1,{LONGEST_LIST}}}?(?<={last_characters(NAME)})(?={FOLLOWS.pattern})"
)
_PART = re.compile(f"(?:[{_PART_ENDS}]|(?<=[次遍轮])、)")  # …每半年开展一次、各县要…
_PART_OPENS = re.compile(rf"{_PART.pattern}(?={_MAY_OPEN})")
_SENTENCE_REST = re.compile(r"[^。；！？\n]*")
_PREAMBLE_END = 24  # characters at the end of a paragraph that tell that a list or a document follows
# Quoted words and long brackets are no part of a sentence, unless they stand within the name of a body.
_QUOTED = re.compile(rf"(?!(?<=[\u4e00-\u9fff]){QUOTED_WITHIN}[\u4e00-\u9fff]{{0,8}}?(?:工作组|专班|领导小组|指挥部|中心|办公室))“[^”]*”")
_LONG_BRACKET = re.compile(rf"(?!{SECOND_NAME})（[^（）]{{9,}}）")


def read_agents(paragraph: str, passed_over: list[tuple[int, int]]) -> list[Agent]:
    """All duties in the prose of a paragraph, in order. `passed_over` spans (titles, brackets that assign) hold no agents."""
    return read_paragraphs([(paragraph, passed_over)])[0]


def read_paragraphs(paragraphs: list[tuple[str, list[tuple[int, int]]]]) -> list[list[Agent]]:
    """The duties of each paragraph. Openings are looked for in all paragraphs as one text, which is much quicker than in each."""
    lines = [_mask(paragraph, passed_over) for paragraph, passed_over in paragraphs]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=1))
    agents = [read_listed(line) for line in lines]
    listed = {n for n, found in enumerate(agents) if found}
    told = {n for n, line in enumerate(lines) if PREAMBLE.pattern.search(line, max(0, len(line) - _PREAMBLE_END))}
    text = "\n".join(("", *lines))
    for start, end, parts in _sentences(text):
        line = bisect_left(starts, end) - 1
        if line not in listed:
            agents[line] += [agent.moved(-starts[line]) for agent in read_sentence(text, start, end, parts, line in told)]
    return agents


def _sentences(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """Where the sentences stand that may give a duty, each with the beginnings of its parts that may."""
    read = end = 0
    parts: list[int] = []
    for begin in (*_openings(text), len(text) + 1):
        if parts and begin > end:
            yield start_after(text, end, _SENTENCE_ENDS, read), end, parts
            read, parts = end, []
        if not parts:
            rest = _SENTENCE_REST.match(text, begin)
            end = rest.end() if rest else len(text)
        parts.append(begin)


def _openings(text: str) -> list[int]:
    """Where the parts of sentences begin that may give a duty; `text` begins with a line's end."""
    openings = {match.end() for match in _PART_OPENS.finditer(text)}
    openings.update(begin for begin, _ in _begun_before(text, BY.pattern, _PART_ENDS))
    seen = 0
    for begin, modal in _begun_before(text, CONDITION_ENDS, _SENTENCE_ENDS):
        openings.update(match.end() for match in _PART.finditer(text, max(begin - 1, seen), modal))
        seen = modal
    for described in DESCRIBED.finditer(text):
        farthest = described.start() - DESCRIBED_WITHIN - LONGEST_CONNECTIVE
        openings.update(match.end() for match in _PART.finditer(text, max(0, farthest), described.start()))
    return sorted(openings)


def _begun_before(text: str, pattern: re.Pattern[str], marks: str) -> Iterator[tuple[int, int]]:
    """Where each match of a pattern begins, and before it the words after the last of `marks`: (words, match). No character is
    looked at twice, however many matches stand after one mark."""
    begin = seen = 0
    for match in pattern.finditer(text):
        begin, seen = max(begin, *(text.rfind(mark, seen, match.start()) + 1 for mark in marks)), match.end()
        yield begin, match.start()


def _mask(paragraph: str, passed_over: list[tuple[int, int]]) -> str:
    """The paragraph with quoted words, long brackets and passed-over spans blanked out; a bracket ends a sentence."""
    text = paragraph
    if "“" in paragraph:
        text = _blanked(text, [(*match.span(), "＊") for match in _QUOTED.finditer(paragraph)])
    if "（" in paragraph:
        text = _blanked(text, [(*match.span(), "＊") for match in _LONG_BRACKET.finditer(paragraph)])
    if passed_over:
        text = _blanked(text, [(start, end, "。" if paragraph[start] == "（" else "＊") for start, end in sorted(passed_over)])
    return text


def _blanked(text: str, spans: list[tuple[int, int, str]]) -> str:
    """A text with the characters of spans, in order of their starts, replaced by each span's mark."""
    pieces: list[str] = []
    at = 0
    for start, end, mark in spans:
        if end > at:
            pieces += (text[at:start], mark * (end - max(start, at)))
            at = end
    return "".join((*pieces, text[at:]))
