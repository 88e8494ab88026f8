"""Limits are exact, however many call at the same moment."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from layers import attempts, gauge, ratelimit
from layers.attempts import LockedOut, Patience
from layers.errors import RateLimited
from layers.ratelimit import Rate
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]

NOW = datetime(2022, 7, 13, 1, 0, 30, tzinfo=UTC)
PATIENCE = Patience(free=3, lock_after=8, lock=timedelta(minutes=15))


def test_rate_limit_admits_exactly_its_number() -> None:
    rate = Rate(20, 60)

    outcomes = at_once([partial(ratelimit.take, rate, "sign_in", "203.0.113.7", NOW)] * 50)

    assert refusals(outcomes) == [RateLimited] * 30


def test_rate_limits_of_two_callers_are_apart() -> None:
    take = partial(ratelimit.take, Rate(5, 60), "sign_in")
    calls = [partial(take, address, NOW) for address in ("203.0.113.7", "203.0.113.8") for _ in range(5)]

    outcomes = at_once(calls)

    assert refusals(outcomes) == []


def test_i3_of_tries_at_the_same_moment_one_goes_through() -> None:
    attempts.take("staff", "wang", PATIENCE, NOW)

    outcomes = at_once([partial(attempts.take, "staff", "wang", PATIENCE, NOW)] * 20)

    went_through = outcomes.count(None)
    assert refusals(outcomes) == [LockedOut] * (20 - went_through)
    # The second and third try are free; the fourth has to wait. None was counted twice.
    assert 1 <= went_through <= 2
    stored = attempts.Attempts.find(*attempts._key("staff", "wang"))
    assert stored is not None
    assert stored.failures == 1 + went_through


def test_gauge_loses_no_count() -> None:
    window = timedelta(minutes=5)

    at_once([partial(gauge.add, "online", window, NOW)] * 40)

    assert gauge.recent("online", window, NOW) == 40
