"""Every row of the table: what is measured, against what, and what is asked. A group is measured in one process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tests.bench.measuring import Reading
from tests.bench.sizes import Sizes


@dataclass(frozen=True)
class Row:
    """One figure. `at_most` and `at_least` bound it; a row without either is told for information. `short` says what
    keeps it from its bound, where it does not reach it."""

    key: str
    title: str
    against: str
    at_most: float | None = None
    at_least: float | None = None
    percent: bool = False
    short: str = ""

    def reached(self, figure: float) -> bool | None:
        if self.at_most is None and self.at_least is None:
            return None
        return (self.at_most is None or figure <= self.at_most) and (self.at_least is None or figure >= self.at_least)


@dataclass(frozen=True)
class Group:
    """Rows that one function of `tests.bench.MODULE` measures."""

    name: str
    module: str
    rows: tuple[Row, ...]

    @property
    def measure(self) -> Callable[[Sizes], dict[str, Reading]]:
        function: Callable[[Sizes], dict[str, Reading]] = import_module(f"tests.bench.{self.module}").measure
        return function


_PARSING = "BeautifulSoup（lxml）只解析同一网页"
GROUPS = (
    Group("一期公报", "one_issue", (
        Row("whole", "一期从网页到数据（JSON、CSV、嵌套 JSON）与公文页", _PARSING, at_most=2.0),
        Row("compile", "其中：编译", _PARSING),
        Row("data", "其中：数据", _PARSING),
        Row("pages", "其中：公文页", _PARSING),
        Row("source", "编译中：读网页", _PARSING),
        Row("header", "编译中：分公文、认版头", _PARSING),
        Row("outline", "编译中：分条款", _PARSING),
        Row("facts", "编译中：读责任、时限、引用", _PARSING, at_most=0.5),
        Row("checks", "编译中：核对", _PARSING),
        Row("validation", "只按 JSON Schema 校验记录", _PARSING, at_most=0.10),
        Row("jsonschema", "同样的校验用 jsonschema 来做", _PARSING),
    )),
    Group("与 JioNLP 对照", "jionlp_times", (
        Row("faster", "读责任、时限、引用，快几倍", "JioNLP 在同样的文字里只找时间", at_least=5),
        Row("missed", "JioNLP 找得到而本程序漏掉的真时限", "人工标注", at_most=0),
    )),
    Group("多期编译", "many_issues", (
        Row("two-processes", "编译 {fewer_issues} 期：两个进程快几倍", "一个进程", at_least=1.6),
        Row("again", "{issues} 期没有变化，再编译一次", "第一次编译", at_most=0.01, percent=True),
        Row("memory", "编译 {issues} 期的内存峰值", "编译 {fewer_issues} 期", at_most=1.5),
    )),
    Group("增加一期", "one_more", (
        Row("one-more-data", "{issues} 期增加一期：数据、公文页与检索", "从头生成", at_most=0.03, percent=True),
        Row("rewritten", "其中重写的文件", "全部文件", at_most=0.01, percent=True),
        Row("one-more-site", "{issues} 期增加一期：整个 make site", "从头生成", at_most=0.25, percent=True),
    )),
    Group("网页", "site_pages", (
        Row("site", "{site_pages} 件公文的全部网页", "只用 Jinja 渲染同样的期次页、公文页并写盘", at_most=6),
        Row("index", "同样这些公文：建检索索引", "只用 Jinja 渲染同样的期次页、公文页并写盘", at_most=4),
        Row("growth", "每页用时：{more_site_pages} 件公文", "{site_pages} 件公文时", at_most=1.25),
    )),
    Group("检索", "search_index", (
        Row("index-memory", "{index_pages} 件公文：建索引的内存峰值", "整个进程", at_most=1024),
        Row("first-result", "{index_pages} 件公文：到第一批结果要下载，读者常输入的词", "脚本与索引，压缩后", at_most=150),
        Row("any-result", "{index_pages} 件公文：到第一批结果要下载，随意截取的 2–8 个字", "脚本与索引，压缩后"),
    )),
)
