"""What must hold of the compiler whatever it is given. The tests by hypothesis and the fuzzer call these functions.

Each takes any input, and raises when a property fails: an `AssertionError` where the answer is wrong, any other exception
where the compiler raised what it does not document.
"""

from __future__ import annotations

import datetime as dt
import itertools

from parser.compiled import CompiledIssue
from parser.compiler import compile_source
from parser.diagnostics import SourceError
from parser.importing.bring_in import read_draft
from parser.importing.clean_page import clean_page
from parser.importing.draft import clean
from parser.reading.agents import read_agents
from parser.reading.assignments import read_trailers
from parser.reading.citations import protected_spans, read_mentions, unbalanced_title
from parser.reading.corrections import parse_corrections
from parser.reading.deadline_scan import scan
from parser.rules.deadline_rule import Context
from parser.rules.headings import is_heading_line, is_heading_phrase
from parser.rules.numbering import read_label
from parser.source import read_source
from parser.text import comparable, normalise

OF_THE_SOURCE = {"empty-table"}  # errors that tell of a fault in the source, not in the compiler
DAY = dt.date(2021, 3, 5)


def reads_or_refuses(data: bytes, file: str) -> CompiledIssue | None:
    """Any bytes give a compiled issue that passes its own checks (records, references, evidence, no character lost), or
    a SourceError that says in Chinese why not."""
    try:
        issue = compile_source(data, file)
    except SourceError as error:
        assert any("\u4e00" <= char <= "\u9fff" for char in error.message), error.message
        assert "\n" not in error.message
        return None
    errors = [found for found in issue.diagnostics if found.severity == "error" and found.name not in OF_THE_SOURCE]
    assert not errors, errors[0].message
    return issue


def keeps_every_character(lines: list[str]) -> None:
    """Lines set as paragraphs come out as clauses, printed lines or events with every visible character, once."""
    file = "\n".join(lines)
    issue = reads_or_refuses(file.encode("utf-8", "replace"), "a.txt")
    if issue is None:
        return
    printed = "".join(line.text for lines in issue.lines.values() for line in lines)
    printed += "".join(event.text for event in issue.events)
    for clause in issue.clauses:
        printed += f"{clause.label}{clause.heading or ''}{clause.heading_mark}{clause.text}"
        assert clause.parent_id is None or clause.parent_id.split("/")[0] == clause.document_id
    source = read_source(file.encode("utf-8", "replace"), "a.txt", lambda *_, **__: None)
    wanted = "".join(block.text for block in source.blocks)
    assert sorted(comparable(printed)) == sorted(comparable(wanted))


def rules_stay_within(text: str) -> None:
    """What the rules find in a paragraph stands in it, in order; nothing is found twice by one reader."""
    text, printed = normalise(text), text
    assert comparable(text) == comparable(printed)
    protected = protected_spans(text)
    trailers = read_trailers(text)
    for trailer in trailers:
        assert 0 <= trailer.start < trailer.end <= len(text)
        assert all(trailer.start <= one.start < one.end <= trailer.end for one in trailer.assignees), trailer
    passed_over = protected + [(trailer.start, trailer.end) for trailer in trailers]
    for agent in read_agents(text, passed_over):
        assert 0 <= agent.start < agent.end <= len(text) and agent.name
    found = scan(text, Context(DAY), protected, (0,))
    for before, after in itertools.pairwise(found):
        assert before.match.end() <= after.match.start()
    for mention in read_mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
    if label := read_label(text):
        assert text.startswith(label.text) and label.number >= 0
    unbalanced_title(text)
    is_heading_line(text)
    is_heading_phrase(text)


def brings_in_or_refuses(data: bytes, file: str) -> None:
    """Any file gives a draft whose page runs nothing and compiles, or a SourceError."""
    try:
        draft = read_draft(data, file)
        clean(draft)
    except SourceError as error:
        assert error.message
        return
    page = clean_page(draft, file, "0" * 64)
    reads_or_refuses(page.encode("utf-8"), "a.html")


def corrections_or_refuses(text: str) -> None:
    """Any text gives corrections or a SourceError."""
    try:
        parse_corrections(text, "a.corrections.toml")
    except SourceError as error:
        assert error.message
