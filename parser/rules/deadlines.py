"""How time limits are printed and read: one row a phrasing, tried in this order at each place of a text.

To add a phrasing, add a row: name, pattern, reader, texts that it must read (with what they give) and texts that it must
refuse. The same rows make the website's page on how time limits are read. A printed day with 前 (7月15日前) includes the
day itself by office practice; 到X年 and X年底 end on 31 December; a plan (“十四五”) ends with its last year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parser.model import DeadlineKind, Precision, Unit
from parser.numerals import NUMERAL, to_int
from parser.rules.dates import Span, point_pattern, printed_year, resolve, year_pattern


@dataclass(frozen=True)
class Context:
    """What a reading may take from around an expression."""

    issued_on: dt.date | None
    year: int | None = None  # the last year printed before the expression in its paragraph
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Reading:
    """What an expression means; `note` names a diagnostic that goes with it (name, particulars)."""

    kind: DeadlineKind
    reading: str
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    precision: Precision | None = None
    year_inferred: bool = False
    amount: int | None = None
    unit: Unit | None = None
    recurrence: str | None = None
    event: str | None = None
    note: str | None = None


Reader = Callable[[re.Match[str], Context], Reading | None]


@dataclass(frozen=True)
class DeadlineRule:
    """One phrasing. `reads` pairs a text with the fields that its first expression must give, seen on 2019-06-10."""

    name: str
    title: str
    pattern: re.Pattern[str]
    read: Reader
    reads: tuple[tuple[str, dict[str, Any]], ...]
    refuses: tuple[str, ...] = field(default=())


EXAMPLE_ISSUED_ON = dt.date(2019, 6, 10)
_N = rf"(?P<n>\d{{1,4}}|{NUMERAL}{{1,4}})"
_UNIT = r"(?P<unit>个?工作日|个?自然日|日|天|个?月|年|个?小时|周|个?星期)"
_UNITS: dict[str, Unit] = {"工作日": "working_day", "自然日": "day", "日": "day", "天": "day", "月": "month", "年": "year", "小时": "hour", "周": "week", "星期": "week"}
_UNIT_WORDS = {"working_day": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时", "week": "周"}
_BEFORE = r"(?:之前|以前|前)"
_PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_START = r"(?:正式|全面|开始|起)*(?:施行|实施|执行|生效|实行|启用|运行)"


def _cn(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _inferred(span: Span, context: Context) -> str:
    if not span.year_inferred:
        return ""
    return f"年份由{'上文' if context.year else '成文日期'}推定为{span.year}年；"


# --- readers: a match and its context → a reading


def read_period(match: re.Match[str], context: Context) -> Reading | None:
    first = resolve(match, 1, context.year, context.issued_on)
    if first is None:
        return None
    last = resolve(match, 2, first.year, context.issued_on)
    if last is None or last.last < first.first:
        return None
    precision = last.precision if last.precision != "day" else first.precision
    return Reading("period", f"{_inferred(first, context)}自{_cn(first.first)}起，至{_cn(last.last)}止。", first.first, last.last,
                   precision, first.year_inferred)


def read_month_stage(match: re.Match[str], context: Context) -> Reading | None:
    span = resolve(match, 1, context.year, context.issued_on)
    if span is None:
        return None
    return Reading("period", f"{_inferred(span, context)}自{_cn(span.first)}起，至{_cn(span.last)}止。", span.first, span.last,
                   span.precision, span.year_inferred)


def read_year_period(match: re.Match[str], context: Context) -> Reading | None:
    first, last = to_int(match["from_year"]), to_int(match["to_year"])
    if not first or not last or last < first:
        return None
    return Reading("period", f"自{first}年1月1日起，至{last}年12月31日止。", dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def read_from_for(match: re.Match[str], context: Context) -> Reading | None:
    span = resolve(match, 1, context.year, context.issued_on)
    if span is None:
        return None
    words = match["length"]
    months = 6 if "半年" in words else (to_int(re.sub(r"[个月年]", "", words)) or 0) * (12 if "年" in words else 1)
    if not months:
        return None
    end_month = span.first.month - 1 + months
    try:
        due = dt.date(span.first.year + end_month // 12, end_month % 12 + 1, span.first.day) - dt.timedelta(days=1)
    except ValueError:
        return None
    return Reading("period", f"{_inferred(span, context)}自{_cn(span.first)}起，为期{words}，至{_cn(due)}。", span.first, due, "month", span.year_inferred)


def read_effective(match: re.Match[str], context: Context) -> Reading | None:
    span = resolve(match, 1, context.year, context.issued_on)
    if span is None:
        return None
    return Reading("effective", f"{_inferred(span, context)}自{_cn(span.first)}起。", span.first, None, span.precision, span.year_inferred)


def read_effective_year(match: re.Match[str], context: Context) -> Reading | None:
    year = printed_year(match, 1, context.issued_on)
    if year is None:
        return None
    return Reading("effective", f"从{year}年起，按该年1月1日计。", dt.date(year, 1, 1), None, "year", match["y1"] is None)


def read_effective_on_issue(match: re.Match[str], context: Context) -> Reading | None:
    if context.issued_on is None:
        return Reading("effective", "自印发之日起；没有找到成文日期，未推定日期。", event=match["event"])
    return Reading("effective", f"自印发之日起；印发之日按成文日期{_cn(context.issued_on)}计。", context.issued_on, None, "day", event=match["event"])


def read_by_point(match: re.Match[str], context: Context) -> Reading | None:
    span = resolve(match, 1, context.year, context.issued_on)
    if span is None:
        return None
    if re.match(r"截[至止]", match[0]) and context.issued_on and span.last < context.issued_on:
        return None  # 截至2018年底，全市共有…: a count of the past
    how = "含当日" if span.precision == "day" else span.words
    return Reading("by_date", f"{_inferred(span, context)}“{match[0]}”按{how}计，为{_cn(span.last)}。", None, span.last, span.precision, span.year_inferred)


def read_by_year(match: re.Match[str], context: Context) -> Reading | None:
    year = printed_year(match, 1, context.issued_on)
    if year is None or (re.match(r"截[至止]", match[0]) and context.issued_on and year < context.issued_on.year):
        return None
    due = dt.date(year, 12, 31)
    return Reading("by_date", f"“{match[0]}”按{year}年最后一日计，为{_cn(due)}。", None, due, "year", match["y1"] is None)


def read_before_year(match: re.Match[str], context: Context) -> Reading | None:
    year = printed_year(match, 1, context.issued_on)
    if year is None:
        return None
    due = dt.date(year, 12, 31)
    return Reading("by_date", f"“{match[0]}”是否包括{year}年有歧义，按包括当年计，不晚于{_cn(due)}。", None, due, "year", False, note="ambiguous-before-year")


def read_plan_end(match: re.Match[str], context: Context) -> Reading | None:
    year = _PLANS[match["plan"]]
    return Reading("by_date", f"“{match['plan']}”规划期末为{year}年12月31日。", None, dt.date(year, 12, 31), "plan")


def read_plan_period(match: re.Match[str], context: Context) -> Reading | None:
    year = _PLANS[match["plan"]]
    return Reading("period", f"“{match['plan']}”规划期为{year - 4}年至{year}年。", dt.date(year - 4, 1, 1), dt.date(year, 12, 31), "plan")


def read_valid_for(match: re.Match[str], context: Context) -> Reading | None:
    return _relative(match, "有效期", "施行之日")


def read_within(match: re.Match[str], context: Context) -> Reading | None:
    if _INELIGIBLE_BEFORE.search(context.before) or _INELIGIBLE_AFTER.match(context.after):
        return None
    event = match.groupdict().get("event") or _event_before(context.before)
    return _relative(match, "", event)


def read_before_event(match: re.Match[str], context: Context) -> Reading | None:
    return _relative(match, "", match["event"] + "之前")


def _relative(match: re.Match[str], what: str, event: str | None) -> Reading | None:
    amount, unit = to_int(match["n"]), _UNITS[match["unit"].removeprefix("个")]
    if not amount:
        return None
    since = f"自{event}起算" if event and not event.endswith("前") else f"在{event}" if event else "起算时间见上下文"
    return Reading("relative", f"{what}{amount}{_UNIT_WORDS[unit]}，{since}，日期不能确定。", amount=amount, unit=unit, event=event)


def read_recurring(match: re.Match[str], context: Context) -> Reading | None:
    if re.search(r"(?:每[人户家名个次项]|平均|近|全日制|至少)$", context.before) or _AMOUNT_AFTER.match(context.after):
        return None
    groups = match.groupdict()
    every = groups.get("every") or ""
    interval = to_int(groups.get("k") or "") or 1
    parts: list[str] = []
    if groups.get("week"):
        parts = ["FREQ=WEEKLY"]
    elif groups.get("month"):
        parts = ["FREQ=MONTHLY"]
    elif groups.get("quarter"):
        parts, interval = ["FREQ=MONTHLY"], 3
    elif groups.get("half"):
        parts, interval = ["FREQ=MONTHLY"], 6
    else:
        parts = ["FREQ=YEARLY"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if month := to_int(groups.get("in_month") or ""):
        parts.append(f"BYMONTH={month}")
    if groups.get("quarter") and groups.get("end"):
        parts = ["FREQ=YEARLY", "BYMONTH=3,6,9,12"]
    day = to_int(groups.get("day") or "")
    if day:
        parts.append(f"BYMONTHDAY={day}")
    elif groups.get("end"):
        parts.append("BYMONTH=12" if groups.get("year") and not groups.get("in_month") else "")
        parts.append("BYMONTHDAY=-1")
    rule = ";".join(part for part in parts if part)
    return Reading("recurring", f"“{match[0]}”为周期性时限（{every or match[0]}），不推定具体日期。", recurrence=rule)


_EVENT_BEFORE = re.compile(r"(?P<event>[\u4e00-\u9fff“”（）]{2,24}?)(?:之日)?(?:起|后)(?:的)?(?:在)?$")
_INELIGIBLE_BEFORE = re.compile(
    r"(?:离校|毕业|退役|退伍|出狱|刑满|近|最近|过去|此前|上一|前|连续|累计|登记注册|成立|入职|参保|有效期|贷款|试用|培养期|质保期|距今|不少于|不超过|最长|最高|龄|满)$")
_INELIGIBLE_AFTER = re.compile(r"^(?:的?(?:未就业|高校毕业生|毕业生|实现就业|未实现就业|新)|免费|曾|有过?|无|没有|发生过?|受过?)")
_AMOUNT_AFTER = re.compile(r"^[^，。；]{0,22}?(?:\d|[一二三四五六七八九十百千])[\d.]*(?:万|亿|千|百)*(?:元|课时|卡时|％的|%的)|^(?:只|最多|仅|均|可|人均)|^(?:末|初|度)")


def _event_before(before: str) -> str | None:
    match = _EVENT_BEFORE.search(before)
    return match["event"].lstrip("在自从于") if match else None


def _rule(name: str, title: str, pattern: str, read: Reader, reads: tuple[tuple[str, dict[str, Any]], ...],
          refuses: tuple[str, ...] = ()) -> DeadlineRule:
    return DeadlineRule(name, title, re.compile(pattern), read, reads, refuses)


_D = dt.date
_TO = r"\s*(?:开始|起)?\s*(?:至|到|—|--?|–|－|~|～)\s*"

RULES: tuple[DeadlineRule, ...] = (
    _rule("period-dates", "某日至某日", rf"(?:自|从|在|于)?{point_pattern(1)}{_TO}{point_pattern(2)}(?:结束|期间|止|前)?", read_period,
          (("2019年1月1日至12月31日期间，对困难企业给予返还", {"kind": "period", "starts_on": _D(2019, 1, 1), "due_on": _D(2019, 12, 31)}),
           ("自2019年5月中旬开始至2019年11月底结束", {"kind": "period", "starts_on": _D(2019, 5, 11), "due_on": _D(2019, 11, 30)}),
           ("集中整治阶段（7月1日至9月30日）", {"kind": "period", "due_on": _D(2019, 9, 30), "year_inferred": True})),
          ("期限6—12个月", "16—24岁失业青年", "1至2年")),
    _rule("period-from-for", "从某时起若干时间", rf"(?:自|从){point_pattern(1)}(?:开始|起)[，,](?:利用|用|为期|历时)(?P<length>半年|{NUMERAL}个?[月年]|\d+个?[月年])(?:时间|左右)?",
          read_from_for, (("从2019年5月下旬开始，利用半年时间", {"kind": "period", "starts_on": _D(2019, 5, 21), "due_on": _D(2019, 11, 20)}),),
          ("从2019年5月开始，逐步推广",)),
    _rule("effective-on-issue", "自印发之日起施行", rf"自(?P<event>(?:本[\u4e00-\u9fff]{{2,6}})?(?:印发|发布|公布|下发|颁布))之日起(?:{_START})", read_effective_on_issue,
          (("本办法自印发之日起施行", {"kind": "effective", "starts_on": _D(2019, 6, 10)}),), ("自收到之日起施行措施",)),
    _rule("effective-date", "自某日起", rf"(?:自|从){point_pattern(1)}(?:起|开始)(?:{_START})?", read_effective,
          (("制度自2018年10月1日起全面实施", {"kind": "effective", "starts_on": _D(2018, 10, 1)}),
           ("从2019年1月1日起，实施见习计划", {"kind": "effective", "starts_on": _D(2019, 1, 1)})), ("自2019年6月以来",)),
    _rule("effective-year", "从某年起", rf"(?:自|从){year_pattern(1)}(?:度)?(?:起|开始)(?:{_START})?", read_effective_year,
          (("从2019年起，按比例安排预算", {"kind": "effective", "starts_on": _D(2019, 1, 1), "precision": "year"}),), ("自2012年以来",)),
    _rule("valid-until", "有效期至某日", rf"有效期(?:限)?(?:至|到){point_pattern(1)}(?:止)?", read_by_point,
          (("有效期至2028年12月31日", {"kind": "by_date", "due_on": _D(2028, 12, 31)}),)),
    _rule("valid-for", "有效期若干年", rf"(?:有效期(?:限)?(?:为|是)?|(?:试行|施行|暂行)(?:期)?(?:为|期限为)?){_N}(?P<unit>年|个月)(?![内以前])", read_valid_for,
          (("认定工作，有效期为一年，定点机构承担任务", {"kind": "relative", "amount": 1, "unit": "year"}),), ("有效期内",)),
    _rule("plan-end", "规划期末", rf"(?:到)?“?(?P<plan>{'|'.join(_PLANS)})”?(?:规划)?(?:期|时期)?末(?:期)?(?:前)?", read_plan_end,
          (("到“十四五”末，产值达到1000亿元", {"kind": "by_date", "due_on": _D(2025, 12, 31), "precision": "plan"}),), ("“十四五”规划编制工作会议",)),
    _rule("plan-period", "规划期间", rf"“?(?P<plan>{'|'.join(_PLANS)})”?(?:规划)?(?:期间|时期)(?!末)", read_plan_period,
          (("“十四五”期间，新建学校20所", {"kind": "period", "due_on": _D(2025, 12, 31)}),)),
    _rule("recurring-year", "每年", rf"(?P<every>(?P<year>每(?:(?P<k>[两二三四五\d])|1)?年|逐年(?=[^，。；]{{0,4}}报)))度?(?:(?P<in_month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))?(?:{_BEFORE})?)?",
          read_recurring,
          (("每年2月底前报送上年度总结", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"}),
           ("每年开展认定工作", {"kind": "recurring", "recurrence": "FREQ=YEARLY"})),
          ("每人每年只享受一次", "每年不超过100万元", "按照每人每年不低于4000元的标准")),
    _rule("recurring-half", "每半年", r"(?P<every>(?P<half>每半年))(?P<end>末|底)?(?:前)?", read_recurring,
          (("每半年报告一次", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=6"}),)),
    _rule("recurring-quarter", "每季度", rf"(?P<every>(?P<quarter>每个?季度?|逐季))(?P<end>末|底)?(?:{_BEFORE})?", read_recurring,
          (("每季度末报送进展", {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"}),)),
    _rule("recurring-month", "每月", rf"(?P<every>(?P<month>每个?月|逐月(?=[^，。；]{{0,4}}报)))(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))?(?:{_BEFORE})?", read_recurring,
          (("每月1日前报送上月情况表", {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=1"}),
           ("每月向自治区报送", {"kind": "recurring", "recurrence": "FREQ=MONTHLY"})), ("每人每月不超过2000元", "每月2000元")),
    _rule("recurring-week", "每周", r"(?P<every>(?P<week>每周|每星期))(?:[一二三四五六日天](?:前)?)?", read_recurring,
          (("每周调度一次", {"kind": "recurring", "recurrence": "FREQ=WEEKLY"}),)),
    _rule("before-point", "某时前", rf"(?:到|至|截至|截止到?|在|于)?{point_pattern(1)}(?:之前|以前|前(?!\d+名))", read_by_point,
          (("2019年7月底前完成", {"kind": "by_date", "due_on": _D(2019, 7, 31), "precision": "month"}),
           ("部署阶段（5月20日前）", {"kind": "by_date", "due_on": _D(2019, 5, 20), "year_inferred": True}),
           ("到2019年底前，压缩审批时间", {"kind": "by_date", "due_on": _D(2019, 12, 31), "precision": "year"}),
           ("年底前完成建设", {"kind": "by_date", "due_on": _D(2019, 12, 31), "year_inferred": True}),
           ("8月上旬前制定方案", {"kind": "by_date", "due_on": _D(2019, 8, 10)}),
           ("第三季度末前完成", {"kind": "by_date", "due_on": _D(2019, 9, 30), "precision": "quarter"}),
           ("二〇一九年十月底前", {"kind": "by_date", "due_on": _D(2019, 10, 31)})),
          ("竞赛前3名选手", "2019年6月4日")),
    _rule("to-point", "到某时", rf"(?:(?<![达得遇收看])到|截至|截止到?|(?<![\u4e00-\u9fff])至){point_pattern(1)}(?:止)?", read_by_point,
          (("到2020年10月底，基本建成", {"kind": "by_date", "due_on": _D(2020, 10, 31)}),), ("截至2018年底，全盟共有企业20家", "达到2月份水平")),
    _rule("end-of-point", "某月底、某年底", rf"{year_pattern(1)}(?:(?P<m1>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<t1>底|末)|(?P<e1>年?[底末]))", read_by_point,
          (("完成时限：2019年7月底。", {"kind": "by_date", "due_on": _D(2019, 7, 31)}), ("2019年底完成", {"kind": "by_date", "due_on": _D(2019, 12, 31)})),
          ("加上年末职工人数",)),
    _rule("end-of-month-done", "月底完成", r"(?P<m1>\d{1,2})月(?P<t1>底|末)(?=(?:全部|基本|全面)?(?:完成|建成|实现|报送|结束))", read_by_point,
          (("（6月底完成，牵头考核单位：某局）", {"kind": "by_date", "due_on": _D(2019, 6, 30)}),)),
    _rule("day-done", "某日完成", rf"(?:于|在){point_pattern(1)}(?=(?:全部|基本|全面)?(?:完成|建成|报送|上报|提交))", read_by_point,
          (("于8月31日完成验收", {"kind": "by_date", "due_on": _D(2019, 8, 31)}),), ("于6月4日印发",)),
    _rule("before-year", "某年前", rf"(?:到|在|于)?{year_pattern(1)}(?:之前|以前|前)", read_before_year,
          (("2025年前建成", {"kind": "by_date", "due_on": _D(2025, 12, 31)}),)),
    _rule("to-year", "到某年", rf"(?:力争)?(?<![达得遇收看])(?:到|截至){year_pattern(1)}(?![\d—至到-])(?:，|(?=[^前底末度]))", read_by_year,
          (("到2020年，总量达到1.7万人", {"kind": "by_date", "due_on": _D(2020, 12, 31), "precision": "year"}),), ("回到2019年度计划", "到2019年3月")),
    _rule("within-from", "自某事起若干日内", rf"(?:自|从|在)?(?P<event>[\u4e00-\u9fff“”]{{2,20}}?)之日(?:起)?(?:的)?{_N}{_UNIT}(?:之内|以内|内)", read_within,
          (("要在本意见印发之日起30日内制定办法", {"kind": "relative", "amount": 30, "unit": "day"}),
           ("自受理之日起20个工作日内作出决定", {"kind": "relative", "amount": 20, "unit": "working_day"}))),
    _rule("within", "若干日内", rf"(?<![\d.—~～-])(?<!\d至){_N}{_UNIT}(?:之内|以内|内(?![部外涵容]))", read_within,
          (("就业局在7个工作日内完成初审", {"kind": "relative", "amount": 7, "unit": "working_day"}),
           ("压缩至100个工作日以内", {"kind": "relative", "amount": 100, "unit": "working_day"}),
           ("评估结束后，在10日内提交", {"kind": "relative", "amount": 10, "unit": "day"})),
          ("离校2年内高校毕业生", "毕业5年内的高校毕业生", "近三年内")),
    _rule("before-event", "某事前若干日", rf"(?P<event>[\u4e00-\u9fff]{{2,8}}?)(?:前|之前){_N}(?P<unit>个?工作日|日|天|个月)(?![内以]|前)", read_before_event,
          (("应在每次培训开班前5日报送开班申请", {"kind": "relative", "amount": 5, "unit": "day"}),), ("前3名",)),
    _rule("days-before-event", "某事若干日前", rf"(?P<event>[\u4e00-\u9fff]{{2,8}}?){_N}(?P<unit>个工作日|日|天|个月)(?:之)?前(?!款|述)", read_before_event,
          (("须在开班3个工作日前备案", {"kind": "relative", "amount": 3, "unit": "working_day"}),), ("5月20日前",)),
    _rule("month-stage", "阶段（某月）", rf"(?<=（){point_pattern(1)}(?=）)", read_month_stage,
          (("总结阶段（11月）", {"kind": "period", "starts_on": _D(2019, 11, 1), "due_on": _D(2019, 11, 30)}),)),
    _rule("year-period", "某年至某年期间", r"(?:在|自|从)?(?P<from_year>20\d{2})年?(?:至|到|—|-|–)(?P<to_year>20\d{2})年(?:期间|，每年)", read_year_period,
          (("2019年至2021年期间，每年安排资金", {"kind": "period", "due_on": _D(2021, 12, 31)}),), ("规划（2017—2019年）",)),
)

# A label whose value is no date by intention.
OPEN_ENDED = re.compile(r"^(?:长期|持续|常态化|立即|即日|全年|按(?:时|期|规定|要求)|适时|根据|随时|已完成|年度内)")
# Deliberately broad: what smells of a time limit and is read by no row is reported.
SMELL = re.compile(rf"时限：|日前|月底|月末|年底|年末(?!职工)|旬|季度|(?:\d|{NUMERAL})个?(?:工作日|日|天|月|年)(?:以内|之内|内)|之日起|有效期|限期[^整]")


def scan(text: str, context: Context, protected: list[tuple[int, int]]) -> list[tuple[DeadlineRule, re.Match[str], Reading]]:
    """The time limits of one paragraph in order, without overlaps; `protected` spans (titles, numbers of documents) are
    passed over. A year printed in the paragraph serves the expressions after it."""
    found: list[tuple[int, int, DeadlineRule, re.Match[str]]] = []
    for order, rule in enumerate(RULES):
        found += [(match.start(), order, rule, match) for match in rule.pattern.finditer(text)]
    found.sort(key=lambda item: (item[0], item[1]))
    years = [(match.start(), int(match[1])) for match in re.finditer(r"((?:19|20)\d{2})年", text)
             if not any(a <= match.start() < b for a, b in protected)]
    readings: list[tuple[DeadlineRule, re.Match[str], Reading]] = []
    at = 0
    for start, _, rule, match in found:
        if start < at or any(a < match.end() and start < b for a, b in protected):
            continue
        year = next((year for place, year in reversed(years) if place < start), context.year)
        here = Context(context.issued_on, year, text[:start], text[match.end():])
        if reading := rule.read(match, here):
            readings.append((rule, match, reading))
            at = match.end()
    return readings
