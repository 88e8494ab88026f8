"""Rate limits, failed tries, live counts, and named holds."""

from datetime import timedelta

import pytest

from layers import attempts, clock, gauge, holds, ratelimit
from layers.attempts import Attempts, LockedOut, Patience
from layers.errors import RateLimited
from layers.platform import PlatformItem
from layers.ratelimit import Rate
from layers.tables import connection
from layers.transaction import commit
from tests.component.conftest import Moment

pytestmark = pytest.mark.usefixtures("world")

RATE = Rate(3, 60)
PATIENCE = Patience(free=2, lock_after=5, lock=timedelta(minutes=10))
WINDOW = timedelta(minutes=5)


def _take(operation: str = "sign_in", subject: str = "198.51.100.7") -> None:
    ratelimit.take(RATE, operation, subject, clock.now())


def _refused_for(call: object) -> int:
    with pytest.raises((RateLimited, LockedOut)) as refused:
        call()  # type: ignore[operator]
    return int(refused.value.retry_after)


def test_a_limit_refuses_with_the_seconds_left_in_the_window(moment: Moment) -> None:
    moment.advance(seconds=20)
    for _ in range(3):
        _take()

    assert _refused_for(_take) == 41


def test_a_new_window_begins_anew(moment: Moment) -> None:
    for _ in range(3):
        _take()

    moment.advance(seconds=60)

    _take()


def test_subjects_and_operations_are_counted_apart() -> None:
    for _ in range(3):
        _take()

    _take(subject="198.51.100.8")
    _take(operation="register")
    assert _refused_for(_take) > 0


def test_what_was_counted_is_stored_without_the_address_and_goes_by_itself() -> None:
    _take()

    (stored,) = [
        item
        for item in connection().client.scan(TableName=PlatformItem.Meta.table_name)["Items"]
        if item["pk"]["S"].startswith("RATE#")
    ]
    assert "198.51.100.7" not in str(stored)
    assert int(stored["expires_at"]["N"]) > clock.now().timestamp()


def _try(subject: str = "wang") -> None:
    attempts.take("staff", subject, PATIENCE, clock.now())


def test_i3_the_first_tries_are_free_then_they_slow_down(moment: Moment) -> None:
    _try()
    _try()

    waits = []
    for _ in range(3):
        wait = _refused_for(_try)
        waits.append(wait)
        moment.advance(seconds=wait)
        _try()

    assert waits == [2, 3, 5]  # 1, 2, 4 s, told rounded up


def test_i3_enough_failures_lock_for_a_while(moment: Moment) -> None:
    for _ in range(5):
        _try()
        moment.advance(minutes=1)

    locked = _refused_for(_try)
    moment.advance(minutes=9)

    assert locked == 9 * 60 + 1
    _try()


def test_i3_a_try_that_was_refused_does_not_prolong_the_wait(moment: Moment) -> None:
    for _ in range(2):
        _try()
    waited = [_refused_for(_try) for _ in range(4)]

    moment.advance(seconds=1)

    assert waited == [2] * 4
    _try()


def test_i3_success_forgets_the_failures() -> None:
    for _ in range(2):
        _try()

    attempts.forget("staff", "wang")

    _try()
    _try()


def test_i3_subjects_wait_apart() -> None:
    for _ in range(2):
        _try()

    _try("li")


def test_i3_a_day_without_a_try_forgets_the_failures() -> None:
    _try()

    (stored,) = Attempts.query(attempts._key("staff", "wang")[0])

    assert stored.expires_at == clock.now() + timedelta(days=1)
    assert "wang" not in stored.pk


def test_a_gauge_counts_this_window_and_the_one_before(moment: Moment) -> None:
    counts = []
    for added in (3, 2, 0, 0):
        for _ in range(added):
            gauge.add("online", WINDOW, clock.now())
        counts.append(gauge.recent("online", WINDOW, clock.now()))
        moment.advance(minutes=5)

    assert counts == [3, 5, 2, 0]


def test_gauges_are_apart() -> None:
    gauge.add("online", WINDOW, clock.now())

    assert gauge.recent("other", WINDOW, clock.now()) == 0


def test_a_hold_stands_until_it_is_lifted_however_often_each_is_done() -> None:
    before = holds.stands("period#20220713")
    commit(holds.set_up("period#20220713"))
    commit(holds.set_up("period#20220713"))
    during = holds.stands("period#20220713")
    commit(holds.lift("period#20220713"))
    commit(holds.lift("period#20220713"))

    assert (before, during, holds.stands("period#20220713")) == (False, True, False)
