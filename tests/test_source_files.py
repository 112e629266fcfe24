from __future__ import annotations

import os
import tracemalloc

import pytest
from real_issue import ISSUE

from parser.building.source_files import compile_files
from parser.building.source_folder import find_sources
from parser.diagnostics import SourceError


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    folder, secret = tmp_path / "sources", tmp_path / "secret.html"
    folder.mkdir()
    secret.write_bytes(ISSUE.read_bytes())
    try:
        os.symlink(secret, folder / "2019-06.html")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(SourceError, match="符号链接指向来源文件夹之外"):
        find_sources([folder])


def test_a_large_file_is_refused_without_reading_it(tmp_path):
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    outcome = compile_files([large], tmp_path / "store")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "文件太大（100 MB" in outcome.failures[0].message and peak < 10_000_000


def test_corrections_without_their_source_are_not_passed_over(tmp_path):
    (tmp_path / "2019-06.html").write_bytes(ISSUE.read_bytes())
    (tmp_path / "2019-06.corrections.toml").write_text("", encoding="utf-8")
    assert [file.name for file in find_sources([tmp_path])] == ["2019-06.html"]
    (tmp_path / "2019-6.corrections.toml").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"旁边没有 2019-6\.html"):
        find_sources([tmp_path])
