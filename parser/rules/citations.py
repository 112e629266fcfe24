"""How other documents are mentioned: 《title》（文号）, and what a mention says of the relation between the two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Relation
from parser.rules.headers import AGENCY_CODE
from parser.text import start_after


@dataclass(frozen=True)
class RelationWord:
    """Words before or after a mention that give its relation; tried in this order within the mention's sentence."""

    relation: Relation
    title: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# One level of nesting: 《…关于印发〈…〉的通知》, in 《》, 〈〉 or <>.
TITLE = re.compile(r"《(?P<title>[^《》]{2,160}(?:《[^《》]{1,120}》[^《》]{0,80}){0,2}|(?:《[^《》]{1,120}》[^《》]{0,80}){1,2})》")
# What may stand between a title and its 文号: （国办发〔2019〕11号，以下简称《意见》）, （青财教（2017）22号）
NUMBER_AFTER = re.compile(
    r"\s*[（(](?P<inside>(?:[^（）()，,；;]|[（(]\s*\d{4}\s*[）)]){0,60}?)"
    r"(?:[，,；;](?:(?:根据|经|由)[^（）()]{0,80}|[^（）()号]{0,40}))?(?:[，,；;]?\s*(?:以下|下同|简称)[^（）()]*)?[）)]"
    r"(?:[（(]以下[^（）()]{0,30}[）)])?"
)
# 《甲》和《乙》（甲发〔2019〕1号、乙发〔2020〕2号）
TITLES_BESIDE = re.compile(r"\s*(?:[、，,]|[、，,]?(?:和|及|与|以及))?\s*")
NUMBERS_APART = re.compile(r"[、，,和及与]|以及")
ABBREVIATED = re.compile(r"(?:以下)?(?:简|统)称[：:]?\s*[“《〈]{1,2}(?P<short>[^“”《》〈〉]{2,20})[”》〉]")

_REFERRING = r"(?:根据|按照|依据|依照|遵照|对照|贯彻|落实|执行|[按以](?=《))"
RELATIONS: tuple[RelationWord, ...] = (
    RelationWord(
        "repeals", "废止", re.compile(r"(?:废止|停止执行|不再执行)(?:了)?$"),
        re.compile(
            r"(?:（[^）]*）|文件|[^，。；《]){0,12}(?:[，、和]?《[^》]{2,60}》(?:（[^）]*）)?){0,6}"
            r"(?:[，,]?(?:同时|即行|予以|一并|自行))*(?:废止|停止执行|不再(?:执行|施行|适用)|失效)"
        ),
        ("《某办法》同时废止", "《某办法》《某规定》同时废止", "废止《某办法》", "原《某办法》不再执行"), ("落实《某办法》",),
    ),
    RelationWord(
        "amends", "修改", re.compile(r"(?:修改|修订|修正)(?:了|后的)?$"),
        re.compile(r"(?:（[^）]*）)?(?:第[一二三四五六七八九十百]+[条款项章]|中|附件)?[^，。；]{0,12}?(?:作(?:如下|出|相应)?(?:修改|修正|调整)|修改为|修订为|调整为|进行(?:修改|修订|修正))"),
        ("修改《某办法》", "将《某办法》第六条修改为", "决定对《某办法》进行修订"), ("根据《某办法》",),
    ),
    RelationWord("forwards", "转发", re.compile(r"(?:转发|批转)(?:了|给你们)?$"), None, ("转发《某意见》",), ("印发《某意见》",)),
    RelationWord("issues", "印发", re.compile(r"(?:印发|下发|颁布|公布|发布)(?:了)?$"), None, ("印发《某方案》",), ("修订《某方案》",)),
    RelationWord(
        "basis", "依据", re.compile(rf"{_REFERRING}[^。；]*$"), None,
        ("根据《某意见》", "按照《某办法》和《某规定》"), ("制定《某办法》",),
    ),
)  # fmt: skip

# A 文号 is found from its year and serial; its code stands before.
YEAR_AND_SERIAL = re.compile(r"[〔\[［【（(﹝〈]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞〉]\s*第?\s*\d{1,5}\s*号")
CODE_BEFORE = re.compile(rf"{AGENCY_CODE}\s*$")
# Words before a 文号 that are no part of its code: 按照国办发〔2019〕11号文件
NO_CODE = re.compile(
    r"(?:原|[\u4e00-\u9fff]*(?:按照|根据|依据|依照|遵照|参照|对照|详见|参见|落实|贯彻|执行|印发|转发|下发|废止|文件|关于|规定|通知|以及|号|[见按和及与的以]))(?=[\u4e00-\u9fff]{2})"
)
# What stands in 《》 but is no other document. Forms and lists of one's own: 《…情况表》（附件6）; 本《方案》; 现将《…方案》印发给你们
OWN_ANNEX = re.compile(r"\s*(?:[（(，,]?(?:详?见)|[（(])附[件表]")
OWN_ANNEX_BEFORE = re.compile(r"(?<![号》])附[件表]\s*\d{0,2}[：:]?\s*$")  # 填写附件2《…情况表》
PAPERS = re.compile(r"(?:许可证|执照|证书?|户口簿|(?:申请|申报|登记|审批|审核|备案|报名)[表书单])$")  # 《营业执照》, 《登记申请表》
ITSELF = re.compile(r"(?<!根)本$")
ISSUED_HERE = re.compile(
    r"(?:（[^（）]*）)?(?:[、，和及与]?《[^《》]*》(?:（[^（）]*）)?)*(?:(?:已|业)经?[^。；]{0,60}?，现(?:将其|予以?|正式)?)?"
    r"(?:印发|转发|批转|公布|发布|下发)(?!后|以来|的)"
)


_SENTENCE = 400  # characters before a mention in which its sentence is looked for


def relation_of(text: str, start: int, end: int) -> Relation:
    """The relation that the words around a mention at [start, end) give, `mention` when they give none."""
    first = start_after(text, start, "。；\n", max(start - _SENTENCE, 0))
    sentence, after = text[first:start], text[end : end + 40]
    for row in RELATIONS:
        if (row.before and row.before.search(sentence)) or (row.after and row.after.match(after)):
            return row.relation
    return "mention"


@dataclass(frozen=True)
class CitationRule:
    """One way in which another document is mentioned; `reads` pairs a text with the title and number that it gives."""

    name: str
    title: str
    reads: tuple[tuple[str, str | None, str | None], ...]
    refuses: tuple[str, ...] = ()


CITATION_RULES: tuple[CitationRule, ...] = (
    CitationRule(
        "title-and-number", "书名号标题加文号",
        (("根据《某意见》（国办发〔2019〕11号）", "某意见", "国办发〔2019〕11号"),
         ("《某条例》（国务院令第713号）", "某条例", "国务院令第713号"),
         ("《某方案》（内政发201845号）", "某方案", "内政发〔2018〕45号"),
         ("《甲部关于印发〈某办法〉的通知》（财社(2017)164号）", "甲部关于印发〈某办法〉的通知", "财社〔2017〕164号")), ("《某办法》第三条",),
    ),
    CitationRule("title", "书名号标题", (("按照《某办法》办理", "某办法", None),), ("“某办法”",)),
    CitationRule("title-abbreviated", "以下简称的标题", (("贯彻《某意见》（国办发〔2019〕11号，以下简称《意见》）。《意见》要求", "意见", "国办发〔2019〕11号"),)),
    CitationRule("number-only", "只有文号", (("国办发〔2019〕11号文件要求", None, "国办发〔2019〕11号"),), ("2019年第11号",)),
)  # fmt: skip
