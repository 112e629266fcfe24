"""The rows of parser/website/hosting.py as configurations: for nginx, for IIS, and as a list for whoever runs another server."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import E  # type: ignore[import-not-found]

from parser.website import hosting
from parser.website.site_address import base

FOLDER = "/srv/gazette/site"
PORT = 80


def path() -> str:
    """The path of the site's address on its host, `/gazette/` or `/`: links of the page "not found" start there."""
    return urlsplit(base()).path


def nginx(folder: str = FOLDER, port: int = PORT) -> str:
    """A server for a file in /etc/nginx/conf.d, which sends the site that stands in `folder`."""
    types = "\n".join(f"        {kind} {extension};" for extension, kind in hosting.TYPES.items())
    text = " ".join(kind for kind in hosting.TEXT if kind != "text/html")  # which nginx adds by itself
    caching = "\n".join(
        f'    {_quoted("~" + row.pattern) if row.pattern else "default"} {_quoted(row.value)};' for row in hosting.CACHING
    )
    folders, files = "|".join(hosting.OPEN_TO_PROGRAMS), "|".join(hosting.OPEN_FILES).replace(".", "[.]")
    always = "\n".join(f"    add_header {name} {_quoted(value)} always;" for name, value, _ in hosting.ALWAYS)
    site = path()
    named_as_text = "\n".join(
        f"    location = {site}{name} {{ alias {_quoted(folder + '/' + name)}; default_type text/plain; }}"
        for name in hosting.NAMED_AS_TEXT
    )
    elsewhere = "" if site == "/" else (
        f"    location = / {{ return 302 {site}; }}\n    location = {site[:-1]} {{ return 301 {site}; }}\n"
    )
    return f"""\
# python -m parser hosting nginx
map $uri $gazette_caching {{
{caching}
}}
map $uri $gazette_open {{
    {_quoted(f"~^{site}(({folders})/|({files})$)")} "*";
    default "";
}}
server {{
    listen {port};
    listen [::]:{port};
    server_name _;
    server_tokens off;
    absolute_redirect off;

    location {site} {{ alias {_quoted(folder + "/")}; }}
{named_as_text}
{elsewhere}    location ~ /[.] {{ return 404; }}
    index index.html;
    error_page 404 {site}404.html;
    error_page 403 =404 {site}404.html;

    types {{
{types}
    }}
    default_type {hosting.UNKNOWN};
    charset utf-8;
    charset_types {text};
    gzip on;
    gzip_vary on;
    gzip_min_length 1024;
    gzip_types {text};

{always}
    # With https: add_header Strict-Transport-Security "max-age=31536000" always;
    add_header Cache-Control $gazette_caching always;
    add_header Access-Control-Allow-Origin $gazette_open always;
}}
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def iis() -> str:
    """web.config for the folder of the site. IIS has no expressions here: what is kept for ever is kept for an hour."""
    default = hosting.CACHING[-1].seconds
    web = E("system.webServer",
        E.defaultDocument(E.files(E.clear(), E.add(value="index.html"))),
        E.directoryBrowse(enabled="false"),
        E.urlCompression(doStaticCompression="true"),
        E.httpErrors(
            E.remove(statusCode="404"),
            E.error(statusCode="404", path="404.html", responseMode="File"),
            errorMode="Custom", existingResponse="Replace",
        ),
        E.staticContent(
            *(node for extension in hosting.TYPES for node in (
                E.remove(fileExtension=f".{extension}"),
                E.mimeMap(fileExtension=f".{extension}", mimeType=hosting.content_type(f"x.{extension}")),
            )),
            E.remove(fileExtension="."),
            E.mimeMap(fileExtension=".", mimeType=hosting.content_type(hosting.NAMED_AS_TEXT[0])),
            _client_cache(default),
        ),
        E.httpProtocol(E.customHeaders(
            E.remove(name="X-Powered-By"), *(E.add(name=name, value=value) for name, value, _ in hosting.ALWAYS)
        )),
    )
    assets = next(row.seconds for row in hosting.CACHING if row.pattern == "/assets/")
    places = [E.location(E("system.webServer", E.staticContent(_client_cache(assets))), path="assets")]
    for place in (*hosting.OPEN_TO_PROGRAMS, *hosting.OPEN_FILES):
        allowed = E.customHeaders(E.add(name="Access-Control-Allow-Origin", value="*"))
        places.append(E.location(E("system.webServer", E.httpProtocol(allowed)), path=place))
    tree = E.configuration(web, *places)
    etree.indent(tree, "  ")
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _client_cache(seconds: int) -> etree._Element:
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    age = f"{hours:02}:{minutes:02}:{left:02}"
    cache: etree._Element = E.clientCache(
        cacheControlMode="UseMaxAge", cacheControlMaxAge=age, cacheControlCustom="public"
    )
    return cache


def in_words() -> str:
    """What to set on any other server."""
    lines = [f"网站放在 {path()} 下；没有的网址发 404.html，状态 404；文件夹的首页是 index.html。", "", "每次都发的头："]
    lines += [f"  {name}: {value}\n      {why}" for name, value, why in hosting.ALWAYS]
    lines += ["", "Cache-Control，取第一个合适的："]
    lines += [f"  {row.pattern or '其余'}  {row.value}\n      {row.why}" for row in hosting.CACHING]
    opened = "、".join([*(f"{folder}/" for folder in hosting.OPEN_TO_PROGRAMS), *hosting.OPEN_FILES])
    lines += ["", f"允许别的网站上的程序读（Access-Control-Allow-Origin: *）：{opened}", "", "文件类型："]
    lines += [f"  .{extension}  {hosting.content_type('x.' + extension)}" for extension in hosting.TYPES]
    lines += [f"  {name}  {hosting.content_type(name)}" for name in hosting.NAMED_AS_TEXT]
    return "\n".join(lines) + "\n"
