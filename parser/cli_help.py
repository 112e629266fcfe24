"""Makes click speak Chinese: the headings of `--help` and the messages about wrong usage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click


class ChineseCommand(click.Command):
    """A command whose help has Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces.replace("[OPTIONS]", "[选项]"), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        with formatter.section("选项"):
            formatter.write_dl([(name, text.replace("[required]", "（必需）")) for name, text in rows])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands, listed in the order in which they are declared."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command.get_short_help_str(limit=120)) for name, command in self.commands.items()]
        with formatter.section("命令"):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def explain(error: click.UsageError) -> str:
    """What is wrong with a command line, in Chinese, and where to read on."""
    path = error.ctx.command_path if error.ctx is not None else "python -m parser"
    return f"{_reason(error)}\n用法见：{path} --help"


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}。{_similar(error.possibilities)}"
    if isinstance(error, click.NoSuchCommand):
        return f"没有命令 {error.command_name}。{_similar(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error.param, error.ctx)}。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        if isinstance(kind, click.Choice):
            return f"{_name(error.param, error.ctx)} 应为 {'、'.join(kind.choices)} 之一。"
        if isinstance(kind, click.IntRange):
            return f"{_name(error.param, error.ctx)} 应为 {kind.min} 至 {kind.max} 的整数。"
    message = error.format_message()
    if message.startswith("Got unexpected extra argument"):
        return f"多出参数 {message[message.find('(') + 1:-1]}。"
    return message


def _similar(names: Sequence[str] | None) -> str:
    return f"是不是 {' 或 '.join(names)}？" if names else ""


def _name(parameter: click.Parameter | None, ctx: click.Context | None) -> str:
    """`--output`, or the name of an argument as the usage line shows it."""
    if isinstance(parameter, click.Argument) and ctx is not None:
        return parameter.make_metavar(ctx).strip("[]")
    return parameter.opts[0] if parameter is not None else "参数"


def example(text: str) -> dict[str, Any]:
    """Keyword arguments of a command that end its help with examples, kept line by line."""
    return {"epilog": f"\b\n例：\n{text}"}
