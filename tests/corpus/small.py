"""Short documents composed of numbered clauses, owners in labels or brackets, and time limits: every fact is known."""

from __future__ import annotations

from random import Random

from tests.corpus.facts import DocumentFacts, IssueFacts
from tests.corpus.plan import Head, Plan, earlier, issue_facts, later, month_limit
from tests.corpus.words import HEADINGS, SENTENCES, Government, draw_owners, government

_NUMERALS = "一二三四五六七八九十"


def title(plan: Plan, head: Head) -> str:
    about = f"关于印发{plan.office.place}{head.subject}工作方案的通知" if head.enclosed else f"关于加强{head.subject}工作的意见"
    return plan.office.office + about


def write_issue(seed: int, plan: Plan) -> tuple[list[str], IssueFacts]:
    """The printed lines of an issue and what they say."""
    rng = Random(f"{seed}/{plan.index}/small")
    lines: list[str] = []
    documents = []
    for head in plan.heads:
        written, facts = _document(seed, plan, head, rng)
        lines += written
        documents.append(facts)
    return lines, issue_facts(plan, documents)


def _document(seed: int, plan: Plan, head: Head, rng: Random) -> tuple[list[str], DocumentFacts]:
    """The printed lines of a document and what they say."""
    facts = DocumentFacts(head.number, title(plan, head), head.issued_on)
    date = f"{head.issued_on.year}年{head.issued_on.month}月{head.issued_on.day}日"
    cut = len(plan.office.office)
    lines = [head.number, facts.title[:cut], facts.title[cut:], f"各{plan.office.counties}人民政府，{plan.office.level}直有关部门："]
    if head.enclosed:
        name = facts.title[cut + 4:-3]
        lines += [f"现将《{name}》印发给你们，请认真贯彻执行。", date, name]
    lines.append(_preamble(seed, plan, facts, rng))
    labelled = rng.random() < 0.5
    serial = 0
    for section in range(rng.randint(2, 4)):
        lines.append(f"{_NUMERALS[section]}、{rng.choice(HEADINGS)}")
        facts.levels[1] += 1
        for _ in range(rng.randint(1, 3)):
            serial += 1
            lines += _clause(serial, plan.office, head, labelled, facts, rng)
    if not head.enclosed:
        lines.append(date)
    return lines, facts


def _preamble(seed: int, plan: Plan, facts: DocumentFacts, rng: Random) -> str:
    cited = earlier(rng, seed, plan.index, len(plan.heads))
    if cited is None:
        return f"结合我{plan.office.level}实际，提出如下意见。"
    facts.cites[cited[1].number] += 1
    return f"根据《{title(*cited)}》（{cited[1].number}）要求，结合我{plan.office.level}实际，提出如下意见。"


def _clause(serial: int, office: Government, head: Head, labelled: bool, facts: DocumentFacts, rng: Random) -> list[str]:
    """（三）heading and sentences, perhaps numbered items, then owners and a time limit."""
    number = _NUMERALS[serial - 1] if serial <= 10 else f"十{_NUMERALS[serial - 11]}"
    text = f"（{number}）{rng.choice(HEADINGS)}。{_sentence(rng)}{_sentence(rng)}"
    facts.levels[2] += 1
    if rng.random() < 0.3:
        day = later(rng, head.issued_on)
        text += f"{day.year}年{day.month}月底前，{_sentence(rng)}"
        facts.due[day] += 1
    items = [f"{n}.{rng.choice(HEADINGS)}。{_sentence(rng)}" for n in range(1, rng.choice((0, 0, 2, 3)) + 1)]
    facts.levels[3] += len(items)
    if labelled:
        return [text, *items, *_labels(office, head, facts, rng)]
    lines = [text, *items]
    return [*lines[:-1], lines[-1] + _bracket(office, head, facts, rng)]


def _labels(office: Government, head: Head, facts: DocumentFacts, rng: Random) -> list[str]:
    lead = draw_owners(rng, office, rng.randint(1, 2))
    shared = draw_owners(rng, office, rng.randint(1, 8), lead.names)
    support = draw_owners(rng, office, rng.randint(1, 3), (*lead.names, *shared.names))
    lines = [f"牵头部门：{lead.printed}。", f"责任部门：{shared.printed}。"]
    facts.owners.update([("lead", name) for name in lead.names] + [("responsible", name) for name in shared.names])
    if rng.random() < 0.5:
        lines.append(f"配合单位：{support.printed}。")
        facts.owners.update(("support", name) for name in support.names)
    if rng.random() < 0.7:
        day = later(rng, head.issued_on)
        lines.append(f"完成时限：{month_limit(rng, day)}。")
        facts.due[day] += 1
    return lines


def _bracket(office: Government, head: Head, facts: DocumentFacts, rng: Random) -> str:
    first = draw_owners(rng, office, rng.randint(1, 4))
    if rng.random() < 0.5:
        others = draw_owners(rng, office, rng.randint(1, 3), first.names)
        words = f"{first.printed}牵头，{others.printed}配合"
        facts.owners.update([("lead", name) for name in first.names] + [("support", name) for name in others.names])
    else:
        words = f"{first.printed}按职责分工负责"
        facts.owners.update(("responsible", name) for name in first.names)
    if rng.random() < 0.4:
        day = later(rng, head.issued_on)
        words += f"；{day.year}年{day.month}月底前完成"
        facts.due[day] += 1
    return f"（{words}）"


def _sentence(rng: Random) -> str:
    """A sentence of the real issue, now and then with a name that occurs nowhere else."""
    sentence = rng.choice(SENTENCES)
    if rng.random() < 0.2:
        sentence = f"在{government(rng).place[:2]}镇、{government(rng).place[:2]}乡先行先试，{sentence}"
    return sentence
