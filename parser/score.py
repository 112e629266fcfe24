"""How well one table was read: what agrees with the gold, what was missed, and what was found in excess."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts of one table or form, and what was missed and extra in words."""

    matched: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    silent: int = 0

    @property
    def gold(self) -> int:
        return self.matched + len(self.missed)

    @property
    def precision(self) -> float:
        found = self.matched + len(self.extra)
        return self.matched / found if found else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Score) -> None:
        self.matched += other.matched
        self.missed += other.missed
        self.extra += other.extra
        self.silent += other.silent
