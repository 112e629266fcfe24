"""A folder that every machine of a cluster can reach: a path of a shared disk, or an address that fsspec knows (s3://…).

fsspec: https://filesystem-spec.readthedocs.io/. Each kind of store needs its own driver beside it (s3fs for s3://…).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fsspec.core import url_to_fs  # type: ignore[import-untyped]

from parser.building.staging import OutputError


@dataclass(frozen=True)
class RemoteFolder:
    """The folder at `address`; names of files in it are relative, with slashes."""

    address: str

    def names(self) -> list[str]:
        """All files below the folder, in order of name; none when there is no folder."""
        system, root = self._system()
        try:
            found = system.find(root)
        except FileNotFoundError:
            return []
        return sorted(name[len(root) :].lstrip("/") for name in found)

    def read(self, name: str) -> bytes:
        """A whole file; raises OSError when it cannot be read."""
        system, root = self._system()
        content: bytes = system.cat_file(f"{root}/{name}")
        return content

    def size(self, name: str) -> int:
        """The length of a file in bytes."""
        system, root = self._system()
        return int(system.size(f"{root}/{name}"))

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        system, root = self._system()
        return bool(system.isfile(f"{root}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """Make or replace a file at once: whoever reads it finds all of it or what was there before."""
        system, root = self._system()
        system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
        with system.transaction, system.open(f"{root}/{name}", "wb") as handle:
            handle.write(content)

    def remove(self, names: Iterable[str]) -> None:
        """Remove these files, as far as they are there."""
        system, root = self._system()
        for name in names:
            if system.isfile(f"{root}/{name}"):
                system.rm_file(f"{root}/{name}")

    def _system(self) -> tuple[Any, str]:
        try:
            system, root = url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise OutputError(f"{self.address} 不能打开：{error}。请核对地址，并安装这种存储的驱动（如 s3fs）。") from error
        return system, str(root).rstrip("/")
