"""What tells that a sentence with a public body in it gives no duty: leave, persons, descriptions, conditions, narrative.
One row a form; `reads` are sentences that it keeps from giving a duty, `refuses` are sentences that give one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.rules.prose import VERBS
from parser.rules.quick_patterns import quick_pattern


@dataclass(frozen=True)
class Refusal:
    """Words that a sentence without a duty holds, at the place that the comment above its row names."""

    name: str
    title: str
    pattern: re.Pattern[str]
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# After the body, or after its adverbs: the sentence grants leave.
PERMISSION = Refusal(
    "permission", "授权或鼓励", re.compile(r"可(?!靠)|有权|也可|均可|鼓励|能够"),
    ("市教育局可以委托第三方评估。",), ("市教育局要组织评估。",),
)  # fmt: skip
# After the body: a person who holds an office there, or another thing that its name only begins.
OFFICER = Refusal(
    "officer", "任职的人",
    re.compile(
        r"(?:主管|分管|主要|有关|相关)(?:副|[\u4e00-\u9fff]{0,2}领导(?!小组))|(?:主要)?负责(?:人(?![才口力防民事员])|同志|干部)|(?:有关|相关|主要)?负责同志|局长|副|主任|[市县区旗盟州省乡镇部局厅司处科所站行院校]?长(?!期|效|远)|常委|常务|秘书长|(?:党组|党委|党支部)?书记(?!处)|"
        r"工作人员|人员|干部|总指挥|指挥长|领导(?!小组)|成员|班子|力量|现场[^，。；]{0,10}员"
    ),
    ("市教育局局长要亲自抓。", "工作组由县委常委担任组长。", "项目由市政府秘书长负责。", "由县政府主要领导任组长。", "例会由区政府党组书记召集。"), ("市教育局长期开展帮扶。",),
)  # fmt: skip
# After 由 and the body: who makes up a group, or what a person serves as.
MADE_OF = Refusal(
    "made-of", "组成与担任", re.compile(r"(?:[^，。；]{0,60}(?:组成|构成))(?=[，。；]|$)|(?!(?:选派|指派|指定|推荐|抽调|派)(?!的))[^，。；]{0,20}(?:担任|兼任)|任(?![命免])"),
    ("领导小组由市教育局、市财政局组成。", "联络员由各成员单位有关科室同志担任。",
     "编号由县民政局区划代码、类别代码、年份代码共三部分组成。"), ("经费由市财政局统筹安排。", "站长由县政府任命。", "联络员由各单位指定一名科长担任。"),
)  # fmt: skip
# After a body that 由 goes before: the name goes on.
UNFINISHED = Refusal(
    "unfinished", "名称未完",
    re.compile(r"直属|所属|下属|下辖|内设|系统|份|办公[厅室]|网站|信息|采购|购买|投资|债|性|服务|热线|职责|职权|管辖|[一-龥]{0,6}(?:司|处|科|股|中队|大队)(?:（|＊|承担|负责|牵头|办理)"),
    ("资金由县财政局下属的服务社发放。",), ("资金由农业部统筹安排。",),
)  # fmt: skip
# The end of a part that a plain verb opens: it only dates or conditions the next one.
SUBORDINATE = Refusal(
    "subordinate", "只说明时间或条件", re.compile(r"(?:时|的|之前|前|的情况下)$|(?:成立|设立|组建)后$|"
        r"^(?!(?:将|把|制[定订]|拟[定订]|编制|提出)[^，。；]*报[^，。；]*后$)[^，。；]*(?:发布|公布|通知|批准|同意|印发|下达|启动|宣布|作出|下发|批复|通报|公示)[^，。；]*后$"),
    ("气象部门发布警报后，学校停课。", "市教育局组织考试时，考生到场。", "专家组成立后，评审开始。"), ("市水利局组织专家评审后，确定名单。", "县民政局将名单报县政府批准后，予以公示。"),
)  # fmt: skip
# A verb that only describes a noun: 市政府组织实施的保障性住房.
MODIFYING = Refusal(
    "modifying", "只修饰名词", re.compile(rf"(?:{VERBS}){{1,2}}的(?!，)|[^，。；]{{2,12}}的[^，。；后并再]{{2,30}}由(?![于此来])"),
    ("市政府组织实施的工程进展顺利。", "县民政局推荐对象的核查工作由志愿团体组织。"), ("市政府组织实施保障工程。", "县民政局审核对象的申请后由志愿团体走访。")
)  # fmt: skip
# 由X作出的…: the same of a passive.
MODIFYING_PASSIVE = Refusal(
    "modifying-passive", "由某机关所作的", re.compile(rf"(?:联合|共同|直接|依法|统一)*(?:[一-龥]{{2}}|(?:{VERBS}|解决|决定|确认|认定){{2}})的(?=[\u4e00-\u9fff＊“])"),
    ("由县政府联合作出的决定，适用本办法。", "由县政府协调解决的事项，不再开会。", "由市长办公会、县长参加的会议较多。"), ("经费由县财政局统筹安排。",),
)  # fmt: skip
# Anywhere in a sentence: what was done, or how things stand. A modal of duty beside it keeps its duty.
NARRATIVE = Refusal(
    "narrative", "叙述已有的情况",
    quick_pattern(
        r"(?<![为除不罢])了(?!解|结|却|然|如)|已(?:经|于|先后|累计|全部|基本|连续|陆续|初步|达|超过)|业经[^，。；]{2,20}(?:同意|批准|通过)|现(?:予)?(?:印发|转发|批转)|(?<!从)以来|近年来|[一二两三四五六七八九十几]年来|发生[^，。；]{0,6}变化|近年，|长期以来|去年(?!同期)|此前|一直(?!到|至)|"
        r"占(?:[^，。；]{0,6}的)?\d[\d.]*[%％]|涌现|荣获|圆满完成|位居|名列|先后(?=组织|召开|开展|出台|印发)|取得[^，。；]{0,4}(?:明显|显著|积极|良好|较好|重要|阶段性)[^，。；]{0,4}(?:成效|进展|成绩|成果|效果)|"
        r"(?:落实|推进|推动|重视|监管|认识|执行|措施|责任|进展|整改)[^，。；]{0,6}(?:不到位|不力|不够|滞后|缓慢|不及时|不严)(?![^，。；]{0,12}的)|"
        r"\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:印发|发布|公布|召开|举行|批准|批复|通过)"
    ),
    ("市教育局印发了实施方案。", "近年来，市教育局加强教师培训。", "市教育局发布信息最多，占43.2%。", "市教育局2021年5月6日发布。", "一年来，市教育局深化教育改革。", "县教育局落实任务不到位。",
     "市教育局圆满完成任务，位居前列。", "市教育局制定的方案已经市政府同意，现印发给你们。"),
    ("市教育局要管好已经建成的学校。", "对落实任务不到位的单位，由市教育局通报。", "为了推进工作，市教育局要制定方案。", "为了方便群众，市教育局提供上门服务。"),
)  # fmt: skip
# At the end of a paragraph: it leads to what follows it, so that its sentences tell why. A modal keeps its duty.
PREAMBLE = Refusal(
    "preamble", "引出下文的前言",
    re.compile(r"(?:通知|通告|公告|通报|意见|决定|批复|函|建议|情况)[^，。；：]{0,6}如下[：。]?$|(?:提出|作出)?(?:如下|以下)(?:[^，。；：]{0,4})(?:意见|决定|建议)[：。]?$"),
    ("市教育局提高了质量，现通知如下：",), ("市教育局开展下列工作：",),
)  # fmt: skip
# Anywhere in a sentence: what a word means.
DEFINITION = Refusal(
    "definition", "定义", re.compile(r"是指|系指"), ("本办法所称县道是指由县政府组织建设的公路。",), ("市教育局要制定方案。",)
)  # fmt: skip
# The end of an item under 有下列情形之一的: it is a condition.
CONDITION_ITEM = re.compile(r"的[；。]?$")
CONDITIONS_FOLLOW = re.compile(r"(?:下列|以下|如下)[^。]{0,30}：?$")
REFUSALS = (PERMISSION, OFFICER, MADE_OF, UNFINISHED, SUBORDINATE, MODIFYING, MODIFYING_PASSIVE, NARRATIVE, PREAMBLE, DEFINITION)
