"""Shows `build/site` in a browser on this computer, and makes it anew when anything that it is made from changes."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from watchfiles import watch

from parser import ROOT
from parser.building import staging
from parser.gazette import gazette
from parser.website import hosting

MADE_FROM = (ROOT / "parser", ROOT / "site", ROOT / "schemas", ROOT / "mkdocs.yml")
HOST = "127.0.0.1"


class Pages(http.server.SimpleHTTPRequestHandler):
    """The files of the site as a web server should send them; where there is nothing, the site's own page 404.html."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return hosting.content_type(Path(path).name)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: what the builds print must stay readable."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        asked = urlsplit(getattr(self, "path", "/")).path[1:]  # what is no request has no path
        sent = hosting.headers(asked) | {"Cache-Control": "no-store"}  # after a rebuild the browser must ask again
        for name, value in sent.items():
            if name != "Content-Type":  # stands there already, as of the file that was found
                self.send_header(name, value)
        super().end_headers()


def serve(sources: Path, output: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve `output/site` and rebuild it at every change until interrupted; a build that fails leaves it as it was.

    Raises `staging.OutputError` when the port is taken.
    """
    handler = functools.partial(Pages, directory=str(output / "site"))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise staging.OutputError(f"端口 {port} 不能使用（{error.strerror}），请用 --port 换一个。") from error
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"正在 http://{HOST}:{server.server_port}/ 提供网站，按 Ctrl+C 结束")
        watched = [path for path in (sources, gazette().file, gazette().pages, *MADE_FROM) if path.exists()]
        built_from: dict[Path, int] | None = None
        while True:
            now = _fingerprint(watched)
            if now != built_from:
                built_from = now
                _build(sources, output, say)
            else:
                # Also returns after some seconds: a file replaced by an editor may not be seen.
                next(watch(*watched, rust_timeout=5_000, yield_on_timeout=True, raise_interrupt=True))


def _build(sources: Path, output: Path, say: Callable[[str], None]) -> None:
    """Build in a process of its own, so that changed code is what runs. What vanishes between two looks stops nothing; the
    next build for publication asks for it."""
    command = [sys.executable, "-m", "parser", "build", "--withdraw-ids"]
    command += ["--source", str(sources), "--output", str(output)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode == 0:
        say("已更新，刷新浏览器即可看到")
    else:
        say("这次构建没有成功，网站仍是上一次的内容；改正后会自动重建")


def _fingerprint(watched: list[Path]) -> dict[Path, int]:
    """When each file was last changed, in nanoseconds."""
    files = [file for path in watched for file in (path.rglob("*") if path.is_dir() else [path])]
    return {file: file.stat().st_mtime_ns for file in files if file.is_file() and "__pycache__" not in file.parts}
