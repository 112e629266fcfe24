"""Whole issues: the real issue's documents in another order, under other names, numbers, dates, owners and time limits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.corpus.facts import DocumentFacts, IssueFacts
from tests.corpus.plan import Head, Plan, earlier, issue_facts, later, month_limit
from tests.corpus.words import PAGE, SENTENCES, Government, draw_owners

_REAL_YEAR = 2019
_BODY = re.search(r'<div class="content_xilan">\n(.*?)\n</div>', PAGE, re.DOTALL)[1].split("\n")  # type: ignore[index]
_SECTIONS = "<p>行政公署文件</p>", "<p>行政公署办公室文件</p>", "<p>行政公署大事记</p>"
_NUMBER = re.compile(r"<p>兴署\S+〔2019〕\d+号</p>")
_INDENT = r"(?:\s|&nbsp;)*"
_DATE = re.compile(rf"(<p>{_INDENT})20\d\d年6月\d+日</p>")
_OWNERS = re.compile(r"(?P<label>牵头部门|牵头单位|责任部门):(?P<names>[^:。()]*)(?=[。)])")
_BRACKET = re.compile(r"(?<=\()(?P<names>[^():]*)负责(?=(?:。列第一位者为牵头单位,下同)?\)</p>$)")
_LIMIT = re.compile(r"(?<=完成时限:)[^。]*")
_EVENT = re.compile(r"(?<=<p>)(?P<indent>(?:\s|&nbsp;)*)6月(?P<day>\d+)日(?:至(?P<last>\d+)日)?(?=,)")
_PERIOD = re.compile(r"6月1日—6月30日")
_LEVELS = tuple(re.compile(rf"<p>{_INDENT}{label}") for label in (
    r"[一二三四五六七八九十]{1,3}、", r"\([一二三四五六七八九十]{1,3}\)", r"\d{1,2}\.(?!\d)", r"\(\d{1,2}\)"))
_CLOSED = re.compile(rf"<p>{_INDENT}附\s*件[:\d]")  # after its clauses a document lists its annexes
_PLAIN = re.compile(r"(?<=。)[^。<>()《》:;&\d牵责完]{12,60}。(?=.)")  # a sentence between others, without a fact of its own


@dataclass(frozen=True)
class Template:
    """One document of the real issue: the lines of its title, and those after it."""

    title: tuple[str, ...]
    lines: tuple[str, ...]
    first_listed: bool  # 列第一位者为牵头单位, said once, holds for every bracket of the document


def _templates() -> Iterator[Template]:
    starts = [n for n, line in enumerate(_BODY) if _NUMBER.fullmatch(line)]
    ends = [n for n, line in enumerate(_BODY) if line in _SECTIONS or n in starts] + [len(_BODY)]
    for start in starts:
        lines = _BODY[start + 1 : min(end for end in ends if end > start)]
        addressed = next(n for n, line in enumerate(lines) if line.endswith(":</p>"))
        title = tuple(html.unescape(line[3:-4]) for line in lines[:addressed])
        yield Template(title, tuple(lines[addressed:]), any("列第一位者为牵头单位" in line for line in lines))


TEMPLATES = tuple(_templates())
_CHRONICLE = tuple(_BODY[_BODY.index(_SECTIONS[2]):])
_OF_OFFICE = 4  # templates from here on are documents of the general office


def write_issue(seed: int, plan: Plan, chronicle: bool) -> tuple[list[str], IssueFacts]:
    """The lines of an issue and what they say."""
    rng = Random(f"{seed}/{plan.index}/whole")
    lines: list[str] = []
    documents = []
    section = ""
    for head in plan.heads:
        heading = plan.office.rename(_SECTIONS[head.template >= _OF_OFFICE])
        if heading != section:
            lines.append(section := heading)
        written, facts = _document(seed, plan, head, rng)
        lines += written
        documents.append(facts)
    if not chronicle:
        return lines, issue_facts(plan, documents)
    events = [_event(line, plan) for line in _CHRONICLE]
    return lines + events, issue_facts(plan, documents, sum(bool(_EVENT.search(line)) for line in _CHRONICLE))


def title(plan: Plan, head: Head) -> tuple[str, ...]:
    """The lines of a document's title."""
    return tuple(_moved(line, plan) for line in TEMPLATES[head.template].title)


def _moved(text: str, plan: Plan) -> str:
    """A text with its years as far from this issue's as they were from the real one's, under this government's names."""
    years = plan.year - _REAL_YEAR
    return plan.office.rename(re.sub(r"(?<!\d)20[012]\d(?=[年〕—)])|(?<=—)20[012]\d", lambda found: str(int(found[0]) + years), text))


def _document(seed: int, plan: Plan, head: Head, rng: Random) -> tuple[list[str], DocumentFacts]:
    template = TEMPLATES[head.template]
    facts = DocumentFacts(head.number, _wide("".join(title(plan, head))), head.issued_on)
    lines = [f"<p>{html.escape(line, quote=False)}</p>" for line in (head.number, *title(plan, head))]
    if cited := earlier(rng, seed, plan.index, len(plan.heads)):
        facts.cites[cited[1].number] += 1
    day = head.issued_on
    closed = False
    for n, line in enumerate(template.lines):
        closed = closed or bool(_CLOSED.match(line))
        level = next((level for level, label in enumerate(_LEVELS, 1) if label.match(line)), 0)
        if level and not closed:
            facts.levels[level] += 1
        line = _DATE.sub(rf"\g<1>{day.year}年{day.month}月{day.day}日</p>", _moved(_exchanged(line, rng), plan))
        if n == 1 and cited:
            name = "".join(title(*cited)).replace("《", "〈").replace("》", "〉")
            line = f"<p>按照《{name}》({cited[1].number})要求,{line[3:].strip()}"
        lines.append(_with_facts(line, plan.office, head, facts, template.first_listed, rng))
    return lines, facts


def _exchanged(line: str, rng: Random) -> str:
    """A line with half of its plain sentences exchanged for others of the real issue."""
    return _PLAIN.sub(lambda found: rng.choice(SENTENCES) if rng.random() < 0.5 else found[0], line)


def _with_facts(line: str, office: Government, head: Head, facts: DocumentFacts, first_listed: bool, rng: Random) -> str:
    """A line with other owners, as many as it had, and another time limit."""

    def label(found: re.Match[str]) -> str:
        names = owners(found["names"], "responsible" if found["label"] == "责任部门" else "lead", False)
        return f"{found['label']}:{names}"

    def owners(printed: str, role: str, first_leads: bool) -> str:
        everybody = f"各{office.counties}人民政府"
        drawn = draw_owners(rng, office, len(re.split("[、,]", printed)) - (everybody in printed))
        names = [*drawn.names, everybody] if everybody in printed else [*drawn.names]
        facts.owners.update(("lead" if first_leads and not n else role, name) for n, name in enumerate(names))
        return f"{drawn.printed},{everybody}" if everybody in printed else drawn.printed

    def limit(found: re.Match[str]) -> str:
        day = later(rng, head.issued_on)
        facts.due[day] += 1
        return month_limit(rng, day)

    line = _BRACKET.sub(lambda found: owners(found["names"], "responsible", first_listed) + "负责", line)
    return _LIMIT.sub(limit, _OWNERS.sub(label, line))


def _event(line: str, plan: Plan) -> str:
    """An entry of the chronicle, or its heading, with its days in this issue's month."""
    month = plan.published_on.month

    def days(found: re.Match[str]) -> str:
        first, last = (min(int(found[name] or 0), 28) for name in ("day", "last"))
        return f"{found['indent']}{month}月{first}日" + (f"至{last}日" if found["last"] else "")

    return _moved(_EVENT.sub(days, _PERIOD.sub(f"{month}月1日—{month}月28日", line)), plan)


def _wide(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")
