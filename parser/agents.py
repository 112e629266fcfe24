"""Reads duties in prose: the sentence parts of a paragraph whose agent is a public body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role
from parser.rules.prose import (
    ADVERB,
    AGENT_END,
    AGENT_PLACE,
    BARE,
    BY_AGENT,
    JOINED,
    NOT_AGENT,
    OFFICER,
    ONE_NAME,
    PERMISSION,
    PREDICATES,
    SUBORDINATE,
    TOGETHER_WITH,
)

_NAME = re.compile(rf"(?:{AGENT_END}|(?:^|其他){AGENT_PLACE})$")
_LETTERS = re.compile(r"(?:[\u4e00-\u9fff]|（[^（）]{1,6}）){2,30}")
_ONE_NAME = re.compile(ONE_NAME)
_ADVERB = re.compile(ADVERB)
_END = re.compile(rf"{ONE_NAME}|{AGENT_PLACE}|{AGENT_END}")
# Letters and words that no name of a body holds: they tell that a verb or a preposition was taken in.
_FORBIDDEN = re.compile(
    r"(?<!所)在|[将把向为被使让要须并或是按从到每且若没了请送]|的|由|可|报(?!社)|(?<!相)(?<!应)对(?!外)|以(?!上|下)|应(?!急|用)|经(?!济|信|办|开|营|费)|其(?!他|它|部门)|不(?!动产|同)|通过|"
    r"制定|承担|组建|开展|加强|形成|落实|贯彻|统筹|牵头(?!部门|单位|组织)|配合|主导|领导(?!小组)|会同|指导|组织(?!部|$)|完成|根据|明确|分别|召开|做好|提出|建立|履行|依照|依法(?!治|行政)|负责|定期|结合|"
    r"^(?:协调|督促|联合|鼓励|支持|引导|推动|帮助|允许|完善|成立|强化|提高|充分|发挥|依托|聘请|邀请|确保|促进|同意|深化|加快|推进(?![\u4e00-\u9fff]{2,16}(?:组|办|会))|涉及|"
    r"符合|参与|接受|依据|纳入|作出|提交|申请|实行|征求|拟|下达|设立|经过|除|凡|需|因|如|当(?!地)|但|而|及时|通知|有条件|受|与|和|及|等|未|新(?!城)|积极|实施)"
)
_CONNECTIVE = re.compile(r"(?:同时|并且|并|然后|此外|另外|请|其中|特别是|原则上|随后|再|[\u4e00-\u9fff]{2}后|必要时|期间|对此|最终|国家和)?")
_TAIL = re.compile(r"等(?P<kind>有关|相关|职能|主管|各有关|各相关)?(?P<noun>(?:行政|主管)?部门(?:和单位|及单位)?|单位|部门|机关)?$")
_LIST_JOINT = re.compile(r"以及|[、，]|和(?=[\u4e00-\u9fff])|及(?!时|其)|与|(?<=各地)(?=各)")
_GROUP_JOINT = re.compile(r"(?<=等部门)(?:和|及|以及|与|、|，)|(?<=等单位)(?:和|及|以及|与|、|，)")
_MODIFIER = re.compile(r"[^，。；在对把将由要应]{2,20}的(?=[\u4e00-\u9fff]{2,})")
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
        agents += _read_sentence(text, *sentence.span())
    return agents


def _mask(paragraph: str, passed_over: list[tuple[int, int]]) -> str:
    chars = list(paragraph)
    for match in re.finditer(r"“[^”]*”", paragraph):
        chars[match.start():match.end()] = "＊" * (match.end() - match.start())
    for match in re.finditer(r"（[^（）]{9,}）", paragraph):
        chars[match.start():match.end()] = "＊" * (match.end() - match.start())
    for start, end in passed_over:
        breaks = paragraph[start:start + 1] == "（"
        chars[start:end] = ("。" if breaks else "＊") * (end - start)
    return "".join(chars)


def _read_sentence(text: str, start: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    at = start
    for part in _PART.finditer(text, start, end):
        if part.start() < at:
            continue
        opening = part.start() + _connective_length(text, part.start(), part.end())
        for begin in dict.fromkeys((part.start(), opening)):
            if read := _read_active(text, begin, end):
                found += read
                break
        found += _read_passive(text, part.start(), part.end(), end)
    if found:
        found += _read_joined(text, start, end, {agent.name for agent in found})
    return found


def _connective_length(text: str, start: int, end: int) -> int:
    match = _CONNECTIVE.match(text, start, end)
    return len(match[0]) if match else 0


def _read_active(text: str, begin: int, end: int) -> list[Agent]:
    """Agents at `begin` followed by a predicate; the longest list that fits wins."""
    for stop in _ends(text, begin, end):
        names = agent_list(text[begin:stop])
        if not names:
            continue
        adverb = _ADVERB.match(text, stop, end)
        assert adverb
        for place in dict.fromkeys((stop, adverb.end())):
            rest = text[place:end]
            if PERMISSION.match(rest):
                return []
            if OFFICER.match(rest):
                continue
            for predicate in PREDICATES:
                if predicate.name == "prose-verb" and SUBORDINATE.search(rest.split("，")[0]):
                    continue
                if predicate.pattern.match(rest):
                    return [Agent(name, printed, predicate.role, begin + a, end, predicate.name) for name, printed, a in names]
    return []


def _read_passive(text: str, start: int, stop_part: int, end: int) -> list[Agent]:
    found: list[Agent] = []
    for by in BY_AGENT.finditer(text, start, stop_part):
        for stop in _ends(text, by.end(), end):
            names = agent_list(text[by.end():stop])
            adverb = _ADVERB.match(text, stop, end)
            assert adverb
            rest, after = text[adverb.end():end], text[stop:end]
            if not names or not after or after[0] in "，、的（" or PERMISSION.match(rest) or OFFICER.match(after):
                continue
            role: Role = "lead" if re.match(r"(?:负责)?牵头", rest) else "responsible"
            found += [Agent(name, printed, role, by.end() + a, end, "prose-by") for name, printed, a in names]
            break
    return found


def _read_joined(text: str, start: int, end: int, main: set[str]) -> list[Agent]:
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
    return [match.end() for match in _END.finditer(text, begin, min(end, begin + 90))][::-1]


def agent_list(segment: str) -> list[tuple[str, str, int]]:
    """A phrase as a list of bodies (name, printed, start); empty when any of it is no body.

    `教育、民政等有关部门` gives 教育部门, 民政部门 and 有关部门; `市城乡规划、国土主管部门` gives two 主管部门 of the 市.
    """
    if not segment or len(segment) > 90:
        return []
    if _ONE_NAME.fullmatch(segment):
        return [(segment, segment, 0)]
    names: list[tuple[str, str, int]] = []
    at = 0
    for joint in [*_GROUP_JOINT.finditer(segment), None]:
        stop = joint.start() if joint else len(segment)
        group = _group(segment[at:stop])
        if not group:
            return []
        names += [(name, printed, at + start) for name, printed, start in group]
        at = joint.end() if joint else stop
    return names


def _group(segment: str) -> list[tuple[str, str, int]]:
    tail = _TAIL.search(segment)
    pieces = _pieces(segment[: tail.start()] if tail else segment)
    if not pieces:
        return []
    suffix = "部门" if tail and "部门" in (tail["noun"] or "") else ""
    level = ""
    if not suffix and len(pieces) > 1 and (last := re.search(r"(?:行政|主管)*部门$", pieces[-1][1])):
        suffix = last[0]
        level = pieces[0][1][0] if pieces[0][1][0] in "盟市省州县旗区" and not _is_body(pieces[0][1]) else ""
    names: list[tuple[str, str, int]] = []
    for n, (start, piece) in enumerate(pieces):
        modifier = _MODIFIER.match(piece) if len(pieces) == 1 else None
        bare = piece[modifier.end():] if modifier else piece
        if modifier and bare in BARE:
            names.append((piece, piece, start))
        elif _is_body(bare):
            names.append(((level if n and level and _is_field_class(bare, suffix) else "") + bare, piece, start))
        elif suffix and _is_field(bare):
            names.append(((level if n else "") + bare + suffix, piece, start))
        else:
            return []
    if tail and tail["kind"] and tail["noun"]:
        names.append((tail["kind"] + tail["noun"], tail["kind"] + tail["noun"], tail.start("kind")))
    return names


def _is_field_class(name: str, suffix: str) -> bool:
    return bool(suffix) and name.endswith(suffix) and _is_field(name.removesuffix(suffix))


def _pieces(body: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    start = depth = 0
    i = 0
    while i < len(body):
        depth += (body[i] == "（") - (body[i] == "）")
        joint = _LIST_JOINT.match(body, i) if depth == 0 else None
        if joint and (joint[0] in ("、", "，", "", "以及") or _is_body(body[start:i]) and _opens_body(body[joint.end():])):
            pieces.append((start, body[start:i]))
            start, i = joint.end(), max(joint.end(), i + 1)
            continue
        i += 1
    pieces.append((start, body[start:]))
    return pieces if all(piece for _, piece in pieces) else []


def _opens_body(rest: str) -> bool:
    head = re.split(r"[、，]|以及", rest)[0]
    return _is_body(head) or any(_is_body(head[:i]) for i in range(2, len(head)) if head[i] in "和及与")


def _is_body(name: str) -> bool:
    """Whether a phrase is one public body or class of bodies."""
    if _ONE_NAME.fullmatch(name):
        return True
    return name not in BARE and bool(_LETTERS.fullmatch(name) and _NAME.search(name)) and not NOT_AGENT.search(name) and not _FORBIDDEN.search(name)


def _is_field(name: str) -> bool:
    """A field of government work that stands for its department in a list: 教育, 卫生健康, 人力资源社会保障."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,9}", name)) and not _FORBIDDEN.search(name) and not NOT_AGENT.search(name)
