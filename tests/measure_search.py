"""Measures the search at a size: `PYTHONPATH=. python tests/measure_search.py 1250 FOLDER` (a number of issues).

Prints what an index costs to build and what a search loads: the scripts, the index's files up to the first 20 results,
each compressed as a static host would. Queries are what readers type, then random runs of 2 to 8 characters.
"""

from __future__ import annotations

import gzip
import random
import re
import resource
import statistics
import sys
import time
from pathlib import Path

from search_page import ASSETS, Engine, browser, write_site
from search_sample import large_collection

TYPED = (
    "康复救助", "牵头单位", "合验收", "工作", "自然资源局", "兴署发〔2019〕41号", "2019 41", "审批 牵头", "残联",
    "2019年7月底前",
)  # fmt: skip
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


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def main(issues: int, folder: Path) -> None:
    collection = large_collection(issues)
    clauses = [clause.text for clause in collection.records("clauses") if len(clause.text) > 8]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    site = write_site(collection, folder)
    spent = time.process_time() - started
    index = [path for path in (site / "search").rglob("*.js")]
    print(f"{collection.count('documents')} documents, {collection.count('clauses')} clauses")
    size = sum(path.stat().st_size for path in index)
    print(f"built in {spent:.1f} s of processor time, {len(index)} files, {size >> 20} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory {peak >> 10} MB, {before >> 10} MB of them the collection itself")
    scripts = sum(compressed(path) for path in ASSETS.iterdir())
    print(f"scripts and style {scripts} bytes")
    rng = random.Random(1)
    runs = []
    for _ in range(200):
        text = re.sub(r"\s", "", rng.choice(clauses))
        length = rng.randint(2, 8)
        start = rng.randint(0, max(0, len(text) - length))
        runs.append(text[start : start + length])
    costs, missed = [], 0
    with browser() as chromium:
        for query in (*TYPED, *runs):
            engine = Engine(chromium.new_page(), site)
            engine.page.evaluate(RECORD)
            results = engine.page.evaluate(ASK, query)
            cost = scripts + sum(compressed(site / "search" / path) for path in engine.page.evaluate("paths"))
            engine.page.close()
            if query in TYPED:
                print(f"{query}\t{cost} bytes\t{len(results)} results")
            else:
                costs.append(cost)
                missed += not results
    quantiles = statistics.quantiles(costs, n=100)
    print(f"random runs: median {statistics.median(costs):.0f}, 90th {quantiles[89]:.0f}, 99th {quantiles[98]:.0f}, "
          f"largest {max(costs)} bytes; nothing found {missed} of {len(runs)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
