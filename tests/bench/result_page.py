"""The table as a page of the site, and as lines for the terminal; both in Chinese."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from tests.bench.measuring import Reading
from tests.bench.rows import Group, Row
from tests.bench.sizes import Sizes

_HEAD = """---
title: 性能
description: 编译、网页与检索的用时、内存，与各自的参照在同一次运行里相比。
---

# 性能

"""


def lines(group: Group, outcome: Mapping[str, Reading | str], sizes: Sizes) -> Iterator[str]:
    """A group's rows as lines of text."""
    for row in group.rows:
        title, against, asked, seen, reached = _cells(row, outcome.get(row.key, "没有测得"), sizes)
        yield f"  {reached or '—':　<4} {title}　{seen}　要求 {asked}　相比：{against}"


def page(groups: Iterable[Group], outcome: Mapping[str, Reading | str], sizes: Sizes, minutes: float) -> str:
    """site/pages/bench.md."""
    text = [_HEAD, _method(sizes, minutes)]
    for group in groups:
        text += [f"\n## {group.name}\n\n", "| 测量项 | 与什么相比 | 要求 | 本次 | 是否达到 |\n", "| --- | --- | --- | --- | --- |\n"]
        text += [f"| {' | '.join(_cells(row, outcome.get(row.key, '没有测得'), sizes))} |\n" for row in group.rows]
    return "".join(text)


def _cells(row: Row, reading: Reading | str, sizes: Sizes) -> tuple[str, str, str, str, str]:
    title, against = (text.format(**asdict(sizes)) for text in (row.title, row.against))
    bound = row.at_most if row.at_most is not None else row.at_least
    unit = "" if isinstance(reading, str) or reading.yardstick is not None else f" {reading.unit}"
    asked = "—" if bound is None else f"{'不超过' if row.at_most is not None else '不少于'} {_figure(row, bound)}{unit}"
    if isinstance(reading, str):
        return title, against, asked, f"未测：{reading.replace('|', '/')}", "未测"
    details = [f"{_number(reading.value)} ÷ {_number(reading.yardstick)} {reading.unit}"] if reading.yardstick is not None else []
    details += [reading.note] if reading.note else []
    seen = f"{_figure(row, reading.figure)}{unit}" + (f"（{'；'.join(details)}）" if details else "")
    reached = row.reached(reading.figure)
    return title, against, asked, seen, "" if reached is None else "达到" if reached else "未达到"


def _figure(row: Row, figure: float) -> str:
    return f"{_number(figure * 100)} %" if row.percent else _number(figure)


def _number(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _method(sizes: Sizes, minutes: float) -> str:
    return (
        "下表的每个数都是比值（或总量），分子与分母在同一台机器、同一次运行里交替测得，因此换一台机器也大致成立。"
        "公报由 `tests/corpus` 从本库那一期真实公报变化而来：文号、日期、机关、次序各不相同，内容已知，编译结果另有测试核对。\n\n"
        f"- 机器：{os.cpu_count()} 个处理器核，{platform.system()}，Python {platform.python_version()}。全部用时 {minutes:.0f} 分钟。\n"
        "- 一期公报：处理器时间，多个页面的中位数；每次先清掉程序对文字的记忆。其余各项：从进程开始到结束的时钟时间；内存为进程及其最大子进程的峰值。\n"
        f"- 多期：{sizes.issues} 期。“从头生成”时没有任何缓存。\n"
        "- 重测：`make bench`；只看能否运行：`make bench QUICK=1`。\n"
    )
