"""How names of bodies stand in a list: what joins them, what ends the list (等有关部门), and what a name takes from the first."""

from __future__ import annotations

import re

from parser.rules.agents import AGENT_END
from parser.rules.areas import AGENT_PLACE, LEVEL, ONE_NAME

# What the name of a body in a list ends with; companies and the like are passed over within one.
NAME = (
    rf"(?:{ONE_NAME}|{AGENT_END}|{AGENT_PLACE}|公司|企业|分行|农发行|学校|高校|(?<![的和各及与])(?:单位|机构)|媒体|医院|银行|"
    r"[村居）]民委员会|[村居）]委会|社区）?)等?"
)
# After such an end: it is none, the name goes on.
GOES_ON = (
    r"直属|所属|下属|系统|份(?!额)|办公[厅室]|（(?:单位|部门|室|管委会)）|（[市区县州旗]）|委员|[市县区旗盟州省]{1,2}长|党组书记|[有相]关[司股科处]"
)
# 的部门, after which a body is described rather than named; the description may hold any word within so many characters.
DESCRIBED = re.compile(r"的(?:有关|相关)?(?:部门|单位|(?:行政(?:执法)?)?机关)")
DESCRIBED_WITHIN = 28
# A description before the first name: 所涉及的省教育厅、省财政厅.
DESCRIPTION = re.compile(r"(?!设区的)(?:(?!委托(?!的)|聘请)[^，。；、在对把将由要应]|(?<=所)在|(?<=相)应){2,20}的(?=[\u4e00-\u9fff])|相应(?=[各省市县上下])")

# --- joints
SURE_JOINTS = frozenset(("、", "，", "以及", "或者"))
JOINT = re.compile(
    r"以及|或者|[、，]|[和或](?=[\u4e00-\u9fff])|及(?!时|其(?!办))|与|"
    r"(?<=[\u4e00-\u9fff）])(?=各)|(?<=[省市县区旗盟州]委)(?=[省市县区旗盟州](?:人民)?政府)"  # 各部门各单位, 县委县政府
)
UP_TO_JOINT = re.compile(r"(?:（[^（）]*）|(?!以及|或者)[^、，])*")
# After 等部门 the list goes on with a second group: 教育、民政等有关部门和残联.
GROUP_JOINT = re.compile(
    r"等(?:\d+个?)?(?:国务院|自治区|[省市盟州县旗区][级直])?(?:有关|相关|主管|行政|管理)*(?:部门|单位)(?:（单位）)?(?P<joint>和|以及|及|与|、|，)(?!单位|其)"
)

# --- the tail of a list, and the noun that its fields share: 教育、民政等行政主管部门
_SHARED = r"(?:(?:行政(?:管理|主管|执法)?|主管)?部门)"
_OF_LEVEL = r"(?:国务院|(?:自治区|[省市盟州县旗区])[级直]?)"
TAIL = re.compile(
    r"(?:等(?:\d+个?|[二两三四五六七八九十]+个)?|(?:\d+|[二两三四五六七八九十])个?(?=部门$))"
    rf"(?P<kind>{_OF_LEVEL}(?:主管|(?=部门|单位))|{_OF_LEVEL}?各?(?:有关|相关)|职能)?"
    rf"(?P<noun>(?:{_SHARED}|(?:职能|监管|业务|责任)部门)(?:和单位|及单位|、单位|单位|（单位）)?|单位(?:（部门）)?|机关|方面|群团组织)?$"
)
SHARED_NOUN = re.compile(rf"{_SHARED}$")
FIELD = re.compile(r"[\u4e00-\u9fff]{2,9}(?:（[\u4e00-\u9fff]{1,6}）)?")  # 教育, 水务（海洋）
NO_FIELD = frozenset(
    ("有关", "相关", "其他", "其他有关", "其他相关", "职能", "各", "各有关", "各相关", "业务", "主管", "政府", "本级", "人民政府", "单位", "下级", "上级")
)
# Fields of work whose departments are two when 和 joins them (财政和审计部门), save for the pairs that make one.
COMMON_FIELD = re.compile(
    r"发改|发展改革|教育|科技|公安|民政|司法(?:行政)?|财政|人社|人力资源社会保障|人事|劳动保障|自然资源|国土资源|生态环境|环保|环境保护|住建|住房城乡建设|建设|(?:城乡)?规划|"
    r"交通(?:运输)?|水利|水务|农业(?:农村)?|农牧|林业|林草|商务|文化|文旅|卫生(?:健康)?|卫健|应急(?:管理)?|审计|国资|市场监(?:督管理|管)|工商|质监|统计|医保|医疗保障|税务|气象|"
    r"消防(?:救援)?|城管|城市管理|信访|金融|物价|价格|宣传|网信|组织|统战|机构编制|监察|残联|体育|旅游|广电|粮食|能源|通信|海关|乡村振兴|退役军人|民族|宗教"
)
PAIRS = frozenset(
    tuple(pair.split("和"))
    for pair in (
        "教育和科技", "教育和体育", "文化和旅游", "文化和体育", "农牧和科技", "农业和科技", "科技和商务", "民族和宗教", "体育和旅游", "规划和自然资源",
        "自然资源和规划", "建设和交通", "建设和规划", "规划和建设", "人事和劳动保障", "发展改革和科技", "商务和粮食",
    )
)  # fmt: skip
# A field and a body that 和 joins: 物价和住房公积金管理中心.
CENTRE = re.compile(r"[\u4e00-\u9fff]{2,10}(?:中心|机构)(?:、|$)")

# --- what a name takes from the first of the list
PARTY = re.compile(r"(?:党委|行政公署|行署|(?<=[省市县区旗盟州])委)$")  # 各级党委、政府
GOVERNMENTS = frozenset(("政府", "人民政府"))
GOVERNMENT_OF_SAME = re.compile(r".(?:人民)?政府")
OF_MANY = re.compile(r"各|有关|相关")  # 有关县、部门和单位
CLASSES = frozenset(("部门", "单位", "部门和单位", "部门（单位）"))
OF_EACH = re.compile(r"各(?:[省市县区旗盟州]{1,4}|乡镇|镇)(?:（[^（）]{1,8}）)?(?=[\u4e00-\u9fff]{2,}(?:局|委|办|厅)$)")  # 各县公安局、司法局
EACH_GOVERNMENT = re.compile(r"各[\u4e00-\u9fff]+(?:人民政府|行政公署|行署)")  # 各盟行政公署、市人民政府
GOVERNMENT_OF_TIER = re.compile(r"[市州盟县区旗](?:人民政府|行政公署)")
BARE_DEPARTMENT = re.compile(rf"(?!{LEVEL}|各|国)[\u4e00-\u9fff]{{2,}}(?:局|委|办|厅)")
ITS_OFFICE = "其办公室"  # 各级安委会及其办公室
# --- what is passed over: 市和各县（区）, 县人民政府或者其授权的部门
ONE_OF_TIER = frozenset("省市州盟县旗区")
ITS_OTHERS = re.compile(r"其(?:授权|委托|指定|确定|所属|下属)的?")
