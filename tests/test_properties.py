"""Properties of the whole compiler: nothing is lost, and facts do not depend on how a page is set."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

import pytest
from gazette_pages import html
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.compiled import CompiledIssue
from parser.compiler import compile_source

REAL = Path("source_html/2019-06.html").read_text(encoding="utf-8")

Facts = dict[str, list[tuple[object, ...]]]


def facts(issue: CompiledIssue) -> Facts:
    """What an issue says, without identifiers of records, places in the text and notes."""
    return {
        "documents": [(found.id, found.title, found.issuer, found.genre, found.addressees, found.issued_on, found.enclosure_title, found.annexes)
                      for found in issue.documents],
        "clauses": [(found.id, found.parent_id, found.level, found.kind) for found in issue.clauses],
        "responsibilities": [(found.clause_id, found.agency, found.role, found.form) for found in issue.responsibilities],
        "deadlines": [(found.clause_id, found.kind, found.starts_on, found.due_on, found.recurrence, found.amount, found.unit, found.precision) for found in issue.deadlines],
        "citations": [(found.clause_id, found.title, found.number) for found in issue.citations],
        "events": [(found.starts_on, found.ends_on) for found in issue.events],
    }


def real(page: str, encoding: str = "utf-8") -> CompiledIssue:
    issue = compile_source(page.encode(encoding), "2019-06.html")
    assert [found.message for found in issue.diagnostics if found.severity == "error"] == []
    return issue


@pytest.fixture(scope="module")
def wanted() -> Facts:
    return facts(real(REAL))


def texts_changed(page: str, change) -> str:
    """The page with `change` applied to the text between tags of its article."""
    head, body = page.split("<body>")
    return head + "<body>" + re.sub(r">([^<>]+)<", lambda match: f">{change(match[1])}<", body)


WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
CJK = "[\u4e00-\u9fff，。；：、]"


def widen(text: str) -> str:
    """Half-width punctuation after Chinese text made full-width (the colon of 3:7 stays)."""
    return re.sub(r"&#?\w+;|(?<!\d)[,:;]|[()]", lambda match: WIDE.get(match[0], match[0]), text) if "//" not in text else text


def wide_digits(text: str) -> str:
    return text if "&" in text else re.sub(r"\d", lambda match: chr(ord(match[0]) + 0xFEE0), text)


def sprinkle(piece: str, seed: int, where: str = CJK):
    """Insert `piece` between characters of running text, at every seventh place or so."""
    chance = random.Random(seed)

    def change(text: str) -> str:
        if "&" in text:
            return text
        return re.sub(rf"(?<={where})(?={where})", lambda match: piece if chance.random() < 0.15 else "", text)

    return change


def spans(text: str) -> str:
    chance = random.Random(7)
    if "&" in text:
        return text
    return "".join(f"<span style='color:black'>{char}</span>" if chance.random() < 0.2 else char for char in text)


CHANGES = {
    "full-width punctuation": lambda: texts_changed(REAL, widen),
    "full-width digits": lambda: texts_changed(REAL, wide_digits),
    "spans": lambda: texts_changed(REAL, spans),
    "zero-width spaces": lambda: texts_changed(REAL, sprinkle("\u200b", 1, r"[^\s&;<>]")),
    "byte-order marks": lambda: texts_changed(REAL, sprinkle("\ufeff", 2, r"[^\s&;<>]")),
    "no-break spaces in sentences": lambda: texts_changed(REAL, lambda text: sprinkle("&nbsp;", 3)(text) if "，" in widen(text) or "。" in text else text),
    "ideographic spaces in sentences": lambda: texts_changed(REAL, lambda text: sprinkle("\u3000", 4)(text) if "，" in widen(text) or "。" in text else text),
    "indents": lambda: REAL.replace("<p>", "<p>&nbsp;&nbsp;\u3000 "),
    "windows line ends": lambda: REAL.replace("\n", "\r\n"),
    "no line ends": lambda: REAL.replace("\n", ""),
    "empty paragraphs": lambda: REAL.replace("<p>", "<p>&nbsp;</p><p></p><p>"),
    "attributes": lambda: REAL.replace("<p>", "<p class=MsoNormal style='margin:0 0 0 0'>"),
    "divisions": lambda: REAL.replace("<p>", "<div><font>").replace("</p>", "</font></div>"),
    "site around": lambda: REAL.replace("<body>", "<body><div><ul><li>首页</li><li>政务公开</li></ul></div><div id=main>").replace(
        "</body>", "</div><div>主办：某市人民政府，承办：某市大数据局。<br>某ICP备00000000号 版权所有</div></body>"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_facts_do_not_depend_on_how_the_page_is_set(name, wanted):
    page = CHANGES[name]()
    assert page != REAL
    found = facts(real(page))
    for table, records in wanted.items():
        assert found[table] == records, table


def test_facts_do_not_depend_on_line_breaks_instead_of_paragraphs(wanted):
    head, rest = REAL.split('<div class="content_xilan">')
    article, foot = rest.split("</div>", 1)
    parts = [part if part.startswith("<table") else re.sub(r"\s*<p[^>]*>(.*?)</p>\s*", r"\1<br/>", part, flags=re.DOTALL)
             for part in re.split(r"(<table.*?</table>)", article, flags=re.DOTALL)]
    page = f"{head}<div class='content_xilan'>{''.join(parts)}</div>{foot}"
    assert "<br/>" in page
    assert facts(real(page)) == wanted


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_facts_do_not_depend_on_the_encoding(encoding, wanted):
    assert facts(real(REAL, encoding)) == wanted


def test_facts_move_with_the_years_of_the_text(wanted):
    later = re.sub(r"(?<![\d.])20[0-3]\d(?!\d*[元万.])", lambda match: str(int(match[0]) + 4), REAL)
    found = facts(real(later))

    def moved(day: dt.date | None) -> dt.date | None:
        return day.replace(year=day.year + 4) if day else None

    assert [record[5] for record in found["documents"]] == [moved(record[5]) for record in wanted["documents"]]
    assert found["documents"][0][0] == "xsf-2023-41"
    for before, after in zip(wanted["deadlines"], found["deadlines"], strict=True):
        years = (lambda day: day) if before[-1] == "plan" else moved  # “十四五”末 stays where it is
        assert after[1:] == (before[1], years(before[2]), years(before[3]), *before[4:])
    assert [record[1:] for record in found["responsibilities"]] == [record[1:] for record in wanted["responsibilities"]]
    assert [(moved(first), moved(last)) for first, last in wanted["events"]] == found["events"]


@pytest.mark.parametrize("seed", range(9))
def test_torn_issue_loses_nothing_of_what_is_left(seed):
    """Paragraphs of the real issue left out, shuffled or printed twice: no exception, no error."""
    chance = random.Random(seed)
    parts = re.split(r"(<p[ >].*?</p>)", REAL, flags=re.DOTALL)
    places = [i for i, part in enumerate(parts) if part.startswith("<p")]
    if seed % 3 == 0:
        parts = [part for i, part in enumerate(parts) if i not in places or chance.random() > 0.3]
    elif seed % 3 == 1:
        shuffled = chance.sample(places, len(places))
        moved = dict(zip(places, (parts[i] for i in shuffled), strict=True))
        parts = [moved.get(i, part) for i, part in enumerate(parts)]
    else:
        parts = [part * (1 + (i in places and chance.random() < 0.2)) for i, part in enumerate(parts)]
    real("".join(parts))


# --- made-up documents

WORDS = st.sampled_from(["市水务局负责巡查", "各区人民政府要加强领导", "2021年7月底前完成", "按照《河道管理办法》（青政发〔2020〕3号）执行", "每月1日前报送",
                         "有关单位配合", "资金1,000万元", "比例为3:7", "联系电话：000-0000", "“十四五”末", "详见附件1", "（责任单位：市水务局、财政局）"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=4).map("，".join).flatmap(lambda words: st.sampled_from([words + "。", words + "；", words, words + "：", "（" + words]))
LABEL = st.sampled_from(["一、", "二、", "（一）", "(二)", "（五）", "1.", "2．", "３、", "（1）", "①", "②", "——", "第一章 ", "第二条 ", "附件", "附件1", "附件：", "附件2：", "",
                         "", "", "", "\u3000\u3000", "&nbsp;", "〖HTK〗", "牵头部门：", "完成时限："])
CELL = st.sampled_from(["序号", "工作任务", "牵头单位", "完成时限", "1", "市水务局", "", "7月底", "一、巡查", "备\ue000注"])
TABLE = st.lists(st.lists(st.tuples(CELL, st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=4), min_size=1, max_size=4).map(
    lambda rows: "<table>" + "".join(
        "<tr>" + "".join(f"<td colspan={wide} rowspan={high}>{text}</td>" for text, wide, high in row) + "</tr>" for row in rows) + "</table>")
FURNITURE = st.sampled_from(["2021年3月5日", "二〇二一年三月五日", "青川市人民政府", "青川市人民政府办公室2021年3月5日", "市政府大事记", "3月2日，召开会议。", "2月30日，召开会议。",
                             "青政发〔2021〕8号", "（青政办发〔2021〕9号）", "青川市人民政府关于加强绿化的意见", "青川市河道管理办法", "人事任免", "（此件公开发布）", "名单.doc",
                             "某\ufffd字", "各区人民政府，市直各部门：", "总　则", "第12号", "青川市人民政府令"])
LINE = st.one_of(st.builds(lambda label, sentence: label + sentence, LABEL, SENTENCE), LABEL.filter(bool), FURNITURE, TABLE)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(LINE, min_size=1, max_size=14), st.booleans())
def test_no_document_loses_a_character_or_gives_an_invalid_record(lines, cover):
    title = "青川市人民政府关于印发青川市河道管理办法的通知" if cover else "青川市人民政府关于加强河道管理的通知"
    page = html("青政发〔2021〕7号", title, "各区人民政府：", "现将有关事项通知如下，请遵照执行。", *lines)
    issue = compile_source(page.encode(), "page.html")
    assert [found.message for found in issue.diagnostics if found.severity == "error" and found.name != "empty-table"] == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(LINE.filter(lambda line: not line.startswith("<")), min_size=1, max_size=10))
def test_text_and_page_of_the_same_lines_say_the_same(lines):
    lines = [line.replace("&nbsp;", "\xa0") for line in lines]
    lines = ["青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "一、总体要求", *lines]
    page = compile_source(html(*lines, title="").encode(), "a.html")
    text = compile_source("\n".join(lines).encode(), "a.txt")
    if not any(found.name == "line-wrapped-text" for found in text.diagnostics):
        assert facts(text) == facts(page)
