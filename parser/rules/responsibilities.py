"""How official documents assign work in labels and brackets. One row a word; prose is in `prose.py`.

To add a label (牵头部门：) or a verb of a bracket (…负责), add a row with examples that it must read and texts that it must
refuse. A label's row gives two rules in the records: `labelled-…` for a line of its own, `parenthetical-…` in a bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role
from parser.rules.deadlines import DEADLINE_LABEL
from parser.rules.quick_patterns import quick_pattern, required_characters


@dataclass(frozen=True)
class RoleWord:
    """A word that gives a role; `pattern` matches the whole word."""

    name: str
    title: str
    role: Role
    pattern: str
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingRule:
    """A rule of reading that a document states once; it holds to the document's end."""

    name: str
    title: str
    pattern: re.Pattern[str]
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


_BODY = r"(?:部门|单位|主体|机关|机构|处室|科室|地区)(?:[（和及、](?:单位|部门|责任人|个人)）?)?"
# Labels: the word before a colon, on a line of its own or in a bracket.
LABELS: tuple[RoleWord, ...] = (
    RoleWord(
        "label-lead", "标签：牵头单位", "lead",
        rf"(?:总?牵头|主办|主责|第一责任)(?:及责任|和责任|、责任|责任|考核|落实|负责|组织|协调|指导)*(?:{_BODY})?",
        ("牵头部门", "牵头单位", "牵头责任单位", "牵头及责任单位", "牵头考核单位", "主办单位", "总牵头单位", "牵头部门（单位）"), ("牵头人", "主办人员"),
    ),
    RoleWord(
        "label-support", "标签：配合单位", "support",
        rf"(?:共同|协助)?(?:配合|协办|协助|协同|参加|参与|支持|指导|督促|督导|督办|协作|会办)(?:责任|落实)?{_BODY}|配合|协办|协助",
        ("配合单位", "参加单位", "参与部门", "协办单位", "指导部门", "配合部门（单位）", "配合"), ("指导思想", "参加人员"),
    ),
    RoleWord(
        "label-responsible", "标签：责任单位", "responsible",
        rf"(?:责任|承办|负责|落实|实施|完成|执行|组织实施|主管|承担|共同责任|主体责任)(?:落实|考核|承办)?{_BODY}|责任分工|任务分工|分工",
        ("责任部门", "责任单位", "承办单位", "落实单位", "责任主体", "责任单位及责任人"), ("责任人", "责任追究", "实施时间"),
    ),
)  # fmt: skip

# Verbs that close a list of names in a bracket: （A、B按职责分工负责）, （A牵头，B配合）.
_MANNER = (
    r"(?:按照?(?:各自)?(?:职责|职能|权限|任务)(?:和)?(?:分工)?|根据(?:各自)?职责(?:分工)?|依(?:据|照)?(?:各自)?职责(?:分工)?|按分工|"
    r"分别|共同|具体|统一|分级|各自|联合|全面|结合(?:各自|本地|当地)?(?:职责|实际|职能)){0,4}"
)
_TASK = r"(?!人|同志|制(?![定作订])|任|领导|单位|部门|方)(?:(?!的)[\u4e00-\u9fff“”]){2,14}?"  # what is to be done, up to the next mark
VERBS: tuple[RoleWord, ...] = (
    RoleWord(
        "bracket-lead", "括注：…牵头", "lead",
        _MANNER + r"(?:(?:负责)?牵头(?:负责|落实|组织实施|组织|办理|实施|抓总|推进|协调|考核)?|主办|主抓|为主(?:负责|推进|实施)?|为(?:第一)?牵头(?:责任)?(?:单位|部门))",
        ("牵头", "牵头负责", "负责牵头", "主办", "为主", "为牵头单位"), ("牵头人", "牵头单位"),
    ),
    RoleWord(
        "bracket-support", "括注：…配合", "support",
        _MANNER + r"(?:(?:予以|积极)?(?:配合(?:落实|实施|做好)?|协助|协同|参与|参加|协办|指导|督导|督促(?:落实)?)|为(?:配合|参与|协办)(?:单位|部门))",
        ("配合", "参与", "协办", "按职责分工配合", "为配合单位"), ("配合比",),
    ),
    RoleWord(
        "bracket-responsible", "括注：…负责", "responsible",
        _MANNER + r"(?:负责(?:落实|组织实施|实施|办理|推进|组织|具体实施|贯彻落实|抓好落实)?|组织实施|组织落实|抓?好?落实|贯彻落实|推动落实|承办|承担|实施|推进|办理|"
        r"为责任(?:单位|部门))",
        ("负责", "按职责分工负责", "分别负责", "负责落实", "按照职责分工抓好落实", "为责任单位", "结合实际落实"), ("负责人",),
    ),
    RoleWord(
        "bracket-lead-task", "括注：…牵头做某事", "lead", _MANNER + rf"牵头{_TASK}", ("牵头制定方案", "具体牵头建立台账"), ("牵头领导", "牵头事项清单的"),
    ),
    RoleWord(
        "bracket-support-task", "括注：…配合做某事", "support", _MANNER + rf"(?:配合|协助){_TASK}", ("配合做好资金保障", "协助核实情况"), ("配合比例的",),
    ),
    RoleWord(
        "bracket-task", "括注：…负责某事", "responsible", _MANNER + rf"负责{_TASK}", ("负责资金保障", "分别负责日常监管"), ("负责人员", "负责同志", "负责审批的事项"),
    ),
)  # fmt: skip
TASK_VERBS = frozenset(row.name for row in VERBS if row.name.endswith("-task"))

# A rule of reading stated once, which holds to the end of the document.
READING_RULES: tuple[ReadingRule, ...] = (
    ReadingRule(
        "first-listed", "列第一位者为牵头单位",
        re.compile(
            r"(?:以上|下文)?(?:列|排)?(?:名|在)?(?:第一位|首位|第一个|第一)(?:者|的)?(?:责任)?(?:单位|部门|名)?(?:者|的)?(?:均)?(?:为|是)"
            r"(?:总)?(?:牵头|主办|主责)(?:责任|负责)?(?:单位|部门|者)?"
        ),
        ("列第一位者为牵头单位，下同", "第一责任单位为牵头单位", "排在首位的为牵头部门", "排名第一的单位为牵头单位"),
        ("第一责任人为主要负责人", "第一牵头单位"),
    ),
    ReadingRule(
        "first-comma", "第一个逗号前为牵头单位", re.compile(r"第一个?逗号(?:之)?前(?:的)?(?:单位|部门)?(?:均)?(?:为|是)(?:牵头|主办)(?:单位|部门)?"),
        ("第一个逗号前为牵头单位，下同",), ("顿号前为牵头单位",),
    ),
    ReadingRule(
        "starred", "带*号的为牵头单位",
        re.compile(r"(?:带|标|标注|加|有|以)[“”\"]?[*＊★☆▲△●※][“”\"]?(?:符|星|标)?号?(?:标注|标记)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:均)?(?:为|是)(?:总)?(?:牵头|主办|主责)(?:单位|部门)?"),
        ("带*的为牵头单位", "标★单位为牵头单位", "加“*”号的责任单位为牵头单位"), ("*指规模以上企业",),
    ),
    ReadingRule(
        "all-following", "以下均需…负责，不再列出",
        re.compile(
            r"以下[\u4e00-\u9fff]{0,6}?(?:均?[需须由]+|均涉及)(?P<names>[^，,。；]{2,60}?)(?:共同|配合|分别)?(?:负责|落实)?[，,]?(?:以下)?不再(?:一一|逐一|单独|另行)?(?:列出|列举|赘述)"
        ),
        ("以下均需各旗县市人民政府负责，不再列出", "以下任务均涉及各街道，不再一一列举", "以下措施均需各园区管委会落实，不再单独列出"), ("以下工作由各地负责",),
    ),
)  # fmt: skip
RULE_OF_READING = {row.name: row.pattern for row in READING_RULES}
LEAD_RULES = ("first-listed", "first-comma", "starred")  # those that tell who leads
STATES_RULE_OF_READING = quick_pattern("|".join(row.pattern.pattern for row in READING_RULES))

# Rules without a word of their own.
NOTE_ROLES: dict[str, Role] = {
    "总牵头": "lead", "牵头": "lead", "主办": "lead", "配合": "support", "参与": "support", "协办": "support", "负责": "responsible",
}  # fmt: skip
ROLE_NOTE = RoleWord(
    "role-note", "名称后括注角色：某局（牵头）", "lead", rf"[（(](?P<note>{'|'.join(NOTE_ROLES)})(?:单位|部门)?[）)]$",
    ("（牵头）", "（配合单位）", "（负责）"), ("（市、区）",),
)  # fmt: skip
BRACKET_NAMES = RoleWord(
    "bracket-names", "段末括注只列名称", "responsible", r"[（(](?P<names>[^（）()：:\d]{3,120})[）)]", ("（市教育局、市财政局）",), ("（2019年）",),
)  # fmt: skip
OTHER_RULES = (ROLE_NOTE, BRACKET_NAMES)

_LABEL_WORDS = "|".join(f"(?P<{row.name.replace('-', '_')}>{row.pattern})" for row in LABELS)
LABEL_WORD = re.compile(_LABEL_WORDS)
_LABEL_TIER = r"(?:(?:国家|省|市|州|盟|县|旗|区|乡镇|镇街|镇)(?:级|直)?|主要|直接|具体|本级)?"  # 省级责任单位：…；市级责任单位：…
LABEL = quick_pattern(rf"(?<![\u4e00-\u9fff“])【?{_LABEL_TIER}(?:{_LABEL_WORDS})(?:】：?|[为是]?\s*：)")
VERB = re.compile("|".join(f"(?P<{row.name.replace('-', '_')}>{row.pattern})" for row in VERBS).join(("(?:", r")(?=[，,；;。、）)]|$)")))
# What every text that VERB matches holds: a cheap test before the search.
VERB_NEEDS = tuple(re.compile(f"[{''.join(sorted(characters))}]") for characters in required_characters(VERB.pattern))
# A part of a bracket or label that names nobody: 6月底前完成, 持续推进, 长期坚持.
ASIDE = re.compile(
    r"(?:并|须|应|要|力争|确保|于|在|到)?(?:\d{4}年|今年|明年|次年|\d{1,2}月|[上下]半年|第?[一二三四]季度|年[底内末]|每[年月季周]|长期|持续|常态化|分步|适时|全面|分年度|"
    r"近期|\d+个?工作日|完成时|时限|逐步|立即|加快|深入|以下|下同|以此|不再)(?:(?!负责|牵头|配合|[局委厅]|部门|政府)[^，,；;。])*"
)  # fmt: skip

# A bracket that explains the word before it: bodies named in it are given nothing to do.
GLOSS = re.compile(
    r"不?(?:包括|包含)|不?含(?!山)|(?:是|系|即|特|均)?指(?![导挥定派])|即(?!日|时|将|墨)|无(?=牵头|责任|主管|明确)|以下(?:简称|统称|称)|下同|下称|简称|统称|又称|"
    r"参见|详见|见附"
)

# Deliberately broad: what smells of an assignment and is read by no rule is reported. 各社区网格要…; 由承接的单位办理.
_SUBJECT = (
    r"(?:各|有关|相关|本?[省市县区旗盟州镇]|国家|国务院|所在|属地|当地|地方|上级|同级|示范|试点)"
    r"(?:(?!场|类|企业|公司|用人|培训|医疗|金融机构|学校|院校|社会|应急|要求|工程|项目|主要|需要|重要|必要|政府性|平台|合同|干部|人员|同志|个人|建设|情况|报告|规定|工作(?!组|专班|小组)|"
    r"制度|资金|村民|对象|媒体)[\u4e00-\u9fff（）、“”]){1,24}?"
)
SMELL = quick_pattern(
    r"(?<![^\n])(?:牵头|责任|配合)(?=[\u4e00-\u9fff]{0,2}[部门单位机构主体])(?!主任|单元)[\u4e00-\u9fff]{1,3}：|"
    rf"(?<![^。；，\n]){_SUBJECT}也?(?:要(?![求素件点])|应(?![急用对])|须|必须|不得)|"
    r"由(?![于此])(?:(?!村|公司|企业|个人|建设单位)[\u4e00-\u9fff（）、]){2,30}?(?:部门|局|委|厅|办|政府|单位|机构|中心|小组|指挥部)"
    r"(?:负责(?![人同制])|牵头|确定|制定|组织|承担|提出|审批|批准|公布|实施|落实|办理|统一|协调|监督)(?!、)|"
    r"(?<!一家)牵头(?!人|部门负责制)|(?<!分级)(?<!层层)负责(?!人|同志|制|任|领导|监管的|审批的)|责任(?:单位|部门)|配合单位|参加单位|承办单位|(?:局|委|厅|部门|政府|办公室)(?:要|应|须|应当|必须)(?![求件])"
)
_ROWS = {row.name.replace("-", "_"): row for row in (*LABELS, *VERBS)}


def role_of(match: re.Match[str]) -> tuple[str, Role]:
    """The row's name and role of a match of LABEL or VERB."""
    row = _ROWS[str(match.lastgroup)]
    return row.name, row.role


def opens_trailer(line: str) -> bool:
    """Whether a line is a trailer by itself: it starts with a label, or is one bracket that assigns."""
    if "：" in line[:24] and (LABEL.match(line) or DEADLINE_LABEL.match(line)):
        return True
    if line.startswith("【") and (LABEL.match(line) or DEADLINE_LABEL.match(line)):
        return True
    if not line.startswith("（"):
        return False
    closed = line.rstrip("。").endswith("）")
    return closed and bool(LABEL.search(line) or VERB.search(line))
