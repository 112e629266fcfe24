"""The staff guide is followed word for word: each command runs, and shows what the guide says that it shows."""

from __future__ import annotations

import console
import pytest

from parser.build import SOURCES

GUIDE = console.page("guide.md")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each command of the guide printed, in an empty folder that holds the practice page only."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "公报.html").write_bytes((SOURCES / "2019-06.html").read_bytes())
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
    from parser.corrections import _KINDS

    text = GUIDE.get_text()
    assert all(f"[[{kind}]]" in text for kind in _KINDS)
