"""Runs a function in a process of its own that may take 1 GiB and five minutes: a guard that ends what hangs, not a measure."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

MEMORY = 1024 * 1024 * 1024  # bytes of resident memory
PATIENCE = 300  # seconds; a whole table of cases takes some 20 on an idle machine


def bounded(run: Callable[..., Any], *arguments: Any) -> tuple[Any, int]:
    """What `run(*arguments)` returns, and the most memory in bytes (0 on Windows) that its process had resident.

    Fails when it takes longer than `PATIENCE`; on Linux it gets a MemoryError where it asks for far more than `MEMORY`.
    """
    system = multiprocessing.get_context("spawn")
    here, there = system.Pipe(duplex=False)
    process = system.Process(target=_answer, args=(there, run, arguments))
    process.start()
    there.close()
    try:
        assert here.poll(PATIENCE), f"{run.__name__} still runs after {PATIENCE} seconds"
        answer, peak = here.recv()
    finally:
        process.kill()
        process.join()
    if isinstance(answer, BaseException):
        raise answer
    return answer, peak


def _answer(there: Connection, run: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))  # libraries map more than they touch
    try:
        answer = run(*arguments)
    except Exception as error:
        answer = RuntimeError(f"{type(error).__name__}: {error}")
    there.send((answer, _peak()))


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
