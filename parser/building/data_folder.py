"""Compiles sources into a folder of data, without a site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parser import datasets
from parser.building import issue_cache, source_files, staging
from parser.building.last_run import data_key, record_run
from parser.building.source_folder import find_sources
from parser.building.workplace import Workplace
from parser.model import Diagnostic
from parser.reports import report


def compile_data(
    paths: Sequence[Path], output: Path, formats: Sequence[str], *, mask_contacts: bool = True, jobs: int = 1,
    use_cache: bool = True, say: source_files.Say = lambda line: None,
    progress: source_files.Progress = lambda done, total: None,
) -> tuple[Diagnostic, ...]:  # fmt: skip
    """Write the formats of these names into `output`, whatever the diagnostics; returns those that are errors.

    Compiled issues are kept in `output/.cache` unless `use_cache` is off; the bytes that are written are the same.
    Raises as `source_files.compile_sources` and `staging.updating` do; then nothing is written.
    """
    files = find_sources(paths)
    cache = output / issue_cache.FOLDER
    key = data_key(files, formats, mask_contacts) if use_cache else None
    with staging.updating(output) as folder:
        kept = cache if use_cache else folder / ".work"
        collection = source_files.compile_sources(files, kept / "compiled", jobs, mask_contacts, say, progress)
        datasets.write_formats(collection, folder, formats, Workplace(kept, output if use_cache else None, jobs))
        errors = collection.errors()
        if use_cache and not errors:
            record_run(cache, folder, staging.visible_files(folder), key)
    say(report.counts(collection))
    say(f"诊断：{report.counted_tally(collection)}")
    return errors
