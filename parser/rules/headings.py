"""Which words of a clause are its heading, and which unnumbered lines are headings: by length, punctuation and neighbours."""

from __future__ import annotations

import re

from parser.rules.numbering import read_label

_TERMINAL = "。；：！？，、"
# What a heading phrase does not hold: a duty, a condition, an agent, a date or a measure.
_RUNNING = re.compile(
    r"应当|应(?!急|用|对|届|诉)|必须|不得|须(?!知)|由(?!来)|负责(?!制)|是指|不少于|不超过|不低于|以上|以下|以内|分别|按规定|同时|其中|可以|"
    r"\d{4}年|\d+个|达到|(?<=[府局委厅部门关位组办])对(?!外)|将(?:对|在|按|根据|会同|适时|定期|组织|于)|(?<!必|需|主|重|首|概|摘|纪|扼)要(?!求|素|件|点|闻|害|道|务|职)|(?:^|，)(?:对|将|凡|把|从|因|经)"
)
_LEADS_LIST = re.compile(r"说明：$")
_FORM_MARK = re.compile(r"[□☑√]|^(?:姓名|性别|民族|单位|日期|签字|盖章)|^[年月日时分 \u3000]+$")

# The words that end a document: 特此通知, 专此函复
CLOSING_FORMULA = re.compile(r"^(?:特此|专此|此)(?:通知|通告|公告|公示|通报|报告|函[复达告]?|复函|批复|请示|致|复|令)[。！]?$")

MAX_HEADING = 45
MAX_PHRASE = 32


def is_heading_phrase(sentence: str) -> bool:
    """Whether the first sentence of a clause (without 。) is a phrase that names what follows: 加强组织领导，细化责任分工."""
    return len(sentence) <= MAX_PHRASE and "；" not in sentence and "：" not in sentence and sentence.count("，") <= 2 and not _RUNNING.search(sentence)


def is_heading_line(text: str) -> bool:
    """Whether a numbered line without 。 is a heading as a whole: 支持企业稳定就业岗位."""
    return 0 < len(text) <= MAX_HEADING and text[-1] not in _TERMINAL and "；" not in text


def is_unnumbered_heading(text: str, before: str | None, after: str | None) -> bool:
    """Whether a line without number stands as a heading between its neighbours (None where there is none):
    发展绿色农牧业, 专栏1 …工程, 填表说明：."""
    if after is None or _FORM_MARK.search(text):
        return False
    if _LEADS_LIST.search(text):
        return len(text) <= 12 and read_label(after) is not None
    if CLOSING_FORMULA.match(text) or text.count("（") != text.count("）"):
        return False
    if not 3 <= len(text) <= 28 or re.search(r"[。；：，！？、…]", text) or not re.match(r"[\u4e00-\u9fff“《]", text):
        return False
    if re.search(r"\d{4}年\d|[\u3000].*[\u3000]|(?:局|委|厅|部|办|政府|长|主任)$", text):
        return False
    ends_before = before is None or before[-1] in "。；）”！？》：" or len(before) <= MAX_HEADING
    goes_on = len(after) >= 30 or read_label(after) is not None or after.endswith("。")
    return ends_before and goes_on


def is_list_like(lines: list[str]) -> bool:
    """Whether a part is a form or a list of names rather than running text: then short lines are no headings."""
    short = sum(len(line) <= 24 and not line.endswith(("。", "；")) for line in lines)
    return len(lines) >= 6 and short > len(lines) * 0.6
