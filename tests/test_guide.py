"""The staff guide is followed word for word: each command runs, and shows what the guide says that it shows."""

from __future__ import annotations

from pathlib import Path

import console
import pytest
from real_issue import ISSUE

from parser import ROOT

GUIDE = console.page("guide.md")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each command of the guide printed, in an empty folder that holds the practice page only."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "公报.html").write_bytes(ISSUE.read_bytes())
    printed = []
    for pre, command, lines in console.steps(GUIDE):
        if command is None:
            console.write(pre, lines, folder)
            continue
        corrections = folder / "练习" / "2019-06.corrections.toml"
        kept = corrections.read_text(encoding="utf-8") if corrections.exists() else None
        if change := pre.get("data-before"):
            _, old, new = change.split(":")
            corrections.write_text(kept.replace(f'passage = "{old}"', f'passage = "{new}"'), encoding="utf-8")
        printed.append((command, lines, console.run(command, folder)))
        if change:
            corrections.write_text(kept, encoding="utf-8")
    return printed


def test_each_command_shows_what_the_guide_says(followed):
    assert len(followed) >= 8
    for command, wanted, printed in followed:
        line = console.missing(wanted, printed)
        assert line is None, f"{command} does not show, or not in this order: {line}\n" + "\n".join(printed[:60])


def test_the_guide_names_every_kind_of_correction():
    from parser.reading.corrections import _KINDS

    text = GUIDE.get_text()
    assert all(f"[[{kind}]]" in text for kind in _KINDS)


def test_every_step_has_pictures_that_say_what_they_show_and_load_fast():
    pictures = GUIDE.find_all("img")
    for picture in pictures:
        file = ROOT / "site" / picture["src"].removeprefix("../")
        size = file.stat().st_size
        assert size < 60_000 and len(picture["alt"]) > 10, file
        assert picture["width"].isdigit() and picture["height"].isdigit(), "space is kept while it loads"
        assert picture.find_parent("figure").figcaption.get_text(strip=True)
    assert {picture.find_previous("h2")["id"] for picture in pictures} == {
        "prepare", "save", "import", "check", "correct", "publish", "release",
    }
    shown = {Path(picture["src"]).name for picture in pictures}
    assert shown == {file.name for file in (ROOT / "site" / "assets" / "guide").iterdir()}
