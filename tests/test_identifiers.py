from __future__ import annotations

import dataclasses
import json

import pytest
from sample import CLAUSES, COLLECTION, DOCUMENT

from parser import build, datasets, identifiers, record_ids
from parser.website import redirects


def without_last_clause():
    """The sample after a change of rules by which a clause is no longer read."""
    (compiled,) = COLLECTION.issues
    first, second, last = compiled.clauses
    first = dataclasses.replace(first, blocks=tuple(block for block in first.blocks if block[1] != last.id))
    fewer = dataclasses.replace(compiled, clauses=(first, second), citations=())
    return dataclasses.replace(COLLECTION, issues=(fewer,))


def declare(folder, text: str):
    (folder / "aliases.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def published(tmp_path):
    datasets.write_datasets(COLLECTION, tmp_path / "site")
    return tmp_path / "site" / "data" / "ids.json"


def ids_after(collection, folder, aliases) -> tuple[str, ...]:
    """What the next build finds published after one of `collection`."""
    datasets.write_datasets(collection, folder / "site", aliases)
    return identifiers.read_published(folder / "site" / "data" / "ids.json")


def test_every_identifier_is_listed(published):
    listed = json.loads(published.read_text(encoding="utf-8"))
    assert listed["ids"]["clauses"] == [clause.id for clause in CLAUSES]
    assert listed["ids"]["issues"] == ["2019-06"]
    assert set(listed["ids"]) == {*identifiers.PERMANENT, *identifiers.READ}
    assert listed["aliases"] == {}


def test_an_unchanged_collection_keeps_its_identifiers(published):
    identifiers.check_published(COLLECTION, {}, identifiers.read_published(published))


def test_a_vanished_identifier_is_refused_by_name_and_tells_what_to_do(published):
    with pytest.raises(identifiers.IdentifierError) as raised:
        identifiers.check_published(without_last_clause(), {}, identifiers.read_published(published))
    (problem,) = raised.value.problems
    assert CLAUSES[-1].id in problem and "aliases.toml" in problem
    assert CLAUSES[0].id + "、" not in problem


def test_readings_of_a_clause_may_change(published):
    (compiled,) = COLLECTION.issues
    fewer = dataclasses.replace(COLLECTION, issues=(dataclasses.replace(compiled, deadlines=()),))
    identifiers.check_published(fewer, {}, identifiers.read_published(published))


@pytest.mark.parametrize("target", [CLAUSES[0].id, ""])
def test_a_declared_alias_lets_an_identifier_go(published, tmp_path, target):
    sources = declare(tmp_path, f'"{CLAUSES[-1].id}" = "{target}"\n')
    aliases = identifiers.read_aliases(without_last_clause(), sources)
    identifiers.check_published(without_last_clause(), aliases, identifiers.read_published(published))


def test_an_alias_once_published_cannot_be_forgotten(tmp_path):
    later = without_last_clause()
    ids = ids_after(later, tmp_path, {CLAUSES[-1].id: CLAUSES[0].id})
    with pytest.raises(identifiers.IdentifierError, match=CLAUSES[-1].id):
        identifiers.check_published(later, {}, ids)


@pytest.mark.parametrize(("text", "message"), [
    (f'"{CLAUSES[0].id}" = "{CLAUSES[1].id}"', "仍在使用"),
    ('"old/e-1" = "nowhere/e-1"', "不存在"),
    ('"old/e-1" = ', "写法有误"),
])
def test_wrong_aliases_are_refused(tmp_path, text, message):
    with pytest.raises(identifiers.IdentifierError, match=message):
        identifiers.read_aliases(COLLECTION, declare(tmp_path, text))


def test_the_build_reports_identifier_problems_like_any_other(tmp_path, published):
    with pytest.raises(build.BuildError, match=CLAUSES[-1].id):
        build.check_identifiers(without_last_clause(), tmp_path, build.published_ids(published, tmp_path))
    assert build.check_identifiers(without_last_clause(), tmp_path, build.published_ids(published, tmp_path), "forget") == {}
    assert build.published_ids(None, tmp_path / "never built") == ()


def test_what_vanished_while_one_looked_on_is_asked_for_by_the_next_build(tmp_path, published):
    """`serve` builds into the folder in which the next build finds what is published."""
    before, later = identifiers.read_published(published), without_last_clause()
    looked_at = build.check_identifiers(later, tmp_path, before, "withdraw")
    assert looked_at == {CLAUSES[-1].id: ""}
    after = ids_after(later, tmp_path / "later", looked_at)
    with pytest.raises(build.BuildError, match=CLAUSES[-1].id):
        build.check_identifiers(later, tmp_path, after)
    assert build.check_identifiers(COLLECTION, tmp_path, after) == {}, "what is back is in use"


@pytest.mark.parametrize("text", [None, "{", "[]", '{"ids": []}', '{"ids": {"clauses": 7}, "aliases": {}}'])
def test_a_list_of_published_identifiers_that_cannot_be_read_stops_the_build(tmp_path, text):
    file = tmp_path / "ids.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(build.BuildError, match=r"ids\.json.*无从核对"):
        build.build(output=tmp_path / "build", published=file)


def test_a_moved_document_leaves_a_page_that_leads_on_and_knows_its_clauses(tmp_path):
    aliases = {"old-2019-1": DOCUMENT, "old-2019-1/e-9": CLAUSES[1].id, "gone-2019-2": ""}
    redirects.write_redirects(aliases, COLLECTION, tmp_path)
    page = (tmp_path / "documents" / "old-2019-1" / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=../../documents/{DOCUMENT}/"' in page
    assert f'{{"e-9": "../../documents/{DOCUMENT}/#e-1-1"}}' in page
    assert "已撤回" in (tmp_path / "documents" / "gone-2019-2" / "index.html").read_text(encoding="utf-8")


def test_a_document_that_became_a_clause_leads_on_to_it(tmp_path):
    redirects.write_redirects({"old-2019-1": CLAUSES[1].id}, COLLECTION, tmp_path)
    page = (tmp_path / "documents" / "old-2019-1" / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=../../documents/{DOCUMENT}/#e-1-1"' in page


def test_a_redirect_never_replaces_a_page(tmp_path):
    page = tmp_path / "documents" / "old-2019-1" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("a page", encoding="utf-8")
    redirects.write_redirects({"old-2019-1": DOCUMENT}, COLLECTION, tmp_path)
    assert page.read_text(encoding="utf-8") == "a page"


def test_a_clause_that_moved_within_its_document_is_led_on_by_the_documents_page(tmp_path):
    page = tmp_path / "documents" / DOCUMENT / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html><body><p>正文</p></body></html>", encoding="utf-8")
    redirects.write_redirects({f"{DOCUMENT}/e-9": CLAUSES[1].id}, COLLECTION, tmp_path)
    text = page.read_text(encoding="utf-8")
    assert f'{{"e-9": "../../documents/{DOCUMENT}/#e-1-1"}}' in text
    assert text.startswith("<html><body><p>正文</p>") and text.endswith("</body></html>")


@pytest.mark.parametrize(("id", "anchor", "part", "place"), [
    ("xsz-2019-46", "", "", "documents/xsz-2019-46/"),
    ("xsz-2019-46/e-2-5~2", "e-2-5~2", "e", "documents/xsz-2019-46/#e-2-5~2"),
    ("xsz-2019-46/a1-p1/r3", "a1-p1", "a1", "documents/xsz-2019-46/#a1-p1"),
    ("2019-06-08/v1", "v1", "v1", "documents/2019-06-08/#v1"),
])
def test_an_identifier_says_where_its_record_stands(id, anchor, part, place):
    assert (record_ids.anchor(id), record_ids.part_of(id), record_ids.place(id)) == (anchor, part, place)
