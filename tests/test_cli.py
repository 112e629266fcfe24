from __future__ import annotations

import errno
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from real_issue import ISSUE

from parser import ROOT, cli, datasets, schema
from parser.model import TABLES


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command line; returns exit status, standard output and error output."""

    def run_with(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["parser", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        shown = capsys.readouterr()
        return ended.value.code or 0, shown.out, shown.err

    return run_with


def test_without_a_command_the_help_shows_every_command_and_examples(run):
    status, out, _ = run()
    assert status == 0
    for command in ("build", "compile", "check", "explain", "schemas", "evaluate", "diff", "serve"):
        assert f"  {command} " in out
    assert "例：" in out and "python -m parser build" in out


@pytest.mark.parametrize("command", ["build", "compile", "check", "explain", "schemas", "evaluate", "diff", "serve"])
def test_help_of_each_command_is_chinese_and_gives_an_example(run, command):
    status, out, _ = run(command, "--help")
    assert status == 0
    assert "例：" in out and f"python -m parser {command}" in out
    assert not re.search(r"Usage|Options|Show this|\[required\]", out)


@pytest.mark.parametrize(("arguments", "message"), [
    (["chekc"], "没有命令 chekc。是不是 check？"),
    (["check", "--levle", "x"], "没有选项 --levle"),
    (["check", "--level", "x"], "--level 应为 error、warning、info 之一。"),
    (["compile", "x"], "缺少 --output。"),
    (["compile", "--output", "x"], "缺少 文件或文件夹…。"),
    (["explain", "P101", "P102"], "多出参数 P102。"),
    (["serve", "--port", "70000"], "--port 应为 0 至 65535 的整数。"),
])
def test_wrong_usage_is_answered_in_chinese(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err and "--help" in err


def test_explain_knows_codes_and_names_in_any_case(run):
    status, out, _ = run("explain", "p101")
    assert status == 0 and "typesetting-residue" in out and "说明：" in out
    assert run("explain", "TYPESETTING-residue")[1] == out


def test_explain_without_a_code_lists_all_and_refuses_unknown_ones(run):
    listed = run("explain")[1].splitlines()
    assert len(listed) > 20 and all(re.match(r"[A-Z]\d{3}  ", line) for line in listed)
    status, _, err = run("explain", "Z999")
    assert status == 1 and "没有诊断代码 Z999" in err


def test_compile_writes_the_tables_and_trees_of_the_contract(run, tmp_path):
    status, out, _ = run("compile", ISSUE, "--output", tmp_path / "data")
    assert status == 0
    assert "公文 8" in out
    for record in TABLES:
        records = json.loads((tmp_path / "data" / f"{record.table}.json").read_text(encoding="utf-8"))
        assert all(schema.validator(record.table)(item) == [] for item in records)
        assert (tmp_path / "data" / f"{record.table}.csv").is_file()
    assert (tmp_path / "data" / "issues" / "2019-06.json").is_file()
    assert len(list((tmp_path / "data" / "documents").glob("*.json"))) == 8


def test_compile_can_write_one_format_only(run, tmp_path):
    assert run("compile", ISSUE, "--output", tmp_path, "--format", "csv")[0] == 0
    written = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert written == {"datapackage.json", *(f"{record.table}.csv" for record in TABLES)}
    status, _, err = run("compile", ISSUE, "--output", tmp_path, "--format", "docx")
    assert status == 1 and "没有格式 docx" in err and all(row.name in err for row in datasets.FORMATS)


BAD_INPUT = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "not-html": "今天天气很好。".encode(),
    "no-document": "<html><body><p>网站维护中，请稍后再来。</p></body></html>".encode(),
    "truncated": b"<html><body><div><p>",
    "deep": b"<div>" * 5000 + b"x" + b"</div>" * 5000,
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_input_that_cannot_be_read_gives_a_chinese_message_and_writes_nothing(run, tmp_path, name):
    source = tmp_path / f"{name}.html"
    source.write_bytes(BAD_INPUT[name])
    status, _, err = run("compile", ISSUE, source, "--output", tmp_path / "data")
    assert status == 1
    assert f"{name}.html" in err and re.search("[一-鿿]", err) and "Traceback" not in err
    written = [path.relative_to(tmp_path / "data") for path in (tmp_path / "data").rglob("*")]
    assert [path for path in written if not path.parts[0].startswith(".")] == []


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device", "tasks.csv"), sqlite3.OperationalError("database or disk is full")])
def test_full_disk_is_said_in_chinese_and_what_was_there_stays(run, tmp_path, monkeypatch, error):
    assert run("compile", ISSUE, "--output", tmp_path, "--format", "csv")[0] == 0
    before = {file: file.read_bytes() for file in tmp_path.glob("*.csv")}

    def full(*arguments, **options):
        raise error

    monkeypatch.setattr(datasets, "write_formats", full)
    status, _, err = run("compile", ISSUE, "--output", tmp_path, "--format", "json")
    assert status == 1 and err.startswith("错误：磁盘已满") and err.count("\n") == 1
    assert before and {file: file.read_bytes() for file in tmp_path.glob("*.csv")} == before


def test_output_that_is_a_file_is_refused_in_chinese(run, tmp_path):
    file = tmp_path / "out"
    file.write_text("mine", encoding="utf-8")
    status, _, err = run("compile", ISSUE, "--output", file)
    assert status == 1 and "不能读写" in err and file.read_text(encoding="utf-8") == "mine"


def test_check_writes_nothing_and_ends_with_a_tally(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("check", ISSUE)
    assert status == 0
    assert any(re.fullmatch(r"错误 0，需核对 \d+，提示 \d+", line) for line in out.splitlines())
    assert re.match(r".*2019-06\.html:\d+:\d+：(需核对|提示) [A-Z]\d{3} ", out.splitlines()[0])
    assert list(tmp_path.iterdir()) == []


def test_check_can_hide_lesser_findings(run):
    everything = run("check", ISSUE)[1].splitlines()
    warnings = run("check", ISSUE, "--level", "warning")[1].splitlines()
    assert 1 < len(warnings) < len(everything)
    found = [line for line in warnings if re.match(r"\S+:\d+:\d+：", line)]
    assert found and all("：需核对 " in line for line in found)


def test_check_of_an_unreadable_file_ends_with_status_1(run, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    status, _, err = run("check", tmp_path)
    assert status == 1 and "empty.html" in err


def test_output_is_plain_utf8_when_it_is_no_terminal(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "parser", "check", str(ISSUE)], cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
    )
    text = done.stdout.decode("utf-8")
    assert "需核对" in text and "\x1b" not in text and "\r" not in text.replace(os.linesep, "\n")


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8")


def wait_for(happened, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.2)


def test_serve_says_in_chinese_that_a_port_is_taken(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, _, err = run("serve", "--port", taken.getsockname()[1])
    assert status == 1 and "--port" in err and "不能使用" in err


def test_serve_shows_the_site_rebuilds_on_change_and_survives_a_failing_rebuild(tmp_path):
    sources, output, log = tmp_path / "sources", tmp_path / "build", tmp_path / "log"
    sources.mkdir()
    (sources / ISSUE.name).write_bytes(ISSUE.read_bytes())
    command = [sys.executable, "-m", "parser", "serve", "--port", "0", "--source", sources, "--output", output]
    with log.open("wb") as shown:
        server = subprocess.Popen(command, cwd=ROOT, stdout=shown, stderr=subprocess.STDOUT)

    def said(words: str) -> int:
        return log.read_text(encoding="utf-8").count(words)

    try:
        wait_for(lambda: said("已更新") == 1)
        address = re.search(r"http://\S+/", log.read_text(encoding="utf-8"))[0]
        assert fetch(address)[0] == 200
        status, page = fetch(address + "nowhere/")
        assert status == 404 and "<html" in page

        (sources / "broken.html").write_bytes(b"")
        wait_for(lambda: said("没有成功") == 1)
        assert said("broken.html") >= 1
        assert fetch(address)[0] == 200

        (sources / "broken.html").unlink()
        wait_for(lambda: said("已更新") == 2)
    finally:
        server.terminate()
        server.wait(20)
