"""When a period opens, closes, is drawn and published, and which dates it covers (L1, L3, L6, L8)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lottery import schedule
from functions.lottery.schedule import PeriodState, Timetable

SHENZHEN = ZoneInfo("Asia/Shanghai")
DAY = date(2022, 7, 13)
TIMES = (time(9), time(18), time(18, 30), time(20))
TIMETABLE = schedule.timetable(DAY, TIMES, SHENZHEN)
MOMENT = timedelta(microseconds=1)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 7, day, hour, minute, tzinfo=UTC)


TIMETABLES = [
    (DAY, TIMES, (utc(13, 1), utc(13, 10), utc(13, 10, 30), utc(13, 12)), "the manual's day"),
    (
        DAY,
        (time(0), time(7, 59), time(8), time(23, 59)),
        (utc(12, 16), utc(12, 23, 59), utc(13, 0), utc(13, 15, 59)),
        "local midnight and early morning are the day before in UTC",
    ),
]


@pytest.mark.parametrize(("day", "times", "expected", "comment"), TIMETABLES)
def test_l3_local_times_are_instants(
    day: date, times: tuple[time, ...], expected: tuple[datetime, ...], comment: str
) -> None:
    table = schedule.timetable(day, times, SHENZHEN)

    assert table == Timetable(*expected), comment


DUE = [
    (PeriodState.OPEN, TIMETABLE.closes, "closes"),
    (PeriodState.CLOSED, TIMETABLE.draws, "is drawn"),
    (PeriodState.DRAWN, TIMETABLE.publishes, "is published"),
]


@pytest.mark.parametrize(("state", "instant", "comment"), DUE)
def test_l6_a_step_is_due_at_its_exact_instant_and_ever_after(
    state: PeriodState, instant: datetime, comment: str
) -> None:
    assert not schedule.due(state, TIMETABLE, instant - MOMENT), comment
    assert schedule.due(state, TIMETABLE, instant), comment
    assert schedule.due(state, TIMETABLE, instant + timedelta(days=400)), comment


@given(offset=st.timedeltas(timedelta(days=-2), timedelta(days=400)))
def test_l7_nothing_is_ever_due_after_publication(offset: timedelta) -> None:
    assert not schedule.due(PeriodState.PUBLISHED, TIMETABLE, TIMETABLE.publishes + offset)


NAMES = [
    (date(2022, 7, 13), "20220713", "the manual's period"),
    (date(2024, 2, 29), "20240229", "a leap day"),
    (date(2023, 1, 1), "20230101", "zeros stay"),
]


@pytest.mark.parametrize(("day", "name", "comment"), NAMES)
def test_l1_a_period_is_named_by_its_day(day: date, name: str, comment: str) -> None:
    assert schedule.period_name(day) == name, comment
    assert schedule.day_of(name) == day, comment


@pytest.mark.parametrize("name", ["20220230", "20221301", "period", ""])
def test_l1_a_name_that_is_no_day_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"does not match|out of range|unconverted"):
        schedule.day_of(name)


DATES = [
    ("20220713", 6, "2022-07-14", "2022-07-19", "the manual's six days"),
    ("20221230", 3, "2022-12-31", "2023-01-02", "over the end of the year"),
    ("20240228", 2, "2024-02-29", "2024-03-01", "over a leap day"),
    ("20220713", 1, "2022-07-14", "2022-07-14", "policy: tomorrow only"),
]


@pytest.mark.parametrize(("name", "days_ahead", "first", "last", "comment"), DATES)
def test_l1_a_period_covers_the_days_after_its_own(
    name: str, days_ahead: int, first: str, last: str, comment: str
) -> None:
    dates = schedule.dates_of(name, days_ahead)

    assert (len(dates), dates[0], dates[-1]) == (days_ahead, first, last), comment


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days_ahead=st.integers(1, 14))
def test_l1_covered_dates_are_consecutive_and_sort_as_text(day: date, days_ahead: int) -> None:
    dates = schedule.dates_of(schedule.period_name(day), days_ahead)

    assert dates == sorted(dates)
    ahead = [date.fromisoformat(each) for each in dates]
    assert ahead[0] - day == timedelta(days=1)
    assert all(after - before == timedelta(days=1) for before, after in pairwise(ahead))


QUOTAS = [
    ((500, 1200), [500, 1200, 1200, 1200], "the default: the last serves all further dates"),
    ((500,), [500, 500, 500, 500], "one for all"),
    ((1, 2, 3, 4), [1, 2, 3, 4], "one each"),
    ((1, 2, 3, 4, 5, 6), [1, 2, 3, 4], "more than there are dates"),
    ((500, 0), [500, 0, 0, 0], "none (无)"),
]


@pytest.mark.parametrize(("places", "expected", "comment"), QUOTAS)
def test_l1_default_quotas(places: tuple[int, ...], expected: list[int], comment: str) -> None:
    dates = schedule.dates_of("20220713", 4)

    quotas = schedule.default_quotas(dates, places)

    assert list(quotas) == dates, comment
    assert list(quotas.values()) == expected, comment


FIRST_DATES = [
    ({"2022-07-15": 2, "2022-07-14": 1}, "2022-07-14", "the earliest, however they are listed"),
    ({"2022-07-14": 0, "2022-07-15": 2}, "2022-07-15", "a date without places can't be won"),
    ({"2022-07-14": 0}, None, "nothing can be won"),
    ({}, None, "no dates"),
]


@pytest.mark.parametrize(("quotas", "expected", "comment"), FIRST_DATES)
def test_l1_the_first_date_that_can_be_won(
    quotas: dict[str, int], expected: str | None, comment: str
) -> None:
    assert schedule.first_with_places(quotas) == expected, comment
