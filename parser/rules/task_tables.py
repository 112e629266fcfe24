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


COLUMNS: tuple[Column, ...] = (
    Column("number", re.compile(r"序号|编号|项次"), ("序号",), ("文号",)),
    Column("lead", re.compile(r"(?:总?牵头|主办|主责)(?:（责任）|责任|组织|实施|落实|负责)*(?:部门|单位|处室|机关)?(?:和责任单位)?(?:（.*）)?"),
           ("牵头单位", "牵头部门", "主办单位", "牵头组织实施单位"), ("牵头人", "牵头领导")),
    Column("support", re.compile(r"(?:配合|协办|协助|参与|参加|协同|指导|督促|督办)(?:责任)?(?:部门|单位)?"), ("配合单位", "指导部门", "参加单位"), ("指导意见",)),
    Column("responsible", re.compile(r"(?:主要|直接)?(?:责任|承办|负责|落实|实施|完成)(?:部门|单位|主体|处室)(?:（.*）)?|责任分工|分工"),
           ("责任单位", "责任单位（列第一位者为牵头单位）", "承办单位", "责任主体"), ("责任人",)),
    Column("deadline", re.compile(r"(?:完成|办理|办结|整改|落实)?(?:时限|时间|期限|时间节点|时间要求)(?:要求)?|完成时间（.*）"), ("完成时限", "完成时间", "时间节点"), ("时间安排表",)),
    Column("task", re.compile(r"(?:主要|重点|工作|改革|目标|具体)*(?:任务|事项|举措|措施|内容|项目)(?:分解|清单|名称)?"), ("工作任务", "改革举措", "重点任务", "工作事项"), ("备注",)),
)


def column_kind(heading: str) -> ColumnKind:
    """The meaning of a column by its heading."""
    bare = re.sub(r"\s", "", heading)
    return next((column.kind for column in COLUMNS if column.pattern.fullmatch(bare)), "other")


def task_columns(header: tuple[str, ...]) -> tuple[ColumnKind, ...] | None:
    """The meanings of a table's columns when it is a task table: it has a task column and one that says who or by when.
    Only the first of several task columns is the task; the others are content."""
    kinds = [column_kind(heading) for heading in header]
    if "task" not in kinds or not {"lead", "support", "responsible"} & set(kinds):
        return None
    first = kinds.index("task")
    return tuple("other" if kind == "task" and i != first else kind for i, kind in enumerate(kinds))
