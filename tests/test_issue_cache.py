from __future__ import annotations

import pickle
import zlib
from dataclasses import fields
from pathlib import Path

import pytest
from real_issue import ISSUE
from sample import COMPILED

from parser import ROOT, compiler, gazette
from parser.building import data_folder, packed, program, source_files, stored_issues
from parser.building.issue_cache import FOLDER
from parser.compiled import NO_LINKS, CompiledIssue
from parser.rules.register import Register

NUMBER = "2019年第6期".encode()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    add_issue(folder, 6)
    add_issue(folder, 7)
    return folder


def add_issue(folder: Path, number: int) -> Path:
    """The issue of the repository under another number."""
    content = ISSUE.read_bytes()
    assert NUMBER in content
    file = folder / f"2019-{number:02}.html"
    file.write_bytes(content.replace(NUMBER, f"2019年第{number}期".encode()))
    return file


@pytest.fixture
def run(sources, tmp_path, monkeypatch):
    """Compiles `sources` into tmp_path/data; returns the names of the sources that were compiled, and what was said."""
    names: list[str] = []
    compile_issue = compiler.compile_issue

    def counting(path: Path, *, mask_contacts: bool = True) -> CompiledIssue:
        names.append(path.name)
        return compile_issue(path, mask_contacts=mask_contacts)

    monkeypatch.setattr(source_files, "compile_issue", counting)

    def run_with(output: Path = tmp_path / "data", **options) -> tuple[list[str], list[str]]:
        names.clear()
        said: list[str] = []
        data_folder.compile_data([sources], output, ["json", "csv"], say=said.append, **options)
        return list(names), said

    return run_with


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "data" / FOLDER / "compiled").iterdir())


def published(output: Path) -> dict[str, bytes]:
    files = (file for file in output.rglob("*") if file.is_file())
    named = {file.relative_to(output).as_posix(): file.read_bytes() for file in files}
    return {name: content for name, content in named.items() if not name.startswith(".")}


def test_a_source_is_compiled_once(run):
    assert run()[0] == ["2019-06.html", "2019-07.html"]
    assert run()[0] == []


def test_a_changed_source_is_compiled_again_alone_and_what_it_was_is_not_kept(run, sources, tmp_path):
    run()
    before = kept(tmp_path)
    file = sources / "2019-07.html"
    file.write_bytes(file.read_bytes().replace("残疾儿童".encode(), "残障儿童".encode()))
    assert run()[0] == ["2019-07.html"]
    assert len(kept(tmp_path)) == 2 and len(set(kept(tmp_path)) & set(before)) == 1
    file.unlink()
    assert run()[0] == []
    assert len(kept(tmp_path)) == 1


def test_corrections_that_come_or_go_have_their_issue_compiled_again(run, sources):
    run()
    (sources / "2019-06.corrections.toml").write_text("", encoding="utf-8")
    assert run()[0] == ["2019-06.html"]
    assert run()[0] == []
    (sources / "2019-06.corrections.toml").unlink()
    assert run()[0] == ["2019-06.html"]


def test_a_renamed_source_is_compiled_again(run, sources):
    run()
    (sources / "2019-07.html").rename(sources / "july.html")
    assert run()[0] == ["july.html"]


def test_other_options_another_program_and_another_register_have_all_compiled_again(run, monkeypatch):
    both = ["2019-06.html", "2019-07.html"]
    run()
    assert run(mask_contacts=False)[0] == both
    monkeypatch.setattr(program, "digest", lambda: "another program")
    assert run(mask_contacts=False)[0] == both
    monkeypatch.setattr(Register, "digest", lambda register: "another register")
    assert run(mask_contacts=False)[0] == both
    assert run(mask_contacts=False)[0] == []


def test_the_program_s_digest_covers_its_code_rules_schemas_and_libraries(tmp_path, monkeypatch):
    for name in ("parser/compiler.py", "parser/rules/agencies.toml", "schemas/tasks.schema.json", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(program, "ROOT", tmp_path)
    digest = program.digest.__wrapped__
    seen = {digest()}
    for name in ("parser/compiler.py", "parser/rules/agencies.toml", "schemas/tasks.schema.json"):
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b"\n")
        seen.add(digest())
    monkeypatch.setattr(program.importlib.metadata, "version", lambda name: "0")
    seen.add(digest())
    assert len(seen) == 5


def test_a_source_that_cannot_be_read_is_tried_again(run, sources):
    (sources / "2019-08.html").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(Exception, match=r"2019-08\.html"):
            run()
    (sources / "2019-08.html").unlink()
    assert run()[0] == []


def test_a_damaged_file_is_named_and_made_again(run, tmp_path):
    run()
    before = published(tmp_path / "data")
    for damage in (lambda content: content[:-1], lambda content: b"", lambda content: content[:9000] + b"?" + content[9001:]):
        file = kept(tmp_path)[0]
        file.write_bytes(damage(file.read_bytes()))
        names, said = run()
        assert len(names) == 1
        assert f"缓存中 {names[0]} 的一份已损坏，重新编译" in said
        assert published(tmp_path / "data") == before
        assert run()[0] == []


def test_without_a_cache_none_is_read_or_written_and_the_bytes_are_the_same(run, tmp_path):
    run()
    before = {file: file.read_bytes() for file in kept(tmp_path)}
    assert run(use_cache=False)[0] == ["2019-06.html", "2019-07.html"]
    assert {file: file.read_bytes() for file in kept(tmp_path)} == before
    run(tmp_path / "other", use_cache=False)
    assert published(tmp_path / "other") == published(tmp_path / "data")
    assert not (tmp_path / "other" / FOLDER).exists()


def test_two_processes_write_what_one_writes(run, sources, tmp_path):
    for number in range(8, 16):
        add_issue(sources, number)
    run(tmp_path / "one", jobs=1)
    run(tmp_path / "two", jobs=2)
    assert len(published(tmp_path / "one")) > 10
    assert published(tmp_path / "one") == published(tmp_path / "two")


def test_a_stored_issue_is_the_issue_and_loads_a_table_alone(tmp_path, monkeypatch):
    stored_issues.store(COMPILED, tmp_path / "issue")
    read: list[str] = []
    unpack = packed.read
    monkeypatch.setattr(packed, "read", lambda file, name: read.append(name) or unpack(file, name))
    summary = stored_issues.load_summary(tmp_path / "issue")
    stored = stored_issues.StoredIssue(tmp_path / "issue", NO_LINKS, summary.counts)
    assert [stored.count(table) for table in ("clauses", "warning")] == [3, 2]
    assert stored.tasks == COMPILED.tasks and stored.tasks is stored.tasks
    assert read == ["summary", "tasks"]
    again = pickle.loads(pickle.dumps(stored))
    assert all(getattr(again, field.name) == getattr(COMPILED, field.name) for field in fields(CompiledIssue))


def test_a_stored_file_makes_nothing_but_records(tmp_path):
    file = tmp_path / "issue"
    packed.write(file, {"summary": pickle.dumps(zlib.crc32)})
    with pytest.raises(packed.DamagedError, match=r"zlib\.crc32"):
        stored_issues.load_summary(file)


def test_the_register_of_another_gazette_has_another_digest():
    own = gazette.gazette().register
    assert own.digest() != Register().digest() and own.digest() == gazette.gazette().register.digest()
