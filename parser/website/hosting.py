"""How a web server is to send the site: headers, types of files, how long a browser may keep what.

One table for every server: `headers` tells them for one address, nginx.conf and web.config are made from the same rows
(parser/website/hosting_files.py), and `python -m parser serve` sends them too, so that what works there works when published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Nothing but the site's own files, and nothing that stands inside of a page: no script, no style, no other host.
# Material's icons are data: images. https://www.w3.org/TR/CSP3/
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# What a page cannot say of itself, only the server: who may show it in a frame.
POLICY_OF_SERVER = {"frame-ancestors": "'self'"}


def policy_in_page() -> str:
    """The content security policy as each page carries it, for folders and hosts that send no headers."""
    return _policy(POLICY)


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


# (header, value, what it is for): sent with every answer, also with "not found".
ALWAYS: tuple[tuple[str, str, str], ...] = (
    ("Content-Security-Policy", _policy(POLICY | POLICY_OF_SERVER), "只用本站自己的文件，网页里不夹带脚本"),
    ("X-Content-Type-Options", "nosniff", "浏览器不猜文件类型"),
    ("Referrer-Policy", "strict-origin-when-cross-origin", "离开本站时只告诉对方网站名"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()", "不用摄像头、定位、话筒和支付"),
)


@dataclass(frozen=True)
class Caching:
    """For addresses that `pattern` finds (an expression that nginx and Python read alike), how long they are kept."""

    pattern: str
    value: str
    seconds: int
    why: str


# The first that fits. What has a digest in its name never changes; the rest of the site changes with a publication.
CACHING = (
    Caching(r"[.][0-9a-f]{8}[.]min[.](css|js)$", "public, max-age=31536000, immutable", 31536000, "名称里有摘要，内容不变"),
    Caching(r"/search/[0-9a-f]{8,}/", "public, max-age=31536000, immutable", 31536000, "名称里有摘要，内容不变"),
    Caching(r"/assets/", "public, max-age=3600", 3600, "样式、脚本、图片：一小时"),
    Caching(r"", "public, max-age=300", 300, "网页和数据：五分钟，之后问一声变了没有"),
)

# Folders of the site root that programs on other sites may read.
OPEN_TO_PROGRAMS = ("data", "calendar", "feeds")
OPEN_FILES = ("feed.xml", "feed.json")

# Extension → type; text is sent as UTF-8. IANA's registry, but for JSON lines, which has no entry.
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "ics": "text/calendar",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/vnd.microsoft.icon",
    "gz": "application/gzip",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NAMED_AS_TEXT = ("SHA256SUMS",)  # without an extension
UNKNOWN = "application/octet-stream"
# Types that are worth compressing, and that name their encoding.
TEXT = tuple(dict.fromkeys(
    kind for kind in TYPES.values() if kind.startswith("text/") or kind.endswith(("json", "xml"))
))


def headers(path: str) -> dict[str, str]:
    """What is sent with the file at `path` of the site, such as `data/tasks.csv` or `tasks/` (its index page)."""
    file = path + "index.html" if path == "" or path.endswith("/") else path
    sent = {"Content-Type": content_type(file), **{name: value for name, value, _ in ALWAYS}}
    sent["Cache-Control"] = next(row.value for row in CACHING if re.search(row.pattern, "/" + file))
    if is_open(file):
        sent["Access-Control-Allow-Origin"] = "*"
    return sent


def is_open(path: str) -> bool:
    """Whether a program on another site may read this file in its visitor's browser."""
    return path.split("/")[0] in OPEN_TO_PROGRAMS or path in OPEN_FILES


def media_type(path: str) -> str:
    """The media type of a file by its name."""
    name = path.rsplit("/", 1)[-1]
    return "text/plain" if name in NAMED_AS_TEXT else TYPES.get(name.rpartition(".")[2], UNKNOWN)


def content_type(path: str) -> str:
    """The media type of a file by its name, with the encoding where it is text."""
    kind = media_type(path)
    return f"{kind}; charset=utf-8" if kind in TEXT else kind
