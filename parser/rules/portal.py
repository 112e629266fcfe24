"""What a government portal prints around a document, and what only a document holds."""

from __future__ import annotations

import re

from parser.rules.numerals import NUMERAL

# Labels of a portal's metadata table (政府信息公开目录) → the key that the header pass asks for.
METADATA_LABELS = {
    "索引号": "索引号", "发文机关": "发文机关", "发布机构": "发文机关", "发文机构": "发文机关", "制发机关": "发文机关", "发文单位": "发文机关",
    "发布机关": "发文机关", "发布单位": "发文机关", "发布部门": "发文机关", "成文日期": "成文日期", "成文时间": "成文日期", "生成日期": "成文日期",
    "发文日期": "发文日期", "发文时间": "发文日期", "标题": "标题", "名称": "标题", "文件名称": "标题", "信息名称": "标题", "发文字号": "发文字号",
    "文号": "发文字号", "文件编号": "发文字号", "发布文号": "发文字号", "发布日期": "发布日期", "发布时间": "发布日期", "公开日期": "发布日期",
    "公布日期": "发布日期", "主题分类": "主题分类", "组配分类": "主题分类", "信息分类": "主题分类", "信息类别": "主题分类", "主题": "主题分类",
    "分类": "主题分类", "主题词": "主题词", "关键词": "主题词", "公开方式": "公开方式", "公开形式": "公开方式", "有效性": "有效性",
    "是否有效": "有效性", "时效性": "有效性", "时效": "有效性", "效力状态": "有效性", "效力级别": "效力级别", "施行日期": "施行日期",
    "实施日期": "施行日期", "生效日期": "施行日期", "废止日期": "废止日期", "失效日期": "废止日期", "体裁分类": "体裁分类", "公文种类": "体裁分类",
    "生效时间": "施行日期", "施行时间": "施行日期", "实施时间": "施行日期", "废止时间": "废止日期", "失效时间": "废止日期",
    "责任部门": "责任部门", "来源": "来源", "信息来源": "来源", "内容概述": "内容概述", "内容概要": "内容概述", "浏览次数": "浏览次数",
    "公开范围": "公开方式", "公开类别": "公开方式", "公开时限": "公开方式", "服务对象": "主题分类", "公开目录": "主题分类",
}
_LABELS = "|".join(sorted(METADATA_LABELS, key=len, reverse=True))
# 发文字号：某政发〔2021〕7号; [发文字号] 某政发…; two pairs on a line: 索引号：… 文号：… (all without white space)
METADATA_PAIR = re.compile(rf"[·•●]?(?:[\[【](?P<in_brackets>{_LABELS})[\]】][:：]?|(?P<label>{_LABELS})[:：])(?P<value>.*?)(?=(?:{_LABELS})[:：]|[\[【](?:{_LABELS})[\]】]|$)")
METADATA_WORD = re.compile(rf"(?P<label>{_LABELS})(?P<value>.*)$")  # 发文字号某政发〔2021〕7号
TELLING_LABELS = {"索引号", "发文字号", "发文机关", "成文日期"}  # at least one of these is among a portal's lines

PAGE_TITLE_METAS = ("ArticleTitle", "title")  # <meta name=…> of 《政府网站发展指引》 (国办发〔2017〕47号)
TITLE_PIECES = re.compile(r"[_|｜]|\s[-–—]+\s|[-–—]+(?=[\u4e00-\u9fff]*(?:网|网站|门户|平台|政府|[局厅委部办])$)")  # 关于…的通知_某市人民政府网

BYLINE = {
    "来源": re.compile(r"(?:信息)?来源[:：]\s*([^\s\xa0:：|]{1,30})"),
    "作者": re.compile(r"作者[:：]\s*([^\s\xa0:：|]{1,30})"),
    "发布日期": re.compile(r"发布(?:时间|日期)[:：]\s*(\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?)"),
}

# Lines that only a document holds; tried on normalised lines without white space. The article is what holds them all.
DOCUMENT_LINES = (
    re.compile(r"^[\u4e00-\u9fff]{1,12}[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]\d{1,4}号$"),  # 兴署发〔2019〕41号
    re.compile(rf"^(?:{NUMERAL}{{1,3}}、|（{NUMERAL}{{1,3}}）|第{NUMERAL}{{1,4}}[章条]).{{2,}}"),  # 一、总体目标
    re.compile(r"^(?:各|[\u4e00-\u9fff]{2,8}人民政府).{1,80}：$"),  # 各旗县市人民政府，盟直有关部门：
    re.compile(r"^\W?(?:\d{4}年)?\d{1,2}月\d{1,2}日[^。]{0,20}?[，：].{3,}|^\W?\d{1,2}月\d{1,2}[日至—-].{4,}。$"),  # 6月12日，举办…：an entry of a chronicle
)
ARTICLE_LINES = (
    *DOCUMENT_LINES,
    re.compile(r"^(?=[^。]*。)[^。]{12,}[，；、]"),  # a sentence of running text
    re.compile(r"^附件[:：]?\s*\d*"),
)

# What stands in a portal's footer: 蒙ICP备00000000号, 政府网站标识码, 公网安备
SITE_NOTICE = re.compile(r"ICP备\s*\d|网站标识码|公网安备|Copyright|版权所有", re.IGNORECASE)
MAX_NOTICE = 600  # characters; what is longer is no footer

# Lines that portals print inside the article and that are no part of it, by how they begin; and what stands anywhere in one.
ARTICLE_CHROME = {
    "qr-code": re.compile(r"扫一扫在手机打开当前页$"),
    "print-close": re.compile(r"(?:【?打印(?:本页)?】?\s*)?【?关闭(?:窗口)?】?$"),
    "database-mark": re.compile(r"【法宝引证码】|原文链接[:：]|【?\s*字体[:：]"),
    "navigation": re.compile(r"(?:上一篇|下一篇)[:：]|【?返回(?:首页|顶部|上页|上一页|列表)?】?$"),
}
# Lines that are the portal's where they stand above the first sentence of an article, or below its last one.
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_LABEL = (
    r"(?:(?:发布|更新|发表|录入|创建)(?:时间|日期)|(?:信息|文章|稿件|内容)?来\s*源|作\s*者|(?:责任)?编辑|责编|审核|发布(?:人|者|机构|单位)|供稿|撰稿|"
    r"(?:选择)?(?:阅读)?字[号体](?:大小)?|(?:浏览|阅读|访问|点击)(?:次数|量|数)?|分享(?:到|至)?|打印|收藏|视力保护色)"
)
_BUTTON = r"(?:(?:打印|分享|收藏|关闭|下载|字号|字体|纠错|复制链接|无障碍阅读|关怀版|返回首页)(?:到|至|整页|内容|本页|正文|窗口|全文)?[:：]?|[大中小](?![\u4e00-\u9fff]))"
EDGE_CHROME = {
    "time-stamp": re.compile(rf"{_DAY}\s*{_TIME}\s*[^。；：]{{0,30}}$"),
    "buttons": re.compile(rf"(?:[\[\]【】\s]*{_BUTTON})+[\[\]【】\s]*$"),
    "breadcrumb": re.compile(r"(?:您?(?:当前|现在)?(?:的|所在)?位置|所在位置)[:：]|首页\s*[>＞»]"),
    "reading": re.compile(r"(?:相关)?(?:政策)?解读(?:链接)?[:：]"),
}
_CHROME = re.compile("|".join(rule.pattern for rule in ARTICLE_CHROME.values()))
_AT_EDGE = re.compile("|".join(rule.pattern for rule in EDGE_CHROME.values()))
_LONGEST_AT_EDGE = 150
_FIRST_LABEL = re.compile(rf"(?:{_DAY}\s*(?:{_TIME})?\s*)?{_LABEL}\s*$")
_NEXT_LABEL = re.compile(rf"[^。；]{{0,40}}{_LABEL}\s*$")
_NOTICE_LINE = re.compile(r"ICP备\s*\d{6}|网站标识码\s*[:：]?\s*\d{6}|公网安备\s*\d{6}")


def is_chrome(line: str, at_edge: bool = False) -> bool:
    """Whether a normalised line inside an article is the portal's and no part of the article; `at_edge` where it stands above
    its first sentence or below its last."""
    if at_edge and len(line) <= _LONGEST_AT_EDGE and (_AT_EDGE.match(line) or _is_byline(line)):
        return True
    return bool(_CHROME.match(line) or _NOTICE_LINE.search(line))


def _is_byline(line: str) -> bool:
    """Whether a line is nothing but a portal's labels with their values: 发布时间：… 来源：… 字号：[大 中 小]."""
    first, *others = line.split("：")
    if not others or not _FIRST_LABEL.match(first):
        return False
    return len(others[-1]) <= 40 and not re.search("[。；]", others[-1]) and all(map(_NEXT_LABEL.match, others[:-1]))
