"""Writes a generated collection: `python -m tests.corpus FOLDER --issues 1200 --seed 1`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.corpus import generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description="Write a collection of made-up issues into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flavour", choices=("whole", "small"), default="whole")
    parser.add_argument("--documents", type=int, help="documents an issue: 2 small ones, or all 8 of a whole issue, when not said")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    size = documents = 0
    for issue in generate(given.issues, given.seed, given.flavour, given.documents):
        (given.folder / issue.name).write_bytes(issue.data)
        size += len(issue.data)
        documents += len(issue.facts.documents)
    print(f"{given.issues} issues, {documents} numbered documents, {size >> 20} MB in {given.folder}")


if __name__ == "__main__":
    main()
