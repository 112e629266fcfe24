"""Pages of made-up gazettes: short lines in, a page or a compiled issue out."""

from __future__ import annotations

from parser.compiled import CompiledIssue
from parser.compiler import compile_source
from parser.diagnostics import Finding, collector
from parser.model import Clause, Document
from parser.source import Source, read_source

ISSUE = "青川市人民政府公报2021年第3期（总第18期）"


def html(*lines: str, title: str = ISSUE, before: str = "", after: str = "") -> str:
    """A page whose article holds one paragraph a line; a line that is HTML already (starts with <) stays as it is."""
    body = "\n".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return (f"<html><head><title>{title}</title></head><body>{before}\n<div id=\"a\">\n{body}\n</div>\n{after}</body></html>")


def compiled(*lines: str, title: str = ISSUE, file: str = "page.html") -> CompiledIssue:
    """What the compiler makes of a page with these lines; no error may be among its diagnostics."""
    issue = compile_source(html(*lines, title=title).encode(), file)
    errors = [found.message for found in issue.diagnostics if found.severity == "error"]
    assert not errors, errors
    return issue


def document(*lines: str, title: str = ISSUE) -> Document:
    """The only document of a page with these lines."""
    issue = compiled(*lines, title=title)
    assert len(issue.documents) == 1, [found.title for found in issue.documents]
    return issue.documents[0]


def body(*lines: str) -> CompiledIssue:
    """A notice with these lines as its body."""
    return compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", *lines, "2021年3月5日")


def outline(*lines: str) -> list[tuple[str, str]]:
    """(path, label + heading or first words) of each clause in the body of a notice."""
    return [(clause.path, words(clause)) for clause in body(*lines).clauses]


def words(clause: Clause) -> str:
    """What a clause starts with, up to 12 characters."""
    return f"{clause.label}{clause.heading or clause.text}"[:12]


def codes(issue: CompiledIssue) -> set[str]:
    """The names of an issue's diagnostics."""
    return {found.name for found in issue.diagnostics}


def read(data: bytes | str, file: str = "page.html") -> tuple[Source, list[Finding]]:
    """A source as the first pass reads it, and what it reports."""
    findings: list[Finding] = []
    return read_source(data if isinstance(data, bytes) else data.encode(), file, collector(findings)), findings
