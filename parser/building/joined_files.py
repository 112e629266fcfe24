"""Files joined from pieces, one piece an issue: a head, the pieces with something between them, a tail.

When the issues of the last run are the first issues of this one, what stands before the tail is copied from the file
that the last run wrote, and only the pieces of later issues are put after it. The bytes are the same either way.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from parser.building import packed, steps
from parser.building.kept_record import file_state, read_record, write_record
from parser.building.workplace import Workplace

_AT_ONCE = 1 << 20  # bytes
_RECORD = "joined.json"


@dataclass(frozen=True)
class Around:
    """What stands around and between the pieces; an empty piece leaves no trace."""

    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""


@dataclass
class JoinedFiles:
    """The joined files of one run: the steps of its issues in order, the folder in which it writes, and where it works."""

    steps: Sequence[Path]
    root: Path
    workplace: Workplace
    before: dict[str, Any] = field(default_factory=dict)  # what the last run recorded
    bodies: dict[str, tuple[int, str]] = field(default_factory=dict)  # name → bytes before the tail, sum of the head

    def write(self, name: str, around: Around, part: str) -> None:
        """Write the file of this name from a part that each step left."""
        with self.begin(name, around) as file:
            for content in self.parts(part, file.covered):
                if content:
                    file.add(content)

    def begin(self, name: str, around: Around) -> JoinedFile:
        """The file of this name, to which the pieces of the issues that it does not cover yet are to be added."""
        return JoinedFile(self, name, around)

    def parts(self, part: str, first: int = 0) -> Iterator[bytes]:
        """A part that each step left, from the issue at place `first`."""
        return (packed.read(steps.value(step), part) for step in self.steps[first:])

    def begun(self, name: str, head: bytes) -> tuple[Path, int] | None:
        """The file of the last run that begins as this one does, and how many of its bytes."""
        body = self.before.get("bodies", {}).get(name)
        if body is None or self.workplace.last is None or not self.covered:
            return None
        length, *state, summed = body
        file = self.workplace.last / name
        as_written = file.is_file() and file_state(file) == state and summed == _sum(head)
        return (file, length) if as_written else None

    @functools.cached_property
    def covered(self) -> int:
        """How many issues the last run covers: all of its issues, when they are the first of this run; else none."""
        keys = self.before.get("steps", [])
        return len(keys) if keys == [step.name for step in self.steps[: len(keys)]] else 0

    def record(self) -> None:
        """Remember the files for the next run."""
        bodies = {name: [length, *file_state(self.root / name), head] for name, (length, head) in self.bodies.items()}
        write_record(self.workplace.kept / _RECORD, {"steps": [step.name for step in self.steps], "bodies": bodies})


class JoinedFile:
    """One file while it is joined."""

    def __init__(self, joined: JoinedFiles, name: str, around: Around) -> None:
        self._joined, self._name, self._around, self._length = joined, name, around, 0
        self._target = joined.root / name
        self._begun = joined.begun(name, around.head)
        self.covered = joined.covered if self._begun else 0

    def __enter__(self) -> JoinedFile:
        return self

    def add(self, *pieces: bytes) -> None:
        """Put pieces after those before; the file is open only meanwhile, for there may be thousands."""
        with self._target.open("ab", buffering=_AT_ONCE) as file:
            if not self._length:
                self._length = _copy(*self._begun, file) if self._begun else file.write(self._around.head)
            for piece in filter(None, pieces):
                self._length += file.write(self._around.between if self._length > len(self._around.head) else b"")
                self._length += file.write(piece)

    def __exit__(self, failed: object, *error: object) -> None:
        if failed:
            return
        if self._begun and not self._length:  # nothing came after what the last run wrote
            last, self._length = self._begun
            steps.link_or_copy(last, self._target)
        else:
            self.add()
            with self._target.open("ab") as file:
                file.write(self._around.tail)
        self._joined.bodies[self._name] = (self._length, _sum(self._around.head))


def open_joined(steps_of_issues: Sequence[Path], root: Path, workplace: Workplace) -> JoinedFiles:
    """The joined files of a run that writes into `root`, with what the last run left."""
    return JoinedFiles(steps_of_issues, root, workplace, read_record(workplace.kept / _RECORD))


def _copy(source: Path, length: int, target: BinaryIO) -> int:
    left = length
    with source.open("rb") as file:
        while left and (read := file.read(min(left, _AT_ONCE))):
            left -= target.write(read)
    if left:
        raise EOFError(f"{source} ends {left} bytes before it should")
    return length


def _sum(head: bytes) -> str:
    return hashlib.sha256(head).hexdigest()

