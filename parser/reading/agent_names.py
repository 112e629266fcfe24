"""Reads a phrase as a list of public bodies: 教育、民政等有关部门, 市、县（市、区）人民政府, 各镇（街道）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parser.rules import agent_lists as lists
from parser.rules.agents import AGENT_END, BARE, COMPANY, NOT_AGENT, QUOTED_WITHIN
from parser.rules.areas import AGENT_PLACE, LEVEL, ONE_NAME, TIERS
from parser.rules.name_words import FORBIDDEN, NO_NAME, OPENING_VERB
from parser.rules.quick_patterns import quick_pattern

LONGEST_LIST = 200
_END = quick_pattern(rf"(?:{lists.NAME})(?!{lists.GOES_ON})")
_NAME_END = re.compile(rf"(?:{AGENT_END}|(?:^|其他){AGENT_PLACE})$")
_LETTERS = re.compile(rf"(?:[\u4e00-\u9fff]|（[^（）]{{1,16}}）|{QUOTED_WITHIN}){{2,36}}")
_ONE_NAME = re.compile(ONE_NAME)
_FORBIDDEN = re.compile(FORBIDDEN)
_LEVEL = re.compile(LEVEL)
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
    if stop and not lists.DESCRIBED.search(text, begin, min(end, begin + lists.DESCRIBED_WITHIN)):
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
    for joint in [*lists.GROUP_JOINT.finditer(segment), None]:
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
    described = lists.DESCRIPTION.match(segment)
    if described and not _is_whole(segment[described.end() :]) and (found := _group(segment[described.end() :])):
        names = [AgentName(name.name, name.printed, described.end() + name.start) for name in found]
        if _is_whole(found[0].printed):
            names[0] = AgentName(described[0] + found[0].name, described[0] + found[0].printed, 0)
        return names
    tail = lists.TAIL.search(segment)
    noun = (tail["noun"] or "") if tail else ""
    pieces = _pieces(segment[: tail.start()] if tail else segment, "部门" in noun)
    shared, sharing = _shared_noun(pieces, tail)
    names = []
    level = ""
    for n, (start, piece) in enumerate(pieces):
        if n and (name := _after_first(piece, pieces[0][1], names)):
            names.append(AgentName(name, piece, start))
            continue
        field, own = _field_of(piece, shared) if n < sharing else ("", "")
        if field and len(pieces) > 1:
            level = own or level
        carried = level if field and not own else ""
        if described and not n and _is_whole(piece[described.end() :]):
            names.append(AgentName(piece, piece, start))
        elif _is_body(piece) and not (shared and piece.endswith("财政")):
            names.append(AgentName(carried + piece, piece, start))
        elif field and not piece.endswith("部门"):
            names.append(AgentName(carried + piece + shared, piece, start))
        elif len(pieces) == 1 or not _is_passed_over(piece, pieces[n + 1][1] if n + 1 < len(pieces) else "", noun):
            return []
    if names and tail and tail["kind"] and tail["noun"] and tail["kind"] != "职能":
        words = tail["kind"] + tail["noun"]
        names.append(AgentName(words, words, tail.start("kind")))
    return names


def _is_whole(described: str) -> bool:
    """Whether the noun after a description says too little without it: 负责审批的部门, 项目单位的主管部门."""
    return described in BARE or described == "主管部门" or described.startswith("地方")


def _shared_noun(pieces: list[tuple[int, str]], tail: re.Match[str] | None) -> tuple[str, int]:
    """The noun that fields of a list share, and how many names share it: 教育、民政等行政部门; 教育、民政部门和残联."""
    if tail and "部门" in (noun := tail["noun"] or ""):
        specific = "行政" in noun or (noun.startswith("主管") and not tail["kind"])
        return (re.split("[和及、单（]", noun)[0] if specific else "部门"), len(pieces)
    for n in range(len(pieces), 0, -1) if len(pieces) > 1 else ():
        piece = pieces[n - 1][1]
        if (last := lists.SHARED_NOUN.search(piece)) and _field_of(piece, "部门")[0]:
            return last[0], n
    return "", len(pieces)


def _after_first(piece: str, first: str, names: list[AgentName]) -> str:
    """The name of a later piece that takes words from the first; empty when it takes none."""
    if piece in lists.GOVERNMENTS and (party := lists.PARTY.search(first)):
        return first[: party.start()] + piece
    if piece == lists.ITS_OFFICE and names:
        return names[-1].name + piece.removeprefix("其")
    if (each := lists.OF_EACH.match(first)) and lists.BARE_DEPARTMENT.fullmatch(piece) and _is_body(piece):
        return each[0] + piece
    if lists.GOVERNMENT_OF_TIER.fullmatch(piece) and lists.EACH_GOVERNMENT.fullmatch(first):
        return "各" + piece
    if piece in lists.CLASSES and (many := lists.OF_MANY.match(first)):
        return many[0] + piece
    return ""


def _is_passed_over(piece: str, following: str, noun: str) -> bool:
    """Whether a piece that is no public body may stand in a list of them."""
    if piece in lists.ONE_OF_TIER:
        return following.startswith("各")
    if piece.startswith("其他"):
        return False
    return bool(lists.ITS_OTHERS.match(piece) or COMPANY.search(piece)) or (noun == "单位" and len(piece) < 5 and _is_field(piece))


def _field_of(piece: str, suffix: str) -> tuple[str, str]:
    """The field of a department in a list that shares `suffix`, and the level printed before it: 省级财政 → 财政, 省级."""
    department = lists.SHARED_NOUN.search(piece)
    if not suffix or COMPANY.search(piece) or (not department and _is_body(piece) and not piece.endswith("财政")):
        return "", ""
    stem = piece[: department.start()] if department else piece
    level = _TIERS.match(stem) or _LEVEL.match(stem)
    field = stem[level.end() :] if level else stem
    if not _is_field(field) or field in lists.NO_FIELD:
        return ("", "") if not _is_field(stem) or stem in lists.NO_FIELD else (stem, "")
    return field, level[0] if level else ""


def _pieces(body: str, of_fields: bool) -> list[tuple[int, str]]:
    """The parts of a list and where they start; none when a part is empty. In a list `of_fields` (…等部门), 和 may join a
    field and a body: 物价和住房公积金管理中心."""
    pieces: list[tuple[int, str]] = []
    start = 0
    of_fields = of_fields or bool(lists.SHARED_NOUN.search(body))
    whole = [match.span() for match in (*_ONE_NAME.finditer(body), *_TIERS.finditer(body))]
    for joint in lists.JOINT.finditer(body):
        if any(begin < joint.start() < end for begin, end in whole):
            continue
        inside = "（" in body and body.count("（", start, joint.start()) > body.count("）", start, joint.start())
        if inside or joint.start() < start:
            continue
        before, after = body[start : joint.start()], body[joint.end() :]
        side_by_side = not joint[0] and _side_by_side(before, after)
        if joint[0] in lists.SURE_JOINTS or side_by_side or (joint[0] and _joined(before, after, of_fields)):
            pieces.append((start, before))
            start = joint.end()
    pieces.append((start, body[start:]))
    return pieces if all(piece for _, piece in pieces) else []


def _side_by_side(before: str, after: str) -> bool:
    """Whether two names stand side by side without a joint: 各部门各单位, 县委县政府."""
    if after.startswith("各"):
        return before.startswith("各") and not before.endswith("级") and _is_body(before)
    return before[-2:-1] == after[0] and bool(lists.GOVERNMENT_OF_SAME.fullmatch(after))


def _joined(before: str, after: str, of_fields: bool) -> bool:
    """Whether 和 or 及 between two phrases joins two names, and is not a part of one."""
    found = lists.UP_TO_JOINT.match(after)
    head = found[0] if found else ""
    if before in lists.ONE_OF_TIER:
        return head.startswith("各") and _is_body(head)
    if _is_body(before):
        if head == lists.ITS_OFFICE:
            return True
        return _opens_body(head) or bool(COMPANY.search(head)) or (of_fields and _is_field(head) and head not in lists.NO_FIELD)
    if not of_fields:
        return False
    level = _LEVEL.match(before)
    pair = before[level.end() :] if level else before, lists.SHARED_NOUN.sub("", head)
    return (all(map(lists.COMMON_FIELD.fullmatch, pair)) and pair not in lists.PAIRS) or (_is_field(before) and bool(lists.CENTRE.match(after)))


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
    return bool(lists.FIELD.fullmatch(name)) and not _FORBIDDEN.search(name) and not NOT_AGENT.search(name)
