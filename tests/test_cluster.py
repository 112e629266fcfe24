"""The distributed compile, on a cluster of two workers on this machine."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import duckdb
import pytest
from corpus import generate

from parser.building import cluster, data_folder
from parser.building.processes import JobsError
from parser.building.remote_folder import RemoteFolder
from parser.diagnostics import BuildError, SourceError
from parser.model import TABLES


@pytest.fixture(scope="module")
def workers() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for issue in generate(30, flavour="small"):
        (folder / issue.name).write_bytes(issue.data)
    return folder


@pytest.fixture(scope="module")
def in_one_process(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("one")
    data_folder.compile_data([sources], output, ["jsonl", "parquet"])
    return output


def manifest(output: Path) -> dict[str, Any]:
    return json.loads((output / "manifest.json").read_text(encoding="utf-8"))["parts"]


def part_files(output: Path, table: str, ending: str) -> list[Path]:
    return [
        output / file["path"] for tables in manifest(output).values() if table in tables
        for file in tables[table]["files"] if file["path"].endswith(ending)
    ]  # fmt: skip


def compile_there(sources: Path, output: Path, workers: distributed.LocalCluster, **options: Any) -> None:
    cluster.compile_on_cluster(str(sources), str(output), workers.scheduler_address, **options)


def assert_same_records(output: Path, in_one_process: Path) -> None:
    for record in TABLES:
        lines = b"".join(file.read_bytes() for file in part_files(output, record.table, ".jsonl"))
        assert lines == (in_one_process / f"{record.table}.jsonl").read_bytes()
        files = [str(file) for file in part_files(output, record.table, ".parquet")]
        there = duckdb.sql("SELECT * FROM read_parquet($files, hive_partitioning = false)", params={"files": files})
        here = duckdb.sql("SELECT * FROM read_parquet($file)", params={"file": str(in_one_process / f"{record.table}.parquet")})
        assert there.fetchall() == here.fetchall()


def test_a_cluster_gives_the_records_of_one_process(
    workers: distributed.LocalCluster, sources: Path, in_one_process: Path, tmp_path: Path
) -> None:
    compile_there(sources, tmp_path, workers)
    assert_same_records(tmp_path, in_one_process)
    rows = {record.table: 0 for record in TABLES}
    for tables in manifest(tmp_path).values():
        for table, made in tables.items():
            rows[table] += made["rows"]
    for table, count in rows.items():
        assert count == (in_one_process / f"{table}.jsonl").read_bytes().count(b"\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_worker_that_is_killed_loses_nothing(sources: Path, in_one_process: Path, tmp_path: Path) -> None:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        victim = next(iter(local.workers.values())).pid
        killed: list[int] = []

        def progress(done: int, total: int) -> None:
            if done >= 3 and not killed:
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

        compile_there(sources, tmp_path, local, progress=progress)
    assert killed
    assert_same_records(tmp_path, in_one_process)


def test_only_the_part_of_an_added_issue_is_made_again(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    folder, output = tmp_path / "sources", tmp_path / "data"
    folder.mkdir()
    issues = list(generate(61, flavour="small"))
    for issue in issues[:-1]:
        (folder / issue.name).write_bytes(issue.data)
    compile_there(folder, output, workers)
    before = {name: output.joinpath(name).stat().st_mtime_ns for name in RemoteFolder(str(output)).names()}
    (folder / issues[-1].name).write_bytes(issues[-1].data)
    compile_there(folder, output, workers)
    kept = [name for name, at in before.items() if (output / name).exists() and (output / name).stat().st_mtime_ns == at]
    assert any(name.startswith("jsonl/clauses/") for name in kept)
    assert sum(name.startswith(".work/") for name in kept) == 60
    data_folder.compile_data([folder], tmp_path / "one", ["jsonl", "parquet"])
    assert_same_records(output, tmp_path / "one")


def test_a_source_that_cannot_be_read_leaves_what_was_there(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    folder, output = tmp_path / "sources", tmp_path / "data"
    folder.mkdir()
    for issue in generate(2, flavour="small"):
        (folder / issue.name).write_bytes(issue.data)
    compile_there(folder, output, workers)
    before = (output / "manifest.json").read_bytes()
    (folder / "2019-07.html").write_text("<p>空</p>", encoding="utf-8")
    (folder / "2019-08.html").write_bytes(b"")
    with pytest.raises(BuildError) as failed:
        compile_there(folder, output, workers)
    assert [problem.file for problem in failed.value.problems] == ["2019-07.html", "2019-08.html"]
    assert (output / "manifest.json").read_bytes() == before
    assert all((output / file["path"]).is_file() for tables in manifest(output).values() for t in tables.values() for file in t["files"])


def test_the_same_issue_twice_is_refused(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    issue = next(iter(generate(1, flavour="small")))
    (folder / "a.html").write_bytes(issue.data)
    (folder / "b.html").write_bytes(issue.data)
    with pytest.raises(SourceError, match="同一期"):
        compile_there(folder, tmp_path / "data", workers)


def test_corrections_go_along_with_their_source(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "x.corrections.toml").write_text("", encoding="utf-8")
    (folder / "y.html").write_text("<p>空</p>", encoding="utf-8")
    with pytest.raises(SourceError, match="旁边没有"):
        compile_there(folder, tmp_path / "data", workers)


def test_a_scheduler_that_is_not_there_is_said(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(JobsError, match="连接不上 Dask 调度器"):
        cluster.compile_on_cluster(str(sources), str(tmp_path), "tcp://127.0.0.1:9")


def test_files_of_an_object_store_are_named_as_on_a_disk() -> None:
    folder = RemoteFolder("memory://gazettes/sources")
    folder.write("2019/2019-06.html", b"x")
    folder.write("2019/2019-06.html", b"y")
    assert folder.names() == ["2019/2019-06.html"]
    assert (folder.read("2019/2019-06.html"), folder.size("2019/2019-06.html")) == (b"y", 1)
    folder.remove(["2019/2019-06.html", "2019/other"])
    assert folder.names() == []
