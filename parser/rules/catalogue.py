"""Every rule that reads facts, in one shape: for the website's page on how they are read, and for its test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parser.rules.citations import CITATION_RULES
from parser.rules.deadlines import RULES
from parser.rules.prose import BY, JOINED, LISTED, PREDICATES
from parser.rules.responsibilities import LABELS, OTHER_RULES, READING_RULES, VERBS
from parser.rules.task_tables import COLUMNS
from parser.wording import KINDS, ROLE_NAMES, UNITS


@dataclass(frozen=True)
class RuleRow:
    """One rule: its group and title in Chinese, its name as records carry it, examples (text, what it gives) and refusals."""

    group: str
    name: str
    title: str
    reads: tuple[tuple[str, str], ...]
    refuses: tuple[str, ...]


def catalogue() -> tuple[RuleRow, ...]:
    """All rules whose names stand in `rule` of responsibilities, deadlines and citations, in the order of their tables."""
    return (*_labels(), *_words(), *_columns(), *_prose(), *_deadlines(), *_citations())


def _labels() -> Iterator[RuleRow]:
    for form, group, mark in (("labelled", "责任：标签行", "{}：甲局、乙局"), ("parenthetical", "责任：括注中的标签", "（{}：甲局、乙局）")):
        for row in LABELS:
            name = row.name.replace("label", form)
            reads = tuple((mark.format(word), ROLE_NAMES[row.role]) for word in row.reads)
            yield RuleRow(group, name, row.title, reads, tuple(mark.format(word) for word in row.refuses))


def _words() -> Iterator[RuleRow]:
    for row in VERBS:
        reads = tuple((f"（甲局、乙局{word}）", ROLE_NAMES[row.role]) for word in row.reads)
        yield RuleRow("责任：括注", row.name, row.title, reads, tuple(f"（甲局{word}）" for word in row.refuses))
    for other in OTHER_RULES:
        yield RuleRow("责任：括注", other.name, other.title, tuple((text, ROLE_NAMES[other.role]) for text in other.reads), other.refuses)
    for rule in READING_RULES:
        gives = "列出的机关负责" if rule.name == "all-following" else "其余责任单位不变，所指机关牵头"
        yield RuleRow("责任：一次说明的读法", rule.name, rule.title, tuple((text, gives) for text in rule.reads), rule.refuses)


def _columns() -> Iterator[RuleRow]:
    for column in COLUMNS:
        if column.kind in ROLE_NAMES:
            reads = tuple((heading, ROLE_NAMES[column.kind]) for heading in column.reads)
            yield RuleRow("责任：任务表的栏", f"table-{column.kind}", f"“{column.reads[0]}”栏", reads, column.refuses)


def _prose() -> Iterator[RuleRow]:
    for row in (*PREDICATES, BY, LISTED, JOINED):
        yield RuleRow("责任：行文", row.name, row.title, tuple((text, ROLE_NAMES[row.role]) for text in row.reads), row.refuses)


def _deadlines() -> Iterator[RuleRow]:
    for rule in RULES:
        reads = tuple((text, _value(fields)) for text, fields in rule.reads)
        yield RuleRow("时限", rule.name, rule.title, reads, rule.refuses)


def _value(fields: dict[str, Any]) -> str:
    """What an example's fields say, in words: 截止 2019-07-31."""
    days = "至".join(str(fields[name]) for name in ("starts_on", "due_on") if name in fields)
    amount = f"{fields['amount']}{UNITS[fields['unit']]}" if "amount" in fields else ""
    return " ".join(filter(None, (KINDS[fields["kind"]], days, amount, fields.get("recurrence", ""))))


def _citations() -> Iterator[RuleRow]:
    for rule in CITATION_RULES:
        reads = tuple((text, " ".join(filter(None, (title and f"《{title}》", number)))) for text, title, number in rule.reads)
        yield RuleRow("引用", rule.name, rule.title, reads, rule.refuses)
