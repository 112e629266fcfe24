from __future__ import annotations

import filecmp
import re
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package
from real_issue import ISSUE
from sample import COMPILED

from parser import build, datasets, pages
from parser.building import source_files, source_folder
from parser.building.stored_issues import load_summary
from parser.diagnostics import SourceError


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not byte for byte the same in both folders."""
    assert files(one) == files(other)
    return filecmp.cmpfiles(one, other, files(one), shallow=False)[1]


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("first") / "build"
    build.build(output=made)
    return made


def test_a_build_makes_pages_data_and_search(output):
    assert (output / "site" / "index.html").is_file()
    assert (output / "site" / "data" / "tasks.json").is_file()
    assert (output / "site" / "data" / "index.html").is_file()
    assert (output / "site" / "documents" / "xsz-2019-46" / "index.html").is_file()
    assert list((output / "site" / "search").rglob("*"))
    assert (output / "docs" / "index.md").is_file()


def test_the_published_data_package_is_valid(output):
    report = Package(str(output / "site" / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])


def test_two_builds_give_identical_bytes(output, tmp_path):
    build.build(output=tmp_path / "elsewhere")
    assert differing(output / "site", tmp_path / "elsewhere" / "site") == []
    assert differing(output / "docs", tmp_path / "elsewhere" / "docs") == []


def test_nothing_published_names_the_folder_it_was_made_in(output):
    for name in files(output / "site"):
        assert str(output).encode() not in (output / "site" / name).read_bytes(), name


def test_a_published_identifier_that_vanishes_stops_a_build_unless_it_is_declared(output, tmp_path):
    (tmp_path / ISSUE.name).write_bytes(ISSUE.read_bytes())
    published = tmp_path / "ids.json"
    published.write_text('{"ids": {"documents": ["xsf-2018-7"]}, "aliases": {}}', encoding="utf-8")
    before = snapshot(output)
    with pytest.raises(build.BuildError, match="xsf-2018-7"):
        build.build(tmp_path, output, published=published)
    assert snapshot(output) == before

    (tmp_path / "aliases.toml").write_text('"xsf-2018-7" = "xsf-2019-41"\n', encoding="utf-8")
    build.build(tmp_path, tmp_path / "build", published=published)
    moved = (tmp_path / "build" / "site" / "documents" / "xsf-2018-7" / "index.html").read_text(encoding="utf-8")
    assert "../../documents/xsf-2019-41/" in moved


def snapshot(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


def test_a_source_that_cannot_be_read_leaves_the_site(output, tmp_path):
    before = snapshot(output)
    (tmp_path / "2019-06.html").write_bytes(ISSUE.read_bytes())
    (tmp_path / "broken.html").write_bytes(b"")
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(build.BuildError) as raised:
        build.build(tmp_path, output)
    named = " ".join(str(problem) for problem in raised.value.problems)
    assert "broken.html" in named and "binary.html" in named, "every unreadable source is named, not only the first"
    assert snapshot(output) == before


@pytest.mark.parametrize(("module", "step"), [(pages, "write_pages"), (datasets, "write_datasets")])
def test_a_step_that_fails_leaves_the_site(output, monkeypatch, module, step):
    before = snapshot(output)

    def fail(*arguments):
        raise RuntimeError("disk full")

    monkeypatch.setattr(module, step, fail)
    with pytest.raises(RuntimeError):
        build.build(output=output, use_cache=False)
    assert snapshot(output) == before


def test_an_error_among_the_diagnostics_stops_a_build(monkeypatch, tmp_path):
    found = replace(COMPILED.diagnostics[0], severity="error")
    faulty = replace(COMPILED, diagnostics=(found, *COMPILED.diagnostics[1:]))
    monkeypatch.setattr(source_files, "compile_issue", lambda path, mask_contacts: faulty)
    with pytest.raises(build.BuildError) as raised:
        build.compile_collection([ISSUE], tmp_path)
    assert raised.value.problems == (found,)


def test_a_warning_of_mkdocs_stops_a_build(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# 首页\n\n[没有的页](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(build.BuildError, match=r"nowhere\.md"):
        build.run_mkdocs(tmp_path / "docs", tmp_path / "site")


def test_mkdocs_works_in_build_and_never_in_the_sources_of_the_site():
    text = build.CONFIGURATION.read_text(encoding="utf-8")
    assert re.search(r"^site_dir:\s*build/site\s*$", text, re.MULTILINE)
    assert re.search(r"^docs_dir:\s*build/docs\s*$", text, re.MULTILINE)


def test_sources_are_found_in_folders_once_and_in_order(tmp_path):
    for name in ("b.HTM", "a.html", "2019/c.txt", "a_files/frame.html", ".hidden/d.html", "note.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = source_folder.find_sources([tmp_path, tmp_path / "a.html"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["2019/c.txt", "a.html", "b.HTM"]


@pytest.mark.parametrize(("name", "message"), [
    ("missing", "没有这个文件或文件夹"), ("empty", "文件夹里没有"), ("letter.docx", "不是可以编译的文件"),
])
def test_paths_that_mean_no_source_are_named(tmp_path, name, message):
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"PK")
    with pytest.raises(SourceError, match=message):
        source_folder.find_sources([tmp_path / name])


def test_a_fault_of_the_program_is_a_failure_of_one_source(tmp_path, monkeypatch):
    def fail(path, mask_contacts):
        raise IndexError("list index out of range")

    monkeypatch.setattr(source_files, "compile_issue", fail)
    outcome = source_files.compile_files([ISSUE], tmp_path)
    (failure,) = outcome.failures
    assert "2019-06.html" in str(failure) and "IndexError，test_build.py:" in str(failure)


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_sources_are_compiled_in_order_and_failures_do_not_stop_the_others(tmp_path, jobs):
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(1, 11):
        content = ISSUE.read_bytes() if number in (1, 10) else b""
        (sources / f"{number:02}.html").write_bytes(content)
    counted = []
    outcome = source_files.compile_files(
        source_folder.find_sources([sources]), tmp_path / "store", jobs,
        progress=lambda done, total: counted.append((done, total)),
    )
    assert [load_summary(file).issue.source_file for file in outcome.stored] == ["01.html", "10.html"]
    assert [Path(failure.file).name for failure in outcome.failures] == [f"{number:02}.html" for number in range(2, 10)]
    assert counted == [(done, 10) for done in range(1, 11)]
