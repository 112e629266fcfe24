"""What an issue and the heads of its documents are, from seed and index alone: so any issue can cite any earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.corpus.facts import DocumentFacts, IssueFacts
from tests.corpus.words import TOPICS, Government, government

FIRST_YEAR = 2000
ISSUES_A_YEAR = 52
MOST_ISSUES = (2100 - FIRST_YEAR) * ISSUES_A_YEAR
WHOLE_DOCUMENTS = 8  # the seven numbered documents of the real issue, and its chronicle


@dataclass(frozen=True)
class Head:
    """A document before it is written. `template` chooses the real document that a whole issue takes it from;
    `enclosed` says whether a notice issues the text, or the document is the text."""

    number: str
    subject: str
    issued_on: dt.date
    template: int
    enclosed: bool


@dataclass(frozen=True)
class Plan:
    """An issue before it is written."""

    index: int
    office: Government
    year: int
    number: int
    published_on: dt.date
    heads: tuple[Head, ...]

    @property
    def id(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def title(self) -> str:
        return f"{self.office.office}公报{self.year}年第{self.number}期（总第{self.index + 1}期）"


def plan(seed: int, index: int, documents: int) -> Plan:
    """Issue `index` (0-based) of the collection with this seed, whose issues have so many numbered documents."""
    rng = Random(f"{seed}/{index}/head")
    office = government(rng)
    year, number = FIRST_YEAR + index // ISSUES_A_YEAR, index % ISSUES_A_YEAR + 1
    month = (number - 1) * 12 // ISSUES_A_YEAR + 1
    templates = _printed_order(rng)
    heads = []
    for position in range(documents):
        template = templates[position % len(templates)]
        kind = ("发", "发", "发", "字", "办发", "办字", "办字")[template]
        serial = (number - 1) * documents + position + 1
        heads.append(Head(
            number=f"{office.code}{kind}〔{year}〕{serial}号", subject=rng.choice(TOPICS),
            issued_on=dt.date(year, month, rng.randint(1, 15)), template=template, enclosed=rng.random() < 0.5,
        ))
    return Plan(index, office, year, number, dt.date(year, month, rng.randint(16, 28)), tuple(heads))


def _printed_order(rng: Random) -> list[int]:
    """Seven documents: those of the government together, those of its general office together, each group in any order."""
    groups = [rng.sample(range(4), 4), rng.sample(range(4, 7), 3)]
    rng.shuffle(groups)
    return [*groups[0], *groups[1]]


def earlier(rng: Random, seed: int, index: int, documents: int) -> tuple[Plan, Head] | None:
    """A document of an earlier issue, to be cited; None for the first issue, and for one in five."""
    if index == 0 or rng.random() < 0.2:
        return None
    cited = plan(seed, rng.randrange(index), documents)
    return cited, rng.choice(cited.heads)


def later(rng: Random, after: dt.date) -> dt.date:
    """A day that ends a month within the next year and a half: the last day of a time limit."""
    month = after.month + rng.randint(1, 18)
    return dt.date(after.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def month_limit(rng: Random, day: dt.date) -> str:
    """How a time limit that ends with a month is printed."""
    forms = ["{y}年{m}月底前", "{y}年{m}月底", "{y}年{m}月底前", "{y}年{m}月{d}日前"] + ["{y}年底前"] * (day.month == 12)
    return rng.choice(forms).format(y=day.year, m=day.month, d=day.day)


def issue_facts(plan: Plan, documents: list[DocumentFacts], events: int = 0) -> IssueFacts:
    """What is known of a planned issue and its written documents."""
    return IssueFacts(plan.id, plan.title, plan.year, plan.number, plan.index + 1, plan.published_on, documents, events)
