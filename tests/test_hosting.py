"""One table tells how the site is sent: nginx sends it so, IIS is told so, and `serve` does so."""

from __future__ import annotations

import functools
import gzip
import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import Message
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree, html

from parser import ROOT
from parser.website import hosting, hosting_files, serve

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SITE = hosting_files.path()
FILES = {
    "index.html": "<!doctype html><p>首页",
    "404.html": "<!doctype html><p>找不到这个网页",
    "tasks/index.html": "<!doctype html>" + "<p>任务" * 1000,
    "assets/stylesheets/main.57a0d79d.min.css": "a{}",
    "assets/css/site.css": "a{}",
    "search/index.js": "1",
    "search/5a4eeb5f4f1c/text/0.js": "1",
    "data/tasks.csv": "编号\n1\n",
    "data/tasks.jsonl": "{}\n",
    "data/tasks.parquet": "PAR1",
    "data/gazette.sqlite": "SQLite",
    "data/gazette.xlsx": "PK",
    "data/akn/1.xml": "<a/>",
    "calendar/all.ics": "BEGIN:VCALENDAR",
    "feed.xml": "<feed/>",
    "SHA256SUMS": "0  index.html\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("网站 一")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def nginx(site, tmp_path_factory) -> Iterator[int]:
    """The port of an nginx that runs on the configuration as it is given out."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    (folder / "gazette.conf").write_text(hosting_files.nginx(str(site), port), encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}} "
        f"http {{ access_log off; {temporary} include {folder}/gazette.conf; }}", encoding="utf-8",
    )
    command = [NGINX, "-p", str(folder), "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and "[warn]" not in checked.stderr, checked.stderr
    running = subprocess.Popen(command)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield port
    running.terminate()
    running.wait(10)


def get(port: int, path: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers (whose names are found in any case) and content."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("name", ["", "tasks/", *FILES])
def test_nginx_sends_what_the_table_says(nginx, name):
    status, sent, body = get(nginx, SITE + name)
    assert status == 200
    told = hosting.headers(name)
    assert {header: sent.get(header) for header in told} == told
    assert ("Access-Control-Allow-Origin" in sent) == ("Access-Control-Allow-Origin" in told)
    assert body.decode() == FILES[name + "index.html" if name == "" or name.endswith("/") else name]


def test_nginx_answers_the_page_not_found_with_its_status_and_headers(nginx):
    for path in ("nothing/", "nothing.json", "data/", ".git/config"):
        status, sent, body = get(nginx, SITE + path)
        assert status == 404 and body.decode() == FILES["404.html"], path
        assert sent["Content-Security-Policy"] == hosting.headers("")["Content-Security-Policy"]
    assert get(nginx, "/../../etc/passwd")[0] in (400, 404)


def test_nginx_compresses_text_and_asks_back_for_what_has_not_changed(nginx):
    _, sent, body = get(nginx, SITE + "tasks/", **{"Accept-Encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip" and "Accept-Encoding" in sent["Vary"]
    assert gzip.decompress(body).decode() == FILES["tasks/index.html"]
    _, sent, _ = get(nginx, SITE + "data/tasks.csv")
    assert get(nginx, SITE + "data/tasks.csv", **{"If-None-Match": sent["ETag"]})[0] == 304


def test_nginx_leads_to_the_path_of_the_site_and_adds_missing_slashes(nginx):
    if SITE != "/":
        assert get(nginx, "/")[1]["Location"] == SITE
    status, sent, _ = get(nginx, SITE + "tasks")
    assert status == 301 and sent["Location"] == SITE + "tasks/"


def test_iis_is_told_the_same():
    tree = etree.fromstring(hosting_files.iis().encode())
    named = {node.get("name"): node.get("value") for node in tree.findall("system.webServer//customHeaders/add")}
    assert named == {name: value for name, value, _ in hosting.ALWAYS}
    types = {node.get("fileExtension"): node.get("mimeType") for node in tree.iter("mimeMap")}
    assert types["."] == hosting.content_type("SHA256SUMS") and ".ics" in types and ".parquet" in types
    assert all(types[f".{extension}"] == hosting.content_type(f"a.{extension}") for extension in hosting.TYPES)
    removed = [node.get("fileExtension") for node in tree.iter("remove") if node.get("fileExtension")]
    assert removed == list(types), "IIS refuses a type that it knows already, unless it is removed first"
    opened = [node.get("path") for node in tree.findall("location") if "Allow-Origin" in etree.tostring(node).decode()]
    assert opened == [*hosting.OPEN_TO_PROGRAMS, *hosting.OPEN_FILES]
    (missing,) = tree.iter("error")
    assert missing.attrib == {"statusCode": "404", "path": "404.html", "responseMode": "File"}


def test_the_built_site_has_no_file_whose_type_is_not_told(built_site):
    files = [file.relative_to(built_site).as_posix() for file in built_site.rglob("*") if file.is_file()]
    assert [name for name in files if hosting.content_type(name) == hosting.UNKNOWN] == []


def test_no_page_holds_what_the_policy_forbids(built_site):
    """Scripts, styles and event handlers stand in files; blocks of data are not scripts. Every page says so itself."""
    policy = hosting.policy_in_page()
    assert "unsafe" not in policy and "'none'" in policy
    pages = list(built_site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        said = [node.get("content") for node in tree.iter("meta") if node.get("http-equiv") == "Content-Security-Policy"]
        assert said == [policy], page
        scripts = [node for node in tree.iter("script") if node.get("src") is None]
        assert {node.get("type") for node in scripts} <= {"application/json", "application/ld+json"}, page
        assert not list(tree.iter("style")), page
        attributes = {name for node in tree.iter(etree.Element) for name in node.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}, page
        named = [node.get(name) or "" for node in tree.iter(etree.Element) for name in ("src", "href", "action")]
        assert not [address for address in named if address.startswith("javascript:")], page


def test_no_script_of_another_s_is_published_that_no_page_uses(built_site):
    pages = "\n".join(page.read_text(encoding="utf-8") for page in built_site.rglob("*.html"))
    foreign = [file.relative_to(built_site).as_posix() for file in (built_site / "assets" / "javascripts").rglob("*.js")]
    assert len(foreign) == 1 and f'src="../{foreign[0]}"' in pages


def test_serve_sends_the_same_but_keeps_nothing(site):
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(serve.Pages, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for name in ("", "data/tasks.csv", "calendar/all.ics", "feed.xml", "SHA256SUMS"):
            _, sent, _ = get(server.server_port, "/" + name)
            told = hosting.headers(name) | {"Cache-Control": "no-store"}
            assert ("Access-Control-Allow-Origin" in sent) == ("Access-Control-Allow-Origin" in told)
            assert {header: sent.get(header) for header in told} == told
        status, sent, _ = get(server.server_port, "/nothing")
        assert status == 404 and "Content-Security-Policy" in sent
    finally:
        server.shutdown()


def test_the_container_serves_the_folder_that_its_configuration_names():
    recipe = (ROOT / ".ci" / "Containerfile").read_text(encoding="utf-8")
    assert "--folder /usr/share/nginx/html" in recipe and "build/site /usr/share/nginx/html" in recipe
    assert "--port 8080" in recipe and "EXPOSE 8080" in recipe


def test_the_files_that_go_into_the_container_are_enough_to_build_the_site(tmp_path):
    ignored = (ROOT / ".ci" / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    for name in (line[1:] for line in ignored if line.startswith("!")):
        kept = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        kept(ROOT / name, tmp_path / name)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "GAZETTE")}
    done = subprocess.run(
        [sys.executable, "-m", "parser", "build"], cwd=tmp_path, env=environment, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "build" / "site" / "index.html").is_file()
