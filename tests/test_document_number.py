"""文号: what each should read, and how its print is damaged; a document's own number and a cited one are judged alike."""

from __future__ import annotations

import pytest
from gazette_pages import compiled

from parser.reading.document_number import read_number


@pytest.mark.parametrize(
    ("text", "number", "damage"),
    [
        ("青政发〔2021〕7号", "青政发〔2021〕7号", None),
        ("青政发 〔2021〕 7 号", "青政发〔2021〕7号", None),
        ("青政发[2021]7号", "青政发〔2021〕7号", "wrong"),
        ("青政发（2021）7号", "青政发〔2021〕7号", "wrong"),
        ("青政发〔2021〕第7号", "青政发〔2021〕7号", "wrong"),
        ("青政发〔2021〕007号", "青政发〔2021〕7号", "wrong"),
        ("青政发20217号", "青政发〔2021〕7号", "missing"),
        ("青政发〔20217号", "青政发〔2021〕7号", "missing"),
        ("青川市人民政府令第7号", "青川市人民政府令第7号", None),
        ("青川市人民政府令第十二号", "青川市人民政府令第12号", None),
        ("2021年第7号", None, None),
    ],
)
def test_a_number_is_read_with_its_damage(text: str, number: str | None, damage: str | None) -> None:
    assert read_number(text) == (number, damage)


@pytest.mark.parametrize(
    ("printed", "finding"),
    [("〔2021〕7号", []), ("[2021]7号", ["number-brackets-wrong"]), ("〔2021〕第7号", ["number-brackets-wrong"]), ("20217号", ["number-brackets-missing"])],
)
def test_own_and_cited_numbers_are_judged_alike(printed: str, finding: list[str]) -> None:
    own = compiled(f"青政发{printed}", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", "各区要加强巡查。", "2021年3月5日")
    citing = compiled(
        "青政发〔2021〕8号", "青川市人民政府关于加强河道管理的通知", "各区人民政府：", f"落实《青川市河道管理办法》（青政发{printed}）。", "2021年3月5日"
    )
    for issue in (own, citing):
        assert [found.name for found in issue.diagnostics if found.name.startswith("number-")] == finding
    assert own.documents[0].number == citing.citations[0].number == "青政发〔2021〕7号"
