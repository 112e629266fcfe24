"""Measures the search at a size: `PYTHONPATH=.:tests python tests/measure_search.py 1250 FOLDER` (a number of issues).

Prints what an index costs to build and what a search loads: the scripts, the index's files up to the first 20 results,
each compressed as a static host would. Queries are what readers type, then random runs of 2 to 8 characters.
"""

from __future__ import annotations

import gzip
import random
import re
import statistics
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from search_page import ASSETS, Engine, browser, write_site
from search_sample import real_collection, varied

from parser.building import stored_issues
from parser.collection import Collection
from parser.joining import collect_stored
from tests.bench.measuring import peak_megabytes

TYPED = (
    "康复救助", "牵头单位", "合验收", "工作", "自然资源局", "兴署发〔2019〕41号", "2019 41", "审批 牵头", "残联",
    "2019年7月底前",
)  # fmt: skip
RANDOM = 100
ASK = """async (query) => {
  const search = await gazetteSearch.find(query);
  const results = await search.more(20);
  return results.map((one) => one.label + one.heading + one.text);
}"""
RECORD = """() => {
  const read = gazetteSearch.read;
  window.paths = [];
  gazetteSearch.read = (path) => (paths.push(path), read(path));
}"""


@dataclass(frozen=True)
class Cost:
    """What a search loaded up to its first results: bytes, the scripts among them."""

    query: str
    bytes: int
    results: int


def stored_collection(issues: int, folder: Path) -> Collection:
    """The real issue varied to so many issues, in files, made by a process of its own."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return collect_stored(process.submit(_store_varied, issues, folder).result())


def _store_varied(issues: int, folder: Path) -> list[Path]:
    files = []
    for number, issue in enumerate(varied(real_collection().issues[0], issues)):
        files.append(folder / f"{number:05}.issue")
        stored_issues.store(issue, files[-1])
    return files


def random_runs(collection: Collection) -> list[str]:
    """Runs of 2 to 8 characters out of the clauses of twenty issues."""
    rng = random.Random(1)
    step = max(1, len(collection.issues) // 20)
    clauses = [clause.text for issue in collection.issues[::step] for clause in issue.clauses if len(clause.text) > 8]
    runs = []
    for _ in range(RANDOM):
        text = re.sub(r"\s", "", rng.choice(clauses))
        length = rng.randint(2, 8)
        start = rng.randint(0, max(0, len(text) - length))
        runs.append(text[start : start + length])
    return runs


def search(site: Path, queries: Iterable[str]) -> list[Cost]:
    """Each query asked on a page of its own, nothing being in the browser's store."""
    scripts = compressed_scripts()
    costs = []
    with browser() as chromium:
        for query in queries:
            engine = Engine(chromium.new_page(), site)
            engine.page.evaluate(RECORD)
            results = engine.page.evaluate(ASK, query)
            loaded = sum(_compressed(site / "search" / path) for path in engine.page.evaluate("paths"))
            engine.page.close()
            costs.append(Cost(query, scripts + loaded, len(results)))
    return costs


def compressed_scripts() -> int:
    """Bytes of the search's scripts and style."""
    return sum(map(_compressed, ASSETS.iterdir()))


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def main(issues: int, folder: Path) -> None:
    collection = stored_collection(issues, folder / "issues")
    before = peak_megabytes()
    started = time.process_time()
    site = write_site(collection, folder / "site")
    spent = time.process_time() - started
    print(f"{collection.count('documents')} documents, {collection.count('clauses')} clauses")
    index = list((site / "search").rglob("*.js"))
    size = sum(path.stat().st_size for path in index)
    print(f"built in {spent:.1f} s of processor time, {len(index)} files, {size >> 20} MB")
    print(f"memory {peak_megabytes():.0f} MB, {before:.0f} MB before the index")
    print(f"scripts and style {compressed_scripts()} bytes")
    for cost in search(site, TYPED):
        print(f"{cost.query}\t{cost.bytes} bytes\t{cost.results} results")
    costs = search(site, random_runs(collection))
    loaded = [cost.bytes for cost in costs]
    quantiles = statistics.quantiles(loaded, n=100)
    print(f"random runs: median {statistics.median(loaded):.0f}, 90th {quantiles[89]:.0f}, 99th {quantiles[98]:.0f}, "
          f"largest {max(loaded)} bytes; nothing found {sum(not cost.results for cost in costs)} of {len(costs)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
