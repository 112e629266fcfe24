"""The table as a page of the site, and as lines for the terminal; both in Chinese."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import jinja2

from tests.bench.measuring import Reading
from tests.bench.rows import Group, Row
from tests.bench.sizes import Sizes

Outcome = Mapping[str, Reading | str]  # by key of the row: the reading, or why there is none
TEMPLATE = Path(__file__).with_name("bench.md.jinja")


@dataclass(frozen=True)
class Cells:
    """One row as it is shown."""

    title: str
    against: str
    asked: str
    figure: str
    details: str
    reached: str


def lines(group: Group, outcome: Outcome, sizes: Sizes) -> Iterator[str]:
    """A group's rows as lines of text."""
    for row in group.rows:
        cells = _cells(row, outcome, sizes)
        yield f"  {cells.reached}　{cells.title}：{cells.figure}（要求{cells.asked}；相比：{cells.against}；{cells.details}）"


def page(groups: Iterable[Group], outcome: Outcome, sizes: Sizes, minutes: float) -> str:
    """site/pages/bench.md."""
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True).from_string(
        TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        tables=[(group.name, [_cells(row, outcome, sizes) for row in group.rows]) for group in groups], sizes=sizes,
        minutes=round(minutes), cores=os.cpu_count(), system=platform.system(), python=platform.python_version(),
    )


def _cells(row: Row, outcome: Outcome, sizes: Sizes) -> Cells:
    reading = outcome.get(row.key, "没有测得")
    title, against = (text.format(**asdict(sizes)) for text in (row.title, row.against))
    bound = row.at_most if row.at_most is not None else row.at_least
    if isinstance(reading, str):
        return Cells(title, against, _asked(row, bound, ""), "未测", reading, "未测")
    unit = f" {reading.unit}" if reading.yardstick is None else ""
    ratio = [f"{_number(reading.value)} ÷ {_number(reading.yardstick)} {reading.unit}"] if reading.yardstick is not None else []
    reached = row.reached(reading.figure)
    details = [*ratio, reading.note, row.short if reached is False else ""]
    return Cells(
        title, against, _asked(row, bound, unit), _figure(row, reading.figure) + unit, "；".join(filter(None, details)),
        "—" if reached is None else "达到" if reached else "未达到",
    )


def _asked(row: Row, bound: float | None, unit: str) -> str:
    return "—" if bound is None else f"{'至多' if row.at_most is not None else '至少'} {_figure(row, bound)}{unit}"


def _figure(row: Row, figure: float) -> str:
    return f"{_number(figure * 100)}%" if row.percent else _number(figure)


def _number(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
