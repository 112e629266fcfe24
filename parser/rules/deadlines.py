"""How time limits are printed: one row a phrasing, tried in this order at each place of a text. Those that recur stand
in `recurring_deadlines.py`, those that run from an event in `relative_deadlines.py`, from one time to another in `period_deadlines.py`.

To add a phrasing, add a row: name, title, pattern, reader (`deadline_readings.py`), texts that it must read (with what they
give, on 2019-06-10) and texts that it must refuse. The same rows make the website's page on how time limits are read. A
printed day with 前 (7月15日前) includes the day itself by office practice; 到X年 and X年底 end on 31 December; a plan
(“十四五”) ends with its last year.
"""

from __future__ import annotations

import datetime as dt
import re

from parser.rules import deadline_readings as readings
from parser.rules import relative_readings as relative
from parser.rules.dates import point_pattern, year_pattern
from parser.rules.deadline_rule import DeadlineRule, deadline_rule
from parser.rules.numerals import NUMERAL
from parser.rules.period_deadlines import HOUR, PERIODS, STAGES, YEARS
from parser.rules.period_readings import read_plan_period, read_year_period
from parser.rules.quick_patterns import quick_pattern
from parser.rules.recurring_deadlines import RECURRING, YEARLY_SPAN
from parser.rules.relative_deadlines import AMOUNT, RELATIVE

EXAMPLE_ISSUED_ON = dt.date(2019, 6, 10)
_BEFORE = r"(?:之前|以前|前)"
_START = r"(?:正式|全面|开始|起)*(?:施行|实施|执行|生效|实行|启用|运行)"
_DONE = (
    r"(?:[要应须需]|力争|确保|必须)?(?:全部|基本|全面|正式|如期|全线|率先)?"
    r"(?:完成|建成|实现|报送|上报|提交|结束|开工|竣工|投产|投用|投运|投入使用|交付|上线|制定|编制|出台|形成|达到|启动|办结|报|对[^，。；]{2,20}?进行[^，。；]{0,4}(?:考评|考核|验收|评估|检查))"
)
_PLAN = rf"“?(?P<plan>{'|'.join(readings.PLANS)})”?(?:规划)?"
_D = dt.date


# The labels of time limits: 完成时限：2019年7月底前。 What follows one is read by the rows below. 发布日期： tells of the document itself.
DEADLINE_LABEL = quick_pattern(
    r"(?<!发布|颁布|公布|印发|成文|签发|发文|生成|更新|刊登)(?P<label>(?:完成|办理|办结|整改|落实|进度|实施|建成|申报|报送|推进|工作|任务)?(?:时限|时间|期限|日期)(?:要求|安排|进度|节点)?|时间节点|进度安排)\s*[：】]：?"
)  # fmt: skip

RULES: tuple[DeadlineRule, ...] = (
    YEARLY_SPAN,
    *PERIODS,
    deadline_rule(
        "effective-on-issue", "自印发之日起施行",
        rf"(?:(?:自|从)(?:[^，。；]{{2,16}}后，?)?|(?<![\u4e00-\u9fff]))(?P<event>(?:本(?:(?![自从])[\u4e00-\u9fff]){{2,6}})?(?:印发|发布|公布|下发|颁布|发文|签发))之日起(?:满?(?P<n>\d{{1,3}}|{NUMERAL}{{1,3}})[日天]后)?(?:{_START}|，?(?:一律|即行|同时)?(?:停止执行|停止使用|废止|失效))",
        readings.read_effective_on_issue,
        (("本办法自印发之日起施行", {"kind": "effective", "starts_on": _D(2019, 6, 10)}),
         ("本规定自公布之日起30日后施行", {"kind": "effective", "starts_on": _D(2019, 7, 10)}),
         ("本细则自市政府同意后，印发之日起施行", {"kind": "effective", "starts_on": _D(2019, 6, 10)}),
         ("本细则经审议通过，公布之日起施行", {"kind": "effective", "starts_on": _D(2019, 6, 10)}),
         ("所列文件自本决定印发之日起一律停止执行", {"kind": "effective", "starts_on": _D(2019, 6, 10)})), ("自收到之日起施行措施",),
    ),
    deadline_rule(
        "effective-date", "自某日起", rf"(?:自|从)?{point_pattern(1)}(?:（含(?:当日)?）)?{HOUR}(?:起(?![草诉点义])(?!{_START}的)|开始(?!前))(?:{_START})?", readings.read_effective,
        (("制度自2018年10月1日起全面实施", {"kind": "effective", "starts_on": _D(2018, 10, 1)}),
         ("自2019年7月1日零时起禁止通行", {"kind": "effective", "starts_on": _D(2019, 7, 1)}),
         ("从2019年1月1日起，实施见习计划", {"kind": "effective", "starts_on": _D(2019, 1, 1)})), ("自2019年6月以来", "2009年6月1日起施行的《养犬管理规定》同时废止",
         "自2018年3月起，全市先后关停小矿山7座"),
    ),
    deadline_rule(
        "effective-bare", "自某日施行", rf"(?:自|从){point_pattern(1)}{_START}(?!以来|后|前|的|至)", readings.read_effective,
        (("本细则自2019年7月1日施行", {"kind": "effective", "starts_on": _D(2019, 7, 1)}),), ("自2018年7月1日实施以来",),
    ),
    deadline_rule(
        "effective-now", "即日起施行", rf"(?:自|从)?(?P<event>即日)(?P<n>)起，?{_START}", readings.read_effective_on_issue,
        (("本通告自即日起施行", {"kind": "effective", "starts_on": _D(2019, 6, 10)}),), ("自即日起至12月底", "即日起可以报名"),
    ),
    deadline_rule(
        "effective-year", "从某年起", rf"(?:自|从)?{year_pattern(1)}(?:度)?(?:起(?![草诉点义])|开始(?!前))(?:{_START})?", readings.read_effective_year,
        (("从2019年起，按比例安排预算", {"kind": "effective", "starts_on": _D(2019, 1, 1), "precision": "year"}),),
        ("自2012年以来", "发病人数自2017年起连续下降"),
    ),
    deadline_rule(
        "valid-until", "有效期至某日",
        rf"(?:(?:有效|执行|试行|实施|过渡)期(?:限)?|(?:延续)?(?:执行|施行|实施)|延续|延长|暂定)(?:至|到){point_pattern(1)}(?:止)?", readings.read_by_point,
        (("有效期至2028年12月31日", {"kind": "by_date", "due_on": _D(2028, 12, 31)}),
         ("执行期至2021年6月30日", {"kind": "by_date", "due_on": _D(2021, 6, 30)}),
         ("政策延续执行至2021年12月31日", {"kind": "by_date", "due_on": _D(2021, 12, 31)})), ("有效期5年",),
    ),
    deadline_rule(
        "valid-for", "有效期若干年",
        rf"(?:(?:有效|执行|实施|过渡)期(?:限)?(?:为|是)?|(?:试行|施行|暂行)(?:期)?(?:为|期限为)?){AMOUNT}(?P<unit>年|个月)(?![内以前])", relative.read_valid_for,
        (("认定工作，有效期为一年，定点机构承担任务", {"kind": "relative", "amount": 1, "unit": "year"}),
         ("本办法执行期限为5年", {"kind": "relative", "amount": 5, "unit": "year"}),
         ("自印发之日起试行两年", {"kind": "relative", "amount": 2, "unit": "year"})), ("有效期内",),
    ),
    deadline_rule(
        "plan-end", "规划期末", rf"(?:到)?{_PLAN}(?:期|时期)?末(?:期)?(?:前)?", readings.read_plan_end,
        (("到“十四五”末，产值达到1000亿元", {"kind": "by_date", "due_on": _D(2025, 12, 31), "precision": "plan"}),), ("“十四五”规划编制工作会议",),
    ),
    deadline_rule(
        "plan-period", "规划期间", rf"{_PLAN}(?:期间|时期)(?!末)", read_plan_period,
        (("“十四五”期间，新建学校20所", {"kind": "period", "due_on": _D(2025, 12, 31)}),), ("“十二五”期间新建学校20所",),
    ),
    *RECURRING,
    deadline_rule(
        "points-listed", "某时、某时前",
        rf"(?:于|在)?{point_pattern(1)}(?=(?:[、和及](?:20\d{{2}}年)?\d{{1,2}}月(?:\d{{1,2}}日|[底末])?){{1,5}}(?:之前|以前|前|分别|[上提]?[报交送]))", readings.read_by_point,
        (("于2019年7月15日、10月15日及2020年1月15日前报送", {"kind": "by_date", "due_on": _D(2019, 7, 15)}),
         ("分别于8月底和10月底报送阶段性报告", {"kind": "by_date", "due_on": _D(2019, 8, 31)}),
         ("分别于7月、9月、12月底前上报台账", {"kind": "by_date", "due_on": _D(2019, 7, 31)})),
        ("2019年7月15日和会议",),
    ),
    deadline_rule(
        "before-point", "某时前",
        rf"(?:到|至|截至|截止到?|在|于)?{point_pattern(1)}(?:（(?:含(?:当日)?|(?:星期|周)[一二三四五六日天])）)?{HOUR}(?:之前|以前|前(?!\d+名|[一二三两十]))", readings.read_by_point,
        (("2019年7月底前完成", {"kind": "by_date", "due_on": _D(2019, 7, 31), "precision": "month"}),
         ("部署阶段（5月20日前）", {"kind": "by_date", "due_on": _D(2019, 5, 20), "year_inferred": True}),
         ("于7月15日17时前报送", {"kind": "by_date", "due_on": _D(2019, 7, 15), "precision": "day"}),
         ("7月15日（星期一）18:00前报送", {"kind": "by_date", "due_on": _D(2019, 7, 15), "precision": "day"}),
         ("到2019年底前，压缩审批时间", {"kind": "by_date", "due_on": _D(2019, 12, 31), "precision": "year"}),
         ("年底前完成建设", {"kind": "by_date", "due_on": _D(2019, 12, 31), "year_inferred": True}),
         ("8月上旬前制定方案", {"kind": "by_date", "due_on": _D(2019, 8, 10)}),
         ("第三季度末前完成", {"kind": "by_date", "due_on": _D(2019, 9, 30), "precision": "quarter"}),
         ("明年1月底前上报", {"kind": "by_date", "due_on": _D(2020, 1, 31)}),
         ("1月底前上报", {"kind": "by_date", "due_on": _D(2020, 1, 31), "year_inferred": True}),
         ("二〇一九年十月底前", {"kind": "by_date", "due_on": _D(2019, 10, 31)})),
        ("竞赛前3名选手", "2019年6月4日", "2018年底前已全部完成", "2020年1月1日前已办理登记的企业", "2020年1月1日前设立的合作社"),
    ),
    deadline_rule(
        "to-point", "到某时",
        rf"(?:(?<![达得遇收看])到|截至|截止(?:到|(?:时间|日期)(?:为|是|：)?)?|(?<![\u4e00-\u9fff])至){point_pattern(1)}(?:止)?", readings.read_done_at_point,
        (("申报截止时间为2019年8月31日", {"kind": "by_date", "due_on": _D(2019, 8, 31)}),
         ("到2020年10月底，基本建成", {"kind": "by_date", "due_on": _D(2020, 10, 31)}),), ("截至2018年底，全盟共有企业20家", "达到2月份水平"),
    ),
    deadline_rule(
        "end-of-point", "某月底、某年底",
        rf"{year_pattern(1)}(?:(?P<m1>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<t1>底|末)|(?P<e1>年?[底末]))", readings.read_done_at_point,
        (("完成时限：2019年7月底。", {"kind": "by_date", "due_on": _D(2019, 7, 31)}),
         ("2019年底完成", {"kind": "by_date", "due_on": _D(2019, 12, 31)})), ("加上年末职工人数", "2018年底，覆盖率为35％"),
    ),
    deadline_rule(
        "done-at-point", "某时完成", rf"(?:于|在|力争|争取|确保)?{point_pattern(1)}(?:[份内中])?(?=，?{_DONE})", readings.read_done_at_point,
        (("（6月底完成，牵头考核单位：某局）", {"kind": "by_date", "due_on": _D(2019, 6, 30)}),
         ("于8月31日完成验收", {"kind": "by_date", "due_on": _D(2019, 8, 31)}),
         ("下半年实现市县一体化", {"kind": "by_date", "due_on": _D(2019, 12, 31)}),
         ("力争2020年5月上旬完成主体工程", {"kind": "by_date", "due_on": _D(2020, 5, 10)}),
         ("请于2019年6月5日报送汇总表", {"kind": "by_date", "due_on": _D(2019, 6, 5)})),
        ("于6月4日印发", "2019年1月完成投资3亿元", "市水务局于2019年6月5日上报方案", "确保2021年3月1日前投入使用"),
    ),
    deadline_rule(
        "within-year", "年内", rf"(?:在|于)?(?:{year_pattern(1)}度?(?=内)|(?<![\d{NUMERAL[1:-1]}两几半多余学三])年(?=内))内(?![容部外涵])", readings.read_within_year,
        (("2019年内完成立法", {"kind": "by_date", "due_on": _D(2019, 12, 31)}), ("年内完成改造任务", {"kind": "by_date", "due_on": _D(2019, 12, 31), "year_inferred": True})),
        ("3年内建成", "2018年内完成投资3亿元"),
    ),
    deadline_rule(
        "month-end", "本月底前", r"(?<![\d一二三四五六七八九十每个双单])(?:本|当)?月(?:底|末)(?:之前|以前|前)", readings.read_month_end,
        (("请于本月底前报送", {"kind": "by_date", "due_on": _D(2019, 6, 30), "year_inferred": True}),), ("每月底前报送", "7月底前", "双月底前报送"),
    ),
    deadline_rule(
        "before-holiday", "国庆节前",
        rf"(?:在|于|赶在)?(?:{year_pattern(1)})?(?<![\d二三第])“?(?P<holiday>{'|'.join(readings.HOLIDAYS)})”?(?:国际劳动)?节?”?(?:假期|长假)?(?:之前|以前|前(?![夕后]))", readings.read_before_holiday,
        (("确保国庆节前建成通车", {"kind": "by_date", "due_on": _D(2019, 10, 1), "year_inferred": True}),
         ("于“五一”前完成检修", {"kind": "by_date", "due_on": _D(2020, 5, 1)}),
         ("2020年元旦前开园", {"kind": "by_date", "due_on": _D(2020, 1, 1), "year_inferred": False})), ("春节前发放到位", "国庆节前夕走访慰问", "汛期前完成"),
    ),
    deadline_rule(
        "before-year", "某年前", rf"(?:到|在|于)?{year_pattern(1)}(?:之前|以前|前)", readings.read_before_year,
        (("2025年前建成", {"kind": "by_date", "due_on": _D(2025, 12, 31)}),), ("2010年以前建成的小区",),
    ),
    deadline_rule(
        "to-year", "到某年", rf"(?<![达得遇收看回高])(?:到|截至){year_pattern(1)}(?=[^前底末度的\d—至到-])", readings.read_by_year,
        (("到2020年，总量达到1.7万人", {"kind": "by_date", "due_on": _D(2020, 12, 31), "precision": "year"}),),
        ("回到2019年度计划", "到2019年3月", "提高到2020年的"),
    ),
    deadline_rule(
        "future-year", "将来某年，实现…",
        rf"(?<![到至、\d]){year_pattern(1)}"
        r"(?=[，,]?(?:力争|基本|全面|全部|初步|总体)*(?:在[^，。；]{2,16}?[上中面])?(?:建成|实现|达到|形成|完成|建立|取得))",
        readings.read_future_year,
        (("2025年，全面建成现代产业体系", {"kind": "by_date", "due_on": _D(2025, 12, 31)}), ("力争2020年形成示范", {"kind": "by_date", "due_on": _D(2020, 12, 31)})),
        ("2018年实现产值50亿元", "2019年完成投资3亿元"),
    ),
    deadline_rule(
        "and-year", "到某年、某年，分别…", rf"(?<=年[、和]){year_pattern(1)}(?=，分别)", readings.read_future_year,
        (("2020年、2025年，分别达到10%、20%", {"kind": "by_date", "due_on": _D(2025, 12, 31)}),), ("到2020年、2025年",),
    ),
    *RELATIVE,
    *STAGES,
    deadline_rule(
        "labelled-years", "时限栏所填起止年份", rf"{YEARS}(?:底)?", read_year_period,
        (("2019—2021年", {"kind": "period", "due_on": _D(2021, 12, 31)}),), ("2019年",), labelled=True,
    ),
    deadline_rule(
        "labelled-point", "时限栏所填时间", rf"{point_pattern(1)}(?:完成)?(?![\d至到—])", readings.read_by_point,
        (("2019年12月", {"kind": "by_date", "due_on": _D(2019, 12, 31)}),
         ("2019年9月30日", {"kind": "by_date", "due_on": _D(2019, 9, 30)})), ("长期坚持",), labelled=True,
    ),
    deadline_rule(
        "labelled-digits", "时限栏所填数字日期", r"(?P<y1>20\d{2})(?P<mark>[.．/-])(?P<m1>\d{1,2})(?:(?P=mark)(?P<d1>\d{1,2}))?(?![\d.．/-]*\d)", readings.read_by_point,
        (("2019-09-30", {"kind": "by_date", "due_on": _D(2019, 9, 30)}),
         ("2019.12", {"kind": "by_date", "due_on": _D(2019, 12, 31), "precision": "month"})), ("2019-2021", "2019.3-2019.5"), labelled=True,
    ),
    deadline_rule(
        "labelled-year", "时限栏所填年份", rf"{year_pattern(1)}(?:度|内|完成)?(?![\d至到—])", readings.read_by_year,
        (("2020年", {"kind": "by_date", "due_on": _D(2020, 12, 31)}),), ("全年",), labelled=True,
    ),
)  # fmt: skip

# A label whose value is no date by intention.
OPEN_ENDED = re.compile(
    r"(?:长期|持续|常态化|立即|即日|全年|按(?:时|期|规定|要求|照|国家|省|自治区)|适时|根据|随时|已完成|年度内|贯穿|同步|分年度|逐步)"
)
# Deliberately broad: what smells of a time limit and is read by no row is reported.
SMELL = quick_pattern(
    rf"时限：|日前|年内|任期内|[汛雨][期季]?前|[封上]冻前|供暖前|秋收前|春耕前|两会”?前|(?<![环季情时])节”?(?:之)?前(?![夕后])|[元国][旦庆]”?前|入[冬汛]前|开学前|半个?月内|月底|月末|年底|年末(?!职工)|旬|(?<![上各每本])季度(?!纳税|申报纳税|销售|营业)|"
    rf"(?:\d|{NUMERAL})个?(?:工作日|日|天|月|年)(?:以内|之内|内)|之日起(?!正常|连续|满)|有效期(?!内|满|届|自|从)|限期(?!整|治|拆|改|补|清|缴|依法)"
)
