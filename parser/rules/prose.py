"""Prose that gives a public body a duty: who may be an agent, and what may follow an agent. One row a phrasing.

The annotation is by sentence: a sentence (or a part between commas or semicolons) whose agent is a public body or a class
of bodies, followed by a modal of duty, by 负责/牵头, or by a plain normative verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role

# --- who may be an agent

# Endings of public bodies and classes of them in running text.
AGENT_END = (
    r"(?:人民政府及其部门|人民政府|行政公署|行署|政府办公[厅室]|(?:主管|职能|成员|牵头|责任|审批|监管|执法|行政|相关|有关|各)?部门|领导小组办公室|领导小组|工作小组|工作组|工作专班|专班|指挥部|"
    r"联席会议|专家组|督导组|督查组|检查组|办公室|办公厅|管委会|管理委员会|委员会|行政机关|审计机关|税务机关|公安机关|审批机关|监察机关|主管机关|登记机关|有权机关|机关|"
    r"残联组织|党组织|残联|工会|团委|妇联|工商联|红十字会|政务服务大厅|政务大厅|公共就业服务机构|经办机构|储备机构|监管机构|公共服务机构|开发区|高新区|经开区|"
    r"(?:责任|牵头|成员|相关|有关|实施|配合|主管|承办|直属|直各|各)单位|部门和单位|主管部门|财政|银保监分局|支行|"
    r"公安局|税务局|法院|检察院|人大|政协|政协有关委员会|政府|教育部|财政部|科技部|司法部|民政部|公安部|商务部|审计署|人民银行|[\u4e00-\u9fff]{2,8}(?:局|委|厅|办|部)|党委)"
)
# Places and tiers that act: 各地, 各旗县市, 盟旗两级, 试点地区.
AGENT_PLACE = (
    r"(?:各地区?|各级|各省|各市|各盟市|各州|各县|各区|各旗县市?|各旗县（市、区）|各县（市、区）|各区县|各县区|各县市区?|各区、县级市|各乡镇|各苏木乡镇|其他旗县市|旗县市|盟旗两级|盟旗县三级|盟本级|市本级|"
    r"市县两级|省市县三级|各方面|地方|试点地区|试点城市|各试点地区|中心城区|各园区|各街道|所在区|本地区|全盟|省级|市级|各部门|各单位)"
)
# What ends like a body but is none, or is one that an official ledger does not count.
NOT_AGENT = re.compile(
    r"企业|公司|用人单位|建设单位|施工单位|设计单位|培训机构|中介机构|金融机构|医疗机构|银行机构|社会组织|个人|院校|学校|负责人|人员|同志|申请人|承诺人|"
    r"平台|系统|网站|基金|项目|行业协会|(?:评估|服务)报告|处理意见|协议|建设办|举办|开办|兴办|创办|承办$|主办$|查办|督办$|待办|全办|全部|内部|外部|干部|局部|(?:一|本)部$|相委|常委$|原委|大局|格局|布局|结局|开局|时局|破局"
)

# --- what follows an agent

# Between agent and verb: 根据…情况， 每年 在7个工作日内 分别 按照职责分工 …
ADVERB = (
    r"(?:（[^（）]*）|同时|还|也|均|都|全部|全面|严格|切实|及时|适时|定期|每年|每月|每季度|每半年|分别|共同|统一|统筹|联合|主动|积极|认真|依法|依法依规|具体|进一步|抓紧|尽快|"
    r"结合[^，。；]{2,20}?(?:实际|情况|职能|职责)(?:情况)?，?|根据[^，。；]{2,40}?，|按照?[^，。；]{1,30}?(?:职责|职能|要求|规定|原则|分工|部署|安排)(?:，)?|依(?:据|照|托)[^，。；]{2,30}?，?|"
    r"在[^，。；]{1,24}?(?:内|中|后|前|时|上|下|基础上|范围内)，?|会同[^，。；]{2,60}?(?=[要应须每定统制建组开负])|原则上|按职责(?:分工)?|各司其职|要求)*"
)


@dataclass(frozen=True)
class Predicate:
    """What may follow an agent. `first` limits the row to agents that open a sentence."""

    name: str
    role: Role
    pattern: re.Pattern[str]
    sentence_initial: bool
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


_VERBS = (
    "制定|制订|拟订|建立|健全|组织|开展|完成|指导|承担|履行|落实|实施|审核|审批|审查|审定|核定|核实|批准|加强|成立|设立|安排|提供|出台|编制|公布|发布|督促|监督|汇总|研究|推进|推动|"
    "做好|抓好|确定|负有|提出|报送|上报|报告|牵头|协调|统筹|管理|检查|抽查|考核|评估|验收|保障|落实|支持|配合|参与|协助|召开|签订|公示|拨付|复核|受理|办理|整合|布局|建设|打造|结合|"
    "采取|选择|选定|遴选|发掘|挖掘|组建|明确|向[^，。；]{1,20}(?:报告|报送|备案)|将[^，。；]{1,60}?(?:纳入|报|列入|作为|导入|入驻|转化|拨付|用于|审批|下放)|对[^，。；]{1,50}?(?:进行|实施|予以|给予|开展|负|提出|作出|依法)|"
    "把[^，。；]{1,40}?(?:纳入|作为|列为)|按[^，。；]{1,24}?(?:安排|选择|执行|给予|负责)|进驻|进行|列席|听取|随机抽取|主要负责|分解|细化|深化|强化|完善|优化|扩大|提升|聚焦|围绕|搭建|"
    "会同|联合|出具|颁发|核发|收回|追究|处罚|责令|查处|划定|征求|统计|监测|调度|通报|约谈|兑现|落地|执行|不再|给予|予以|依法"
)
PREDICATES: tuple[Predicate, ...] = (
    Predicate("prose-lead", "lead", re.compile(r"^(?:负责)?牵头(?!部门|单位|人|责任)"), False, ("市工信局牵头建立协调机制",), ("牵头部门的意见",)),
    Predicate("prose-charge", "responsible", re.compile(r"^(?:共同|具体|分别|主要|按[^，。；]{0,10})?(?:负责(?!人|同志|制)|负总责|承担|承办)"), False, ("盟应急管理局负责指导",), ("局负责人参加",)),
    Predicate("prose-modal", "responsible", re.compile(r"^(?:要|应当|应(?!急|用|对|届)|必须|须|不得|需(?!求|要的)|务必|严禁)"), False, ("各旗县市人民政府要制定配套政策",), ("部门要求的材料", "要素保障")),
    Predicate("prose-support", "support", re.compile(r"^(?:予以|给予|做好|积极|密切)?(?:配合|协助|参与|协同)(?=[。，；]|$|做好|完成|开展|工作)"), False, ("其他相关部门配合。",), ("配合比设计",)),
    Predicate("prose-verb", "responsible", re.compile(rf"^(?:{_VERBS})"), False, ("盟人力资源和社会保障局每年开展定点机构认定工作",), ("部门的意见", "局关于印发通知")),
)

# 由X…: the agent of a passive; 由X牵头 leads.
BY_AGENT = re.compile(r"由(?!于|来|此|衷)")
# 会同X, 联合X, 商X, 配合X, 与X配合: the others at work.
JOINED = re.compile(r"(?:会同|会商|(?<![协磋])商(?=[\u4e00-\u9fff]{2,12}(?:组织|部门|局|委|厅|部))|联合(?=[\u4e00-\u9fff、]{2,30}?(?:部门|局|委|单位|组织))|(?<!加强)(?:积极|主动)?配合(?=[\u4e00-\u9fff、]{2,20}?(?:部门|局|委|政府)))")
TOGETHER_WITH = re.compile(r"与(?P<names>[\u4e00-\u9fff、]{2,30}?(?:部门|残联|局|委|组织))(?:配合|协作|实行|共同|建立)")
# A sentence that grants leave or describes gives no duty.
PERMISSION = re.compile(r"^(?:可|可以|有权|也可|均可|鼓励|能够)")
ENCOURAGED = re.compile(r"(?:鼓励|支持|引导|推动|允许|欢迎|帮助)[^，。；]{0,4}$")
