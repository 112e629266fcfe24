"""Another government follows its page word for word, and gets a site that is its own in every file."""

from __future__ import annotations

import dataclasses
import json
import typing
from pathlib import Path

import console
import pytest

from parser.gazette import Gazette, read_gazette
from parser.website import colours

ADOPT = console.page("adopt.md")
HOME = ("兴安盟", "example.org")  # what only this repository's own gazette says


@pytest.fixture(scope="module")
def adopted(tmp_path_factory) -> tuple[Path, list[tuple[str, list[str], list[str]]]]:
    """An empty folder in which the page was followed, and what each of its commands showed."""
    folder = tmp_path_factory.mktemp("adopt")
    own = folder / "海晏公报" / "gazette.toml"
    printed = []
    for pre, command, lines in console.steps(ADOPT):
        if command is None:
            console.write(pre, lines, folder)
            continue
        kept = own.read_text(encoding="utf-8")
        if change := pre.get("data-before"):
            old, new = str(change).split("=>")
            assert old in kept
            own.write_text(kept.replace(old, new), encoding="utf-8")
        printed.append((command, lines, console.run(command, folder)))
        own.write_text(kept, encoding="utf-8")
    return folder / "海晏公报", printed


@pytest.fixture(scope="module")
def site(adopted) -> Path:
    return adopted[0] / "build" / "site"


def test_each_command_shows_what_the_page_says(adopted):
    _, printed = adopted
    assert len(printed) >= 5
    for command, wanted, shown in printed:
        line = console.missing(wanted, shown)
        assert line is None, f"{command} does not show, or not in this order: {line}\n" + "\n".join(shown[:60])


def keys(kind: type, above: str = "") -> set[str]:
    """Every key that gazette.toml may have, as the page writes it: `colours.light`, `[[body]]`, `body.name`."""
    found: set[str] = set()
    for field in dataclasses.fields(kind):
        if not field.metadata.get("key", True):
            continue
        hint = typing.get_type_hints(kind)[field.name]
        member = next(iter(typing.get_args(hint)), None)
        if dataclasses.is_dataclass(hint):
            found |= keys(typing.cast(type, hint), f"{field.name}.")
        elif dataclasses.is_dataclass(member):
            found |= {f"[[{field.name}]]"} | keys(typing.cast(type, member), f"{field.name}.")
        else:
            found.add(above + field.name)
    return found


def test_the_page_describes_every_key_and_no_other():
    described = [row.find("code").get_text() for table in ADOPT.find_all("table", class_="keys") for row in table.tbody.find_all("tr")]
    assert sorted(described) == sorted(keys(Gazette))


def test_no_file_of_the_site_names_another_government(site):
    files = [file for file in site.rglob("*") if file.is_file()]
    assert len(files) > 50
    for file in files:
        content = file.read_bytes()
        for word in HOME:
            assert word.encode() not in content and word.encode("utf-16-le") not in content, file.relative_to(site)


def test_pages_carry_its_name_and_address(site):
    for page in ("index.html", "about/index.html", "documents/hzf-2023-12/index.html", "agencies/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        address = f"https://gazette.haiyan.example/{page.removesuffix('index.html')}"
        assert f'<link rel="canonical" href="{address}">' in text, page
        assert ">海晏市人民政府公报</a>" in text, page


def test_colours_and_icon_are_its_own(adopted, site):
    own = read_gazette(adopted[0])
    sheet = (site / "assets" / "css" / "gazette.css").read_text(encoding="utf-8")
    assert sheet == colours.style_sheet(own.colours)
    assert "--brand: #0b5c3b;" in sheet and "--brand: #7fd6a8;" in sheet
    assert "assets/css/gazette.css" in (site / "index.html").read_text(encoding="utf-8")
    icon = (site / "assets" / "favicon.svg").read_text(encoding="utf-8")
    assert "#0b5c3b" in icon and ">海</text>" in icon


def test_descriptions_of_the_data_are_its_own(site):
    def load(path: str) -> dict:
        return json.loads((site / path).read_text(encoding="utf-8"))

    package, catalogue, interface = load("data/datapackage.json"), load("data/catalog.jsonld"), load("data/openapi.json")
    assert package["title"] == catalogue["dct:title"]["@value"] == interface["info"]["title"] == "海晏市政府公报结构化数据"
    assert package["contributors"] == [{"title": "海晏市人民政府", "roles": ["publisher"], "email": "gazette@haiyan.example"}]
    assert package["homepage"] == catalogue["@id"] == "https://gazette.haiyan.example/data/"
    assert catalogue["dct:publisher"]["foaf:name"]["@value"] == "海晏市人民政府"
    assert catalogue["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:gazette@haiyan.example"}
    assert interface["servers"] == [{"url": "https://gazette.haiyan.example"}]
    assert interface["info"]["contact"] == {"name": "海晏市人民政府", "email": "gazette@haiyan.example"}
    for schema in (site / "data" / "schemas").glob("*.json"):
        assert json.loads(schema.read_text(encoding="utf-8"))["$id"] == f"https://gazette.haiyan.example/data/schemas/{schema.name}"


def test_feeds_and_calendars_are_its_own(site):
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    assert feed["title"] == "海晏市人民政府公报：新收公文"
    assert feed["feed_url"] == "https://gazette.haiyan.example/feed.json"
    assert [item["url"] for item in feed["items"]] == ["https://gazette.haiyan.example/documents/hzf-2023-12/"]
    assert "<name>海晏市人民政府</name>" in (site / "feed.xml").read_text(encoding="utf-8")
    calendar = (site / "calendar" / "all.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert "NAME:海晏市人民政府公报：全部时限" in calendar
    assert "@gazette.haiyan.example" in calendar and "https://gazette.haiyan.example/documents/hzf-2023-12/#b-2-1" in calendar


def test_its_agencies_are_read_with_its_own_names(site):
    agencies = {one["name"]: one for one in json.loads((site / "data" / "agencies.json").read_text(encoding="utf-8"))}
    assert agencies["市海洋渔业局"]["aliases"] == ["市海洋与渔业局", "海洋渔业局"]
    assert agencies["海洋渔业部门"]["local_agency_id"] == agencies["市海洋渔业局"]["id"]
    assert agencies["海晏新区管委会"]["level"] == "市"


def test_the_page_of_downloads_states_its_licence_and_contact(site):
    text = (site / "data" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://creativecommons.org/licenses/by/4.0/deed.zh-hans"' in text
    assert 'href="mailto:gazette@haiyan.example"' in text
