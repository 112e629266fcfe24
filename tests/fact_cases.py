"""Reads `cases/*.txt`: an invented document, as the bytes of a page, with the facts that it must give."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path

from parser.compiled import CompiledIssue
from parser.model import Citation, Deadline, Responsibility
from parser.text import compact

Fact = tuple[str, ...]


@dataclass
class Case:
    """`facts` pairs the number of a source line with what the clause opened there holds."""

    page: bytes
    facts: list[tuple[int, Fact]] = field(default_factory=list)
    optional: list[tuple[int, Fact]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)


def read_case(path: Path) -> Case:
    lines = ["<html><body><div>"]
    case = Case(b"")
    table: list[list[str]] = []
    place = 0
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.startswith(">"):
            words = raw[1:].split()
            facts = case.optional if words[0] == "?" else case.facts
            words = words[words[0] == "?":]
            if words[0] == "flags":
                case.flags.update(words[1:])
            elif words[0] in ("lead", "responsible", "support"):
                facts += [(place, (words[0], name)) for name in words[1:]]
            elif words[0] == "cites":
                facts.append((place, ("cites", words[-3] if len(words) == 4 else "".join(words[1:-2]), *words[-2:])))
            else:
                facts.append((place, tuple(words)))
            continue
        if raw.startswith("|"):
            if not table:
                lines.append("<table>")
            table.append([cell.strip() for cell in raw.strip("|").split("|")])
            lines.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in table[-1]) + "</tr>")
        else:
            if table:
                lines[-1] += "</table>"
                table = []
            lines.append(f"<p>{html.escape(raw)}</p>")
        place = len(lines)
    lines.append("</div></body></html>")
    case.page = _merge_down("\n".join(lines)).encode()
    return case


def _merge_down(page: str) -> str:
    """A cell `^` becomes part of the one above it."""
    lines = page.split("\n")
    for n, line in enumerate(lines):
        if "<td>^</td>" in line:
            cells, above = line.split("<td>"), lines[n - 1].split("<td>")
            column = cells.index("^</td>")
            above[column] = " rowspan=2>" + above[column]
            lines[n - 1] = "<td>".join(above).replace("<td> rowspan=2>", "<td rowspan=2>")
            lines[n] = line.replace("<td>^</td>", "")
    return "\n".join(lines)


def facts_of(compiled: CompiledIssue) -> dict[str, list[Fact]]:
    """The facts of a compiled document by the clause that holds them."""
    held: dict[str, list[Fact]] = {}
    for record in (*compiled.responsibilities, *compiled.deadlines, *compiled.citations):
        clause = record.quoted_in if isinstance(record, Citation) else record.clause_id
        held.setdefault(clause, []).append(_fact(record))
    return held


def _fact(record: Responsibility | Deadline | Citation) -> Fact:
    if isinstance(record, Responsibility):
        return record.role, record.agency
    if isinstance(record, Citation):
        return "cites", compact(record.title or "-"), record.number or "-", record.relation
    if record.kind == "relative":
        return "relative", str(record.amount), str(record.unit)
    if record.kind == "recurring":
        return "recurring", str(record.recurrence)
    if record.kind == "period":
        return "period", str(record.starts_on), str(record.due_on)
    return ("by", str(record.due_on)) if record.kind == "by_date" else ("effective", str(record.starts_on))


def differences(case: Case, compiled: CompiledIssue) -> list[str]:
    """What the document does not give and what it gives in excess, in words."""
    opened = sorted((clause.line, clause.position, clause.id) for clause in compiled.clauses)

    def clause_at(line: int) -> str:
        return [identifier for start, _, identifier in opened if start <= line][-1] if case.page else ""

    rows = {}
    for clause in compiled.clauses:
        if clause.kind == "row":
            rows[clause.heading] = clause.id
    lines = case.page.decode().split("\n")

    def owner(line: int) -> str:
        if lines[line - 1].startswith("<tr>"):
            return next((identifier for heading, identifier in rows.items() if heading and f"<td>{heading}</td>" in lines[line - 1]), "")
        return clause_at(line)

    found = {clause: list(facts) for clause, facts in facts_of(compiled).items()}
    missed = []
    for line, fact in case.facts + case.optional:
        held = found.get(owner(line), [])
        if fact in held:
            held.remove(fact)
        elif (line, fact) not in case.optional:
            missed.append(f"漏 {owner(line)} {' '.join(fact)}")
    missing = case.flags - {diagnostic.name for diagnostic in compiled.diagnostics}
    return missed + [f"多 {clause} {' '.join(fact)}" for clause, facts in found.items() for fact in facts] + [f"无 {name}" for name in sorted(missing)]
