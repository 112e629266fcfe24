"""Task tables (任务分解表, 分工表, 推广清单): what their columns are called. One row a meaning, tried in this order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["number", "lead", "support", "responsible", "deadline", "task", "other"]


@dataclass(frozen=True)
class Column:
    """One meaning of a column; `pattern` must match the whole heading without white space."""

    kind: ColumnKind
    pattern: re.Pattern[str]
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# Whose level or which of several, before a role; what a role's heading ends with: 市级责任单位, 责任单位及责任人, 配合单位（部门）.
_OF = r"(?:(?:国家|省|市|州|盟|县|旗|区|县（市、区）|乡镇|镇街)(?:级|直)?|主要|直接|具体|属地|整改)?"
_BODY = r"(?:部门|单位|主体|机关|机构|处室|科室|股室)(?:[/和及、（](?:部门|单位|责任人|个人)）?)?(?:（.*）)?"
COLUMNS: tuple[Column, ...] = (
    Column("number", re.compile(r"序号|编号|项次"), ("序号",), ("文号",)),
    Column("lead", re.compile(rf"{_OF}(?:总?牵头|主办|主责|第一责任|总负责)(?:（责任）|[和及、]?责任|组织|实施|落实|负责)*(?:{_BODY})?(?:[和及、]责任(?:部门|单位))?(?:（.*）)?"),
           ("牵头单位", "牵头部门", "主办单位", "牵头组织实施单位", "省级牵头单位", "牵头部门和责任部门", "第一责任单位"), ("牵头人", "牵头领导", "牵头市领导")),
    Column("support", re.compile(rf"{_OF}(?:配合|协办|协助|参与|参加|协同|协作|会办|指导|督促|督导|督办|监督)(?:责任|落实)?{_BODY}"),
           ("配合单位", "指导部门", "参加单位", "配合单位（部门）", "会办单位"), ("指导意见", "参加人员")),
    Column("responsible", re.compile(rf"(?!实施机){_OF}(?:责任|承办|承担|承接|负责|落实|实施|完成)(?:落实|考核|承办|实施)?{_BODY}|(?:责任|任务|工作)?分工"),
           ("责任单位", "责任单位（列第一位者为牵头单位）", "承办单位", "责任主体", "市级责任单位", "责任单位及责任人", "责任科室", "整改责任单位"),
           ("责任人", "责任领导", "实施机关", "办理部门", "主管部门")),
    Column("deadline", re.compile(r"(?:计划|预计|要求)?(?:完成|办理|办结|整改|落实|工作)?(?:时限|时间|期限|时间节点|时间要求|时间安排|时间进度|进度安排)(?:要求|节点)?|完成时间（.*）"),
           ("完成时限", "完成时间", "时间节点", "计划完成时间", "时间安排", "工作时限"), ("时间安排表", "成立时间")),
    Column("task", re.compile(r"(?:主要|重点|工作|改革|目标|具体|年度|建设|整改)*(?:任务|事项|举措|措施|内容|项目|要点)(?:[和及、](?:任务|措施|举措|内容))?(?:分解|清单|名称|内容)?"),
           ("工作任务", "改革举措", "重点任务", "工作事项", "任务内容", "主要任务和措施", "年度任务"), ("备注", "项目单位")),
)  # fmt: skip


def column_kind(heading: str) -> ColumnKind:
    """The meaning of a column by its heading."""
    bare = re.sub(r"\s", "", heading)
    return next((column.kind for column in COLUMNS if column.pattern.fullmatch(bare)), "other")


def task_columns(header: tuple[str, ...], above: tuple[str, ...]) -> tuple[ColumnKind, ...] | None:
    """The meanings of a table's columns when it is a task table: it has a task column and one that says who. `above` is the
    first row of a heading of several: what 牵头 below 责任分工 leaves open, the row above it says."""
    kinds = tuple(_kind_below(heading, group) for heading, group in zip(header, above, strict=True))
    return kinds if "task" in kinds and {"lead", "support", "responsible"} & set(kinds) else None


def _kind_below(heading: str, group: str) -> ColumnKind:
    tries = (heading, f"{heading}单位", group) if group != heading else (heading,)
    return next((kind for words in tries if (kind := column_kind(words)) != "other"), "other")
