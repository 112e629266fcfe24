"""The search index and the script that asks it: what stands in a title or a clause is found, nothing else is shown."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import COLLECTION, example
from search_page import Engine, browser, write_site
from search_sample import real_collection, varied

from parser import search
from parser.building.jobs import Job, Run, run_each
from parser.collection import Collection
from parser.model import Clause, Deadline, Event, Responsibility
from parser.search_units import BLOCK_CHARACTERS, OVERLAP, document_blocks

REAL = real_collection()
FOLDED = [
    # (printed, typed): forms that a reader takes for one another
    ("兴署发〔2019〕41号", "兴署发[2019]41号"),
    ("兴署发〔2019〕41号", "兴署发（２０１９）４１号"),
    ("兴署发〔2019〕41号", "兴署发【2019】 41 号"),
    ("“放管服”改革", '"放管服"改革'),
    ("0—7岁", "0-7岁"),
    ("ＯＰＣ社区", "opc社区"),
    ("《意见》〈通知〉", "〈意见〉《通知》"),
    ("PM２.５", "pm2.5"),
    ("第①项", "第1项"),
    ("行政\u3000公署\n 大\u200b事\xa0记", "行政公署大事记"),
]


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def value(content: bytes) -> Any:
    """What a file of the index hands to its callback."""
    return json.loads(content.decode().removeprefix("gazetteSearch(").removesuffix(");\n"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def engine(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(chromium.new_page(), write_site(REAL, tmp_path_factory.mktemp("real")))


def engine_of(chromium: Any, collection: Collection, folder: Path) -> Engine:
    return Engine(chromium.new_page(), write_site(collection, folder))


def one_document(*clauses: Clause, **tables: Any) -> Collection:
    """A collection of the sample's first document with these clauses alone."""
    nothing: dict[str, Any] = dict.fromkeys(("events", "responsibilities", "deadlines", "citations"), ())
    compiled = replace(COLLECTION.issues[0], clauses=clauses, **nothing)
    return replace(COLLECTION, issues=(replace(compiled, **tables),))


def clause(path: str, text: str, **values: Any) -> Clause:
    document = COLLECTION.issues[0].documents[0].id
    own = {"id": f"{document}/b-{path}", "document_id": document, "parent_id": None, "label": "", "heading": None,
           "heading_mark": "", "tables": (), "path": path, "part": "b"}  # fmt: skip
    made: Clause = example(Clause, text=text, **{**own, **values})
    return made


# ----------------------------------------------------------------------------------------------- normal form


@pytest.mark.parametrize(("printed", "typed"), FOLDED)
def test_forms_that_a_reader_takes_for_one_another_have_one_normal_form(printed: str, typed: str) -> None:
    assert search.normalise(printed) == search.normalise(typed) != ""


@given(st.text(), st.text())
def test_normal_form_is_made_character_by_character(first: str, second: str) -> None:
    assert search.normalise(first + second) == search.normalise(first) + search.normalise(second)


def test_script_and_index_agree_on_normal_form_and_shard(engine: Engine) -> None:
    # Planes 0 and 2 hold every Han character; what an older Unicode table has not assigned is left out.
    chars = [chr(code) for code in [*range(0xD800), *range(0xE000, 0x10000), *range(0x20000, 0x323B0)]]
    known = [char for char in chars if search.unicodedata.category(char) not in ("Cn", "Cs")]
    given_by_script = engine.page.evaluate("chars => chars.map(gazetteSearch.normalise)", known)
    both = zip(known, map(search.normalise, known), given_by_script, strict=True)
    assert {char: (ours, theirs) for char, ours, theirs in both if ours != theirs} == {}
    keys = ["康复", "20", "旗 ", "（五", "𠮷野", "。\uffff"]
    shards = [1, 7, 97, 6421]
    script = "([keys, shards]) => keys.map(key => shards.map(count => gazetteSearch.shardOf(key, count)))"
    by_script = engine.page.evaluate(script, [keys, shards])
    assert by_script == [[search.shard_of(key, count) for count in shards] for key in keys]


# ---------------------------------------------------------------------------------------------------- format


@pytest.mark.parametrize(
    ("numbers", "encoded"), [([0], "B"), ([0, 1, 3], "BBC"), ([30], "f"), ([31], "gB"), ([1023, 1024], "ggBB")]
)
def test_lists_are_differences_in_digits_of_five_bits(numbers: list[int], encoded: str) -> None:
    assert search._encode(numbers) == encoded


def test_every_pair_of_a_clause_stands_in_its_shard_with_its_block(tmp_path: Path) -> None:
    search.write_index(one_document(clause("1", "核对联合验收办法")), tmp_path)
    segment = value((tmp_path / "search/index.js").read_bytes())["segments"][0]
    for pair in ("核对", "对联", "合验", "办法"):
        shard = tmp_path / "search" / segment["name"] / "pairs" / f"{search.shard_of(pair, segment['shards'])}.js"
        assert f"\n{pair}D\n" in value(shard.read_bytes())  # block 0, in the text: 4 × 0 + 2, from -1


def test_a_block_repeats_the_headings_above_its_clauses(tmp_path: Path) -> None:
    top = clause("1", "总" * (BLOCK_CHARACTERS - 10), label="一、", heading="总则")
    below = clause("1-1", "细" * 100, label="（一）", heading="细则", parent_id=top.id)
    *_, last = next(document_blocks(one_document(top, below).issues[0]))
    assert [(unit.heading, unit.text is None) for unit in last.units][1:] == [("总则", True), ("细则", False)]
    assert last.units[0].heading == last.title and last.units[0].text is None


def test_same_collection_gives_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; sys.path[:0] = ['tests', '.']\n"
        "from parser import search; from search_sample import real_collection\n"
        "search.write_index(real_collection(), pathlib.Path(sys.argv[1]))"
    )
    made = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(tmp_path / seed)]
        root = Path(__file__).resolve().parent.parent
        subprocess.run(command, check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(files(tmp_path / seed))
    assert made[0] == made[1]


# ------------------------------------------------------------------------------------------------- stability


@given(st.integers(min_value=0, max_value=100_000))
def test_segments_hold_all_issues_and_only_small_ones_change(issues: int) -> None:
    sizes = search.segment_sizes(issues)
    assert sum(sizes) == issues
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes, default=0) <= search.SEGMENT << search.LARGEST
    assert len([size for size in sizes if size < search.SEGMENT << search.LARGEST]) <= search.LARGEST + 1
    closed = [size for size in sizes if size >= 2 * search.SEGMENT]
    if issues % (2 * search.SEGMENT) < search.SEGMENT:
        assert search.segment_sizes(issues + 1)[: len(closed)] == closed


def test_an_added_issue_leaves_closed_segments_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SEGMENT", 1)
    issues = tuple(varied(REAL.issues[0], 5))
    asked: list[list[tuple[int, ...]]] = []
    for count in (4, 5):
        collection = Collection(issues=issues[:count], agencies=())
        each = run_each(collection, tmp_path / str(count))

        def run(jobs: Sequence[Job], each: Run = each) -> list[Any]:
            asked.append([job.places for job in jobs])
            return each(jobs)

        search.write_index(collection, tmp_path / str(count), run)
    assert asked == [[(0, 1, 2, 3)], [(0, 1, 2, 3), (4,)]]
    before, after = files(tmp_path / "4"), files(tmp_path / "5")
    closed = value(before["search/index.js"])["segments"][0]["name"]
    kept = {name: content for name, content in before.items() if closed in name}
    assert len(kept) > 40
    assert kept.items() <= after.items()


# --------------------------------------------------------------------------------------------- what is found


def printed(one: Clause) -> str:
    """A clause as it is printed, without white space."""
    cells = [cell for table in one.tables for row in table for cell in row]
    return re.sub(r"\s", "", one.label + (one.heading or "") + one.heading_mark + one.text + "".join(cells))


ALIKE = str.maketrans("〔〕［］（）[]“”‘’—，：；？！．《》〈〉", "()()()()\"\"''-,:;?!.<><>")


def plain(text: str) -> str:
    """Brackets, quotation marks and widths made alike, without the code under test."""
    return re.sub(r"\s", "", text).translate(ALIKE).lower()


def address(one: Clause) -> str:
    return f"documents/{one.document_id}/#{one.id.partition('/')[2]}"


def test_random_runs_are_found_in_their_clause_and_show_nothing_else(engine: Engine) -> None:
    rng = random.Random(20190710)
    clauses = [one for one in REAL.records("clauses") if len(printed(one)) >= 8]
    texts = {address(one): plain(printed(one)) for one in REAL.records("clauses")}
    missed, false, shown = [], [], 0
    for _ in range(400):
        one = rng.choice(clauses)
        length = rng.randint(2, 8)
        start = rng.randint(0, len(printed(one)) - length)
        run = printed(one)[start : start + length]
        results = engine.find(run)
        hrefs = {result["href"] for result in results}
        if address(one) not in hrefs:
            missed.append(run)
        shown += len(hrefs & texts.keys())
        false += [(run, href) for href in hrefs & texts.keys() if plain(run) not in texts[href]]
    assert missed == []
    assert shown > 400
    assert len(false) <= 0.02 * shown, false


def test_random_runs_of_titles_lead_to_their_document_first(engine: Engine) -> None:
    rng = random.Random(7)
    for document in REAL.records("documents"):
        start = rng.randint(0, len(document.title) - 6)
        first = engine.find(document.title[start : start + 6])[0]
        assert first["isTitle"] and document.title[start : start + 6] in first["title"]


@pytest.mark.parametrize(
    "query", ["兴署发〔2019〕41号", "兴署发[2019]41号", "兴署发(2019)41", "兴署发201941号", "2019 41", "兴署发　41"]
)
def test_a_document_number_is_found_in_every_form(engine: Engine, query: str) -> None:
    first = engine.find(query)[0]
    assert (first["href"], first["label"]) == ("documents/xsf-2019-41/", "兴署发〔2019〕41号")


def test_a_number_whose_brackets_the_print_lost_is_found_by_its_right_form(engine: Engine) -> None:
    assert any("内政发201845号" in result["text"] for result in engine.find("内政发〔2018〕45号"))


def test_several_words_must_stand_together_and_may_stand_in_headings_above(chromium: Any, tmp_path: Path) -> None:
    top = clause("1", "", label="一、", heading="审批改革")
    lead = clause("1-1", "由盟自然资源局牵头办理。", label="（一）", parent_id=top.id)
    other = clause("2", "由盟财政局牵头办理。", label="二、", heading="资金保障")
    asked = engine_of(chromium, one_document(top, lead, other), tmp_path)
    assert [result["label"] for result in asked.find("牵头 自然资源")] == ["（一）"]
    assert [result["label"] for result in asked.find("审批 牵头")] == ["（一）"]
    assert {result["label"] for result in asked.find("牵头 办理")} == {"（一）", "二、"}
    assert asked.find("牵头 没有此词") == []


def test_quotation_marks_ask_for_the_exact_run(chromium: Any, tmp_path: Path) -> None:
    apart, joined = clause("1", "康复机构与医疗救助。"), clause("2", "残疾儿童康复救助。")
    asked = engine_of(chromium, one_document(apart, joined), tmp_path)
    assert [result["href"][-2:] for result in asked.find("康复 救助") if not result["isTitle"]] == ["-2", "-1"]
    for query in ('"康复 救助"', "“康复救助”"):
        assert [result["href"][-2:] for result in asked.find(query) if not result["isTitle"]] == ["-2"]


def test_titles_come_before_headings_before_text_and_newer_before_older(chromium: Any, tmp_path: Path) -> None:
    sample = COLLECTION.issues[0].documents[0]
    title, old, new = (
        replace(sample, id=f"d-{year}", title=f"{name}的通知", number=None, issued_on=dt.date(year, 1, 1))
        for year, name in ((2001, "营商环境"), (2002, "旧件"), (2003, "新件"))
    )
    clauses = tuple(
        clause("1", f"{prefix}优化营商环境。", id=f"{document.id}/b-1", document_id=document.id, heading=heading)
        for document, prefix, heading in ((old, "旧：", None), (new, "新：", None), (old, "", "营商环境"))
    )
    clauses = (*clauses[:2], replace(clauses[2], id="d-2002/b-2"))
    asked = engine_of(chromium, one_document(*clauses, documents=(title, old, new)), tmp_path)
    assert [result["href"] for result in asked.find("营商环境")] == [
        "documents/d-2001/", "documents/d-2002/#b-2", "documents/d-2003/#b-1", "documents/d-2002/#b-1",
    ]  # fmt: skip


def test_one_character_is_looked_for_in_titles_and_names_alone(engine: Engine) -> None:
    results = engine.find("残")
    names = {agency.name for agency in REAL.agencies if "残" in agency.name}
    assert {result["heading"] for result in results if result["genre"] == "机关单位"} == names != set()
    assert all("残" in result["label"] + result["heading"] for result in results)


def test_agencies_events_cells_and_lines_are_found(chromium: Any, tmp_path: Path) -> None:
    compiled = COLLECTION.issues[0]
    asked = engine_of(chromium, COLLECTION, tmp_path)
    event: Event = compiled.events[0]
    place = f"documents/{event.document_id}/#{event.id.partition('/')[2]}"
    assert [result["href"] for result in asked.find(event.text[-10:])] == [place]
    assert asked.find(COLLECTION.agencies[0].name)[0]["href"] == f"agencies/{COLLECTION.agencies[0].id}/"
    cell = next(one for one in compiled.clauses if one.tables)
    assert asked.find("每人每年2万元")[0]["href"].endswith("#" + cell.id.partition("/")[2])
    assert asked.find("2019年6月4日")[0]["isTitle"]
    assert asked.find(compiled.issue.title)[0]["href"] == f"issues/{compiled.issue.id}/"


def test_facets_narrow_to_clauses_that_have_the_value(chromium: Any, tmp_path: Path) -> None:
    asked = engine_of(chromium, COLLECTION, tmp_path)
    body: Responsibility = COLLECTION.issues[0].responsibilities[0]
    limit: Deadline = COLLECTION.issues[0].deadlines[0]
    owner = f"#{body.clause_id.partition('/')[2]}"
    assert limit.due_on is not None
    assert len(asked.find("标准")) == len(asked.find("标准", {"agency": ""})) > 0
    assert asked.find("标准", {"agency": body.agency}) == []
    for chosen in ({"agency": body.agency}, {"month": f"{limit.due_on:%Y-%m}"}, {"year": "2019"}):
        assert [result["href"][-len(owner) :] for result in asked.find("简化材料", chosen)] == [owner]
    assert asked.find("简化材料", {"month": "1999-01"}) == asked.find("简化材料", {"genre": "大事记"}) == []


def test_a_run_across_the_cut_of_a_very_long_clause_is_found_once(chromium: Any, tmp_path: Path) -> None:
    rng = random.Random(3)
    text = "".join(chr(rng.randrange(0x4E00, 0x9FA0)) for _ in range(3 * BLOCK_CHARACTERS))
    asked = engine_of(chromium, one_document(clause("1", text)), tmp_path)
    for cut in (BLOCK_CHARACTERS, 2 * BLOCK_CHARACTERS - OVERLAP):
        assert [result["href"][-4:] for result in asked.find(text[cut - 6 : cut + 6])] == ["#b-1"]


def test_marks_cover_the_words_as_printed(engine: Engine) -> None:
    text = "（五）兴署发〔２０１９〕 41号，０—７岁"
    script = "([text, runs]) => gazetteSearch.marks(text, runs.map(gazetteSearch.normalise))"
    ranges = engine.page.evaluate(script, [text, ["发(2019)41", "0-7"]])
    assert [text[start:end] for start, end in ranges] == ["发〔２０１９〕 41", "０—７"]


def test_index_of_nothing_is_written_and_answers(chromium: Any, tmp_path: Path) -> None:
    assert engine_of(chromium, Collection(issues=(), agencies=()), tmp_path).find("康复") == []


def test_names_of_segments_tell_their_content(tmp_path: Path) -> None:
    search.write_index(REAL, tmp_path)
    for segment in value((tmp_path / "search/index.js").read_bytes())["segments"]:
        folder = tmp_path / "search" / segment["name"]
        digest = hashlib.sha256(str(search.FORMAT_VERSION).encode())
        for number in range(segment["blocks"]):
            digest.update((folder / "text" / f"{number}.js").read_bytes())
        assert segment["name"] == digest.hexdigest()[:12]
