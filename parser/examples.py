"""Examples of using the data that can be copied and run: shown on the site, and run by the tests against a built site.

`{base}` stands for the address of the site. An example begins in an empty folder; `after` names the one it follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from parser import site_address


@dataclass(frozen=True)
class Example:
    """One example: `language` is sh, python or r; `shows` are words that its output holds for the first issue."""

    title: str
    note: str
    language: str
    code: str
    shows: str

    def at(self, base: str) -> str:
        """The code with the address of a site put in."""
        return self.code.replace("{base}", base)


EXAMPLES = (
    Example(
        "下载一个表并核对", "任何系统的命令行。校验和与 SHA256SUMS 中的一致时显示 OK。", "sh",
        """\
curl -fsSLO {base}data/tasks.csv
curl -fsSL {base}SHA256SUMS | grep ' data/tasks.csv$' | sed 's# data/# #' | sha256sum --check""",
        "tasks.csv: OK",
    ),
    Example(
        "pandas：2019年7月到期的任务", "需要 pandas。日期按日期读入，多个单位以分号分隔。", "python",
        """\
import pandas as pd

tasks = pd.read_csv("{base}data/tasks.csv", parse_dates=["due_on"])
july = tasks[tasks["due_on"].dt.to_period("M") == "2019-07"]
for task in july.itertuples():
    print(task.due_on.date(), task.leads, task.title)""",
        "2019-07-31",
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
        "盟自然资源局",
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
  WHERE clauses_fts MATCH '\\"联 合 验 收\\"'
  GROUP BY clauses.id"
""".rstrip("\n"),
        "兴署字〔2019〕46号",
    ),
    Example(
        "Python：逐条读一件公文", "只用标准库。公文的 clauses 是最高层条款，下级条款在各条的 blocks 中，与自然段、表格按原文次序排列。", "python",
        """\
import json
from urllib.request import urlopen

document = json.load(urlopen("{base}data/documents/xsz-2019-46.json"))


def with_children(clauses):
    for clause in clauses:
        yield clause
        yield from with_children(block for block in clause["blocks"] if block["type"] == "clause")


for clause in with_children(document["clauses"]):
    for limit in clause["deadlines"]:
        leads = [duty["agency"] for duty in clause["responsibilities"] if duty["role"] == "lead"]
        print(limit["due_on"], clause["label"], clause["heading"], leads)""",
        "2019-07-31",
    ),
    Example(
        "R：读入一个表", "只用 R 自带的函数。", "r",
        """\
deadlines <- read.csv("{base}data/deadlines.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
deadlines$due_on <- as.Date(deadlines$due_on)
head(deadlines[order(deadlines$due_on), c("due_on", "text", "task")])""",
        "due_on",
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


def shown() -> list[tuple[Example, str]]:
    """The examples with their code for the published site."""
    return [(example, example.at(site_address.base())) for example in EXAMPLES]


def by_hand() -> list[tuple[str, str]]:
    """Titles and instructions for the published site."""
    return [(title, text.replace("{base}", site_address.base())) for title, text in BY_HAND]
