"""Reads duties in prose: the sentence parts of a paragraph whose agent is a public body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role
from parser.rules.prose import (
    ADVERB,
    AGENT_END,
    AGENT_PLACE,
    BY_AGENT,
    JOINED,
    NOT_AGENT,
    PERMISSION,
    PREDICATES,
    TOGETHER_WITH,
)

_NAME = re.compile(rf"(?:[\u4e00-\u9fff（）]{{0,24}}{AGENT_END}|{AGENT_PLACE})$")
_END = re.compile(rf"{AGENT_PLACE}|{AGENT_END}")
# Letters that no name of a body holds: they tell that a verb or a preposition was taken in.
_FORBIDDEN = re.compile(
    r"[将把向为在被使让要须并或是按从到每且若不没了请报送]|的|由|可|(?<!相)(?<!应)对|以(?!上|下)|应(?!急|用)|经(?!济|信|办|开|营|费)|其(?!他|它)|通过|"
    r"^(?:加强|指导|协调|督促|组织|会同|联合|鼓励|支持|引导|推动|帮助|允许|建立|完善|成立|强化|提高|落实|充分|发挥|依托|聘请|邀请|确保|促进|同意|深化|加快|推进|做好|开展|涉及|"
    r"符合|承担|参与|配合|接受|根据|依据|纳入|作出|提交|申请|结合|实行|履行|征求|拟|下达|设立|经过|除|凡|因|如|当|但|而|及时|通知|有条件|受|与|和|及|等|未|新)"
)
_CONNECTIVE = re.compile(r"(?:同时|并且|并|然后|此外|另外|请|其中|特别是|原则上|随后|再|[\u4e00-\u9fff]{2}后|必要时|期间|对此|最终|国家和)?")
_TAIL = re.compile(r"等(?P<kind>有关|相关|职能|主管|各有关|各相关)?(?P<noun>(?:行政|主管)?部门(?:和单位|及单位)?|单位|部门|机关)?$")
_LIST_JOINT = re.compile(r"以及|[、，]|和(?=[\u4e00-\u9fff])|及(?!时|其)|与")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_PART = re.compile(r"[^，]+")


@dataclass(frozen=True)
class Agent:
    """One public body with a duty; the duty's words stand at [start, end) of the paragraph."""

    name: str
    printed: str
    role: Role
    start: int
    end: int
    rule: str


def read_agents(paragraph: str, passed_over: list[tuple[int, int]]) -> list[Agent]:
    """All duties in prose, in order. `passed_over` spans (titles, brackets that assign) hold no agents."""
    text = _mask(paragraph, passed_over)
    agents: list[Agent] = []
    for sentence in _SENTENCE.finditer(text):
        agents += _read_sentence(paragraph, text, *sentence.span())
    return agents


def _mask(paragraph: str, passed_over: list[tuple[int, int]]) -> str:
    chars = list(paragraph)
    for match in re.finditer(r"“[^”]*”", paragraph):
        chars[match.start():match.end()] = "＊" * (match.end() - match.start())
    for start, end in passed_over:
        breaks = paragraph[start:start + 1] == "（"
        chars[start:end] = ("。" if breaks else "＊") * (end - start)
    return "".join(chars)


def _read_sentence(paragraph: str, text: str, start: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    at = start
    for part in _PART.finditer(text, start, end):
        if part.start() < at:
            continue
        opening = part.start() + _connective_length(text, part.start(), part.end())
        initial = part.start() == start
        for begin in dict.fromkeys((part.start(), opening)):
            if read := _read_active(paragraph, text, begin, end, initial):
                found += read
                break
        found += _read_passive(paragraph, text, part.start(), part.end(), end)
    if found:
        found += _read_joined(paragraph, text, start, end, {agent.name for agent in found})
    return found


def _connective_length(text: str, start: int, end: int) -> int:
    match = _CONNECTIVE.match(text, start, end)
    return len(match[0]) if match else 0


def _read_active(paragraph: str, text: str, begin: int, end: int, initial: bool) -> list[Agent]:
    """Agents at `begin` followed by a predicate; the longest list that fits wins."""
    for stop in _ends(text, begin, end):
        names = agent_list(text[begin:stop])
        if not names:
            continue
        adverb = re.compile(ADVERB).match(text, stop, end)
        assert adverb
        for place in dict.fromkeys((stop, adverb.end())):
            rest = text[place:end]
            if PERMISSION.match(rest):
                return []
            for predicate in PREDICATES:
                if predicate.pattern.match(rest) and (initial or not predicate.sentence_initial):
                    return [Agent(name, printed, predicate.role, begin + a, end, predicate.name) for name, printed, a in names]
    return []


def _read_passive(paragraph: str, text: str, start: int, stop_part: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    for by in BY_AGENT.finditer(text, start, stop_part):
        for stop in _ends(text, by.end(), end):
            names = agent_list(text[by.end():stop])
            adverb = re.compile(ADVERB).match(text, stop, end)
            assert adverb
            rest = text[adverb.end():end]
            if not names or not rest or rest[0] in "，、的（" or PERMISSION.match(rest):
                continue
            role: Role = "lead" if re.match(r"(?:负责)?牵头", rest) else "responsible"
            found += [Agent(name, printed, role, by.end() + a, end, "prose-by") for name, printed, a in names]
            break
    return found


def _read_joined(paragraph: str, text: str, start: int, end: int, main: set[str]) -> list[Agent]:
    """会同X, 联合X, 与X配合: support."""
    found: list[Agent] = []
    for joint in JOINED.finditer(text, start, end):
        for stop in _ends(text, joint.end(), end):
            if names := agent_list(text[joint.end():stop]):
                found += [Agent(name, printed, "support", joint.end() + a, end, "prose-joined") for name, printed, a in names if name not in main]
                break
    for together in TOGETHER_WITH.finditer(text, start, end):
        if names := agent_list(together["names"]):
            base = together.start("names")
            found += [Agent(name, printed, "support", base + a, end, "prose-joined") for name, printed, a in names if name not in main]
    return found


def _ends(text: str, begin: int, end: int) -> list[int]:
    """Places where a list of bodies that starts at `begin` may end, farthest first."""
    limit = min(end, begin + 90)
    ends = {match.end() for i in range(begin, limit) if (match := _END.match(text, i, limit))}
    ends |= {match.end() for match in re.finditer(AGENT_END, text[begin:limit])} and {
        begin + match.end() for match in re.finditer(AGENT_END, text[begin:limit])
    }
    return sorted(ends, reverse=True)


def agent_list(segment: str) -> list[tuple[str, str, int]]:
    """A phrase as a list of bodies (name, printed, start); empty when any of it is no body.

    `教育、民政等有关部门` gives 教育部门, 民政部门 and 有关部门; `城乡规划、国土主管部门` gives two 主管部门.
    """
    if not segment or len(segment) > 90:
        return []
    tail = _TAIL.search(segment)
    body = segment[: tail.start()] if tail else segment
    pieces = _pieces(body)
    if not pieces:
        return []
    suffix = "部门" if tail and "部门" in (tail["noun"] or "") else ""
    if not suffix and (last := re.search(r"(?:行政|主管)*部门$", pieces[-1][1])) and len(pieces) > 1:
        suffix = last[0]
    names: list[tuple[str, str, int]] = []
    for start, piece in pieces:
        modifier = re.match(r"^[\u4e00-\u9fff、＊]{2,20}的(?=[\u4e00-\u9fff]{2,})", piece)
        bare = piece[modifier.end():] if modifier and len(pieces) == 1 else piece
        if _is_body(bare):
            names.append((bare, piece, start))
        elif suffix and _is_field(bare):
            names.append((bare + suffix, piece, start))
        else:
            return []
    if tail and tail["kind"] and tail["noun"]:
        names.append((tail["kind"] + tail["noun"], tail["kind"] + tail["noun"], tail.start("kind")))
    return names


def _pieces(body: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    start = depth = 0
    i = 0
    while i < len(body):
        depth += (body[i] == "（") - (body[i] == "）")
        joint = _LIST_JOINT.match(body, i) if depth == 0 else None
        if joint and (joint[0] in "、，" or joint[0] == "以及" or _is_body(body[start:i]) and _opens_body(body[joint.end():])):
            pieces.append((start, body[start:i]))
            start = i = joint.end()
            continue
        i += 1
    pieces.append((start, body[start:]))
    return pieces if all(piece for _, piece in pieces) else []


def _opens_body(rest: str) -> bool:
    head = re.split(r"[、，]|以及", rest)[0]
    return _is_body(head) or any(_is_body(head[:i]) for i in range(2, len(head)) if head[i] in "和及与")


def _is_body(name: str) -> bool:
    if not _NAME.match(name) or NOT_AGENT.search(name):
        return False
    return not _FORBIDDEN.search(name)


def _is_field(name: str) -> bool:
    """A field of government work that stands for its department in a list: 教育, 卫生健康, 人力资源社会保障."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,9}", name)) and not _FORBIDDEN.search(name) and not NOT_AGENT.search(name)
