"""gazette.toml: what it must say, how a faulty one is refused, and what comes of its values."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from parser.gazette import ROOT, Gazette, GazetteError, gazette, read_gazette
from parser.rules.register import Body, Department, Level, Register, find_level, general_register, joined
from parser.website import colours, page_files
from parser.website.colours import DARK_PAGE, WHITE, Colours, contrast

GOOD = """\
name = "临溪县人民政府公报"
publisher = "临溪县人民政府"
description = "临溪县的公文"
url = "https://gazette.linxi.example/gb"

[colours]
light = "#0B5C3B"
dark = "#7fd6a8"

[data]
title = "临溪县公报数据"
licence = "CC0-1.0"
licence_name = "CC0"
licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


def read(tmp_path, text: str) -> Gazette:
    (tmp_path / "gazette.toml").write_text(text, encoding="utf-8")
    return read_gazette(tmp_path)


def test_a_short_file_is_enough(tmp_path):
    found = read(tmp_path, GOOD)
    assert found.name == "临溪县人民政府公报"
    assert found.url == "https://gazette.linxi.example/gb/", "an address ends in a slash, so that paths can follow"
    assert found.sources == tmp_path / "source_html" and found.output == tmp_path / "build"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "临', 'nmae = "临', "nmae 不认识"),
        ('name = "临', 'nmae = "临', "缺少 name，请写上"),
        ('title = "临溪县公报数据"\n', "", "缺少 data.title，请写上"),
        ('description = "临溪县的公文"', "description = 3", "description 应为引号里的文字"),
        ('description = "临溪县的公文"', 'description = " "', "description 应为引号里的文字"),
        ('"#0B5C3B"', '"red"', "colours.light 写作“red”，应写成 # 加六位十六进制数"),
        ('"#0B5C3B"', '"#7fd6a8"', "colours.light 的 #7fd6a8 与白底的反差只有 1."),
        ('"#7fd6a8"', '"#0b5c3b"', "colours.dark 的 #0b5c3b 与深底（#16181c）的反差只有 2."),
        ('"https://gazette.linxi', '"ftp://gazette.linxi', "url 写作“ftp://gazette.linxi.example/gb”，应为以 https:// 开头的网址"),
        ('"https://gazette.linxi', '"https://公报', "url 写作"),
        ('example/gb"', 'example/gb?a=1"', "url 中不能有 ?"),
        ('"https://gazette.linxi.example/gb"', '"https://["', "url 写作"),
        ('publisher = "临溪县人民政府"', 'publisher = "临溪新区管理委员会"', "看不出是哪一级：加一个 [[level]]"),
        ("[data]", 'icon = "临溪县"\n[data]', "colours.icon 不认识"),
        ('name = "临', 'icon = "临溪县"\nname = "临', "icon 写作“临溪县”，应为一两个字"),
        ("[data]", '[data]\ncontact = "办公室"', "data.contact 写作“办公室”，应为电子邮箱或以 https:// 开头的网址"),
        ("[data]", '[body]\nname = "甲"\n[data]', "body 应写成[[body]]（两对方括号）"),
        ("[data]", '[[body]]\nname = "甲"\nspellings = ["甲"]\n[data]', "缺少 第 1 个 [[body]] 的 level"),
        ("[data]", "[[department]]\nspellings = []\n[data]", "第 1 个 [[department]] 的 spellings 不能为空"),
        ("[data]", '[[department]]\nspellings = "甲局"\n[data]', "spellings 应写成方括号里的一组文字"),
        ("[data]", '[[department]]\nspellings = ["甲局", ""]\n[data]', "spellings 的第 2 个 应为引号里的文字"),
        ("[data]", '[[department]]\nspellings = ["甲局"]\n[[department]]\nspellings = ["乙局", "甲局"]\n[data]', "“甲局”写了两次"),
        ("[colours]", "[[colours]]", "colours 应写成 [colours] 一节"),
        ('name = "', "name = ", "不合 TOML 格式"),
    ],
)
def test_a_faulty_file_is_refused_with_file_key_and_advice(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(GazetteError) as raised:
        read(tmp_path, GOOD.replace(old, new, 1))
    lines = str(raised.value).splitlines()
    assert all(line.startswith(f"{tmp_path / 'gazette.toml'}：") for line in lines)
    assert any(says in line for line in lines), lines


def test_everything_wrong_is_said_at_once(tmp_path):
    with pytest.raises(GazetteError) as raised:
        read(tmp_path, GOOD.replace('name = "临', 'nmae = "临').replace("licence_name", "licence_nmae"))
    assert len(str(raised.value).splitlines()) == 4


@pytest.mark.parametrize(("content", "says"), [(None, "没有这个文件"), ("名称".encode("gb18030"), "编码不是 UTF-8")])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, says):
    if content is not None:
        (tmp_path / "gazette.toml").write_bytes(content)
    with pytest.raises(GazetteError, match=says):
        read_gazette(tmp_path)


def test_the_command_line_shows_faults_and_stops(tmp_path):
    (tmp_path / "gazette.toml").write_text(GOOD.replace("url", "ulr", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "parser", "build", "--gazette", str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, timeout=300, check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [line[:3] for line in done.stderr.splitlines()] == ["错误：", "错误："]
    assert "ulr 不认识" in done.stderr and "缺少 url" in done.stderr


@pytest.mark.parametrize("chosen", [gazette().colours, Colours("#0b5c3b", "#7fd6a8"), Colours("#767676", "#8a8a8a"), Colours("#000000", "#ffffff")])
def test_every_colour_made_can_carry_its_text(chosen):
    """WCAG 2.2, 1.4.3. The text on each step stands in site.css."""
    assert colours.faults(chosen) == []
    sheet = colours.style_sheet(chosen)
    rules = {selector: dict(re.findall(r"--([\w-]+): (#\w{6});", held)) for selector, held in re.findall(r"^(\S.*?) \{(.*)\}$", sheet, re.MULTILINE)}
    css = (ROOT / "site/assets/css/site.css").read_text(encoding="utf-8")
    for scheme, page in (("default", WHITE), ("slate", DARK_PAGE)):
        own = rules[f'[data-md-color-scheme="{scheme}"]']
        declared = css[css.index(f'[data-md-color-scheme="{scheme}"] {{'):]
        ink = re.search(r"--ink: (#\w{6});", declared)[1]
        on = {"heat-0": ink, "heat-1": ink, "heat-2": ink, "heat-3": WHITE, "heat-4": page, "brand": page}
        assert {name: contrast(own[name], text) >= 4.5 for name, text in on.items()} == dict.fromkeys(on, True)
        large = rules[f'html[data-large] [data-md-color-scheme="{scheme}"]']["brand"]
        assert contrast(large, WHITE if scheme == "default" else "#000000") >= 7


def test_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")  # https://www.w3.org/TR/WCAG22/#contrast-minimum


def test_the_dark_ground_is_that_of_the_style_sheet():
    css = (ROOT / "site/assets/css/site.css").read_text(encoding="utf-8")
    assert f"--page: {DARK_PAGE};" in css


def test_the_icon_holds_the_letters_or_a_page():
    own = Colours("#0b5c3b", "#7fd6a8")
    assert ">临溪</text>" in colours.favicon(own, "临溪")
    assert "<path" in colours.favicon(own, None) and "#0b5c3b" in colours.favicon(own, None)


def test_a_row_of_the_gazette_takes_the_place_of_general_rows_with_the_same_name():
    own = Register(department=(Department(("发展和改革局", "发展改革委"), ("发展改革部门",)),), body=(Body("甲", "县", ("甲", "乙")),))
    register = joined(general_register(), own)
    with_name = [row for row in register.department if "发展改革委" in row.spellings]
    assert with_name == [own.department[0]]
    assert not any("发改委" in row.spellings for row in register.department), "the general row is gone as a whole"
    assert len(register.department) == len(general_register().department)
    assert register.body == (*own.body, *general_register().body)


@pytest.mark.parametrize(
    ("publisher", "level", "place"),
    [
        ("临溪县人民政府", "县", "临溪"), ("青岚省人民政府办公厅", "省", "青岚"), ("白鹿自治州人民政府", "自治州", "白鹿自治"),
        ("南岭自治区人民政府", "自治区", "南岭"), ("阿兰地区行政公署", "地区", "阿兰"), ("临溪新区管理委员会", "新区", "临溪"), ("国务院办公厅", "国家", ""),
    ],
)
def test_the_level_of_a_government_follows_from_its_name(publisher, level, place):
    own = Register(level=(Level("新区", ("新区管理委员会",), "新区"),))
    found, before = find_level(publisher, joined(general_register(), own))
    assert (found.name, before) == (level, place)


def test_pages_beside_the_file_take_the_place_of_those_of_the_program(tmp_path, monkeypatch):
    (tmp_path / "own" / "pages").mkdir(parents=True)
    (tmp_path / "own" / "pages" / "about.md").write_text("# 我们的公报\n", encoding="utf-8")
    own = replace(gazette(), file=tmp_path / "own" / "gazette.toml")
    monkeypatch.setattr(page_files, "gazette", lambda: own)
    page_files.copy_hand_written(tmp_path / "docs")
    assert (tmp_path / "docs" / "about.md").read_text(encoding="utf-8") == "# 我们的公报\n"
    assert (tmp_path / "docs" / "guide.md").is_file()


def test_names_and_colours_have_no_say_in_how_an_issue_is_read(tmp_path):
    one = read(tmp_path, GOOD)
    other = replace(one, name="别的名称", url="https://example.org/", colours=Colours("#000000", "#ffffff"))
    assert one.register.digest() == other.register.digest() and one.digest() != other.digest()
    third = replace(one, body=(Body("甲", "县", ("甲", "乙")),))
    assert one.register.digest() != third.register.digest()
    assert replace(one, file=tmp_path).digest() == one.digest()


@pytest.mark.parametrize(("publisher", "is_told"), [("临溪县人民政府", False), ("临溪县政府", False), ("青岚县人民政府", True), ("临溪市人民政府", True)])
def test_an_issue_of_another_government_is_noticed_when_it_comes_in(tmp_path, publisher, is_told):
    (tmp_path / "gazette.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "甲.txt").write_text(f"{publisher}公报2024年第1期\n关于做好防汛工作的通知\n一、检查堤防。\n二、储备物资。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "parser", "import", tmp_path / "甲.txt", "--issue", "2024-01", "--gazette", tmp_path], cwd=ROOT,
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, timeout=300, check=True,
    )
    assert ("而这里收的是“临溪县人民政府公报”" in done.stdout) == is_told


def test_a_level_of_its_own_is_restored_in_lists(tmp_path):
    """A new area's departments carry the prefix of the level that its gazette.toml declares."""
    text = GOOD.replace("临溪县人民政府", "临溪新区管理委员会")
    text += '[[level]]\nname = "新区"\nprefix = "新区"\nof = ["新区管理委员会"]\n'
    (tmp_path / "gazette.toml").write_text(text, encoding="utf-8")
    (tmp_path / "2024-01.txt").write_text(
        "临溪新区管理委员会公报2024年第1期\n临溪新区管理委员会关于做好防汛工作的通知\n临新管发〔2024〕3号\n各有关单位：\n"
        "一、检查堤防。\n牵头单位：应急管理局\n责任单位：新区水利局、财政局\n临溪新区管理委员会\n2024年5月6日\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "parser", "compile", tmp_path / "2024-01.txt", "--output", tmp_path / "data", "--format", "json",
         "--gazette", tmp_path], cwd=ROOT, check=True, timeout=300, capture_output=True,
    )
    agencies = json.loads((tmp_path / "data" / "agencies.json").read_text(encoding="utf-8"))
    assert {agency["name"]: agency["level"] for agency in agencies} == {"新区应急管理局": "新区", "新区水利局": "新区", "新区财政局": "新区"}
