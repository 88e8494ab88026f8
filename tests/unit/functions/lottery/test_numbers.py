"""Application numbers and tickets: unique, and as random as the chance that is passed in (L3, L7)."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lottery import numbers
from functions.lottery.numbers import Chance

DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
LEAST = Chance(lambda _bound: 0, lambda length: bytes(length))
MOST = Chance(lambda bound: bound - 1, lambda length: b"\xff" * length)


@st.composite
def chances(draw: st.DrawFn) -> Chance:
    """Any chance that keeps to what was asked for."""
    below = {bound: draw(st.integers(0, bound - 1)) for bound in (10**4, 10**6)}
    return Chance(below.__getitem__, lambda length: draw(st.binary(min_size=length, max_size=length)))


NUMBERS = [
    (date(2020, 1, 1), LEAST, "0000000000000", "zeros in front stay"),
    (date(2020, 1, 1), MOST, "9999000999999", "the largest of a day"),
    (date(2022, 9, 26), LEAST, "0000999000000", "the last of the thousand"),
    (date(2022, 9, 27), LEAST, "0000000000000", "a thousand days later they begin anew"),
    (date(2019, 12, 31), LEAST, "0000999000000", "a day before the first"),
]


@pytest.mark.parametrize(("day", "chance", "expected", "comment"), NUMBERS)
def test_l3_the_days_digits_stand_in_the_middle(
    day: date, chance: Chance, expected: str, comment: str
) -> None:
    assert numbers.application_number(day, chance) == expected, comment


@given(day=DAYS, chance=chances())
def test_l3_thirteen_digits(day: date, chance: Chance) -> None:
    number = numbers.application_number(day, chance)

    assert re.fullmatch("[0-9]{13}", number)


@given(day=DAYS, apart=st.integers(1, 999), one=chances(), other=chances())
def test_l3_numbers_of_a_thousand_neighbouring_periods_never_collide(
    day: date, apart: int, one: Chance, other: Chance
) -> None:
    earlier = numbers.application_number(day, one)

    later = numbers.application_number(day + timedelta(days=apart), other)

    assert earlier != later


@given(day=DAYS, chance=chances(), other=chances())
def test_l3_within_a_period_only_equal_chance_gives_equal_numbers(
    day: date, chance: Chance, other: Chance
) -> None:
    drawn = [(each.below(10**4), each.below(10**6)) for each in (chance, other)]

    given_out = [numbers.application_number(day, each) for each in (chance, other)]

    assert (given_out[0] == given_out[1]) == (drawn[0] == drawn[1])


@given(octets=st.binary(min_size=16, max_size=16))
def test_l7_a_ticket_is_the_chance_it_was_given_in_hex(octets: bytes) -> None:
    asked: list[int] = []

    def draw(length: int) -> bytes:
        asked.append(length)
        return octets

    ticket = numbers.ticket(Chance(octets=draw))

    assert asked == [16]
    assert re.fullmatch("[0-9a-f]{32}", ticket)
    assert bytes.fromhex(ticket) == octets


def test_l7_chance_is_the_systems_where_none_is_passed_in() -> None:
    tickets = {numbers.ticket(Chance()) for _ in range(100)}

    assert len(tickets) == 100
