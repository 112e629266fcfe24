"""Every table of rules, both ways: what a row says it reads is read by that row, and what it refuses is not."""

from __future__ import annotations

import multiprocessing
import re
from pathlib import Path
from typing import Any

import pytest
from fact_cases import read_case

from parser.compiler import compile_issue, compile_source
from parser.reading.agent_names import agent_list
from parser.reading.agents import read_agents
from parser.reading.assignments import read_trailers
from parser.reading.citations import protected_spans, read_mentions
from parser.reading.deadline_scan import Found, scan
from parser.rules.agents import AGENT_FORMS
from parser.rules.areas import ONE_NAME_FORMS, PLACE_FORMS
from parser.rules.catalogue import RuleRow, catalogue
from parser.rules.citations import CITATION_RULES, RELATIONS
from parser.rules.deadline_rule import Context, DeadlineRule, Reading
from parser.rules.deadlines import EXAMPLE_ISSUED_ON, RULES
from parser.rules.name_words import WORDS_AT_THE_BEGINNING, WORDS_INSIDE
from parser.rules.numbering import STYLES, read_label
from parser.rules.prose import ADVERBS, CONNECTIVES, JOINED, PREDICATES
from parser.rules.prose_refusals import REFUSALS
from parser.rules.responsibilities import LABEL, LABELS, OTHER_RULES, READING_RULES, VERB, VERBS, role_of
from parser.rules.task_tables import COLUMNS, column_kind

ROOT = Path(__file__).parent.parent


def examples(rows: Any, refuses: bool = False) -> list[Any]:
    """(row, example) of every row, named for the report of a failure."""
    return [
        pytest.param(row, example, id=f"{getattr(row, 'name', getattr(row, 'kind', getattr(row, 'relation', '')))}-{example}")
        for row in rows
        for example in (row.refuses if refuses else row.reads)
    ]


def read_limits(rule: DeadlineRule, text: str) -> list[Found]:
    labels = (0,) if rule.labelled else ()
    return [item for item in scan(text, Context(EXAMPLE_ISSUED_ON), protected_spans(text), labels) if isinstance(item.reading, Reading)]


@pytest.mark.parametrize(("rule", "example"), examples(RULES))
def test_deadline_row_reads(rule: DeadlineRule, example: tuple[str, dict[str, Any]]) -> None:
    text, fields = example
    first = read_limits(rule, text)[0]
    assert first.rule.name == rule.name
    assert {name: first.match[0] if name == "text" else getattr(first.reading, name) for name in fields} == fields


@pytest.mark.parametrize(("rule", "text"), examples(RULES, refuses=True))
def test_deadline_row_refuses(rule: DeadlineRule, text: str) -> None:
    assert rule.name not in [item.rule.name for item in read_limits(rule, text)]


@pytest.mark.parametrize(("row", "word"), examples(LABELS))
def test_label_reads(row: Any, word: str) -> None:
    match = LABEL.match(f"{word}：甲局")
    assert match and role_of(match) == (row.name, row.role)


@pytest.mark.parametrize(("row", "word"), examples(LABELS, refuses=True))
def test_label_refuses(row: Any, word: str) -> None:
    assert not LABEL.match(f"{word}：甲局")


@pytest.mark.parametrize(("row", "word"), examples(VERBS))
def test_bracket_verb_reads(row: Any, word: str) -> None:
    (trailer,) = read_trailers(f"推进工作。（市教育局、市财政局{word}）")
    assert [(a.name, a.role, a.rule) for a in trailer.assignees] == [("市教育局", row.role, row.name), ("市财政局", row.role, row.name)]


@pytest.mark.parametrize(("row", "word"), examples(VERBS, refuses=True))
def test_bracket_verb_refuses(row: Any, word: str) -> None:
    assert not VERB.search(f"市教育局{word}")


@pytest.mark.parametrize(("row", "text"), examples(OTHER_RULES))
def test_bracket_note_reads(row: Any, text: str) -> None:
    lines = {"role-note": f"责任单位：市教育局{text}、市财政局", "bracket-names": f"推进工作。{text}"}
    assert row.name in [a.rule for trailer in read_trailers(lines[row.name]) for a in trailer.assignees]


@pytest.mark.parametrize(("row", "text"), examples(OTHER_RULES, refuses=True))
def test_bracket_note_refuses(row: Any, text: str) -> None:
    lines = {"role-note": f"责任单位：各县{text}、市财政局", "bracket-names": f"推进工作。{text}"}
    assert row.name not in [a.rule for trailer in read_trailers(lines[row.name]) for a in trailer.assignees]


@pytest.mark.parametrize(("row", "text"), examples(READING_RULES))
def test_rule_of_reading_reads(row: Any, text: str) -> None:
    assert row.pattern.search(text)


@pytest.mark.parametrize(("row", "text"), examples(READING_RULES, refuses=True))
def test_rule_of_reading_refuses(row: Any, text: str) -> None:
    assert not row.pattern.search(text)


@pytest.mark.parametrize(("row", "name"), examples((*AGENT_FORMS, *PLACE_FORMS, *ONE_NAME_FORMS)))
def test_agent_form_reads(row: Any, name: str) -> None:
    assert re.search(rf"(?:{row.pattern})$", name)
    assert [one.name for one in agent_list(name)] == [name]
    assert [agent.name for agent in read_agents(f"{name}要做好相关工作。", [])] == [name]


@pytest.mark.parametrize(("row", "name"), examples((*AGENT_FORMS, *PLACE_FORMS, *ONE_NAME_FORMS), refuses=True))
def test_agent_form_refuses(row: Any, name: str) -> None:
    assert read_agents(f"{name}要做好相关工作。", []) == []


@pytest.mark.parametrize(("row", "name"), examples((*WORDS_INSIDE, *WORDS_AT_THE_BEGINNING)))
def test_names_that_look_like_verbs_are_read(row: Any, name: str) -> None:
    assert [one.name for one in agent_list(name)] == [name]
    assert [agent.name for agent in read_agents(f"{name}应当加强管理。", [])] == [name]


@pytest.mark.parametrize(("row", "phrase"), examples((*WORDS_INSIDE, *WORDS_AT_THE_BEGINNING), refuses=True))
def test_phrases_with_verbs_are_no_names(row: Any, phrase: str) -> None:
    assert re.search(row.pattern, phrase)
    assert agent_list(phrase) == ()


@pytest.mark.parametrize(("row", "sentence"), examples((*CONNECTIVES, *ADVERBS)))
def test_adverb_lets_the_agent_be_found(row: Any, sentence: str) -> None:
    assert re.search(row.pattern, sentence)
    assert read_agents(sentence, [])


@pytest.mark.parametrize(("row", "sentence"), examples(REFUSALS))
def test_refusal_keeps_a_sentence_from_giving_a_duty(row: Any, sentence: str) -> None:
    assert any(row.pattern.search(text) for text in (sentence, *re.split("[，。]", sentence)))
    assert read_agents(sentence, []) == []


@pytest.mark.parametrize(("row", "sentence"), examples(REFUSALS, refuses=True))
def test_refusal_leaves_a_duty(row: Any, sentence: str) -> None:
    assert read_agents(sentence, [])


@pytest.mark.parametrize(("row", "sentence"), examples((*PREDICATES, JOINED)))
def test_predicate_reads(row: Any, sentence: str) -> None:
    assert (row.name, row.role) in [(agent.rule, agent.role) for agent in read_agents(sentence, [])]


@pytest.mark.parametrize(("row", "sentence"), examples((*PREDICATES, JOINED), refuses=True))
def test_predicate_refuses(row: Any, sentence: str) -> None:
    assert row.name not in [agent.rule for agent in read_agents(sentence, [])]


@pytest.mark.parametrize(("row", "text"), examples(RELATIONS))
def test_relation_reads(row: Any, text: str) -> None:
    assert {mention.relation for mention in read_mentions(text)} == {row.relation}


@pytest.mark.parametrize(("row", "text"), examples(RELATIONS, refuses=True))
def test_relation_refuses(row: Any, text: str) -> None:
    assert row.relation not in {mention.relation for mention in read_mentions(text)}


@pytest.mark.parametrize(("row", "example"), examples([row for row in CITATION_RULES if row.name != "title-abbreviated"]))
def test_citation_rule_reads(row: Any, example: tuple[str, str | None, str | None]) -> None:
    (mention,) = read_mentions(example[0])
    assert (mention.rule, mention.title, mention.number) == (row.name, *example[1:])


@pytest.mark.parametrize(("row", "text"), examples(CITATION_RULES, refuses=True))
def test_citation_rule_refuses(row: Any, text: str) -> None:
    assert row.name not in [mention.rule for mention in read_mentions(text)]


@pytest.mark.parametrize(("style", "example"), examples(STYLES))
def test_numbering_reads(style: Any, example: tuple[str, str, int]) -> None:
    label = read_label(example[0])
    assert label and (label.style.name, label.text, label.number) == (style.name, *example[1:])


@pytest.mark.parametrize(("style", "text"), examples(STYLES, refuses=True))
def test_numbering_refuses(style: Any, text: str) -> None:
    label = read_label(text)
    assert label is None or label.style.name != style.name


@pytest.mark.parametrize(("column", "heading"), examples(COLUMNS))
def test_column_reads(column: Any, heading: str) -> None:
    assert column_kind(heading) == column.kind


@pytest.mark.parametrize(("column", "heading"), examples(COLUMNS, refuses=True))
def test_column_refuses(column: Any, heading: str) -> None:
    assert column_kind(heading) != column.kind


# --- the catalogue


def test_catalogue_names_each_rule_once_and_explains_it_in_chinese() -> None:
    names = [row.name for row in catalogue()]
    assert len(names) == len(set(names))
    assert all(re.search(r"[\u4e00-\u9fff]", row.title) and row.group and row.reads for row in catalogue())


def test_every_rule_in_the_records_is_in_the_catalogue() -> None:
    names = {row.name for row in catalogue()}
    compiled = [compile_issue(path) for path in sorted((ROOT / "source_html").glob("*.html"))]
    compiled += [compile_source(read_case(path).page, f"{path.stem}.html") for path in sorted((ROOT / "tests" / "cases").glob("*.txt"))]
    used = {record.rule for one in compiled for record in (*one.responsibilities, *one.deadlines, *one.citations)}
    assert used - names == set()
    assert len(used) > 40


@pytest.mark.parametrize("row", [row for row in catalogue() if row.group.startswith("责任：括注中")], ids=lambda row: row.name)
def test_labels_are_read_in_brackets(row: RuleRow) -> None:
    for text, _ in row.reads:
        assert {a.rule for trailer in read_trailers(f"推进工作。{text}") for a in trailer.assignees} == {row.name}


# --- hostile texts


HOSTILE = (
    "各部门和" * 5000, "第一" * 5000, "（" * 5000, "《" * 5000, "由市教育局、" * 3000, "2019年1月" * 3000, "按照各自职责" * 3000, "每年" * 5000,
    "按职责" * 5000 + "负责", "（市教育局、" * 2000, "一" * 20000, "9" * 20000, "在" * 10000, "牵头单位：" * 3000, "〔2019〕" * 4000, "＊" * 10000,
)  # fmt: skip


def _read_hostile() -> None:
    for text in HOSTILE:
        read_trailers(text)
        read_agents(text, protected_spans(text))
        scan(text, Context(EXAMPLE_ISSUED_ON), [])
        read_mentions(text)


def test_no_text_makes_a_rule_hang() -> None:
    """A pattern that backtracks without end would take hours; the bound only ends the wait."""
    reader = multiprocessing.get_context("spawn").Process(target=_read_hostile)
    reader.start()
    reader.join(120)
    reader.kill()
    assert reader.exitcode == 0
