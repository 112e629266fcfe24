"""Normalisation of printed lines: what is visible stays, what only lays out goes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.text import compact, comparable, normalise, strip_residue


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("各旗县市人民政府,盟直有关部门:", "各旗县市人民政府，盟直有关部门："),
        ("(一)救助对象;(二)其他?", "（一）救助对象；（二）其他？"),
        ("按3:7的比例", "按3:7的比例"),
        ("资金1,000万元,分2期", "资金1,000万元，分2期"),
        ("网址http://example.gov.cn:80/", "网址http://example.gov.cn:80/"),
        ("上午10:30,开会", "上午10:30，开会"),
        ("函数f(x)的值", "函数f(x)的值"),
        ("Email: a(b)", "Email: a(b)"),
        ("２０１９年６月", "2019年6月"),
        ("ＡＢＣ类", "ABC类"),
        ("\u3000\u3000为加强\u3000管理，\xa0现通知", "为加强管理，现通知"),
        ("自2018年 10月 1日起", "自2018年10月1日起"),
        ("通\u3000知", "通知"),
        ("某 市 人 民 政 府", "某市人民政府"),
        ("凝心聚力 共谋发展", "凝心聚力 共谋发展"),
        ("张一一\u3000\u3000\u3000市水务局局长", "张一一\u3000市水务局局长"),
        ("张一一\u3000市水务局局长", "张一一\u3000市水务局局长"),
        ("张\u3000三\xa0\xa0\xa0市水务局局长", "张三\u3000市水务局局长"),
        ("A B类 GDP growth", "A B类GDP growth"),
        ("零\u200b宽\ufeff字\u00ad符", "零宽字符"),
        ("方向\u2067相反\u2069", "方向相反"),
        ("跨\n行的文字", "跨行的文字"),
        ("", ""),
        (" \u3000\xa0\t", ""),
    ],
)
def test_line_is_normalised(printed, text):
    assert normalise(printed) == text


def test_residue_is_taken_out_and_returned_in_order():
    assert strip_residue("〖HTK〗一、\ue004\ue005要求〖BG(〗") == ("一、要求", ["〖HTK〗", "\ue004\ue005", "〖BG(〗"])
    assert strip_residue("〖注〗保留") == ("〖注〗保留", [])


PRINTED = st.text(st.sampled_from("一二三年月日市局，。；：（）()《》“”,.;:?!1230９Aａ \u3000\xa0\u200b\n-—·%"), max_size=40)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(PRINTED)
def test_every_visible_character_is_kept_in_its_order(printed):
    folded = {ord(wide): narrow for wide, narrow in zip("，；：（）！？９Ａａ", ",;:()!?9Aa", strict=True)}
    assert compact(normalise(printed)).translate(folded) == compact(printed).translate(folded)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(PRINTED)
def test_normal_text_stays_as_it_is(printed):
    once = normalise(printed)
    assert normalise(once) == once


def test_comparable_forgets_width_and_spaces():
    assert comparable("（一）２ 万元，") == comparable("(一)2万元,")
