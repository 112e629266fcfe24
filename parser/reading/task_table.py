"""Reads a task table (任务分解表) as clauses: one a row, one for each row that only names a section."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from parser.model import Table
from parser.reading.clause_tree import ClauseNode
from parser.rules.numbering import read_label
from parser.rules.task_tables import ColumnKind, task_columns
from parser.source import SourceBlock

Columns = tuple[ColumnKind, ...]
_NUMERAL = re.compile(r"[（(]?[\d.一二三四五六七八九十百]+[）)]?$")


@dataclass
class TaskTable:
    """A task table as clauses: `heading` is a free paragraph that holds its heading, `section` the section row that its last rows
    stand under."""

    heading: ClauseNode | None
    rows: list[ClauseNode]
    columns: Columns
    section: ClauseNode | None
    block: int
    level: int


def find_header(table: Table) -> tuple[int, Columns] | None:
    """How many rows a task table's heading takes, a title over the whole width included, and what its columns mean;
    None when the table is no task table."""
    for first, cells in enumerate(table.rows[:3]):
        if len(set(cells)) == 1 and len(cells) > 1:
            continue  # the table's title
        depth = max((rowspan for row, _, rowspan, _ in table.merged if row == first), default=1)
        for last in dict.fromkeys((first + depth - 1, first)):
            if last < len(table.rows) - 1 and (columns := task_columns(table.rows[last], table.rows[first])):
                return last + 1, _with_task(table, last + 1, columns)
        return None
    return None


def continues(table: Table, before: TaskTable) -> bool:
    """Whether a table right below a task table, without a heading of its own, goes on with its numbered rows."""
    columns = before.columns
    if "number" not in columns or not table.rows or len(table.rows[0]) != len(columns):
        return False
    number, task = columns.index("number"), columns.index("task")
    return all(len(set(row)) == 1 or (_NUMERAL.match(row[number]) and row[task]) for row in table.rows)


def _with_task(table: Table, header: int, columns: Columns) -> Columns:
    """The columns with one that names the task: of several the first, unless its cells are merged over rows that the next one
    tells apart."""
    tasks = [i for i, kind in enumerate(columns) if kind == "task"]
    task = next((i for i, beside in itertools.pairwise(tasks) if not _is_merged(table, header, i, beside)), tasks[-1])
    return tuple("other" if kind == "task" and i != task else kind for i, kind in enumerate(columns))


def _is_merged(table: Table, header: int, column: int, beside: int) -> bool:
    return any(
        row >= header and rows > 1 and first <= column < first + width and len({cells[beside] for cells in table.rows[row : row + rows]}) > 1
        for row, first, rows, width in table.merged
    )


def read_task_table(table: Table, header: int, columns: Columns, ordinal: int, block: SourceBlock, level: int,
                    section: ClauseNode | None = None) -> TaskTable:
    """The rows of a task table below its heading (the first `header` rows) as clauses in order; rows under a section row are its
    children. `ordinal` counts the part's task tables from 1, `section` is the one that a table on the page before left open."""
    printed = table.rows[:header]
    again = [r for r, cells in enumerate(table.rows) if r >= header and cells in printed]  # on the next page
    merged = tuple(span for span in table.merged if span[0] + span[2] <= header)
    heading = None
    if printed:
        rows_of_heading = (*printed, *(table.rows[r] for r in again))
        heading = ClauseNode("paragraph", level, block.number, block.line, content=[Table(rows_of_heading, merged)])
    task = columns.index("task")
    number = columns.index("number") if "number" in columns else None
    rows: list[ClauseNode] = []
    for r, cells in enumerate(table.rows[header:], header):
        if r in again:
            continue
        if len({cell for cell in cells if cell}) <= 1:  # one text over the whole width
            text = next((cell for cell in cells if cell), "")
            if text:
                section = _section_row(text, level, block)
                rows.append(section)
            continue
        row = ClauseNode("row", level + (section is not None), block.number, block.line, style="row", heading=cells[task] or None,
                         label=cells[number] if number is not None else "", token=f"t{ordinal}r{r}", parent=section)
        for column, cell in enumerate(cells):
            if column not in (task, number) and cell:
                if columns[column] != "other":
                    row.cells.append((columns[column], len(row.text) + bool(row.content), cell))
                row.content.append(cell)
        if section:
            section.add(row)
        rows.append(row)
    return TaskTable(heading, rows, columns, section, block.number, level)


def _section_row(text: str, level: int, block: SourceBlock) -> ClauseNode:
    label = read_label(text)
    if label:
        return ClauseNode("numbered", level, block.number, block.line, label.text, label.number, label.style.name,
                          heading=text[len(label.text):].strip() or None)
    return ClauseNode("heading", level, block.number, block.line, heading=text, style="heading")
