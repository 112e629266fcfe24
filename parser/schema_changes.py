"""What changed in the structure of the published data, version by version: for those who have written programs for it.

The first number grows when a program may have to change (a field renamed, dropped or given another meaning), the second
when something was added. The version stands in `datapackage.json` and `openapi.json`, the list on the page of fields.
`STRUCTURE` makes sure that no change goes unsaid: it is the fingerprint of the schemas that the newest version describes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from parser import schema_files


@dataclass(frozen=True)
class Version:
    """One version of the structure; `changes` are sentences in Chinese."""

    number: str
    changes: tuple[str, ...]


# Newest first.
VERSIONS = (
    Version("2.0.0", (
        "嵌套 JSON：公文不再有混排的 blocks，改为条款以外的各行 lines、最高层条款 clauses 和大事记条目 events 三个列表，"
        "合在一起按 block（原文段号）排列就是原文的次序。条款之内的 blocks 不变。",
        "各表的字段没有变化。tasks 的 due_on 先取标签、任务表所印时限的最后一日，没有才取正文中最早的一日。",
    )),
    Version("1.1.0", (
        "documents、clauses、responsibilities、deadlines 新增 corrected，说明是否经人工改正。",
        "clauses、responsibilities、deadlines 新增 correction，说明改正的理由与日期；clauses 新增 as_printed，保存改正前的文字。",
        "嵌套 JSON 的行新增 correction 和 as_printed。",
    )),
    Version("1.0.0", (
        "十个表：issues、documents、clauses、responsibilities、deadlines、tasks、agencies、citations、events、diagnostics；"
        "整期与单件公文的嵌套 JSON。",
    )),
)
CURRENT = VERSIONS[0].number
STRUCTURE = "393a09f1b0a11d1166af2edc77471872fb88b1a9ed3353aaf36992dfacbc69a2"


def structure() -> str:
    """The SHA-256 of all schemas without their wording (titles, descriptions, examples) and addresses."""
    bare = {name: _without_wording(content) for name, content in schema_files.all_schemas().items()}
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _without_wording(rule: Any) -> Any:
    if isinstance(rule, list):
        return [_without_wording(item) for item in rule]
    if not isinstance(rule, dict):
        return rule
    wording = {"$id", "title", "description", "examples"} if "type" in rule and isinstance(rule["type"], str | list) else set()
    return {name: _without_wording(value) for name, value in rule.items() if name not in wording}
