"""Time limits that run from an event, within so many days of it or so many before it. Rows of `deadlines.py`."""

from __future__ import annotations

from parser.rules import relative_readings as relative
from parser.rules.deadline_rule import DeadlineRule, deadline_rule
from parser.rules.numerals import NUMERAL

AMOUNT = rf"(?P<n>\d{{1,3}}|{NUMERAL}{{1,4}})"
_UNIT = r"(?P<unit>个?工作日|个?自然日|日|天|个?月|年|个?小时|周|个?星期)"
_EVENT = r"(?P<event>(?:每[次批期场届轮])?(?:(?![月年季旬每于底日至最提应须要需将在前时的])[\u4e00-\u9fff]){2,8}?)"

RELATIVE: tuple[DeadlineRule, ...] = (
    deadline_rule(
        "in-time-of", "用若干年时间", rf"(?:用|[经通]过){AMOUNT}(?P<unit>年|个月)(?:左右)?(?:的)?(?:时间|努力)", relative.read_within,
        (("力争用3年左右的时间，建成20个", {"kind": "relative", "amount": 3, "unit": "year"}),
         ("通过三年左右的努力，形成网络", {"kind": "relative", "amount": 3, "unit": "year"})), ("用半年时间", "具有3年工作时间"),
    ),
    deadline_rule(
        "in-about", "若干年左右实现", rf"{AMOUNT}(?P<unit>年|个月)左右(?=实现|建成|完成|达到|形成)", relative.read_within,
        (("力争再用5年左右实现产值翻番", {"kind": "relative", "amount": 5, "unit": "year"}),), ("有3年左右工作经验",),
    ),
    deadline_rule(
        "within-from", "自某事起若干日内",
        rf"(?:自|从|在)?(?P<event>(?:(?!自(?!治)|从|在|于|应当|必须)[\u4e00-\u9fff“”]){{2,20}}?)之日(?:起)?(?:的)?{AMOUNT}{_UNIT}(?:之内|以内|内)", relative.read_within,
        (("应在本方案印发之日起45日内报送细则", {"kind": "relative", "amount": 45, "unit": "day"}),
         ("市人民政府应当自收到申请之日起15日内作出决定", {"kind": "relative", "amount": 15, "unit": "day", "event": "收到申请"}),
         ("当事人必须于公告张贴之日起5日内申报", {"kind": "relative", "amount": 5, "unit": "day", "text": "公告张贴之日起5日内", "event": "公告张贴"}),
         ("自受理之日起20个工作日内作出决定", {"kind": "relative", "amount": 20, "unit": "working_day"})), ("之日起施行",),
    ),
    deadline_rule(
        "within", "若干日内", rf"(?<![\d.—~～-])(?<!\d至)(?<!第){AMOUNT}{_UNIT}(?:之内|以内|内(?![部外涵容]))", relative.read_within,
        (("就业局在7个工作日内完成初审", {"kind": "relative", "amount": 7, "unit": "working_day"}),
         ("压缩至100个工作日以内", {"kind": "relative", "amount": 100, "unit": "working_day"}),
         ("评估结束后，在10日内提交", {"kind": "relative", "amount": 10, "unit": "day"})),
        ("离校2年内高校毕业生", "毕业5年内的高校毕业生", "近三年内", "三年内累计两次", "无法在48小时内修复的", "24小时内降雨量超过60毫米",
         "取得证书3年以内的人员", "存放30日以内的，免收保管费"),
    ),
    deadline_rule(
        "within-half-year", "半年内", rf"(?<![\d{NUMERAL[1:-1]}两每上下年近])半年(?:之内|以内|内(?![部外涵容]))", relative.read_within_half,
        (("整改应在半年内完成", {"kind": "relative", "amount": 6, "unit": "month"}),), ("近半年内无欠薪", "下半年内部审计", "一年半内"),
    ),
    deadline_rule(
        "no-longer-than", "时间不得超过若干日",
        rf"(?:(?:时间|时限|期限|用时)(?:最长|最多|原则上|一般)?|最[长迟]|延长)不(?:得|能|应)?(?:超过|多于){AMOUNT}(?P<unit>个?工作日|个?小时|日|天)", relative.read_within,
        (("每级上报的时间不得超过2小时", {"kind": "relative", "amount": 2, "unit": "hour"}),
         ("整改期限一般不超过十五日", {"kind": "relative", "amount": 15, "unit": "day"}),
         ("最迟不超过1小时报告", {"kind": "relative", "amount": 1, "unit": "hour"})), ("贷款期限不得超过3年",),
    ),
    deadline_rule(
        "shortened-to", "压缩至若干日", rf"(?<=(?:压缩|缩短|压减)[至到为])(?<!已(?:压缩|缩短|压减)[至到为]){AMOUNT}(?P<unit>个?工作日|个?自然日|日|天|个?小时)(?!以内|之内|内)", relative.read_within,
        (("办理时限由20个工作日压缩至8个工作日", {"kind": "relative", "amount": 8, "unit": "working_day"}),), ("面积压缩至3公顷", "办理时限已压缩至3个工作日"),
    ),
    deadline_rule(
        "before-event", "某事前若干日", rf"{_EVENT}(?:前|之前){AMOUNT}(?P<unit>个?工作日|日|天|个月)(?![内以]|前|的?(?:情况|数据|信息))", relative.read_before_event,
        (("应在每次培训开班前5日报送开班申请", {"kind": "relative", "amount": 5, "unit": "day", "text": "每次培训开班前5日", "event": "每次培训开班之前"}),
         ("在有效期届满前三十日提出延续申请", {"kind": "relative", "amount": 30, "unit": "day"})), ("前3名", "每天8时前报送前一日数据"),
    ),
    deadline_rule(
        "in-advance", "提前若干日", rf"提前(?:至少)?{AMOUNT}(?P<unit>个?工作日|日|天|个月|个?小时)(?=[^，。；]{{0,8}}?(?:告知|通知|公告|公布|发布|报|申请|书面|提出|提交|送|向|将))",
        relative.read_in_advance,
        (("应提前5个工作日书面告知参会单位", {"kind": "relative", "amount": 5, "unit": "working_day"}),), ("比计划提前20日完成", "提前3天完工"),
    ),
    deadline_rule(
        "days-before-event", "某事若干日前", rf"{_EVENT}{AMOUNT}(?P<unit>个工作日|日|天|个月)(?:之)?前(?!款|述)", relative.read_before_event,
        (("须在开班3个工作日前备案", {"kind": "relative", "amount": 3, "unit": "working_day", "text": "开班3个工作日前", "event": "开班之前"}),
         ("区级批准的演练须在开始5日前报备", {"kind": "relative", "amount": 5, "unit": "day", "text": "开始5日前"}),
         ("主办单位要开馆10日前公布日程", {"kind": "relative", "amount": 10, "unit": "day", "text": "开馆10日前"})), ("5月20日前", "于每月25日前", "首月10日前", "每月最后一个工作日前"),
    ),
)  # fmt: skip
