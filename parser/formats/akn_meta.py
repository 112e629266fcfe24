"""The metadata of an Akoma Ntoso file: what the work is, who made it, which bodies and documents it names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from parser.compiled import CompiledIssue
from parser.model import Document, Issue
from parser.website.links import link
from parser.wording import ROLE_NAMES

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
E = ElementMaker(namespace=AKN, nsmap={None: AKN})
COMPILER = {"source": "#compiler"}


def of_document(document: Document, compiled: CompiledIssue) -> Any:
    """`meta` of one document."""
    issue = compiled.issue
    signed = document.issued_on or _day(issue)
    work = f"/akn/cn/doc/{signed.isoformat()}/{document.id}"
    numbers = [E.FRBRnumber(value=document.number)] if document.number else []
    meta = E.meta(_identification(work, signed, _day(issue), [*numbers, E.FRBRname(value=document.title)]))
    if issue.published_on is not None:
        meta.append(
            E.publication(
                date=issue.published_on.isoformat(), name=issue.title, showAs=issue.title, number=issue.id
            )
        )
    meta.append(_references(document, compiled))
    return meta


def of_issue(issue: Issue) -> Any:
    """`meta` of one issue."""
    work = f"/akn/cn/officialGazette/{_day(issue).isoformat()}/{issue.id}"
    publisher = E.TLCOrganization(eId="issuer", href=link("issues", issue.id), showAs=issue.publisher or "编印机关不详")
    return E.meta(
        _identification(work, _day(issue), _day(issue), [E.FRBRname(value=issue.title)]),
        E.references(_compiler(), publisher, **COMPILER),
    )


def agency_eid(agency_id: str) -> str:
    return f"agency-{agency_id}"


def role_eid(role: str) -> str:
    return f"role-{role}"


def _identification(work: str, signed: dt.date, published: dt.date, names: list[Any]) -> Any:
    """Work, expression and manifestation, by the naming convention: /akn/cn/doc/DATE/ID, …/zho@DATE, ….xml"""
    expression = f"{work}/zho@{published.isoformat()}"

    def level(uri: str, suffix: str, date: dt.date, called: str, author: str) -> list[Any]:
        return [
            E.FRBRthis(value=f"{uri}/!main{suffix}"),
            E.FRBRuri(value=f"{uri}{suffix}"),
            E.FRBRdate(date=date.isoformat(), name=called),
            E.FRBRauthor(href=author),
        ]

    return E.identification(
        E.FRBRWork(*level(work, "", signed, "成文", "#issuer"), E.FRBRcountry(value="cn"), *names),
        E.FRBRExpression(*level(expression, "", published, "发布", "#issuer"), E.FRBRlanguage(language="zho")),
        E.FRBRManifestation(*level(expression, ".xml", published, "发布", "#compiler")),
        **COMPILER,
    )


def _references(document: Document, compiled: CompiledIssue) -> Any:
    """The document's issuer, the bodies and roles in its assignments, and the documents that it cites."""
    duties = [duty for duty in compiled.responsibilities if duty.document_id == document.id]
    references = E.references(_compiler(), **COMPILER)
    for citation in compiled.citations:
        if citation.document_id == document.id and citation.cited_document_id is None:
            eid = f"cited-{citation.id.partition('/')[2].replace('/', '-')}"
            shown = "".join(filter(None, (f"《{citation.title}》" if citation.title else "", citation.number)))
            references.append(E.TLCReference(eId=eid, name="cited", href=f"#{eid}", showAs=shown or citation.quote))
    issuer = document.issuer or "发文机关不详"
    references.append(E.TLCOrganization(eId="issuer", href=link("documents", document.id), showAs=issuer))
    for agency_id, name in {duty.agency_id: duty.agency for duty in duties}.items():
        references.append(
            E.TLCOrganization(eId=agency_eid(agency_id), href=link("agencies", agency_id), showAs=name)
        )
    for role in dict.fromkeys(duty.role for duty in duties):
        references.append(E.TLCRole(eId=role_eid(role), href=f"/akn/ontology/role/{role}", showAs=ROLE_NAMES[role]))
    return references


def _compiler() -> Any:
    return E.TLCOrganization(eId="compiler", href="/akn/ontology/organization/gazette-compiler", showAs="公报编译程序")


def _day(issue: Issue) -> dt.date:
    """The day of an issue: published, else the first of its year; 1970 when the page names neither."""
    return issue.published_on or dt.date(issue.year or 1970, 1, 1)
