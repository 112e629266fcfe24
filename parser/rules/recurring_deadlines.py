"""Time limits that recur: every year, quarter, month, week or so many days. Rows of `deadlines.py`."""

from __future__ import annotations

from parser.rules import relative_readings as relative
from parser.rules.deadline_rule import DeadlineRule, deadline_rule
from parser.rules.numerals import NUMERAL

_BEFORE = r"(?:之前|以前|前)"
_BEGINNING = "初(?![中级始次步期一二三])"
_ROUND = r"(?:[^，。；]{0,8}?|向[^，。；]{2,50}?)(?:报|调度|汇总|公布|公开|公示|考核|检查|督查|分析|研判|评估|更新|召开|开展|推进)"  # what is done month by month

# Tried first of all rows: its dates are no period of one year.
YEARLY_SPAN = deadline_rule(
    "recurring-year-span", "每年某日至某日",
    r"(?P<year>每年)的?(?P<in_month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号])?(?:至|到|—|-|–|~|～)(?:次年|翌年|第二年)?的?\d{1,2}月份?(?:\d{1,2}[日号]|[底末])?",
    relative.read_recurring,
    (("每年4月1日至5月31日为休牧期", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1"}),
     ("封山期为每年的10月20日至翌年5月10日", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=20"}),
     ("每年11月至次年2月开展查验", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=11"})), ("每年4月1日前",),
)  # fmt: skip

RECURRING: tuple[DeadlineRule, ...] = (
    deadline_rule(
        "recurring-after", "每季度结束后若干日内",
        r"(?:每个?|(?=季度))(?:(?P<quarter>季度)|(?P<month>月)|(?P<year>年度?))(?P<first_month>结束|终了)后(?:的)?(?P<day>\d{1,2})(?:个工作)?日(?:之|以)?内",
        relative.read_recurring,
        (("于每季度结束后15日内报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"}),
         ("季度终了后12日内报送报表", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=12"}),
         ("每年度终了后20日内报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20"})), ("培训结束后15日内",),
    ),
    deadline_rule(
        "recurring-year", "每年",
        rf"(?P<year>每(?:(?P<k>[两二三四五\d])|1)?年|逐年(?=[^，。；]{{0,4}}报))度?(?:的(?=\d|[一二三四五六七八九十]{{1,2}}月|年底))?(?:第?(?P<in_quarter>[一二三四])季度|(?P<in_half>[上下])半年"
        rf"|(?P<in_month>(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:月?[底末]?[、和及](?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}}))*)月份?"
        rf"(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))?(?:{_BEFORE})?|年?(?P<end_>[底末])(?:{_BEFORE})?|年?{_BEGINNING})?",
        relative.read_recurring,
        (("每年2月底前报送上年度总结", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"}),
         ("每年1月和7月发布数据", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,7"}),
         ("每年6月、12月底前兑现", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"}),
         ("每年的12月5日前报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"}),
         ("每年3月底和9月底前分别报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1"}),
         ("每两年开展一次调查", {"kind": "recurring", "recurrence": "FREQ=YEARLY;INTERVAL=2"}),
         ("每年一季度开展考核", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"}),
         ("每年初下达整治计划", {"kind": "recurring", "recurrence": "FREQ=YEARLY", "text": "每年初"}),
         ("每年开展认定工作", {"kind": "recurring", "recurrence": "FREQ=YEARLY"})),
        ("每人每年只享受一次", "每年不超过100万元", "按照每人每年不低于4000元的标准", "每年培训不少于40学时",
         "提供每年5天的免费展位", "每年初中毕业生人数", "每年10名入选者", "每年奖励上限20户"),
    ),
    deadline_rule(
        "recurring-next-year", "次年某日前",
        rf"(?P<year>次年|翌年|下一?年度?)(?P<in_month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))?{_BEFORE}", relative.read_recurring,
        (("次年1月10日前报送年度总结", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10"}),), ("至次年3月",),
    ),
    deadline_rule(
        "recurring-half", "每半年", rf"(?P<half>每半年)(?P<end>末|底)?(?:{_BEFORE})?", relative.read_recurring,
        (("每半年报告一次", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=6"}),), ("下半年完成",),
    ),
    deadline_rule(
        "recurring-quarter", "每季度",
        rf"(?P<quarter>每个?季度?|逐季|[下次]一?季度(?=首月|第[一1]个月)|按季度?(?={_ROUND}))(?:(?P<first_month>首月|第[一1]个月|后首月)(?:的)?(?P<day>\d{{1,2}})[日号]|(?P<last_month>最后一个月|末月)的?(?P<day_>\d{{1,2}})日|(?P<end>末|底)(?:月)?)?(?:{_BEFORE})?",
        relative.read_recurring,
        (("每季度末报送进展", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"}),
         ("每季度末月25日前报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"}),
         ("于每季度最后一个月的28日前报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=28"}),
         ("每季度首月10日前报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"}),
         ("每个季度第1个月的20日前报送", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=20"}),
         ("每季度召开一次会议", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=3"}),
         ("按季度向社会公布抽检结果", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=3"})),
        ("第三季度", "按季度纳税的小规模纳税人", "列明每季度的用水量"),
    ),
    deadline_rule(
        "recurring-half-month", "每半月", r"(?P<half_month>每半个?月)", relative.read_recurring,
        (("每半月通报一次", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=15,-1"}),), ("每半年",),
    ),
    deadline_rule(
        "recurring-ten-days", "每旬", r"(?P<ten_days>每旬)(?:末|底)?", relative.read_recurring,
        (("每旬报送一次客流数据", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"}),), ("上旬报送",),
    ),
    deadline_rule(
        "recurring-month", "每月",
        rf"(?P<month>每(?:(?P<k>[两二三\d])个)?月|每个月|[逐按]月(?={_ROUND})|次月(?=[\d底末]))份?"
        rf"(?:的?(?P<day>\d{{1,2}}(?:日?[、和]\d{{1,2}})*)[日号]|的?最后一(?:天|日|个工作日)|(?P<end>底|末)|{_BEGINNING})?(?:{_BEFORE})?",
        relative.read_recurring,
        (("每月1日前报送上月情况表", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=1"}),
         ("于次月5日前汇总", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=5"}),
         ("每月5日、20日前报送", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=5,20"}),
         ("每两个月调度一次", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=2"}),
         ("每月初公布检查结果", {"kind": "recurring", "recurrence": "FREQ=MONTHLY", "text": "每月初"}),
         ("按月向市水务局、市财政局和区人民政府报送进度", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"}),
         ("逐月调度进展情况", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"}),
         ("按月通报完成进度", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"}),
         ("每月的最后一个工作日前报送", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"}),
         ("每月向自治区报送", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"})),
        ("每人每月不超过2000元", "每月2000元", "自次月起", "按月缴纳", "2017年以来，我市每月开展夜查"),
    ),
    deadline_rule(
        "recurring-week", "每周", rf"(?P<week>每(?P<k>[两二三])?(?:周|个?星期)|[逐按]周(?={_ROUND}))(?:(?P<weekday>[一二三四五六日天])(?:{_BEFORE})?|末)?", relative.read_recurring,
        (("每周调度一次", {"kind": "recurring", "recurrence": "FREQ=WEEKLY"}),
         ("每周五前报送", {"kind": "recurring", "recurrence": "FREQ=WEEKLY;BYDAY=FR"}),
         ("按周调度工程进度", {"kind": "recurring", "recurrence": "FREQ=WEEKLY"}),
         ("每两周通报一次", {"kind": "recurring", "recurrence": "FREQ=WEEKLY;INTERVAL=2"})), ("周末开放",),
    ),
    deadline_rule(
        "recurring-days", "每若干日",
        rf"(?P<days>每(?:隔)?(?P<k>\d{{1,3}}|{NUMERAL}{{1,3}})[日天]|每[日天](?=[^，。；]{{0,12}}(?:报|调度|通报|巡查|研判|更新|监测|排查|检查)))(?![^，。；]{{0,3}}\d*元)", relative.read_recurring,
        (("每十五日进行一次维护保养", {"kind": "recurring", "recurrence": "FREQ=DAILY;INTERVAL=15"}),
         ("每日报送处置情况", {"kind": "recurring", "recurrence": "FREQ=DAILY"})), ("每天补助50元", "每日客流"),
    ),
)  # fmt: skip
