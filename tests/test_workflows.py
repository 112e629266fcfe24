"""The workflows of the three hosts are made from one declaration, and their steps say in Chinese what went wrong."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from parser import ROOT

CI = ROOT / ".ci"
DECLARED = tomllib.loads((CI / "workflows.toml").read_text(encoding="utf-8"))
GITHUB = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
GITEE = [yaml.safe_load((ROOT / f".workflow/{name}.yml").read_text(encoding="utf-8")) for name in ("publish", "review")]


def test_the_workflows_are_what_the_declaration_makes():
    done = subprocess.run([sys.executable, CI / "workflows.py", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_host_runs_the_same_steps_in_the_same_order():
    def steps(host: str) -> list[str]:
        return [f"bash .ci/step {row['id']}" for row in DECLARED["step"] if host in row.get("hosts", [host])]

    assert [step["run"] for step in GITHUB["jobs"]["build"]["steps"] if "run" in step] == steps("github")
    assert GITLAB["build"]["script"] == steps("gitlab")
    for pipeline in GITEE:
        (build,) = pipeline["stages"][0]["steps"]
        assert [line for line in build["commands"] if ".ci/step" in line] == steps("gitee")


def test_each_step_is_known_to_the_script():
    known = re.search(r"^    (prepare .*)\) \"\$step\"", (CI / "step").read_text(encoding="utf-8"), re.MULTILINE)
    assert known and known[1].split(" | ") == [row["id"] for row in DECLARED["step"]]


def test_actions_and_images_are_pinned_by_digest():
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 6
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)
    for image in (GITHUB["jobs"]["build"]["container"], GITLAB["build"]["image"], GITLAB["pages"]["image"]):
        assert re.fullmatch(r"python:3\.11-[\w-]+@sha256:[0-9a-f]{64}", image)


def test_only_the_main_branch_is_published():
    """`on` is read as a truth value by YAML 1.1."""
    assert GITHUB[True]["push"]["branches"] == ["main"] and "pull_request" in GITHUB[True]
    assert "github.ref == 'refs/heads/main'" in GITHUB["jobs"]["publish"]["if"]
    assert GITLAB["pages"]["rules"] == [{"if": '$WORKFLOW == "publish"'}]
    assert [sorted(pipeline["triggers"]) for pipeline in GITEE] == [["push", "trigger"], ["pr", "trigger"]]


@pytest.fixture
def run(tmp_path):
    """Runs a step in a project whose program is a shell script, and returns status, output and the summary."""
    if not shutil.which("bash") or os.name == "nt":
        pytest.skip("the steps run where workflows run")
    shutil.copytree(CI, tmp_path / ".ci")
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)

    def step(name: str, script: str = "", **environment: str) -> tuple[int, str, str]:
        for file in (program, tmp_path / "make"):
            file.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
            file.chmod(0o755)
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PUBLISH"))}
        clean |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", **environment}
        done = subprocess.run(
            ["bash", str(tmp_path / ".ci" / "step"), name], env=clean, capture_output=True, text=True, check=False
        )
        summary = tmp_path / "build" / "report" / "summary.md"
        return done.returncode, done.stdout + done.stderr, summary.read_text(encoding="utf-8") if summary.exists() else ""

    return step


def test_sources_with_errors_end_the_run_and_the_summary_says_so(run, tmp_path):
    status, out, summary = run("check", "echo '| 错误 | 2019-07.html:3 |' > build/report/check.md; exit 1")
    assert status == 1 and "网站没有更新" in out
    assert "| 错误 | 2019-07.html:3 |" in summary and "**来源有错误，请按上面所说的文件和行号改正后再提交。网站没有更新。**" in summary


def test_a_check_that_breaks_is_not_blamed_on_the_sources(run):
    status, _, summary = run("check", "echo Traceback; exit 1")
    assert status == 1 and "请告诉技术人员" in summary and "Traceback" in summary


def test_a_build_that_fails_shows_its_last_lines(run):
    status, _, summary = run("build", "echo '错误：标题重复'; exit 2")
    assert status == 1 and "**编译没有通过。网站没有更新。**" in summary and "错误：标题重复" in summary


def test_github_gets_marks_and_the_summary(run, tmp_path):
    page = tmp_path / "page.md"
    _, out, summary = run("build", "exit 1", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert "::error::编译没有通过。" in out
    assert page.read_text(encoding="utf-8") == summary


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 0", "依赖没有已知的漏洞"),
        ("echo 'Found 2 known vulnerabilities in 1 package'; exit 1", "依赖有已知的漏洞"),
        ("echo 'ERROR: could not be audited'; exit 1", "依赖的漏洞没有查成"),
    ],
)
def test_an_audit_advises_and_does_not_mistake_silence_for_health(run, script, said):
    status, _, summary = run("audit", script)
    assert status == 0 and said in summary


def test_what_is_published_is_fetched_only_for_publishing_and_never_skipped_in_silence(run):
    assert run("published", "exit 9")[0] == 0
    status, _, summary = run("published", WORKFLOW="publish", PUBLISHED_ADDRESS="http://127.0.0.1:9/")
    assert status == 1 and "取不回已发布的数据" in summary
    status, _, summary = run("published", WORKFLOW="publish", PUBLISHED_ADDRESS="none")
    assert status == 0 and "不与上次发布对照" in summary


def built(folder: Path, text: str) -> None:
    site = folder / "build" / "site"
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.html").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (site / "SHA256SUMS").write_text(f"{digest}  index.html\n", encoding="utf-8", newline="\n")


def test_a_server_shows_the_new_site_at_once_and_keeps_three(run, tmp_path):
    server = tmp_path / "server"
    server.mkdir()
    for number in range(5):
        built(tmp_path, f"第{number}版")
        status, out, _ = run("deliver", WORKFLOW="publish", PUBLISH_TO=str(server))
        assert status == 0, out
        assert (server / "site" / "index.html").read_text(encoding="utf-8") == f"第{number}版"
    assert (server / "site").is_symlink() and len(list((server / "releases").iterdir())) == 3


def test_a_delivery_that_breaks_off_leaves_the_old_site(run, tmp_path):
    server = tmp_path / "server"
    server.mkdir()
    built(tmp_path, "旧")
    assert run("deliver", WORKFLOW="publish", PUBLISH_TO=str(server))[0] == 0
    built(tmp_path, "新")
    (tmp_path / "build/site/SHA256SUMS").write_text("0" * 64 + "  index.html\n", encoding="utf-8")
    status, _, summary = run("deliver", WORKFLOW="publish", PUBLISH_TO=str(server))
    assert status == 1 and "没有放到服务器上" in summary
    assert (server / "site" / "index.html").read_text(encoding="utf-8") == "旧"


def test_a_site_goes_to_another_host_by_ssh(run, tmp_path):
    """ssh itself is stood in for by a shell: what is tested is what the far side is told to do."""
    server = tmp_path / "远处 的"
    server.mkdir()
    stand_in = tmp_path / "ssh"
    stand_in.write_text('#!/bin/bash\n[ "$1 $2 $3" = "-o BatchMode=yes web" ] && exec sh -c "$4"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    built(tmp_path, "新")
    status, out, _ = run("deliver", WORKFLOW="publish", PUBLISH_TO=f"web:{server}")
    assert status == 0, out
    assert (server / "site" / "index.html").read_text(encoding="utf-8") == "新"
