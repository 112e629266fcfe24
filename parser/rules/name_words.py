"""Words that tell where the name of a body ends or that a phrase is no name: verbs, prepositions, conjunctions. Some of
them begin or stand within names (新乡市, 高要区, 应急管理局): each row says in which names they may.
"""

from __future__ import annotations

from dataclasses import dataclass

from parser.rules.quick_patterns import quick_pattern


@dataclass(frozen=True)
class NameWord:
    """Words of one kind. `reads` are names that begin with or hold their characters all the same, `refuses` are no names."""

    name: str
    title: str
    pattern: str
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# --- words that no name of a body holds: a verb or a preposition was taken in
WORDS_INSIDE: tuple[NameWord, ...] = (
    NameWord(
        "preposition", "介词",
        r"(?<!所)在|将(?!乐县|军)|把|向(?!阳)|(?<!无)为|(?<=无)为(?![市县])|(?<=[\u4e00-\u9fff）])被(?!征求意见)|使|让(?!胡路)|由|按|从(?![化江][市县区])|到|(?<!相)(?<!应)对(?!外|象所在)|"
        r"以(?!上|下|及)|经(?!济|信|办|开|营|费|发|贸|管|侦|合|建|棚)|根据|会同",
        ("从化区人民政府", "将乐县公安局", "向阳区民政局", "无为市财政局", "让胡路区教育局", "被征求意见机关", "市经济和信息化局"),
        ("市教育局向民政部门", "作为牵头部门"),
    ),
    NameWord(
        "modal", "情态词", r"(?<!高)要|(?<=高)要(?![市区])|须|(?<![宝相])应(?!急|用|城市|县)|(?<!许)可(?!克达拉)|不(?!动产|同|合格)|请|没|未(?!央|成年)",
        ("高要区人民政府", "宝应县水务局", "应城市人民政府", "市应急管理局", "许可机关", "可克达拉市人民政府", "未央区政府"), ("要求部门", "市水务局未报机关"),
    ),
    NameWord(
        "conjunction", "连词、代词", r"并|且(?!末)|若(?!羌|尔盖)|每|了|是|(?<!及)其(?!他|它|部门|有关|相关)|两个以上|分别|定期",
        ("且末县人民政府", "若尔盖县林业和草原局", "其他部门"), ("并县财政局", "两个以上行政机关"),
    ),
    NameWord("person", "职务", r"分管|秘书长|副(?=[市县区旗盟州省镇乡局主秘厅部]长|主任|书记|秘书)", ("市委秘书处机关",), ("分管副秘书长协调有关职能部门", "县委副书记机关")),
    NameWord(
        "verb", "动词",
        r"送(?!变电)|(?<![申举])报(?!社|送单位)|(?<![责主])任(?!务|免|丘|城|泽|县)|提交|适用|责令|推荐|通过|成立|设立|制定(?!机关)|承担(?!单位|机构)|组建|开展|加强|支持(?!中心)|形成|落实(?!单位)|贯彻|统筹|牵头(?!部门|单位|组织)|"
        r"配合(?!部门|单位|）)|主导|领导(?!小组|机构)|指导(?!委|中心|站|机构)|(?<!残联)(?<!党)(?<!群团)组织(?!部|$|、|人事|(?:编制|实施|指挥|协调)[机单部])|完成|明确|召开|做好|提出|建立|履行|依照|"
        r"依法(?!治|行政)|负责|负总责|结合|征求(?!意见[机部单])|听取|征得|征询|违反|阻碍|抗拒|妨碍|(?<=[局委厅部府署办门团])商(?!务|贸|业|会|投|标|事)",
        ("任丘市人民政府", "任免机关", "组织编制机关", "市指导委员会"),
        ("市民政局听取区民政局", "省级人民政府负总责部门", "县农业农村局商县财政局", "阻碍主管部门"),
    ),
    NameWord(
        "verb-after-body", "机关名称后的动词",
        r"(?<=[局委厅部府署办门])(?:联合(?!会|指挥|工作|检查|执法|调|惩)|授权|委托|核定|拨付|(?:审核|审批|审查|检查|考核|要求)(?=各|有关|相关|所属|本级|下级|同级))|指出|强调",
        ("市妇女联合会", "县政府联合指挥部", "市政府审批改革办公室"), ("市城管局联合市公安局", "县政府授权县财政局", "县财政局审核各部门", "会议指出部门"),
    ),
)  # fmt: skip
# --- words that no name of a body begins with
WORDS_AT_THE_BEGINNING: tuple[NameWord, ...] = (
    NameWord(
        "opening-verb", "开头的动词",
        r"人大监督|协助|协同|协调(?!小组|组|机构)|督促|联合|鼓励|支持|引导|推动|帮助|允许|完善|强化|提高|发挥|依托|聘请|邀请|确保|促进|同意|深化|加快|推进(?![\u4e00-\u9fff]{2,16}(?:组|办|会))|"
        r"涉及|符合|参与(?![\u4e00-\u9fff]{2,6}的[各省市县区旗盟州])|接受|依据|纳入|作出|提交|申请|实行|征求|拟|下达|通知|实施(?!机关|机构|单位|部门|主体)|受(?!理|援|委托[机单])|新(?=[建增设任购修改引装组批签旧冠型](?!区|乡|县|[\u4e00-\u9fff](?:区|县|市))|成立|上任|入驻)|"
        r"辅助|协助|坚持|禁止|严禁|防止|避免|杜绝|干预|指定|确定|选定|建议",
        ("新乡市人民政府", "新建区人民政府", "新疆维吾尔自治区财政厅", "新区管委会", "受理机关", "实施机关", "推进工作领导小组"),
        ("指定具体部门", "禁止执法机关", "建议临湖省人民政府", "新设立机关", "受上级机关"),
    ),
    NameWord(
        "opening-particle", "开头的副词、连词",
        r"该|继续|充分|及时|积极|有条件|除|凡|需|因(?!公)|如(?![皋东]|需)|当(?!地|阳|涂|雄)|但|而|与|和(?!平|林格尔|龙|顺|田|静|硕|县|政|布克赛尔)|及|等",
        ("和平区人民政府", "如皋市卫生健康委员会", "当阳市财政局", "和田地区行政公署"), ("该主管部门", "如省财政厅", "和市财政局", "凡县级人民政府"),
    ),
)  # fmt: skip
_INSIDE = "|".join(row.pattern for row in WORDS_INSIDE)
_BEGINNING = "|".join(row.pattern for row in WORDS_AT_THE_BEGINNING)
NO_NAME = quick_pattern(_INSIDE)
OPENING_VERB = quick_pattern(_BEGINNING)
# What a phrase that is a name does not match.
FORBIDDEN = rf"{_INSIDE}|或|(?<!设区)的|[时后]$|近年来|期间|以来|^(?:{_BEGINNING})"
