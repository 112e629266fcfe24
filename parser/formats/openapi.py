"""`openapi.json`: the static JSON addresses described as an OpenAPI 3.1 interface, for generators of clients."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parser import schema, schema_changes, schema_files
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.gazette import gazette
from parser.model import TABLES
from parser.website import site_address

JSON_TYPE = "application/json"


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Describe every address at which JSON stands; record types refer to the published schemas."""
    paths: dict[str, Any] = {}
    for record in TABLES:
        items = {"type": "array", "items": {"$ref": f"schemas/{record.table}.schema.json"}}
        paths[f"/data/{record.table}.json"] = _get(
            f"list_{record.table}", f"全部{record.title_zh}", record.description_zh, items
        )
    for name, title, one in (("issue", "期次", "一期公报"), ("document", "公文", "一件公文")):
        ids = list(collection.ids(f"{name}s"))
        paths[f"/data/{name}s/{{{name}}}.json"] = _get(
            f"get_{name}", f"{one}的嵌套 JSON", f"期次→公文→条款→责任分工、时限。{schema_files.PAGE_ORDER}",
            {"$ref": f"schemas/{name}-tree.schema.json"},
            {"name": name, "in": "path", "required": True, "description": f"{title}编号", "schema": {"enum": ids}},
        )
    for name, title in (("ids", "全部编号"), ("datapackage", "数据包说明")):
        paths[f"/data/{name}.json"] = _get(f"get_{name}", title, title, {"type": "object"})
    own = gazette()
    contact = {"name": own.publisher, **own.data.contact_as("email", "url")}
    description = {
        "openapi": "3.1.0",
        "info": {
            "title": own.data.title,
            "version": schema_changes.CURRENT,
            "description": "静态 JSON 文件，无需登录，没有调用次数限制。",
            "contact": contact,
            "license": {"name": own.data.licence_name, "identifier": own.data.licence},
        },
        "servers": [{"url": site_address.base().rstrip("/")}],
        "paths": paths,
    }
    (data / "openapi.json").write_text(schema.dump(description), encoding="utf-8", newline="\n")


def _get(
    operation: str, summary: str, description: str, content: dict[str, Any], parameter: dict[str, Any] | None = None
) -> dict[str, Any]:
    missing = {"404": {"description": "没有这个编号"}} if parameter else {}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "description": description,
            **({"parameters": [parameter]} if parameter else {}),
            "responses": {"200": {"description": "成功", "content": {JSON_TYPE: {"schema": content}}}, **missing},
        }
    }
