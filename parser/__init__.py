"""Compiles gazette issues into records, data files and a website; `python -m parser` is the command line."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent  # the checkout
