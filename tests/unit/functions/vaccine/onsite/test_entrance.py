"""Entrance and observation area (V10)."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.vaccine.onsite import entrance
from functions.vaccine.onsite.entrance import Gate, Slot

SLOT = Slot(datetime(2021, 4, 21, 8, tzinfo=UTC), datetime(2021, 4, 21, 9, 30, tzinfo=UTC))
TWO_HOURS = timedelta(hours=2)
OBSERVATION = timedelta(minutes=30)
SECOND = timedelta(seconds=1)

GATES = [
    (SLOT.starts - TWO_HOURS - SECOND, Gate.TOO_EARLY, "more than two hours before"),
    (SLOT.starts - TWO_HOURS, Gate.EARLY, "two hours before"),
    (SLOT.starts - SECOND, Gate.EARLY, "just before"),
    (SLOT.starts, Gate.CURRENT, "the slot begins"),
    (SLOT.ends - SECOND, Gate.CURRENT, "its last second"),
    (SLOT.ends, Gate.LATE, "the slot has ended"),
    (SLOT.ends + TWO_HOURS - SECOND, Gate.LATE, "just within two hours"),
    (SLOT.ends + TWO_HOURS, Gate.TOO_LATE, "two hours after"),
]


@pytest.mark.parametrize(("now", "expected", "comment"), GATES)
def test_v10_the_entrance_is_open_within_two_hours_of_the_time(
    now: datetime, expected: Gate, comment: str
) -> None:
    assert entrance.gate(SLOT, now, TWO_HOURS) is expected, comment


@pytest.mark.parametrize("gate", Gate)
def test_v10_people_are_let_in_unless_it_is_too_early_or_too_late(gate: Gate) -> None:
    assert gate.opens == (not gate.startswith("too_"))


def test_v10_without_a_window_only_the_slot_itself_counts() -> None:
    moments = [SLOT.starts - SECOND, SLOT.starts, SLOT.ends]

    assert [entrance.gate(SLOT, now, timedelta()).opens for now in moments] == [False, True, False]


LEAVING = [
    (timedelta(), False, "at once"),
    (OBSERVATION - SECOND, False, "a second too early"),
    (OBSERVATION, True, "after thirty minutes"),
    (timedelta(days=1), True, "much later"),
]


@pytest.mark.parametrize(("after", "expected", "comment"), LEAVING)
def test_v10_people_stay_for_thirty_minutes(after: timedelta, expected: bool, comment: str) -> None:
    injected = SLOT.starts

    assert entrance.may_leave(injected, injected + after, OBSERVATION) is expected, comment
    assert entrance.observed_until(injected, OBSERVATION) == injected + OBSERVATION
