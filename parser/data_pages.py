"""The pages about the data: downloads, fields, examples, rules; and the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parser import downloads, examples, schema, schema_changes
from parser.gazette import gazette
from parser.lookup import Lookup
from parser.model import TABLES
from parser.page_files import Page
from parser.rule_page import rule_groups
from parser.site_address import address


def data(lookup: Lookup, files: Path | None) -> Page:
    """The page of downloads: it alone needs the written files."""
    tables = downloads.table_downloads(lookup.collection, files)
    whole = downloads.whole_downloads(files)
    return Page(
        "data/", "数据下载", "全部数据的下载：CSV、JSON、Excel、SQLite 等格式，附字段说明、大小与校验和。",
        {"tables": tables, "whole": whole, "formats": downloads.table_formats(), "size": downloads.size_in_words,
         "issues": list(lookup.issues.values())},
        {"@type": "Dataset", "name": gazette().data.title, "license": gazette().data.licence_url,
         "isAccessibleForFree": True, "distribution": [
             {"@type": "DataDownload", "name": file.title, "contentUrl": address(file.path)} for file in whole]},
    )


def data_use(lookup: Lookup) -> Iterator[Page]:
    yield Page("data/use/", "数据怎样使用", "在 Excel、日历、pandas、DuckDB、SQLite、R 中使用数据的例子。",
               {"examples": examples.shown(lookup.collection), "by_hand": examples.by_hand()})


def data_fields(lookup: Lookup) -> Iterator[Page]:
    yield Page("data/fields/", "字段说明", "各数据表每一个字段的名称、含义、类型和例子。", {
        "tables": [(table, schema.columns(table)) for table in TABLES],
        "type_in_words": schema.type_in_words, "example": schema.example_in_words,
        "versions": schema_changes.VERSIONS})


def rules(lookup: Lookup) -> Iterator[Page]:
    about = "责任、时限、引用和编号怎样从公文里读出：全部规则及例子。"
    yield Page("rules/", "如何读出", about, {"groups": rule_groups()})


def search(lookup: Lookup) -> Iterator[Page]:
    yield Page("search/", "搜索", "按文号、标题、条款文字搜索全部公文。")
