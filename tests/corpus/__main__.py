"""Writes a generated collection: `python -m tests.corpus FOLDER --issues 1200 --seed 1`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.corpus import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description="Write a collection of made-up issues into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flavour", choices=("whole", "small"), default="whole")
    parser.add_argument("--documents", type=int, help="documents an issue: 2 small ones, or all 8 of a whole issue, when not said")
    given = parser.parse_args()
    known = write(given.folder, given.issues, given.seed, given.flavour, given.documents)
    print(f"{given.issues} issues, {sum(len(facts.documents) for facts in known)} numbered documents in {given.folder}")


if __name__ == "__main__":
    main()
