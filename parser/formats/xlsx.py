"""`gazette.xlsx`: one workbook for people who work in spreadsheets, a sheet a table, 任务台账 first.

The headers are Chinese titles; the sheet 字段说明 says which field each column is. Every cell has a type: dates are
dates, numbers numbers, and a text is a text even when it begins with `=`. openpyxl makes the workbook with styles, headers
and widths; the rows are written here, issue by issue, for it takes a thousand times as long. The same records give the
same bytes.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import itertools
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from parser import schema
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.compiled import CompiledIssue
from parser.declaration import Record
from parser.formats.archive import ZIP_DATE
from parser.formats.csv_files import joined as joined_text
from parser.model import TABLES, TABLES_OF_ISSUE
from parser.text import column_count
from parser.website.links import LINKED, link

A4 = 9  # the paper, as the file format numbers it
LONGEST = 32_767  # characters in a cell of a spreadsheet
CUT = "……（超出单元格长度，全文见 JSON）"
LARGEST = 10_000  # rows of a sheet: Excel takes a hundred times as many, and a minute to open them
ROW = "\0"  # stands for the number of a row until it is known
WIDTHS = (8, 48)  # narrowest and widest column, in half-width characters
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEADER = (Font(bold=True), PatternFill("solid", fgColor="DDE6F0"), Alignment(vertical="center", wrap_text=True))
LINE_END = {"\n": "&#10;", "\r": "&#13;"}
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = Font(color="0563C1", underline="single")


def of_issue(compiled: CompiledIssue) -> dict[str, bytes]:
    """The rows of one issue in each sheet, as parts."""
    return {
        f"xlsx/{record.table}": json.dumps(_rows(record, compiled.records(record.table))).encode() 
        for record in TABLES_OF_ISSUE
    }


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Write the workbook; a text too long for a cell is cut, and says so. Of a collection with more than `LARGEST` rows in
    a sheet it holds the latest issues that fit, and says so on a first sheet."""
    workbook, sheets = Workbook(write_only=True), []

    def add(title: str, header: list[str], parts: list[dict[str, Any]]) -> None:
        _add_sheet(workbook, title, header, parts)
        sheets.append(parts)

    first = first_issue(collection)
    if first:
        add("说明", ["说明"], [_plain_rows([[line] for line in left_out(collection)])])
    task_first = sorted(TABLES, key=lambda record: record.table != "tasks")
    for record in task_first:
        if record in TABLES_OF_ISSUE:
            parts = [json.loads(part) for part in joined.parts(f"xlsx/{record.table}", first)]
        else:
            parts = [_rows(record, itertools.islice(collection.records(record.table), LARGEST))]
        add(record.title_zh, [column.about.title for column in schema.columns(record)], parts)
    add("字段说明", ["工作表", "列", "字段", "类型", "说明", "单位"], [_plain_rows(_dictionary(task_first))])
    _save(workbook, sheets, data / "gazette.xlsx")


def first_issue(collection: Collection) -> int:
    """The place of the first issue that the workbook holds: 0 when it holds all."""
    rows: Counter[str] = Counter()
    for place in reversed(range(len(collection.issues))):
        rows.update({record.table: collection.issues[place].count(record.table) for record in TABLES_OF_ISSUE})
        if max(rows.values()) > LARGEST and place + 1 < len(collection.issues):
            return place + 1
    return 0


def left_out(collection: Collection) -> list[str]:
    """What the workbook, and the page of downloads, say of issues that it does not hold; nothing when it holds all."""
    first, whole = first_issue(collection), len(collection.issues)
    if not first:
        return []
    held = whole - first
    return [
        f"Excel 工作簿只收最近 {held} 期（自“{collection.issues[first].issue.title}”起），本站共有 {whole} 期：行数太多的工作簿打不开或很慢。",
        "全部各期见 CSV（每表一个文件）、SQLite 数据库和 Parquet，都在网站的“数据下载”页。",
    ]


def _add_sheet(workbook: Workbook, title: str, header: list[str], parts: Sequence[dict[str, Any]]) -> None:
    """A sheet with its header, for the rows that are put in when it is saved."""
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{sum(len(part['rows']) for part in parts) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, widths in enumerate(zip(map(_width, header), *(part["widths"] for part in parts), strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(WIDTHS[0], min(WIDTHS[1], max(widths) + 2))
    cells = [WriteOnlyCell(sheet, name) for name in header]
    styles = _styles(sheet)
    assert {name: cell.style_id for name, cell in styles.items()} == _style_ids()  # asking for it gives a style its number
    for cell in cells:
        cell._style = styles["header"]._style  # type: ignore[attr-defined]
    sheet.append(cells)


def _rows(record: type[Record], items: Iterable[Record]) -> dict[str, Any]:
    """Records as rows, in which `ROW` stands for the row's number; the links of their first cells; the widths of columns."""
    columns = schema.columns(record)
    rows, links, widths = [], [], [0] * len(columns)
    for item in items:
        values = [_value(getattr(item, column.name)) for column in columns]
        widths = list(map(max, widths, map(_width, values)))
        linked = record.table in LINKED
        styles = [_style_name(value) for value in values]
        rows.append(_row(["link", *styles[1:]] if linked else styles, values))
        links.append(link(record.table, values[0]) if linked else "")
    return {"rows": rows, "links": links, "widths": widths}


def _plain_rows(rows: list[list[Any]]) -> dict[str, Any]:
    """Rows of text, as `_rows` gives them."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return {"rows": [_row(["text"] * len(row), row) for row in rows], "links": [], "widths": widths}


def _row(styles: Sequence[str], values: Sequence[Any]) -> str:
    """A row as the file format has it."""
    cells = []
    for number, (style, value) in enumerate(zip(styles, values, strict=True), start=1):
        if value is None:
            continue
        start = f'<c r="{get_column_letter(number)}{ROW}" s="{_style_ids()[style]}"'
        if isinstance(value, str):
            kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
            cells.append(f'{start} t="inlineStr"><is><t{kept}>{escape(value, LINE_END)}</t></is></c>')
        elif isinstance(value, bool):
            cells.append(f'{start} t="b"><v>{value:d}</v></c>')
        else:
            cells.append(f'{start} t="n"><v>{_number(value)}</v></c>')
    return f'<row r="{ROW}">{"".join(cells)}</row>'


def _styles(sheet: Any) -> dict[str, Any]:
    """A cell in each style that the workbook uses, in which openpyxl numbers them."""
    samples = {name: WriteOnlyCell(sheet) for name in ("header", "text", "formula", "date", "link")}
    for cell in samples.values():
        cell.alignment = WRAPPED
    samples["header"].font, samples["header"].fill, samples["header"].alignment = HEADER
    samples["formula"].quotePrefix = True  # a spreadsheet keeps it a text also when the cell is edited
    samples["date"].number_format = "yyyy-mm-dd"
    samples["link"].font = LINK
    return samples


def _number(value: Any) -> int | float:
    """A date as the number of its day, as spreadsheets count them."""
    return int(to_excel(value)) if isinstance(value, dt.date) else value  # type: ignore[no-untyped-call]


@functools.cache
def _style_ids() -> dict[str, int]:
    """The number of each style: the same in every workbook that is made here."""
    return {name: cell.style_id for name, cell in _styles(Workbook(write_only=True).create_sheet()).items()}


def _style_name(value: Any) -> str:
    if isinstance(value, dt.date):
        return "date"
    return "formula" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else "text"


def _value(value: Any) -> Any:
    """A field as a cell holds it; nothing for an empty text or list."""
    if isinstance(value, tuple):
        value = joined_text(schema.plain(value))
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        return (value if len(value) <= LONGEST else value[: LONGEST - len(CUT)] + CUT) or None
    return value


def _width(value: Any) -> int:
    """How wide a value's longest line stands, a Chinese character counting two."""
    lines = str(value if value is not None else "").split("\n")
    return max(column_count(line[:60]) for line in lines)


def _dictionary(records: Iterable[type[Record]]) -> list[list[Any]]:
    return [
        [record.title_zh, column.about.title, f"{record.table}.{column.name}", schema.type_in_words(column),
         column.about.description, column.about.unit]
        for record in records
        for column in schema.columns(record)
    ]


def _sheet_files(number: int, sheet: bytes, parts: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The XML of a sheet, with the rows below its header and their links, and the file of its links."""
    rows = [row for part in parts for row in part["rows"]]
    links = [(place, target) for place, target in enumerate((target for part in parts for target in part["links"]), start=2) if target]
    numbered = "".join(row.replace(ROW, str(place)) for place, row in enumerate(rows, start=2)).encode()
    sheet = sheet.replace(b"</sheetData>", numbered + b"</sheetData>", 1)
    if links:
        named = "".join(f'<hyperlink ref="A{place}" r:id="rId{place}"/>' for place, _ in links)
        sheet = sheet.replace(b"<pageMargins", f'<hyperlinks xmlns:r="{RELATIONS}">{named}</hyperlinks><pageMargins'.encode(), 1)
        targets = "".join(
            f'<Relationship Type="{RELATIONS}/hyperlink" Target={quoteattr(target)} TargetMode="External" Id="rId{place}"/>'
            for place, target in links
        )
        yield f"xl/worksheets/_rels/sheet{number}.xml.rels", f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'.encode()
    yield f"xl/worksheets/sheet{number}.xml", sheet


def _save(workbook: Workbook, sheets: Sequence[Sequence[dict[str, Any]]], path: Path) -> None:
    """Save with the rows of each sheet, and without the times of day that openpyxl and zip write into a file."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    made[core] = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", made[core])
    for number, parts in enumerate(sheets, start=1):
        made |= _sheet_files(number, made[f"xl/worksheets/sheet{number}.xml"], parts)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in sorted(made.items()):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
