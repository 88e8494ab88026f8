"""An alarm looks at minutes behind the period's own times, so that whoever is woken up is told why (O1)."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.lottery import delays, lifecycle
from tests.component.conftest import Moment

pytestmark = pytest.mark.usefixtures("world")

OPENS = datetime(2022, 7, 13, 1, tzinfo=UTC)
CLOSES, DRAWS, PUBLISHES = (OPENS + timedelta(hours=hours) for hours in (9, 9.5, 11))
NONE = {"opening": 0, "close": 0, "draw": 0, "publication": 0}


def late(moment: Moment, now: datetime) -> dict[str, int]:
    moment.now = now
    return delays.minutes_late(now)


def test_o1_a_day_on_time_is_never_late(moment: Moment) -> None:
    for now in (OPENS - timedelta(minutes=1), OPENS, CLOSES, DRAWS, PUBLISHES):
        moment.now = now
        lifecycle.advance(now)

        assert delays.minutes_late(now) == NONE, now


def test_o1_each_step_is_late_by_the_periods_own_times(moment: Moment) -> None:
    minutes = timedelta(minutes=1)

    assert late(moment, OPENS + 5 * minutes) == NONE | {"opening": 5}
    lifecycle.advance(moment.now)
    assert late(moment, CLOSES + 7 * minutes) == NONE | {"close": 7}
    lifecycle.advance(moment.now)
    assert late(moment, DRAWS + 10 * minutes) == NONE | {"draw": 10}
    lifecycle.advance(moment.now)
    assert late(moment, PUBLISHES + 1 * minutes) == NONE | {"publication": 1}
    lifecycle.advance(moment.now)
    assert late(moment, PUBLISHES + 2 * minutes) == NONE


def test_o1_after_the_close_nobody_misses_an_opening(moment: Moment) -> None:
    assert late(moment, CLOSES) == NONE
