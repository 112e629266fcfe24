"""Makes the pictures of the staff guide anew: `make pictures`. They show what the guide's own commands print today.

Terminals and files are drawn as SVG (sharp on paper, small, the same bytes for the same output), pages of the site and
the summary of a merge request are taken by a browser. Numbers in red lead to the captions in site/pages/guide.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import console
import markdown
from bs4 import BeautifulSoup
from foreign_files import table_as_text
from playwright.sync_api import Browser, Page
from real_issue import ISSUE
from search_page import browser

from parser import ROOT
from parser.text import column_count

FOLDER = ROOT / "site" / "assets" / "guide"
GUIDE = console.page("guide.md")
TEXT = "公报.txt"
CORRECTIONS = "练习/2019-06.corrections.toml"

PLACE = ("兴安盟", "某某盟")  # the guide stands on the sites of other governments too
HIDE_PLACE = """([name, other]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(name, other);
}"""

COLUMNS, CELL, LINE, MARGIN = 88, 8.4, 23, 16
Marks = Sequence[str]  # the n-th mark stands at the first line that begins so, after spaces


def window(title: str, lines: Sequence[str], marks: Marks) -> str:
    """A window with a title and lines of text on a grid, two cells a Chinese character; SVG without styles or scripts."""
    width, top = MARGIN * 2 + COLUMNS * CELL + 30, 34
    height = top + len(lines) * LINE + MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height}" viewBox="0 0 {width:g} {height}"'
        ' font-family="\'Noto Sans Mono CJK SC\',\'Sarasa Mono SC\',SimSun,NSimSun,Menlo,Consolas,monospace" font-size="14">',
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1}" rx="6" fill="#fff" stroke="#b9bec6"/>',
        f'<path d="M1 {top - 6}V6a5 5 0 0 1 5-5h{width - 12:g}a5 5 0 0 1 5 5v{top - 12}z" fill="#e9ebee"/>',
        f'<text x="{MARGIN}" y="19" fill="#4a4f57" font-family="sans-serif" font-size="13">{escape(title)}</text>',
    ]
    left = [*marks]
    for row, line in enumerate(line.replace(*PLACE) for line in lines):
        y = top + 16 + row * LINE
        number = next((marks.index(mark) + 1 for mark in left if line.lstrip(" |　").startswith(mark)), None)
        if number:
            left.remove(marks[number - 1])
            drawn += [
                f'<rect x="6" y="{y - 16}" width="{width - 12:g}" height="{LINE}" fill="#fff3bf"/>',
                f'<circle cx="{width - 22:g}" cy="{y - 5}" r="9.5" fill="#b3261e"/>',
                f'<text x="{width - 22:g}" y="{y}" fill="#fff" text-anchor="middle" font-family="sans-serif">{number}</text>',
            ]
        drawn += _line(line, y)
    if left:
        raise SystemExit(f"{title}: no line begins with {left}")
    return "\n".join([*drawn, "</svg>", ""])


def _line(line: str, y: float) -> list[str]:
    """Runs of one width each, set at the cell where they begin, so that carets stand under what they mean."""
    runs: list[str] = []
    for char in line:
        if runs and column_count(runs[-1][-1]) == column_count(char):
            runs[-1] += char
        else:
            runs.append(char)
    colour = "#0b57d0" if line.startswith(("$ ", "(.venv) $ ")) else "#b3261e" if set(line.strip(" |")) == {"^"} else "#1f2328"
    drawn, at = [], 0
    for run in runs:
        cells = column_count(run)
        if run.strip(" 　"):
            drawn.append(
                f'<text x="{MARGIN + at * CELL:g}" y="{y:g}" fill="{colour}" xml:space="preserve" lengthAdjust="spacingAndGlyphs"'
                f' textLength="{cells * CELL:g}">{escape(run)}</text>'
            )
        at += cells
    return drawn


def cut(line: str) -> str:
    """A line as a window of that width shows its beginning."""
    if column_count(line) <= COLUMNS:
        return line
    while column_count(line) > COLUMNS - 2:
        line = line[:-1]
    return line + "…"


def shown(printed: list[str], parts: Sequence[tuple[str, int]]) -> list[str]:
    """For each (beginning, n): n lines from the first that begins so; …… between the parts."""
    lines: list[str] = []
    for beginning, count in parts:
        at = next(n for n, line in enumerate(printed) if line.strip().startswith(beginning))
        lines += (["……"] if lines else []) + printed[at:at + count]
    return lines


def follow(folder: Path) -> dict[str, list[str]]:
    """Do what the guide says; what each command printed when it was given for the last time without a fault put in."""
    (folder / "公报.html").write_bytes(ISSUE.read_bytes())
    printed: dict[str, list[str]] = {}
    for pre, command, lines in console.steps(GUIDE):
        if command is None:
            console.write(pre, lines, folder)
        elif not pre.get("data-before"):
            printed.setdefault(command, []).extend(["", *console.run(command, folder)])
    return printed


def text_issue() -> list[str]:
    """The beginning of the practice issue and of its first table as the guide wants them in a text file."""
    article = BeautifulSoup(ISSUE.read_text(encoding="utf-8"), "html.parser")
    lines = [line.get_text().strip() for line in article.select("div.qzqd_tit, div.content_xilan > p")][:5]
    table = table_as_text(article.table)
    merged = [row for row in table if row.startswith("^^")]
    return [*lines, "……", *(" ".join(row.replace("\t", " → ").split()) for row in [*table[:2], *merged[:2]])]


def terminals(folder: Path) -> dict[str, str]:
    """Every SVG by its name."""
    printed = follow(folder)
    start, end = "(.venv) $ ", "命令提示符（终端）"
    imported, checked = "python -m parser import 公报.html --issue 2019-06 --output 练习", "python -m parser check 练习"
    built = "python -m parser build --source 练习 --output 练习网站"
    helped = console.run("python -m parser", folder)

    def terminal(command: str, lines: list[str], marks: Marks, before: Sequence[str] = ()) -> str:
        return window(end, [cut(line) for line in [*before, start + command, *lines]], marks)

    return {
        "prepare": terminal("python -m parser", shown(helped, [("用法", 12)]), ["(.venv) $"], ["$ source .venv/bin/activate"]),
        "text": window(f"{TEXT}（→ 表示按一下 Tab 键）", [cut(line) for line in text_issue()], ["某某盟行政公署公报", "^^"]),
        "import": terminal(imported, shown(printed[imported], [("读入", 8), ("没有收入", 2), ("写出", 3)]),
                           ["收入：", "没有收入：", "下一步："]),
        "check": terminal(checked + " --level warning", shown(printed[checked + " --level warning"], [("练习", 4), ("汇总", 8)]),
                          ["练习/", "^", "说明：", "汇总"]),
        "corrections": window(f"{CORRECTIONS} - 记事本", (folder / CORRECTIONS).read_text(encoding="utf-8").splitlines(),
                              ["passage", "by", "reason", "date"]),
        "corrected": terminal(checked, shown(printed[checked], [("练习/2019-06.html:19", 4)]), ["练习/"]),
        "build": terminal(built, shown(printed[built], [("读取", 2), ("公报期次", 3)]), ["网站在"]),
    }


def photographs(folder: Path, chromium: Browser) -> None:
    """The pictures that a browser takes: the practice site, and the summary that a merge request shows."""
    site = folder / "练习网站" / "site"
    console.run("python -m parser check 练习 --level warning --report 报告", folder)
    summary = markdown.markdown((folder / "报告" / "check.md").read_text(encoding="utf-8"), extensions=["tables"])
    page = folder / "summary.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8"><style>body{font:15px/1.6 sans-serif;margin:1.2em}table{border-collapse:collapse}'
        f"td,th{{border:1px solid #d0d7de;padding:4px 10px;text-align:left}}"
        f"td:nth-child(-n+3),th{{white-space:nowrap}}</style><h2>来源检查</h2>{summary}", encoding="utf-8",
    )
    takes: tuple[tuple[str, Path, int, Callable[[Page], None]], ...] = (
        ("site", site / "index.html", 340, lambda page: None),
        ("reason", site / "documents/xsf-2019-41/index.html", 210, _to_the_correction),
        ("summary", page, 470, lambda page: None),
    )
    for name, file, height, prepare in takes:
        context = chromium.new_context(viewport={"width": 820, "height": height}, locale="zh-CN", color_scheme="light")
        taken = context.new_page()
        taken.goto(file.as_uri())
        prepare(taken)
        taken.evaluate(HIDE_PLACE, PLACE)
        taken.wait_for_timeout(300)
        taken.screenshot(path=FOLDER / f"{name}.png")
        context.close()


def _to_the_correction(page: Page) -> None:
    page.locator(".correction").first.evaluate("part => part.scrollIntoView({block: 'end'})")
    page.evaluate("scrollBy(0, 30)")


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, svg in terminals(folder).items():
            (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        with browser() as chromium:
            photographs(folder, chromium)
    for file in sorted(FOLDER.iterdir()):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
