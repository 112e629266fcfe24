"""Time limits: years that are not printed, days that do not exist, values of labels, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest
from gazette_pages import compiled

from parser.reading.citations import protected_spans
from parser.reading.deadline_scan import scan
from parser.reading.deadline_tasks import short, task_of
from parser.rules.deadline_rule import Context, Reading
from parser.rules.deadlines import DEADLINE_LABEL


def read(text: str, issued_on: str, year: int | None = None, labels: tuple[int, ...] = ()) -> list[Reading]:
    found = scan(text, Context(dt.date.fromisoformat(issued_on), year), protected_spans(text), labels)
    return [item.reading for item in found if isinstance(item.reading, Reading)]


@pytest.mark.parametrize(
    ("text", "issued_on", "due_on"),
    [
        ("6月底前完成。", "2021-12-28", "2022-06-30"),
        ("2月底前完成。", "2021-12-28", "2022-02-28"),
        ("5月20日前部署。", "2019-06-04", "2019-05-20"),
        ("年底前完成。", "2021-12-28", "2021-12-31"),
        ("明年3月底前完成。", "2021-12-28", "2022-03-31"),
        ("2023年启动，5月底前完成。", "2022-11-01", "2023-05-31"),
        ("2018年启动，9月底前完成。", "2019-06-01", "2019-09-30"),
        ("12月至次年2月开展集中整治。", "2020-11-20", "2021-02-28"),
        ("11月至3月开展集中整治。", "2020-11-20", "2021-03-31"),
        ("1月至12月开展竞赛。", "2020-06-20", "2020-12-31"),
        ("2020年2月底前完成。", "2020-01-01", "2020-02-29"),
        ("二〇二〇年十二月三十一日前完成。", "2020-01-01", "2020-12-31"),
        ("二O二一年三月底前完成。", "2020-01-01", "2021-03-31"),
        ("二o二一年三月底前完成。", "2020-01-01", "2021-03-31"),
        ("二0二一年三月底前完成。", "2020-01-01", "2021-03-31"),
        ("到二０二一年，建成两处。", "2020-01-01", "2021-12-31"),
    ],
)
def test_dates_are_found(text: str, issued_on: str, due_on: str) -> None:
    assert [str(reading.due_on) for reading in read(text, issued_on)] == [due_on]


def test_the_year_of_a_yearly_plan_holds_for_its_months() -> None:
    (reading,) = read("3月底前完成。", "2021-12-28", year=2022)
    assert (reading.due_on, reading.year_inferred) == (dt.date(2022, 3, 31), True)
    assert "推定为2022年" in reading.reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6月20日18：00前报送。", "by_date"),
        ("年内完成。", "by_date"),
        ("请于本月底前报送。", "by_date"),
        ("明年3月底前完成。", "by_date"),
        ("国庆节前完成。", "by_date"),
        ("每年防火期为当年9月15日至翌年5月15日。", "period"),
        ("集中整治阶段（4月1日至5月10日）。", "period"),
        ("自6月1日起施行。", "effective"),
    ],
)
def test_a_limit_whose_year_nothing_tells_has_no_date(text: str, kind: str) -> None:
    (reading,) = [item.reading for item in scan(text, Context(None), []) if item.rule.name != "recurring-year"]
    assert isinstance(reading, Reading)
    assert (reading.kind, reading.starts_on, reading.due_on, reading.year_inferred, reading.note) == (kind, None, None, False, "year-unknown")


@pytest.mark.parametrize("text", ["截至6月底，全市共有企业20家。", "6月底前已全部完成。", "1月至2月，各区共上报信息57条。"])
def test_what_is_told_is_no_limit_though_the_year_is_unknown(text: str) -> None:
    readings = [item.reading for item in scan(text, Context(None), [])]
    assert [reading for reading in readings if isinstance(reading, Reading)] == []


def test_a_printed_year_serves_where_the_document_has_no_date() -> None:
    found = scan("2021年启动，9月底前完成，明年3月底前验收。", Context(None), [])
    assert [str(item.reading.due_on) for item in found if isinstance(item.reading, Reading)] == ["2021-09-30", "2022-03-31"]


@pytest.mark.parametrize(
    ("number", "title", "year"),
    [
        ("青政发〔2021〕7号", "青川市人民政府关于加强河道管理的通知", 2021),
        ("青政发〔2021〕7号", "青川市人民政府关于印发2022年河道管理要点的通知", 2022),
        ("", "青川市人民政府关于印发2022年河道管理要点的通知", 2022),
        ("", "青川市人民政府关于加强河道管理的通知", None),
    ],
)
def test_the_number_and_the_title_tell_the_year_of_a_document_without_date(number: str, title: str, year: int | None) -> None:
    lines = (number, title, "各区人民政府：", "各区要于10月底前完成整治。") if number else (title, "各区人民政府：", "各区要于10月底前完成整治。")
    (deadline,) = compiled(*lines).deadlines
    assert (deadline.due_on and deadline.due_on.year, deadline.year_inferred) == (year, year is not None)


@pytest.mark.parametrize("text", ["2019年6月31日前完成。", "2019年2月29日前完成。", "13月底前完成。"])
def test_impossible_days_are_told_apart(text: str) -> None:
    found = scan(text, Context(dt.date(2019, 1, 1)), [])
    assert [item.reading for item in found] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "截至2018年底，全市共有企业20家。",
        "2018年12月底，覆盖率达到35%。",
        "2018年底前已全部完成。",
        "《三年行动计划（2019—2023年）》印发实施。",
        "离校2年内未就业高校毕业生。",
        "补贴每人每月1000元，每年不超过12000元。",
        "每年培训不少于40学时。",
        "联系电话：0599—8321066。",
        "占比由2015年的20%提高到2018年的30%。",
        "年龄在16—24岁之间。",
        "期限为6—12个月。",
        "近三年内无违法记录。",
        "去年以来，运行良好。",
        "自2012年以来，累计投入3亿元。",
        "前3个月试用。",
        "1月—4月，全市规模以上工业增加值增长6%。",
        "2016年起至今，累计培训3万人。",
        "一季度完成税收5亿元，增长8%。",
        "2000年前建成的老旧小区。",
        "工作日9:00—17:00，咨询电话0599-8321066。",
        "三年行动计划（2019—2021年）扎实推进。",
        "每月最低工资标准。",
        "服务期5年，任期3年，工期6个月。",
        "原有道路5公里以内的路段。",
    ],
)
def test_what_is_no_time_limit_is_refused(text: str) -> None:
    assert read(text, "2019-06-10") == []


@pytest.mark.parametrize(
    ("value", "due_on"),
    [("2022年12月", "2022-12-31"), ("2022年", "2022-12-31"), ("2022年9月30日", "2022-09-30"), ("2021—2023年", "2023-12-31"), ("10月底前", "2022-10-31")],
)
def test_the_value_of_a_label_may_be_a_bare_date(value: str, due_on: str) -> None:
    text = f"完成时限：{value}"
    assert [str(reading.due_on) for reading in read(text, "2022-03-01", labels=(5,))] == [due_on]


def test_a_bare_date_elsewhere_is_none() -> None:
    assert read("会议于2022年12月召开。", "2022-03-01") == []


def test_every_reading_is_explained() -> None:
    for text in ("7月底前。", "2025年前。", "到“十四五”末。", "每季度末。", "10个工作日内。", "自印发之日起施行。", "7月1日至9月30日。"):
        (reading,) = read(text, "2019-06-10")
        assert reading.reading.endswith("。")


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("渡口年审压缩至12个工作日以内，船舶登记压缩至5个工作日以内。", ["渡口年审", "船舶登记"]),
        ("其中，渡口年审（含换证，不含补证）压缩至12个工作日内。", ["渡口年审（含换证，不含补证）"]),
        ("渡船检验时间不得超过3天，检验结果当场告知。", ["渡船检验"]),
        ("每两年认定一次示范渡口，有效期为两年，示范渡口享受维修补助。", ["认定一次示范渡口，有效期为两年，示范渡口享受维修补助", "每两年认定一次示范渡口"]),
        ("将渡口年审由20个工作日压缩至12个工作日，当日告知。", ["渡口年审"]),
        ("本办法自2019年7月1日起施行，有效期三年。", ["本办法", "本办法自2019年7月1日起施行"]),
        ("渡口检查报告于2019年9月底前报送。", ["渡口检查报告报送"]),
        ("2019年9月底前（以收到为准）报送检查报告。", ["报送检查报告"]),
        ("渡口标志设置工作，2019年9月底前。", ["渡口标志设置工作"]),
        ("各县要在2019年9月底前，完成渡口标志设置。", ["完成渡口标志设置"]),
        ("整改清单（见附件2，2019年9月底前报送市交通局）要逐项落实。", ["报送市交通局"]),
        ("每月5日前报送《渡口安全检查表》（附件2）。", ["报送《渡口安全检查表》（附件2）"]),
        ("2019年9月底前报送渡口安全检查情况（附件2", ["报送渡口安全检查情况"]),
    ],
)
def test_the_task_is_told_by_the_words_beside_the_limit(text: str, tasks: list[str]) -> None:
    matches = [item.match for item in scan(text, Context(dt.date(2019, 6, 10)), protected_spans(text))]
    assert [task_of(text, *match.span()) for match in matches] == tasks


def test_long_words_of_a_task_keep_no_open_bracket() -> None:
    assert short(f"改造渡口（含{'栈桥、' * 30}标志）并验收") == "改造渡口并验收"
    assert short("改造各区（县）渡口" * 8).count("（") == short("改造各区（县）渡口" * 8).count("）")


@pytest.mark.parametrize(
    ("text", "event", "words"),
    [
        ("本办法自2019年7月1日起施行，有效期三年。", "施行之日", "有效期3年，自施行之日起算，日期不能确定。"),
        ("本规定有效期三年。", "施行之日", "有效期3年，自施行之日起算，日期不能确定。"),
        ("本细则自印发之日起试行两年。", "施行之日", "有效期2年，自施行之日起算，日期不能确定。"),
        ("渡工证有效期三年。", None, "有效期3年，原文未写明起算时间。"),
        ("本办法所称渡工证有效期三年。", None, "有效期3年，原文未写明起算时间。"),
        ("渡口年审压缩至12个工作日以内。", None, "办理期限为12个工作日，原文未写明起算时间。"),
        ("渡口年审压缩到12个工作日。", None, "办理期限为12个工作日，原文未写明起算时间。"),
        ("力争再用3年左右实现渡改桥。", None, "3年左右，起算时间见上下文，日期不能确定。"),
        ("检查结束后，应在10日内提交报告。", "检查结束", "10日，自检查结束起算，日期不能确定。"),
        ("今后，5年内建成10座。", None, "5年，起算时间见上下文，日期不能确定。"),
    ],
)
def test_a_length_of_time_runs_from_what_the_text_says(text: str, event: str | None, words: str) -> None:
    reading = read(text, "2019-06-10")[-1]
    assert (reading.event, reading.reading) == (event, words)


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("市水务局每年对水闸检查一次，于年底前公布结果。", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("各县每年编制清淤计划，9月底前报市水务局。", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=-1"),
        ("各县每年编制清淤计划，9月10日前报市水务局。", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=10"),
        ("各县每年编制清淤计划，2019年9月10日前报市水务局。", None),
        ("各县每年编制清淤计划。2019年的计划9月10日前报市水务局。", None),
    ],
)
def test_a_day_without_a_year_recurs_where_the_sentence_says_every_year(text: str, recurrence: str | None) -> None:
    assert read(text, "2019-06-10")[-1].recurrence == recurrence


@pytest.mark.parametrize(
    ("lines", "recurrence"),
    [
        (("第一条 为保护水闸，制定本办法。", "第二条 市水务局应当于年底前公布检查结果。"), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        (("第一条 为保护水闸，制定本办法。", "第二条 市水务局应当于3月31日前公布检查结果。"), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
        (("第一条 为保护水闸，制定本办法。", "第二条 2021年开展检查，市水务局应当于年底前公布结果。"), None),
        (("第一条 为保护水闸，制定本办法。", "第二条 市水务局应当于明年3月底前公布检查结果。"), None),
        (("第一条 为保护水闸，制定本办法。", "第二条 各区应当于3月31日17时前报送名单。"), None),
        (("一、开展检查", "市水务局应当于年底前公布检查结果。"), None),
    ],
)
def test_a_day_without_a_year_in_an_article_recurs(lines: tuple[str, ...], recurrence: str | None) -> None:
    (deadline,) = compiled("青川市人民政府", "青川市水闸管理办法", *lines).deadlines
    assert deadline.recurrence == recurrence


@pytest.mark.parametrize("label", ["发布日期", "颁布时间", "成文日期"])
def test_the_date_of_a_document_is_no_time_limit(label: str) -> None:
    assert not DEADLINE_LABEL.search(f"{label}：2019-06-10")
    assert DEADLINE_LABEL.search("完成日期：2019-06-10")
