"""The command line: `python -m parser COMMAND`. Each command only reads its arguments, calls one function, and reports.

Modules are imported by the command that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parser import cli_help

if TYPE_CHECKING:
    from parser.build import Vanished

PATHS = click.Path(path_type=Path)
KEEP_CONTACTS = click.option(
    "--keep-contacts", is_flag=True, help="原样公布个人手机号、身份证号和个人邮箱；不加时遮盖中间的字符。")
JOBS = click.option(
    "--jobs", type=click.IntRange(1), metavar="个数", default=lambda: os.cpu_count() or 1, show_default="处理器核数",
    help="同时用几个进程；1 为不另开进程。")
NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="不用也不写缓存（输出文件夹中的 .cache）：全部重做，结果相同。")
DEFAULT_FORMATS = ("json", "csv", "nested")  # what `compile` writes unless told otherwise


def _choose_gazette(ctx: click.Context, parameter: click.Parameter, file: Path | None) -> None:
    """Read gazette.toml before a command imports anything that depends on it; a faulty one ends the program."""
    from parser import gazette

    try:
        if file is not None:
            gazette.choose(file)
        gazette.gazette()
    except gazette.GazetteError as error:
        for problem in str(error).splitlines():
            click.echo(f"错误：{problem}", err=True)
        sys.exit(1)


GAZETTE = click.option(
    "--gazette", metavar="文件或文件夹", type=PATHS, envvar="GAZETTE", is_eager=True, expose_value=False, callback=_choose_gazette,
    help="用哪个 gazette.toml（名称、网址、机关、颜色），来源和输出就在它旁边；默认为程序所在文件夹里的。")


EXAMPLES = """\
  python -m parser build                        全部来源编译成 build/site
  python -m parser serve                        在浏览器中查看，改动后自动重建
  python -m parser import 甲.docx --issue 2019-07  把一期公报收进来
  python -m parser check source_html            只检查，不写文件
  python -m parser compile 甲.html --output 数据  只要数据，不要网站
  python -m parser explain P101                 某个诊断代码是什么意思"""


@click.group(
    cls=cli_help.ChineseGroup, invoke_without_command=True, subcommand_metavar="命令 …", **cli_help.example(EXAMPLES)
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """把政府公报的网页编译成可检索的网站和开放数据。"""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command(**cli_help.example("""\
  python -m parser build
  python -m parser build --source 别处的公报 --output 别处的输出
  python -m parser build --gazette 某市公报           某市公报/gazette.toml 所说的公报"""))
@click.option("--source", type=PATHS, help="来源文件夹，默认 source_html。")
@click.option("--output", type=PATHS, help="输出文件夹，默认 build；网站在其中的 site/。")
@click.option("--published", metavar="文件", type=PATHS, help="已发布的 ids.json，默认为输出文件夹中上次构建的。")
@click.option("--drop-ids", "vanished", flag_value="forget", help="允许已发布的编号消失；只在从未公开发布过时使用。")
@click.option("--withdraw-ids", "vanished", flag_value="withdraw", hidden=True, help="消失的编号先作撤回，下次构建再问（serve 用）。")
@KEEP_CONTACTS
@JOBS
@NO_CACHE
@GAZETTE
def build(
    source: Path | None, output: Path | None, published: Path | None, vanished: Vanished | None, keep_contacts: bool, jobs: int,
    no_cache: bool,
) -> None:  # fmt: skip
    """编译全部来源，生成网站和数据；有错误时原有网站保持不变。"""
    from parser import build as builder
    from parser.cli_outcome import failing_in_chinese, progress
    from parser.gazette import gazette

    source, output = source or gazette().sources, output or gazette().output
    with failing_in_chinese([source]):
        builder.build(
            source, output, click.echo, progress, published, vanished or "refuse", not keep_contacts, jobs, not no_cache
        )
    click.echo(f"网站在 {output / 'site'}")


@cli.command(name="compile", **cli_help.example("""\
  python -m parser compile 公文.html --output 数据
  python -m parser compile 文件夹一 文件夹二 公文.txt --output 数据 --format csv
  python -m parser compile s3://公报 --output s3://数据 --engine dask --scheduler tcp://10.0.0.5:8786"""))
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True)
@click.option("--output", metavar="文件夹", required=True, help="写到哪里；只替换上次由本命令写出的文件。")
@click.option("--format", "formats", multiple=True, metavar="格式", help="只写这种格式，可多次给出，如 csv。")
@click.option("--engine", type=click.Choice(["process", "dask"]), default="process", help="由本机的进程编译，还是由已有的 Dask 集群。")
@click.option("--scheduler", metavar="地址", help="Dask 调度器的地址，如 tcp://10.0.0.5:8786。")
@KEEP_CONTACTS
@JOBS
@NO_CACHE
@GAZETTE
def compile_(
    paths: tuple[str, ...], output: str, formats: tuple[str, ...], engine: str, scheduler: str | None, keep_contacts: bool,
    jobs: int, no_cache: bool,
) -> None:  # fmt: skip
    """编译指定的文件（.html、.htm、.txt），只写数据，不做网站。

    \b
    写出：{表}.json、{表}.csv，issues/ 与 documents/ 下的嵌套 JSON。
    有文件不能读取时，什么也不写，退出码为 1；
    读得出而数据有错误的，照样写出以便查找原因，退出码也为 1。

    \b
    用 --engine dask 时，来源和输出各是一个文件夹或 fsspec 地址（如 s3://…），
    所有工作节点都能读写；写出按年份分区的 JSON Lines 和 Parquet，
    以及列出它们的 manifest.json。
    """
    from parser.building import issue_cache, last_run
    from parser.building.source_folder import find_sources
    from parser.cli_outcome import fail, failing_in_chinese, progress

    if engine == "dask" or scheduler:
        _compile_on_cluster(paths, output, engine, scheduler, formats, not keep_contacts)
        return
    sources, folder = tuple(map(Path, paths)), Path(output)
    with failing_in_chinese(sources):
        key = last_run.data_key(find_sources(sources), formats or DEFAULT_FORMATS, not keep_contacts)
        if not no_cache and last_run.is_current(folder / issue_cache.FOLDER, folder, key):
            click.echo(last_run.UNCHANGED)
            return
    from parser import datasets
    from parser.building import data_folder

    known = list(dict.fromkeys(row.name for row in datasets.FORMATS))
    if unknown := set(formats) - set(known):
        fail([f"没有格式 {'、'.join(sorted(unknown))}；可用的有 {'、'.join(known)}。"])
    with failing_in_chinese(sources):
        errors = data_folder.compile_data(
            sources, folder, formats or DEFAULT_FORMATS, mask_contacts=not keep_contacts, jobs=jobs, use_cache=not no_cache,
            say=click.echo, progress=progress,
        )  # fmt: skip
    click.echo(f"数据在 {output}")
    fail(errors, sources)


def _compile_on_cluster(
    sources: tuple[str, ...], output: str, engine: str, scheduler: str | None, formats: tuple[str, ...], mask_contacts: bool
) -> None:
    from parser.cli_outcome import fail, failing_in_chinese, progress

    if engine != "dask" or scheduler is None or len(sources) != 1 or formats:
        fail(["用 Dask 编译需要 --engine dask、--scheduler 地址和一个来源文件夹，不能同时用 --format。"])
        return
    try:
        from parser.building import cluster
    except ModuleNotFoundError as error:
        fail([f"没有安装 {error.name}。请先运行 pip install --require-hashes -r requirements-cluster.lock。"])
        return
    with failing_in_chinese(()):
        errors = cluster.compile_on_cluster(
            sources[0], output, scheduler, mask_contacts=mask_contacts, say=click.echo, progress=progress
        )
    click.echo(f"数据在 {output}")
    fail(errors)


@cli.command(**cli_help.example("""\
  python -m parser check source_html
  python -m parser check 公文.html --level warning
  python -m parser check source_html --suggest
  python -m parser check source_html --format sarif > check.sarif"""))
@click.argument("paths", metavar="[文件或文件夹…]", type=PATHS, nargs=-1)
@click.option("--level", type=click.Choice(["error", "warning", "info"]), default="info", help="只显示这一级及更重的。")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown", "github", "gitlab", "sarif"]),
              default="text", help="输出格式：文字、JSON、Markdown、GitHub 注解、GitLab 代码质量、SARIF。")
@click.option("--report", "folder", metavar="文件夹", type=PATHS,
              help="另把汇总（Markdown）、SARIF 和 GitLab 代码质量报告写进这个文件夹。")
@click.option("--suggest", is_flag=True, help="只写出改正建议（TOML），供人核对后放进改正文件。")
@JOBS
@GAZETTE
def check(paths: tuple[Path, ...], level: str, style: str, folder: Path | None, suggest: bool, jobs: int) -> None:
    """只检查、不写文件：列出原文的印刷问题和程序的推断，最后有汇总。不给路径时检查 source_html。

    \b
    每一处给出文件、行、列和那段文字，下面用 ^ 标出所指的字，再说明为什么要紧、怎么办。
    有错误或有文件不能读取时退出码为 1。
    """
    from parser.cli_outcome import compiled, failing_in_chinese, marking_unreadable, places
    from parser.gazette import gazette
    from parser.reports import report, report_files, report_summary
    from parser.wording import SEVERITY_NAMES

    paths = paths or (gazette().sources,)
    with failing_in_chinese(paths), marking_unreadable(style, folder), compiled(paths, jobs) as made:
        if suggest:
            from parser.reports import suggestions

            for issue in made.issues:
                file = places(paths)[issue.issue.source_file]
                click.echo(suggestions.as_toml(file, suggestions.suggest(file, issue)), nl=False)
            return
        diagnostics = list(made.records("diagnostics"))
        levels = list(SEVERITY_NAMES)
        shown = [found for found in diagnostics if levels.index(found.severity) <= levels.index(level)]
        click.echo(report.STYLES[style](shown, places(paths)), nl=False)
        if style in report.SUMMARIES:
            click.echo(report.SUMMARIES[style](report_summary.summarise(made, shown)), nl=False)
        if folder is not None:
            report_files.write_report(folder, made, shown, places(paths))
        if any(found.severity == "error" for found in diagnostics):
            sys.exit(1)


@cli.command(name="import", **cli_help.example("""\
  python -m parser import 下载/公报.html --issue 2019-07
  python -m parser import 公报.docx --issue 2019-07 --title 某某公报2019年第7期（总第56期）"""))
@click.argument("file", metavar="文件", type=PATHS)
@click.option("--issue", metavar="期次", required=True, help="年份与期号，如 2019-07。")
@click.option("--output", type=PATHS, help="写到哪个文件夹，默认 source_html。")
@click.option("--title", metavar="标题", help="本期标题；文件中没有标题时用，如“某某公报2019年第7期（总第56期）”。")
@click.option("--replace", is_flag=True, help="替换已有的这一期。")
@GAZETTE
def import_(file: Path, issue: str, output: Path | None, title: str | None, replace: bool) -> None:
    """把一期公报收进来：网页、Word/WPS（.docx）、文本或有文字的 PDF，写成 source_html 中的一个干净网页。

    \b
    文字一个不改：写出之后再读一遍，与原文件逐字对照，不一致就不写。
    没有收入的（网站导航、图片、脚注、批注等）和需要核对的，逐项列出。
    """
    from parser.cli_outcome import failing_in_chinese
    from parser.gazette import gazette
    from parser.importing.account import account
    from parser.importing.bring_in import import_issue

    with failing_in_chinese(()):
        imported = import_issue(file, issue, output or gazette().sources, replace, title)
    for line in account(imported, file):
        click.echo(line)


@cli.command(**cli_help.example("""\
  python -m parser explain P101
  python -m parser explain numbering-gap
  python -m parser explain                     列出全部代码"""))
@click.argument("code", metavar="[代码或名称]", required=False)
def explain(code: str | None) -> None:
    """说明一个诊断代码：发现了什么，为什么要紧，怎么办。"""
    from parser.cli_outcome import fail
    from parser.diagnostics import BY_CODE, CODES
    from parser.wording import SEVERITY_NAMES, meaning

    if code is None:
        for row in BY_CODE.values():
            click.echo(f"{row.code}  {SEVERITY_NAMES[row.severity]}  {row.name}")
        return
    found = BY_CODE.get(code.upper()) or CODES.get(code.lower())
    if found is None:
        fail([f"没有诊断代码 {code}。python -m parser explain 列出全部代码。"])
        return
    click.echo(f"{found.code} {found.name}（{SEVERITY_NAMES[found.severity]}）")
    click.echo(f"发现：{meaning(found)}。")
    click.echo(f"说明：{found.help}")


@cli.command(**cli_help.example("  python -m parser schemas && git diff schemas"))
@GAZETTE
def schemas() -> None:
    """由 parser/model.py 重新写出 schemas/*.schema.json。"""
    from parser import schema_files

    for file in schema_files.write_schemas():
        click.echo(file)


@cli.command(**cli_help.example("  python -m parser evaluate tests/gold/2019-06 --data build/site/data"))
@click.argument("gold", metavar="标注文件夹", type=PATHS)
@click.option("--data", metavar="数据文件夹", type=PATHS, required=True, help="compile 或 build 写出的数据。")
@click.option("--verbose", is_flag=True, help="逐条列出漏读和多读的。")
@GAZETTE
def evaluate(gold: Path, data: Path, verbose: bool) -> None:
    """与人工标注对照：查准率、查全率、F1，以及没有提示的错误。"""
    from parser.cli_outcome import fail
    from parser.evaluate import evaluate as compare
    from parser.evaluate import show

    try:
        scores = compare(gold, data)
    except FileNotFoundError as error:
        fail([f"找不到 {error.filename}" if error.filename else str(error)])
        return
    except ValueError as error:
        fail([error])
        return
    for line in show(scores, verbose):
        click.echo(line)


@cli.command(**cli_help.example("""\
  python -m parser diff 上次的数据 build/site/data
  python -m parser diff gazette.zip build/site --json changes.json"""))
@click.argument("old", metavar="旧数据", type=PATHS)
@click.argument("new", metavar="新数据", type=PATHS)
@click.option("--json", "json_file", metavar="文件", type=PATHS, help="另以 JSON 写出全部变化。")
def diff(old: Path, new: Path, json_file: Path | None) -> None:
    """两次发布之间新增、删除、改动了哪些记录；可以是数据文件夹、网站文件夹或 gazette.zip。"""
    import zipfile

    from parser import schema
    from parser.cli_outcome import fail
    from parser.reports import changes

    try:
        found = changes.compare(old, new)
    except (FileNotFoundError, ValueError, zipfile.BadZipFile) as error:
        fail([error])
        return
    for line in changes.in_words(found):
        click.echo(line)
    if json_file is not None:
        json_file.write_text(schema.dump(changes.as_json(found)), encoding="utf-8", newline="\n")


@cli.command(**cli_help.example("  python -m parser serve --port 8080"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口。")
@click.option("--source", type=PATHS, help="来源文件夹，默认 source_html。")
@click.option("--output", type=PATHS, help="输出文件夹，默认 build。")
@GAZETTE
def serve(port: int, source: Path | None, output: Path | None) -> None:
    """在本机浏览器中查看网站；来源、程序、模板一有改动就重建。按 Ctrl+C 结束。"""
    from parser.cli_outcome import failing_in_chinese
    from parser.gazette import gazette
    from parser.website import serve as server

    with failing_in_chinese([]):
        server.serve(source or gazette().sources, output or gazette().output, port, click.echo)


@cli.command(**cli_help.example("""\
  python -m parser hosting                     要设的头、类型、缓存，一览
  python -m parser hosting nginx --output /etc/nginx/conf.d/gazette.conf
  python -m parser hosting iis --output D:\\gazette\\site\\web.config"""))
@click.argument("server", metavar="[服务器]", type=click.Choice(["nginx", "iis"]), required=False)
@click.option("--folder", metavar="文件夹", help="服务器上放网站的文件夹（nginx），默认 /srv/gazette/site。")
@click.option("--port", type=click.IntRange(1, 65535), help="端口（nginx），默认 80。")
@click.option("--output", metavar="文件", type=PATHS, help="写进这个文件，不给时显示出来。")
@GAZETTE
def hosting(server: str | None, folder: str | None, port: int | None, output: Path | None) -> None:
    """网页服务器怎样配置：nginx 的配置文件、IIS 的 web.config，或给其他服务器的一览。"""
    from parser.website import hosting_files

    texts = {
        "nginx": lambda: hosting_files.nginx(folder or hosting_files.FOLDER, port or hosting_files.PORT),
        "iis": hosting_files.iis,
        None: hosting_files.in_words,
    }
    text = texts[server]()
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run the command line with Chinese messages and UTF-8 output, also where a console assumes another encoding."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.exit(cli.main(prog_name="python -m parser", standalone_mode=False))
    except click.UsageError as error:
        click.echo(cli_help.explain(error), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止。", err=True)
        sys.exit(130)
