"""The table of diagnostics, how one is reported, and the error for a source that cannot be read at all.

Codes are never reused; a name says what was found, not the remedy. To add one: one row in `_ROWS`, one fixture in
`tests/test_diagnostics.py`. `E` stands for the input, `H` for headers, `O` for outline, `R` for responsibilities,
`T` for time limits, `C` for citations, `P` for faults of the print, `D` for the data as a whole, `K` for corrections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parser.model import Diagnostic, Severity


@dataclass(frozen=True)
class Code:
    """One kind of finding: `message` is a format string for the particulars, `help` tells why it matters and what to do."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str


@dataclass(frozen=True)
class Finding:
    """One finding in one source; `block` is the number of the block it concerns, `quote` the words (may be empty), `line`
    the line (1-based) of the source when it concerns something that is no block."""

    code: Code
    message: str
    quote: str
    block: int
    clause_id: str | None = None
    document_id: str | None = None
    suggestion: str | None = None
    line: int | None = None


class SourceError(Exception):
    """A source that cannot be read: carries the file, the line (1-based, 0 when the file as a whole is meant) and a
    message in Chinese that says what is wrong and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}{f':{line}' if line else ''}：{message}")


class BuildError(Exception):
    """Nothing can be published; `problems` holds all that is wrong, ready to be shown. What is published is untouched."""

    def __init__(self, problems: tuple[SourceError | Diagnostic | str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


_ROWS: tuple[tuple[str, str, Severity, str, str], ...] = (
    # code, name, severity, message, help
    ("E101", "damaged-encoding", "warning", "原文编码有 {count} 处损坏，无法还原的字以“�”代替。",
     "网页保存时编码出错。请从发布网站重新保存该页，或对照纸质公报改正。"),
    ("E102", "empty-table", "error", "表格没有任何行。", "原文有 <table> 而没有表格行，内容可能丢失。请重新保存网页或补上表格内容。"),
    ("E103", "line-wrapped-text", "info", "原文按版面断行，已按段落合并。", "文字来自 PDF 等按行断开的来源。请核对段落的起止。"),
    ("H101", "unrecognised-number", "warning", "像发文字号而不合规范写法：{what}。",
     "规范写法为机关代字加六角括号年份加序号，如“兴署发〔2019〕41号”（GB/T 9704-2012 第7.2.5条）。请核对原文。"),
    ("H102", "missing-number", "info", "没有找到发文字号，编号改用期次加位置。", "原文没有印发文字号，或所印写法不能识别。请核对。"),
    ("H103", "missing-title", "warning", "没有找到公文标题。", "标题应在发文字号之后或之前，以文种结尾。请核对原文的标题行。"),
    ("H104", "missing-date", "warning", "没有找到成文日期，无法推定年份。", "成文日期应在正文之后单独成行，如“2019年6月4日”。"),
    ("H105", "unknown-genre", "info", "标题末尾不是法定文种，文种记为“其他”。", "法定文种见《党政机关公文处理工作条例》第八条。"),
    ("H106", "enclosure-not-found", "warning", "通知称印发《{title}》，正文中没有找到。", "所印发的文件可能未收录，或标题前后不一。请核对。"),
    ("H107", "annex-not-included", "warning", "附件{number}“{title}”没有收录在正文中。", "原文只列出名称或下载链接。需要时请补充附件内容。"),
    ("H108", "unlisted-annex", "warning", "正文有“{mark}”而附件说明中没有列出。", "附件说明与附件不一致，请核对。"),
    ("H110", "annex-number-mismatch", "warning", "正文称“{title}”为“{printed}”，附件说明中是附件{number}。", "附件编号前后不一致。请对照附件说明核对。"),
    ("H109", "issue-number-not-found", "info", "页面标题不含期号，按单篇公文处理。", "公报标题应写明年份与期号，如“2019年第6期（总第55期）”。"),
    ("H111", "document-start-doubtful", "warning", "此处疑为另一件公文的开头（缺发文字号）：{title}。",
     "这一行像公文标题，前面没有发文字号，仍按前一件公文的内容处理。如是另一件公文，请在来源中补上发文字号或主送机关。"),
    ("H112", "date-differs", "warning", "落款日期{printed}与网页所记成文日期{recorded}不一致，按落款日期记录。", "网页的元数据可能填错，也可能落款误印。请核对原文。"),
    ("O101", "numbering-gap", "warning", "编号从“{before}”跳到“{after}”，中间可能漏印。", "漏印编号或标题。请对照纸质公报；确有遗漏时补上。"),
    ("O102", "numbering-repeated", "warning", "编号“{label}”在同一层重复出现。", "编号误排。条款编号已加“~2”区分。请对照纸质公报。"),
    ("O103", "numbering-backwards", "warning", "编号从“{before}”退到“{after}”。", "编号误排，或层次判断有误。请对照纸质公报。"),
    ("O104", "broken-paragraph", "warning", "段落在句中断开。", "一句话被分成两段。意思不受影响，内容按原样分段。"),
    ("O105", "heading-guessed", "info", "“{heading}”没有编号，按标题处理。", "根据行长、标点和上下文判断为标题。如不是标题，请核对版式。"),
    ("P101", "typesetting-residue", "warning", "排版指令“{what}”残留，已从正文中去掉。", "排版软件的指令未清除干净。请在来源网页中删除。"),
    ("P102", "private-use-character", "warning", "有无法显示的专用字符（{what}），已从正文中去掉。", "造字或私用区字符，可能丢字。请对照纸质公报补上。"),
    ("P103", "unbalanced-bracket", "warning", "括号不成对：{what}。", "漏印或多印了括号。请对照纸质公报。"),
    ("P104", "number-brackets-missing", "warning", "发文字号“{printed}”缺年份括号，按“{number}”处理。", "年份与序号连写，断开处系推定。请核对被引文件。"),
    ("P108", "number-brackets-wrong", "info", "发文字号“{printed}”不合规范写法，按“{number}”处理。",
     "年份用六角括号，序号前不加“第”字，不编虚位（GB/T 9704-2012 第7.2.5条）。"),
    ("P105", "duplicate-sentence", "warning", "同一条款中整句重复：{what}。", "可能是排版重复。内容按原样保留。"),
    ("P106", "lost-characters", "warning", "可能丢字：{what}。", "姓名或职务前的字符缺失。请对照纸质公报。"),
    ("P109", "duplicate-item", "warning", "一串并列项中“{what}”列出两次。", "可能是重复，也可能是另一项误印。内容按原样保留。"),
    ("P107", "personal-contact", "info", "原文有个人联系方式，公布时已遮盖：{what}。",
     "个人手机号、身份证号、个人邮箱不宜公开，中间的字符以 * 代替；机关的固定电话和邮箱不动。确需原样公布的，构建时加 --keep-contacts。"),
    ("R101", "responsibility-not-read", "warning", "提到责任分工而没有规则能读出：{what}。",
     "这一句含有“负责”“牵头”等字样，现有规则没有读出责任单位。请人工核对是否有任务。"),
    ("R102", "agency-doubtful", "warning", "“{name}”不像机关名称，仍按所印记录。", "可能是名单分隔有误，或单位名称较特殊。请核对。"),
    ("R103", "agency-both-lead-and-responsible", "warning", "“{name}”在同一条款中既牵头又列为责任单位。", "名单可能重复。两种角色都予保留。"),
    ("R104", "missing-owner", "info", "同层条款都有责任单位，本条没有。", "可能漏印责任单位。请对照纸质公报。"),
    ("R105", "agency-variant", "info", "“{printed}”按“{name}”归并。", "同一机关的不同写法，已按机关登记表归并。"),
    ("R106", "agent-doubtful", "info", "责任主体由行文推定：{what}。", "句子没有明写“负责”，按谓语推定主体负有此项任务。请核对。"),
    ("R107", "agency-near-variant", "warning", "“{printed}”与本文件其他处的“{other}”只差一字。", "可能是误印，也可能是两个单位。按所印分别记录，请核对。"),
    ("R108", "agency-starred", "info", "“{name}”旁印有星号，原文没有说明是否牵头，按标签记录。", "名单中的星号多指牵头单位。请核对原文的说明。"),
    ("T101", "deadline-not-read", "warning", "像时限而没有规则能读出：{what}。", "含有“前”“底”“期限”等时间字样，现有规则没有读出时限。请人工核对。"),
    ("T102", "year-inferred", "info", "“{text}”没有年份，按{year}年推定。", "年份由成文日期或上下文推定。请核对。"),
    ("T103", "ambiguous-before-year", "info", "“{text}”是否包括当年有歧义，按不晚于{due_on}处理。", "“X年前”可指X年到来之前或X年底前。请核对。"),
    ("T104", "missing-deadline", "info", "同层条款都有完成时限，本条没有。", "可能漏印完成时限。请对照纸质公报。"),
    ("T105", "impossible-date", "warning", "“{text}”不是有效日期，未作推算，请核对原文。", "日期有误。请对照纸质公报。"),
    ("T106", "deadline-before-issue", "warning", "“{text}”早于成文日期。", "时限在公文成文之前已过，可能是误印。请核对。"),
    ("T107", "year-unknown", "warning", "“{text}”没有年份，也没有成文日期可以推定，日期空缺。", "补上成文日期，或在改正文件中写明这一时限的日期。"),
    ("C101", "citation-number-doubtful", "info", "引用文件没有书名号而有发文字号：{what}。", "按发文字号记录，标题为空。"),
    ("C102", "citation-brackets-unbalanced", "warning", "书名号不成对：{what}。", "漏印书名号，引用文件标题可能不完整。请对照原文。"),
    ("D101", "text-lost", "error", "有 {count} 个字符没有进入任何条款：{what}。", "程序错误：原文内容丢失，不能发布。请报告开发人员。"),
    ("D102", "invalid-record", "error", "记录不符合数据格式：{what}。", "程序错误：数据不合格式，不能发布。请报告开发人员。"),
    ("D103", "dangling-reference", "error", "记录引用了不存在的编号：{what}。", "程序错误：编号无法对应，不能发布。请报告开发人员。"),
    ("D104", "repeated-identifier", "error", "编号重复：{what}。", "两条记录用了同一编号，不能发布。请报告开发人员。"),
    ("K101", "correction-without-passage", "error", "改正所绑定的原文找不到：{what}。",
     "改正文件与来源不符：来源变了，或抄写有误。请照来源逐字改写 passage，或删去这条改正。"),
    ("K102", "correction-ambiguous", "error", "改正所绑定的原文有 {count} 处，不知指哪一处：{what}。",
     "请把 passage 写长一些，或加 line（来源行号）指明。"),
    ("K103", "correction-without-effect", "error", "没有可以否定的记录：{what}。", "程序没有读出这项责任或时限，不必否定。请删去这条改正。"),
    ("K104", "corrected", "info", "已按改正文件改正“{what}”：{reason}", "原文未动，改正前的文字列在旁边。请对照纸质公报复核。"),
)

CODES: dict[str, Code] = {row[1]: Code(*row) for row in _ROWS}
BY_CODE: dict[str, Code] = {code.code: code for code in CODES.values()}

# A pass calls `report(name, block, quote, **particulars)`; `suggestion` among the particulars is kept as such.
Report = Callable[..., None]


def collector(findings: list[Finding]) -> Report:
    """A `report` function that appends to `findings`; raises KeyError for a name that is not in the table."""

    def report(name: str, block: int, quote: str = "", /, *, clause_id: str | None = None, document_id: str | None = None,
               suggestion: str | None = None, line: int | None = None, **particulars: object) -> None:
        code = CODES[name]
        message = code.message.format(**particulars)
        findings.append(Finding(code, message, quote, block, clause_id, document_id, suggestion, line))

    return report
