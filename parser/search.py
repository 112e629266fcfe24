"""The search index: pairs of characters in small static files, asked by `site/assets/search/search.js`.

Why pairs: Chinese is written without spaces, and every method that cuts it into words misses runs that people type
(合验收 stands in 联合验收). A run of two or more characters stands in a text only if each of its pairs of neighbours
does; so the script intersects the lists of its pairs, loads the few blocks of text that remain, and shows what really
holds it.

## Format, version 1

Every file under `search/` is a script `gazetteSearch(VALUE);` with VALUE in JSON: a script tag loads from a disk too.

`search/index.js`  {"version", "counts": {"documents", "clauses", "events", "agencies", "issues"}, "segments": [{"name",
    "shards", "blocks"} …]}, oldest segment first; the last holds the names of agencies and issues.
`search/{name}/text/{block}.js`  one block of text, see `_text`: what a result shows, verbatim.
`search/{name}/pairs/{shard}.js`  one string of lines `{key}{list}`, sorted by key, with a line feed before and after
    each. A key is a pair of neighbouring characters of the normalised text, or a character and a space (of titles and
    headings only: what one character finds). It is in the shard `shard_of(key, shards)`. A list names blocks: ascending
    numbers 4 × block + place, where place is the best place in the block that has the pair (0 title, 1 heading, 2 text,
    3 only in a heading or title that is repeated from an earlier block), as differences from the number before (from
    -1 for the first), each in digits of 5 bits, least first, `DIGITS[digit + 32]` where another digit follows.
`search/{name}/facets/{field}.js`  {value: list of blocks, encoded in the same way}; field: genre, issuer, year, agency,
    month.

## What stays as it was

Issues are cut into segments in the order of the collection: the number of full `SEGMENT`s in binary says which sizes
there are (`SEGMENT` issues, twice, four times … as many, up to a largest one, which bounds the memory that a segment
takes to make), largest first, then comes the rest. A segment's name is the hash of its text. An issue that is added at
the end rewrites the last, small segment, and now and then joins it with its neighbours, as a binary counter carries.
Fewer segments would need fewer bytes a search (a list for each pair and segment), more of them would rewrite less.
Smaller blocks would let fewer texts be read in vain, larger ones make lists shorter. `tests/measure_search.py` shows
both: at 10,000 documents half of all searches load less than 80 kB.
"""

from __future__ import annotations

import copy
import hashlib
import json
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

from parser.building.jobs import Job, Run, run_each
from parser.collection import Collection
from parser.search_units import Block, document_blocks, name_blocks
from parser.website.issue_view import IssueView

FORMAT_VERSION = 1
SEGMENT = 16  # issues in the smallest closed segment
LARGEST = 7  # the largest segment has SEGMENT << LARGEST issues: 2,048, or some 16,000 documents
SHARD_BYTES = 3000  # of posting lists, before compression
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TITLE, HEADING, TEXT, REPEATED = range(4)
COUNTED = ("documents", "clauses", "events", "agencies", "issues")
FACETS = ("genre", "issuer", "year", "agency", "month")

# Characters that a reader takes for one another, each as its half-width form.
_ALIKE = {
    "〔［【〖｛{[": "(", "〕］】〗｝}]": ")", "“”„‟«»＂": '"', "‘’‚‛": "'", "《〈": "<", "》〉": ">",
    "—–―‐‑‒−": "-", "〜∼": "~", "·•‧∙・": "·", "∶": ":", "○": "〇",
}  # fmt: skip


class _Normal(dict[int, str]):
    """Code point → its normal form, worked out when first asked for; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        alike = (_ALIKE_TO.get(char, char) for char in folded)
        self[code] = "".join(char for char in alike if unicodedata.category(char) not in _IGNORED)
        return self[code]


_ALIKE_TO = {char: plain for chars, plain in _ALIKE.items() for char in chars}
_IGNORED = {"Zs", "Zl", "Zp", "Cc", "Cf"}  # white space, control and invisible characters
_NORMAL = _Normal()


def normalise(text: str) -> str:
    """The form in which texts and queries are compared: width, case and look-alikes made one, white space left out.

    Every code point is mapped by itself: NFKC, lower case, `_ALIKE`, then `_IGNORED` dropped. The script does the same.
    """
    return text.translate(_NORMAL)


def shard_of(key: str, shards: int) -> int:
    """The shard that holds a key of two characters."""
    first, second = map(ord, key)
    mixed = (first * 0x9E3779B1 ^ second * 0x85EBCA6B) & 0xFFFFFFFF
    return (mixed ^ mixed >> 15) % shards


def segment_sizes(issues: int) -> list[int]:
    """How many issues each segment holds, oldest first: 40 → [32, 8]."""
    largest, left = divmod(issues, SEGMENT << LARGEST)
    full, rest = divmod(left, SEGMENT)
    sizes = [SEGMENT << LARGEST] * largest + [SEGMENT << bit for bit in reversed(range(LARGEST)) if full >> bit & 1]
    return [*sizes, rest] if rest else sizes


def write_index(collection: Collection, web_root: Path, run: Run | None = None) -> None:
    """Write the index of a collection to `web_root/search`, a job for each segment; `run` may leave out those done before."""
    ends = list(accumulate(segment_sizes(len(collection.issues)), initial=0))
    jobs = [Job(write_segment, tuple(range(start, end))) for start, end in pairwise(ends)]
    segments = (run or run_each(collection, web_root))(jobs)
    segments.append(_write_segment(name_blocks(collection), web_root / "search", "names"))
    counts = {table: collection.count(table) for table in COUNTED}
    _write(web_root / "search" / "index.js", {"version": FORMAT_VERSION, "counts": counts, "segments": segments})


def write_segment(views: Sequence[IssueView], web_root: Path) -> dict[str, Any]:
    """Write the segment of these issues; returns its entry in `index.js`."""
    issues = (copy.copy(view.compiled) for view in views)  # what is loaded of an issue goes with its copy
    blocks = chain.from_iterable(chain.from_iterable(map(document_blocks, issues)))
    return _write_segment(blocks, web_root / "search", f"making-{views[0].issue.id}")


def _write_segment(blocks: Iterable[Block], folder: Path, making: str) -> dict[str, Any]:
    """Write one segment, first under the name `making`; of its blocks none is kept."""
    place = folder / making
    digest = hashlib.sha256(str(FORMAT_VERSION).encode())
    lists: dict[str, array[int]] = defaultdict(lambda: array("I"))
    facets: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    number = -1
    for number, block in enumerate(blocks):
        digest.update(_write(place / "text" / f"{number}.js", _text(block)))
        _add_pairs(block, number, lists)
        _add_facets(block, number, facets)
    for field, values in facets.items():
        _write(place / "facets" / f"{field}.js", {value: _encode(found) for value, found in sorted(values.items())})
    shards = _write_pairs({key: _encode(lists.pop(key)) for key in sorted(lists)}, place / "pairs")
    name = digest.hexdigest()[:12]
    place.rename(folder / name)
    return {"name": name, "shards": shards, "blocks": number + 1}


def _add_pairs(block: Block, number: int, lists: dict[str, array[int]]) -> None:
    """Add a block to the lists of its keys."""
    for place, keys in enumerate(_keys(block)):
        entry = 4 * number + place
        for key in keys:
            lists[key].append(entry)


def _keys(block: Block) -> tuple[set[str], set[str], set[str], set[str]]:
    """The keys of a block by the best place that each has in it: title, heading, text, repeated heading."""
    places: tuple[set[str], set[str], set[str], set[str]] = (set(), set(), set(), set())
    for unit in block.units:
        head = normalise(unit.label + unit.heading)
        if unit.text is None:
            places[REPEATED].update(map(str.__add__, head, head[1:]))
            continue
        place = places[TITLE if unit.above is None else HEADING]
        place.update(map(str.__add__, head, head[1:]))
        place.update(char + " " for char in head)
        rest = head[-1:] + normalise(unit.text)
        places[TEXT].update(map(str.__add__, rest, rest[1:]))
    seen: set[str] = set()
    for keys in places:
        keys -= seen
        seen |= keys
    return places


def _encode(numbers: Sequence[int]) -> str:
    """Ascending numbers as differences, see the format."""
    return "".join(map(_DIFFERENCES.__getitem__, map(int.__sub__, numbers, chain((-1,), numbers))))


class _Differences(dict[int, str]):
    """A difference → its digits, worked out when first asked for."""

    def __missing__(self, value: int) -> str:
        digits, rest = "", value
        while rest >= 32:
            digits += DIGITS[32 + rest % 32]
            rest //= 32
        self[value] = digits + DIGITS[rest]
        return self[value]


_DIFFERENCES = _Differences()


def _write_pairs(lists: dict[str, str], folder: Path) -> int:
    """Write the lists in shards of about `SHARD_BYTES`; returns the number of shards."""
    shards = max(1, sum(2 + len(encoded) for encoded in lists.values()) // SHARD_BYTES)
    lines: list[list[str]] = [[""] for _ in range(shards)]
    for key, encoded in lists.items():
        lines[shard_of(key, shards)].append(key + encoded)
    for number, shard in enumerate(lines):
        _write(folder / f"{number}.js", "\n".join([*shard, ""]))
    return shards


def _add_facets(block: Block, number: int, facets: dict[str, dict[str, list[int]]]) -> None:
    """Add a block to the lists of the values that it has: facet → value → blocks."""
    own = {
        "genre": {block.genre}, "issuer": {block.issuer}, "year": {str(block.year or "")},
        "agency": {agency for unit in block.units for agency in unit.agencies},
        "month": {month for unit in block.units for month in unit.months},
    }  # fmt: skip
    for name, values in own.items():
        for value in values - {""}:
            facets[name][value].append(number)


def _text(block: Block) -> dict[str, Any]:
    """A block as the script reads it. A unit is [target, index of the unit above or -1, label, heading, text or null,
    [indexes into agencies], [months]], cut short after its last member that is not empty."""
    agencies = list(dict.fromkeys(agency for unit in block.units for agency in unit.agencies))
    index: dict[str, int] = {}
    units: list[list[Any]] = []
    for unit in block.units:
        above = index[unit.above.target] if unit.above else -1
        row = [unit.target, above, unit.label, unit.heading, unit.text,
               [agencies.index(agency) for agency in unit.agencies], list(unit.months)]  # fmt: skip
        while row[-1] in ("", []):
            row.pop()
        index[unit.target] = len(units)
        units.append(row)
    return {
        "base": block.base, "title": block.title, "number": block.number, "genre": block.genre, "issuer": block.issuer,
        "date": block.date, "year": block.year, "agencies": agencies, "units": units,
    }  # fmt: skip


def _write(path: Path, value: Any) -> bytes:
    """Write one file of the index; returns its bytes."""
    content = f"gazetteSearch({json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return content
