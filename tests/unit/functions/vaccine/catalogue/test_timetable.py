"""When a session can be booked, and the days of a template (V4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from functions.vaccine.catalogue import timetable
from functions.vaccine.catalogue.timetable import SessionState, Times

START = datetime(2022, 7, 14, 0, tzinfo=UTC)
TIMES = Times(START - timedelta(days=1), START, START + timedelta(minutes=90))
SECOND = timedelta(seconds=1)

STATES = [
    (TIMES.opens - SECOND, True, 5, SessionState.UPCOMING, "not open yet"),
    (TIMES.opens, True, 5, SessionState.OPEN, "open from that second on"),
    (TIMES.opens, True, 0, SessionState.FULL, "锁定"),
    (TIMES.opens, False, 5, SessionState.DISABLED, "out of service"),
    (TIMES.starts, True, 5, SessionState.OPEN, "begun, and places are left"),
    (TIMES.ends - SECOND, True, 5, SessionState.OPEN, "its last second"),
    (TIMES.ends, True, 5, SessionState.ENDED, "offline by itself at its end"),
    (TIMES.ends, False, 0, SessionState.ENDED, "whatever else it is"),
]


@pytest.mark.parametrize(("now", "enabled", "remaining", "expected", "comment"), STATES)
def test_v4_a_session_is_what_the_clock_says(
    now: datetime, enabled: bool, remaining: int, expected: SessionState, comment: str
) -> None:
    state = timetable.state(TIMES, enabled=enabled, remaining=remaining, now=now)

    assert state is expected, comment


DAYS = [
    (date(2022, 7, 14), date(2022, 7, 14), {4}, [14], "one Thursday"),
    (date(2022, 7, 14), date(2022, 7, 20), {6, 7}, [16, 17], "a weekend"),
    (date(2022, 7, 14), date(2022, 7, 28), {4}, [14, 21, 28], "every Thursday, both ends included"),
    (date(2022, 7, 14), date(2022, 7, 15), {1}, [], "no Monday between"),
    (date(2022, 7, 15), date(2022, 7, 14), {4, 5}, [], "the wrong way round"),
]


@pytest.mark.parametrize(("first", "last", "weekdays", "expected", "comment"), DAYS)
def test_v4_a_template_names_its_days(
    first: date, last: date, weekdays: set[int], expected: list[int], comment: str
) -> None:
    assert [day.day for day in timetable.days(first, last, weekdays)] == expected, comment
