"""Places of a session in their parts (V4, V5): nothing lost, nothing made up, and who may be told "full"."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.vaccine import places
from functions.vaccine.places import MOST_PARTS, Part, TooLow

NOW = datetime(2022, 7, 13, 4, tzinfo=UTC)
SECOND = int(NOW.timestamp())
VALID, LAPSED = SECOND + 1, SECOND

quotas = some.integers(1, 20_000)


def part(number: int = 0, free: int = 0, **more: object) -> Part:
    """Return a part whose size is what it holds."""
    said: dict[str, object] = {"kept": 0, "holds": {}, "booked": 0, **more}
    size = free + said["kept"] + len(said["holds"]) + said["booked"]  # type: ignore[operator,arg-type]  # numbers and a mapping
    return Part(number=number, size=size, free=free, **said)  # type: ignore[arg-type]  # as Part takes them


@some.composite
def parts(draw: some.DrawFn) -> list[Part]:
    """Draw a session's parts in any state they can be in."""
    number = draw(some.integers(1, 5))
    small = some.integers(0, 4)
    holds = some.dictionaries(some.text("abc", min_size=1, max_size=2), some.integers(SECOND - 2, SECOND + 2))
    drawn = []
    for place in range(number):
        given_, arrived, booked = sorted(draw(some.tuples(small, small, small)))
        drawn.append(
            part(
                place,
                draw(small),
                kept=draw(small),
                holds=draw(holds),
                booked=booked,
                arrived=arrived,
                given=given_,
                parts=number,
            )
        )
    return drawn


SPLITS = [
    (1, [1], "one place"),
    (100, [100], "as many as one item hands out"),
    (101, [51, 50], "one more"),
    (230, [77, 77, 76], "as equal as can be"),
    (5590, [117] * 22 + [116] * 26, "the manual's largest session, in as many parts as there may be"),
]


@pytest.mark.parametrize(("quota", "sizes", "comment"), SPLITS)
def test_v4_places_are_split(quota: int, sizes: list[int], comment: str) -> None:
    assert places.split(quota) == sizes, comment


@given(quotas)
def test_v4_a_split_loses_nothing(quota: int) -> None:
    sizes = places.split(quota)

    assert sum(sizes) == quota
    assert len(sizes) == places.parts_of(quota) <= MOST_PARTS
    assert max(sizes) - min(sizes) <= 1


@given(parts())
def test_v4_what_parts_add_up_to_accounts_for_every_place(drawn: list[Part]) -> None:
    totals = places.totals(drawn, NOW)

    assert all(each.whole for each in drawn)
    assert totals.quota == totals.remaining + totals.held + totals.kept + totals.booked
    assert totals.given <= totals.arrived <= totals.booked


WHOLE = [
    (part(free=2, booked=1), True, "free and booked"),
    (replace(part(free=2), size=3), False, "a place is missing"),
    (replace(part(free=2), size=1), False, "a place too many"),
    (part(free=-1, booked=1), False, "less than none is free"),
    (part(booked=1, arrived=2), False, "more people came than are booked"),
    (part(booked=2, arrived=1, given=2), False, "more were vaccinated than came"),
]


@pytest.mark.parametrize(("one", "whole", "comment"), WHOLE)
def test_v4_a_part_that_does_not_add_up_is_seen(one: Part, whole: bool, comment: str) -> None:
    assert one.whole == whole, comment


OPEN = [
    (part(free=2), 2, "free places"),
    (part(holds={"a": VALID}), 0, "somebody fills in the form"),
    (part(holds={"a": LAPSED, "b": VALID}), 1, "somebody took too long"),
    (part(holds={"a": LAPSED}, keeping=True), 0, "what comes back is promised to the waiting list"),
    (part(free=1, holds={"a": LAPSED}, keeping=True), 1, "but what is free is free"),
    (part(kept=3, booked=4), 0, "promised and booked"),
]


@pytest.mark.parametrize(("one", "number", "comment"), OPEN)
def test_v5_what_anybody_can_take(one: Part, number: int, comment: str) -> None:
    assert one.open_to_all(NOW) == number, comment


FULL = [
    ([part(booked=3)], [part(booked=3)], True, "nothing happened"),
    ([part(holds={"a": VALID})], [part(booked=1)], True, "a held place was booked"),
    ([part(free=1)], [part(booked=1)], False, "there was one when it was read first"),
    ([part(booked=1)], [part(free=1, returned=1)], False, "there is one now"),
    ([part(booked=1)], [part(booked=1, returned=1)], False, "one came back and was taken meanwhile"),
    ([part(holds={"a": LAPSED})], [part(booked=1)], False, "a lapsed hold could be taken over"),
    ([part(booked=1)], [part(0, booked=1, parts=2)], False, "a part was added meanwhile"),
    ([part(booked=1)], [part(0, parts=2), part(1, parts=2)], False, "and read"),
]


@pytest.mark.parametrize(("before", "after", "full", "comment"), FULL)
def test_v5_full_is_said_only_of_a_session_that_was(
    before: list[Part], after: list[Part], full: bool, comment: str
) -> None:
    assert places.full_between(before, after, NOW) == full, comment


@given(some.data())
def test_v5_nobody_is_told_full_of_a_session_that_always_had_a_place(data: some.DataObject) -> None:
    """Between any two readings of single parts, places move as they may: taken, booked, given back."""
    number = data.draw(some.integers(1, 3))
    now = [part(place, data.draw(some.integers(0, 1)), booked=1, parts=number) for place in range(number)]
    always_open = sum(each.free for each in now) > 0
    readings: list[list[Part]] = []
    for _ in range(2):
        reading = []
        for place in range(number):
            for _ in range(data.draw(some.integers(0, 2))):
                now = _moved(now, data)
                always_open &= sum(each.free for each in now) > 0
            reading.append(now[place])
        readings.append(reading)

    assert not (always_open and places.full_between(*readings, NOW))


def _moved(now: list[Part], data: some.DataObject) -> list[Part]:
    """Return the parts after a place of one of them was taken, or given back."""
    moved = list(now)
    place = data.draw(some.integers(0, len(now) - 1))
    one = moved[place]
    if one.free and data.draw(some.booleans()):
        moved[place] = replace(one, free=one.free - 1, booked=one.booked + 1)
    elif one.booked:
        moved[place] = replace(one, free=one.free + 1, booked=one.booked - 1, returned=one.returned + 1)
    return moved


@given(parts(), quotas)
def test_v4_another_quota_takes_free_places_only(drawn: list[Part], quota: int) -> None:
    size, free = sum(each.size for each in drawn), sum(each.free for each in drawn)

    growth = places.resized(drawn, quota)

    if quota < size - free:
        assert growth == TooLow(size - free)
        return
    assert isinstance(growth, dict)
    assert sum(growth.values()) == quota - size
    assert list(growth) == list(range(max(len(drawn), places.parts_of(quota) if quota > size else 0)))
    assert all(each.free + growth[each.number] >= 0 for each in drawn)
    assert len({growth_ > 0 for growth_ in growth.values() if growth_}) <= 1


RESIZED = [
    ([part(free=3, booked=2)], 5, {0: 0}, "as it was"),
    ([part(free=3, booked=2)], 2, {0: -3}, "all that is free"),
    ([part(free=3, booked=2)], 1, TooLow(2), "somebody is booked"),
    ([part(kept=1, holds={"a": VALID})], 1, TooLow(2), "promised and held places stay"),
    ([part(0, 5), part(1, 1)], 4, {0: -2, 1: 0}, "from where most are free"),
    ([part(0, 80, parts=1)], 250, {0: 4, 1: 83, 2: 83}, "new parts get as many as the old"),
]


@pytest.mark.parametrize(("drawn", "quota", "growth", "comment"), RESIZED)
def test_v4_quotas_change(drawn: list[Part], quota: int, growth: object, comment: str) -> None:
    assert places.resized(drawn, quota) == growth, comment


@given(some.integers(-3, 3))
def test_v5_a_hold_lapses_at_its_end(seconds: int) -> None:
    held = part(holds={"a": int((NOW + timedelta(seconds=seconds)).timestamp())})

    assert held.lapsed(NOW) == (["a"] if seconds <= 0 else [])
