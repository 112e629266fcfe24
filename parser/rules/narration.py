"""Words around an expression of time by which it tells what was, or which things are meant, and not what is due."""

from __future__ import annotations

import datetime as dt
import re

from parser.rules.deadline_rule import Context

# What follows the expression: 6月底前已全部完成; 某日前设立的企业; 截至6月底，全市共有; 自2017年起连续下降
DONE = re.compile(r"[^，。；]{0,16}(?:已(?!有规|建成的)|(?<!为)了|(?:建成|竣工|完工|投产|交付|出让|核发|签订|出厂|发生)的[\u4e00-\u9fff]|未[^，。；]{1,12}的)")
ATTRIBUTE = re.compile(
    r"(?:已[^，。；]{1,16}|(?:依法|经)?(?:批准|核准)?(?:设立|成立|注册|登记|取得|购置|购买|参保|退休|毕业|出生|入学|立项)[^，。；]{0,10})的(?!通知|意见)"
)
COUNTS = re.compile(r"，(?:全[省市县州盟旗区国]|我[省市县州盟旗区]|累计|共|实现|完成|发放|规模)")
IN_PERIOD = re.compile(
    rf"{COUNTS.pattern}|，[无未]|[^。；]{{0,40}}?(?:(?<!公)共(?!享|建|同|青团|产)|累计|(?<!为)了(?!解)|已(?!有|[^，。；]{{1,10}}的)|曾|情况(?:通报|报告|公布|公示))"
)
SINCE = re.compile(r"[，,]?(?:至今|以来|累计)|[^。；]{0,16}?(?:已(?!有)|(?<!为)了(?!解)|先后|陆续|曾|多次|经常|连续(?![\d一二三四五六七八九十两]))")
COUNTED = re.compile(r"截[至止]")
# 请于6月20日上报: due, even where the notice came out a few days after it.
_DEMANDED_BEFORE = re.compile(r"(?:请|务必|[须应]|(?<![主需])要(?!求)|并?将)[^，。；]{0,30}$")
_DEMANDED_AFTER = re.compile(r"(?:前|之前)?(?:[上提]?报|报送|提交|反馈)(?!了)")
_LATE_NOTICE = dt.timedelta(days=31)


def is_past(last: dt.date, context: Context) -> bool:
    return context.issued_on is not None and last < context.issued_on and not context.labelled


def is_told(last: dt.date, context: Context, words_after: re.Pattern[str]) -> bool:
    """Whether the words after an expression tell what was: in a document that came out later, or whose date is not known."""
    may_be_past = is_past(last, context) or (context.issued_on is None and not context.labelled)
    return may_be_past and words_after.match(context.after) is not None


def is_demand(last: dt.date, context: Context) -> bool:
    """Whether something is asked for by a day that had just gone by when the document came out."""
    late = context.issued_on is not None and context.issued_on - last <= _LATE_NOTICE
    return late and bool(_DEMANDED_BEFORE.search(context.before) and _DEMANDED_AFTER.match(context.after))
