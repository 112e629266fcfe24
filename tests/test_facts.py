"""Facts of whole documents: invented documents of governments of all levels give exactly what a careful reader finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from fact_cases import differences, read_case

from parser.compiler import compile_source

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_reads_exactly_what_a_careful_reader_finds(path: Path) -> None:
    case = read_case(path)
    assert differences(case, compile_source(case.page, f"{path.stem}.html")) == []
