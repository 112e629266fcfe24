"""The staff guide is followed word for word: each command runs, and shows what the guide says that it shows."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from parser.build import ROOT, SOURCES

GUIDE = BeautifulSoup((ROOT / "site" / "pages" / "guide.md").read_text(encoding="utf-8"), "html.parser")
MORE = "……"


def steps():
    """The guide's files to write and consoles, in order; each console as (tag, command, lines that it shows)."""
    for pre in GUIDE.find_all("pre", class_=["console", "file"]):
        text = pre.get_text()
        if "file" in pre["class"]:
            yield pre, None, text.splitlines()
            continue
        shown: list[str] = []
        command = ""
        for line in text.splitlines():
            if line.startswith("$ "):
                if command:
                    yield pre, command, shown
                command, shown = line[2:], []
            else:
                shown.append(line)
        yield pre, command, shown


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each command of the guide printed, in an empty folder that holds the practice page only."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "公报.html").write_bytes((SOURCES / "2019-06.html").read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    printed = []
    for pre, command, lines in steps():
        if command is None:
            (folder / pre["title"]).write_text("\n".join(lines) + "\n", encoding="utf-8")
            continue
        corrections = folder / "练习" / "2019-06.corrections.toml"
        kept = corrections.read_text(encoding="utf-8") if corrections.exists() else None
        if change := pre.get("data-before"):
            _, old, new = change.split(":")
            corrections.write_text(kept.replace(f'passage = "{old}"', f'passage = "{new}"'), encoding="utf-8")
        words = shlex.split(command)
        assert words[:3] == ["python", "-m", "parser"]
        done = subprocess.run(
            [sys.executable, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
            timeout=120, check=False,
        )
        if change:
            corrections.write_text(kept, encoding="utf-8")
        printed.append((command, lines, (done.stdout + done.stderr).splitlines()))
    return printed


def test_each_command_shows_what_the_guide_says(followed):
    assert len(followed) >= 8
    for command, wanted, printed in followed:
        at = 0
        for line in wanted:
            if line == MORE:
                continue
            start = line.removesuffix(MORE)
            fits = [n for n in range(at, len(printed)) if printed[n] == line or (start != line and printed[n].startswith(start))]
            assert fits, f"{command} does not show, or not in this order: {line}\n" + "\n".join(printed[:60])
            at = fits[0] + 1


def test_the_guide_names_every_kind_of_correction():
    from parser.corrections import _KINDS

    text = GUIDE.get_text()
    assert all(f"[[{kind}]]" in text for kind in _KINDS)
