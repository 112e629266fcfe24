"""Compiles a folder of sources on an existing Dask cluster into partitioned data: `compile --engine dask`.

    sources/2019-06.html …  ─ map: compile_at ─▶ output/.work/KEY                     compiled issues, kept by their key
                            ─ link, here ─▶ what each issue must know of the others
                            ─ map: write_part ─▶ output/{jsonl,parquet}/TABLE/year=2019/part-KEY.…
                                                 output/manifest.json                 written last

Both maps fetch files into a folder of their own, call what one process calls, and put the results back: a task that is
lost with its worker is run again by Dask elsewhere, to the same bytes. A part is named by what it is made from, so
nothing that readers of the earlier manifest hold is ever overwritten, and parts that are there are not made again.
Dask: https://distributed.dask.org/. Every worker needs this checkout, and reaches both folders by the same addresses.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import itertools
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import distributed

from parser import datasets, schema
from parser.agency_counts import Counts, add_counts, agencies
from parser.building import packed, program, source_files, stored_issues
from parser.building.issue_cache import options_key, source_key
from parser.building.processes import JobsError
from parser.building.remote_folder import RemoteFolder
from parser.building.source_folder import CORRECTIONS, SUFFIXES, is_source_name
from parser.building.stored_issues import StoredIssues
from parser.collection import Collection
from parser.compiled import Links
from parser.diagnostics import BuildError, SourceError
from parser.gazette import gazette
from parser.issue_links import link_issues
from parser.issue_summary import IssueSummary
from parser.joining import order, refuse_repeated
from parser.limits import MAX_SOURCE_BYTES
from parser.model import TABLES_OF_ISSUE, Diagnostic
from parser.reading.size_checks import too_large

ISSUES_A_PART = 24  # of one year, in order: an issue that is added changes the last part of its year
RETRIES = 3
SECONDS_TO_CONNECT = 30
WORK = ".work"
MANIFEST = "manifest.json"
PARTITIONED = {"jsonl": "jsonl", "parquet": "parquet"}  # folder → ending


@dataclass(frozen=True)
class CompiledAt:
    """One source compiled on a worker: stored under `key`; what the others must know of it came back."""

    key: str
    summary: IssueSummary
    agencies: Counts


@dataclass(frozen=True)
class Part:
    """Some issues of one year, with their links, in order; `name` tells what they are made from."""

    year: int
    name: str
    issues: tuple[tuple[str, Links, dict[str, int]], ...]  # key of the stored issue, its links, its counts

    def count(self, what: str) -> int:
        """As of a collection."""
        return sum(counts[what] for _, _, counts in self.issues)


def compile_on_cluster(
    sources: str, output: str, scheduler: str, *, mask_contacts: bool = True,
    say: source_files.Say = lambda line: None, progress: source_files.Progress = lambda done, total: None,
) -> tuple[Diagnostic, ...]:  # fmt: skip
    """Compile all sources below the address `sources` into `output`; returns the diagnostics that are errors.

    Raises `BuildError` with every source that cannot be read, `SourceError` when there are none or two are the same issue,
    `JobsError` when the cluster cannot be reached or gives up, `OutputError` when an address cannot be opened. Then
    `output` holds what it held before.
    """
    source_folder, folder = RemoteFolder(sources), RemoteFolder(output)
    names = find_sources_at(source_folder)
    say(f"读取 {len(names)} 个来源")
    with _connected(scheduler) as run:
        results = run(compile_at, [(source_folder, name, folder, mask_contacts) for name in names], progress)
        failures = tuple(SourceError(*result) for result in results if not isinstance(result, CompiledAt))
        if failures:
            raise BuildError(failures)
        compiled = _in_order([result for result in results if isinstance(result, CompiledAt)])
        say("写出分区数据")
        earlier = _read_manifest(folder)
        parts = list(divide(compiled))
        missing = [part for part in parts if part.name not in earlier]
        made = dict(run(write_part, [(part, folder) for part in missing], progress))
    counted: Counts = {}
    for one in compiled:
        add_counts(counted, one.agencies)
    whole = Collection(issues=(), agencies=agencies(counted))
    rows = {part.name: made.get(part.name) or earlier[part.name] for part in parts}
    rows["agencies"] = _write_files(whole, folder, ("agencies",), "part-{digest}")
    manifest = {"program": program.digest(), "parts": rows}
    folder.write(MANIFEST, schema.dump(manifest).encode())
    _prune(folder, rows, {one.key for one in compiled})
    say(f"{len(compiled)} 期，{sum(len(one.summary.documents) for one in compiled)} 件公文，{len(parts)} 个分区")
    return tuple(itertools.chain.from_iterable(_errors(part, folder) for part in parts if part.count("error")))


def find_sources_at(folder: RemoteFolder) -> list[str]:
    """The names of the sources below a folder. Raises SourceError without any, and for corrections without their source."""
    names = folder.names()
    sources = [name for name in names if is_source_name(PurePosixPath(name))]
    if not sources:
        raise SourceError(folder.address, 0, f"文件夹里没有 {'、'.join(SUFFIXES)} 文件。")
    stems = {name.rpartition(".")[0] for name in sources}
    for name in names:
        if name.endswith(CORRECTIONS) and name.removesuffix(CORRECTIONS) not in stems:
            raise SourceError(name, 0, "旁边没有同名的来源文件，这些改正不知用于哪一期。请核对文件名。")
    return sources


# --- on the workers


def compile_at(sources: RemoteFolder, name: str, output: RemoteFolder, mask_contacts: bool) -> CompiledAt | tuple[str, int, str]:
    """Compile one source, unless it is compiled already; gives the parts of a `SourceError` when it cannot be read."""
    if (size := sources.size(name)) > MAX_SOURCE_BYTES:
        problem = too_large(name, size, MAX_SOURCE_BYTES)
        return problem.file, problem.line, problem.message
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / name.rpartition("/")[2]
        file.write_bytes(sources.read(name))
        corrections = name.rpartition(".")[0] + CORRECTIONS
        if sources.has(corrections):
            file.with_name(corrections.rpartition("/")[2]).write_bytes(sources.read(corrections))
        key = source_key(file, options_key(mask_contacts))
        stored = Path(temporary) / WORK / key
        if not _fetch(output, key, stored):
            outcome = source_files.compile_files([file], stored.parent, mask_contacts=mask_contacts)
            for failure in outcome.failures:
                return failure.file, failure.line, failure.message
            output.write(f"{WORK}/{key}", stored.read_bytes())
        return CompiledAt(key, stored_issues.load_summary(stored), stored_issues.load_agencies(stored))


def write_part(part: Part, output: RemoteFolder) -> tuple[str, dict[str, Any]]:
    """Write the tables of a part in every format; gives its name and what the manifest says of it."""
    with tempfile.TemporaryDirectory() as temporary:
        collection = Collection(issues=StoredIssues(_fetch_all(part, output, Path(temporary))), agencies=())
        tables = [record.table for record in TABLES_OF_ISSUE]
        return part.name, _write_files(collection, output, tables, f"year={part.year}/part-{part.name}")


def _errors(part: Part, output: RemoteFolder) -> tuple[Diagnostic, ...]:
    faulty = dataclasses.replace(part, issues=tuple(issue for issue in part.issues if issue[2]["error"]))
    with tempfile.TemporaryDirectory() as temporary:
        return Collection(issues=StoredIssues(_fetch_all(faulty, output, Path(temporary))), agencies=()).errors()


def _fetch_all(part: Part, output: RemoteFolder, folder: Path) -> list[tuple[Path, Links, dict[str, int]]]:
    for key, _, _ in part.issues:
        if not _fetch(output, key, folder / key):
            raise packed.DamagedError(f"{WORK}/{key}")
    return [(folder / key, links, counts) for key, links, counts in part.issues]


def _fetch(output: RemoteFolder, key: str, file: Path) -> bool:
    """Bring a compiled issue here; False when it is not there as it was written."""
    if not output.has(f"{WORK}/{key}"):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(output.read(f"{WORK}/{key}"))
    return packed.is_whole(file)


def _write_files(collection: Collection, output: RemoteFolder, tables: Sequence[str], stem: str) -> dict[str, Any]:
    """Write these tables of a collection; `{digest}` in the stem stands for that of the file."""
    written: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        datasets.write_formats(collection, Path(temporary), list(PARTITIONED))
        for table in tables:
            written[table] = {"rows": collection.count(table), "files": []}
            for folder, ending in PARTITIONED.items():
                content = (Path(temporary) / f"{table}.{ending}").read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                name = f"{folder}/{table}/{stem.format(digest=digest[:16])}.{ending}"
                output.write(name, content)
                written[table]["files"].append({"path": name, "bytes": len(content), "sha256": digest})
    return written


# --- between the maps


def divide(compiled: Sequence[CompiledAt]) -> Iterator[Part]:
    """The issues, in order, as parts of one year each, every one linked with the whole."""
    links = link_issues(lambda: (one.summary for one in compiled))
    rows = zip(compiled, links, strict=True)
    for year, of_year in itertools.groupby(rows, lambda row: row[0].summary.issue.year):
        issues = [(one.key, own, one.summary.counts) for one, own in of_year]
        for at in range(0, len(issues), ISSUES_A_PART):
            some = tuple(issues[at : at + ISSUES_A_PART])
            made_from = json.dumps([program.digest(), [(key, dataclasses.astuple(own)) for key, own, _ in some]])
            yield Part(year, hashlib.sha256(made_from.encode()).hexdigest()[:16], some)


def _in_order(compiled: list[CompiledAt]) -> list[CompiledAt]:
    ordered = sorted(compiled, key=lambda one: order(one.summary.issue))
    refuse_repeated([one.summary.issue for one in ordered])
    return ordered


def _read_manifest(folder: RemoteFolder) -> dict[str, Any]:
    """The parts that an earlier run of this program wrote, by name."""
    if not folder.has(MANIFEST):
        return {}
    manifest = json.loads(folder.read(MANIFEST))
    return dict(manifest["parts"]) if manifest.get("program") == program.digest() else {}


def _prune(folder: RemoteFolder, rows: dict[str, Any], keys: set[str]) -> None:
    """Remove the parts and compiled issues that the new manifest does not name."""
    kept = {file["path"] for tables in rows.values() for table in tables.values() for file in table["files"]}
    kept |= {f"{WORK}/{key}" for key in keys} | {MANIFEST}
    ours = tuple(f"{name}/" for name in (*PARTITIONED, WORK))
    folder.remove(name for name in folder.names() if name.startswith(ours) and name not in kept)


# --- the cluster

Run = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]], source_files.Progress], list[Any]]


@contextlib.contextmanager
def _connected(scheduler: str) -> Iterator[Run]:
    """A function that runs another one on the cluster for each row of arguments; results come in order."""
    try:
        client = distributed.Client(scheduler, timeout=SECONDS_TO_CONNECT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise JobsError(f"连接不上 Dask 调度器 {scheduler}：{error}。请核对地址，并确认调度器正在运行。") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise JobsError(f"Dask 调度器 {scheduler} 没有工作节点。请先启动工作节点。")
        for address, digest in client.run(_made_of).items():
            if digest != _made_of():
                raise JobsError(f"工作节点 {address} 上的程序或 gazette.toml 与本机不同。请在所有节点上用同一份程序。")

        def run(function: Callable[..., Any], rows: Sequence[tuple[Any, ...]], progress: source_files.Progress) -> list[Any]:
            futures = [client.submit(function, *row, pure=False, retries=RETRIES) for row in rows]
            for done, future in enumerate(distributed.as_completed(futures), 1):  # type: ignore[no-untyped-call]
                if (error := future.exception()) is not None:
                    raise JobsError(f"集群上的任务失败（{type(error).__name__}）：{error}") from error
                progress(done, len(rows))
            return [future.result() for future in futures]

        yield run


def _made_of() -> str:
    """What decides the records on this machine, the sources aside."""
    return f"{program.digest()} {gazette().register.digest()}"
