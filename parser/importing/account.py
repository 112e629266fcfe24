"""Tells the person who imported what came along, what did not, and what to look at."""

from __future__ import annotations

from pathlib import Path

from parser.importing.bring_in import Imported
from parser.importing.draft import PrintedTable
from parser.reports.report import tally


def account(imported: Imported, file: Path) -> list[str]:
    """The account in Chinese, a line an entry."""
    draft, compiled = imported.draft, imported.compiled
    tables = sum(isinstance(piece, PrintedTable) for piece in draft.pieces)
    lines = [
        f"读入：{file}（{draft.kind}，SHA-256 {imported.sha256[:12]}…）",
        f"标题：{draft.title or '（没有找到）'}",
        *(f"{key}：{value}" for key, value in draft.metadata.items() if key != "标题"),
        f"收入：文字 {len(draft.pieces) - tables} 段，表格 {tables} 张；公文 {len(compiled.documents)} 件",
        *(f"　{document.number or '（无文号）'}　{document.title}" for document in compiled.documents),
    ]
    lines += _list("没有收入：", draft.left_out or ["（没有）"])
    lines += _list("请核对：", draft.notes)
    return [
        *lines,
        f"写出：{imported.path}",
        f"检查：{tally(compiled.diagnostics)}",
        f"下一步：python -m parser check {imported.path}",
    ]


def _list(head: str, entries: list[str]) -> list[str]:
    return [head, *(f"　· {entry}" for entry in entries)] if entries else []
