"""Makes the whole site: sources → collection → data, MkDocs' frames, pages → `build/docs` and `build/site`."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from parser import ROOT, datasets, evaluate, identifiers, pages, search
from parser.building import issue_cache, kept_jobs, source_files, staging, steps
from parser.building.last_run import UNCHANGED, is_current, record_run, run_key
from parser.building.source_folder import find_sources
from parser.building.workplace import Workplace
from parser.collection import Collection
from parser.diagnostics import BuildError
from parser.gazette import gazette
from parser.reports import report
from parser.website import frames, hosting, page_files, redirects, sitemap

CONFIGURATION = ROOT / "mkdocs.yml"

# What becomes of published identifiers that are gone: they stop the build, pass for withdrawn until one asks, or are forgotten.
Vanished = Literal["refuse", "withdraw", "forget"]


def build(
    sources: Path | None = None,
    output: Path | None = None,
    say: source_files.Say = lambda line: None,
    progress: source_files.Progress = lambda done, total: None,
    published: Path | None = None,
    vanished: Vanished = "refuse",
    mask_contacts: bool = True,
    jobs: int = 1,
    use_cache: bool = True,
) -> None:
    """Compile all of `sources` and replace `output/docs` and `output/site`, by `jobs` processes. Without them, those are the
    folders beside gazette.toml.

    Personal mobile numbers, identity card numbers and private e-mail addresses are masked unless `mask_contacts` is off.
    `published` is the `ids.json` whose identifiers must live on: by default that of the earlier site. Compiled issues
    are kept in `output/.cache` unless `use_cache` is off; the bytes that are published are the same either way.

    Raises `BuildError` when a source cannot be read, a record is wrong, MkDocs complains, or a published identifier is
    gone that `vanished` does not let go; `SourceError` when there are no sources; `staging.OutputError` when the output folder
    cannot be used. In each case the earlier site stays.
    """
    sources, output = sources or gazette().sources, output or gazette().output
    files = find_sources([sources])
    cache = output / issue_cache.FOLDER
    read = [sources / identifiers.FILE, CONFIGURATION, page_files.SITE, gazette().pages, evaluate.GOLD]
    read += [published] if published is not None else []
    before = published_ids(published, output)
    key = run_key(files, mask_contacts, "site", gazette().digest(), vanished, read=read) if use_cache else None
    if is_current(cache, output, key):
        say(UNCHANGED)
        return
    with staging.replacing(output, ("site", "docs")) as folder:
        docs, site = folder / "docs", folder / "site"
        place = Workplace(cache, output / "site", jobs) if use_cache else Workplace(folder / "kept", jobs=jobs)
        say(f"读取 {len(files)} 个来源")
        collection = compile_collection(files, place.kept / "compiled", jobs, mask_contacts, say, progress)
        aliases = check_identifiers(collection, sources, before, vanished)
        pages.write_sources(docs)
        run_mkdocs(docs, site)
        held = frames.take_frames(site)
        say("写出数据")
        datasets.write_datasets(collection, site, aliases, place)
        say("编写网页与检索索引")
        with kept_jobs.runner(collection, site, place) as run:
            pages.write_pages(collection, held, site, site, run)
            search.write_index(collection, site, run)
        sitemap.write_sitemap(site)
        redirects.write_redirects(aliases, collection, site)
        if use_cache:
            steps.take_unchanged(folder, output)
            record_run(cache, folder, steps.files_below(folder), key)
    say(report.counts(collection))
    say(f"诊断：{report.counted_tally(collection)}（python -m parser check 查看）")


def published_ids(published: Path | None, output: Path) -> tuple[str, ...]:
    """What the file `published` promised, or the earlier site in `output`; raises `BuildError` when it cannot be read."""
    file = published or output / "site" / "data" / "ids.json"
    try:
        return identifiers.read_published(file) if published or file.exists() else ()
    except identifiers.IdentifierError as error:
        raise BuildError(tuple(error.problems)) from error


def check_identifiers(
    collection: Collection, sources: Path, published: Sequence[str], vanished: Vanished = "refuse"
) -> dict[str, str]:
    """The aliases declared beside the sources; raises `BuildError` when one is wrong or a published id is gone. Where what
    is gone is to pass for withdrawn, it is among the aliases, so that the next build asks for it again."""
    try:
        aliases = identifiers.read_aliases(collection, sources)
        if vanished == "refuse":
            identifiers.check_published(collection, aliases, published)
    except identifiers.IdentifierError as error:
        raise BuildError(tuple(error.problems)) from error
    if vanished == "withdraw":
        aliases |= dict.fromkeys(identifiers.gone_ids(collection, aliases, published), "")
    return dict(sorted(aliases.items()))


def compile_collection(
    files: Sequence[Path], store: Path, jobs: int = 1, mask_contacts: bool = True,
    say: source_files.Say = lambda line: None, progress: source_files.Progress = lambda done, total: None,
) -> Collection:  # fmt: skip
    """All sources as one collection without errors; raises `BuildError` with every source and record at fault."""
    collection = source_files.compile_sources(files, store, jobs, mask_contacts, say, progress)
    if errors := collection.errors():
        raise BuildError(errors)
    return collection


def run_mkdocs(docs: Path, site: Path) -> None:
    """Let MkDocs make `site` from `docs` as mkdocs.yml and gazette.toml say; its warnings are errors."""
    os.environ["NO_MKDOCS_2_WARNING"] = "true"  # Material's advertisement for its successor
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(f"MkDocs：{record.getMessage()}")  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        mkdocs_build(load_config(
            str(CONFIGURATION), docs_dir=str(docs.resolve()), site_dir=str(site.resolve()),
            site_name=gazette().name, site_description=gazette().description, site_url=gazette().url,
            extra={"generator": False, "policy": hosting.policy_in_page()},
        ))
    except MkDocsException as error:
        raise BuildError((*warnings, f"MkDocs：{error}")) from error
    finally:
        logger.removeHandler(handler)
    if warnings:
        raise BuildError(tuple(warnings))
    for unused in ("lunr", "workers"):  # the theme's own search, in place of which the site has one
        shutil.rmtree(site / "assets" / "javascripts" / unused)
