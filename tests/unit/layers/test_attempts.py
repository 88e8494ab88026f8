"""How long somebody waits after wrong tries (I3)."""

from datetime import timedelta

import pytest

from layers.attempts import Patience, pause

PATIENCE = Patience(free=3, lock_after=8, lock=timedelta(minutes=15))

PAUSES = [
    (0, 0, "nothing failed yet"),
    (1, 0, "the first is free"),
    (2, 0, "so is the second"),
    (3, 1, "then it slows down"),
    (4, 2, "twice as long"),
    (5, 4, "and again"),
    (7, 16, "the last before the lock"),
    (8, 900, "locked"),
    (50, 900, "no longer than the lock, however many"),
]


@pytest.mark.parametrize(("failures", "seconds", "comment"), PAUSES)
def test_i3_pause_after_failures(failures: int, seconds: int, comment: str) -> None:
    assert pause(failures, PATIENCE) == timedelta(seconds=seconds), comment
