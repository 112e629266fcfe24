"""Personal mobile numbers, identity card numbers and private addresses reach nothing that is published."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest
from gazette_pages import html

from parser.build import build
from parser.compiler import compile_source
from parser.reading.contacts import masked
from parser.reading.corrections import parse_corrections

# All made up: the area of the identity number does not exist, and the mobile numbers end in one digit repeated.
MOBILE, SPACED, WIDE = "13800000000", "139 0000 1111", "１３７００００２２２２"
IDENTITY = "990101" + "19900101" + "001X"
ADDRESS, SECOND = "zhang.san@qq.com", "lisi_made_up@163.com"
KEPT = ("0482-8266666", "bgs@example.gov.cn", "138****0000", "20190604001234567890")
SECRETS = (MOBILE, "00001111", "0000 1111", "7００００２", "70000222", IDENTITY, "19900101", "hang.san", "isi_made_up")


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        (f"电话：{MOBILE}。", "电话：138****0000。"),
        (f"手机+86{MOBILE}", "手机+86138****0000"),
        (f"电话0482-8266666、{SPACED}", "电话0482-8266666、139 **** 1111"),
        ("138-0000-0000转办公室", "138-****-0000转办公室"),
        (WIDE, "１３７****２２２２"),
        ("138\u200b00000000", "138\u200b****0000"),
        ("138\u20660000\u20690000", "138\u2066****\u20690000"),
        (f"身份证号{IDENTITY}", "身份证号990101**********1X"),
        (f"{ADDRESS}，{SECOND}", "z****.***@qq.com，l***_****_**@163.com"),
        ("邮箱a@sina.com.cn", "邮箱*@sina.com.cn"),
    ],
)
def test_personal_contacts_keep_their_length_and_lose_their_middle(printed, published):
    assert masked(printed) == published
    assert len(masked(printed)) == len(printed)
    assert masked(published) == published


@pytest.mark.parametrize(
    "printed",
    [
        "电话：0482-8266666", "bgs@xam.gov.cn", "bgs@example.gov.cn", "office@example.org", "138****0000", "****@qq.com",
        "z***@qq.com", "投资13800000000元", "投资13800000000万元", "编号20190604001234567890", "0.13800000000",
        "990101" + "19901301" + "0010",  # no such day
        "12800000000", "138000000000", "兴署发〔2019〕41号",
    ],
)
def test_what_belongs_to_an_office_or_is_no_contact_stays(printed):
    assert masked(printed) == printed


def page() -> bytes:
    table = f"<table><tr><td>姓名</td><td>电话</td></tr><tr><td>张三</td><td>{MOBILE}</td></tr></table>"
    return html(
        "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：",
        f"现就加强河道管理通知如下。联系人：张三，电话：{SPACED}，办公室电话{KEPT[0]}，已遮盖的{KEPT[2]}。",
        "一、加强巡查", f"每月巡查一次，结果报送{ADDRESS}（抄送{KEPT[1]}）。",
        f"牵头单位：市水务局；责任单位：市财政局（{MOBILE}）", f"完成时限：2021年7月底前（{SECOND}）",
        f"二、联系人{WIDE}", f"李四身份证号{IDENTITY}，流水号{KEPT[3]}。", f"附件：1.名单（{MOBILE}）",
        "2021年6月1日", "附件1", f"名单（{MOBILE}）", table,
        title=f"青川市人民政府公报2021年第6期（{MOBILE}）",
    ).encode()


def readable(name: str, content: bytes) -> list[bytes]:
    """What a file holds, with whatever is packed in it opened."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [piece for held in archive.namelist() for piece in readable(held, archive.read(held))]
    if name.endswith(".gz"):
        return readable(name.removesuffix(".gz"), gzip.decompress(content))
    if name.endswith(".parquet"):
        return [str(pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()).encode()]
    return [name.encode(), content]


def holding(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold the words, in UTF-8, escaped as JSON or escaped in a page."""
    forms = {words.encode(), words.encode("ascii", "backslashreplace"), words.encode("ascii", "xmlcharrefreplace")}
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*")) if path.is_file()
        if any(form in piece for piece in readable(path.name, path.read_bytes()) for form in forms)
    ]


def test_no_published_file_holds_a_personal_contact(tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "2021-06.html").write_bytes(page())
    build(sources, tmp_path / "build")
    for secret in SECRETS:
        assert holding(tmp_path / "build", secret) == [], secret
    for kept in (*KEPT, "139 **** 1111", "138****0000"):
        found = holding(tmp_path / "build" / "site", kept)
        assert "data/gazette.zip" in found and "data/clauses.parquet" in found, kept


def test_every_masked_contact_is_reported_where_it_stands():
    compiled = compile_source(page(), "2021-06.html")
    found = [diagnostic for diagnostic in compiled.diagnostics if diagnostic.code == "P107"]
    assert {diagnostic.quote for diagnostic in found} == {
        "138****0000", "139 **** 1111", "z****.***@qq.com", "l***_****_**@163.com", "137****2222", "990101**********1X",
    }
    assert all(diagnostic.column > 1 for diagnostic in found if "@" in diagnostic.quote)
    assert not [diagnostic for diagnostic in compiled.diagnostics if diagnostic.severity == "error"]


def test_a_publisher_can_keep_contacts():
    compiled = compile_source(page(), "2021-06.html", mask_contacts=False)
    assert any(ADDRESS in clause.text for clause in compiled.clauses)
    assert not [diagnostic for diagnostic in compiled.diagnostics if diagnostic.code == "P107"]


def test_a_correction_finds_its_passage_and_publishes_no_contact():
    corrections = parse_corrections(
        f'[[replace]]\npassage = "每月巡查一次，结果报送{ADDRESS}"\nby = "每周巡查一次，结果报送{SECOND}"\n'
        f'reason = "{MOBILE}来电更正"\ndate = 2021-06-02\n', "2021-06.corrections.toml")
    compiled = compile_source(page(), "2021-06.html", corrections)
    assert any("每周巡查一次，结果报送l***_****_**@163.com" in clause.text for clause in compiled.clauses)
    assert not any(secret in repr(compiled) for secret in SECRETS)
