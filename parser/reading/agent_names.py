"""Reads a phrase as a list of public bodies: 教育、民政等有关部门, 市、县（市、区）人民政府, 各镇（街道）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parser.rules.agents import AGENT_END, BARE, COMPANY, FIELD_PAIRS, FIELDS, NOT_AGENT, QUOTED_WITHIN
from parser.rules.areas import AGENT_PLACE, LEVEL, ONE_NAME, TIERS
from parser.rules.name_words import FORBIDDEN, NO_NAME, OPENING_VERB
from parser.rules.quick_patterns import quick_pattern

LONGEST_LIST = 200
# What the name of a body in a list ends with; companies and the like are passed over within one.
NAME = rf"{ONE_NAME}|{AGENT_END}|{AGENT_PLACE}|公司|企业|分行|农发行|学校|高校|(?<![的和各及与])(?:单位|机构)|媒体|医院|银行|[村居）]民委员会|[村居）]委会|社区）?"
_NAME_END = re.compile(rf"(?:{AGENT_END}|(?:^|其他){AGENT_PLACE})$")
_LETTERS = re.compile(rf"(?:[\u4e00-\u9fff]|（[^（）]{{1,16}}）|{QUOTED_WITHIN}){{2,36}}")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,9}(?:（[\u4e00-\u9fff]{1,6}）)?")
_NO_FIELD = frozenset(("有关", "相关", "其他", "其他有关", "其他相关", "职能", "各", "各有关", "各相关", "业务", "主管", "政府", "本级", "人民政府", "单位", "下级", "上级"))
_ONE_NAME = re.compile(ONE_NAME)
# An end that is none: the name goes on.
_END = quick_pattern(rf"(?:{NAME})(?!直属|所属|下属|系统|份(?!额)|办公[厅室]|（(?:单位|部门|室|管委会)）|（[市区县州旗]）|委员|[市县区旗盟州省]{1,2}长|党组书记|[有相]关[司股科处])")
_FORBIDDEN = re.compile(FORBIDDEN)
_DEPARTMENT = r"(?:(?:行政(?:管理|主管|执法)?|主管)?部门)"
_TAIL = re.compile(
    rf"(?:等(?:\d+个?|[二两三四五六七八九十]+个?)?|(?:\d+|[二两三四五六七八九十])个?(?=部门$))(?P<kind>(?:(?:国务院|(?:自治区|[省市盟州县旗区])[级直]?)(?:主管|(?=部门|单位)))|(?:(?:国务院|自治区|[省市盟州县旗区])[级直]?)?各?(?:有关|相关)|职能)?"
    rf"(?P<noun>(?:{_DEPARTMENT}|(?:职能|监管|业务|责任)部门)(?:和单位|及单位|、单位|单位|（单位）)?|单位(?:（部门）)?|机关|方面|群团组织)?$"
)
_LIST_JOINT = re.compile(r"以及|或者|[、，]|[和或](?=[\u4e00-\u9fff])|及(?!时|其(?!办))|与|(?<=[\u4e00-\u9fff）])(?=各)|(?<=[省市县区旗盟州]委)(?=[省市县区旗盟州](?:人民)?政府)")
_HEAD = re.compile(r"(?:（[^（）]*）|(?!以及|或者)[^、，])*")  # up to the next joint that is none within a bracket
# After 等部门 the list goes on with a second group: 教育、民政等有关部门和残联.
_GROUP_JOINT = re.compile(
    r"等(?:\d+个?)?(?:国务院|自治区|[省市盟州县旗区][级直])?(?:有关|相关|主管|行政|管理)*(?:部门|单位)(?:（单位）)?(?P<joint>和|以及|及|与|、|，)(?!单位|其)"
)
DESCRIBED_WITHIN = 28  # characters of a list in which a described body may hold any word
DESCRIBED = re.compile(r"的(?:有关|相关)?(?:部门|单位|(?:行政)?机关)")
_MODIFIER = re.compile(r"(?!设区的)(?:[^，。；、在对把将由要应]|(?<=所)在|(?<=相)应){2,20}的(?=[\u4e00-\u9fff])|相应(?=[各省市县上下])")
_LEVEL = re.compile(LEVEL)
_DEPARTMENTS = re.compile(rf"{_DEPARTMENT}$")
_PARTY = re.compile(r"(?:党委|行政公署|行署|(?<=[省市县区旗盟州])委)$")
_OF_MANY = re.compile(r"各|有关|相关")
_ONE_OF_TIER = frozenset("省市州盟县旗区")  # 市和各县（区）: the first tells too little to be a name
_OTHERS = re.compile(r"其(?:授权|委托|指定|确定|所属|下属)的?")  # 县人民政府或者其授权的部门
_ITS_OFFICE = "其办公室"  # 各级安委会及其办公室
_GOVERNMENT = re.compile(r".(?:人民)?政府")
_DEPARTMENT_OF_EACH = re.compile(r"各(?:[省市县区旗盟州]{1,4}|乡镇|镇)(?:（[^（）]{1,8}）)?(?=[\u4e00-\u9fff]{2,}(?:局|委|办|厅)$)")
_BARE_DEPARTMENT = re.compile(rf"(?!{LEVEL}|各|国)[\u4e00-\u9fff]{{2,}}(?:局|委|办|厅)")
_CENTRE = re.compile(r"[\u4e00-\u9fff]{2,10}(?:中心|机构)(?:、|$)")
_TIERS = re.compile(TIERS)


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
        stop = joint.start("joint") if joint else len(segment)
        # A field lends its department's name from its neighbours (教育、财政部门), not across a comma.
        parts = segment[at:stop].split("，")
        if len(parts) > 1 and not all(map(agent_list, parts[:-1])):
            return ()
        group = _group(segment[at:stop])
        if not group and not (names and COMPANY.search(segment[at:stop])):
            return ()
        names += [AgentName(name.name, name.printed, at + name.start) for name in group]
        at = joint.end() if joint else stop
    return tuple(names)


def _group(segment: str) -> list[AgentName]:
    """The bodies of a list with at most one tail (等有关部门)."""
    modifier = _MODIFIER.match(segment)
    if modifier and not segment.endswith("的主管部门") and (found := _group(segment[modifier.end() :])):
        return [AgentName(name.name, name.printed, modifier.end() + name.start) for name in found]
    tail = _TAIL.search(segment)
    noun = (tail["noun"] or "") if tail else ""
    pieces = _pieces(segment[: tail.start()] if tail else segment, "部门" in noun)
    suffix = ""
    if "部门" in noun:
        suffix = re.split("[和及（]", noun)[0] if (noun.startswith(("行政", "主管")) and not (tail and tail["kind"])) or "行政" in noun else "部门"
    sharing = len(pieces)  # so many names share the suffix
    if not suffix and len(pieces) > 1:
        sharing = max((n for n, (_, piece) in enumerate(pieces, start=1) if _field_of(piece, "部门")[0] and piece.endswith("部门")), default=0)
        last = _DEPARTMENTS.search(pieces[sharing - 1][1]) if sharing else None
        suffix = last[0] if last else ""
    each = _DEPARTMENT_OF_EACH.match(pieces[0][1]) if pieces else None  # 各县公安局、司法局
    party = _PARTY.search(pieces[0][1]) if pieces else None
    names: list[AgentName] = []
    level = ""
    for n, (start, piece) in enumerate(pieces):
        if n and party and piece in ("政府", "人民政府"):
            names.append(AgentName(pieces[0][1][: party.start()] + piece, piece, start))
            continue
        if names and piece == _ITS_OFFICE:
            names.append(AgentName(names[-1].name + piece[1:], piece, start))
            continue
        if n and each and _BARE_DEPARTMENT.fullmatch(piece) and _is_body(piece):
            names.append(AgentName(each[0] + piece, piece, start))
            continue
        if piece in _ONE_OF_TIER and pieces[n + 1 : n + 2] and pieces[n + 1][1].startswith("各"):
            continue
        field, own = _field_of(piece, suffix) if n < sharing else ("", "")
        if field and len(pieces) > 1:
            level = own or level
        carried = "" if own else level
        if n == 0 and modifier and (piece[modifier.end() :] in BARE or piece.endswith("的主管部门")):
            names.append(AgentName(piece, piece, start))
        elif _is_body(piece) and not (suffix and piece.endswith("财政")):
            names.append(AgentName((carried if field else "") + piece, piece, start))
        elif field and not piece.endswith("部门"):
            names.append(AgentName(carried + piece + suffix, piece, start))
        elif n and piece in BARE and (many := _OF_MANY.match(pieces[0][1])):
            names.append(AgentName(many[0] + piece, piece, start))
        elif len(pieces) == 1 or piece.startswith("其他") or not (_OTHERS.match(piece) or COMPANY.search(piece) or (noun == "单位" and len(piece) < 5 and _is_field(piece))):
            return []
    if names and tail and tail["kind"] and tail["noun"] and tail["kind"] != "职能":
        words = tail["kind"] + tail["noun"]
        names.append(AgentName(words, words, tail.start("kind")))
    return names


def _field_of(piece: str, suffix: str) -> tuple[str, str]:
    """The field of a department in a list that shares `suffix`, and the level printed before it: 省级财政 → 财政, 省级."""
    department = _DEPARTMENTS.search(piece)
    if not suffix or COMPANY.search(piece) or (not department and _is_body(piece) and not piece.endswith("财政")):
        return "", ""
    stem = piece[: department.start()] if department else piece
    level = _TIERS.match(stem) or _LEVEL.match(stem)
    field = stem[level.end() :] if level else stem
    if not _is_field(field) or field in _NO_FIELD:
        return ("", "") if not _is_field(stem) or stem in _NO_FIELD else (stem, "")
    return field, level[0] if level else ""


def _pieces(body: str, of_fields: bool) -> list[tuple[int, str]]:
    """The parts of a list and where they start; none when a part is empty. In a list `of_fields` (…等部门), 和 may join a
    field and a body: 物价和住房公积金管理中心."""
    pieces: list[tuple[int, str]] = []
    start = 0
    of_fields = of_fields or bool(_DEPARTMENTS.search(body))
    whole = [match.span() for match in (*_ONE_NAME.finditer(body), *_TIERS.finditer(body))]
    for joint in _LIST_JOINT.finditer(body):
        if any(begin < joint.start() < end for begin, end in whole):
            continue
        inside = "（" in body and body.count("（", start, joint.start()) > body.count("）", start, joint.start())
        if inside or joint.start() < start:
            continue
        before, after = body[start : joint.start()], body[joint.end() :]
        side_by_side = not joint[0] and _side_by_side(before, after)
        if joint[0] in ("、", "，", "以及", "或者") or side_by_side or (joint[0] and _joined(before, after, of_fields)):
            pieces.append((start, before))
            start = joint.end()
    pieces.append((start, body[start:]))
    return pieces if all(piece for _, piece in pieces) else []


def _side_by_side(before: str, after: str) -> bool:
    """Whether two names stand side by side without a joint: 各部门各单位, 县委县政府."""
    if after.startswith("各"):
        return before.startswith("各") and not before.endswith("级") and _is_body(before)
    return before[-2:-1] == after[0] and bool(_GOVERNMENT.fullmatch(after))


def _joined(before: str, after: str, of_fields: bool) -> bool:
    """Whether 和 or 及 between two phrases joins two names, and is not a part of one."""
    found = _HEAD.match(after)
    head = found[0] if found else ""
    if before in _ONE_OF_TIER:
        return head.startswith("各") and _is_body(head)
    if _is_body(before):
        if head == _ITS_OFFICE:
            return True
        return _opens_body(head) or bool(COMPANY.search(head)) or (of_fields and _is_field(head) and head not in _NO_FIELD)
    if not of_fields:
        return False
    level = _LEVEL.match(before)
    pair = before[level.end() :] if level else before, _DEPARTMENTS.sub("", head)
    return (all(map(FIELDS.fullmatch, pair)) and pair not in FIELD_PAIRS) or (_is_field(before) and bool(_CENTRE.match(after)))


def _opens_body(head: str) -> bool:
    return _is_body(head) or any(_is_body(head[:i]) for i in range(2, len(head)) if head[i] in "和及与")


@lru_cache(maxsize=8192)
def _is_body(name: str) -> bool:
    """Whether a phrase is one public body or class of bodies."""
    areas = _ONE_NAME.match(name)
    if areas and areas.end() == len(name):
        return True
    if areas and "、" in areas[0]:
        name = name[areas.end() :]  # 各市、县教育局
    if name in BARE or not _LETTERS.fullmatch(name) or not _NAME_END.search(name):
        return False
    return not NOT_AGENT.search(name) and not _FORBIDDEN.search(name)


def _is_field(name: str) -> bool:
    """A field of government work that stands for its department in a list: 教育, 卫生健康, 人力资源社会保障."""
    return bool(_FIELD.fullmatch(name)) and not _FORBIDDEN.search(name) and not NOT_AGENT.search(name)
