"""Examples of using the data that can be copied and run: shown on the site, and run by the tests against a built site.

`{base}` stands for the address of the site; `{document}`, `{month}` and `{words}` for something that its data holds, so
that an example finds something on every gazette's site. An example begins in an empty folder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.website import site_address


@dataclass(frozen=True)
class Example:
    """One example; `language` is sh, python or r."""

    title: str
    note: str
    language: str
    code: str


EXAMPLES = (
    Example(
        "下载一个表并核对", "任何系统的命令行。校验和与 SHA256SUMS 中的一致时显示 OK。", "sh",
        """\
curl -fsSLO {base}data/tasks.csv
curl -fsSL {base}SHA256SUMS | grep ' data/tasks.csv$' | sed 's# data/# #' | sha256sum --check""",
    ),
    Example(
        "pandas：一个月里到期的任务", "需要 pandas。日期按日期读入，多个单位以分号分隔。", "python",
        """\
import pandas as pd

tasks = pd.read_csv("{base}data/tasks.csv", parse_dates=["due_on"])
due = tasks[tasks["due_on"].dt.to_period("M") == "{month}"]
for task in due.itertuples():
    print(task.due_on.date(), task.leads, task.title)""",
    ),
    Example(
        "DuckDB：各单位牵头多少项，最早何时到期", "需要 duckdb。Parquet 文件保留日期和列表的类型。", "sh",
        """\
curl -fsSLO {base}data/responsibilities.parquet
curl -fsSLO {base}data/deadlines.parquet
python3 - <<'END'
import duckdb
print(duckdb.sql('''
    SELECT agency, count(DISTINCT clause_id) AS tasks, min(due_on) AS first_due
    FROM 'responsibilities.parquet' LEFT JOIN 'deadlines.parquet' USING (clause_id)
    WHERE role = 'lead' GROUP BY agency ORDER BY tasks DESC, agency LIMIT 10
'''))
END""",
    ),
    Example(
        "SQLite：查找条款并列出责任单位", "需要 sqlite3。检索词的每个汉字之间加一个空格，放在双引号里。", "sh",
        """\
curl -fsSLO {base}data/gazette.sqlite
sqlite3 gazette.sqlite "
  SELECT documents.number, clauses.label, clauses.heading, group_concat(DISTINCT responsibilities.agency)
  FROM clauses_fts
  JOIN clauses ON clauses.id = clauses_fts.clause_id
  JOIN documents ON documents.id = clauses.document_id
  LEFT JOIN responsibilities ON responsibilities.clause_id = clauses.id
  WHERE clauses_fts MATCH '\\"{words}\\"'
  GROUP BY clauses.id"
""".rstrip("\n"),
    ),
    Example(
        "Python：逐条读一件公文", "只用标准库。公文的 clauses 是最高层条款，下级条款在各条的 blocks 中，与自然段、表格按原文次序排列。", "python",
        """\
import json
from urllib.request import urlopen

document = json.load(urlopen("{base}data/documents/{document}.json"))


def with_children(clauses):
    for clause in clauses:
        yield clause
        yield from with_children(block for block in clause["blocks"] if block["type"] == "clause")


for clause in with_children(document["clauses"]):
    for limit in clause["deadlines"]:
        leads = [duty["agency"] for duty in clause["responsibilities"] if duty["role"] == "lead"]
        print(limit["due_on"], clause["label"], clause["heading"], leads)""",
    ),
    Example(
        "R：读入一个表", "只用 R 自带的函数。", "r",
        """\
deadlines <- read.csv("{base}data/deadlines.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
deadlines$due_on <- as.Date(deadlines$due_on)
head(deadlines[order(deadlines$due_on), c("due_on", "text", "task")])""",
    ),
)

# What needs no code: title, what to do.
BY_HAND = (
    ("Excel、WPS", "下载 {base}data/gazette.xlsx 直接打开，第一页就是任务台账，可按单位、日期筛选；最后一页说明每一列。"
     "要随网站更新，在 Excel 中用“数据—自网站”，网址填 {base}data/tasks.csv。"),
    ("日历", "在手机或办公软件的日历中选“按网址订阅”，网址填 {base}calendar/all.ics；只订阅一个单位的，"
     "用该单位页面上的地址。订阅后网站更新，日历随之更新。"),
    ("订阅新公文", "在阅读器中添加 {base}feed.xml（Atom）或 {base}feed.json（JSON Feed）。"),
    ("别的网站直接读取", "全部是静态文件，不用登录，没有次数限制。GitHub Pages 允许其他网站的脚本读取（CORS）；"
     "放在别的服务器上时，请在服务器上加 Access-Control-Allow-Origin: * 这一响应头。"),
)


def found_in(collection: Collection) -> dict[str, str]:
    """What the examples look for: in the latest issue that has time limits, its document with most of them, the month in
    which most fall due, and a short heading of a clause with an owner, a space between its characters."""
    issues = collection.issues
    latest_first = (issues[at] for at in range(len(issues) - 1, -1, -1))
    issue = next((issue for issue in latest_first if _months(issue)), None)
    if issue is None:  # nothing that the examples could find
        return {"document": "2024-01-1", "month": "2024-01", "words": "工 作"}
    document = max(issue.documents, key=lambda one: one.deadline_count)
    owned = {duty.clause_id for duty in issue.responsibilities if duty.document_id == document.id}
    headings = (clause.heading for clause in issue.clauses if clause.id in owned and clause.heading)
    words = next((heading for heading in headings if re.fullmatch("[\u4e00-\u9fff]{4,8}", heading)), "工作")
    ((month, _),) = _months(issue).most_common(1)
    return {"document": document.id, "month": month, "words": " ".join(words)}


def fill(text: str, base: str, found: Mapping[str, str]) -> str:
    """An example's text for the site at the address `base`."""
    for name, value in {"base": base, **found}.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def shown(collection: Collection) -> list[tuple[Example, str]]:
    """The examples with their code for the published site."""
    found = found_in(collection)
    return [(example, fill(example.code, site_address.base(), found)) for example in EXAMPLES]


def by_hand() -> list[tuple[str, str]]:
    """Titles and instructions for the published site."""
    return [(title, fill(text, site_address.base(), {})) for title, text in BY_HAND]


def _months(issue: CompiledIssue) -> Counter[str]:
    return Counter(f"{limit.due_on:%Y-%m}" for limit in issue.deadlines if limit.due_on)
