"""Third pass: blocks to the tree of clauses."""

from __future__ import annotations

import pytest
from gazette_pages import body, codes, compiled, outline

from parser.model import Clause


def clause(issue, path: str) -> Clause:
    return next(found for found in issue.clauses if found.path == path)


def test_five_levels_nest_in_their_order():
    assert outline("一、总体要求", "（一）目标", "1.任务", "（1）事项", "①第一步准备材料。", "②第二步报送材料。", "（2）其他", "2.保障", "（二）原则", "二、附则") == [
        ("1", "一、总体要求"), ("1-1", "（一）目标"), ("1-1-1", "1.任务"), ("1-1-1-1", "（1）事项"), ("1-1-1-1-1", "①第一步准备材料。"),
        ("1-1-1-1-2", "②第二步报送材料。"), ("1-1-1-2", "（2）其他"), ("1-1-2", "2.保障"), ("1-2", "（二）原则"), ("2", "二、附则")]


@pytest.mark.parametrize(
    "labels",
    [("一、", "（一）", "1.", "（1）"), ("一、", "(一)", "1．", "(1)"), ("一 、", "( 一 )", "1、", "( 1 )"), ("一﹑", "㈠", "⒈", "⑴"), ("一．", "（一）、", "１．", "（１）"),
     ("　　一、", "&nbsp;（一）", "　1. ", "　　（1） ")],
)
def test_width_and_form_of_punctuation_do_not_matter(labels):
    lines = [f"{label}{words}" for label, words in zip(labels, ("总体要求", "目标", "任务", "事项"), strict=True)]
    assert [path for path, _ in outline(*lines)] == ["1", "1-1", "1-1-1", "1-1-1-1"]


def test_regulation_nests_chapter_section_article_and_items():
    assert outline("第一章 总则", "第一条 为加强管理，制定本办法。", "第二条 河道管理应当遵循下列原则：", "（一）统筹规划；", "（二）属地负责：", "1.市级；", "2.区级。",
                   "第二章 巡查", "第一节 一般规定", "第三条 市水务局负责巡查。", "巡查结果应当公开。") == [
        ("1", "第一章总则"), ("1-1", "第一条为加强管理，制定本"), ("1-2", "第二条河道管理应当遵循下"), ("1-2-1", "（一）统筹规划；"), ("1-2-2", "（二）属地负责："),
        ("1-2-2-1", "1.市级；"), ("1-2-2-2", "2.区级。"), ("2", "第二章巡查"), ("2-1", "第一节一般规定"), ("2-1-3", "第三条市水务局负责巡查。")]


def test_paragraph_after_the_last_item_of_an_article_belongs_to_the_article():
    issue = body("第一条 有下列情形之一的，不予登记：", "（一）材料不全的；", "（二）超过期限的。", "前款所称材料，由市水务局公布。", "第二条 本办法自公布之日起施行。")
    assert clause(issue, "1").text.endswith("前款所称材料，由市水务局公布。")
    assert clause(issue, "1-2").text == "超过期限的。"


def test_numbering_that_runs_on_across_sections_is_no_gap():
    issue = body("一、巡查", "（一）日常巡查", "按月巡查，做好记录。", "（二）专项巡查", "汛期加密巡查。", "二、整治", "（三）清理垃圾", "及时清理河岸垃圾。", "（四）拆除违建", "依法拆除违法建筑。")
    assert [found.path for found in issue.clauses] == ["1", "1-1", "1-2", "2", "2-3", "2-4"]
    assert not {"numbering-gap", "numbering-backwards"} & codes(issue)


def test_numbering_that_starts_again_in_each_section_is_no_fault():
    issue = body("一、巡查", "1.日常巡查。", "2.专项巡查。", "二、整治", "1.清理垃圾。", "2.拆除违建。")
    assert not {"numbering-gap", "numbering-backwards", "numbering-repeated"} & codes(issue)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("一、巡查", "三、整治"), "numbering-gap"),
        (("二、巡查", "三、整治"), "numbering-gap"),
        (("一、巡查", "（一）日常巡查", "（三）专项巡查"), "numbering-gap"),
        (("一、巡查", "（一）日常巡查", "（二）专项巡查", "二、整治", "（四）清理"), "numbering-gap"),
        (("一、巡查", "1.日常巡查。", "2.专项巡查。", "4.汛期巡查。"), "numbering-gap"),
        (("第一条 总则。", "第三条 附则。"), "numbering-gap"),
        (("一、巡查", "二、整治", "二、保障"), "numbering-repeated"),
        (("一、巡查", "二、整治", "三、清理", "二、保障"), "numbering-backwards"),
    ],
)
def test_faults_of_numbering_are_reported(lines, name):
    assert name in codes(body(*lines))


def test_number_printed_twice_gets_a_suffix_and_keeps_its_children():
    assert [path for path, _ in outline("一、巡查", "二、整治", "（一）清理", "二、保障", "（一）经费", "二、附则")] == ["1", "2", "2-1", "2~2", "2~2-1", "2~3"]


def test_dash_items_are_numbered_in_order_and_end_where_the_text_goes_on():
    issue = body("一、原则", "坚持以下原则：", "——统筹规划。统一部署，分步实施。", "--属地负责。各区负责本区河道。", "―― 公开透明。结果向社会公布。", "二、任务", "加强巡查。")
    assert [(found.path, found.kind) for found in issue.clauses] == [("1", "numbered"), ("1-d1", "item"), ("1-d2", "item"), ("1-d3", "item"), ("2", "numbered")]


def test_unnumbered_headings_take_the_level_of_their_neighbours():
    issue = body("一、重点任务", "（一）完善制度", "修订巡查制度，明确巡查频次、内容和要求，形成长效机制。", "整治河道环境", "（二）清理垃圾", "及时清理河岸垃圾，做到日产日清，保持河道整洁。",
                 "（三）拆除违建", "依法拆除河道管理范围内的违法建筑。", "二、保障措施")
    assert [(found.path, found.kind) for found in issue.clauses] == [
        ("1", "numbered"), ("1-1", "numbered"), ("1-h1", "heading"), ("1-2", "numbered"), ("1-3", "numbered"), ("2", "numbered")]
    assert "heading-guessed" in codes(issue)


def test_unnumbered_headings_that_part_a_run_of_clauses_hold_them():
    water, land = "坚持节水优先，统筹生活、生产和生态用水。", "坚持保护优先，守住耕地红线。"
    issue = body("一、重点任务", "围绕水和土地开展工作。", "保护水资源", water, "（一）清理河道", "清理垃圾。", "（二）保护水源", "1.划定保护区。", "2.设立标志。",
                 "以上两项由各镇人民政府负责。", "保护土地", land, "（三）整治撂荒", "复耕复种。", "二、保障措施")
    assert [(found.path, found.level) for found in issue.clauses] == [
        ("1", 1), ("1-h1", 2), ("1-h1-1", 2), ("1-h1-2", 2), ("1-h1-2-1", 3), ("1-h1-2-2", 3), ("1-h2", 2), ("1-h2-3", 2), ("2", 1)]
    texts = {found.path: found.text for found in issue.clauses}
    assert texts["1"] == "围绕水和土地开展工作。"
    assert texts["1-h1-2"] == "以上两项由各镇人民政府负责。"


def test_heading_and_running_text_of_a_line_are_told_apart():
    issue = body("一、总体要求", "（一）加强领导。各区要成立专班，压实责任。", "（二）各区应当于每月底前报送巡查情况。市水务局汇总。", "（三）严格考核", "考核结果纳入年度评价。")
    found = {found.path: (found.heading, found.heading_mark, found.text) for found in issue.clauses}
    assert found["1-1"] == ("加强领导", "。", "各区要成立专班，压实责任。")
    assert found["1-2"] == (None, "", "各区应当于每月底前报送巡查情况。市水务局汇总。")
    assert found["1-3"] == ("严格考核", "", "考核结果纳入年度评价。")


def test_sentences_that_count_inside_a_paragraph_are_no_clauses():
    assert outline("一、要求", "一是加强领导，压实责任。二是加强巡查，做好记录。", "第一，要加强巡查。") == [("1", "一、要求")]


def test_text_of_a_parent_after_its_list_belongs_to_the_parent():
    issue = body("一、范围", "下列河道适用本通知：", "（一）市级河道；", "（二）区级河道。", "其他河道参照执行，由各区自行规定。", "二、要求", "加强巡查，做好记录。")
    assert clause(issue, "1").text == "下列河道适用本通知：\n其他河道参照执行，由各区自行规定。"
    assert clause(issue, "1-2").text == "区级河道。"


def test_closing_sentence_belongs_to_the_document():
    issue = body("一、范围", "适用于本市河道。", "二、要求", "加强巡查，做好记录。", "本通知自2021年5月1日起施行，有效期5年。")
    assert issue.clauses[-1].kind == "paragraph"
    assert issue.clauses[-1].parent_id is None


def test_paragraph_broken_inside_a_sentence_is_kept_and_reported():
    issue = body("一、要求", "各区人民政府要切实加强对河道管理工作的组织领导，落实", "工作责任，确保各项任务落到实处。", "二、其他", "请遵照执行。")
    assert clause(issue, "1").text.count("\n") == 1
    assert "broken-paragraph" in codes(issue)


def test_form_and_list_of_names_in_an_annex_give_no_headings():
    issue = compiled(
        "青政发〔2021〕7号", "青川市人民政府关于成立河道管理领导小组的通知", "各区人民政府：", "现将有关事项通知如下。", "附件：1.领导小组名单", "2.巡查登记表", "2021年3月5日",
        "附件1", "领导小组名单", "组　长：张　三　副市长", "副组长：李　四　市水务局局长", "成　员：王　五　市财政局副局长", "赵　六　市公安局副局长", "钱　七　市教育局副局长",
        "孙　八　市司法局副局长", "附件2", "巡查登记表", "河道名称", "巡查人", "巡查时间", "□正常　□异常", "签字", "填表说明：", "1.本表一式两份。", "2.按月填写。")
    headings = [(found.part, found.heading) for found in issue.clauses if found.kind == "heading"]
    assert headings == [("a2", "填表说明")]


def test_rows_of_a_task_table_are_clauses():
    table = ("<table><tr><th>序号</th><th>工作任务</th><th>牵头单位</th><th>配合单位</th><th>完成时限</th></tr>"
             "<tr><td colspan=5>一、巡查</td></tr>"
             "<tr><td>1</td><td>制定巡查制度</td><td rowspan=2>市水务局</td><td>市财政局</td><td>2021年5月底</td></tr>"
             "<tr><td>2</td><td>开展巡查</td><td>各区人民政府</td><td>2021年12月底</td></tr></table>")
    issue = compiled("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "现将有关事项通知如下。", "附件：任务分解表", "2021年3月5日",
                     "附件", "任务分解表", table)
    rows = [found for found in issue.clauses if found.kind == "row"]
    assert [(found.id, found.label, found.heading) for found in rows] == [
        ("qzf-2021-7/a1-t1r2", "1", "制定巡查制度"), ("qzf-2021-7/a1-t1r3", "2", "开展巡查")]
    assert [(record.clause_id[-4:], record.agency, record.role) for record in issue.responsibilities] == [
        ("t1r2", "市水务局", "lead"), ("t1r2", "市财政局", "support"), ("t1r3", "市水务局", "lead"), ("t1r3", "各区人民政府", "support")]


def test_task_table_may_have_a_title_and_a_heading_of_two_rows():
    table = ("<table><tr><td colspan=4>任务分工表</td></tr><tr><td rowspan=2>序号</td><td rowspan=2>工作任务</td><td colspan=2>单位</td></tr>"
             "<tr><td>牵头单位</td><td>配合单位</td></tr><tr><td>1</td><td>制定巡查制度</td><td>市水务局</td><td>市财政局</td></tr></table>")
    issue = body("现将分工公布如下。", table)
    assert [(found.kind, found.heading) for found in issue.clauses] == [("paragraph", None), ("paragraph", None), ("row", "制定巡查制度")]
    assert [(record.agency, record.role) for record in issue.responsibilities] == [("市水务局", "lead"), ("市财政局", "support")]


def test_ordinary_table_stays_a_table_of_its_clause():
    issue = body("一、标准", "标准如下：", "<table><tr><td>项目</td><td>标准</td></tr><tr><td>巡查</td><td>每月</td></tr></table>", "二、其他", "请遵照执行。")
    assert clause(issue, "1").tables == ((("项目", "标准"), ("巡查", "每月")),)


def test_many_siblings_of_one_number_take_no_longer_than_others():
    issue = body(*["一、各区要加强领导，落实责任。"] * 800)
    assert issue.clauses[-1].path == "1~800"


@pytest.mark.parametrize("brackets", ["【】", "〔〕", "[]", "（）"])
def test_title_of_an_article_stands_in_its_brackets(brackets):
    article = body(f"第一条 {brackets[0]}目的{brackets[1]} 为了加强河道管理，制定本办法。").clauses[-1]
    assert (article.label, article.heading, article.text) == ("第一条", f"{brackets[0]}目的{brackets[1]}", "为了加强河道管理，制定本办法。")


@pytest.mark.parametrize("line", ["一、 。加强巡查", "1.。加强巡查", "（二）。"])
def test_full_stop_after_a_label_makes_no_empty_heading(line):
    assert body(line).clauses[-1].heading is None


def test_clauses_below_decimals_are_one_level_deeper_each():
    issue = body("1总则", "1.1公众参与", "1.1.1分级处置", "（1）市水务局启动响应。", "（2）各区上报情况。", "1.2平台运行", "（1）市水务局值守。", "2附则", "2.1解释")
    assert [(found.path, found.level) for found in issue.clauses] == [
        ("1", 1), ("1-1", 2), ("1-1-1", 3), ("1-1-1-1", 4), ("1-1-1-2", 4), ("1-2", 2), ("1-2-1", 3), ("2", 1), ("2-1", 2)]
    assert "numbering-gap" not in codes(issue)


@pytest.mark.parametrize(("lines", "labels"), [
    (("1.三年规划。重点编制。", "2.121水利人才工程。重点培养。", "3.加强管理。重点落实。"), ["1.", "2.", "3."]),
    (("1.2020年任务。清理河道。", "2.2021年任务。整治河道。"), ["1.", "2."]),
    (("1.目标。", "2.5万元以上的项目报市水务局。"), ["1."]),
    (("1.目标。", "3.121水利人才工程。重点培养。"), ["1."]),
    (("一、目标", "1.121水利人才工程已经完成。"), ["一、"]),
])
def test_number_that_runs_into_digits_is_a_label_where_it_continues_its_siblings(lines, labels):
    assert [found.label for found in body(*lines).clauses if found.label] == labels


@pytest.mark.parametrize("line", ["年月日", "年 月 日"])
def test_blank_date_of_a_form_is_no_heading(line):
    assert "heading-guessed" not in codes(body("一、申请", "申请人应当如实填写，不得隐瞒情况。", line, "申请书一式三份，由市水务局、区水务局和申请人各执一份，复印无效。"))


def test_paragraphs_of_a_chapter_stand_below_it_also_when_they_run_on():
    assert outline("第一章 总则", "一、为规范巡查，制定本规则。", "二、巡查应当公开。", "第二章 职责", "三、市水务局负责巡查。", "（一）日常巡查；", "（二）专项巡查。") == [
        ("1", "第一章总则"), ("1-1", "一、为规范巡查，制定本规"), ("1-2", "二、巡查应当公开。"), ("2", "第二章职责"),
        ("2-3", "三、市水务局负责巡查。"), ("2-3-1", "（一）日常巡查；"), ("2-3-2", "（二）专项巡查。")]


@pytest.mark.parametrize("line", ["特此通知", "此通知", "特此通告。"])
def test_closing_formula_is_no_heading_and_belongs_to_the_document(line):
    issue = body("一、范围", "适用于本市河道。", "二、要求", "加强巡查，做好记录。", line, "附件：巡查表")
    assert [(found.kind, found.parent_id) for found in issue.clauses][-1] == ("paragraph", None)


def test_parts_of_a_document_hold_its_clauses():
    issue = body("第一部分 总体要求", "一、目标", "河道干净整洁。", "第二部分 重点任务", "一、巡查", "一）日常巡查", "按月巡查。", "二）专项巡查", "汛期巡查。")
    assert [(found.path, found.level, found.label) for found in issue.clauses] == [
        ("1", 1, "第一部分"), ("1-1", 2, "一、"), ("2", 1, "第二部分"), ("2-1", 2, "一、"), ("2-1-1", 3, "一）"), ("2-1-2", 3, "二）")]


def test_line_with_half_a_pair_of_brackets_is_no_heading():
    assert "heading-guessed" not in codes(body("一、成员", "组长：张三（副市长）", "李四市水务局副局长）", "以上成员如有变动，由接任者自然替补，不另行发文。"))


def test_lines_of_contents_are_no_clauses():
    assert outline("1总则……………3", "1.1编制目的...........3", "2响应……………（12）", "1总则", "1.1编制目的", "为规范处置，制定本预案。", "1.2适用范围", "适用于本市。", "2响应", "2.1启动") == [
        ("p1", "1总则……………3"), ("p2", "1.1编制目的....."), ("p3", "2响应……………（12）"),
        ("1", "1总则"), ("1-1", "1.1编制目的"), ("1-2", "1.2适用范围"), ("2", "2响应"), ("2-1", "2.1启动")]


def _table(*rows: str) -> str:
    """A table with one row a line, cells parted by |; 2*词 spans two rows, 3>词 three columns."""
    spans = {"*": "rowspan", ">": "colspan"}
    cells = ((f"<td {spans[cell[1]]}={cell[0]}>{cell[2:]}</td>" if cell[1:2] in spans else f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"


def _rows(issue) -> list[tuple[str, str | None]]:
    return [(found.label, found.heading) for found in issue.clauses if found.kind == "row"]


def test_task_of_a_row_is_in_the_column_that_tells_rows_apart():
    issue = body("现将分工公布如下。", _table("序号|重点任务|具体措施|责任单位", "1|2*加强巡查|每月巡查|市水务局", "2|建立台账|市财政局", "3|加强整治|清理垃圾|各区人民政府"))
    assert _rows(issue) == [("1", "每月巡查"), ("2", "建立台账"), ("3", "清理垃圾")]
    issue = body("现将分工公布如下。", _table("序号|重点任务|具体措施|责任单位", "1|加强巡查|每月巡查|市水务局", "2|加强整治|清理垃圾|各区人民政府"))
    assert _rows(issue) == [("1", "加强巡查"), ("2", "加强整治")]


def test_heading_of_a_task_table_that_is_repeated_is_no_row():
    issue = body("现将分工公布如下。", _table("序号|工作任务|责任单位", "1|巡查|市水务局", "序号|工作任务|责任单位", "2|整治|市财政局"))
    assert _rows(issue) == [("1", "巡查"), ("2", "整治")]
    assert [record.agency for record in issue.responsibilities] == ["市水务局", "市财政局"]


def test_task_table_goes_on_in_a_table_without_a_heading():
    first = _table("序号|工作任务|责任单位", "3>一、水利", "1|巡查|市水务局")
    issue = body("现将分工公布如下。", first, _table("2|整治|市财政局", "3|复耕|市农业农村局"))
    assert _rows(issue) == [("1", "巡查"), ("2", "整治"), ("3", "复耕")]
    assert {found.parent_id[-3:] for found in issue.clauses if found.kind == "row" and found.parent_id} == {"b-1"}
    assert _rows(body("现将分工公布如下。", first, _table("单位|联系人|电话", "市水务局|张三|另行公布"))) == [("1", "巡查")]
    assert _rows(body("现将分工公布如下。", first, "联系方式如下。", _table("2|整治|市财政局"))) == [("1", "巡查")]


def test_heading_of_two_rows_says_together_what_a_column_is():
    table = ("<table><tr><td rowspan=2>序号</td><td colspan=2>工作任务</td><td colspan=2>责任分工</td></tr><tr><td>大项</td><td>小项</td><td>牵头</td><td>配合</td></tr>"
             "<tr><td>1</td><td>巡查</td><td>河道</td><td>市水务局</td><td>市财政局</td></tr></table>")
    issue = body("现将分工公布如下。", table)
    assert _rows(issue) == [("1", "巡查")]
    assert [(record.agency, record.role) for record in issue.responsibilities] == [("市水务局", "lead"), ("市财政局", "support")]
