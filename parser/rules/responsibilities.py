"""How official documents assign work in labels and brackets. One row a word; prose is in `prose.py`.

To add a label (牵头部门：) or a verb of a bracket (…负责), add a row with examples that it must read and texts that it must refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.model import Role


@dataclass(frozen=True)
class RoleWord:
    """A word that gives a role; `pattern` matches the whole word."""

    name: str
    role: Role
    pattern: str
    reads: tuple[str, ...]
    refuses: tuple[str, ...] = ()


# Labels: the word before a colon, on a line of its own or in a bracket.
LABELS: tuple[RoleWord, ...] = (
    RoleWord("label-lead", "lead", r"(?:总?牵头|主办|主责|第一责任)(?:责任|考核|落实|负责|组织|协调)*(?:部门|单位|机关|机构|处室|地区)?",
             ("牵头部门", "牵头单位", "牵头责任单位", "牵头考核单位", "主办单位", "总牵头单位"), ("牵头人", "主办人员")),
    RoleWord("label-support", "support", r"(?:共同|协助)?(?:配合|协办|协助|协同|参加|参与|支持|指导|督促|督导|督办)(?:责任|落实)?(?:部门|单位|机关|机构|处室|地区)",
             ("配合单位", "参加单位", "参与部门", "协办单位", "指导部门"), ("指导思想", "参加人员")),
    RoleWord("label-responsible", "responsible", r"(?:责任|承办|负责|落实|实施|完成|执行|组织实施|主管)(?:落实|考核)?(?:部门|单位|主体|机关|机构|处室|地区)|责任分工|任务分工",
             ("责任部门", "责任单位", "承办单位", "落实单位", "责任主体"), ("责任人", "责任追究", "实施时间")),
)

# Verbs that close a list of names in a bracket: （A、B按职责分工负责）, （A牵头，B配合）.
_MANNER = r"(?:按照?(?:各自)?(?:职责|职能|权限)(?:分工)?|根据(?:各自)?职责(?:分工)?|依(?:据|照)?职责(?:分工)?|分别|共同|具体|统一|分级|各自|联合|全面|结合(?:各自)?职责)*"
VERBS: tuple[RoleWord, ...] = (
    RoleWord("bracket-lead", "lead", _MANNER + r"牵头(?:负责|落实|组织实施|组织|办理|实施|抓总|推进|协调|考核)?", ("牵头", "牵头负责"), ("牵头人",)),
    RoleWord("bracket-support", "support", _MANNER + r"(?:配合(?:落实|实施|做好)?|协助|协同|参与|参加|协办)", ("配合", "参与", "协办"), ("配合比",)),
    RoleWord("bracket-responsible", "responsible", _MANNER + r"(?:负责(?:落实|组织实施|实施|办理|推进|组织|具体实施)?|组织实施|组织落实|落实|承办|承担|实施|推进)",
             ("负责", "按职责分工负责", "分别负责", "负责落实"), ("负责人",)),
)

# Labels of time limits stand among the labels of owners: 完成时限：2019年7月底前。
DEADLINE_LABEL = re.compile(
    r"(?P<label>(?:完成|办理|办结|整改|落实|进度|实施|建成|申报|报送)?(?:时限|时间|期限|日期)(?:要求|安排|进度|节点)?|时间节点)\s*："
)
_LABEL_WORDS = "|".join(f"(?P<{row.name.replace('-', '_')}>{row.pattern})" for row in LABELS)
LABEL = re.compile(rf"(?<![\u4e00-\u9fff“])(?:{_LABEL_WORDS})\s*：")
VERB = re.compile("|".join(f"(?P<{row.name.replace('-', '_')}>{row.pattern})" for row in VERBS).join(("(?:", r")(?=[，,；;。、）)]|$)")))

# A rule of reading stated once, which holds to the end of the document.
FIRST_LISTED_LEADS = re.compile(
    r"(?:以上|下文)?(?:列|排)?(?:在)?(?:第一位|首位|第一个|第一)(?:者|的)?(?:责任)?(?:单位|部门|名)?(?:者|的)?(?:均)?(?:为|是)(?:总)?(?:牵头|主办)(?:责任|负责)?(?:单位|部门|者)?")
FIRST_COMMA_LEADS = re.compile(r"第一个?逗号(?:之)?前(?:的)?(?:均)?(?:为|是)牵头(?:单位|部门)?")
ALL_FOLLOWING = re.compile(r"以下(?:各项|各条|任务)?均?[需须由]+(?P<names>[^，,。；]{2,60}?)(?:共同|配合|分别)?负责[，,]?(?:以下)?不再(?:一一|逐一)?(?:列出|列举|赘述)")
READING_RULES = (FIRST_LISTED_LEADS, FIRST_COMMA_LEADS, ALL_FOLLOWING)

# Deliberately broad: what smells of an assignment and is read by no rule is reported.
SMELL = re.compile(r"牵头|负责(?!人|同志|制)|责任(?:单位|部门)|配合单位|参加单位|承办单位|(?:局|委|厅|部门|政府|办公室)(?:要|应|须|应当|必须)(?![求件])")


def role_of(match: re.Match[str]) -> tuple[str, Role]:
    """The row's name and role of a match of LABEL or VERB."""
    rows = {row.name.replace("-", "_"): row for row in (*LABELS, *VERBS)}
    name = next(key for key, value in match.groupdict().items() if value is not None and key in rows)
    return rows[name].name, rows[name].role


def opens_trailer(line: str) -> bool:
    """Whether a line is a trailer by itself: it starts with a label, or is one bracket that assigns."""
    if LABEL.match(line) or DEADLINE_LABEL.match(line):
        return True
    return bool(line.startswith("（") and line.rstrip("。").endswith("）") and (LABEL.search(line) or VERB.search(line)))
