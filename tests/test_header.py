"""Second pass: the issue's title, the cut into documents, and each document's header and layout."""

from __future__ import annotations

import datetime as dt

import pytest
from gazette_pages import ISSUE, codes, compiled, document

BODY = "为加强河道管理，现将有关事项通知如下。"


@pytest.mark.parametrize(
    ("printed", "identifier", "numbers"),
    [
        ("青川市人民政府公报2021年第3期（总第18期）", "2021-03", (2021, 3, None, 18)),
        ("青川市人民政府公报2021年第3期(总第18期)", "2021-03", (2021, 3, None, 18)),
        ("青川市人民政府公报2021年1-3期（总第18期）", "2021-01to03", (2021, 1, 3, 18)),
        ("青川市人民政府公报2021年第7-8期", "2021-07to08", (2021, 7, 8, None)),
        ("青川市人民政府公报2021年第7、8期合刊", "2021-07to08", (2021, 7, 8, None)),
        ("青川市人民政府公报2021年第11—12期（总第26—27期）", "2021-11to12", (2021, 11, 12, 26)),
        ("青川市人民政府公报 2021年第5号", "2021-05", (2021, 5, None, None)),
        ("《青川市人民政府公报》2021年第5期", "2021-05", (2021, 5, None, None)),
        ("青川市人民政府公报（2021年第5期）", "2021-05", (2021, 5, None, None)),
        ("青川市人民政府公报二〇二一年第五期", "2021-05", (2021, 5, None, None)),
        ("2021年第5期青川市人民政府公报", "2021-05", (2021, 5, None, None)),
        ("青川政报2021年第12期", "2021-12", (2021, 12, None, None)),
    ],
)
def test_title_of_an_issue_tells_year_and_numbers(printed, identifier, numbers):
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", BODY, title=printed).issue
    assert issue.id == identifier
    assert (issue.year, issue.number, issue.number_to, issue.total_number) == numbers
    assert issue.publisher in ("青川市人民政府", "青川")


def test_page_of_one_document_takes_its_identifier_from_the_file():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", BODY, title="关于加强河道管理的通知", file="河道管理.html").issue
    assert (issue.id, issue.number, issue.year) == ("he-dao-guan-li", None, None)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("青政发〔2021〕7号", "青政发〔2021〕7号"),
        ("青政发[2021]7号", "青政发〔2021〕7号"),
        ("青政发（2021）7 号", "青政发〔2021〕7号"),
        ("（青政发〔2021〕7号）", "青政发〔2021〕7号"),
        ("青政发【2021】07号", "青政发〔2021〕7号"),
        ("青政发〔2021〕第7号", "青政发〔2021〕7号"),
        ("青 政 发 〔２０２１〕７号", "青政发〔2021〕7号"),
        ("青政发﹝2021﹞7号", "青政发〔2021〕7号"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["number-first", "title-first"])
def test_number_is_read_in_any_bracket_before_and_after_the_title(printed, canonical, first):
    title = "青川市人民政府关于加强河道管理的通知"
    found = document(*((printed, title) if first else (title, printed)), "各区人民政府：", BODY, "2021年3月5日")
    assert (found.number, found.id, found.title) == (canonical, "qzf-2021-7", title)


def test_number_with_a_lost_bracket_is_read_and_reported():
    issue = compiled("青政发20217号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "2021年3月5日")
    assert issue.documents[0].number == "青政发〔2021〕7号"
    assert issue.documents[0].number_as_printed == "青政发20217号"
    assert "number-brackets-missing" in codes(issue)


def test_several_documents_each_with_the_title_first():
    issue = compiled(
        "行政公署文件", "青川市人民政府", "关于加强河道管理的通知", "（青政发〔2021〕7号）", "各区人民政府：", BODY, "一、加强巡查",
        "每周巡查一次，发现问题及时处理。", "青川市人民政府", "2021年3月5日",
        "<p>&nbsp;</p>", "青川市人民政府", "关于开展植树活动的意见", "（青政发〔2021〕8号）", "各区人民政府：", BODY, "2021年3月9日",
        "青川市人民政府办公室关于印发青川市", "地名管理办法的通知", "青政办发〔2021〕2号", "各区人民政府：", "现印发给你们，请遵照执行。",
        "2021年3月10日", "青川市地名管理办法", "第一条 为加强地名管理，制定本办法。", "第二条 本办法自发布之日起施行。",
    )
    assert [(found.number, found.title, found.issuer, str(found.issued_on)) for found in issue.documents] == [
        ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "青川市人民政府", "2021-03-05"),
        ("青政发〔2021〕8号", "青川市人民政府关于开展植树活动的意见", "青川市人民政府", "2021-03-09"),
        ("青政办发〔2021〕2号", "青川市人民政府办公室关于印发青川市地名管理办法的通知", "青川市人民政府办公室", "2021-03-10"),
    ]
    assert issue.documents[2].enclosure_title == "青川市地名管理办法"
    assert [line.kind for line in issue.lines["qzf-2021-8"]] == ["title", "title", "number", "addressees", "date"]


def test_several_documents_without_a_gazette_title():
    issue = compiled(
        "青川市人民政府关于加强河道管理的通知", "青政发〔2021〕7号", "各区人民政府：", BODY, "2021年3月5日",
        "青川市人民政府关于开展植树活动的意见", "青政发〔2021〕8号", "各区人民政府：", BODY, "2021年3月9日", title="近期文件",
    )
    assert [found.id for found in issue.documents] == ["qzf-2021-7", "qzf-2021-8"]


@pytest.mark.parametrize(
    "lines",
    [
        ("青川市人民政府关于印发青川市河道管理办法的通知",),
        ("青川市人民政府", "关于印发青川市河道管理办法的通知"),
        ("青川市人民政府关于印发", "青川市河道管理办法", "的通知"),
        ("青 川 市 人 民 政 府", "关于印发青川市河道", "管理办法的", "通　知"),
        ("青川市人民政府", "关于印发青川市河道管理办法的", "通 知"),
        ("青川市人民政府", "关于印发青川市河道管理办法的", "通  知"),
        ("青川市人民政府关于印发青川市河道管理办法的 通 知",),
    ],
)
def test_title_broken_over_lines_is_one_title(lines):
    found = document("青政发〔2021〕7号", *lines, "各区人民政府：", "现印发给你们。", "2021年3月5日",
                     "青川市河道管理办法", "第一条 为加强河道管理，制定本办法。")
    assert found.title == "青川市人民政府关于印发青川市河道管理办法的通知"
    assert (found.issuer, found.genre, found.enclosure_title) == ("青川市人民政府", "通知", "青川市河道管理办法")


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("各区人民政府，市政府各部门：", ("各区人民政府", "市政府各部门")),
        ("各区人民政府、市政府各部门：", ("各区人民政府、市政府各部门",)),
        ("市财政局：", ("市财政局",)),
        ("各县（市、区）人民政府，各开发区管委会，市直有关单位:", ("各县（市、区）人民政府", "各开发区管委会", "市直有关单位")),
        ("各有关单位：", ("各有关单位",)),
        ("各镇、各村、广大居民：", ("各镇", "各村", "广大居民")),
        ("河东省人民政府、农业部：", ("河东省人民政府", "农业部")),
        ("各区人民政府，青川湖管委会、青川山管委会，市政府各部门、各直属机构：",
         ("各区人民政府", "青川湖管委会", "青川山管委会", "市政府各部门、各直属机构")),
        ("各区河道整治领导小组办公室：", ("各区河道整治领导小组办公室",)),
        ("各街道办事处，区级各部门，新区管委会", ("各街道办事处", "区级各部门", "新区管委会")),
    ],
)
def test_addressees(line, addressees):
    assert document("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", line, BODY, "2021年3月5日").addressees == addressees


@pytest.mark.parametrize("line", ["现就各部门职责分工如下：", "联系单位：", "各区人民政府要加强领导：一级响应如下：", "各区巡查工作要点"])
def test_lines_that_are_no_addressees(line):
    assert not document("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", line, BODY, "2021年3月5日").addressees


def test_body_named_above_its_duties_is_no_addressee():
    issue = compiled("青川市河道整治任务分工方案", "任务分工", "市水务局：", "负责全市河道和水库的日常巡查，做好记录，发现问题及时处理。", "市财政局：", "负责经费保障。",
                     title="青川市河道整治任务分工方案")
    assert not issue.documents[0].addressees


def test_lines_of_a_portal_between_title_and_addressees_are_notes():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "政府信息公开", "主动公开", "各区人民政府：", BODY, "2021年3月5日")
    assert issue.documents[0].addressees == ("各区人民政府",)
    assert [line.kind for line in issue.lines["qzf-2021-7"]] == ["number", "title", "note", "note", "addressees", "date"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2021年3月5日", dt.date(2021, 3, 5)),
        ("２０２１年３月５日", dt.date(2021, 3, 5)),
        ("2021 年 3 月 5 日", dt.date(2021, 3, 5)),
        ("二〇二一年三月五日", dt.date(2021, 3, 5)),
        ("二○二一年十二月三十一日", dt.date(2021, 12, 31)),
        ("二O二一年三月二十五日", dt.date(2021, 3, 25)),
        ("二零二一年三月五日", dt.date(2021, 3, 5)),
        ("青川市人民政府 2021年3月5日", dt.date(2021, 3, 5)),
        ("青川市人民政府办公室　　二〇二一年三月五日", dt.date(2021, 3, 5)),
        ("（2021年3月5日）", dt.date(2021, 3, 5)),
    ],
)
def test_date_of_a_document(line, date):
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, line)
    assert issue.documents[0].issued_on == date
    assert [found.kind for found in issue.lines["qzf-2021-7"]][-1] == "date"


def test_day_that_does_not_exist_is_reported():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "2021年2月30日")
    assert issue.documents[0].issued_on is None
    assert {"impossible-date", "missing-date"} <= codes(issue)


def test_signature_of_joint_issuers():
    issue = compiled("关于加强河道管理的通知", "青政发〔2021〕7号", "各区人民政府：", BODY, "青川市水务局 青川市财政局", "青川市公安局", "2021年3月5日")
    kinds = [(line.kind, line.text) for line in issue.lines["qzf-2021-7"]]
    assert ("signature", "青川市公安局") in kinds
    assert ("signature", "青川市水务局 青川市财政局") in kinds
    assert issue.documents[0].issuer == "青川市水务局、青川市财政局、青川市公安局"


COVER = ("青政发〔2021〕7号", "青川市人民政府关于印发青川市河道管理办法的通知", "各区人民政府：")
MEASURES = ("青川市河道管理办法", "第一条 为加强河道管理，制定本办法。", "第二条 市水务局负责河道管理工作。")


@pytest.mark.parametrize("place", ["before", "after", "between-with-signature"])
def test_date_stands_before_or_after_the_enclosure(place):
    date = ("2021年3月5日",) if place != "between-with-signature" else ("青川市人民政府", "2021年3月5日")
    lines = (*MEASURES, *date) if place == "after" else (*date, *MEASURES)
    issue = compiled(*COVER, "现印发给你们，请认真贯彻执行。", *lines)
    assert issue.documents[0].issued_on == dt.date(2021, 3, 5)
    assert issue.documents[0].enclosure_title == "青川市河道管理办法"
    assert [(clause.part, clause.label) for clause in issue.clauses if clause.kind == "numbered"] == [("e", "第一条"), ("e", "第二条")]


def test_two_enclosures_are_two_parts():
    issue = compiled(
        "青政发〔2021〕7号", "青川市人民政府关于印发青川市河道管理办法和青川市巡查考核办法的通知", "各区人民政府：", "现印发给你们。", "2021年3月5日",
        *MEASURES, "青川市巡查考核办法", "第一条 为规范考核，制定本办法。",
    )
    assert issue.documents[0].enclosure_title == "青川市河道管理办法；青川市巡查考核办法"
    assert [clause.id for clause in issue.clauses if clause.kind == "numbered"] == ["qzf-2021-7/e-1", "qzf-2021-7/e-2", "qzf-2021-7/e2-1"]


def test_two_enclosures_with_quoted_titles():
    found = document(
        "青政发〔2021〕7号", "青川市人民政府关于印发《青川市河道管理办法》《青川市巡查考核办法》的通知", "各区人民政府：", "现印发给你们。", "2021年3月5日",
        *MEASURES, "青川市巡查考核办法", "第一条 为规范考核，制定本办法。",
    )
    assert found.enclosure_title == "青川市河道管理办法；青川市巡查考核办法"


def test_forwarding_notice_holds_what_it_forwards():
    issue = compiled(
        "青政办发〔2021〕9号", "青川市人民政府办公室转发市水务局关于加强河道巡查意见的通知", "各区人民政府：",
        "市水务局《关于加强河道巡查的意见》已经市政府同意，现转发给你们。", "2021年3月5日", "关于加强河道巡查的意见", "市水务局",
        "一、加强领导", "各区人民政府要加强领导。",
    )
    found = issue.documents[0]
    assert (found.issuer, found.genre) == ("青川市人民政府办公室", "通知")
    assert found.enclosure_title == "关于加强河道巡查的意见"
    assert [clause.part for clause in issue.clauses if clause.label == "一、"] == ["e"]


def test_enclosure_that_is_missing_is_reported():
    assert "enclosure-not-found" in codes(compiled(*COVER, "现印发给你们。", "2021年3月5日"))


@pytest.mark.parametrize(
    "marks", [("附件1", "附件2"), ("附件一", "附件二"), ("附件1：", "附件2："), ("附 件 1", "附 件 2"), ("附件１", "附件２"),
              ("附件1：巡查表", "附件2：名单"), ("附件1 巡查表", "附件2 名单")],
)
def test_listed_annexes_are_parts_with_their_titles(marks):
    titles = ("巡查表", "名单") if "表" not in marks[0] else (None, None)
    annexes = [line for mark, title, text in zip(marks, titles, ("按月填写巡查情况，于次月上报。", "张三、李四、王五。"), strict=True)
               for line in (mark, title, text) if line]
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "附件：1.巡查表", "2.名单", "2021年3月5日", *annexes)
    assert [(annex.number, annex.title, annex.included) for annex in issue.documents[0].annexes] == [(1, "巡查表", True), (2, "名单", True)]
    assert [clause.id for clause in issue.clauses if clause.part != "b"] == ["qzf-2021-7/a1-p1", "qzf-2021-7/a2-p1"]


def test_annex_that_is_not_printed_is_reported_and_its_file_name_kept():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "附件：巡查表", "2021年3月5日", "青政发〔2021〕7号附件.doc")
    assert [(annex.number, annex.title, annex.included) for annex in issue.documents[0].annexes] == [(1, "巡查表", False)]
    assert "annex-not-included" in codes(issue)
    assert [line.text for line in issue.lines["qzf-2021-7"] if line.kind == "attachment"] == ["青政发〔2021〕7号附件.doc"]


def test_annex_whose_mark_and_title_stand_alone_is_not_included():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "2021年3月5日", "附件1：巡查表", "附件2：河道名录", "青河、白河。", "附件3：名单")
    assert [(annex.number, annex.title, annex.included) for annex in issue.documents[0].annexes] == [(1, "巡查表", False), (2, "河道名录", True), (3, "名单", False)]
    assert "annex-not-included" in codes(issue)


def test_annex_that_is_not_listed_is_reported():
    assert "unlisted-annex" in codes(compiled(
        "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "附件：1.巡查表", "2021年3月5日", "附件1", "巡查表", "按月填写。",
        "附件2", "名单", "张三、李四。"))


def test_appointments_need_no_number():
    issue = compiled(
        "市政府文件", "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", BODY, "2021年3月5日",
        "人事任免", "青川市人民政府关于张三等同志任免职的通知", "任命：", "张三为青川市水务局局长；", "免去：", "李四的青川市水务局局长职务。", "2021年3月8日",
    )
    found = issue.documents[1]
    assert (found.genre, found.number, found.section) == ("人事任免", None, "人事任免")
    assert found.title == "青川市人民政府关于张三等同志任免职的通知"
    assert found.issued_on == dt.date(2021, 3, 8)


def test_notices_without_numbers_follow_each_other():
    issue = compiled(
        "人事任免", "青川市人民政府关于张三等同志任职的通知", "各区人民政府：", "任命张三为青川市水务局局长。", "2021年3月8日",
        "青川市人民政府", "关于李四同志免职的通知", "各区人民政府：", "免去李四的青川市财政局局长职务。", "2021年3月9日",
    )
    assert [(found.title, found.genre, found.id, str(found.issued_on)) for found in issue.documents] == [
        ("青川市人民政府关于张三等同志任职的通知", "人事任免", "2021-03-01", "2021-03-08"),
        ("青川市人民政府关于李四同志免职的通知", "人事任免", "2021-03-02", "2021-03-09")]


PLAN = ("青政发〔2021〕7号", "青川市人民政府关于印发青川市河道管理办法的通知", "各区人民政府：", "现将《青川市河道管理办法》印发给你们。", "2021年3月5日",
        "青川市河道管理办法", "第一条 河道由水务局管理。")


@pytest.mark.parametrize("last", [(), ("第二条 办法自公布之日起施行。",), ("附件", "河道名录", "<table><tr><td>青河</td><td>白河</td></tr></table>"), ("青川市人民政府", "2021年3月5日")],
                         ids=["text", "clause", "table", "signature"])
@pytest.mark.parametrize("title", [("青川市人民政府关于加强桥梁养护的通知",), ("青川市人民政府关于", "印发《青川市桥梁", "养护办法》的通知"),
                                   ("青川市水务局等三部门关于加强桥梁养护的意见",), ("青川市水务局、青川市财政局关于加强桥梁养护的通知",)])
def test_document_whose_number_was_lost_begins_at_its_title_and_addressees(last, title):
    issue = compiled(*PLAN, *last, *title, "各区人民政府，市直有关部门：", "桥梁要每月检查一次。", "2021年4月2日")
    assert [found.title for found in issue.documents] == [PLAN[1], "".join(title)]
    assert issue.documents[1].issued_on == dt.date(2021, 4, 2)


def test_document_whose_number_was_lost_may_have_lines_of_a_portal_above_its_addressees():
    issue = compiled(*PLAN, "青川市人民政府关于加强桥梁养护的通知", "来源：青川市水务局　浏览次数：12", "各区人民政府：", "桥梁要每月检查一次。")
    assert [found.title for found in issue.documents] == [PLAN[1], "青川市人民政府关于加强桥梁养护的通知"]


@pytest.mark.parametrize("title", ["关于加强桥梁养护的通知", "青川市人民政府防火命令", "青川市2021年1月桥梁养护情况通报"])
def test_title_above_addressees_that_names_no_issuer_or_matter_is_reported(title):
    issue = compiled(*PLAN, title, "各区人民政府：", "桥梁要每月检查一次。")
    assert len(issue.documents) == 1
    assert "document-start-doubtful" in codes(issue)


def test_title_without_number_and_addressees_inside_another_document_is_reported():
    issue = compiled(*PLAN, "第二条 办法自公布之日起施行。", "青川市人民政府关于表彰河道巡查先进单位的决定", "决定予以表彰。")
    assert len(issue.documents) == 1
    assert "document-start-doubtful" in codes(issue)


def test_first_document_of_an_issue_may_have_lost_its_number():
    issue = compiled("青川市人民政府文件", "青川市人民政府关于加强", "桥梁养护的通知", "各区人民政府：", "桥梁要每月检查一次。", "2021年3月2日", *PLAN)
    assert [found.title for found in issue.documents] == ["青川市人民政府关于加强桥梁养护的通知", PLAN[1]]


@pytest.mark.parametrize("own", [
    ("青川市人民政府关于转发省人民政府关于加强桥梁养护的通知的通知", "各区人民政府：", BODY, "2021年3月5日", "省人民政府关于加强桥梁养护的通知", "各市人民政府："),
    ("青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "附件：青川市人民政府关于报送桥梁情况的函", "2021年3月5日", "青川市人民政府关于报送桥梁情况的函", "省人民政府："),
    ("青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "附件：1.样式", "2021年3月5日", "附件1", "某区人民政府关于河道巡查的报告", "市人民政府："),
])
def test_title_with_addressees_that_the_document_itself_names_opens_no_other(own):
    issue = compiled("青政发〔2021〕7号", *own, "桥梁要每月检查一次。")
    assert len(issue.documents) == 1
    assert "document-start-doubtful" not in codes(issue)


def test_opinion_that_a_notice_forwards_is_no_document_of_its_own():
    found = document(
        "青政办发〔2021〕9号", "青川市人民政府办公室转发青川市水务局关于加强河道巡查意见的通知", "各区人民政府：", "现转发给你们。", "2021年3月5日",
        "青川市水务局关于加强河道巡查的意见", "一、加强领导", "各区人民政府要加强领导。")
    assert found.enclosure_title == "青川市水务局关于加强河道巡查的意见"


def test_order_has_its_number_from_its_own_line():
    issue = compiled(
        "青川市人民政府令", "第12号", "《青川市河道管理办法》已经市人民政府常务会议通过，现予公布，自2021年5月1日起施行。", "市长　张三", "2021年3月5日",
        *MEASURES, title="青川市人民政府令",
    )
    found = issue.documents[0]
    assert (found.number, found.id, found.issuer, found.genre) == ("青川市人民政府令第12号", "qcsrmzfl-2021-12", "青川市人民政府", "命令")
    assert found.enclosure_title == "青川市河道管理办法"


@pytest.mark.parametrize("remark", ["（试行）", "（2021—2025年）"])
@pytest.mark.parametrize("number", [("青政发〔2021〕7号",), ()])
@pytest.mark.parametrize("first", [True, False])
def test_remark_below_the_title_of_a_document_is_part_of_it(remark, number, first):
    title = ("青川市河道管理", "办法", remark)
    found = document(*((*number, *title) if first else (*title, *number)), "第一章 总则", "第一条 河道由水务局管理。", title="河道管理办法")
    assert found.title == f"青川市河道管理办法{remark}"


def test_title_that_is_printed_again_above_the_first_chapter_and_who_signs_are_no_headings():
    issue = compiled("青川市河道管理条例", "青川市人民政府令第12号", "《青川市河道管理条例》已经通过，现予公布。", "市长张三", "2021年3月5日", "青川市", "河道管理条例", "第一章 总则",
                     "第一条 河道由水务局管理。", title="青川市河道管理条例")
    assert "heading-guessed" not in codes(issue)
    assert [clause.kind for clause in issue.clauses] == ["paragraph", "numbered", "numbered"]


def test_sections_are_kept_and_the_chronicle_is_a_document():
    issue = compiled(
        "市政府文件", "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", BODY, "2021年3月5日",
        "市政府办公室文件", "青政办发〔2021〕2号", "青川市人民政府办公室关于开展植树活动的通知", BODY, "2021年3月9日",
        "市政府大事记", "3月1日，召开会议。",
    )
    assert [(found.section, found.genre) for found in issue.documents] == [
        ("市政府文件", "通知"), ("市政府办公室文件", "通知"), ("市政府大事记", "大事记")]
    assert issue.documents[2].id == "2021-03-03"


def test_number_inside_a_document_opens_no_other():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "一、依据", "青政发〔2020〕3号", "二、其他", "请遵照执行。")
    assert len(issue.documents) == 1


def test_title_of_the_issue_inside_the_article_is_no_title_of_a_document():
    assert document(ISSUE, "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", BODY).title == "青川市人民政府关于加强河道管理的通知"


def test_portal_metadata_fills_what_the_page_does_not_print():
    cells = [("索引号", "QC01-2021-7"), ("发文机关", "青川市人民政府"), ("成文日期", "2021年03月05日"), ("发文字号", "青政发〔2021〕7号"),
             ("标题", "关于加强河道管理的通知"), ("发布日期", "2021-03-08")]
    table = "<table>" + "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in cells) + "</table>"
    issue = compiled(table, "各区人民政府：", BODY, "一、加强巡查", "每周巡查一次，发现问题及时处理。", title="关于加强河道管理的通知")
    found = issue.documents[0]
    assert (found.number, found.issued_on, found.issuer, found.title) == (
        "青政发〔2021〕7号", dt.date(2021, 3, 5), "青川市人民政府", "关于加强河道管理的通知")
    assert issue.issue.published_on == dt.date(2021, 3, 8)


def test_what_stands_before_the_first_document_is_kept_also_a_table():
    table = "<table><tr><td>目录</td><td>页码</td></tr><tr><td>关于加强河道管理的通知</td><td>1</td></tr></table>"
    issue = compiled("本期要目", table, "青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "2021年3月5日")
    assert [(line.kind, line.text) for line in issue.lines["qzf-2021-7"]][:2] == [
        ("note", "本期要目"), ("note", "目录\n页码\n关于加强河道管理的通知\n1")]


@pytest.mark.parametrize("above", [
    ("青川市人民政府关于加强河道管理的通知", "青政发〔2021〕7号", "青川市政府", "2021-03-05", "有效"),
    ("青政发〔2021〕7号", "青川市政府", "有效", "青川市人民政府关于加强河道管理的通知"),
])
def test_head_that_the_portal_printed_above_the_document_is_no_other_document(above):
    issue = compiled(*above, "青川市人民政府", "关于加强河道管理的通知", "青政发〔2021〕7号", "各区人民政府：", BODY, "2021年3月5日", title="河道管理")
    (found,) = issue.documents
    assert (found.title, found.number, found.id) == ("青川市人民政府关于加强河道管理的通知", "青政发〔2021〕7号", "qzf-2021-7")
    assert [line.text for line in issue.lines[found.id]][: len(above)] == list(above)


def test_title_printed_again_above_the_addressees_is_the_title():
    found = document("关于加强河道管理的通知", "政府信息公开", "关于加强", "河道管理的通知", "各区人民政府：", BODY, "一、巡查", "2021年3月5日", title="河道管理")
    assert (found.title, found.addressees) == ("关于加强河道管理的通知", ("各区人民政府",))


def test_title_outside_of_the_article_is_not_that_of_the_enclosure():
    issue = compiled(
        "各区人民政府：", "《青川市河道应急预案》已经市政府同意，现印发给你们。", "青川市人民政府", "2021年3月5日", "青川市河道应急预案", "一、总则", "为规范处置，制定本预案。",
        title="青川市人民政府关于印发青川市河道应急预案的通知")
    found = issue.documents[0]
    assert (found.title, found.genre, found.issuer) == ("青川市人民政府关于印发青川市河道应急预案的通知", "通知", "青川市人民政府")
    assert (found.addressees, found.issued_on, found.enclosure_title) == (("各区人民政府",), dt.date(2021, 3, 5), "青川市河道应急预案")
    assert [clause.part for clause in issue.clauses if clause.label] == ["e"]


@pytest.mark.parametrize("first", ["各区人民政府：", "第五条 市水务局负责巡查。"])
def test_document_without_a_title_is_reported_and_takes_no_other_line_for_it(first):
    issue = compiled(first, BODY, "第六条 各区应当配合。", title="")
    assert issue.documents[0].title == "（无标题）"
    assert "missing-title" in codes(issue)


@pytest.mark.parametrize("title", ["青政发【2021】7号 关于加强河道管理的通知", "关于加强河道管理的通知（青政发〔2021〕7号）"])
def test_number_on_the_line_of_the_title(title):
    found = document("各区人民政府：", BODY, "一、巡查", "青川市人民政府", "2021年3月5日", title=title)
    assert (found.title, found.number, found.issuer) == ("关于加强河道管理的通知", "青政发〔2021〕7号", "青川市人民政府")


@pytest.mark.parametrize("printed", ["青政发〔20217", "青政发〔20217号", "青政发〔2021〕7"])
def test_number_line_that_lost_its_end_is_read_and_reported(printed):
    issue = compiled(printed, "青川市人民政府", "关于加强河道管理的通知", "各区人民政府：", BODY, "2021年3月5日")
    assert (issue.documents[0].number, issue.documents[0].title) == ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知")
    assert "number-brackets-missing" in codes(issue)


@pytest.mark.parametrize(
    ("title", "signature", "issuer"),
    [
        ("市政府办公室关于加强河道管理的通知", ("青川市人民政府办公室",), "青川市人民政府办公室"),
        ("青川市人民政府关于加强河道管理的通知", ("青川市水务局",), "青川市人民政府"),
        ("关于加强河道管理的通知", ("水  务  局",), "水务局"),
        ("青川市河道整治领导小组办公室2021年1月河道巡查情况通报", (), "青川市河道整治领导小组办公室"),
    ],
)
def test_issuer_by_title_and_signature(title, signature, issuer):
    assert document("青政发〔2021〕7号", title, "各区人民政府：", BODY, *signature, "2021年3月5日").issuer == issuer


@pytest.mark.parametrize(("lines", "issuer"), [
    (("青川市河道工作领导小组办公室文件", "青河办发〔2021〕7号", "关于加强河道管理的通知", "各区人民政府：", BODY, "青川市河道工作", "领导小组办公室"), "青川市河道工作领导小组办公室"),
    (("青川市水务局 文 件", "青水发〔2021〕7号", "关于加强河道管理的通知", "各区人民政府：", BODY), "青川市水务局"),
    (("青水发〔2021〕7号", "青川市水务局等三部门关于加强河道管理的通知", "各区人民政府：", BODY, "青川市水务局", "青川市财政局", "青川市公安局"), "青川市水务局、青川市财政局、青川市公安局"),
    (("青水发〔2021〕7号", "青川市水务局等三部门关于加强河道管理的通知", "各区人民政府：", BODY, "青川市水务局"), "青川市水务局等三部门"),
])
def test_issuer_by_letterhead_and_by_the_signatures_of_all(lines, issuer):
    assert document(*lines, "2021年3月5日", title="关于加强河道管理的通知").issuer == issuer


@pytest.mark.parametrize("title", [("青川市水务局", "青川市财政局", "关于加强河道管理的通知"), ("青川市水务局　青川市财政局关于加强", "河道管理的通知"),
                                   ("青川市水务局 青川市财政局关于加强河道管理的通知",)])
def test_joint_issuers_in_the_title(title):
    found = document("青水发〔2021〕7号", *title, "各区人民政府：", BODY, "2021年3月5日")
    assert found.issuer == "青川市水务局、青川市财政局"


def test_name_of_one_issuer_may_take_two_lines():
    found = document("青水发〔2021〕7号", "青川市人民政府", "办公室关于加强河道管理的通知", "各区人民政府：", BODY, "2021年3月5日")
    assert found.issuer == "青川市人民政府办公室"


def test_signature_without_a_date():
    issue = compiled("关于加强河道管理的通知", "青政发〔2021〕7号", "各区人民政府：", BODY, "附件：巡查表", "青川市水务局办公室 青川市财政局办公室")
    assert issue.documents[0].issuer == "青川市水务局办公室、青川市财政局办公室"


@pytest.mark.parametrize(
    ("title", "cover", "enclosure"),
    [
        ("关于印发2021年《政府工作报告》任务分工的通知", "现印发给你们。", "2021年《政府工作报告》任务分工"),
        ("关于印发《青川市〈政府工作报告〉任务分工方案》的通知", "现将《青川市〈政府工作报告〉任务分工方案》印发给你们。", "青川市〈政府工作报告〉任务分工方案"),
        ("青川市人民政府关于印发河道巡查和考核两个办法的通知", "市水务局拟定的《青川市河道巡查办法》和《青川市河道考核办法》已经市政府同意，现印发给你们。", "青川市河道巡查办法；青川市河道考核办法"),
        ("关于印发河道巡查办法的通知", "根据《青川市河道条例》，现将有关要求印发给你们。", "河道巡查办法"),
        ("转发河道巡查办法的通知", "现转发给你们。", None),
        ("关于做好信息发布工作的通知", "现通知如下。", None),
    ],
)
def test_enclosure_that_is_not_printed_keeps_its_title(title, cover, enclosure):
    assert document("青政发〔2021〕7号", title, "各区人民政府：", cover, "一、请认真执行。", "2021年3月5日").enclosure_title == enclosure


def test_enclosures_are_found_by_the_titles_that_the_notice_quotes():
    issue = compiled(
        "青政发〔2021〕7号", "青川市人民政府关于印发河道巡查和河道考核两个办法的通知", "各区人民政府：", "《青川市河道巡查办法》和《青川市河道考核办法》已经同意，现印发给你们。",
        "2021年3月5日", "青川市", "河道巡查办法", "一、巡查", "青川市河道考核办法", "一、考核")
    assert issue.documents[0].enclosure_title == "青川市河道巡查办法；青川市河道考核办法"
    assert [clause.id for clause in issue.clauses if clause.label] == ["qzf-2021-7/e-1", "qzf-2021-7/e2-1"]


@pytest.mark.parametrize("cover", ["为落实2021年《河道治理纲要》，现将《2021年河道任务分工》印发给你们。", "现将2021年《河道治理纲要》任务分工印发给你们。",
                                   "现将《2021年〈河道治理纲要〉任务分工》印发给你们。"])
@pytest.mark.parametrize("printed", [True, False])
def test_title_of_an_enclosure_may_hold_a_quoted_one(cover, printed):
    title = "2021年《河道治理纲要》任务分工"
    table = "<table><tr><td>序号</td><td>工作任务</td><td>牵头单位</td></tr><tr><td>1</td><td>清理河岸垃圾</td><td>市水务局</td></tr></table>"
    issue = compiled("青政发〔2021〕7号", f"青川市人民政府关于印发{title}的通知", "各区人民政府：", cover, "2021年3月5日", *((title, table) if printed else ()))
    if printed:
        assert issue.documents[0].enclosure_title == title
        assert [clause.part for clause in issue.clauses if clause.kind == "row"] == ["e"]
    else:
        assert issue.documents[0].enclosure_title in (title, "2021年河道任务分工")


def test_enclosure_of_another_name_is_taken_with_all_lines_of_its_title():
    found = document("青政发〔2021〕7号", "青川市人民政府关于印发河道整治工作安排的通知", "各区人民政府：", "现印发给你们。", "2021年3月5日",
                     "青川市河道整治", "三年行动方案", "一、目标", "河道干净整洁。")
    assert found.enclosure_title == "青川市河道整治三年行动方案"


def test_text_of_an_annex_may_follow_its_name_at_once():
    issue = compiled("青政函〔2021〕7号", "青川市人民政府关于建立河道联席会议制度的批复", "市水务局：", "同意建立河道联席会议制度。", "附件：河道联席会议制度",
                     "为加强河道管理，建立河道联席会议制度。", "一、职责", "研究河道管理工作。")
    assert [(annex.number, annex.title, annex.included) for annex in issue.documents[0].annexes] == [(1, "河道联席会议制度", True)]
    assert [clause.part for clause in issue.clauses if clause.label] == ["a1"]


@pytest.mark.parametrize("lines", [("关于青川河", "险情调查的报告"), ("青川河险情", "专家调查意见")])
def test_title_of_an_annex_may_take_two_lines(lines):
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于青川河险情的通知", "各区人民政府：", BODY, "附件：市水务局关于青川河险情调查的报告", "2021年3月5日",
                     "附件", *lines, "青川河险情已经查明，未发现新的隐患。")
    assert [line.text for line in issue.lines["qzf-2021-7"] if line.kind == "part_title"] == list(lines)


@pytest.mark.parametrize("line", ["文号：青政发〔2021〕7号", "发文字号:青政发[2021]7号", "青政发〔2021〕7号　　签发人：张三", "（青政发〔2021〕7号）"])
def test_number_line_may_hold_a_label_or_the_signer(line):
    found = document("青川市人民政府关于加强河道管理的通知", line, "各区人民政府：", BODY, "2021年3月5日")
    assert found.number == "青政发〔2021〕7号"
    assert found.number_as_printed in ("青政发〔2021〕7号", "青政发[2021]7号")


@pytest.mark.parametrize(
    ("head", "number", "title", "genre"),
    [
        (("青川市人民政府令第12号", "青川市河道管理办法"), "青川市人民政府令第12号", "青川市河道管理办法", "其他"),
        (("青川市人民政府令第12号",), "青川市人民政府令第12号", "青川市人民政府令", "命令"),
        (("青川市人民政府令", "（第12号）"), "青川市人民政府令第12号", "青川市人民政府令", "命令"),
        (("青川市水务局公告", "2021年第3号"), "青川市水务局公告2021年第3号", "青川市水务局公告", "公告"),
        (("青川市水务局关于水库放水的公告", "青川市水务局公告2021年第3号"), "青川市水务局公告2021年第3号", "青川市水务局关于水库放水的公告", "公告"),
    ],
)
def test_number_of_an_order_and_of_a_public_notice(head, number, title, genre):
    found = document(*head, "第一条 市水务局负责河道管理，各区应当配合。", "第二条 本办法自2021年5月1日起施行。", "2021年3月5日", title="")
    assert (found.number, found.title, found.genre) == (number, title, genre)
    assert found.issuer in ("青川市人民政府", "青川市水务局")


def test_what_was_printed_below_the_date_is_no_text_of_the_last_clause():
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, "一、巡查", "加强巡查，做好记录。", "2021年3月5日",
                     "主题词：水利　通知", "抄送：市委办公室，市人大常委会办公室。", "青川市人民政府办公室　　2021年3月6日印发", "（共印200份）")
    assert [line.kind for line in issue.lines["qzf-2021-7"]][-4:] == ["note"] * 4
    assert issue.clauses[-1].text == "加强巡查，做好记录。"


@pytest.mark.parametrize("line", ["附件：1.巡查表 2.名单　3.2021年考核表", "附件：1.巡查表；2.名单；3.2021年考核表。", "附：1．巡查表，2．名单，3．2021年考核表"])
def test_annexes_may_be_listed_on_one_line(line):
    found = document("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", BODY, line, "2021年3月5日")
    assert [(annex.number, annex.title) for annex in found.annexes] == [(1, "巡查表"), (2, "名单"), (3, "2021年考核表")]


def test_enclosure_that_is_printed_as_an_annex_is_not_missed():
    issue = compiled(*COVER, "现印发给你们，请认真贯彻执行。", "附件：青川市河道管理办法", "2021年3月5日", "附件", *MEASURES)
    assert [(annex.title, annex.included) for annex in issue.documents[0].annexes] == [("青川市河道管理办法", True)]
    assert "enclosure-not-found" not in codes(issue)


@pytest.mark.parametrize("line", ["2021-03-05", "2021.3.5", "2021/3/5"])
@pytest.mark.parametrize("signature", ["青川市河道整治领导小组", "青川市河道整治指挥部（代章）", "青川市水务局（章）"])
def test_date_in_digits_and_signatures_of_other_bodies(line, signature):
    found = document("关于加强河道管理的通知", "青政发〔2021〕7号", "各区人民政府：", BODY, signature, line)
    assert (found.issued_on, found.issuer) == (dt.date(2021, 3, 5), signature.split("（")[0])


def test_concerned_bodies_are_addressees_below_a_line_of_the_portal():
    assert document("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "颁布时间：2021-03-05", "市政府有关部门：", BODY, "2021年3月5日").addressees == ("市政府有关部门",)


def test_addressees_may_take_two_lines():
    found = document("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府，市政府各部门，", "各直属单位：", BODY, "2021年3月5日")
    assert found.addressees == ("各区人民政府", "市政府各部门", "各直属单位")


def test_day_of_publication_in_the_brackets_below_a_title():
    issue = compiled("青川市河道管理办法", "（2021年3月1日青川市人民政府第3次常务会议通过　2021年3月5日青川市人民政府令第12号公布　自2021年5月1日起施行）",
                     "目　录", "第一章　总则", "第二章　巡查", "第一章　总则", "第一条　为加强河道管理，制定本办法。", "第二章　巡查", "第二条　市水务局负责巡查。", title="青川市河道管理办法")
    assert (issue.documents[0].issued_on, issue.documents[0].number) == (dt.date(2021, 3, 5), "青川市人民政府令第12号")
    assert [clause.label for clause in issue.clauses if clause.kind != "paragraph"] == ["第一章", "第一条", "第二章", "第二条"]


@pytest.mark.parametrize("title", ["青川市河道整治规划", "青川市河道整治规划（2021—2025年）"])
def test_remark_below_the_title_of_an_enclosure_is_part_of_it(title):
    issue = compiled("青政发〔2021〕7号", f"青川市人民政府关于印发{title}的通知", "各区人民政府：", "现印发给你们。", "2021年3月5日",
                     "青川市河道整治规划", "（2021—2025年）", "一、现状", "河道众多。")
    assert issue.documents[0].enclosure_title == "青川市河道整治规划（2021—2025年）"
    assert "enclosure-not-found" not in codes(issue)


def test_several_enclosures_of_which_the_title_names_one():
    found = document("青政发〔2021〕7号", "青川市人民政府关于印发《河道巡查办法》等三个办法的通知", "各区人民政府：",
                     "《河道巡查办法》《垃圾清理办法》和《考核办法》已经市政府同意，现印发给你们。", "2021年3月5日",
                     "河道巡查办法", "第一条 按月巡查。", "垃圾清理办法", "第一条 及时清理。", "考核办法", "第一条 按年考核。")
    assert found.enclosure_title == "河道巡查办法；垃圾清理办法；考核办法"


def test_date_may_stand_between_the_title_and_the_number():
    found = document("青川市人民政府关于表彰先进单位的决定", "（2021年3月5日）", "青政发〔2021〕7号", "各区人民政府：", BODY)
    assert (found.title, found.number, found.issued_on) == ("青川市人民政府关于表彰先进单位的决定", "青政发〔2021〕7号", dt.date(2021, 3, 5))


@pytest.mark.parametrize("title", ["青川市人民政府网", "青川市水务局", "欢迎访问青川市政务平台"])
def test_name_of_a_site_is_no_title(title):
    assert document("各区水务局：", BODY, "一、巡查", "青川市水务局", "2021年3月5日", title=title).title == "（无标题）"


def test_title_of_another_kind_is_known_by_the_name_of_its_page():
    found = document("青川市水务局关于河道项目的公示", "现将河道项目公示如下。", "一、项目", "青川市水务局", "2021年3月5日", title="青川市水务局关于河道项目的公示_青川市人民政府")
    assert (found.title, found.genre) == ("青川市水务局关于河道项目的公示", "其他")
