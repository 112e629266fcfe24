"""Calls one function for many things, by several processes where that saves time; results come in order."""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

WORTH_PROCESSES = 8  # with fewer things, starting processes takes longer than it saves
AT_A_TIME = 4  # things handed to a process at once

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class JobsError(Exception):
    """A process came to its end before its work was done; the message says in Chinese what to do."""


def in_processes(
    function: Callable[..., Made], things: Sequence[Thing], arguments: tuple[Any, ...], jobs: int
) -> Iterator[Made]:
    """`function(thing, *arguments)` for each thing, in order. All must be picklable; an exception comes through."""
    jobs = min(jobs, len(things))
    if len(things) < WORTH_PROCESSES or jobs <= 1:
        yield from (function(thing, *arguments) for thing in things)
        return
    # Fresh processes, as on every system: copies of this one may inherit locks that nobody will release.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        try:
            call = functools.partial(_call, function, arguments)
            yield from pool.map(call, things, chunksize=AT_A_TIME)
        except BrokenProcessPool as error:
            raise JobsError("一个处理进程意外结束，可能是内存不足。请用 --jobs 1 再运行一次。") from error


def _call(function: Callable[..., Made], arguments: tuple[Any, ...], thing: Any) -> Made:
    return function(thing, *arguments)
