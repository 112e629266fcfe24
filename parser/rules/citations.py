"""How other documents are mentioned: 《title》（文号）, and what a mention says of the relation between the two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Relation
from parser.rules.headers import NUMBER, NUMBER_WITHOUT_BRACKETS, ORDER


@dataclass(frozen=True)
class RelationWord:
    """Words before or after a mention that give its relation; tried in this order within the mention's sentence."""

    relation: Relation
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# One level of nesting: 《…关于印发〈…〉的通知》, in 《》, 〈〉 or <>.
TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》){2,160}?)》")
# What may stand between a title and its 文号: （国办发〔2019〕11号，以下简称《意见》）
NUMBER_AFTER = re.compile(r"^\s*[（(](?P<inside>[^（）()]{4,60}?)(?:[，,；;](?:以下|下同)[^（）()]*)?[）)]")
ABBREVIATED = re.compile(r"以下(?:简|统)称[“《]?[^，。）]{2,20}$")

RELATIONS: tuple[RelationWord, ...] = (
    RelationWord("repeals", None, re.compile(r"^(?:（[^）]*）)?[^，。；]{0,12}(?:同时|予以)?废止"), ("《某办法》同时废止",), ("废止《某办法》的建议",)),
    RelationWord("amends", re.compile(r"(?:修改|修订|修正)(?:了)?$"), re.compile(r"^(?:（[^）]*）)?(?:第[一二三四五六七八九十百]+条)?(?:作(?:如下|出)修改|修改为)"), ("修改《某办法》",)),
    RelationWord("forwards", re.compile(r"(?:转发|批转)(?:了|给你们)?$"), None, ("转发《某意见》",)),
    RelationWord("issues", re.compile(r"(?:印发|下发|颁布|公布)(?:了)?$"), None, ("印发《某方案》",)),
    RelationWord("basis", re.compile(r"(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|按|以)[^。；]*$"), None, ("根据《某意见》", "按照《某办法》和《某规定》"), ("制定《某办法》",)),
)

UNTITLED_NUMBER = re.compile(rf"(?<![〔\[（(]){NUMBER.pattern}")
# Forms and lists of one's own that stand in 《》 but are no other document: 《…情况表》（附件6）
OWN_ANNEX = re.compile(r"^\s*[（(]?(?:见|详见)?附件\s*\d*")
DAMAGED_NUMBER = NUMBER_WITHOUT_BRACKETS
ORDER_NUMBER = ORDER


def relation_of(before: str, after: str) -> Relation:
    """The relation that the words around a mention give, `mention` when they give none."""
    sentence = re.split(r"[。；\n]", before)[-1]
    for row in RELATIONS:
        if (row.before and row.before.search(sentence)) or (row.after and row.after.search(after)):
            return row.relation
    return "mention"
