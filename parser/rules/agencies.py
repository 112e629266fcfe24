"""Names of public bodies: how a left-out level is restored, and spellings of one body joined. Lists of them: `name_lists.py`.

Names are recognised by structure (level + field + kind of body), not by a list of all of China's agencies; the register
(`agencies.toml`, and the rows of gazette.toml) adds levels, spellings that are one body, and classes of bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.simpleseg import seg

from parser.gazette import gazette
from parser.model import AgencyKind
from parser.rules.areas import NO_LEVEL
from parser.rules.register import find_level
from parser.text import start_after

_REGISTER = gazette().register
# What stands before a department's name for its level: 盟, 自治区 …
PREFIXES = tuple(level.prefix for level in _REGISTER.level if level.prefix)
_SPELLINGS = {spelling: row.spellings[0] for row in _REGISTER.department for spelling in row.spellings}
_CLASSES = {name: row.spellings[0] for row in _REGISTER.department for name in row.classes}
_BODIES = {spelling: row for row in _REGISTER.body for spelling in (row.name, *row.spellings)}

# Short names of provinces, which stand before a department in the place of a level: 内蒙古财政厅.
_PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
)  # fmt: skip
# What the name of one department ends with.
_DEPARTMENT_END = (
    "局", "委", "办", "厅", "部", "署", "院", "馆", "台", "社", "中心", "室", "处", "科", "所", "站", "会", "队", "支队", "大队",
    "总队", "办公室", "办公厅", "委员会", "管委会", "开发区", "残联", "文联", "科联", "科协", "侨联", "妇联", "工商联", "团委", "总工会", "银行", "学院", "党校",
    "研究院", "政府", "行署", "残联组织",
)  # fmt: skip
_STRICT = re.compile(
    r"[\u4e00-\u9fff（）〔〕、]{1,24}(?:局|委|厅|部|政府|行署|公署|管委会|委员会|办公室|办公厅|海关|总工会|联合会|残联|科协|侨联|妇联|团委|公司|总署|集团|新区|开发区|高新区|机构|分局|中心|法院|检察院|支队|总队|单位|部门|中心支行)"
)
# Words that make a name a collective: many bodies under one name.
_COLLECTIVE = re.compile(
    r"^(?:各|其他|其它|有关|相关|所有|全部|全盟|全市|全省|全区|本级|盟直|市直|省直|区直|县直|旗直|中区直|中直|驻|园区|两级|相应|属地|同级|上级|上一级|事发地|当地|所在地|地方(?!金融)|基层)|"
    r"两级|各级|各相关|以上|(?:部门|单位|机构|组织|机关|主体|企业|园区|各地|成员单位)(?:和单位|及单位|、单位)?$|^(?:旗县市|旗县|区县|县区|县市|市县)|^政府$|及其部门$"
)
_PREFIX = re.compile(f"{NO_LEVEL}(?:{'|'.join(PREFIXES)})")
_TOLD_WITHIN = 200  # characters between a bare department and its fuller name
# What stands before a department's name where a sentence tells it in full, up to the name.
_TOLD_LEVEL = re.compile(
    r"(?:属地|所在(?:地|[省市盟州县旗区])|当地|(?:同|各|自治区|[省市盟州县旗区]|(?:旗县市?|市县|县市区?|区县|县区|乡镇|苏木乡镇))级|"
    r"各?(?:自治区|[省市盟州县旗区]|旗县市?|县市区?|市县|区县|县区)(?:（[省市盟州县旗区、]+）)?)$"
)
_LEVEL_START = re.compile(rf"{NO_LEVEL}(?:国家|中央|国务院|全国|{'|'.join((*_PROVINCES, *PREFIXES))}|镇|乡|街道|团(?=[省市盟州县旗区]委))")
_NATIONAL = re.compile(r"^(?:国网|中国|人民银行|人行|国家(?!安全局)|中石|中铁|中移动|最高|全国|中央|武警|海关|国开行|农发行|国税)")
_PLACED = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:省|自治区|自治州|盟|市|县|旗|区)(?=[\u4e00-\u9fff]{2,})")
# Bodies of the State in the country: their place stands in their name, no level before it.
_VERTICAL = re.compile(r"(?:海关|银保监局|银保监分局|(?<!地方)金融监管局|金融监管分局|证监局|中心支行|海事局|铁路局|海警局)$")
# Bodies that a document sets up and calls by their kind alone.
_SET_UP = re.compile(r"(?:领导小组|指挥部|联席会议|工作专班|专班|工作组|考核组)(?:办公室)?$")
_COMPANY = re.compile(r"(?:公司|集团|企业|银行|支行|分行|分公司|学校|医院|协会|商会|学会|基金会|中心支行)$")
_BRACKET_END = re.compile(r"(?<=.)[（〔(][^（）〔〕()]{1,16}[）〕)]$")  # 市委组织部（人才办）
_PARTY = re.compile(r"(?P<of>.+?)(?:党委|党工委|(?<=[省市州盟县旗区])委)$")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Office:
    """Who speaks in a document: the level whose prefix its departments carry (`盟`, empty for the State Council) and
    the stem of its place (`兴安`)."""

    prefix: str
    place: str


def read_office(issuer: str | None) -> Office:
    """The level of an issuer by its ending: 兴安盟行政公署 → 盟, 兴安."""
    found = find_level(issuer or "", _REGISTER)
    if found is None:
        return Office("", "")
    level, place = found
    return Office(level.prefix, re.sub(r"^.*(?:自治区|省|市|盟|州)(?=[\u4e00-\u9fff]{2,})", "", place))


# The government whose gazette this is.
HOME = read_office(gazette().publisher)


@lru_cache(maxsize=8192)
def looks_like_agency(name: str) -> bool:
    """Whether a phrase has the shape of a body's or a collective's name."""
    stem = _BRACKET_END.sub("", name)
    return 2 <= len(name) <= 40 and (
        stem.endswith((*_DEPARTMENT_END, "海关", "组", "专班", "联席会议", "高新区", "经开区", "新区", "示范区", "试验区", "保税区")) or is_collective(name) or bool(_COMPANY.search(stem))
    )


def is_named_body(name: str) -> bool:
    """Whether a phrase can only be the name of a body or collective: for names that stand without label or verb."""
    return 3 <= len(name) <= 30 and bool(_STRICT.fullmatch(name) or (is_collective(name) and name[0] in "各盟省市县旗区相有"))


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether a name stands for many bodies: 各旗县市人民政府, 相关部门和单位, 教育部门."""
    return bool(_COLLECTIVE.search(name)) and name not in _BODIES


def restore_level(names: list[str], office: Office) -> list[str]:
    """Give each bare department the level that the list carries: 盟发展改革委、自然资源局 → 盟自然资源局.

    The level is that of the nearest name before it that prints one, else the issuer's. Collectives, companies, single
    bodies of the register and names that hold a place keep their form; the State Council's departments carry none.
    """
    prefix = office.prefix
    restored: list[str] = []
    for name in names:
        if name in ("政府", "人民政府") and restored and (party := _PARTY.match(restored[-1])):  # 各乡镇党委、政府
            name = party["of"] + name
        level = _own_level(name, office.prefix, office.place)
        if level is None:
            restored.append(prefix + name)
        else:
            prefix = level or prefix
            restored.append(name)
    return restored


def fuller_name(department: str, text: str, at: int, office: Office) -> str | None:
    """The name under which the sentence tells a bare department at `at` with its place or level before: 属地就业局, 县级教育局."""
    if _own_level(department, office.prefix, office.place) is not None:
        return None
    start = start_after(text, at, "。；！？\n", max(0, at - _TOLD_WITHIN))
    found = text.rfind(department, start, at)
    level = _TOLD_LEVEL.search(text, start, found) if found > start else None
    return level[0] + department if level else None


@lru_cache(maxsize=8192)
def _own_level(name: str, prefix: str, place: str) -> str | None:
    """The level that a name prints before its department; empty for a name that keeps its form, None for a bare department."""
    if is_collective(name) or not _BRACKET_END.sub("", name).endswith(_DEPARTMENT_END):
        return ""
    printed = _PREFIX.match(name)
    if printed and (prefix or printed[0] != "区"):
        return printed[0]
    return "" if name in _BODIES or _has_place(name, place) else None


def _has_place(name: str, place: str) -> bool:
    return bool(
        (place and name.startswith(place)) or _NATIONAL.search(name) or _PLACED.search(name)
        or _LEVEL_START.match(name)
        or (_COMPANY.search(name) and not name.endswith("企业")) or _VERTICAL.search(name) or _SET_UP.match(name) or (name.endswith("人民政府") and len(name) > 4)
    )


@lru_cache(maxsize=8192)
def canonical_name(name: str) -> str:
    """The name under which the register joins a body's spellings: 盟工业信息化局 → 盟工业和信息化局."""
    if name in _BODIES:
        return _BODIES[name].name
    for prefix in ("国家", *PREFIXES, ""):
        if name.startswith(prefix) and (stem := name[len(prefix):]) in _SPELLINGS:
            return prefix + _SPELLINGS[stem]
    return name


def is_registered(name: str) -> bool:
    """Whether a canonical name, its level aside, is one that the register knows."""
    return name in _BODIES or any(name.startswith(level) and name[len(level) :] in _SPELLINGS for level in (*PREFIXES, ""))


@lru_cache(maxsize=4096)
def agency_id(name: str) -> str:
    """Full pinyin of a canonical name, hyphenated: 盟自然资源局 → meng-zi-ran-zi-yuan-ju."""
    words = "-".join(map(_pinyin, seg(name)))
    return _NO_LETTERS.sub("-", words).strip("-") or "agency"


@lru_cache(maxsize=8192)
def _pinyin(word: str) -> str:
    """The pinyin of one word, of which the names of agencies have few."""
    return "-".join(lazy_pinyin([word])).lower().replace("ü", "v")


def agency_kind(name: str) -> AgencyKind:
    """One named body, or a collective."""
    return "collective" if is_collective(name) else "body"


def agency_level(name: str) -> str | None:
    """The level of government that a canonical name tells, or None."""
    if name in _BODIES:
        return _BODIES[name].level
    if match := re.match(r"各?(旗县市|区县|县区|市县|苏木乡镇|乡镇)", name):
        return match[1]
    if re.match(r"国务院|国家|中央|最高|中国|全国", name):
        return "国家"
    if match := re.match(r"(?:[\u4e00-\u9fff]{2,4})?(自治区|省)(?![际直])", name):
        return match[1]
    printed = _PREFIX.match(name)
    return ("旗县市" if printed[0] in "旗县" else printed[0]) if printed else None


def local_body(name: str, office_prefix: str) -> str | None:
    """The local body that a class of bodies stands for at a level: 教育部门 → 盟教育局; None where the register is silent."""
    department = _CLASSES.get(name)
    return office_prefix + department if department and office_prefix else None
