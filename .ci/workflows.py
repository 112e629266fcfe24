"""Makes the workflows of GitHub, GitLab and Gitee from workflows.toml, so that they do the same: `make workflows`.

`python .ci/workflows.py --check` writes nothing and fails when a workflow is not what the declaration says.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# (file, template, what the template is told besides the declaration). Gitee has one file for each occasion.
FILES: tuple[tuple[str, str, dict[str, str]], ...] = (
    (".github/workflows/publish.yml", "github.yml", {"host": "github"}),
    (".gitlab-ci.yml", "gitlab.yml", {"host": "gitlab"}),
    (".workflow/publish.yml", "gitee.yml", {"host": "gitee", "workflow": "publish"}),
    (".workflow/review.yml", "gitee.yml", {"host": "gitee", "workflow": "review"}),
)


def workflows() -> dict[Path, str]:
    """Each workflow's file and what it says."""
    declared = tomllib.loads((HERE / "workflows.toml").read_text(encoding="utf-8"))
    actions = {row["name"]: f"{row['name']}@{row['digest']} # {row['version']}" for row in declared["action"]}
    # Square brackets, because {{ }} and ${{ }} mean something to GitHub.
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), undefined=StrictUndefined, keep_trailing_newline=True,
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]", trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )
    made = {}
    for file, template, told in FILES:
        values: dict[str, Any] = declared | told | {"steps": _steps(declared, told["host"]), "actions": actions}
        made[ROOT / file] = templates.get_template(template).render(values)
    return made


def _steps(declared: dict[str, Any], host: str) -> list[dict[str, Any]]:
    return [step for step in declared["step"] if host in step.get("hosts", [host])]


def main(check: bool) -> int:
    differing = [
        file for file, text in workflows().items() if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]
    for file in differing:
        print(file.relative_to(ROOT).as_posix(), "differs, run: make workflows" if check else "written")
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(workflows()[file], encoding="utf-8", newline="\n")
    return 1 if check and differing else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
