"""The Chinese words that readers see for the codes of the model, and a clause's place in words."""

from __future__ import annotations

import datetime as dt
import re

from parser.diagnostics import Code
from parser.model import Clause, Document

ROLE_NAMES = {"lead": "牵头", "responsible": "责任", "support": "配合"}
KINDS = {"by_date": "截止", "period": "期间", "recurring": "周期", "relative": "自某事起算", "effective": "施行"}
UNITS = {"hour": "小时", "day": "日", "working_day": "个工作日", "week": "周", "month": "个月", "year": "年"}
SEVERITY_NAMES = {"error": "错误", "warning": "需核对", "info": "提示"}
RELATIONS = {
    "basis": "依据", "issues": "印发", "forwards": "转发", "amends": "修改", "repeals": "废止", "mention": "提及",
}

# A printed label, and how it is said when a clause is cited in running text. The first row that fits is used.
SPOKEN_LABELS: tuple[tuple[str, str], ...] = (
    (r"第[^条章节编]+[条章节编]", r"\g<0>"),  # 第三章 第十二条
    (r"([一二三四五六七八九十百]+)、", r"第\1部分"),  # 二、
    (r"[（(]([一二三四五六七八九十百]+)[）)]", r"第（\1）项"),  # （五）
    (r"(\d+)[.．、]", r"第\1点"),  # 1.
    (r"[（(](\d+)[）)]", r"第（\1）小点"),  # （1）
    (r"[①-⑳]", r"第\g<0>小点"),
)


def part_name(part: str, documents_have_enclosure: bool) -> str:
    """The name of a part of a document: `b`, `e`, `e2`, `a1` …"""
    if part == "b":
        return "印发通知" if documents_have_enclosure else "正文"
    if part.startswith("e"):
        return f"所印发文件之{part[1:]}" if part[1:] else "所印发文件"
    return f"附件{part[1:]}"


def chinese_date(date: dt.date) -> str:
    """2019-07-31 → 2019年7月31日"""
    return f"{date.year}年{date.month}月{date.day}日"


def date_span(starts_on: dt.date, ends_on: dt.date) -> str:
    """6月12日 or 6月12日至14日, or 6月28日至7月2日: the year stands elsewhere."""
    first = f"{starts_on.month}月{starts_on.day}日"
    if ends_on == starts_on:
        return first
    if (ends_on.year, ends_on.month) == (starts_on.year, starts_on.month):
        return f"{first}至{ends_on.day}日"
    return f"{first}至{ends_on.month}月{ends_on.day}日"


NO_YEAR = "other"  # in addresses: what names no year


def period_name(period: str) -> str:
    """2019 → 2019年, 2019-07 → 2019年7月"""
    if period == NO_YEAR:
        return "年份不详"
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年" if year else ""


def wide_label(label: str) -> str:
    """A label with its brackets full-width, as in running text: (五) → （五）"""
    return label.replace("(", "（").replace(")", "）")


def set_label(label: str) -> str:
    """A label as it is set before its clause: a space after 条."""
    return wide_label(label) + ("　" if re.fullmatch("第.+[编章节条]", label) else "")


def spoken_label(label: str) -> str:
    """（五） → 第（五）项; a label of no known form stands as printed."""
    for pattern, spoken in SPOKEN_LABELS:
        found = re.fullmatch(pattern, label)
        if found:
            return found.expand(spoken)
    return f"“{label}”" if label else ""


def clause_trail(clause: Clause, clauses: dict[str, Clause]) -> list[Clause]:
    """The clause's ancestors from the top, and itself."""
    trail = [clause]
    while trail[0].parent_id is not None:
        trail.insert(0, clauses[trail[0].parent_id])
    return trail


def clause_place(clause: Clause, clauses: dict[str, Clause]) -> str:
    """Where a clause stands, said as in a citation: 第二部分第（五）项第1点; a heading without number by its words."""
    words = ""
    for step in clause_trail(clause, clauses):
        if step.kind == "numbered":
            words += spoken_label(step.label)
        elif step.kind == "heading":
            words += f"“{step.heading or ''}”部分"
        elif step.kind == "row":
            words += f"表中“{step.heading or step.label}”一行"
        elif step.kind == "item":
            words += f"“{step.heading}”一项" if step.heading else f"第{step.path.rsplit('-d', 1)[-1].lstrip('d')}分项"
        else:
            words += f"第{step.path.rsplit('-', 1)[-1].lstrip('p')}自然段"
    return words


def short_title(document: Document) -> str:
    """What people call a document: the plan that it issues, else its title without the issuer's name."""
    if document.enclosure_title:
        return document.enclosure_title
    without_issuer = document.title.removeprefix(document.issuer or "")
    return without_issuer if without_issuer.startswith("关于") else document.title


def document_citation(document: Document, part: str) -> str:
    """《…实施方案》（兴署字〔2019〕46号）: the enclosure's title for a clause of the enclosure."""
    title = document.enclosure_title if part.startswith("e") and document.enclosure_title else document.title
    if "《" in title:  # 书名号 within 书名号 become single
        title = title.replace("《", "〈").replace("》", "〉")
    name = f"《{title}》"
    if document.number:
        name += f"（{document.number}）"
    if part.startswith("a"):
        name += f"附件{part[1:]}"
    return name


def meaning(code: Code) -> str:
    """What a diagnostic code says, without the particulars: 编号从“…”跳到“…”，中间可能漏印"""
    return re.sub(r"\{\w+\}", "…", code.message).removesuffix("。").removesuffix("：…")
