"""What everybody needs all the time and hardly ever changes: read again every few seconds."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_FRESH = 5.0
"""Seconds for which a process may go on using what it read."""


class Recent(Generic[T]):
    """The answer of `read`, at most a few seconds old."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._known: tuple[float, T] | None = None

    def __call__(self) -> T:
        """Return what was read last, or read."""
        if self._known is None or time.monotonic() - self._known[0] > _FRESH:
            self._known = (time.monotonic(), self._read())
        return self._known[1]

    def forget(self) -> None:
        """Make the next call read."""
        self._known = None
