"""Clause numbering (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）; 立法技术规范: 章 节 条 款 项): one row a style, tried in this order.

To add a style, add a row with examples that it must read (label, number) and texts that it must refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.rules.numerals import NUMERAL, circled, to_int


@dataclass(frozen=True)
class Style:
    """One numbering style. `level` is its level among 一、（一）1.（1）①; for 章, 节 and 条 it is None: they take levels
    in the order in which they nest. `pattern` matches normalised text and captures the numeral as `n`."""

    name: str
    level: int | None
    pattern: re.Pattern[str]
    reads: tuple[tuple[str, str, int], ...]
    refuses: tuple[str, ...] = ()


def _style(name: str, level: int | None, pattern: str, reads: tuple[tuple[str, str, int], ...],
           refuses: tuple[str, ...] = ()) -> Style:
    return Style(name, level, re.compile(pattern), reads, refuses)


# What makes a measure of a number before it (1.5万元, 6.5级地震); 1.5万众创新 and 6.5级别划分 would be headings.
_MEASURE = (
    r"(?:[万亿]|[千百](?:[米克瓦吨伏元万分]|公里)|元(?!旦)|倍|米|吨|亩|个(?:百分点|月|工作日)|公(?:里|斤|顷|分|升)|平方|"
    r"[级度分](?:以上|以下|以内|左右|及|$|[，。；、])|级地震|分(?:钟|贝))"
)

STYLES: tuple[Style, ...] = (
    _style("book", None, rf"第(?P<n>{NUMERAL}+|\d+)编(?![辑制号委码纂印])", (("第一编总则", "第一编", 1),), ("第一编辑部",)),
    _style("division", None, rf"第(?P<n>{NUMERAL}+|\d+)部分：?(?=[ \u3000]?[\u4e00-\u9fff“《][^，。；：]{{1,30}}$)", (("第一部分 总体要求", "第一部分", 1), ("第二部分：任务安排", "第二部分：", 2)),
           ("第一部分主要说明背景，第二部分说明任务。", "第一部分。")),
    _style("chapter", None, rf"第(?P<n>{NUMERAL}+|\d+)章", (("第一章总则", "第一章", 1), ("第十二章 附则", "第十二章", 12))),
    _style("section", None, rf"第(?P<n>{NUMERAL}+|\d+)节", (("第二节许可", "第二节", 2),)),
    _style("article", None, rf"第(?P<n>{NUMERAL}+|\d+)条(?!例|款|件)", (("第三条本办法所称", "第三条", 3),), ("第三条例",)),
    _style("level-1", 1, rf"(?P<n>{NUMERAL}{{1,4}})(?:、|﹑|[．.](?!\d))", (("一、总体目标", "一、", 1), ("二十一、附则", "二十一、", 21)),
           ("一是加强领导", "十年来，")),
    _style("level-2", 2, rf"[（(]\s*(?P<n>{NUMERAL}{{1,4}}|[㈠-㈩])\s*[）)][、.．]?|(?P<c>[㈠-㈩])",
           (("（一）救助对象", "（一）", 1), ("(十二)建立", "(十二)", 12), ("㈡要求", "㈡", 2)), ("（一般项目）",)),
    _style("level-2-half", 2, rf"(?P<n>{NUMERAL}{{1,3}})[）)](?=[\u4e00-\u9fff“《])", (("一）巡查范围", "一）", 1),), ("十）", "一、）")),
    _style("level-4", 4, r"[（(]\s*(?P<n>\d{1,3})\s*[）)][、.．]?|(?P<c>[⑴-⒇])", (("(1)取消施工合同备案", "(1)", 1), ("（12）其他", "（12）", 12), ("⑶其他", "⑶", 3)),
           ("（2019年）",)),
    _style("level-4-half", 4, r"(?P<n>\d{1,2})[）)](?=[\u4e00-\u9fff“《])", (("1）申请材料", "1）", 1),)),
    _style("decimal", None, rf"(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[.．、]?(?=[\u4e00-\u9fff“《])(?!{_MEASURE})",
           (("1.1编制目的", "1.1", 1), ("1.3.2各部门负责", "1.3.2", 2), ("4.2公众避险", "4.2", 2), ("3.3分级处置", "3.3", 3), ("6.2平台运行", "6.2", 2)),
           ("1.5万元", "2019.6.4", "6.5级地震", "30亿元", "2.5公里", "1.2个百分点", "3.5平方米", "2.5分钟")),
    _style("level-3", 3, r"(?P<n>\d{1,3})(?:[.．﹒](?!\d)|、|·(?=[\u4e00-\u9fff]))|(?P<c>[⒈-⒛])",
           (("1.立项用地", "1.", 1), ("12．完善创业服务体系", "12．", 12), ("3、其他", "3、", 3), ("1﹒推进外网", "1﹒", 1)),
           ("1.5万元", "2019.6.4", "30亿元")),
    _style("level-5", 5, r"(?P<c>[①-⑳])", (("①户口簿", "①", 1),)),
    _style("item", None, r"(?P<dash>——|--|―{1,2}|—|–{2})(?=[\u4e00-\u9fff“《])", (("——规划先行，分步实施。", "——", 0), ("--平台建设", "--", 0)), ("—2023年",)),
)
# 3.121水利人才工程: a number and a heading that begins with digits, run together; read only where it continues its siblings
RUN_TOGETHER = re.compile(rf"(?P<label>(?P<n>\d{{1,2}})[.．])\d+(?=[\u4e00-\u9fff“《])(?!{_MEASURE})")
LEVEL_3 = next(style for style in STYLES if style.name == "level-3")
DECIMAL = next(style for style in STYLES if style.name == "decimal")


# Whether a line may start with a label at all: one match instead of one for each style.
_ANY_STYLE = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", style.pattern.pattern) for style in STYLES))


@dataclass(frozen=True)
class Label:
    """A numbering label at the start of a line: its style, its characters and its number (0 for a dash)."""

    style: Style
    text: str
    number: int


def read_label(line: str) -> Label | None:
    """The label that a normalised line starts with, or None."""
    for style in STYLES if _ANY_STYLE.match(line) else ():
        if match := style.pattern.match(line):
            groups = match.groupdict()
            if numeral := groups.get("n"):
                numeral = re.split("[.．]", numeral)[-1]
                number = to_int(numeral) if len(numeral) > 1 else circled(numeral) or to_int(numeral)
            elif char := groups.get("c"):
                number = circled(char)
            else:
                number = 0
            if number is not None and (number > 0 or style.name == "item"):
                return Label(style, match[0], number)
    return None


def starts_with_label(line: str) -> bool:
    """Whether a normalised line starts with any numbering label."""
    return read_label(line) is not None
