"""Processes that act for many residents at once, at the emulator's time."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from layers import clock
from local import children, state
from local.clock import FileClock

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 4
"""Two cores: while one process waits for the engine, another one computes."""

_CHUNK = 8


class Mishap(Exception):
    """Somebody could not do what they wanted; the message is the traceback, because not all errors travel."""


class Crew:
    """Runs functions in its processes."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def each(self, act: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Yield `act` of each item, in their order, as they get done; raises Mishap where one fails."""
        return self._pool.map(partial(_attempt, act), items, chunksize=_CHUNK)


@contextmanager
def crew(environment: Mapping[str, str]) -> Iterator[Crew]:
    """Keep processes that use the engine named by these variables, until the block ends."""
    pool = ProcessPoolExecutor(
        _AT_ONCE, mp_context=get_context("spawn"), initializer=_join, initargs=(dict(environment),)
    )
    try:
        yield Crew(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _attempt(act: Callable[[T], R], item: T) -> R:
    try:
        return act(item)
    except Exception:
        raise Mishap(traceback.format_exc()) from None


def _join(environment: dict[str, str]) -> None:
    children.follow_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its crew
    os.environ.update(environment)
    # Counted facts are written to the standard output, and the terminal is for people.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    clock.use(FileClock(state.of_environment().clock))
