"""Our keys through rotations and withdrawals (X5): there is always one to use, and no gap for partners."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.healthcode.exchange.lifetimes import Lifetime, Made, lifetimes

DAY = timedelta(days=1)
BEGIN = datetime(2022, 7, 1, tzinfo=UTC)
ANNOUNCED, OVERLAP = 4 * DAY, 3 * DAY


def on(day: float) -> datetime:
    return BEGIN + day * DAY


def lives(*keys: tuple[float, float | None]) -> list[tuple[float, float | None]]:
    """Return from which day to which each key is good, of keys made and withdrawn on these days."""
    made = [Made(on(day), None if gone is None else on(gone)) for day, gone in keys]
    found = lifetimes(made, ANNOUNCED, OVERLAP)
    return [
        ((life.since - BEGIN) / DAY, (life.until - BEGIN) / DAY if life.until else None) for life in found
    ]


CASES = [
    ([(0, None)], [(0, None)], "the first is used at once"),
    ([(0, None), (10, None)], [(0, 17), (14, None)], "the next is announced, the old one ends later"),
    ([(0, None), (10, None), (11, None)], [(0, 17), (14, 18), (15, None)], "two within days"),
    ([(0, 12), (10, None)], [(0, 15), (12, None)], "withdrawn while the next is announced: it takes over"),
    ([(0, 12), (12, None)], [(0, 15), (12, None)], "withdrawn without a next one: that one at once"),
    ([(0, None), (10, 11)], [(0, None), (14, None)], "withdrawn before it was used: the old one goes on"),
    ([(0, None), (10, 11), (20, None)], [(0, 27), (14, None), (24, None)], "and is followed by another"),
    ([(0, None), (10, 30), (30, None)], [(0, 17), (14, 33), (30, None)], "what had ended does not come back"),
]


@pytest.mark.parametrize(("keys", "expected", "comment"), CASES)
def test_x5_from_when_until_when_keys_are_good(
    keys: list[tuple[float, float | None]], expected: list[tuple[float, float | None]], comment: str
) -> None:
    assert lives(*keys) == expected, comment


ROTATIONS = st.lists(st.integers(1, 200), min_size=1, max_size=6, unique=True).map(sorted)


@given(ROTATIONS, st.integers(0, 400))
def test_x5_at_every_moment_one_key_is_used_that_was_announced(days: list[int], today: int) -> None:
    found = lifetimes([Made(on(0)), *(Made(on(day)) for day in days)], ANNOUNCED, OVERLAP)

    used = [life for life in found if life.used(on(today))]

    assert used
    assert newest(used).since in {on(0), *(on(day) + ANNOUNCED for day in days)}


@given(ROTATIONS, st.integers(0, 400))
def test_x5_what_a_partner_made_with_the_key_of_yesterday_is_accepted(days: list[int], today: int) -> None:
    """Whoever knows our keys as they were up to the overlap ago still picks one that we accept."""
    found = lifetimes([Made(on(0)), *(Made(on(day)) for day in days)], ANNOUNCED, OVERLAP)
    before = [life for life in found if life.used(on(today) - OVERLAP)]

    assert not before or newest(before).accepted(on(today) - timedelta(microseconds=1))


@given(ROTATIONS, st.integers(1, 400))
def test_x5_a_withdrawn_key_is_never_good_again(days: list[int], gone: int) -> None:
    made = [Made(on(0), on(gone)), *(Made(on(day)) for day in days)]

    first = lifetimes(made, ANNOUNCED, OVERLAP)[0]

    assert not any(first.accepted(on(day)) or first.used(on(day)) for day in range(400))


def newest(used: list[Lifetime]) -> Lifetime:
    return max(used, key=lambda life: life.since)
