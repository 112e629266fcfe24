"""The examples that the site offers for copying are run here as they are, against a site served on this computer."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from parser import datasets
from parser.compiler import compile_issue
from parser.joining import collect
from parser.website import examples

ISSUE = Path(__file__).resolve().parent.parent / "source_html" / "2019-06.html"
TOOLS = ("bash", "curl", "sqlite3", "sha256sum")
RUN = [example for example in examples.EXAMPLES if example.language in ("sh", "python")]
SHOWS = ("tasks.csv: OK", "2019-07-31", "盟自然资源局", "兴署字〔2019〕46号", "2019-07-31")
COLLECTION = collect([compile_issue(ISSUE)])
FOUND = examples.found_in(COLLECTION)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *arguments):
        pass


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    datasets.write_datasets(COLLECTION, root)
    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(("example", "shows"), list(zip(RUN, SHOWS, strict=True)), ids=lambda one: getattr(one, "title", ""))
def test_example_runs_as_it_is_shown(base, tmp_path, example, shows):
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{'、'.join(missing)} is not installed")
    command = [sys.executable, "-c"] if example.language == "python" else ["bash", "-euo", "pipefail", "-c"]
    python_first = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [*command, examples.fill(example.code, base, FOUND)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120,
        check=False, env={**os.environ, "PATH": python_first, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert shows in done.stdout


def test_every_address_in_the_examples_is_a_published_file(base, tmp_path):
    texts = [examples.fill(example.code, base, FOUND) for example in examples.EXAMPLES]
    texts += [examples.fill(text, base, FOUND) for _, text in examples.BY_HAND]
    assert not re.search(r"\{(?:base|document|month|words)\}", "".join(texts))
    addresses = {address for text in texts for address in re.findall(re.escape(base) + r"[\w./-]*\w", text)}
    assert len(addresses) > 8
    for address in addresses:
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.status == 200
