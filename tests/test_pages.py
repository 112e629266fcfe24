"""The pages: what a document says arrives unchanged, every clause can be linked to, nothing leads nowhere."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
import sample
from markupsafe import Markup

from parser import pages, wording
from parser.build import run_mkdocs
from parser.collection import Collection
from parser.compiler import compile_issue
from parser.gazette import gazette
from parser.joining import collect
from parser.model import Clause, Deadline, Table
from parser.website import listings, site_facts, sitemap
from parser.website.frames import Frame, frame_address, frame_addresses, take_frames
from parser.website.page_files import Page
from parser.website.reading_text import cells, pieces
from parser.website.site_address import base
from tests.corpus import generate_one

SOURCE = Path(__file__).resolve().parent.parent / "source_html" / "2019-06.html"

# What Markdown, Jinja or a browser would make something of.
AWKWARD = (
    "10*20*30 与 _甲_ 与 `乙` 与 [丙](丁) 与 <b>戊</b> 与 &amp; 与 {{ 己 }} 与 {% 庚 %} 与 @@body@@ 与 \"辛\"",
    "# 不是标题",
    "1. 不是列表",
    "    四个空格不是代码",
    "<script>alert('不是脚本')</script>",
    "- 与 ![图](http://example.com/x.png) 与 https://example.com 与 \\* 与 \"引号\"'",
    "<div markdown=\"1\">",
    "---",
)


def html(file: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(file.read_text(encoding="utf-8"))


def build_pages(collection: Collection, folder: Path) -> Path:
    pages.write_sources(folder / "docs")
    run_mkdocs(folder / "docs", folder / "site")
    pages.write_pages(collection, take_frames(folder / "site"), folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def awkward_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up collection with awkward text in every place that takes text from a source."""
    clause = sample.CLAUSES[1]
    text = "\n".join(AWKWARD)
    hard = replace(
        clause, heading=AWKWARD[0], text=text, blocks=tuple(("paragraph", one) for one in AWKWARD),
    )
    compiled = sample.COMPILED
    document = replace(compiled.documents[0], title=AWKWARD[0], addressees=(AWKWARD[4],))
    held = replace(
        compiled,
        issue=replace(compiled.issue, title=AWKWARD[4]),
        documents=(document, *compiled.documents[1:]),
        clauses=(compiled.clauses[0], hard, *compiled.clauses[2:]),
        responsibilities=(),
        deadlines=(),
        tasks=(replace(compiled.tasks[0], title=AWKWARD[4], text=text),),
        citations=(),
        events=(replace(compiled.events[0], text=AWKWARD[0]),),
        diagnostics=(replace(compiled.diagnostics[0], quote=AWKWARD[4], message=AWKWARD[0]),),
    )
    agency = replace(sample.COLLECTION.agencies[0], name=AWKWARD[4])
    return build_pages(
        Collection(issues=(held,), agencies=(agency, *sample.COLLECTION.agencies[1:])),
        tmp_path_factory.mktemp("awkward"),
    )


def test_what_a_document_says_arrives_character_for_character(awkward_site: Path) -> None:
    page = html(awkward_site / "documents" / sample.DOCUMENT / "index.html")
    clause = page.get_element_by_id("e-1-1")
    assert clause.xpath(".//*[@class='clause-heading']")[0].text_content() == f"（一）{AWKWARD[0]}。"
    shown = [paragraph.text_content() for paragraph in clause.iter("p")]
    assert [one.strip() for one in shown] == [one.strip() for one in AWKWARD]
    assert page.xpath("//h1")[0].text_content() == AWKWARD[0]


def test_a_source_brings_no_element_into_a_page(awkward_site: Path) -> None:
    for file in awkward_site.rglob("index.html"):
        page = html(file)
        assert not [one for one in page.iter("b", "img") if one.get("class") is None and "../assets/" not in one.get("src", "")], file
        assert not [one for one in page.iter("script") if "不是脚本" in (one.text or "") and not one.get("type")], file


def test_scripts_hold_a_source_s_text_as_data(awkward_site: Path) -> None:
    script = (awkward_site / "tasks" / "rows.js").read_text(encoding="utf-8")
    name, data = re.fullmatch(r'gazetteData\(("\w+"),(.*)\);\n', script, re.DOTALL).groups()  # type: ignore[union-attr]
    assert json.loads(name) == "tasks"
    assert json.loads(data)["tasks"][0][2] == AWKWARD[4]


def test_an_empty_collection_makes_a_site(tmp_path: Path) -> None:
    site = build_pages(Collection(issues=(), agencies=()), tmp_path)
    assert "还没有收录公报" in html(site / "index.html").text_content()
    assert "没有明确到期日" in html(site / "deadlines" / "index.html").text_content()


def test_title_and_description_arrive_character_for_character_in_the_head_of_a_page(awkward_site: Path) -> None:
    page = html(awkward_site / "documents" / sample.DOCUMENT / "index.html")
    assert page.findtext(".//title") == f"{AWKWARD[0]} - {gazette().name}"
    assert page.xpath("string(//meta[@property='og:title']/@content)") == AWKWARD[0]
    assert json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["name"] == AWKWARD[0]
    issue = html(awkward_site / "issues" / "2019-06" / "index.html")
    assert issue.xpath("string(//meta[@name='description']/@content)").startswith(AWKWARD[4])


def test_no_frame_page_is_published(awkward_site: Path) -> None:
    assert not [folder for folder in awkward_site.rglob("frame")]
    assert not [file for file in awkward_site.rglob("*.html") if "@@title@@" in file.read_text(encoding="utf-8")]


def test_a_frame_is_filled_with_plain_text_escaped_and_markup_as_it_is() -> None:
    frame = Frame(("<title>", "title", "</title>", "body", "<i>"))
    filled = frame.fill({"title": "<@@body@@>", "body": Markup("<b>@@title@@</b>"), "description": "not asked for"})
    assert filled == "<title>&lt;@@body@@&gt;</title><b>@@title@@</b><i>"


@pytest.mark.parametrize(("address", "frame"), [
    ("", ""), ("tasks/", "tasks/"), ("tasks/2019/2/", "tasks/frame/frame/"), ("documents/xsf-2019-41/", "documents/frame/"),
])
def test_pages_of_a_section_and_depth_share_a_frame(address: str, frame: str) -> None:
    assert frame_address(address) == frame
    assert frame in frame_addresses()


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        pages.write_pages(sample.COLLECTION, sample.BARE, tmp_path / name)
        files = sorted(file for file in (tmp_path / name).rglob("*") if file.is_file())
        contents.append({file.relative_to(tmp_path / name): file.read_bytes() for file in files})
    assert contents[0] == contents[1]


# ------------------------------------------------------------------------------------- a collection listed by years


ROWS = 12  # in a page, where so few issues are to be parted


@pytest.fixture(scope="module")
def large() -> Collection:
    """Issues of two years, with more rows in every listing than a page holds."""
    with TemporaryDirectory() as folder:
        files = []
        for index in (*range(45, 52), *range(52, 58)):
            made = generate_one(index, flavour="small")
            files.append(Path(folder) / made.name)
            files[-1].write_bytes(made.data)
        return collect([compile_issue(file) for file in files])


@pytest.fixture(scope="module")
def large_site(large: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_facts, "ROWS_IN_PAGE", ROWS)
        patch.setattr(listings, "ROWS_IN_PAGE", ROWS)
        yield build_pages(large, tmp_path_factory.mktemp("large"))


def test_a_page_of_a_year_holds_so_many_rows_or_one_issue(large_site: Path) -> None:
    parted = [*large_site.glob("tasks/[0-9]*/index.html"), *large_site.glob("tasks/[0-9]*/*/index.html")]
    assert len(parted) > 4
    for file in parted:
        rows = html(file).xpath("//tbody/tr")
        issues = {link.split("/")[-2] for link in html(file).xpath("//p[contains(., '以下出自')]/a/@href")}
        assert 0 < len(rows) <= ROWS or len(issues) == 1, file


def test_issues_stand_in_pages_as_many_as_fit_and_a_later_one_changes_the_last_page_alone() -> None:
    sizes = [(0, 4), (1, 4), (2, 3), (3, 30), (4, 1), (5, 9)]
    assert list(site_facts.cut(sizes, 10)) == [(0, 1), (2,), (3,), (4, 5)]
    for count in range(len(sizes)):
        before, after = list(site_facts.cut(sizes[:count], 10)), list(site_facts.cut(sizes[: count + 1], 10))
        assert before[:-1] == after[: max(0, len(before) - 1)]


def test_every_record_is_reached_from_the_header_without_scripts(large: Collection, large_site: Path) -> None:
    reached: set[Path] = set()
    waiting = [large_site / "index.html"]
    linked: set[str] = set()
    while waiting:
        file = waiting.pop()
        if file in reached:
            continue
        reached.add(file)
        for link in html(file).xpath("//a/@href"):
            path, _, anchor = link.partition("#")
            target = Path(os.path.normpath(file.parent / unquote(path)))
            if not urlsplit(link).netloc and "?" not in link and (path.endswith("/") or path in ("", "..", ".")):
                linked.add(f"{target.relative_to(large_site).as_posix()}/#{unquote(anchor)}")
                assert (target / "index.html").is_file(), (file, link)
                waiting.append(target / "index.html")
    pages = set(large_site.rglob("index.html"))
    assert pages - reached <= {large_site / name / "index.html" for name in ("adopt", "guide")}
    listed = {f"documents/{clause_id.replace('/', '/#', 1)}" for table in ("tasks", "events") for clause_id in
              (record.id for record in large.records(table))}
    assert listed and listed <= linked


def test_an_added_issue_changes_few_pages_of_its_own_year_and_months(large: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_facts, "ROWS_IN_PAGE", ROWS)
    contents = []
    for count in (12, 13):
        folder = tmp_path / str(count)
        pages.write_pages(replace(large, issues=large.issues[:count]), sample.BARE, folder)
        contents.append({file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    before, after = contents
    added = large.issues[12]
    months = {f"{limit.due_on:%Y-%m}" for limit in added.deadlines if limit.due_on}
    changed = [name for name, content in before.items() if after.get(name) != content]
    listed = [name for name in changed if re.match(r"(documents|tasks|events|citations|quality)/\d{4}/", name)]
    assert listed and {name.split("/")[1] for name in listed} == {str(added.issue.year)}
    assert max(Counter(name.split("/")[0] for name in listed).values()) <= 2
    assert {name.split("/")[1][:7] for name in changed if re.match(r"deadlines/\d{4}-", name)} <= months
    assert not [name for name in changed if re.match(r"issues/[0-9]|documents/.*-", name)]


def test_the_ledger_s_scripts_hold_every_task_once(large: Collection, large_site: Path) -> None:
    found = []
    for script in (large_site / "tasks").glob("rows*.js"):
        content = script.read_text(encoding="utf-8")
        data = json.loads(content[content.index(",") + 1 : -3])
        texts = script.with_name(script.name.replace("rows", "texts")).read_text(encoding="utf-8")
        assert len(json.loads(texts[texts.index(",") + 1 : -3])) == len(data["tasks"])
        found += [f"{data['documents'][at][0]}/{anchor}" for at, anchor, *_ in data["tasks"]]
    assert sorted(found) == sorted(task.id for task in large.records("tasks"))


def test_a_sitemap_of_very_many_pages_is_an_index_of_files(tmp_path: Path) -> None:
    for name in ("", "a&b", "c", "d/e", "f"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").touch()
    sitemap.write_sitemap(tmp_path, in_one_file=2)
    listed = re.findall("<loc>(.*?)</loc>", (tmp_path / "sitemap.xml").read_text(encoding="utf-8"))
    assert listed == [f"{base()}sitemaps/{number}.xml" for number in (1, 2, 3)]
    parts = [(tmp_path / urlsplit(one).path.removeprefix(urlsplit(base()).path)).read_text(encoding="utf-8") for one in listed]
    pages_listed = [re.findall("<loc>(.*?)</loc>", part) for part in parts]
    assert pages_listed == [[base(), f"{base()}a&amp;b/"], [f"{base()}c/", f"{base()}d/e/"], [f"{base()}f/"]]


# ------------------------------------------------------------------------------------------------ the built, real site


@cache
def collection() -> Collection:
    return collect([compile_issue(SOURCE)])


def all_pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 20
    return found


def test_every_clause_has_its_anchor(built_site: Path) -> None:
    clauses: dict[str, list[Clause]] = {}
    for clause in collection().records("clauses"):
        clauses.setdefault(clause.document_id, []).append(clause)
    assert clauses
    for document_id, held in clauses.items():
        ids = html(built_site / "documents" / document_id / "index.html").xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {clause.id.split("/", 1)[1] for clause in held} <= set(ids)


def test_every_paragraph_and_cell_of_a_document_is_on_its_page(built_site: Path) -> None:
    for clause in collection().records("clauses"):
        page = page_text(built_site / "documents" / clause.document_id / "index.html")
        for kind, held in clause.blocks:
            if kind == "paragraph":
                assert squeezed(held) in page, clause.id
            elif isinstance(held, Table):
                assert all(squeezed(cell) in page for row in held.rows for cell in row), clause.id
    for document_id, lines in collection().issues[0].lines.items():
        page = page_text(built_site / "documents" / document_id / "index.html")
        assert all(squeezed(line.text) in page for line in lines if line.kind not in ("section", "title"))


@cache
def page_text(file: Path) -> str:
    return squeezed(html(file).text_content())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_no_page_asks_another_host_for_anything(built_site: Path) -> None:
    for file in all_pages(built_site):
        page = html(file)
        asked = page.xpath("//@src | //@srcset | //link[not(@rel='canonical')]/@href | //form/@action")
        assert not [one for one in asked if urlsplit(one).netloc], file
    for file in built_site.rglob("*.css"):
        if "assets/stylesheets" not in file.as_posix():
            assert not re.search(r"url\(|@import", file.read_text(encoding="utf-8")), file


def test_every_link_within_the_site_leads_to_a_page_and_an_anchor(built_site: Path) -> None:
    root = urlsplit(base()).path

    @cache
    def ids(file: Path) -> set[str]:
        return set(html(file).xpath("//@id"))

    broken = []
    for file in all_pages(built_site):
        here = root + file.relative_to(built_site).as_posix().removesuffix("index.html")
        for link in html(file).xpath("//a/@href | //script/@src | //link[not(@rel='canonical')]/@href"):
            if urlsplit(link).netloc:
                continue
            target = urlsplit(urljoin(here, link))
            assert target.path.startswith(root), (file, link)
            path = built_site / unquote(target.path.removeprefix(root))
            page = path / "index.html" if target.path.endswith("/") else path
            anchor = unquote(target.fragment)
            if not page.is_file() or (anchor and page.suffix == ".html" and anchor not in ids(page)):
                broken.append((file.relative_to(built_site).as_posix(), link))
    assert not broken


def test_links_stay_relative_so_that_a_sub_folder_or_a_disk_will_do(built_site: Path) -> None:
    for file in all_pages(built_site):
        if file.name != "404.html":  # served for any address, so its links start at the site's root
            links = html(file).xpath("//a/@href | //script/@src")
            assert not [link for link in links if link.startswith("/")], file


def test_every_page_names_and_describes_itself(built_site: Path) -> None:
    titles: dict[str, Path] = {}
    for file in all_pages(built_site):
        page = html(file)
        assert page.get("lang") == "zh"
        title = page.findtext(".//title")
        assert title not in titles, (file, titles[title])
        titles[title] = file
        assert page.xpath("string(//meta[@name='description']/@content)"), file
        assert len(page.xpath("//h1")) == 1, file
        if file.name == "index.html":
            address = base() + file.relative_to(built_site).as_posix().removesuffix("index.html")
            assert page.xpath("string(//link[@rel='canonical']/@href)") == address
            assert page.xpath("string(//meta[@property='og:url']/@content)") == address


def test_documents_and_data_are_described_for_machines(built_site: Path) -> None:
    def described(path: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(
            html(built_site / path / "index.html").xpath("string(//script[@type='application/ld+json'])")
        )
        assert found["@context"] == "https://schema.org"
        return found

    document = described("documents/xsz-2019-46")
    assert (document["@type"], document["legislationIdentifier"]) == ("Legislation", "兴署字〔2019〕46号")
    assert document["legislationDate"] == "2019-06-21"
    assert described("data")["@type"] == "Dataset"


def test_the_sitemap_lists_every_page_without_a_date(built_site: Path) -> None:
    sitemap = (built_site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>([^<]*)</loc>", sitemap)
    pages_at = [file.parent.relative_to(built_site).as_posix() for file in built_site.rglob("index.html")]
    written = {base() + place.replace(".", "") for place in pages_at}
    assert {one.rstrip("/") for one in listed} == {one.rstrip("/") for one in written}
    assert "lastmod" not in sitemap


def test_a_document_s_page_weighs_less_than_150_kb_with_all_that_it_loads(built_site: Path) -> None:
    for file in sorted((built_site / "documents").glob("*/index.html")):
        page = html(file)
        loaded = [file]
        for link in page.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
            loaded.append((file.parent / link).resolve())
        assert sum(len(gzip.compress(one.read_bytes())) for one in loaded) < 150_000, file


def test_data_page_lists_files_with_their_size_and_checksum(built_site: Path) -> None:
    page = html(built_site / "data" / "index.html")
    rows = page.xpath("//table[contains(@class, 'sums')]/tbody/tr")
    sums = {row[0].text_content(): row[1].text_content() for row in rows}
    assert int(sums["data/tasks.csv"]) == (built_site / "data" / "tasks.csv").stat().st_size


# ---------------------------------------------------------------------------------------------------------- small parts


def test_a_merged_table_keeps_its_spans_and_shows_each_cell_once() -> None:
    table = Table(
        rows=(("对象", "项目", "标准"), ("听力", "助听器", "1.9"), ("听力", "训练", "1.9")),
        merged=((1, 0, 2, 1), (1, 2, 2, 1)),
    )
    rows = [[(cell.text, cell.rowspan, cell.colspan, cell.is_head) for cell in row] for row in cells(table)]
    assert rows == [
        [("对象", 1, 1, True), ("项目", 1, 1, True), ("标准", 1, 1, True)],
        [("听力", 2, 1, False), ("助听器", 1, 1, False), ("1.9", 2, 1, False)],
        [("训练", 1, 1, False)],
    ]


def test_a_form_without_a_head_row_gets_none() -> None:
    table = Table(rows=(("姓名", ""), ("性别", ""), ("类别", "□甲□乙")))
    assert not any(cell.is_head for row in cells(table) for cell in row)


def test_marks_cut_a_paragraph_without_changing_it() -> None:
    text = "完成时限：2019年7月底前。\n另行通知。"
    limit = sample.example(Deadline, quote="2019年7月底前", start=5, end=14, reading="读法")
    across = sample.example(Deadline, quote="前。\n另行", start=13, end=18, reading="跨段")
    first, second = text.split("\n")
    shown = pieces(first, [across, limit])
    assert [(piece.text, piece.mark) for piece in shown] == [("完成时限：", ""), ("2019年7月底前", "date"), ("。", "")]
    shown = pieces(second, [across], offset=len(first) + 1)
    assert [(piece.text, piece.mark) for piece in shown] == [("另行", "date"), ("通知。", "")]


@pytest.mark.parametrize(
    ("address", "root"), [("", ""), ("tasks/", "../"), ("documents/xsf-2019-41/", "../../")],
)
def test_root_leads_back_to_the_web_root(address: str, root: str) -> None:
    assert Page(address, "", "", "").root == root


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("二、", "第二部分"), ("（五）", "第（五）项"), ("(十二)", "第（十二）项"), ("1.", "第1点"),
        ("（3）", "第（3）小点"),
        ("①", "第①小点"), ("第三章", "第三章"), ("第十二条", "第十二条"), ("甲、", "“甲、”"), ("", ""),
    ],
)
def test_labels_are_said_as_in_a_citation(label: str, spoken: str) -> None:
    assert wording.spoken_label(label) == spoken


def test_a_clause_is_cited_by_document_and_place() -> None:
    document = sample.COMPILED.documents[0]
    clauses = {clause.id: clause for clause in sample.CLAUSES}
    place = wording.clause_place(sample.CLAUSES[1], clauses)
    cited = wording.document_citation(document, "e") + place
    assert cited == "《审批改革方案》（兴署发〔2019〕41号）第一部分第（一）项"
    titled = replace(document, title="关于印发《方案》的通知")
    assert wording.document_citation(titled, "b") == "《关于印发〈方案〉的通知》（兴署发〔2019〕41号）"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2019, 6, 12), dt.date(2019, 6, 12), "6月12日"),
        (dt.date(2019, 6, 12), dt.date(2019, 6, 14), "6月12日至14日"),
        (dt.date(2019, 6, 28), dt.date(2019, 7, 2), "6月28日至7月2日"),
    ],
)
def test_spans_of_days_are_said_shortly(first: dt.date, last: dt.date, words: str) -> None:
    assert wording.date_span(first, last) == words
