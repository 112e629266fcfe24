"""Files as other programs save them: Word documents made by hand, tables as spreadsheets copy them into a text."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
PART_RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>
<Relationship Id="r2" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>"""


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(table) -> str:
    """A table as Word has it: a merged cell is continued in the rows below."""
    rows, held = [], {}
    for row in table.find_all("tr"):
        cells, column = [], 0
        waiting = row.find_all("td")
        while waiting or column in held:
            if held.get(column, 0) > 0:
                held[column] -= 1
                if not held[column]:
                    del held[column]
                cells.append("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>")
            else:
                cell = waiting.pop(0)
                down = int(cell.get("rowspan", 1))
                merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
                if down > 1:
                    held[column] = down - 1
                lines = "".join(paragraph(line.get_text()) for line in cell.find_all("p")) or "<w:p/>"
                cells.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{lines}</w:tc>")
            column += 1
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", PART_RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()


NUMBERING = f"""<w:numbering {NS}><w:abstractNum w:abstractNumId="4">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""


def numbered(text: str, level: int) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


HEAD = paragraph("某市人民政府关于加强供水管理的通知") + paragraph("某政发〔2021〕3号") + paragraph("各区人民政府：")


def table_as_text(table) -> list[str]:
    """Cells parted by tabs; ^^ for what is merged with the cell above, || between the paragraphs of a cell."""
    grid: dict[tuple[int, int], str] = {}
    for r, row in enumerate(table.find_all("tr")):
        column = 0
        for cell in row.find_all("td"):
            while (r, column) in grid:
                column += 1
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            paragraphs = "||".join(line.get_text() for line in cell.find_all("p"))
            for i in range(down):
                for j in range(across):
                    grid[r + i, column + j] = "^^" if i else "<<" if j else paragraphs
    width = max(column for _, column in grid) + 1
    return ["\t".join(grid[r, c] for c in range(width)) for r in range(max(row for row, _ in grid) + 1)]


# --- Word
