"""Prose that gives a public body a duty: who may be an agent, and what may follow an agent. One row a form.

The annotation is by sentence: a sentence (or a part between commas or semicolons) whose agent is a public body or a class
of bodies, followed by a modal of duty, by 负责/牵头, or by a plain normative verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role
from parser.quick_patterns import quick_pattern


@dataclass(frozen=True)
class AgentForm:
    """What the name of a public body, or of a class of them, ends with. `reads` are names, `refuses` are none."""

    name: str
    title: str
    pattern: str
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# --- who may be an agent; the longest ending comes first
AGENT_FORMS: tuple[AgentForm, ...] = (
    AgentForm(
        "government", "人民政府", r"人民政府及其(?:有关|相关)?部门|部门和单位|人民政府|行政公署|政府办公[厅室]（室）|行署|政府",
        ("各旗县市人民政府", "县级以上人民政府及其有关部门", "各乡镇政府"), ("政府采购", "政府性基金"),
    ),
    AgentForm(
        "group", "领导小组、指挥部、专班", r"领导小组办公室|领导小组|工作小组|协调小组|工作组|专班|指挥部|联席会议|专家组|督导组|督查组|检查组|考核组",
        ("市推进工作领导小组", "区防汛抗旱指挥部", "专家组"), ("居民小组长",),
    ),
    AgentForm(
        "committee", "委员会、办公室、中心", r"管理委员会|有关委员会|委员会|管委会|办公室|办公厅|督查室|研究室|政研室|政务服务大厅|政务大厅|办事处|中心(?!城|镇)",
        ("开发区管委会", "市政府办公室", "街道办事处", "市政府督查室", "市疾控中心"), ("办公室主任", "中心城镇"),
    ),
    AgentForm(
        "agency", "机构、机关、组织", r"公共就业服务机构|经办机构|储备机构|监管机构|管理机构|监督机构|公共服务机构|执法机构|消防救援机构|机关|"
        r"残联组织|党组织|(?:旗级|县级|市级|省级|盟级|区级|中央)财政(?!部|局|厅|资|专|补|预)|派出机构|"
        r"开发区|高新区|经开区|所在区",
        ("社保经办机构", "公安机关", "残联组织"), ("机关干部", "培训机构"),
    ),
    AgentForm(
        "class", "部门、单位", r"部门|(?:责任|牵头|成员|相关|有关|配合|主管|主办|承办|直属|直各|直|各|其他)单位|(?:有关|相关)方面|不合格的单位",
        ("教育部门", "各成员单位", "各有关方面"), ("用人单位", "部门间协作"),
    ),
    AgentForm(
        "union", "群团、法检、人大", r"残联|工会|团委|团[省市盟州县旗区]委|妇联|工商联|红十字会|支行|法院|检察院|人大|政协|党委|党组|救援[支大总]队", ("市残联", "各级党委", "团市委", "市消防救援支队"),
        ("工会会员", "人大监督"),
    ),
    AgentForm(
        "department", "局、委、厅、部、署、院、馆",
        r"局(?![面限部势地])|委(?![员托派会])|厅|办(?![公理法事学证结案好实班税医展])|部(?![门分署委级位队落件])|(?<!部)署(?!名)|院(?![校士])|馆",
        ("市教育局", "县发展改革委", "省财政厅", "国家能源局", "县整治办"), ("委托", "局面", "部署"),
    ),
)  # fmt: skip
AGENT_END = "(?:" + "|".join(row.pattern for row in AGENT_FORMS) + ")"
# Places and tiers that act: 各地, 各旗县市, 盟旗两级, 试点地区.
PLACE_FORMS: tuple[AgentForm, ...] = (
    AgentForm(
        "place", "各地、各级", r"各地区?|各级|各盟市|各旗县市?|各(?:旗县|县|县市|区县|设区市|设区的市|市县|镇|乡镇|乡|苏木乡镇|苏木镇|省|市)（[^（）]{1,8}）|各区县|各县市区|各县区|"
        r"各县市|各设区市|各市州|各州市|各市县|各区、县级市|各省、自治区、直辖市|各县、区|各乡镇街道|各乡镇|各镇街?|各街镇|各苏木乡镇|各苏木镇|各苏木|其他旗县市|旗县市|盟旗两级|盟旗县三级|盟本级|市本级|"
        r"市县两级|市、县两级|省市县三级|地方(?!财政|政府性|标准|特色)|试点地区|试点城市|各试点地区|各试点|中心城区|新城区|各园区|各开发区|各街道|各部门|各单位|各有关单位|各省|各市|各州|各县|各区|省市|省级|市级",
        ("各地", "各旗县市", "各苏木", "各县（市、区）", "各镇（街道）", "市县两级"), ("地方财政", "各类企业"),
    ),
)  # fmt: skip
AGENT_PLACE = "(?:" + "|".join(row.pattern for row in PLACE_FORMS) + ")"
# Lists that are one name: 各省、自治区、直辖市人民政府; 市、县（市、区）人民政府.
ONE_NAME_FORMS: tuple[AgentForm, ...] = (
    AgentForm(
        "tiers", "多级政府合称", r"各省、自治区、直辖市(?:人民政府)?|各区、县级市(?:人民政府)?|各(?:省|旗县|县|区县|市|设区市)（[^（）]{1,8}）(?:人民)?政府|"
        r"(?:自治区|省|市|盟|州|设区的市)、(?:市|州|盟|县|区|旗)(?:、(?:县|区|旗|乡|镇|乡镇))?(?:（[^（）]{1,10}）)?(?:、乡（镇）)?(?:两级|三级)?人民政府(?:及其(?:有关|相关)?部门)?|"
        r"(?:省|市|盟|州)、(?:市|州|盟|县|区|旗)(?:、(?:县|区|旗))?(?:（[^（）]{1,10}）)?(?:(?![要应须由、])[\u4e00-\u9fff]){2,14}?(?:部门|机构)",
        ("各省、自治区、直辖市人民政府", "市、县（市、区）人民政府", "省、市、县人民政府", "市、区城市管理部门"), ("市、县（市、区）财政",),
    ),
)  # fmt: skip
ONE_NAME = "|".join(row.pattern for row in ONE_NAME_FORMS)
# Classes that say nothing without what stands before them.
BARE = frozenset(("部门", "单位", "机关", "委员会", "办公室", "中心", "组织", "支行", "所在区", "机构", "地方部门"))
# Companies and institutions: passed over within a list of bodies, and no agents alone.
COMPANY = re.compile(r"(?:企业|公司|集团|银行|医院|院校|学校|协会|商会|学会|社会组织)$")
# What ends like a body but is none, or is one that an official ledger does not count.
NOT_AGENT = re.compile(
    r"企业|公司|用人单位|建设单位|施工单位|设计单位|使用单位|培训机构|中介机构|金融机构|医疗机构|银行机构|社会组织|个人|院校|学校|负责人|人员|同志|申请人|承诺人|"
    r"(?:平台|系统|网站|基金|项目|协会)$|(?:评估|服务)报告|处理意见|协议|建设办|举办|开办|兴办|创办|承办$|主办$|查办|督办$|待办|管理办$|全部$|内部$|外部$|干部|局部|(?:一|本)部$|局局|"
    r"相委|常委$|原委|格局$|布局|结局|开局|时局|破局|优惠|法院院|医院|住院|影院|剧院|车站|网站|训练中心|数据中心|超算中心|为中心$|创新中心|体验中心|推广中心|"
    r"村民委员会|居民委员会|居委|业主委员会|村委"
)


@dataclass(frozen=True)
class Phrase:
    """Words around an agent that give no role themselves. `reads` are sentences whose agent they help to find."""

    name: str
    title: str
    pattern: str
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# --- between agent and verb: 根据…情况， 每年 在7个工作日内 分别 按照职责分工 …
ADVERBS: tuple[Phrase, ...] = (
    Phrase("bracket", "括注", r"（[^（）]*）|＊+", ("市财政局（牵头单位）要及时拨付",)),
    Phrase("time-before", "时限在前", r"(?:于|在)?(?:\d{4}年|每年|次年|今年|明年)?(?:\d{1,2}月|每[月季周]|每季度|次月)[^，。；（）]{0,10}?(?:[日底末]前|前|底|末|内|日)",
           ("各部门每季度首月10日前报送工作情况", "各县市于次月5日前汇总数据", "县财政局6月底前拨付资金")),
    Phrase("every", "周期", r"每(?:[两二三半]个?)?(?:年度?|月|季度?|半年|周[一二三四五六日]?|日|天)(?:\d{1,2}月(?:[、和]\d{1,2}月)*)?(?:末|底)?",
           ("州统计局每年1月和7月发布数据", "县整治办每半月通报一次")),
    Phrase(
        "manner", "方式", r"同时|还|也|均|都|全部|全面|严格|切实|及时|适时|定期|分别|共同|统一|统筹|联合|主动|积极|认真|依法依规|依法|具体|进一步|抓紧|尽快|原则上|按职责(?:分工)?|各司其职|要求|加快|"
        r"充分|密切|随时|立即|迅速|会商|带头|逐级|逐步|深入|大力|持续|重点|牢固|精心|严肃",
        ("市公安局依法查处违法行为", "各部门要各司其职"),
    ),
    Phrase("according", "根据、按照、结合", r"结合[^，。；]{0,20}?(?:实际|情况|职能|职责)(?:情况)?，?|根据[^，。；]{2,40}?，|根据[^，。；]{0,16}?(?:授权|规定|要求|安排|部署|需要|情况|职责)|"
           r"对照[^，。；]{2,24}?(?=编制|制定|建立|完善|开展|公布|梳理|落实|自查)|"
           r"按照?[^，。；]{1,30}?(?:职责|职能|要求|规定|原则|分工|部署|安排)(?:，)?|"
           r"依(?:据|照|托)[^，。；]{2,30}?，?", ("各部门按照各自职责，做好相关工作", "市水利局结合实际制定方案")),
    Phrase("within", "在…内、通过…", r"[在于][^，。；]{1,24}?(?:内|中|后|前|时|上|下|基础上|范围内)，?|通过[^，。；]{2,30}?，", ("市教育局在30日内完成审核",)),
    Phrase("joined", "会同", r"会同[^，。；]{2,60}?(?=[要应须每定统制建组开负通发做完对提研编])", ("市商务局会同市财政局制定办法",)),
)  # fmt: skip
ADVERB = "(?:" + "|".join(row.pattern for row in ADVERBS) + "){0,8}"


@dataclass(frozen=True)
class Predicate:
    """What may follow an agent. `reads` are sentences that it reads, `refuses` are sentences without a duty."""

    name: str
    title: str
    role: Role
    pattern: re.Pattern[str]
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


_VERBS = (
    "制定|制订|拟订|建立|健全|组织|开展|完成|指导|承担|履行|落实|实施|审核|审批|审查|审定|核定|核实|批准|加强|成立|设立|设置|安排|提供|出台|编制|公布|发布|督促|监督|汇总|研究|推进|推动|"
    "做好|抓好|确定|负有|提出|报送|上报|报告|牵头|协调|统筹|管理|检查|抽查|考核|评估|验收|保障|支持|配合|参与|协助|召开|签订|公示|拨付|复核|受理|办理|整合|布局|建设|打造|结合|集聚|因地制宜|"
    "采取|选择|选定|遴选|发掘|挖掘|组建|明确|向[^，。；]{1,20}(?:报告|报送|备案)|将[^，。；]{1,60}?(?:纳入|报|列入|作为|导入|入驻|转化|拨付|用于|审批|下放)|对[^，。；]{1,50}?(?:进行|实施|予以|给予|开展|负|提出|作出|依法)|"
    "将(?=适时|定期|不定期|会同|组织|统一|继续|视情|进一步|联合|加强|开展|建立|牵头)|参照(?=执行|制定|本)|将(?:于|在|会同|对|适时)[^，。；]{1,30}?(?:组织|开展|进行|发布|公布|考核|验收)|把[^，。；]{1,40}?(?:纳入|作为|列为)|按[^，。；]{1,24}?(?:安排|选择|执行|给予|负责)|进驻|进行|列席|听取|随机抽取|主要负责|"
    "在[^，。；]{1,20}?(?:集聚|设立|设置|建设|布局|开展|建立)|分解|细化|深化|强化|完善|优化|扩大|提升|聚焦|围绕|搭建|会同|联合|出具|颁发|核发|收回|追究|处罚|责令|查处|划定|征求|统计|监测|调度|通报|约谈|兑现|执行|不再|给予|予以|不予|梳理|依法|"
    "转移|疏散|调集|调拨|抢修|救治|启动|派出|播发|封闭|维护|跟踪|答复|书面|电话报告|收集|会商|巡查|排查|整治|清理|印发|下达|下发|严格|配备|配套|筹集|落细|分析|掌握|储备|培训|宣传"
)
_CONCERNING = r"(?:对|将|把|按|在|就)[^，。；]{1,40}?"
_MODAL = r"(?:要(?!求|素|件|点|闻|道|地|害)|应当|应(?!急|用|对|届|邀)|必须|须(?!知)|不得|需(?!求|要的)|务必|严禁)"
PREDICATES: tuple[Predicate, ...] = (
    Predicate("prose-lead", "行文：牵头", "lead", re.compile(r"(?:负责)?牵头(?!部门|单位|人|责任)"), ("市工信局牵头建立协调机制",), ("牵头部门的意见",)),
    Predicate(
        "prose-charge", "行文：负责", "responsible",
        re.compile(
            r"(?:共同|具体|分别|主要|按[^，。；]{0,10})?(?:负责(?!人|同志|制)|负总责|承担|承办)|"
            r"(?:是|为)[^，。；]{2,30}(?:部门|机构|单位)，(?:具体)?负责"
        ),
        ("盟应急管理局负责指导",), ("市教育局负责人参加",),
    ),
    Predicate(
        "prose-modal", "行文：要、应、须、不得", "responsible", re.compile(rf"(?:{_CONCERNING})?{_MODAL}"),
        ("各旗县市人民政府要制定配套政策", "专家组对发现的问题要如实记录"), ("教育部门要求的材料", "要素保障"),
    ),
    Predicate(
        "prose-support", "行文：配合、协助", "support", re.compile(r"(?:予以|给予|做好|积极|密切)?(?:配合|协助|参与|协同|参加)(?=[。，；]|$|做好|完成|开展|工作)"),
        ("其他相关部门配合。",), ("配合比设计",),
    ),
    Predicate(
        "prose-verb", "行文：机关加动词", "responsible", re.compile(_VERBS),
        ("盟人力资源和社会保障局每年开展定点机构认定工作",), ("教育部门的意见", "市财政局可以组织抽查"),
    ),
)  # fmt: skip
# 由X…: the agent of a passive; 由X牵头 leads.
BY = Predicate(
    "prose-by", "行文：由某机关…", "responsible", re.compile(r"由(?!于|来|此|衷)"),
    ("经费由县财政局统筹安排",), ("指挥长由区长担任", "由于市财政局经费不足"),
)  # fmt: skip
# X：负责…, at the start of a line of a list of duties.
LISTED = Predicate(
    "prose-listed", "行文：机关名称后以冒号列职责", "responsible", re.compile(r"："), ("县水利局：负责洪水防御和工程抢险。",), ("县水利局：张某。",)
)  # fmt: skip
# 会同X, 联合X, 商X, 配合X, 与X配合: the others at work.
JOINED = Predicate(
    "prose-joined", "行文：会同、商、联合、配合", "support",
    quick_pattern(
        r"会同|会商|(?<![协磋会招经])商(?=[\u4e00-\u9fff]{2,12}(?:组织|部门|局|委|厅|部))|联合(?=[\u4e00-\u9fff、]{2,30}?(?:部门|局|委|单位|组织))"
        r"|(?<!加强)(?<!建设单位)(?:积极|主动)?配合(?=[\u4e00-\u9fff、]{2,20}?(?:部门|局|委|政府))"
    ),
    ("市商务局会同市财政局制定办法", "民政部门要商财政部门建立机制"), ("市商务局招商引资要有成效",),
)  # fmt: skip
TOGETHER_WITH = re.compile(r"与(?P<names>[\u4e00-\u9fff、]{2,30}?(?:部门|残联|局|委|组织))(?:配合|协作|实行|共同|建立)")
# 由X牵头、有关部门参加的…制度
TAKING_PART = re.compile(r"[、，](?P<names>[^，。；牵]{2,40}?)(?:参加|参与|配合)(?=的)")
# A sentence that grants leave or describes gives no duty.
PERMISSION = re.compile(r"可(?!靠)|有权|也可|均可|鼓励|能够")
# After a name: a person who holds an office there, not the body.
OFFICER = re.compile(r"负责人|主要负责|局长|副|主任|长(?!期)|书记|工作人员|人员|干部|领导(?!小组)|成员|班子")
# 由A、B组成 describes, and 由区长担任 names a person.
MADE_OF = re.compile(r"(?:[^，。；]{0,12}(?:组成|构成))(?=[。；]|$)|担任|兼任|任")
# A part that only dates or conditions the next one: 气象部门发布警报后，…
SUBORDINATE = re.compile(r"(?:后|时|的|之前|前|的情况下)$")
