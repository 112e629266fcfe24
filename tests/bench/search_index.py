"""The search at a size: the memory that its index takes to build, and what a browser loads up to the first results."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from measure_search import TYPED, Cost, random_runs, search, stored_collection
from search_page import write_site

from tests.bench.measuring import Reading, peak_megabytes, progress
from tests.bench.sizes import Sizes
from tests.corpus.plan import WHOLE_DOCUMENTS


def measure(sizes: Sizes) -> dict[str, Reading]:
    """The issues differ in sentences and in three characters of a hundred, as words that occur once do."""
    with tempfile.TemporaryDirectory() as name:
        progress("准备公报")
        collection = stored_collection(sizes.index_pages // WHOLE_DOCUMENTS, Path(name) / "issues")
        progress("建索引")
        site = write_site(collection, Path(name) / "site")
        memory = peak_megabytes()
        progress("检索")
        typed, drawn = search(site, TYPED), search(site, random_runs(collection)[: sizes.searches])
    return {
        "index-memory": Reading(memory, None, "MB", f"{collection.count('clauses')} 条"),
        "first-result": _bytes(typed, max(cost.bytes for cost in typed), "其中最多的一次"),
        "any-result": _bytes(drawn, statistics.quantiles([cost.bytes for cost in drawn], n=20)[-1], "第 95 百分位"),
    }


def _bytes(costs: list[Cost], figure: float, what: str) -> Reading:
    loaded = [cost.bytes / 1000 for cost in costs]
    missed = sum(not cost.results for cost in costs)
    return Reading(figure / 1000, None, "kB", f"{what}；中位数 {statistics.median(loaded):.0f}，最多 {max(loaded):.0f}；{missed} 次没有结果")
