"""Reads a task table (任务分解表) as clauses: one a row, one for each row that only names a section."""

from __future__ import annotations

from parser.model import Table
from parser.reading.clause_tree import ClauseNode
from parser.rules.numbering import read_label
from parser.rules.task_tables import ColumnKind, task_columns
from parser.source import SourceBlock


def find_header(table: Table) -> tuple[int, tuple[ColumnKind, ...]] | None:
    """How many rows a task table's heading takes, a title over the whole width included, and what its columns mean;
    None when the table is no task table."""
    for first, cells in enumerate(table.rows[:3]):
        if len(set(cells)) == 1 and len(cells) > 1:
            continue  # the table's title
        depth = max((rowspan for row, _, rowspan, _ in table.merged if row == first), default=1)
        for last in dict.fromkeys((first + depth - 1, first)):
            if last < len(table.rows) - 1 and (columns := task_columns(table.rows[last])):
                return last + 1, columns
        return None
    return None


def read_task_table(table: Table, header: int, columns: tuple[ColumnKind, ...], ordinal: int, block: SourceBlock,
                    level: int) -> tuple[ClauseNode, list[ClauseNode]]:
    """The heading (the first `header` rows) as a free paragraph that holds it, and the other rows as clauses in order; rows
    under a section row are its children. `ordinal` counts the part's task tables from 1."""
    merged = tuple(span for span in table.merged if span[0] + span[2] <= header)
    heading = ClauseNode("paragraph", level, block.number, block.line, content=[Table(table.rows[:header], merged)])
    task = columns.index("task")
    number = columns.index("number") if "number" in columns else None
    rows: list[ClauseNode] = []
    section: ClauseNode | None = None
    for r, cells in enumerate(table.rows[header:], header):
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
    return heading, rows


def _section_row(text: str, level: int, block: SourceBlock) -> ClauseNode:
    label = read_label(text)
    if label:
        return ClauseNode("numbered", level, block.number, block.line, label.text, label.number, label.style.name,
                          heading=text[len(label.text):].strip() or None)
    return ClauseNode("heading", level, block.number, block.line, heading=text, style="heading")
