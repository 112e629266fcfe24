"""The gazette that is compiled: everything that differs between one government's gazette and another's, in one file.

A process compiles one gazette. Which one, the environment variable `GAZETTE` tells (the path of a `gazette.toml`, or of
the folder that holds it), so that processes started by this one compile the same; without it, it is the file beside
the program. Issues stand beside the file in `source_html/`, and the site is made beside it in `build/`.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from parser import ROOT
from parser.rules.register import Body, Department, Level, Register, find_level, general_register, joined
from parser.toml_table import read_table
from parser.website import colours
from parser.website.colours import Colours

FILE = "gazette.toml"
VARIABLE = "GAZETTE"
ADDRESS = re.compile(r"https?://[!-~]+")  # no white space, nothing outside of ASCII; http in a network of one's own
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


class GazetteError(Exception):
    """A gazette.toml that cannot be used; one line for each thing that is wrong, with file and key."""


@dataclass(frozen=True)
class Data:
    """What the published data is called, its licence (an SPDX identifier), and whom to ask."""

    title: str
    licence: str
    licence_name: str
    licence_url: str
    contact: str | None = None

    def contact_as(self, email: str, page: str) -> dict[str, str]:
        """The contact under the name that a format has for an e-mail address or a web page; nothing without a contact."""
        return {} if self.contact is None else {email if EMAIL.fullmatch(self.contact) else page: self.contact}


@dataclass(frozen=True)
class Gazette:
    """The keys of gazette.toml, each explained there and on the site's page for other governments (adopt.md)."""

    name: str
    publisher: str
    description: str
    url: str
    colours: Colours
    data: Data
    icon: str | None = None
    level: tuple[Level, ...] = ()
    department: tuple[Department, ...] = ()
    body: tuple[Body, ...] = ()
    file: Path = field(default=ROOT / FILE, metadata={"key": False})

    @property
    def sources(self) -> Path:
        """The folder of the issues."""
        return self.file.parent / "source_html"

    @property
    def output(self) -> Path:
        """The folder in which the site is made, as `site/`."""
        return self.file.parent / "build"

    @property
    def pages(self) -> Path:
        """The folder of pages that take the place of those in site/pages/; it need not exist."""
        return self.file.parent / "pages"

    @property
    def register(self) -> Register:
        """The names of agencies in this gazette. Nothing else in gazette.toml has a say in how an issue is read."""
        return joined(general_register(), Register(self.level, self.department, self.body))

    def digest(self) -> str:
        """SHA-256 of every value, wherever the file stands: two gazettes of one digest make the same site."""
        values = asdict(self)
        del values["file"]
        return hashlib.sha256(repr(values).encode()).hexdigest()


@functools.cache
def gazette() -> Gazette:
    """The gazette of this process; raises `GazetteError` when its file cannot be used."""
    return read_gazette(Path(os.environ.get(VARIABLE) or ROOT / FILE))


def choose(path: Path) -> None:
    """Make the gazette in this file or folder that of the process: before `rules/agencies.py`, which takes its register, is
    imported."""
    os.environ[VARIABLE] = str(path.resolve())
    gazette.cache_clear()


def read_gazette(path: Path) -> Gazette:
    """The gazette of a file, or of the gazette.toml in a folder; raises `GazetteError` with all that is wrong in it."""
    file = path / FILE if path.is_dir() else path
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise GazetteError(f"{file}：没有这个文件。请照“供其他政府使用”一页写一个。") from error
    except UnicodeDecodeError as error:
        raise GazetteError(f"{file}：编码不是 UTF-8。请用记事本另存为 UTF-8。") from error
    except OSError as error:
        raise GazetteError(f"{file}：不能读取（{error.strerror or error}）。") from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteError(f"{file}：不合 TOML 格式（{error}）。文字要放在英文引号里，一行一项。") from error
    problems: list[str] = []
    read: Gazette | None = read_table(Gazette, table, "", problems)
    problems += _faults(read) if read is not None else []
    if read is None or problems:
        raise GazetteError("\n".join(f"{file}：{problem}" for problem in problems))
    return replace(read, url=read.url.rstrip("/") + "/", file=file.resolve())


def _faults(read: Gazette) -> list[str]:
    """What is wrong with values of the right type."""
    found = colours.faults(read.colours)
    for key, address in (("url", read.url), ("data.licence_url", read.data.licence_url)):
        if not _is_address(address):
            found.append(f"{key} 写作“{address}”，应为以 https:// 开头的网址（内网可用 http://），只用英文字母、数字和符号。")
    if re.search(r"[?#@]", read.url):
        found.append("url 中不能有 ?、# 或 @，只写到网站所在的文件夹为止。")
    contact = read.data.contact
    if contact is not None and not EMAIL.fullmatch(contact) and not _is_address(contact):
        found.append(f"data.contact 写作“{contact}”，应为电子邮箱或以 https:// 开头的网址；没有的，删去这一行。")
    if read.icon is not None and not re.fullmatch(r"\w{1,2}", read.icon):
        found.append(f"icon 写作“{read.icon}”，应为一两个字；不用字的，删去这一行。")
    for kind, rows in (("department", read.department), ("body", read.body)):
        spellings = [spelling for row in rows for spelling in row.spellings]
        twice = sorted({spelling for spelling in spellings if spellings.count(spelling) > 1})
        found += [f"[[{kind}]] 中“{spelling}”写了两次，只能属于一个机关。" for spelling in twice]
    if not found and find_level(read.publisher, read.register) is None:
        found.append(
            f"publisher 的“{read.publisher}”看不出是哪一级：加一个 [[level]]，把它的结尾写进 of，如 of = [\"新区管理委员会\"]。"
        )
    return found


def _is_address(text: str) -> bool:
    try:
        return bool(ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:  # https://[
        return False
