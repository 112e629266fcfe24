"""Compiles gazette issues into records, data files and a website; `python -m parser` is the command line."""
