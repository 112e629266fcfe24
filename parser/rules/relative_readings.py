"""What limits without a date mean: within so many days of an event, and every so often."""

from __future__ import annotations

import re

from parser import wording
from parser.model import Unit
from parser.rules.deadline_rule import Context, Reading, Refusal
from parser.rules.numerals import to_int
from parser.rules.recurrences import recurrence

UNITS: dict[str, Unit] = {
    "工作日": "working_day",
    "自然日": "day",
    "日": "day",
    "天": "day",
    "月": "month",
    "年": "year",
    "小时": "hour",
    "周": "week",
    "星期": "week",
}
_EVENT_BEFORE = re.compile(r"(?P<event>[\u4e00-\u9fff“”（）]{2,24}?)(?:之日|以)?(?<![今此最先前])(?:起|后)，?(?:应当?|必?须|要)?的?在?$")
_SHORTENED_BEFORE = re.compile(r"(?:压缩|缩短|压减|缩减|精简)[至到为]$")
# The document itself is what is valid: 本办法有效期三年, 自印发之日起施行，有效期三年, 自印发之日起试行两年.
_DOCUMENT_BEFORE = re.compile(
    r"(?:本(?:办法|规定|意见|方案|通知|细则|决定|通告|公告|规划|政策|措施|条例|规则|制度|标准|预案|指引|导则|章程)的?|"
    r"起(?:正式)?(?:施行|实施|执行|试行|生效)，|起(?=$))(?:自[^，。；]{2,16}起(?:正式)?(?:施行|实施|执行|试行|生效)?，?)?$"
)
_INELIGIBLE_BEFORE = re.compile(
    r"(?:离校|毕业|退役|退伍|出狱|刑满|近|最近|过去|此前|上一|前|连续|累计|登记注册|成立|入职|参保|有效期|贷款|试用|培养期|质保期|距今|不少于|"
    r"不超过|最长|最高|龄|满|服务期|合同期|任期|保修期|见习期|预计|未来(?=.{1,3}小时))$"
)
_IMPOSSIBLE_BEFORE = re.compile(r"(?:无法|不能|难以|未能|不可能)在?$")  # 无法在72小时内解决的
_INELIGIBLE_AFTER = re.compile(
    r"的[，、：；]|的?(?:未就业|高校毕业生|毕业生|实现就业|未实现就业|新)|免费|曾|有过?|无|没有|发生过?|受过?|累计|连续[两二三]次|[两二三]次以上|仍?未[^，。；]{1,12}的|"
    r"的(?:人员|个人|企业|单位|机构|职工|学生|车辆|项目|小区|住宅|房屋|拘留|罚款)|[^，。；]{0,10}(?:降雨|降水|降雪|雨量|雪量|气温|风力|水位|可能|将有|将出现|受台风)"
)
_AMOUNT_BEFORE = re.compile(r"(?:每[人户家名个次项亩户]|平均|近|全日制|人均|户均|学制|年均)$")
_TOLD_BEFORE = re.compile(r"(?:以来|近年来|近[两二三四五几\d]+年来?)[^。；]*$")  # 自70年代以来，我市每年都进行
_AMOUNT_AFTER = re.compile(
    r"(?:\d[\d.]*|[两三四五六七八九十]+)(?:余|多)?(?:万|亿|千|百)*(?:天|日|晚|人|名|个|家|户|吨|亩|公里)(?!工作日)|[^，。；]{0,6}(?:上限|限额|封顶)|"
    r"的(?!第|首|最后|末|前|[上中下]|\d)|[^，。；]{0,22}?(?:\d|[一二三四五六七八九十百千])[\d.]*(?:万|亿|千|百)*(?:元|课时|学时|卡时|小时|％的|%的)|只|最多|仅|均|可|人均|末|初|度|以来|最低|工资"
)


def read_valid_for(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """有效期若干年：文件自身的，自施行之日起算."""
    event = "施行之日" if _DOCUMENT_BEFORE.search(context.before) else None
    return _relative(match, "有效期", event, unsaid="原文未写明起算时间")


def read_within(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """（自某事起）若干日内."""
    if _INELIGIBLE_BEFORE.search(context.before) or _IMPOSSIBLE_BEFORE.search(context.before) or _INELIGIBLE_AFTER.match(context.after):
        return Refusal()
    if _SHORTENED_BEFORE.search(context.before):
        return _relative(match, "办理期限为", None, unsaid="原文未写明起算时间")
    event = match.groupdict().get("event") or _event_before(context.before)
    return _relative(match, "", event)


def read_within_half(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """半年内：六个月."""
    if _INELIGIBLE_BEFORE.search(context.before) or _INELIGIBLE_AFTER.match(context.after):
        return Refusal()
    event = _event_before(context.before)
    words = f"半年按6个月计，{f'自{event}起算' if event else '起算时间见上下文'}，日期不能确定。"
    return Reading("relative", words, amount=6, unit="month", event=event)


def read_before_event(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """某事前若干日."""
    return _relative(match, "", match["event"] + "之前")


def read_in_advance(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """提前若干日告知."""
    return _relative(match, "提前", None)


def _relative(match: re.Match[str], what: str, event: str | None, unsaid: str = "起算时间见上下文，日期不能确定") -> Reading | None:
    amount, unit = to_int(match["n"]), UNITS[match["unit"].removeprefix("个")]
    if not amount:
        return None
    since = f"{f'在{event}' if event.endswith('前') else f'自{event}起算'}，日期不能确定" if event else unsaid
    words = f"{what}{amount}{wording.UNITS[unit]}{'左右' if '左右' in match[0] else ''}，{since}。"
    return Reading("relative", words, amount=amount, unit=unit, event=event)


def _event_before(before: str) -> str | None:
    match = _EVENT_BEFORE.search(before[-30:])
    return re.split("[要应须需在自从于]", match["event"])[-1] or None if match else None


def read_recurring(match: re.Match[str], context: Context) -> Reading | Refusal | None:
    """每年、每半年、每季度、每月、每周、每若干日；金额和学时不是时限."""
    if _AMOUNT_BEFORE.search(context.before) or _TOLD_BEFORE.search(context.before) or _AMOUNT_AFTER.match(context.after):
        return Refusal()
    words = f"“{match[0]}”为周期性时限，不推定具体日期。"
    return Reading("recurring", words, recurrence=recurrence(match))
