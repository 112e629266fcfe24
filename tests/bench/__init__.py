"""The benchmark: `make bench` measures every figure of `rows.py` in one run and writes them to site/pages/bench.md."""
