"""`gazette.xlsx`: one workbook for people who work in spreadsheets, a sheet a table, 任务台账 first.

The headers are Chinese titles; the sheet 字段说明 says which field each column is. Every cell has a type: dates are
dates, numbers numbers, and a text is a text even when it begins with `=`. The same records give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from parser import schema
from parser.compiled import Collection
from parser.declaration import Record
from parser.formats.csv_files import joined
from parser.links import LINKED, link
from parser.model import TABLES
from parser.workplace import Workplace

A4 = 9  # the paper, as the file format numbers it
LONGEST = 32_767  # characters in a cell of a spreadsheet
CUT = "……（超出单元格长度，全文见 JSON）"
ROWS_MEASURED = 500  # rows that decide how wide a column is
WIDTHS = (8, 48)  # narrowest and widest column, in half-width characters
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can name
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEADER = (Font(bold=True), PatternFill("solid", fgColor="DDE6F0"), Alignment(vertical="center", wrap_text=True))
LINK = Font(color="0563C1", underline="single")


def write(collection: Collection, data: Path, workplace: Workplace) -> None:
    """Write the workbook; a text too long for a cell is cut, and says so."""
    workbook = Workbook(write_only=True)
    task_first = sorted(TABLES, key=lambda record: record.table != "tasks")
    for record in task_first:
        columns = schema.columns(record)
        rows = [
            [_value(getattr(item, column.name)) for column in columns] for item in collection.records(record.table)
        ]
        _add_sheet(workbook, record.title_zh, [column.about.title for column in columns], rows, record)
    _add_sheet(workbook, "字段说明", ["工作表", "列", "字段", "类型", "说明", "单位"], _dictionary(task_first))
    _save(workbook, data / "gazette.xlsx")


def _add_sheet(
    workbook: Workbook, title: str, header: list[str], rows: Sequence[list[Any]], record: type[Record] | None = None
) -> None:
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, name in enumerate(header):
        longest = max(_width(value) for value in [name, *(row[number] for row in rows[:ROWS_MEASURED])])
        sheet.column_dimensions[get_column_letter(number + 1)].width = max(WIDTHS[0], min(WIDTHS[1], longest + 2))
    styles = _styles(sheet)
    sheet.append([_cell(sheet, name, styles["header"]) for name in header])
    for row in rows:
        cells = [_cell(sheet, value, styles[_style_name(value)]) for value in row]
        if record is not None and record.table in LINKED:
            cells[0].hyperlink = link(record.table, row[0])
            cells[0]._style = styles["link"]
        sheet.append(cells)


def _styles(sheet: Any) -> dict[str, Any]:
    """The styles of cells, made once for a sheet: setting them cell by cell takes longer than all the rest."""
    samples = {name: WriteOnlyCell(sheet) for name in ("header", "text", "formula", "date", "link")}
    for cell in samples.values():
        cell.alignment = WRAPPED
    samples["header"].font, samples["header"].fill, samples["header"].alignment = HEADER
    samples["formula"].quotePrefix = True  # a spreadsheet keeps it a text also when the cell is edited
    samples["date"].number_format = "yyyy-mm-dd"
    samples["link"].font = LINK
    return {name: cell._style for name, cell in samples.items()}  # type: ignore[attr-defined]


def _style_name(value: Any) -> str:
    if isinstance(value, dt.date):
        return "date"
    return "formula" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else "text"


def _cell(sheet: Any, value: Any, style: Any) -> Any:
    if value is None:
        return None
    cell: Any = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    cell._style = style
    return cell


def _value(value: Any) -> Any:
    """A field as a cell holds it; nothing for an empty text or list."""
    if isinstance(value, tuple):
        value = joined(schema.plain(value))
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        return (value if len(value) <= LONGEST else value[: LONGEST - len(CUT)] + CUT) or None
    return value


def _width(value: Any) -> int:
    """How wide a value's longest line stands, a Chinese character counting two."""
    lines = str(value if value is not None else "").split("\n")
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line[:60]) for line in lines)


def _dictionary(records: Iterable[type[Record]]) -> list[list[Any]]:
    return [
        [record.title_zh, column.about.title, f"{record.table}.{column.name}", schema.type_in_words(column),
         column.about.description, column.about.unit]
        for record in records
        for column in schema.columns(record)
    ]


def _save(workbook: Workbook, path: Path) -> None:
    """Save without the times of day that openpyxl and zip write into a file."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as target:
        for name in sorted(made.namelist()):
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
