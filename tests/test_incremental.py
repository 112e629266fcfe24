"""A run that goes on from the last one publishes, byte for byte, what a run from nothing publishes."""

from __future__ import annotations

import filecmp
import os
import sqlite3
from pathlib import Path

import pytest

from parser import build, datasets, gazette
from parser.building import data_folder, last_run, packed, source_files, staging, steps
from parser.building.source_folder import find_sources
from parser.building.workplace import Workplace
from tests.corpus import generate_one

ISSUES = 4


def add_issue(sources: Path, place: int) -> Path:
    made = generate_one(place, flavour="small")
    sources.mkdir(exist_ok=True)
    file = sources / made.name
    file.write_bytes(made.data)
    return file


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for place in range(ISSUES):
        add_issue(tmp_path / "sources", place)
    return tmp_path / "sources"


def publish(sources: Path, root: Path, workplace: Workplace) -> None:
    """All data of the sources, as a build writes it."""
    collection = source_files.compile_sources(find_sources([sources]), workplace.kept / "compiled")
    datasets.write_datasets(collection, root, {}, workplace)


@pytest.fixture
def publish_again(sources, tmp_path):
    """Publishes the sources anew, from what the last run left; returns the folder, which equals one from nothing."""
    folders = [tmp_path / "0"]
    (tmp_path / "kept").mkdir()
    publish(sources, folders[0], Workplace(tmp_path / "kept", tmp_path / "none"))

    def again() -> Path:
        folders.append(tmp_path / str(len(folders)))
        publish(sources, folders[-1], Workplace(tmp_path / "kept", folders[-2]))
        whole, unkept = tmp_path / f"{folders[-1].name}-whole", tmp_path / f"{folders[-1].name}-kept"
        unkept.mkdir()
        publish(sources, whole, Workplace(unkept))
        assert differing(folders[-1], whole) == []
        return folders[-1]

    return again


def differing(one: Path, other: Path) -> list[str]:
    names = steps.files_below(one)
    assert names == steps.files_below(other) and len(names) > 50
    return filecmp.cmpfiles(one, other, names, shallow=False)[1]


def rows(folder: Path, query: str) -> list[tuple]:
    return sqlite3.connect(folder / "data" / "gazette.sqlite").execute(query).fetchall()


def stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_ino, stat.st_mtime_ns


def same_file(folder: Path, name: str) -> bool:
    """Whether the file of the last run is this one too, not a copy of it."""
    last = folder.with_name(str(int(folder.name) - 1)) / name
    return last.exists() and last.samefile(folder / name)


def test_an_issue_that_is_added_changes_what_it_is_in_and_nothing_else(publish_again, sources):
    added = add_issue(sources, ISSUES).stem
    folder = publish_again()
    assert rows(folder, "SELECT count(*) FROM issues") == [(ISSUES + 1,)]
    others = [name for name in steps.files_below(folder) if "/documents/" in name or "/issues/" in name or "/akn/" in name]
    kept = [name for name in others if same_file(folder, name)]
    assert len(kept) > 20 and len(others) - len(kept) == 2 * 2 + 2, "two documents and the issue, as JSON and as Akoma Ntoso"
    assert not (folder.with_name("0") / "data" / "issues" / f"{added}.json").exists()


def test_an_issue_that_changes_is_made_again(publish_again, sources):
    file = find_sources([sources])[1]
    file.write_bytes(file.read_bytes().replace("通知".encode(), "通告".encode()))
    folder = publish_again()
    assert not same_file(folder, f"data/issues/{file.stem}.json")
    assert same_file(folder, f"data/issues/{find_sources([sources])[0].stem}.json")


def test_an_issue_that_goes_leaves_nothing_and_citations_of_it_lead_nowhere(publish_again, sources, tmp_path):
    cited = "SELECT count(*) FROM citations WHERE cited_document_id LIKE ?"
    first = find_sources([sources])[0]
    documents = [document for document, in rows(tmp_path / "0", f"SELECT id FROM documents WHERE issue_id = '{first.stem}'")]
    before = sum(rows(tmp_path / "0", cited.replace("?", f"'{document}'"))[0][0] for document in documents)
    assert before, "the collection has a later issue that cites the first"
    first.unlink()
    folder = publish_again()
    assert rows(folder, cited.replace("?", f"'{documents[0]}'")) == [(0,)]
    assert not any((folder / "data" / "documents" / f"{document}.json").exists() for document in documents)
    kept = [len(list((tmp_path / "kept" / name).iterdir())) for name in ("compiled", "data")]
    assert kept == [ISSUES - 1, ISSUES - 1], "what no issue uses any more is removed"


def test_an_issue_that_comes_before_others_is_put_in_its_place(publish_again, sources):
    first = find_sources([sources])[0]
    content = first.read_bytes()
    first.unlink()
    publish_again()
    first.write_bytes(content)
    folder = publish_again()
    assert rows(folder, "SELECT id FROM issues LIMIT 1") == [(first.stem,)]


def test_nothing_is_taken_from_published_files_that_someone_touched(publish_again, sources, tmp_path):
    for name in ("data/clauses.csv", "calendar/all.ics", "data/gazette.zip"):
        file = tmp_path / "0" / name
        file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    document = next((tmp_path / "0" / "data" / "documents").iterdir())
    document.write_bytes(document.read_bytes().replace(b"2", b"3"))
    add_issue(sources, ISSUES)
    publish_again()


def test_a_build_goes_on_from_the_last_one(sources, tmp_path):
    output = tmp_path / "build"
    build.build(sources, output)
    said: list[str] = []
    build.build(sources, output, said.append)
    assert len(said) == 1 and said[0].startswith("没有变化")
    before = {name: (output / "site" / name).stat() for name in steps.files_below(output / "site")}

    add_issue(sources, ISSUES)
    build.build(sources, output, said.append)
    build.build(sources, tmp_path / "whole", use_cache=False)
    assert differing(output / "site", tmp_path / "whole" / "site") == []
    assert not (tmp_path / "whole" / ".cache").exists()
    after = {name: (output / "site" / name).stat() for name in steps.files_below(output / "site")}
    unchanged = [name for name in before if name in after and stamp(before[name]) == stamp(after[name])]
    assert len(unchanged) > len(before) / 2
    assert all(name in unchanged for name in before if name.startswith("assets/"))

    (output / "site" / "index.html").unlink()
    build.build(sources, output, said.append)
    assert differing(output / "site", tmp_path / "whole" / "site") == []


def test_a_page_of_the_gazette_s_own_that_changes_is_published(sources, tmp_path, monkeypatch):
    pages = tmp_path / "pages"
    monkeypatch.setattr(gazette.Gazette, "pages", property(lambda own: pages))
    build.build(sources, tmp_path / "build")
    pages.mkdir()
    (pages / "about.md").write_text("# 关于\n\n本站自己的一页。\n", encoding="utf-8")
    build.build(sources, tmp_path / "build")
    assert "本站自己的一页。" in (tmp_path / "build" / "site" / "about" / "index.html").read_text(encoding="utf-8")


def test_a_run_without_the_cache_leaves_nothing_that_the_next_would_trust(sources, tmp_path):
    output = tmp_path / "build"
    build.build(sources, output)
    add_issue(sources, ISSUES)
    build.build(sources, output, use_cache=False)
    whole = {name: (output / "site" / name).read_bytes() for name in steps.files_below(output / "site")}
    build.build(sources, output)
    assert {name: (output / "site" / name).read_bytes() for name in steps.files_below(output / "site")} == whole


def test_a_run_is_left_out_only_when_inputs_options_and_published_files_are_as_they_were(sources, tmp_path):
    output, files = tmp_path / "data", find_sources([sources])

    def current(formats: list[str], mask_contacts: bool = True) -> bool:
        return last_run.is_current(output / ".cache", output, last_run.data_key(files, formats, mask_contacts))

    assert not current(["csv"])
    data_folder.compile_data([sources], output, ["csv"])
    assert current(["csv"]) and not current(["csv", "json"]) and not current(["csv"], mask_contacts=False)
    (output / "tasks.csv").touch()
    assert not current(["csv"])
    data_folder.compile_data([sources], output, ["csv"])
    assert current(["csv"])
    (output / "tasks.csv").unlink()
    assert not current(["csv"])
    data_folder.compile_data([sources], output, ["csv"], use_cache=False)
    assert not current(["csv"])
    data_folder.compile_data([sources], output, ["csv"])
    files[0].write_bytes(files[0].read_bytes() + b"\n")
    assert not current(["csv"])


def test_a_damaged_part_stops_a_run_and_publishes_nothing(sources, tmp_path):
    data_folder.compile_data([sources], tmp_path / "data", ["csv"])
    before = {name: (tmp_path / "data" / name).read_bytes() for name in staging.visible_files(tmp_path / "data")}
    part = next((tmp_path / "data" / ".cache" / "data").iterdir()) / "value"
    content, stat = part.read_bytes(), part.stat()
    part.write_bytes(content[:-9] + b"?" + content[-8:])
    os.utime(part, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # damage that no time tells of
    for file in (tmp_path / "data").glob("*.csv"):
        file.touch()  # so that every table is joined anew
    with pytest.raises(packed.DamagedError):
        data_folder.compile_data([sources], tmp_path / "data", ["csv"])
    assert (tmp_path / "data" / "agencies.csv").read_bytes() == before["agencies.csv"]
    data_folder.compile_data([sources], tmp_path / "data", ["csv"], use_cache=False)
    assert {name: (tmp_path / "data" / name).read_bytes() for name in before} == before


def test_where_the_disk_knows_no_links_files_are_copied(tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError("no links")

    monkeypatch.setattr(steps.os, "link", refuse)

    def make(files: Path, value: Path) -> None:
        (files / "page.html").write_text("one", encoding="utf-8")
        value.write_bytes(b"")

    steps.do(tmp_path / "step", make)
    steps.publish(tmp_path / "step", tmp_path / "site")
    assert (tmp_path / "site" / "page.html").read_text(encoding="utf-8") == "one"
    assert steps.is_done(tmp_path / "step")


def test_a_step_whose_file_was_touched_or_removed_is_done_again(tmp_path):
    def make(files: Path, value: Path) -> None:
        (files / "page.html").write_text("one", encoding="utf-8")
        value.write_bytes(b"")

    step = tmp_path / "step"
    assert not steps.is_done(step)
    for name in ("files/page.html", "value"):
        for damage in (lambda file: file.write_text("two", encoding="utf-8"), Path.unlink):
            steps.do(step, make)
            assert steps.is_done(step)
            damage(step / name)
            assert not steps.is_done(step)


def test_a_file_that_did_not_change_keeps_its_time_where_data_is_compiled_into_a_folder(tmp_path):
    for text in ("one", "one", "two"):
        with staging.updating(tmp_path / "data") as folder:
            (folder / "kept.csv").write_text("same", encoding="utf-8")
            (folder / "new.csv").write_text(text, encoding="utf-8")
            steps.take_unchanged(folder, tmp_path / "data")
        stat = (tmp_path / "data" / "kept.csv").stat()
        if text == "one":
            first = stat
    assert (stat.st_ino, stat.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    assert (tmp_path / "data" / "new.csv").read_text(encoding="utf-8") == "two"
