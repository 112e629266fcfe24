"""The records that the compiler publishes: the one declaration of every table and field.

Each dataclass that derives from `Record` is one table (`TABLES` names them). A field's type, Chinese title, meaning,
example, pattern, unit and key are declared here once, with `about`; the JSON Schemas, the CSV columns, the data
dictionary and the Data Package are derived from it (`schema.py`). Dates are `datetime.date`; in files they are ISO 8601.

Offsets: every record with evidence quotes words that stand in a field of a clause; `start` and `end` count characters
(Unicode code points) of that field's published value, 0-based, end exclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from parser.declaration import Record, about, about_corrected, about_correction

Role = Literal["lead", "responsible", "support"]
ROLES: tuple[Role, ...] = get_args(Role)
ResponsibilityForm = Literal["labelled", "parenthetical", "inline", "table"]
DeadlineForm = Literal["labelled", "inline", "table"]
DeadlineKind = Literal["by_date", "period", "recurring", "relative", "effective"]
Precision = Literal["day", "month", "quarter", "year", "plan"]
Unit = Literal["hour", "day", "working_day", "week", "month", "year"]
ClauseKind = Literal["numbered", "heading", "item", "row", "paragraph"]
QuotedField = Literal["heading", "text", "cells"]
AgencyKind = Literal["body", "collective"]
Relation = Literal["basis", "issues", "forwards", "amends", "repeals", "mention"]
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
LineKind = Literal[
    "section", "number", "title", "addressees", "annex_list", "signature", "date",
    "annex_mark", "part_title", "attachment", "note",
]

ISSUE_ID = r"^[a-z0-9][a-z0-9_.~-]*$"
DOCUMENT_ID = r"^[a-z0-9][a-z0-9_.~-]*$"
CLAUSE_ID = r"^[a-z0-9_.~-]+/(b|e[0-9]*|a[0-9]+)-[a-z0-9~-]+$"
AGENCY_ID = r"^[a-z0-9][a-z0-9-]*$"


@dataclass(frozen=True, kw_only=True)
class Issue(Record):
    """One issue of the gazette, or one page that holds a single document."""

    table: ClassVar[str] = "issues"
    title_zh: ClassVar[str] = "公报期次"
    description_zh: ClassVar[str] = "一期公报一条记录；单独成页的公文按一期处理。"

    id: str = about("期次编号", "年份与期号；跨月合刊写作“起to止”；单篇公文页取文件名。", "2019-06", pattern=ISSUE_ID)
    title: str = about("标题", "页面所印的期次标题。", "某市人民政府公报2019年第6期（总第55期）")
    year: int | None = about("年份", "公报的年份；没有期号的单篇公文为空。", 2019, minimum=1949)
    number: int | None = about("期号", "一年中的第几期；合刊为首期。", 6, minimum=1)
    number_to: int | None = about("末期期号", "合刊的最后一期；不是合刊时为空。", None, minimum=1)
    total_number: int | None = about("总期号", "“总第N期”中的N；未印总期号时为空。", 55, minimum=1)
    publisher: str | None = about("编印机关", "公报的主办机关。", "某市人民政府")
    source: str | None = about("来源", "页面所印“来源”。", "市政府办")
    author: str | None = about("作者", "页面所印“作者”。", "市政府办公室")
    published_on: dt.date | None = about("发布日期", "页面所印“发布时间”。", "2019-07-10")
    source_file: str = about("原文文件", "原文在 source_html/ 下的文件名。", "2019-06.html")
    source_sha256: str = about("原文校验和", "原文文件字节的 SHA-256。", "a" * 64, pattern=r"^[0-9a-f]{64}$")


@dataclass(frozen=True, kw_only=True)
class Annex:
    """One annex that a document lists."""

    number: int = about("序号", "附件序号；只有一个附件时为1。", 1, minimum=1)
    title: str = about("名称", "附件名称。", "残疾儿童基本康复服务项目及补助标准")
    included: bool = about("是否收录", "附件内容是否印在本期正文中。", True)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A printed line of a document that stands outside of its clauses: title block, signature, annex list …"""

    part: str = about("所在部分", "b 正文或印发通知；e 所印发的文件；a1 附件1。", "b")
    kind: LineKind = about("类别", "这一行在公文格式中的要素（GB/T 9704-2012）。", "title")
    text: str = about("文字", "该行文字。", "关于建立残疾儿童康复救助制度的实施意见")
    block: int = about("原文段号", "在原文中的段落序号，自0起；用于还原先后次序。", 3, minimum=0)
    line: int = about("原文行号", "在原文文件中的行号，自1起。", 16, minimum=1)
    as_printed: str | None = about("原印文字", "改正之前所印的文字；没有改正时为空。", None, default=None)
    correction: str | None = about_correction()


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """One official document (公文), or the chronicle."""

    table: ClassVar[str] = "documents"
    title_zh: ClassVar[str] = "公文"
    description_zh: ClassVar[str] = "一件公文一条记录，大事记也作一件。"

    id: str = about("公文编号", "发文机关代字的拼音首字母、年份、序号；无文号时为期次加位置。", "xsf-2019-41", pattern=DOCUMENT_ID)
    issue_id: str = about("期次编号", "所在期次。", "2019-06", pattern=ISSUE_ID, references="issues")
    position: int = about("位置", "在本期中的次序，自1起。", 1, minimum=1)
    section: str | None = about("栏目", "所在栏目标题。", "市政府文件")
    number: str | None = about("发文字号", "应有的规范写法（六角括号）。", "兴署发〔2019〕41号")
    number_as_printed: str | None = about("所印发文字号", "原文所印的发文字号。", "兴署发〔2019〕41号")
    title: str = about("标题", "去掉换行与排版空格的完整标题。", "某市人民政府关于建立残疾儿童康复救助制度的实施意见")
    issuer: str | None = about("发文机关", "发文机关名称。", "某市人民政府")
    genre: str = about("文种", "《党政机关公文处理工作条例》第八条所列十五种之一，或大事记、人事任免、其他。", "意见")
    addressees: tuple[str, ...] = about("主送机关", "主送机关，按印刷次序。", ["各旗县市人民政府", "盟直有关部门"])
    issued_on: dt.date | None = about("成文日期", "公文的成文日期。", "2019-06-04")
    enclosure_title: str | None = about("所印发文件", "印发通知所印发的方案、办法等的标题；有多件时以分号连接。", None)
    annexes: tuple[Annex, ...] = about("附件", "附件说明所列的附件。", [])
    clause_count: int = about("条款数", "有编号或标题的条款数。", 20, unit="条", minimum=0)
    responsibility_count: int = about("责任分工数", "责任分工记录数。", 30, unit="条", minimum=0)
    deadline_count: int = about("时限数", "时限记录数。", 3, unit="条", minimum=0)
    line: int = about("原文行号", "公文开始处在原文文件中的行号，自1起。", 14, minimum=1)
    corrected: bool = about("经人工改正", "本件公文中是否有经人工改正之处。", False, default=False)


@dataclass(frozen=True)
class Table:
    """A printed table: `rows` with spans resolved (each spanned cell repeats its text); `merged` keeps the spans as
    (row, column, rowspan, colspan), 0-based."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def printed_rows(self) -> list[list[tuple[str, int, int]]]:
        """The printed cells of each row as (text, rowspan, colspan): cells that a span covers are left out."""
        spans = {(row, column): (rowspan, colspan) for row, column, rowspan, colspan in self.merged}
        covered = {
            (row + i, column + j)
            for (row, column), (rowspan, colspan) in spans.items() for i in range(rowspan) for j in range(colspan) if i or j
        }
        return [
            [(cell, *spans.get((r, c), (1, 1))) for c, cell in enumerate(row) if (r, c) not in covered]
            for r, row in enumerate(self.rows)
        ]

    def printed_cells(self) -> list[str]:
        """Every printed cell once, row by row."""
        return [cell for row in self.printed_rows() for cell, _, _ in row]


# What stands in a clause, in the order of the page: a paragraph, a table, or the id of a child clause.
Block = tuple[Literal["paragraph"], str] | tuple[Literal["table"], Table] | tuple[Literal["clause"], str]


@dataclass(frozen=True, kw_only=True)
class Clause(Record):
    """One clause: a numbered provision, an unnumbered heading, a —— item, a task-table row, or a free paragraph."""

    table: ClassVar[str] = "clauses"
    title_zh: ClassVar[str] = "条款"
    description_zh: ClassVar[str] = "公文的条款；层次编号见 GB/T 9704-2012 第7.3.3条。没有编号的自然段类别为 paragraph。"

    id: str = about("条款编号", "公文编号、部分与各级序号。", "xsz-2019-46/e-2-5-1", pattern=CLAUSE_ID)
    document_id: str = about("公文编号", "所在公文。", "xsz-2019-46", pattern=DOCUMENT_ID, references="documents")
    part: str = about("所在部分", "b 正文或印发通知；e 所印发的文件（e2 第二件）；a1 附件1。", "e", pattern=r"^(b|e[0-9]*|a[0-9]+)$")
    parent_id: str | None = about("上级条款", "上一层条款；最高层为空。", "xsz-2019-46/e-2-5", references="clauses")
    position: int = about("次序", "在公文中的次序，自0起。", 12, minimum=0)
    kind: ClauseKind = about("类别", "numbered 有编号；heading 无编号标题；item ——分项；row 任务表的一行；paragraph 自然段。", "numbered")
    level: int = about("层级", "一、为1，（一）为2，1.为3，（1）为4，①为5；章节条依嵌套次序。自然段为其上级的下一层。", 3, minimum=1)
    label: str = about("编号", "所印编号；无编号时为空。", "1.")
    path: str = about("序号路径", "本条及其上级的序号。", "2-5-1")
    heading: str | None = about("标题", "条款标题，不含编号。", "取消不合法、不合理、不必要的审批事项")
    heading_mark: str = about("标题后标点", "标题与正文之间所印的标点；标题独占一行且无标点时为空。", "。")
    text: str = about("正文", "本条自己的段落，不含编号、标题和下级条款，段落间以换行分隔。", "减少保留事项的前置条件，简化申请材料，所有审批事项的处理意见向社会公告。")
    tables: tuple[tuple[tuple[str, ...], ...], ...] = about("表格", "本条所含表格，合并单元格已展开。", [])
    block: int = about("原文段号", "条款开始处在原文中的段落序号，自0起。", 120, minimum=0)
    line: int = about("原文行号", "条款开始处在原文文件中的行号，自1起。", 238, minimum=1)
    corrected: bool = about_corrected()
    correction: str | None = about_correction()
    as_printed: str | None = about("原印文字", "改正过的段落改正之前所印的文字，段落间以换行分隔；文字没有改正时为空。", None, default=None)
    blocks: tuple[Block, ...] = field(default=(), metadata={"nested": True})


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """Where the words of a fact stand, and which rule read them."""

    quoted_in: str = about("出处条款", "引文所在的条款（不一定是责任条款）。", "xsz-2019-46/e-2-5-1", pattern=CLAUSE_ID, references="clauses")
    quoted_field: QuotedField = about("出处字段", "引文在出处条款的哪个字段：text 正文，heading 标题，cells 表格（各单元格按行以换行连接，合并单元格计一次）。", "text")
    quote: str = about("引文", "原文文字。", "牵头部门：盟自然资源局、住房城乡建设局。")
    start: int = about("起点", "引文在该字段中的起始位置，自0起。", 34, unit="字符", minimum=0)
    end: int = about("终点", "引文在该字段中的结束位置（不含）。", 54, unit="字符", minimum=0)
    rule: str = about("规则", "读出本条记录的规则名，见网站“如何读出”页。", "labelled-line")


@dataclass(frozen=True, kw_only=True)
class Responsibility(Evidence):
    """One agency's role in one clause."""

    table: ClassVar[str] = "responsibilities"
    title_zh: ClassVar[str] = "责任分工"
    description_zh: ClassVar[str] = "一个条款、一个机关、一种角色为一条记录。"

    id: str = about("分工编号", "条款编号加 /r 与序号。", "xsz-2019-46/e-2-5-1/r1")
    document_id: str = about("公文编号", "所在公文。", "xsz-2019-46", pattern=DOCUMENT_ID, references="documents")
    clause_id: str = about("条款编号", "承担责任所依据的条款。", "xsz-2019-46/e-2-5-1", pattern=CLAUSE_ID, references="clauses")
    agency_id: str = about("机关编号", "责任机关。", "meng-zi-ran-zi-yuan-ju", pattern=AGENCY_ID, references="agencies")
    agency: str = about("机关", "规范名称，省略的层级已补全。", "盟自然资源局")
    agency_as_printed: str = about("所印名称", "原文所印的名称。", "盟自然资源局")
    role: Role = about("角色", "lead 牵头；responsible 责任、负责；support 配合、参与、协助、会同。", "lead")
    form: ResponsibilityForm = about("形式", "labelled 标签行；parenthetical 括注；inline 行文；table 任务表。", "labelled")
    duty: str = about("事项", "要做什么，一句话。", "取消不合法、不合理、不必要的审批事项")
    corrected: bool = about_corrected()
    correction: str | None = about_correction()


@dataclass(frozen=True, kw_only=True)
class Deadline(Evidence):
    """One time limit."""

    table: ClassVar[str] = "deadlines"
    title_zh: ClassVar[str] = "时限"
    description_zh: ClassVar[str] = "一个时限一条记录。"

    id: str = about("时限编号", "条款编号加 /t 与序号。", "xsz-2019-46/e-2-5-1/t1")
    document_id: str = about("公文编号", "所在公文。", "xsz-2019-46", pattern=DOCUMENT_ID, references="documents")
    clause_id: str = about("条款编号", "时限所约束的条款。", "xsz-2019-46/e-2-5-1", pattern=CLAUSE_ID, references="clauses")
    text: str = about("时限原文", "时间表述原文。", "2019年7月底前")
    form: DeadlineForm = about("形式", "labelled 标签行；inline 行文或括注；table 任务表。", "labelled")
    kind: DeadlineKind = about("种类", "by_date 截止；period 期间；recurring 周期；relative 自某事起算；effective 施行。", "by_date")
    starts_on: dt.date | None = about("起始日", "期间或施行的第一天。", None)
    due_on: dt.date | None = about("截止日", "最后一天；相对时限和周期为空，年份无从推定的也为空。", "2019-07-31")
    precision: Precision | None = about("精度", "原文表述到日、月、季、年还是规划期。", "month")
    year_inferred: bool = about("年份系推定", "原文未写年份，年份由上下文推定。", False)
    amount: int | None = about("数量", "相对时限的数量。", None, minimum=0)
    unit: Unit | None = about("单位", "相对时限的单位；working_day 为工作日。", None)
    recurrence: str | None = about("周期", "RFC 5545 RRULE。", None, pattern=r"^FREQ=")
    event: str | None = about("起算事件", "相对时限自何事起算；原文未写明时为空。", None)
    task: str = about("事项", "到期应完成什么。", "取消不合法、不合理、不必要的审批事项")
    reading: str = about("读法", "日期如何得出，作了什么推定。", "“2019年7月底前”按当月最后一日计，为2019年7月31日。")
    corrected: bool = about_corrected()
    correction: str | None = about_correction()


@dataclass(frozen=True, kw_only=True)
class Citation(Evidence):
    """One mention of another document."""

    table: ClassVar[str] = "citations"
    title_zh: ClassVar[str] = "引用文件"
    description_zh: ClassVar[str] = "提及其他文件一次为一条记录。"

    id: str = about("引用编号", "条款编号加 /c 与序号。", "xsz-2019-46/e-p1/c1")
    document_id: str = about("公文编号", "提及他文的公文。", "xsz-2019-46", pattern=DOCUMENT_ID, references="documents")
    clause_id: str | None = about("条款编号", "提及之处的条款；前言与通知为空。", None, references="clauses")
    title: str | None = about("文件标题", "书名号内的标题。", "国务院办公厅关于全面开展工程建设项目审批制度改革的实施意见")
    number: str | None = about("发文字号", "应有的规范写法。", "国办发〔2019〕11号")
    number_as_printed: str | None = about("所印发文字号", "原文所印的写法。", "国办发〔2019〕11号")
    relation: Relation = about("关系", "basis 依据；issues 印发；forwards 转发；amends 修改；repeals 废止；mention 提及。", "basis")
    cited_document_id: str | None = about("被引公文", "被引文件已收入本库时，其公文编号。", None, references="documents")


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """One entry of the chronicle (大事记)."""

    table: ClassVar[str] = "events"
    title_zh: ClassVar[str] = "大事记"
    description_zh: ClassVar[str] = "大事记一则为一条记录。"

    id: str = about("条目编号", "公文编号加 /v 与序号。", "2019-06-08/v1")
    issue_id: str = about("期次编号", "所在期次。", "2019-06", pattern=ISSUE_ID, references="issues")
    document_id: str = about("公文编号", "大事记作为一件公文的编号。", "2019-06-08", pattern=DOCUMENT_ID, references="documents")
    starts_on: dt.date = about("起始日", "事件开始日期。", "2019-06-12")
    ends_on: dt.date = about("结束日", "事件结束日期；一天的事件与起始日相同。", "2019-06-14")
    text: str = about("内容", "条目全文，含所印日期。", "6月12日至14日，盟行署副盟长率队赴武汉市开展合作对接。")
    block: int = about("原文段号", "在原文中的段落序号，自0起。", 600, minimum=0)
    line: int = about("原文行号", "在原文文件中的行号，自1起。", 610, minimum=1)


@dataclass(frozen=True, kw_only=True)
class Diagnostic(Record):
    """One place where the print is damaged or the compiler had to guess."""

    table: ClassVar[str] = "diagnostics"
    title_zh: ClassVar[str] = "数据质量"
    description_zh: ClassVar[str] = "原文印刷有误、前后不一，或程序不得不推断之处，一处一条。"

    id: str = about("编号", "期次编号加 /g 与序号。", "2019-06/g1")
    issue_id: str = about("期次编号", "所在期次。", "2019-06", pattern=ISSUE_ID, references="issues")
    document_id: str | None = about("公文编号", "所在公文；与具体公文无关时为空。", "xsz-2019-46", references="documents")
    clause_id: str | None = about("条款编号", "所在条款；与具体条款无关时为空。", None, references="clauses")
    code: str = about("代码", "诊断代码，用 explain 命令查看说明。", "P101", pattern=r"^[A-Z][0-9]{3}$")
    name: str = about("名称", "诊断名称。", "typesetting-residue")
    severity: Severity = about("级别", "error 错误；warning 需要核对；info 提示。", "warning")
    message: str = about("说明", "发现了什么。", "排版指令“〖HTK〗”残留，已从正文中去掉。")
    quote: str = about("原文", "有关的原文文字。", "〖HTK〗")
    file: str = about("文件", "原文文件名。", "2019-06.html")
    line: int = about("行", "原文文件中的行号，自1起。", 141, minimum=1)
    column: int = about("列", "原文该行中的字符位置，自1起。", 210, minimum=1)
    suggestion: str | None = about("建议", "建议怎样处理。", None)


@dataclass(frozen=True, kw_only=True)
class Task(Record):
    """One clause that has an owner or a time limit, as a row of the 任务台账."""

    table: ClassVar[str] = "tasks"
    title_zh: ClassVar[str] = "任务台账"
    description_zh: ClassVar[str] = "有责任单位或时限的条款，一条款一条记录。"

    id: str = about("任务编号", "即条款编号。", "xsz-2019-46/e-2-5-1", pattern=CLAUSE_ID, references="clauses")
    document_id: str = about("公文编号", "所在公文。", "xsz-2019-46", pattern=DOCUMENT_ID, references="documents")
    title: str = about("任务", "条款路径、编号与标题。", "二、（五）1. 取消不合法、不合理、不必要的审批事项")
    text: str = about("内容", "条款正文。", "减少保留事项的前置条件，简化申请材料，所有审批事项的处理意见向社会公告。")
    leads: tuple[str, ...] = about("牵头单位", "牵头单位名称。", ["盟自然资源局", "盟住房城乡建设局"])
    responsible: tuple[str, ...] = about("责任单位", "责任单位名称。", ["盟发展改革委"])
    support: tuple[str, ...] = about("配合单位", "配合单位名称。", [])
    due_on: dt.date | None = about("截止日", "标签、任务表所印时限的最后一日；没有这样的时限，为正文中最早的截止日；没有确定日期时为空。", "2019-07-31")
    deadline_texts: tuple[str, ...] = about("时限原文", "本条款全部时限的原文。", ["2019年7月底前"])


@dataclass(frozen=True, kw_only=True)
class Agency(Record):
    """One public body, or one collective of bodies as the print names it."""

    table: ClassVar[str] = "agencies"
    title_zh: ClassVar[str] = "机关单位"
    description_zh: ClassVar[str] = "承担责任的机关单位；“各旗县市人民政府”之类的统称也各为一条。"

    id: str = about("机关编号", "规范名称的全拼。", "meng-zi-ran-zi-yuan-ju", pattern=AGENCY_ID)
    name: str = about("名称", "规范名称。", "盟自然资源局")
    level: str | None = about("层级", "国家、自治区、省、盟、市、州、旗县市、苏木乡镇等；不能判断时为空。", "盟")
    kind: AgencyKind = about("类别", "body 一个机关；collective 统称。", "body")
    local_agency_id: str | None = about("对应机关", "统称（如“教育部门”）在本级对应的机关；不能判断时为空。", None, references="agencies")
    aliases: tuple[str, ...] = about("所印名称", "原文用过的其他名称。", ["自然资源局"])
    lead_count: int = about("牵头数", "牵头的任务数。", 19, unit="项", minimum=0)
    responsible_count: int = about("负责数", "负责的任务数。", 3, unit="项", minimum=0)
    support_count: int = about("配合数", "配合的任务数。", 0, unit="项", minimum=0)


TABLES: tuple[type[Record], ...] = (
    Issue, Document, Clause, Responsibility, Deadline, Task, Agency, Citation, Event, Diagnostic,
)
TABLES_OF_ISSUE = tuple(record for record in TABLES if record is not Agency)  # an agency is one over all issues
