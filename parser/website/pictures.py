"""Pictures drawn when the site is built: inline SVG with a title and a description; the page has the table beside it.

Colours come from the page's style sheet by class, so that a picture follows the light, dark and high-contrast schemes.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from parser.model import Agency, Document
from parser.record_ids import anchor
from parser.website.issue_view import IssueView
from parser.wording import ROLE_NAMES

WIDTH = 720
ROW = 26
LABEL = 210  # room for a body's name


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart: `parts` are (series, amount)."""

    label: str
    link: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.parts)


def bar_chart(name: str, title: str, description: str, bars: Sequence[Bar], unit: str) -> Markup:
    """Horizontal bars, one a row, each divided into its series; the total stands at the end."""
    longest = max((bar.total for bar in bars), default=1) or 1
    scale = (WIDTH - LABEL - 56) / longest
    drawn = []
    for index, bar in enumerate(bars):
        y = index * ROW
        x = float(LABEL)
        rows = [Markup('<text class="label" x="{}" y="{}">{}</text>').format(LABEL - 10, y + 17, _short(bar.label, 14))]
        for series, amount in bar.parts:
            if amount:
                rows.append(Markup('<rect class="series-{}" x="{:.1f}" y="{}" width="{:.1f}" height="18"/>').format(
                    series, x, y + 4, max(amount * scale - 1, 1)))
                x += amount * scale
        rows.append(Markup('<text class="amount" x="{:.1f}" y="{}">{}</text>').format(x + 6, y + 17, bar.total))
        spoken = f"{bar.label}：{bar.total}{unit}"
        drawn.append(Markup('<a href="{}" aria-label="{}">{}</a>').format(bar.link, spoken, Markup("").join(rows)))
    return _picture(name, title, description, len(bars) * ROW + 4, drawn)


def structure(document: Document, view: IssueView) -> Markup | None:
    """A document's clauses as a strip: a column a clause, as wide as its text is long, its children below it.

    A clause with an owner is filled, one with a time limit has a dot. None for a document of fewer than four clauses.
    """
    clauses = [clause for clause in view.clauses_of.get(document.id, []) if not clause.part.startswith("a")]
    if sum(clause.kind != "paragraph" for clause in clauses) < 4:
        return None
    children: dict[str | None, list[str]] = {}
    length: dict[str, int] = {}
    for clause in clauses:
        children.setdefault(clause.parent_id, []).append(clause.id)
    for clause in reversed(clauses):
        own = len(clause.heading or "") + len(clause.text)
        length[clause.id] = max(own, 40) + sum(length[child] for child in children.get(clause.id, []))
    scale = WIDTH / sum(length[clause.id] for clause in clauses if clause.parent_id is None)
    left: dict[str | None, float] = {None: 0.0}
    depth: dict[str | None, int] = {None: -1}
    drawn = []
    for clause in clauses:
        x, width = left[clause.parent_id], length[clause.id] * scale
        left[clause.parent_id] = x + width
        left[clause.id] = x
        depth[clause.id] = depth[clause.parent_id] + 1
        y = depth[clause.id] * 30
        owned = "owned" if view.owners_of.get(clause.id) else "plain"
        shapes = [f'<rect class="{owned}" x="{x:.1f}" y="{y}" width="{max(width - 1, 0.5):.1f}" height="28"/>']
        label = clause.label.rstrip("、.．")
        is_dated = bool(view.limits_of.get(clause.id)) and width > 10
        if label and width > 13 * len(label) + (20 if is_dated else 6):
            shapes.append(f'<text class="inside" x="{x + 4:.1f}" y="{y + 18}">{escape(label)}</text>')
        if is_dated:
            shapes.append(f'<circle class="dated" cx="{x + width - 7:.1f}" cy="{y + 8}" r="3"/>')
        spoken = escape(f"{clause.label}{clause.heading or clause.text[:20]}")
        drawn.append(Markup(f'<a href="#{anchor(clause.id)}" tabindex="-1"><title>{spoken}</title>{"".join(shapes)}</a>'))
    deepest = max(depth.values()) + 1
    about = (
        f"共{sum(clause.kind != 'paragraph' for clause in clauses)}条，宽度表示篇幅，自上而下为层次；"
        "深色为有责任单位的条款，圆点为有时限的条款。各条见正文与任务分解表。"
    )
    return _picture("structure", "公文结构", about, deepest * 30, drawn)


Pairs = Counter[tuple[str, str]]  # two bodies' ids, the lesser first → in how many clauses both have a role


def together(bodies: Sequence[Agency], pairs: Pairs) -> Markup | None:
    """Who works with whom: in how many clauses each pair of these bodies appears. None for fewer than three."""
    if len(bodies) < 3:
        return None
    cell, top = (WIDTH - LABEL) // max(len(bodies), 8), 26
    most = max((pairs[_pair(a.id, b.id)] for a in bodies for b in bodies if a != b), default=1) or 1
    drawn = []
    for row, one in enumerate(bodies):
        y = top + row * ROW
        drawn.append(Markup('<a href="{}/"><text class="label" x="{}" y="{}">{}</text></a>').format(
            one.id, LABEL - 10, y + 17, f"{_short(one.name, 12)} {row + 1}"))
        middle = LABEL + row * cell + cell // 2
        drawn.append(Markup('<text class="column" x="{}" y="16">{}</text>').format(middle, row + 1))
        for column, other in enumerate(bodies):
            amount = pairs[_pair(one.id, other.id)] if one != other else 0
            if amount:
                drawn.append(Markup(
                    '<g><title>{}</title>'
                    '<rect class="heat" x="{}" y="{}" width="{}" height="{}" fill-opacity="{:.2f}"/>'
                    '<text class="heat-amount{}" x="{}" y="{}">{}</text></g>'
                ).format(
                    f"{one.name}与{other.name}：{amount}条", LABEL + column * cell, y, cell - 2, ROW - 2,
                    0.12 + 0.88 * amount / most, " strong" if amount / most > 0.5 else "",
                    LABEL + column * cell + cell // 2 - 1, y + 17, amount))
    about = "行与列为任务最多的单位，格中数字为两个单位同在一条的条款数，颜色越深越多。"
    return _picture("together", "哪些单位一起承担任务", about, top + len(bodies) * ROW, drawn)


def task_count(agency: Agency) -> int:
    return agency.lead_count + agency.responsible_count + agency.support_count


def shared_clauses(view: IssueView) -> Pairs:
    """For each pair of bodies, in how many clauses of the issue both have a role."""
    pairs: Pairs = Counter()
    for duties in view.owners_of.values():
        pairs.update(itertools.combinations(sorted({duty.agency_id for duty in duties}), 2))
    return pairs


def agency_bars(agencies: Iterable[Agency], root: str) -> list[Bar]:
    """A bar a body, divided by role."""
    return [
        Bar(agency.name, f"{root}agencies/{agency.id}/", tuple(
            (role, getattr(agency, f"{role}_count")) for role in ROLE_NAMES))
        for agency in agencies
    ]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _picture(name: str, title: str, description: str, height: int, drawn: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="picture" viewBox="0 0 {} {}" role="group" aria-labelledby="{}-title {}-about">'
        '<title id="{}-title">{}</title><desc id="{}-about">{}</desc>{}</svg>'
    ).format(WIDTH, height, name, name, name, title, name, description, Markup("").join(drawn))
