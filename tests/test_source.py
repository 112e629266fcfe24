"""First pass: bytes to blocks. What cannot be read is refused with a reason; what can be read is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette_pages import ISSUE, html, read

from parser.compiler import compile_source
from parser.diagnostics import SourceError

REAL = Path("source_html/2019-06.html").read_bytes()
LINES = ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "一、加强巡查", "市水务局负责巡查，发现问题及时处理。")
PAGE = html(*LINES)


def _texts(data: bytes | str, file: str = "page.html") -> list[str]:
    return [block.text for block in read(data, file)[0].blocks]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 0, "空的"),
        (b" \r\n\t ", 0, "空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), 0, "图片"),
        (b"%PDF-1.7\n1 0 obj", 0, "PDF"),
        (b"PK\x03\x04" + bytes(40), 0, "Word"),
        (b"<p>\n" + bytes(range(256)) * 9, 2, "二进制"),
        (PAGE.encode() + b"\x00", 9, "二进制"),
        ("青政发〔2021〕7号\n各区人民政府：".encode(), 1, "不是网页"),
        (b'{"title": "a < b"}', 1, "不是网页"),
        (b"<html><body><p>hello</p></body></html>", 0, "没有找到公文"),
        ("<html><body><p>您好</p></body></html>".encode(), 0, "没有找到公文"),
        (PAGE.split("</div>")[0].encode(), 7, "不完整"),
        (PAGE.split("市水务局")[0].encode(), 7, "不完整"),
        (PAGE.split("</p>\n<p>市水务局")[0].encode() + b"</", 6, "在标签中间中断"),
        (PAGE.split("</p>\n<p>市水务局")[0].encode() + b"<span style='a", 6, "在标签中间中断"),
        (PAGE.replace("<p>一、", "<!-- <p>一、").encode(), 6, "注释没有结束"),
        (PAGE.replace("<p>一、", "<script><p>一、").encode(), 6, "脚本没有结束"),
        (PAGE.encode() + b"<p>" + "各区要加强领导。".encode() * 1_300_000 + b"</p>", 0, "太大"),
        (bytes(range(128, 256)) * 30 + b"<p>", 0, "编码无法识别"),
        (("<html><body>" + "<div>" * 5000 + "一、好。" + "</div>" * 5000 + "</body></html>").encode(), 1, "嵌套"),
        (("<html>\n<body>\n" + "<x-y>" * 5000 + "一、好。" + "</x-y>" * 5000 + "</body></html>").encode(), 1, "嵌套"),
        (("<html><body><table>" + "<tr><td><table>" * 2000 + "一、好。</table></body></html>").encode(), 1, "嵌套"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_file_line_and_reason(data, line, reason):
    with pytest.raises(SourceError) as refused:
        compile_source(data, "page.html")
    assert (refused.value.file, refused.value.line) == ("page.html", line)
    assert reason in refused.value.message


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_real_issue_cut_off_anywhere_is_refused(share):
    with pytest.raises(SourceError, match="不完整"):
        compile_source(REAL[: int(len(REAL) * share)], "2019-06.html")


ENCODINGS = {
    "utf-8": ("utf-8", "utf-8"), "utf-8-bom": ("utf-8-sig", "utf-8"), "utf-16": ("utf-16", "utf-16"), "utf-16-without-mark": ("utf-16-le", "utf-16"),
    "gb18030": ("gb18030", "gb18030"), "gbk": ("gbk", "gbk"), "gb2312-declared": ("gb18030", "gb2312"),
    "gbk-declared-utf-8": ("gb18030", "utf-8"), "utf-8-declared-gbk": ("utf-8", "gbk"), "gbk-undeclared": ("gb18030", ""), "utf-8-undeclared": ("utf-8", ""),
    "declared-latin-1": ("gb18030", "iso-8859-1"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_real_issue_reads_the_same_in_every_encoding(name):
    encoding, declared = ENCODINGS[name]
    text = REAL.decode().replace("charset=utf-8", f"charset={declared}" if declared else "")
    errors = "strict" if "utf" in encoding or encoding == "gb18030" else "xmlcharrefreplace"
    source, findings = read(text.encode(encoding, errors), "2019-06.html")
    wanted, wanted_findings = read(REAL, "2019-06.html")
    assert source.blocks == wanted.blocks
    assert (source.page_title, source.metadata) == (wanted.page_title, wanted.metadata)
    assert findings == wanted_findings


def test_few_damaged_characters_are_reported_where_they_stand():
    data = PAGE.encode().replace("水务局".encode(), "水务局".encode()[:-1])
    source, findings = read(data)
    assert [(found.code.name, source.blocks[found.block].text[:3]) for found in findings] == [("damaged-encoding", "市水务")]


def test_lines_are_numbered_as_in_the_file_whatever_its_line_ends():
    for data in (PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace("\n", "\r")):
        assert [block.line for block in read(data)[0].blocks] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "page",
    [
        "\n".join(f"<p>{line}</p>" for line in LINES),
        "<br>".join(LINES),
        "<div>" + "<br/>\n".join(LINES) + "</div>",
        "<body>" + "".join(f"<div><span>{line}</span></div>" for line in LINES) + "</body>",
        "<pre>" + "\n".join(LINES) + "</pre>",
        "<table><tr><td>" + "".join(f"<p>{line}</p>" for line in LINES) + "</td></tr></table>",
        "<table><tr><td>首页</td></tr><tr><td><table><tr><td>" + "".join(f"<p>{line}</p>" for line in LINES) + "</td></tr></table></td></tr></table>",
        "<ul>" + "".join(f"<li>{line}</li>" for line in LINES) + "</ul>",
        "".join(f"<p style='text-indent:2em'><font face=仿宋>{line[:3]}</font><b>{line[3:]}</b></p>" for line in LINES),
    ],
    ids=["p", "br", "div-br", "div-span", "pre", "layout-table", "nested-layout-table", "list", "fonts"],
)
def test_fragments_in_any_markup_give_the_same_paragraphs(page):
    assert _texts(page) == list(LINES)


CHROME = {
    "breadcrumb": ("<div>您的位置：首页&gt;政务公开&gt;公报</div>", ""),
    "footer": ("", "<div><p>主办：青川市人民政府办公室，承办：青川市大数据中心。</p><p>蜀ICP备00000000号 网站标识码 0000000000</p></div>"),
    "navigation": ("<nav><a>一、政务公开栏目</a></nav>", ""),
    "script": ("<script>var a = '<p>一、不是正文</p>';</script><style>p { color: red }</style>", ""),
    "hidden": ("<div style='display: none'>一、看不见的正文。</div>", ""),
    "comment": ("<!-- <p>一、注释里的旧正文</p> -->", ""),
    "links": ("", "<ul><li><a>上一篇：青川市概况</a></li><li><a>下一篇：青川市地图</a></li></ul>"),
    "head": ("<div><h1>" + ISSUE + "</h1><p>来源：市政府办 作者：李四 发布时间：2021-04-01 字体：大 中 小</p></div>", ""),
}


@pytest.mark.parametrize("name", CHROME)
def test_what_a_site_prints_around_the_article_is_left_out(name):
    before, after = CHROME[name]
    assert _texts(html(*LINES, before=before, after=after)) == list(LINES)


def test_byline_is_read_outside_of_the_article():
    source, _ = read(html(*LINES, before=CHROME["head"][0]))
    assert source.metadata == {"来源": "市政府办", "作者": "李四", "发布日期": "2021-04-01"}


def test_portal_lines_inside_the_article_are_no_part_of_it():
    assert _texts(html(*LINES, "扫一扫在手机打开当前页", "【打印本页】 【关闭窗口】", "上一篇：无")) == list(LINES)
    assert _texts(html(*LINES, "返回原籍的人员，由所在地街道办事处登记。"))[-1].startswith("返回原籍")


PORTAL_LINES = [
    "发布时间：2021-03-08 00:00 来源：青川市政府", "2021-03-08 08:39:33 字号：", "来源：青川市水务局 发布时间：2021-03-08 选择阅读字号：[ 大 中 小 ] 阅读次数： 0",
    "2021-03-08 10:00 青川市水务局", "发布时间：2021-03-08阅读：524", "分享到：", "打印整页 打印内容 分享", "政策解读链接：《青川市河道管理办法》解读",
]


@pytest.mark.parametrize("line", PORTAL_LINES)
def test_portal_lines_above_the_text_or_below_it_are_no_part_of_the_article(line):
    assert _texts(html(*LINES[:2], line, *LINES[2:])) == list(LINES)
    assert _texts(html(*LINES, line)) == list(LINES)
    assert line.split("：")[0].replace(" ", "") in "".join(_texts(html(*LINES, line, "二、附则", "请遵照执行。"))).replace(" ", "")


@pytest.mark.parametrize("line", ["打印 分享 大 中 小 " * 11 + "止", "选择阅读字号：" * 20 + "止。", "【打印】 " * 25 + "止"])
def test_long_lines_like_those_of_a_portal_are_read_in_time(line):
    assert any("止" in text for text in _texts(html(*LINES, line)))


@pytest.mark.parametrize("line", ["资金来源：市级财政", "2021年3月8日", "编制单位：青川市水务局", "大中小学", "附件：审核表"])
def test_lines_of_a_document_are_kept_at_its_edges(line):
    assert line in _texts(html(*LINES[:2], line, *LINES[2:]))
    assert line in _texts(html(*LINES, line))


def test_source_of_a_table_is_kept_below_it():
    table = "<table><tr><td>河道</td><td>长度</td></tr><tr><td>青川河</td><td>30</td></tr></table>"
    assert _texts(html(*LINES, table, "来源：青川市水务局"))[-1] == "来源：青川市水务局"


PRINTED = [("索引号", "QC01-2021-7"), ("发文机关", "青川市人民政府"), ("发文日期", "2021年03月05日"), ("发文字号", "青政发〔2021〕7号")]


@pytest.mark.parametrize(
    "lines",
    [
        "".join(f"<p>{label}：{value}</p>" for label, value in PRINTED),
        "<ul>" + "".join(f"<li>{label}{value}</li>" for label, value in PRINTED) + "</ul>",
        "<ul>" + "".join(f"<li><b>{label}：</b>{value}</li>" for label, value in PRINTED) + "</ul>",
        "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in PRINTED) + "</dl>",
        "<p>" + "<br>".join(f"[{label}] {value}" for label, value in PRINTED) + "</p>",
        "<table>" + "".join(f"<tr><td>[ {label} ]</td><td>{value}</td></tr>" for label, value in PRINTED) + "</table>",
        "<ul>" + "".join(f"<li><p>{label}：</p><p>{value}</p></li>" for label, value in PRINTED) + "</ul>",
        "<p>" + "　".join(f"{label}： {value}" for label, value in PRINTED[:2]) + "</p><p>" + "　".join(f"{label}： {value}" for label, value in PRINTED[2:]) + "</p>",
    ],
    ids=["p", "li", "li-b", "dl", "br", "table", "li-p", "two-on-a-line"],
)
def test_metadata_in_any_markup_is_read_and_no_part_of_the_article(lines):
    source = read(html(lines, *LINES[1:]))[0]
    assert {label: source.metadata.get(label) for label, _ in PRINTED} == dict(PRINTED)
    assert [block.text for block in source.blocks] == list(LINES[1:])


def test_lines_like_metadata_inside_a_document_are_kept():
    lines = ("名称：青川河", "编号：7", "文号：另行公布", "标题：无")
    assert _texts(html(*LINES, *lines))[-4:] == list(lines)
    assert _texts(html(*lines, *LINES))[:4] == list(lines)
    portal = "".join(f"<p>{label}：{value}</p>" for label, value in PRINTED)
    for title in ("主题活动实施方案", "青川市河道管理工作规则"):
        assert _texts(html(portal, "<p>内容概述：</p>", title, *LINES[2:]))[0] == title


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("关于加强河道管理的通知_青川市人民政府网", ""), ("关于加强河道管理的通知 - 青川市水务局", ""), ("青川市人民政府网", "<h1>关于加强河道管理的<br>通知</h1>"),
        ("青川市人民政府网", "<div>详情 <div>关于加强河道管理的通知</div></div>"),
    ],
)
def test_title_of_the_page_is_that_of_its_document(title, before):
    assert read(html(*LINES[2:], title=title, before=before))[0].page_title == "关于加强河道管理的通知"


def test_word_in_spaced_letters_is_one_word():
    for line in ("通 知", "通  知", "通&nbsp;&nbsp;知", "通　　知", "财  政  局"):
        assert len(_texts(html(*LINES, line))[-1]) in (2, 3)


def test_table_keeps_its_spans_and_its_caption():
    table = ("<table><caption>分工表</caption><tr><th rowspan=2>序号</th><th colspan=2>单位</th></tr>"
             "<tr><th>牵头</th><th>配合</th></tr><tr><td>1</td><td>水务局</td><td>财政局</td></tr></table>")
    blocks = read(html(*LINES, table))[0].blocks
    assert blocks[-2].text == "分工表"
    assert blocks[-1].table is not None
    assert blocks[-1].table.rows == (("序号", "单位", "单位"), ("序号", "牵头", "配合"), ("1", "水务局", "财政局"))
    assert blocks[-1].table.printed_cells() == ["序号", "单位", "牵头", "配合", "1", "水务局", "财政局"]


@pytest.mark.parametrize("table", [
    "<table><td>甲<td>乙</table>", "<table><tbody><td>甲</td><td>乙</td></tbody></table>", "<table><tr><span><td>甲</td></span><td>乙</td></tr></table>",
    "<td><table><tr><td>甲<td>乙</table>", "<table><tr><td rowspan=%s>甲<td colspan=' 1 '>乙</table>" % ("9" * 5000),
])
def test_cells_of_a_carelessly_written_table_are_read(table):
    block = read(html(*LINES, table))[0].blocks[-1]
    assert block.table is not None and block.table.rows == (("甲", "乙"),)


@pytest.mark.parametrize("table", ["<table></table>", "<table><tbody></tbody></table>", "<table><tr></tr></table>"])
def test_table_without_rows_is_an_error_with_its_line(table):
    issue = compile_source(html(*LINES, table, "二、加强领导").encode(), "page.html")
    errors = [(found.name, found.line) for found in issue.diagnostics if found.severity == "error"]
    assert errors == [("empty-table", 8)]


def test_residue_is_dropped_and_reported_also_in_cells():
    source, findings = read(html(*LINES, "〖HTK〗二、加强领导\ue004", "<table><tr><td>〖HTF〗甲</td><td>乙</td></tr></table>"))
    assert source.blocks[5].text == "二、加强领导"
    assert source.blocks[6].table is not None and source.blocks[6].table.rows == (("甲", "乙"),)
    assert [found.code.name for found in findings] == ["typesetting-residue", "private-use-character", "typesetting-residue"]


def test_text_outside_of_any_cell_is_not_lost():
    assert "散落的文字" in "".join(_texts(html(*LINES, "<table>散落的文字<tr><td>甲</td><td>乙</td></tr></table>")))


def test_text_file_wrapped_at_a_width_is_joined_again():
    whole = "为加强河道管理，保护水生态环境，根据有关法律法规，结合本市实际，现就加强全市河道管理工作有关事项通知如下，请认真贯彻执行。" * 3
    wrapped = "\n".join(whole[i:i + 30] for i in range(0, len(whole), 30))
    lines = _texts("\n".join([*LINES[:3], "    " + wrapped, "一、加强巡查", "    " + wrapped]), "page.txt")
    assert lines == [*LINES[:3], whole, "一、加强巡查", whole]
    assert "line-wrapped-text" in {found.code.name for found in read("\n".join([wrapped] * 3), "page.txt")[1]}


def test_large_page_is_read_in_time_that_grows_with_its_size():
    page = html(*LINES[:3], *[f"{n}.第{n}段落河道，由市水务局负责，按月巡查。" for n in range(1, 4001)])
    assert len(read(page)[0].blocks) == 4003
