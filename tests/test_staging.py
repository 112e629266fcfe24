from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from parser.building import staging

NAMES = ("site", "docs")


def tree(folder: Path) -> dict[str, str]:
    """The visible files below a folder, with what they hold."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {name: text for name, text in named.items() if not name.startswith(".")}


def make(output: Path, text: str) -> None:
    with staging.replacing(output, NAMES) as folder:
        for name in NAMES:
            (folder / name / "page.html").write_text(text, encoding="utf-8")


def test_a_run_replaces_folders_as_a_whole(tmp_path):
    make(tmp_path, "first")
    (tmp_path / "site" / "stale.html").write_text("left over", encoding="utf-8")
    make(tmp_path, "second")
    assert tree(tmp_path) == {"docs/page.html": "second", "site/page.html": "second"}
    assert not list(tmp_path.glob(".previous-*")) and not (tmp_path / ".staging").exists()


def test_a_failing_run_leaves_the_earlier_folders(tmp_path):
    make(tmp_path, "first")
    with pytest.raises(RuntimeError), staging.replacing(tmp_path, NAMES) as folder:
        (folder / "site" / "page.html").write_text("half", encoding="utf-8")
        raise RuntimeError("stopped")
    assert tree(tmp_path) == {"docs/page.html": "first", "site/page.html": "first"}
    assert not (tmp_path / ".staging").exists()


def test_a_failing_rename_puts_the_earlier_folder_back(tmp_path, monkeypatch):
    make(tmp_path, "first")
    rename = Path.rename

    def failing(self, target):
        if self.parent.name == ".staging":
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        make(tmp_path, "second")
    assert tree(tmp_path) == {"docs/page.html": "first", "site/page.html": "first"}


def test_folders_that_were_replaced_are_put_back_when_another_cannot_be(tmp_path, monkeypatch):
    make(tmp_path, "first")
    rename = Path.rename

    def failing(self, target):
        if self == tmp_path / ".staging" / NAMES[1]:
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        make(tmp_path, "second")
    assert tree(tmp_path) == {"docs/page.html": "first", "site/page.html": "first"}
    assert not list(tmp_path.glob(".previous-*"))


def test_a_run_that_died_between_the_renames_is_repaired_by_the_next(tmp_path):
    make(tmp_path, "first")
    (tmp_path / "site").rename(tmp_path / ".previous-site")
    (tmp_path / ".staging" / "site").mkdir(parents=True)
    with pytest.raises(RuntimeError), staging.replacing(tmp_path, NAMES):
        assert tree(tmp_path) == {"docs/page.html": "first", "site/page.html": "first"}
        raise RuntimeError("stopped")
    assert tree(tmp_path) == {"docs/page.html": "first", "site/page.html": "first"}


def test_a_run_that_died_before_clearing_up_is_cleared_up_by_the_next(tmp_path):
    make(tmp_path, "first")
    (tmp_path / ".previous-site").mkdir()
    (tmp_path / ".previous-site" / "page.html").write_text("older", encoding="utf-8")
    make(tmp_path, "second")
    assert tree(tmp_path)["site/page.html"] == "second"
    assert not (tmp_path / ".previous-site").exists()


def test_a_folder_that_someone_else_made_is_never_replaced(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(staging.OutputError, match="不是本程序建立的"):
        make(tmp_path, "ours")
    assert tree(tmp_path) == {"site/thesis.txt": "mine"}


def test_other_files_in_the_output_folder_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    make(tmp_path, "first")
    make(tmp_path, "second")
    assert tree(tmp_path)["notes.txt"] == "mine"


def test_two_runs_at_a_time_are_refused(tmp_path):
    with staging.replacing(tmp_path, NAMES):
        program = (
            "import sys; from pathlib import Path; from parser.building import staging\n"
            "try:\n"
            "    with staging.replacing(Path(sys.argv[1]), ('site',)): pass\n"
            "except staging.OutputError as error: sys.exit('refused' if '正在' in str(error) else 'other')"
        )
        command = [sys.executable, "-c", program, str(tmp_path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr.strip() == "refused"
    make(tmp_path, "afterwards")
    assert tree(tmp_path)["site/page.html"] == "afterwards"


def update(folder: Path, *names: str, text: str | None = None) -> None:
    with staging.updating(folder) as work:
        for name in names:
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_text(text or name, encoding="utf-8")


def test_updating_removes_only_files_of_an_earlier_run(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "own.json").write_text("mine", encoding="utf-8")
    update(tmp_path, "tasks.csv", "documents/a.json", "documents/b.json")
    update(tmp_path, "tasks.csv", "documents/b.json")
    assert sorted(tree(tmp_path)) == ["documents/b.json", "documents/own.json", "tasks.csv"]


def test_updating_that_fails_changes_nothing(tmp_path):
    update(tmp_path, "tasks.csv")
    with pytest.raises(RuntimeError), staging.updating(tmp_path) as work:
        (work / "tasks.csv").write_text("half", encoding="utf-8")
        raise RuntimeError("stopped")
    assert tree(tmp_path) == {"tasks.csv": "tasks.csv"}


def test_files_that_were_replaced_are_put_back_when_another_cannot_be(tmp_path, monkeypatch):
    update(tmp_path, "agencies.csv", "clauses.csv", "stale.csv", text="first")
    replace, mark = Path.replace, (tmp_path / staging.MARK).read_bytes()

    def failing(self, target):
        if self.name == "clauses.csv":
            raise PermissionError("in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        update(tmp_path, "agencies.csv", "calendar/new.ics", "clauses.csv", text="second")
    assert tree(tmp_path) == {"agencies.csv": "first", "clauses.csv": "first", "stale.csv": "first"}
    assert (tmp_path / staging.MARK).read_bytes() == mark
    assert {path.name for path in tmp_path.glob(".*")} == {staging.MARK, ".lock"}


def test_a_folder_in_the_place_of_a_file_stops_all_of_them(tmp_path):
    update(tmp_path, "agencies.csv", text="first")
    (tmp_path / "clauses.csv").mkdir()
    with pytest.raises(OSError):
        update(tmp_path, "agencies.csv", "clauses.csv", text="second")
    assert tree(tmp_path) == {"agencies.csv": "first"}
