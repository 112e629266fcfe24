"""The rule tables as the page 如何读出 shows them: what each rule is called, what it reads, what it refuses."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from parser.reading.deadline_scan import scan
from parser.rules import citations, deadlines, numbering
from parser.rules.catalogue import catalogue
from parser.rules.deadline_rule import Context, Reading
from parser.wording import KINDS, RELATIONS


@dataclass(frozen=True)
class ShownRule:
    """One rule: `reads` pairs an example with what it gives."""

    name: str
    title: str
    reads: list[tuple[str, str]]
    refuses: tuple[str, ...]


@dataclass(frozen=True)
class RuleGroup:
    id: str
    title: str
    about: str
    rules: list[ShownRule]


def rule_groups() -> list[RuleGroup]:
    """All rules, in the order in which they are tried within their table."""
    return [
        RuleGroup(
            "deadlines", "时限怎样读出",
            "在文字的每一处按下列次序试读。下面各例假定成文日期为2019年6月10日；标题、文号里的日期和资格条件、"
            "金额里的年限不读。",
            list(_deadline_rules()),
        ),
        *_catalogued(),
        RuleGroup(
            "relations", "引用文件的关系",
            "引用前后的词说明两件文件的关系；没有这些词的记为提及。",
            [
                ShownRule(f"relation-{row.relation}", name, [(text, name) for text in row.reads], row.refuses)
                for row in citations.RELATIONS
                for name in [RELATIONS[row.relation]]
            ],
        ),
        RuleGroup(
            "numbering", "条款编号",
            "行首的编号，全角、半角不拘。章、节、条依嵌套次序定层级。",
            [
                ShownRule(
                    row.name, f"第{row.level}层" if row.level else "依嵌套次序",
                    [(text, f"编号“{label}”") for text, label, _ in row.reads], row.refuses,
                )
                for row in numbering.STYLES
            ],
        ),
    ]


# The groups of the catalogue that this page shows as they are: group, anchor, what to know of all its rules.
_CATALOGUED = (
    ("责任：标签行", "labels", "“牵头部门：”之类的标签行。名单以顿号、逗号分开，省略的层级补全。"),
    ("责任：括注中的标签", "bracket-labels", "括注里的“牵头单位：”之类。"),
    ("责任：括注", "brackets", "段末“（甲、乙负责）”之类的括注。"),
    ("责任：一次说明的读法", "stated", "文中说明一次，管到文末。"),
    ("责任：任务表的栏", "tables", "任务分解表以栏目名称定角色，一行一项任务。"),
    ("责任：行文", "prose", "句子以机关单位为主语，谓语写明任务。由某单位牵头的记为牵头，会同、配合的单位记为配合，其余记为责任。"),
    ("引用", "citations", "书名号内的标题与随后的文号合为一条引用。"),
)


def _catalogued() -> Iterator[RuleGroup]:
    rows = catalogue()
    for group, anchor, about in _CATALOGUED:
        shown = [ShownRule(row.name, row.title, list(row.reads), row.refuses) for row in rows if row.group == group]
        yield RuleGroup(anchor, group, about, shown)


@functools.cache
def rule_names() -> frozenset[str]:
    """The names that have an anchor on the page."""
    return frozenset(rule.name for group in rule_groups() for rule in group.rules)


def _deadline_rules() -> Iterator[ShownRule]:
    context = Context(deadlines.EXAMPLE_ISSUED_ON)
    for row in deadlines.RULES:
        reads = []
        for text, _ in row.reads:
            label_ends = (text.find("：") + 1,) if row.labelled else ()
            readings = [found.reading for found in scan(text, context, [], label_ends)]
            meanings = [f"{KINDS[one.kind]}：{one.reading}" for one in readings if isinstance(one, Reading)]
            reads.append((text, meanings[0] if meanings else "识别后不作为时限"))
        yield ShownRule(row.name, row.title, reads, row.refuses)
