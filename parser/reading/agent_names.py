"""Reads a phrase as a list of public bodies: 教育、民政等有关部门, 市、县（市、区）人民政府, 各镇（街道）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parser.rules.agents import AGENT_END, AGENT_PLACE, BARE, COMPANY, NOT_AGENT, ONE_NAME
from parser.rules.quick_patterns import quick_pattern

LONGEST_LIST = 90
# What the name of a body in a list ends with; companies are passed over within one.
NAME = rf"{ONE_NAME}|{AGENT_END}|{AGENT_PLACE}|公司|企业|社区）?"
_NAME_END = re.compile(rf"(?:{AGENT_END}|(?:^|其他){AGENT_PLACE})$")
_LETTERS = re.compile(r"(?:[\u4e00-\u9fff]|（[^（）]{1,8}）){2,30}")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,9}")
_ONE_NAME = re.compile(ONE_NAME)
_END = quick_pattern(NAME)
# Words that no name of a body holds: they tell that a verb or a preposition was taken in.
_VERB_INSIDE = (
    r"(?<!所)在|[将把向为被使让要须并或是按从到每且若没了请送]|由|可|报(?!社)|(?<!相)(?<!应)对(?!外)|以(?!上|下|及)|应(?!急|用)|经(?!济|信|办|开|营|费|发|贸|管|侦|合|建)|"
    r"(?<!及)其(?!他|它|部门|有关|相关)|(?<![责主])任(?!务)|推荐|不(?!动产|同|合格)|通过|制定|承担|组建|开展|加强|支持(?!中心)|形成|落实(?!单位)|贯彻|统筹|牵头(?!部门|单位|组织)|配合(?!部门|单位)|主导|领导(?!小组)|会同|指导|"
    r"(?<!残联)(?<!党)(?<!群团)组织(?!部|$|、)|完成|根据|明确|分别|召开|做好|提出|建立|履行|依照|依法(?!治|行政)|负责|定期|结合"
)
_OPENING_VERB = (
    r"人大监督|继续|协同|协调(?!小组|组)|督促|联合|鼓励|支持|引导|推动|帮助|允许|完善|成立|强化|提高|充分|发挥|依托|聘请|邀请|确保|促进|同意|深化|加快|推进(?![\u4e00-\u9fff]{2,16}(?:组|办|会))|涉及|"
    r"符合|参与|接受|依据|纳入|作出|提交|申请|实行|征求|拟|下达|设立|除|凡|需|因|如|当(?!地)|但|而|及时|通知|有条件|受|与|和|及|等|未|新(?!城)|积极|实施"
)
NO_NAME = quick_pattern(_VERB_INSIDE)
OPENING_VERB = quick_pattern(_OPENING_VERB)
_FORBIDDEN = re.compile(rf"{_VERB_INSIDE}|的|^(?:{_OPENING_VERB})")
_TAIL = re.compile(
    r"等(?P<kind>(?:(?:国务院|自治区|[省市盟州县旗区])[级直]?)?各?(?:有关|相关)|职能|主管)?(?P<noun>(?:行政|主管|职能)?部门(?:和单位|及单位)?|单位|部门|机关|方面|群团组织)?$"
)
_LIST_JOINT = re.compile(r"以及|[、，]|和(?=[\u4e00-\u9fff])|及(?!时|其)|与|(?<=各地)(?=各)")
_SURE_JOINT = re.compile(r"[、，]|以及")
_GROUP_JOINT = re.compile(r"(?<=等部门)(?:和|及|以及|与|、|，)|(?<=等单位)(?:和|及|以及|与|、|，)|(?<=等[有相]关部门)(?:和|及|以及|与|、|，)(?!单位)")
DESCRIBED_WITHIN = 28  # characters of a list in which a described body may hold any word
DESCRIBED = re.compile(r"的(?:有关|相关)?(?:部门|单位)")
_MODIFIER = re.compile(r"[^，。；在对把将由要应]{2,20}的(?=[\u4e00-\u9fff]{2,})")
_DEPARTMENTS = re.compile(r"(?:行政|主管)*部门$")
_CENTRE = re.compile(r"[\u4e00-\u9fff]{2,10}(?:中心|机构)(?:、|$)")
# Before the fields of several tiers: 市、县（区）发改、公安等部门.
_TIERS = re.compile(r"(?<![\u4e00-\u9fff）])[省市盟州县旗区]、[市州县旗区乡镇](?:（[^（）]{1,8}）)?(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True)
class AgentName:
    """One body of a list: the name that it stands for, as printed, and where it starts in the phrase."""

    name: str
    printed: str
    start: int


def list_ends(text: str, begin: int, end: int) -> list[int]:
    """Places where a list of bodies that starts at `begin` may end, farthest first."""
    if OPENING_VERB.match(text, begin, end):
        return []
    end = min(end, begin + LONGEST_LIST)
    stop = NO_NAME.search(text, begin, end)
    if stop and not DESCRIBED.search(text, begin, min(end, begin + DESCRIBED_WITHIN)):
        end = stop.start()
    if end - begin < 2:
        return []
    return [match.end() for match in _END.finditer(text, begin, end)][::-1]


@lru_cache(maxsize=8192)
def agent_list(segment: str) -> tuple[AgentName, ...]:
    """A phrase as a list of bodies; empty when any of it is no body. Companies within a list are passed over.

    `教育、民政等有关部门` gives 教育部门, 民政部门 and 有关部门; `市城乡规划、国土主管部门` gives two 主管部门 of the 市;
    `市、县（区）发改、公安等部门` gives 市、县（区）发改部门 and 公安部门.
    """
    if not segment or len(segment) > LONGEST_LIST:
        return ()
    if _ONE_NAME.fullmatch(segment):
        return (AgentName(segment, segment, 0),)
    names: list[AgentName] = []
    at = 0
    for joint in [*_GROUP_JOINT.finditer(segment), None]:
        stop = joint.start() if joint else len(segment)
        group = _group(segment[at:stop])
        if not group and not (names and COMPANY.search(segment[at:stop])):
            return ()
        names += [AgentName(name.name, name.printed, at + name.start) for name in group]
        at = joint.end() if joint else stop
    return tuple(names)


def _group(segment: str) -> list[AgentName]:
    tail = _TAIL.search(segment)
    suffix = ""
    if tail and "部门" in (tail["noun"] or ""):
        suffix = "主管部门" if tail["kind"] == "主管" else "部门"
    pieces = _pieces(segment[: tail.start()] if tail else segment, bool(suffix))
    level = ""
    if not suffix and len(pieces) > 1 and (last := _DEPARTMENTS.search(pieces[-1][1])):
        suffix = last[0]
        level = pieces[0][1][0] if pieces[0][1][0] in "盟市省州县旗区" and not _is_body(pieces[0][1]) else ""
    names: list[AgentName] = []
    for n, (start, piece) in enumerate(pieces):
        modifier = _MODIFIER.match(piece) if len(pieces) == 1 else None
        bare = piece[modifier.end() :] if modifier else piece
        if modifier and bare in BARE:
            names.append(AgentName(piece, piece, start))
        elif _is_body(bare) and not (suffix and bare.endswith("财政")):
            of_field = suffix and bare.endswith(suffix) and _is_field(bare.removesuffix(suffix))
            names.append(AgentName((level if n and level and of_field else "") + bare, piece, start))
        elif suffix and not COMPANY.search(bare) and _is_field(_TIERS.sub("", bare, count=1)):
            names.append(AgentName((level if n else "") + bare + suffix, piece, start))
        elif len(pieces) == 1 or not COMPANY.search(bare):
            return []
    if names and tail and tail["kind"] and tail["noun"] and tail["kind"] not in ("职能", "主管"):
        words = tail["kind"] + tail["noun"]
        names.append(AgentName(words, words, tail.start("kind")))
    return names


def _pieces(body: str, of_fields: bool) -> list[tuple[int, str]]:
    """The parts of a list and where they start; none when a part is empty. In a list `of_fields` (…等部门), 和 may join a
    field and a body: 物价和住房公积金管理中心."""
    pieces: list[tuple[int, str]] = []
    start = 0
    whole = [match.span() for match in (*_ONE_NAME.finditer(body), *_TIERS.finditer(body))] if "、" in body else []
    for joint in _LIST_JOINT.finditer(body):
        if any(begin < joint.start() < end for begin, end in whole):
            continue
        inside = "（" in body and body.count("（", start, joint.start()) > body.count("）", start, joint.start())
        if inside or joint.start() < start:
            continue
        sure = joint[0] in ("、", "，", "", "以及")
        before = body[start : joint.start()]
        after = body[joint.end() :]
        joined = (_is_body(before) and _opens_body(after)) or (of_fields and _is_field(before) and _CENTRE.match(after))
        if sure or joined:
            pieces.append((start, before))
            start = joint.end()
    pieces.append((start, body[start:]))
    return pieces if all(piece for _, piece in pieces) else []


def _opens_body(rest: str) -> bool:
    head = _SURE_JOINT.split(rest, 1)[0]
    return _is_body(head) or any(_is_body(head[:i]) for i in range(2, len(head)) if head[i] in "和及与")


@lru_cache(maxsize=8192)
def _is_body(name: str) -> bool:
    """Whether a phrase is one public body or class of bodies."""
    if _ONE_NAME.fullmatch(name):
        return True
    if name in BARE or not _LETTERS.fullmatch(name) or not _NAME_END.search(name):
        return False
    return not NOT_AGENT.search(name) and not _FORBIDDEN.search(name)


def _is_field(name: str) -> bool:
    """A field of government work that stands for its department in a list: 教育, 卫生健康, 人力资源社会保障."""
    return bool(_FIELD.fullmatch(name)) and not _FORBIDDEN.search(name) and not NOT_AGENT.search(name)
