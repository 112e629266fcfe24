"""`data/gazette.zip`, everything under `data/` in one archive, and `SHA256SUMS` over all that is published as data.

Files are compressed in blocks, each for itself, so that a block that stands in the last run's archive is copied from
there, and the others are compressed by several processes. The bytes are the same however a block came to be.
"""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from parser.building import checksums
from parser.building.kept_record import file_state, read_record, write_record
from parser.building.processes import in_processes
from parser.building.workplace import Workplace
from parser.website.hosting import OPEN_FILES, OPEN_TO_PROGRAMS

NAME = "gazette.zip"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can name: archives carry no time of day
ZIP_MODE = 0o100644 << 16  # a plain file that its owner may write
BLOCK = 2 << 20  # bytes of a file that are compressed together
LAST_BLOCK = b"\x03\x00"  # the empty block that ends a deflate stream of several


@dataclass
class Member:
    """A file in the archive: its size and time, its CRC-32, the sum of each block, and where in the last archive a block
    stands compressed, as (start, length): None where it does not."""

    state: list[int]
    crc: int = 0
    sums: list[str] = field(default_factory=list)
    places: list[tuple[int, int] | None] = field(default_factory=list)


def write_zip(data: Path, workplace: Workplace) -> None:
    """Pack every file under `data` into `data/gazette.zip`, in order of name."""
    record = workplace.kept / "archive.json"
    last = workplace.last / "data" / NAME if workplace.last is not None else None
    before = _read_members(record, last)
    files = {file.relative_to(data).as_posix(): file for file in _files(data) if file != data / NAME}
    members = {name: _examine(file, before.get(name)) for name, file in files.items()}
    missing = [
        (file, number, len(members[name].places) == 1)
        for name, file in files.items() for number, place in enumerate(members[name].places) if place is None
    ]
    compressed = in_processes(_compress, missing, (), workplace.jobs)
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(last.open("rb")) if last is not None and before else None
        archive = stack.enter_context(zipfile.ZipFile(data / NAME, "w"))
        for name, member in members.items():
            _add(archive, name, member, source, compressed)
    written = {"state": file_state(data / NAME), "members": {name: vars(member) for name, member in members.items()}}
    write_record(record, written)


def write_sums(web_root: Path, workplace: Workplace) -> None:
    """`SHA256SUMS` of every data file, calendar and feed, in the form that `sha256sum --check` reads."""
    record = workplace.kept / "sums.json"
    before = read_record(record) if workplace.last is not None else {}
    sums: dict[str, list[Any]] = {}
    for name in (*OPEN_TO_PROGRAMS, *OPEN_FILES):
        for file in _files(web_root / name):
            path, state = file.relative_to(web_root).as_posix(), file_state(file)
            *known, summed = before.get(path, [0, 0, ""])
            sums[path] = [*state, summed if known == state else checksums.sha256(file)]
    lines = [f"{summed}  {path}\n" for path, (_, _, summed) in sorted(sums.items())]
    (web_root / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    write_record(record, sums)


def _read_members(record: Path, last: Path | None) -> dict[str, Member]:
    """The members of the last archive, when it stands as it was written."""
    content = read_record(record)
    if last is None or not last.is_file() or content.get("state") != file_state(last):
        return {}
    return {name: Member(**member) for name, member in content["members"].items()}


def _examine(file: Path, before: Member | None) -> Member:
    """A file as it stands, with those of its blocks that stand in the last archive."""
    member = Member(file_state(file))
    if before is not None and before.state == member.state:
        return before
    size = member.state[0]
    for number, content in enumerate(_blocks(file)):
        member.crc = zlib.crc32(content, member.crc)
        # A file of one block is compressed otherwise than the first block of several.
        member.sums.append(f"{hashlib.sha256(content).hexdigest()}{'' if size > BLOCK else ' alone'}")
        same = before is not None and before.sums[number : number + 1] == member.sums[-1:]
        member.places.append(before.places[number] if same and before is not None else None)
    return member


def _add(
    archive: zipfile.ZipFile, name: str, member: Member, last: BinaryIO | None, compressed: Iterator[bytes]
) -> None:
    """Add a member whose blocks are compressed already. `ZipFile` has no method for that: what its own methods write down
    after a member is written down here, `start_dir` and `_didModify` among it, so that it writes the right directory when
    it closes. A test reads every member of the archive again, with its checksum."""
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, ZIP_MODE
    file: Any = archive.fp
    entry.header_offset = file.tell()
    entry.file_size, entry.CRC = member.state[0], member.crc
    large = entry.file_size * 1.05 > zipfile.ZIP64_LIMIT
    file.write(entry.FileHeader(zip64=large))
    start = file.tell()
    places: list[tuple[int, int] | None] = []
    for place in member.places:
        content = next(compressed) if place is None or last is None else _read_block(last, *place)
        places.append((file.tell(), file.write(content)))
    file.write(LAST_BLOCK if len(places) > 1 else b"" if places else LAST_BLOCK)
    member.places = places
    end = file.tell()
    entry.compress_size = end - start
    file.seek(entry.header_offset)
    file.write(entry.FileHeader(zip64=large))
    file.seek(end)
    archive.filelist.append(entry)
    archive.NameToInfo[name] = entry
    archive.start_dir, archive._didModify = end, True  # type: ignore[attr-defined]


def _read_block(last: BinaryIO, start: int, length: int) -> bytes:
    last.seek(start)
    return last.read(length)


def _compress(block: tuple[Path, int, bool]) -> bytes:
    """A block of a file, by its number, as a deflate stream of its own, or as a part of one that goes on."""
    path, number, alone = block
    with path.open("rb") as file:
        file.seek(number * BLOCK)
        content = file.read(BLOCK)
    deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush(zlib.Z_FINISH if alone else zlib.Z_FULL_FLUSH)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while content := file.read(BLOCK):
            yield content


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted((file for file in path.rglob("*") if file.is_file()), key=lambda file: file.as_posix())
