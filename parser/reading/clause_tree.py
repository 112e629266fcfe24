"""The tree of clauses while the compiler works on it; `model.Clause` is its published form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parser.model import ClauseKind, Table
from parser.rules.task_tables import ColumnKind


@dataclass(eq=False)
class ClauseNode:
    """A clause while its tree is built; `content` holds paragraphs, tables and child nodes in the order of the page, `children`
    the child nodes alone."""

    kind: ClauseKind
    level: int
    block: int
    line: int
    label: str = ""
    number: int = 0
    style: str = ""
    heading: str | None = None
    heading_mark: str = ""
    parent: ClauseNode | None = None
    content: list[str | Table | ClauseNode] = field(default_factory=list)
    cells: list[tuple[ColumnKind, int, str]] = field(default_factory=list)  # of a task-table row: meaning, start in text, cell
    token: str = ""
    children: list[ClauseNode] = field(default_factory=list, init=False)

    def add(self, child: ClauseNode) -> None:
        """Put a child at the end of what stands here."""
        self.content.append(child)
        self.children.append(child)

    @property
    def paragraphs(self) -> list[str]:
        return [piece for piece in self.content if isinstance(piece, str)]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def path(self) -> str:
        if self.parent is None or self.kind == "row":
            return self.token
        return f"{self.parent.path}-{self.token}"


def walk(nodes: list[ClauseNode]) -> Iterator[ClauseNode]:
    """All clauses of a forest in reading order."""
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children[::-1]
