"""Follows a hand-written page word for word: writes the files that it gives, runs its commands, compares what they show.

`<pre class="file" title="NAME">` is a file to write (`class="file append"`: to add to it), `<pre class="console">` holds commands after `$` and what each shows.
`……` stands for what is left out: a line of its own for any lines, within a line for any characters.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from parser import ROOT

MORE = "……"


def page(name: str) -> BeautifulSoup:
    """A hand-written page of the site."""
    return BeautifulSoup((ROOT / "site" / "pages" / name).read_text(encoding="utf-8"), "html.parser")


def steps(of: BeautifulSoup) -> Iterator[tuple[Tag, str | None, list[str]]]:
    """The page's files and commands in order: the tag, the command (None for a file), the lines of the file or output."""
    for pre in of.find_all("pre", class_=["console", "file"]):
        if "file" in pre["class"]:
            yield pre, None, pre.get_text().splitlines()
            continue
        for part in re.split(r"^\$ ", pre.get_text(), flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield pre, command, shown


def write(pre: Tag, lines: list[str], folder: Path) -> None:
    """Write a file that the page gives, or add to it."""
    file = folder / str(pre["title"])
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a" if "append" in pre["class"] else "w", encoding="utf-8") as opened:
        opened.write("\n".join(lines) + "\n")


def run(command: str, folder: Path) -> list[str]:
    """The lines that a command of the program shows in a folder, those of errors last."""
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "parser"], command
    done = subprocess.run(
        [sys.executable, *words[1:]], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )
    return (done.stdout + done.stderr).splitlines()


def missing(wanted: list[str], printed: list[str]) -> str | None:
    """The first line of the page that the command did not show, or not in this order; None when all are there."""
    at = 0
    for line in wanted:
        form = re.compile(".*".join(map(re.escape, line.split(MORE))))
        fits = (n for n in range(at, len(printed)) if form.fullmatch(printed[n]))
        if line != MORE and (found := next(fits, None)) is None:
            return line
        at = at if line == MORE else found + 1
    return None
