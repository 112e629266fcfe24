"""The site as its readers use it, in a real browser, served from a sub-folder as it is published."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from site_pages import CLAUSE, DOCUMENT, PAGES

from parser.website.site_address import base

# Where every page is pictured, for people to look at; on CI beside the site.
PICTURES = os.environ.get("SCREENSHOTS") or ("build/screenshots" if os.environ.get("CI") else "")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def guarded(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that fails the test on a console message, an error of a script or a request to another host."""
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if own(request.url, address) else faults.append(request.url))
    yield page
    context.close()
    assert faults == []


def own(url: str, address: str) -> bool:
    return urlsplit(url).netloc == urlsplit(address).netloc or url.startswith(("data:", "blob:", "about:"))


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    yield from guarded(chromium.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN"), address)


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    yield from guarded(chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True), address)


# --------------------------------------------------------------------------------------------------------- for everyone


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 1366), ("light", 360)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(chromium: Browser, address: str, name: str, scheme: Any, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for page in guarded(context, address):
        page.goto(address + PAGES[name])
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
        page.evaluate(AXE.read_text(encoding="utf-8"))  # as a script of the page it would break the policy
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(phone: Page, address: str, name: str) -> None:
    phone.goto(address + PAGES[name])
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["home", "document", "tasks", "deadlines"])
def test_twice_the_size_needs_no_scrolling_sideways(chromium: Browser, address: str, name: str) -> None:
    # 200 % zoom of a window 1280 wide lays the page out in 640.
    context = chromium.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    for page in guarded(context, address):
        page.goto(address + PAGES[name])
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("name", ["home", "document", "tasks", "deadlines", "agency"])
def test_large_type_stays_on_every_page_and_fits_a_phone(phone: Page, address: str, name: str) -> None:
    phone.goto(address)
    before = phone.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)")
    phone.get_by_role("button", name="大字").click()
    expect(phone.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    assert phone.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)") > before * 1.15
    phone.goto(address + PAGES[name])
    assert phone.evaluate("document.documentElement.hasAttribute('data-large')")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [820, 1366])
@pytest.mark.parametrize("name", ["home", "document", "tasks", "deadlines", "agency"])
def test_large_type_fits_wider_windows_too(chromium: Browser, address: str, name: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.add_init_script("localStorage.setItem('large', '1')")
    for page in guarded(context, address):
        page.goto(address + PAGES[name])
        page.wait_for_load_state("networkidle")
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.md-typeset')).fontSize)") >= 23.9
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_by_keyboard_alone_from_the_first_key_to_a_document(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("兴安盟工程建设项目审批制度改革"):
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(address + DOCUMENT)


def test_on_a_phone_the_sections_open_and_close_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + DOCUMENT)
    menu = phone.locator(".menu summary")
    menu.focus()
    phone.keyboard.press("Enter")
    link = phone.get_by_role("navigation", name="栏目菜单").get_by_role("link", name="任务台账")
    expect(link).to_be_visible()
    phone.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


@pytest.mark.parametrize("name", PAGES)
def test_everything_can_be_read_without_scripts(chromium: Browser, address: str, name: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES[name])
    assert page.locator("h1").is_visible()
    for dead in page.locator("button:visible").all():
        assert dead.get_attribute("type") == "submit"  # a button that does nothing is not shown
    if name == "document":
        assert page.locator(f"#{CLAUSE}").is_visible()
        assert page.locator("#tasks table").is_visible()
    if name == "tasks":
        assert page.locator("#ledger tbody tr").count() > 40
    context.close()


@pytest.mark.skipif(not PICTURES, reason="set SCREENSHOTS to a folder to have the pages pictured")
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("light", 820), ("light", 1366), ("dark", 1366)])
@pytest.mark.parametrize("name", PAGES)
def test_pictures_for_review(chromium: Browser, address: str, name: str, scheme: Any, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for page in guarded(context, address):
        page.goto(address + PAGES[name])
        page.wait_for_load_state("networkidle")
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)


# ------------------------------------------------------------------------------------------------------------ documents


def test_a_link_to_a_clause_shows_that_clause(page: Page, address: str) -> None:
    page.goto(f"{address}{DOCUMENT}#{CLAUSE}")
    clause = page.locator(f"#{CLAUSE}")
    expect(clause).to_be_in_viewport()
    assert "取消不合法、不合理、不必要的审批事项" in clause.inner_text()
    page.get_by_role("navigation", name="本文目录").get_by_role("link", name="六、加强组织实施").click()
    expect(page.locator("#e-6")).to_be_in_viewport()


def test_owners_and_dates_stand_beside_their_clause(page: Page, address: str) -> None:
    page.goto(f"{address}{DOCUMENT}#{CLAUSE}")
    clause, note = page.locator(f"#{CLAUSE}"), page.locator(f"#{CLAUSE} + .note")
    assert "盟自然资源局" in note.inner_text()
    assert "2019年7月31日" in note.inner_text()
    text, beside = clause.bounding_box(), note.bounding_box()
    assert text and beside
    assert beside["x"] >= text["x"] + text["width"]
    assert abs(beside["y"] - text["y"]) < 40


def test_notes_never_lie_upon_each_other_or_the_text(page: Page, address: str) -> None:
    page.goto(address + DOCUMENT)
    boxes = page.evaluate("""[...document.querySelectorAll('.part > *')].map((one) => {
        const box = one.getBoundingClientRect();
        return [one.className.split(' ')[0], box.left, box.top, box.right, box.bottom];
    })""")
    for column in ([box for box in boxes if box[0] == "note"], [box for box in boxes if box[0] != "note"]):
        for above, below in itertools.pairwise(column):
            assert below[2] >= above[4] - 1, (above, below)


def test_a_line_of_text_holds_about_38_characters(page: Page, address: str) -> None:
    page.goto(address + DOCUMENT)
    characters = page.evaluate("""(() => {
        const text = document.querySelector('.own .run');
        return text.getBoundingClientRect().width / parseFloat(getComputedStyle(text).fontSize);
    })()""")
    assert 36 <= characters <= 40


def test_the_address_and_the_citation_of_a_clause_can_be_copied(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for page in guarded(context, address):
        page.goto(address + DOCUMENT)
        clause = page.locator(f"#{CLAUSE}")
        clause.hover()
        clause.get_by_role("button", name="复制链接").click()
        expect(page.get_by_role("status")).to_have_text("已复制链接")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}{DOCUMENT}#{CLAUSE}"
        clause.get_by_role("button", name="复制引用").click()
        expect(page.get_by_role("status")).to_have_text("已复制引用")
        assert page.evaluate("navigator.clipboard.readText()") == (
            "《兴安盟工程建设项目审批制度改革工作实施方案》（兴署字〔2019〕46号）第二部分第（五）项第1点，"
            f"{address}{DOCUMENT}#{CLAUSE}"
        )


def test_annex_tables_scroll_within_the_page_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + PAGES["annexes"])
    table = phone.locator("table.printed").first
    assert table.locator("td[rowspan]").count() >= 2
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    return [(float(width), float(height)) for width, height in
            re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)]


def test_print_sets_the_text_upright_and_the_task_table_across_on_a4(page: Page, address: str) -> None:
    page.goto(address + DOCUMENT)
    sizes = pages_of(page.pdf(prefer_css_page_size=True))
    upright = [size for size in sizes if abs(size[0] - 595) < 2 and abs(size[1] - 842) < 2]
    across = [size for size in sizes if abs(size[0] - 842) < 2 and abs(size[1] - 595) < 2]
    assert len(upright) >= 8 and len(across) >= 2 and len(upright) + len(across) == len(sizes)


def test_the_task_table_prints_alone(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto(address + DOCUMENT)
    page.get_by_role("button", name="打印本表").click()
    page.emulate_media(media="print")
    expect(page.locator("#tasks")).to_be_visible()
    expect(page.locator(".reader")).to_be_hidden()
    expect(page.locator(".sheet-source")).to_be_visible()
    assert all(size[0] > size[1] for size in pages_of(page.pdf(prefer_css_page_size=True)))


# ---------------------------------------------------------------------------------------------------------- the ledger


def ledger(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}tasks/{query}")
    expect(page.get_by_label("单位", exact=True)).to_be_visible()
    return page


def count(page: Page) -> int:
    found = re.search(r"(\d+)项", page.locator("#result").inner_text())
    assert found
    return int(found[1])


def test_filters_narrow_the_ledger_and_stand_in_the_address(page: Page, address: str) -> None:
    ledger(page, address)
    everything = count(page)
    page.get_by_label("单位", exact=True).fill("盟自然资源局")
    page.get_by_label("角色").select_option("lead")
    page.get_by_label("到期月份").select_option("2019-07")
    expect(page.locator("#result")).to_contain_text("符合条件的")
    assert 5 < count(page) < everything
    for row in page.locator("#ledger tbody tr").all():
        assert "盟自然资源局" in row.locator("[data-label=牵头]").inner_text()
        assert "2019年7月" in row.locator("[data-label=时限]").inner_text()
    page.wait_for_url(re.compile(r"month=2019-07"))
    sent, shown = page.url, page.locator("#ledger tbody").inner_text()
    assert unquote(sent).endswith("?body=盟自然资源局&role=lead&month=2019-07")
    page.goto("about:blank")
    page.goto(sent)
    expect(page.locator("#ledger tbody")).to_have_text(re.compile("盟自然资源局"))
    assert page.locator("#ledger tbody").inner_text() == shown


@pytest.mark.parametrize(
    ("text", "clause"),
    [("100个工作日", "e-1-3"), ("减少保留事项 前置条件", CLAUSE), ("兴署字[2019]46号 联合测绘", "e-2-8-3"), ('"一次委托', "e-2-8-3")],
)
def test_text_finds_its_clause_whatever_the_brackets(page: Page, address: str, text: str, clause: str) -> None:
    ledger(page, address)
    page.get_by_label("文字").fill(text)
    expect(page.locator("#result")).to_contain_text("符合条件的")
    links = page.locator("#ledger tbody th a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert f"../documents/xsz-2019-46/#{clause}" in links and len(links) <= 3


def test_no_result_says_so_and_the_way_back_is_one_button(page: Page, address: str) -> None:
    ledger(page, address, "?text=没有这样的话")
    expect(page.locator("#ledger")).to_contain_text("没有符合条件的任务")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator("#result")).to_have_text(re.compile(r"^共\d+项$"))
    assert urlsplit(page.url).query == ""


def test_dates_sort_both_ways_with_undated_tasks_last(page: Page, address: str) -> None:
    ledger(page, address, "?document=xsz-2019-46")
    times = "all => all.map((one) => one.querySelector('time')?.dateTime ?? '')"
    for direction in ("ascending", "descending"):
        page.get_by_role("button", name="按完成时限排序").click()
        expect(page.locator(f"th[aria-sort={direction}]")).to_have_count(1)
        dates = page.locator("#ledger tbody tr").evaluate_all(times)
        dated = [date for date in dates if date]
        assert dates == dated + [""] * (len(dates) - len(dated))
    page.wait_for_url(re.compile(r"sort=-due"))


def test_what_is_filtered_downloads_as_csv(page: Page, address: str) -> None:
    ledger(page, address, "?body=盟司法局&role=lead")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载CSV").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == count(page)
    assert all("盟司法局" in row["牵头单位"].split(";") for row in rows)
    assert all(row["网址"].startswith(base() + "documents/") for row in rows)


def test_twenty_thousand_tasks_do_not_freeze_the_page(chromium: Browser, address: str, built_site: Path) -> None:
    def many(name: str, rows: str) -> str:
        """The script with its rows many times over."""
        grown = f"((name, data) => {{ const own = {rows}; {rows} = [];"
        grown += f"while ({rows}.length < 20000) {rows}.push(...own); gazetteData(name, data); }})("
        return (built_site / "tasks" / name).read_text(encoding="utf-8").replace("gazetteData(", grown, 1)

    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    scripts = {"rows.js": many("rows.js", "data.tasks"), "texts.js": many("texts.js", "data")}
    for page in guarded(context, address):
        page.route("**/tasks/*.js", lambda route: route.fulfill(
            body=scripts[route.request.url.rsplit("/", 1)[1]], content_type="text/javascript"))
        ledger(page, address)
        assert count(page) >= 20000
        page.get_by_label("文字").fill("审批")  # the texts are loaded now
        expect(page.locator("#result")).to_contain_text("符合条件的")
        stood_still = page.evaluate("""async () => {
            const field = document.getElementById('f-text');
            let longest = 0, last = performance.now(), going = true;
            (function tick() {
                longest = Math.max(longest, performance.now() - last);
                last = performance.now();
                if (going) setTimeout(tick);
            })();
            for (const text of ['审批', '审批 2019', '盟自然资源局', '没有这样的话', '']) {
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                await new Promise((done) => setTimeout(done, 500));
            }
            document.querySelector('.sort[data-key=due]').click();
            document.querySelector('.sort[data-key=lead]').click();
            await new Promise((done) => setTimeout(done, 500));
            going = false;
            return longest;
        }""")
        assert stood_still < 1500  # milliseconds, on a slow and busy machine
        assert page.locator("#ledger tbody tr").count() == 100


# ----------------------------------------------------------------------------------------------------- dates and bodies


def at(chromium: Browser, address: str, day: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    for page in guarded(context, address):
        page.clock.set_fixed_time(f"{day}T10:00:00")
        yield page


def test_home_shows_what_is_due_next_from_the_reader_s_day(chromium: Browser, address: str) -> None:
    for page in at(chromium, address, "2019-07-15"):
        page.goto(address)
        expect(page.get_by_role("heading", name="即将到期")).to_be_visible()
        assert page.locator("[data-today] .limit-list").first.locator("time").first.inner_text() == "2019年7月31日"
        expect(page.locator("[data-today] .limit-list").first.locator(".state").first).to_have_text("还有16天")
        past = page.get_by_role("heading", name="最近到期").locator("xpath=following-sibling::ul[1]")
        assert past.locator("time").first.inner_text() == "2019年6月30日"


def test_home_of_a_later_day_says_that_nothing_is_due(chromium: Browser, address: str) -> None:
    for page in at(chromium, address, "2031-01-01"):
        page.goto(address)
        expect(page.get_by_text("没有今天以后到期的时限")).to_be_visible()


def test_months_lead_to_their_limits(page: Page, address: str) -> None:
    page.goto(address + "deadlines/")
    month = page.get_by_role("link", name=re.compile("^2019年7月，"))
    amount = int(month.inner_text())
    month.click()
    section = page.locator("#m-2019-07")
    expect(section).to_be_in_viewport()
    assert section.locator("tbody tr").count() == amount


def test_a_body_s_page_says_what_it_leads_and_by_when(page: Page, address: str) -> None:
    page.goto(address + PAGES["agency"])
    rows = page.locator("#lead tbody tr")
    assert rows.count() >= 15
    dates = rows.evaluate_all("all => all.map((one) => [...one.querySelectorAll('time')].map((time) => time.dateTime).sort()[0] ?? '9999')")
    assert dates == sorted(dates)
    rows.filter(has_text="取消不合法、不合理、不必要的审批事项").get_by_role("link").first.click()
    page.wait_for_url(f"{address}{DOCUMENT}#{CLAUSE}")


def test_a_body_s_next_dates_come_first_from_the_reader_s_day(chromium: Browser, address: str) -> None:
    for page in at(chromium, address, "2019-09-01"):
        page.goto(address + PAGES["agency"])
        expect(page.locator("#lead tbody tr time").first).to_have_attribute("datetime", "2019-09-30")
        expect(page.locator("#lead tbody .state").first).to_have_text("还有29天")


def test_who_cites_a_document_is_found_by_its_number(page: Page, address: str) -> None:
    page.goto(address + "citations/")
    row = page.locator("tbody tr", has_text="国办发〔2019〕11号")
    assert "兴署字〔2019〕46号" in row.inner_text()


# ------------------------------------------------------------------------------------------------------- from the disk


def test_the_site_opens_from_a_disk(chromium: Browser, built_site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((built_site / "index.html").as_uri())
    page.get_by_role("navigation", name="栏目").get_by_role("link", name="任务台账").click()
    page.wait_for_url((built_site / "tasks" / "index.html").as_uri())
    page.get_by_label("单位", exact=True).fill("盟司法局")
    expect(page.locator("#result")).to_contain_text("符合条件的")
    page.locator("#ledger tbody th a").first.click()
    page.wait_for_url(re.compile(r"/documents/[^/]+/index\.html#"))
    assert faults == []
    context.close()
