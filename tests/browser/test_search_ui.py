"""The search as its reader sees it, typed into a real browser: from a server's sub-folder, and from the disk."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from search_page import write_site
from search_sample import real_collection

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
BODY = "盟自然资源局"  # leads 二、（五）1. of 兴署字〔2019〕46号, and this clause alone holds these words:
WORDS = "减少保留事项的前置"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(real_collection(), tmp_path_factory.mktemp("www") / "gazette")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/gazette/"
    server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a phone's width that fails the test on a console message or an error of a script."""
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    page.wait_for_load_state()
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog).to_be_visible()
    return dialog


def typed(page: Page, address: str, query: str) -> Locator:
    dialog = opened(page, address)
    page.keyboard.insert_text(query)  # at once, as an input method commits it
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"处|没有找到"))
    return dialog


def test_nothing_is_loaded_before_the_reader_searches(page: Page, address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(address)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [path for path in loaded if path.endswith((".js", ".css"))] == ["assets/search/open.js"]
    page.get_by_role("link", name="搜索").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert not any(path.startswith("search/") for path in loaded)
    page.keyboard.type("康复")
    expect(page.get_by_role("status")).to_have_text(re.compile("共"))
    assert "search/index.js" in loaded
    assert all(not path.startswith("http") or path.startswith("data:") for path in loaded)


@pytest.mark.parametrize(
    "query",
    ["康复救助", "牵头单位", "合验收", "兴署发〔2019〕41号", "兴署发[2019]41号", "“联合验收”", "完成时限：2019年7月"],
)
def test_what_a_reader_types_is_found_and_marked(page: Page, address: str, query: str) -> None:
    dialog = typed(page, address, query)
    first = dialog.get_by_role("listitem").first
    expect(first.locator("mark").first).to_be_visible()
    assert plain("".join(first.locator("mark").all_inner_texts())).startswith(plain(query))


def plain(text: str) -> str:
    return re.sub(r"[〔〕\[\]“”]", "", text).replace(":", "：")


def test_two_words_find_the_document_by_year_and_serial(page: Page, address: str) -> None:
    dialog = typed(page, address, "2019 41")
    expect(dialog.get_by_role("link").first).to_contain_text("兴署发〔2019〕41号")


def test_every_word_is_shown_where_it_stands(page: Page, address: str) -> None:
    dialog = typed(page, address, "处理意见 地震局")
    result = dialog.get_by_role("listitem").first
    assert result.locator("mark").all_inner_texts() == ["处理意见", "地震局"]
    expect(result).to_contain_text("…")


def test_a_result_shows_its_path_and_leads_to_its_clause(page: Page, address: str) -> None:
    dialog = typed(page, address, WORDS)
    result = dialog.get_by_role("listitem").first
    expect(result).to_contain_text("兴署字〔2019〕46号 › 二、 › （五）")
    assert result.get_by_role("link").get_attribute("href") == f"{address}documents/xsz-2019-46/#e-2-5-1"


def test_it_works_from_the_disk(page: Page, site: Path) -> None:
    dialog = typed(page, (site / "index.html").as_uri(), WORDS)
    href = dialog.get_by_role("link").first.get_attribute("href")
    assert href == (site / "documents/xsz-2019-46/index.html").as_uri() + "#e-2-5-1"


def test_by_keyboard_alone(page: Page, address: str) -> None:
    dialog = typed(page, address, "完成时限")
    links = dialog.get_by_role("listitem").get_by_role("link")
    before = links.count()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(before)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(dialog.get_by_role("searchbox")).to_have_value("完成时限")


def test_a_slash_in_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("别处").focus()
    page.keyboard.press("/")
    expect(page.get_by_label("别处")).to_have_value("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_dialog_is_used_without_scrolling_sideways_on_a_phone(page: Page, address: str) -> None:
    dialog = typed(page, address, "完成时限")
    dialog.get_by_role("button", name="筛选").click()
    within = "box => box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth"
    assert dialog.evaluate(within)


def test_no_result_is_not_silence(page: Page, address: str) -> None:
    dialog = typed(page, address, "康复救助的圆舞曲")
    expect(dialog).to_contain_text("没有找到“康复救助的圆舞曲”的内容")
    expect(dialog).to_contain_text(re.compile(r"已逐字查过 \d+ 件公文的标题和 \d+ 条条款"))
    dialog.get_by_role("button", name="康复救助", exact=True).click()
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"共 \d+ 处"))


def test_of_several_words_the_one_that_is_missing_is_named(page: Page, address: str) -> None:
    dialog = typed(page, address, "康复救助 圆舞曲")
    expect(dialog.get_by_role("listitem").filter(has_text="没有出现：圆舞曲")).to_be_visible()
    expect(dialog.get_by_role("button", name="康复救助", exact=True)).to_be_visible()


def test_filters_count_narrow_and_can_be_taken_back(page: Page, address: str) -> None:
    dialog = typed(page, address, WORDS)
    dialog.get_by_role("button", name="筛选").click()
    bodies = dialog.get_by_label("责任单位")
    expect(bodies.get_by_role("option", name=f"{BODY}（1）")).to_be_attached()
    bodies.select_option(BODY)
    expect(dialog.get_by_role("status")).to_have_text("共 1 处")
    dialog.get_by_role("searchbox").fill("康复救助")
    expect(dialog.get_by_role("button", name="去掉筛选再查")).to_be_visible()
    dialog.get_by_role("button", name="去掉筛选再查").click()
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"共 \d+ 处"))


def test_the_page_keeps_query_and_filters_in_its_address(page: Page, address: str) -> None:
    dialog = typed(page, address, WORDS)
    dialog.get_by_role("button", name="全部结果").click()
    page.wait_for_url(f"{address}search/?q=*")
    panel = page.get_by_role("main")
    expect(panel.get_by_role("status")).to_have_text("共 1 处")
    panel.get_by_role("button", name="筛选").click()
    panel.get_by_label("责任单位").select_option(BODY)
    page.wait_for_url(re.compile("agency="))
    page.reload()
    expect(panel.get_by_label("责任单位")).to_have_value(BODY)
    expect(panel.get_by_role("status")).to_have_text("共 1 处")
    expect(page).to_have_title(f"{WORDS} - 搜索")


def test_composing_is_not_searching(page: Page, address: str) -> None:
    opened(page, address)
    box = page.get_by_role("searchbox")
    box.evaluate("box => { box.value = 'kang'; box.dispatchEvent(new InputEvent('input', { isComposing: true })); }")
    page.wait_for_timeout(400)
    expect(page.get_by_role("status")).to_have_text("")
    box.evaluate("box => { box.value = '康复'; box.dispatchEvent(new CompositionEvent('compositionend')); }")
    expect(page.get_by_role("status")).to_have_text(re.compile("共"))


def test_a_file_that_does_not_load_is_said(page: Page, address: str) -> None:
    page.route("**/search/index.js", lambda route: route.fulfill(body="gazetteSearch({version: 0});"))
    dialog = opened(page, address)
    page.keyboard.type("康复")
    expect(dialog).to_contain_text("没有载入搜索索引")
    page.unroute("**/search/index.js")
    expect(dialog.get_by_role("button", name="再试一次")).to_be_visible()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not vendored")
@pytest.mark.parametrize("query", ["", "完成时限", "圆舞曲 康复"])
def test_axe_finds_nothing(page: Page, address: str, query: str) -> None:
    dialog = typed(page, address, query) if query else opened(page, address)
    if query:
        dialog.get_by_role("button", name="筛选").click()
        expect(dialog.get_by_label("文种")).to_be_visible()
    page.add_script_tag(path=AXE)
    script = "async () => (await axe.run('dialog')).violations.map(one => [one.id, one.nodes.map(node => node.html)])"
    assert page.evaluate(script) == []
