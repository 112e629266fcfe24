"""The generator and the parser against each other: what was written into a collection is what is read from it."""

from __future__ import annotations

from collections import Counter

import pytest

from parser.compiled import CompiledIssue
from parser.compiler import compile_source
from parser.joining import collect
from parser.model import Document
from tests.corpus import DocumentFacts, Flavour, Generated, generate, generate_one


def _compile(made: list[Generated]) -> list[CompiledIssue]:
    return [compile_source(issue.data, issue.name) for issue in made]


@pytest.fixture(scope="module", params=["small", "whole"])
def flavour(request: pytest.FixtureRequest) -> Flavour:
    return request.param


@pytest.fixture(scope="module")
def made(flavour: Flavour) -> list[Generated]:
    return list(generate(30 if flavour == "small" else 8, seed=4, flavour=flavour))


@pytest.fixture(scope="module")
def compiled(made: list[Generated]) -> list[CompiledIssue]:
    return _compile(made)


@pytest.fixture(scope="module")
def pairs(made: list[Generated], compiled: list[CompiledIssue]) -> list[tuple[CompiledIssue, Document, DocumentFacts]]:
    """Each numbered document as it was read, with what was written."""
    return [
        (issue, document, facts)
        for one, issue in zip(made, compiled, strict=True)
        for document, facts in zip((found for found in issue.documents if found.number), one.facts.documents, strict=True)
    ]


def test_issues_are_read_as_planned(made, compiled):
    for one, issue in zip(made, compiled, strict=True):
        read = issue.issue
        assert (read.id, read.title, read.year, read.number, read.total_number, read.published_on) == (
            one.facts.id, one.facts.title, one.facts.year, one.facts.number, one.facts.total_number, one.facts.published_on)
        assert len(issue.events) == one.facts.events
        assert not [found.message for found in issue.diagnostics if found.severity == "error"]


def test_documents_have_their_numbers_titles_and_dates(pairs):
    assert [(read.number, read.title, read.issued_on) for _, read, _ in pairs] == [
        (facts.number, facts.title, facts.issued_on) for _, _, facts in pairs]


def test_every_clause_stands_at_its_level(pairs):
    for issue, document, facts in pairs:
        levels = Counter(clause.level for clause in issue.clauses
                         if clause.document_id == document.id and clause.kind == "numbered" and clause.part[0] in "be")
        assert levels == facts.levels, facts.number


def test_owners_in_labels_and_brackets_have_their_roles(pairs, flavour):
    for issue, document, facts in pairs:
        owners = Counter((record.role, record.agency) for record in issue.responsibilities if record.document_id == document.id
                         and (flavour == "small" or record.form in ("labelled", "parenthetical")))
        assert owners == facts.owners, facts.number


def test_time_limits_end_on_their_days(pairs, flavour):
    for issue, document, facts in pairs:
        due = Counter(record.due_on for record in issue.deadlines if record.document_id == document.id
                      and (flavour == "small" or record.form == "labelled"))
        assert due == facts.due, facts.number


def test_citations_lead_to_the_documents_cited(made, compiled):
    collection = collect(compiled)
    number = {document.id: document.number for issue in collection.issues for document in issue.documents}
    links = Counter((number[one.document_id], number[one.cited_document_id])
                    for issue in collection.issues for one in issue.citations if one.cited_document_id)
    assert links == Counter({(facts.number, cited): count for one in made for facts in one.facts.documents for cited, count in facts.cites.items()})
    assert len(links) > len(made) / 2


def test_agencies_of_the_collection_count_every_owner(made, compiled, flavour):
    if flavour == "whole":
        pytest.skip("the prose of whole issues names further owners")
    written = sum((facts.owners for one in made for facts in one.facts.documents), Counter())
    agencies = collect(compiled).agencies
    assert sum(agency.lead_count for agency in agencies) == sum(count for (role, _), count in written.items() if role == "lead")
    assert {agency.name for agency in agencies} == {name for _, name in written}


def test_a_collection_comes_from_its_seed_alone(flavour):
    first, again, other = (generate_one(3, seed, flavour).data for seed in (1, 1, 2))
    assert first == again != other
    assert [one.data for one in generate(5, 1, flavour)][3] == first  # whatever the size of the collection


def test_thousands_of_issues_are_distinct():
    made = list(generate(3000, seed=2, flavour="small", documents=3))
    numbers = [document.number for one in made for document in one.facts.documents]
    assert len({one.name for one in made}) == 3000 and len(set(numbers)) == len(numbers) == 9000
    assert all(document.issued_on.year == one.facts.year and document.issued_on < min(document.due, default=one.facts.published_on)
               for one in made for document in one.facts.documents)


def test_no_more_is_promised_than_years_and_the_real_issue_give():
    with pytest.raises(ValueError, match="at most 5200 issues"):
        generate_one(5200, flavour="small")
    with pytest.raises(ValueError, match="at most 8 documents"):
        generate_one(0, documents=9)
    assert len(generate_one(0, documents=3).facts.documents) == 3
