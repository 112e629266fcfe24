"""Writes a draft as the page that is kept in source_html/: a paragraph a printed line, tables with spans, no style."""

from __future__ import annotations

from html import escape

from parser.importing.draft import Cell, Draft, Piece

_BYLINE = {"来源": "来源", "作者": "作者", "发布日期": "发布时间"}


def clean_page(draft: Draft, file: str, sha256: str) -> str:
    """The page; `file` and `sha256` name what it was made from. No clock: the same file gives the same bytes."""
    byline = " ".join(f"{printed}:{draft.metadata[key]}" for key, printed in _BYLINE.items() if key in draft.metadata)
    others = {key: value for key, value in draft.metadata.items() if key not in _BYLINE}
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{_text(draft.title)}</title>",
        f'<meta name="imported-from" content="{escape(file)}">',
        f'<meta name="imported-kind" content="{escape(draft.kind)}">',
        f'<meta name="imported-sha256" content="{sha256}">',
        "</head>",
        "<body>",
        f'<div class="title">{_text(draft.title)}</div>',
        *([f'<div class="byline">{_text(byline)}</div>'] if byline else []),
        *(_metadata(others) if others else []),
        '<div class="article">',
        *(line for piece in draft.pieces for line in _piece(piece)),
        "</div>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _piece(piece: Piece) -> list[str]:
    if isinstance(piece, str):
        return [f"<p>{_text(piece)}</p>"]
    rows = ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in piece.rows]
    return ['<table border="1">', *rows, "</table>"]


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
    )
    return f"<td{spans}>" + "".join(f"<p>{_text(line)}</p>" for line in cell.lines) + "</td>"


def _metadata(found: dict[str, str]) -> list[str]:
    rows = [f"<tr><td>{_text(label)}</td><td>{_text(value)}</td></tr>" for label, value in found.items()]
    return ['<table class="metadata">', *rows, "</table>"]


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;").replace("\n", " ")
