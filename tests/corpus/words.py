"""What issues are made of: invented places, departments, and headings and sentences of the real issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

SOURCE = Path(__file__).resolve().parents[2] / "source_html" / "2019-06.html"
PAGE = SOURCE.read_text(encoding="utf-8")
PARAGRAPHS = [line[3:-4] for line in PAGE.split("\n") if line.startswith("<p>") and line.endswith("</p>")]

# As printed without the level, and the canonical name where that is another.
DEPARTMENTS = {name: name for name in (
    "发展改革委", "教育局", "财政局", "民政局", "审计局", "公安局", "司法局", "自然资源局", "生态环境局", "交通运输局", "水利局", "商务局",
    "住房城乡建设局", "市场监管局", "卫生健康委", "林草局", "医疗保障局", "应急管理局", "人防办", "网信办", "国资委", "农牧局", "税务局",
    "行政审批和政务服务局", "地震局", "档案馆", "统计局", "气象局", "信访局", "能源局", "科技局", "残联", "妇联", "科协", "农业农村局",
)} | {"工业信息化局": "工业和信息化局", "文化旅游体育局": "文旅体局", "人力资源社会保障局": "人力资源和社会保障局"}  # fmt: skip

_FIRST, _SECOND = "松云白清金宁永临南泰和青宏嘉瑞祥", "澜嵘砚枫岚栖榆棠霖芷"
TOPICS = (
    "河道管理", "农田水利建设", "校园安全", "村容村貌整治", "节约用水", "公共文化服务", "残疾人康复", "就业技能培训", "危险化学品安全", "审批制度改革",
    "法治政府建设", "绿色发展", "防灾减灾", "城市供热", "粮食储备", "养老服务", "旅游市场", "道路交通安全", "知识产权保护", "政务公开", "草原防火", "食品安全",
)  # fmt: skip


@dataclass(frozen=True)
class Government:
    """A government whose gazette it is, with the words that a document of its level uses."""

    place: str
    level: str  # 盟, 市 or 州: what stands before a department's name

    @property
    def office(self) -> str:
        return self.place + ("行政公署" if self.level == "盟" else "人民政府")

    @property
    def short(self) -> str:
        return "盟行署" if self.level == "盟" else f"{self.level}政府"

    @property
    def counties(self) -> str:
        return {"盟": "旗县市", "市": "县市区", "州": "县市"}[self.level]

    @property
    def code(self) -> str:
        """What its 文号 start with: 松署, 云政."""
        return self.place[0] + ("署" if self.level == "盟" else "政")

    def rename(self, text: str) -> str:
        """A text of the real issue as this government would print it."""
        text = text.replace("兴安盟行政公署", self.office).replace("盟行署", self.short).replace("行政公署", self.office[len(self.place):])
        text = text.replace("行署", self.short).replace("兴安盟", self.place).replace("旗县市", self.counties)
        return re.sub(r"(?<![联榆澜嵘砚枫岚栖棠霖芷])盟", self.level, text)


def government(rng: Random) -> Government:
    level = rng.choice("盟市州")
    return Government(rng.choice(_FIRST) + rng.choice(_SECOND) + level, level)


@dataclass(frozen=True)
class Owners:
    """Names for one list of owners: as printed, the level on the first only, and their canonical forms."""

    printed: str
    names: tuple[str, ...]


def draw_owners(rng: Random, office: Government, count: int, without: tuple[str, ...] = ()) -> Owners:
    """So many departments of this government, none of those in `without`."""
    free = [name for name in DEPARTMENTS if office.level + DEPARTMENTS[name] not in without]
    drawn = rng.sample(free, min(count, len(free)))
    return Owners(office.level + "、".join(drawn), tuple(office.level + DEPARTMENTS[name] for name in drawn))


_SENTENCE = re.compile(r"[^。;]+[。;]")
# Sentences that hold no fact of their own: no digit, date, period, citation or bracket, nobody who is told to do something.
_NO_FACT = re.compile(
    r"[0-9a-zA-Z&<>《》〔〕〖〗()（）“”:①-⑳]|[年月日周季天期]|牵头|负责|责任|配合|部门|单位|政府|机构|委员会|专家|由|应|须|各|盟|旗|县|^[为把对三其包纳根允符]"
)


def _sentences() -> list[str]:
    found = {part for text in PARAGRAPHS for part in _SENTENCE.findall(text.strip()) if len(part) >= 12 and not _NO_FACT.search(part)}
    return sorted(part.strip("　 ;。").replace(",", "，") + "。" for part in found)


def _headings() -> list[str]:
    found = (re.fullmatch(r"\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))([\u4e00-\u9fff]{4,16})(?:。.*)?", text.strip("　 ")) for text in PARAGRAPHS)
    return sorted({match[1] for match in found if match and not re.search("附件|盟|部署|阶段", match[1])})


SENTENCES = _sentences()
HEADINGS = _headings()
