"""The pages about the data: downloads, fields, examples, rules; and the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from parser import schema, schema_changes
from parser.collection import Collection
from parser.formats import xlsx
from parser.gazette import gazette
from parser.model import TABLES, Issue
from parser.website import downloads, examples
from parser.website.page_files import Page
from parser.website.rule_page import rule_groups
from parser.website.site_address import address

ISSUES_LINKED = 12  # the latest; the page says how the others are addressed


def data(collection: Collection, issues: Sequence[Issue], files: Path | None) -> Page:
    """The page of downloads: it alone needs the written files."""
    tables = downloads.table_downloads(collection, files)
    whole = downloads.whole_downloads(files)
    return Page(
        "data/", "数据下载", "全部数据的下载：CSV、JSON、Excel、SQLite 等格式，附字段说明、大小与校验和。", "data",
        {"tables": tables, "whole": whole, "formats": downloads.table_formats(), "size": downloads.size_in_words,
         "issues": issues[-ISSUES_LINKED:], "left_out": xlsx.left_out(collection)},
        {"@type": "Dataset", "name": gazette().data.title, "license": gazette().data.licence_url,
         "isAccessibleForFree": True, "distribution": [
             {"@type": "DataDownload", "name": file.title, "contentUrl": address(file.path)} for file in whole]},
    )


def about_data(collection: Collection) -> Iterator[Page]:
    """The pages that say how the data is used, made and searched; the examples look for what the collection holds."""
    yield Page("data/use/", "数据怎样使用", "在 Excel、日历、pandas、DuckDB、SQLite、R 中使用数据的例子。", "data_use",
               {"examples": examples.shown(collection), "by_hand": examples.by_hand()})
    yield Page("data/fields/", "字段说明", "各数据表每一个字段的名称、含义、类型和例子。", "data_fields", {
        "tables": [(table, schema.columns(table)) for table in TABLES],
        "type_in_words": schema.type_in_words, "example": schema.example_in_words,
        "versions": schema_changes.VERSIONS})
    yield Page("rules/", "如何读出", "责任、时限、引用和编号怎样从公文里读出：全部规则及例子。", "rules", {"groups": rule_groups()})
    yield Page("search/", "搜索", "按文号、标题、条款文字搜索全部公文。", "search")
