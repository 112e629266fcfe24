"""No kind of page breaks the content security policy: neither on a server that sends it, nor from a disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from real_issue import ISSUE
from site_pages import CLAUSE, DOCUMENT, PAGES

from parser.compiler import compile_issue
from parser.joining import collect
from parser.website.redirects import write_redirects

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


def broken(chromium: Browser, url: str) -> list[str]:
    """What the page at `url` tried against the policy while it was loaded, its parts were opened, its buttons pressed."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.print = () => {}")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.evaluate("for (const button of document.querySelectorAll('button:not([type=submit])')) button.click()")
    page.wait_for_timeout(100)
    found: list[str] = page.evaluate("window.broken")
    context.close()
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_server_s_policy_is_kept(chromium: Browser, address: str, name: str) -> None:
    assert broken(chromium, address + PAGES[name]) == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"missing"}))  # whose links begin at the root of the server
def test_a_page_s_own_policy_is_kept_from_a_disk(chromium: Browser, built_site: Path, name: str) -> None:
    assert broken(chromium, (built_site / PAGES[name] / "index.html").as_uri()) == []


def test_what_is_forbidden_does_not_run(chromium: Browser, address: str) -> None:
    """The test of the tests above: a script inside of the page, were there one, is held back and seen."""
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='window.ran = true'>x</p>");
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert {one.split(" ")[0] for one in page.evaluate("window.broken")} >= {"script-src-elem", "style-src-attr"}
    context.close()


def test_from_a_disk_colours_notes_and_search_still_work(chromium: Browser, built_site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.goto((built_site / DOCUMENT / "index.html").as_uri())
    scheme = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("[data-md-component=palette] label:visible").click()
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") != scheme, "the choice of colours is kept"
    clause = page.locator(f"#{CLAUSE}").bounding_box()
    note = page.locator(f".part > *:has(#{CLAUSE}) + .note, #{CLAUSE} + .note").first.bounding_box()
    assert clause and note and note["x"] > clause["x"] + clause["width"] - 1 and abs(note["y"] - clause["y"]) < 40
    page.keyboard.press("/")
    page.get_by_role("searchbox").first.fill("工程建设项目")
    expect(page.get_by_role("link", name="工程建设项目").first).to_be_visible()
    context.close()


def test_an_address_that_moved_leads_on_under_the_policy(chromium: Browser, built_site: Path, tmp_path: Path) -> None:
    new = DOCUMENT.split("/")[1]
    folder = tmp_path / "documents"
    (folder / new).mkdir(parents=True)
    (folder / new / "index.html").write_text("<!doctype html><body><p>正文</p></body>", encoding="utf-8")
    shutil.copytree(built_site / "assets" / "js", tmp_path / "assets" / "js")
    aliases = {"old": new, "old/b-1": f"{new}/{CLAUSE}", f"{new}/e-9": f"{new}/{CLAUSE}"}
    write_redirects(aliases, collect([compile_issue(ISSUE)]), tmp_path)
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    for asked, wanted in (("old", ""), ("old#b-1", f"#{CLAUSE}"), (f"{new}#e-9", f"#{CLAUSE}"), (f"{new}#e-1", "#e-1")):
        document, mark, anchor = asked.partition("#")
        page.goto((folder / document / "index.html").as_uri() + mark + anchor)
        page.wait_for_url(f"**/documents/{new}/*{wanted}" if document == new else f"**/documents/{new}/{wanted}")
        assert page.evaluate("window.broken") == []
    context.close()
