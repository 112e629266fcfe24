"""A collection that is listed by years, opened from a disk in a real browser: the ledger loads what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from parser import build
from parser.website import site_facts
from tests.corpus import generate_one

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site of ten small issues of two years."""
    sources = tmp_path_factory.mktemp("sources")
    for made in (generate_one(index, flavour="small") for index in (*range(47, 52), *range(52, 57))):
        (sources / made.name).write_bytes(made.data)
    output = tmp_path_factory.mktemp("large") / "build"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_facts, "ROWS_IN_PAGE", 20)
        build.build(sources, output)
        yield output / "site"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def ledger(page: Page, site: Path, query: str = "") -> int:
    """Open the 任务台账; returns the number of tasks that it finds."""
    page.goto((site / "tasks" / "index.html").as_uri() + query)
    expect(page.locator("#result")).to_have_text(re.compile("项$"))
    return found(page)


def found(page: Page) -> int:
    number = re.search(r"(\d+)项", page.locator("#result").inner_text())
    assert number
    return int(number[1])


def scripts(page: Page) -> list[str]:
    loaded: list[str] = page.evaluate("[...document.head.querySelectorAll('script[src*=rows]')].map((one) => one.getAttribute('src'))")
    return loaded


def test_the_ledger_loads_the_latest_year_and_others_when_asked(page: Page, site: Path) -> None:
    latest = ledger(page, site)
    years = page.get_by_label("公报年份").locator("option").evaluate_all("all => all.map((one) => one.value)")
    assert years == ["2001", "2000", "all"]
    assert scripts(page) == ["rows-2001.js"]
    page.get_by_label("公报年份").select_option("2000")
    expect(page.locator("#result")).to_contain_text("2000年公报")
    earlier = found(page)
    page.get_by_label("公报年份").select_option("all")
    expect(page.locator("#result")).not_to_contain_text("年公报")
    assert found(page) == latest + earlier
    assert scripts(page) == ["rows-2001.js", "rows-2000.js"]


def test_a_body_is_found_in_every_year_under_one_name(page: Page, site: Path) -> None:
    ledger(page, site, "?year=all")
    name = page.locator("#ledger [data-label=牵头] a").first.inner_text()
    page.get_by_label("单位", exact=True).fill(name)
    expect(page.locator("#result")).to_contain_text("符合条件的")
    shown = page.locator("#ledger tbody tr").evaluate_all("all => all.map((row) => row.innerText)")
    assert shown and all(name in row for row in shown)


def test_a_document_s_link_shows_its_tasks_whatever_its_year(page: Page, site: Path) -> None:
    early = (site / "issues" / "2000-48" / "index.html").read_text(encoding="utf-8")
    document = re.findall(r'href="../../documents/([^"/]+)/"', early)[0]
    for query in (f"?document={document}&year=2000", f"?document={document}"):
        ledger(page, site, query)
        links = page.locator("#ledger tbody th a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        assert links and all(link.startswith(f"../documents/{document}/#") for link in links)


def test_texts_are_searched_in_the_years_that_are_shown(page: Page, site: Path) -> None:
    everything = ledger(page, site, "?year=2000")
    page.get_by_label("文字").fill("没有这样的话")
    expect(page.locator("#ledger")).to_contain_text("没有符合条件的任务")
    page.get_by_label("文字").fill("负责")
    expect(page.locator("#result")).to_contain_text("符合条件的")
    assert 0 < found(page) <= everything


@pytest.mark.parametrize("name", ["tasks/", "tasks/2000/", "documents/", "documents/2001/", "deadlines/", "agencies/", "quality/2001/", "events/"])
def test_pages_of_years_meet_wcag(page: Page, site: Path, name: str) -> None:
    page.goto((site / name / "index.html").as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in violations] == []
