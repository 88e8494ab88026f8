"""How bookings, entries, no-shows and cancellations add up to a person's standing (B2, B5, B6, L3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.booking import standing
from functions.booking.standing import Limits, Reason, Refused, Row, Standing

LIMITS = Limits(
    no_shows_in_row=2,
    ban_days=14,
    reentry_days=14,
    one_upcoming=True,
    cancel_days_before=2,
    cancellations=5,
)
ONE_BANS, THREE_BAN = replace(LIMITS, no_shows_in_row=1), replace(LIMITS, no_shows_in_row=3)


def july(day: int) -> date:
    return date(2022, 7, 1) + timedelta(days=day - 1)


def days(*numbers: int) -> tuple[date, ...]:
    return tuple(map(july, numbers))


ROWS = [
    ((), (), LIMITS, Row(0, None), "a newcomer"),
    ((), (4,), LIMITS, Row(1, None), "one no-show bans nobody"),
    ((), (4, 9), LIMITS, Row(0, july(23)), "two in a row: 14 days from the second"),
    ((), (4, 4), LIMITS, Row(0, july(18)), "two of one day, won in two periods"),
    ((6,), (4, 9), LIMITS, Row(1, None), "an entry between them ends the row"),
    ((4,), (4,), LIMITS, Row(1, None), "a day's entry comes before its no-show, which the night brings"),
    ((9,), (4, 8), LIMITS, Row(0, july(22)), "an entry after the ban does not lift it"),
    ((), (4, 9, 20), LIMITS, Row(1, july(23)), "the third begins a new row, the ban stays"),
    ((), (4, 9, 20, 30), LIMITS, Row(0, july(44)), "a second full row bans anew"),
    ((25,), (4, 9, 20, 30), LIMITS, Row(1, july(23)), "an entry ends the second row too"),
    ((), (4,), ONE_BANS, Row(0, july(18)), "policy: the first bans"),
    ((), (4, 9), THREE_BAN, Row(2, None), "policy: the third bans, not yet"),
    ((), (4, 9, 11), THREE_BAN, Row(0, july(25)), "policy: the third bans"),
]


@pytest.mark.parametrize(("entries", "misses", "limits", "expected", "comment"), ROWS)
def test_b5_no_shows_in_a_row(
    entries: tuple[int, ...], misses: tuple[int, ...], limits: Limits, expected: Row, comment: str
) -> None:
    person = Standing(entries=days(*entries), misses=days(*misses))

    row = standing.row(person, limits)

    assert row == expected, comment


BANNED, ENTERED, BOOKED = Reason.NO_SHOW_BAN, Reason.ENTERED_RECENTLY, Reason.ALREADY_BOOKED
TWO_MISSES = Standing(misses=days(4, 9))
ENTRY = Standing(entries=days(4))
HOLDS = Standing(upcoming={"A": july(20)})

REFUSALS = [
    (Standing(), 1, LIMITS, [], "a newcomer"),
    (TWO_MISSES, 10, LIMITS, [Refused(BANNED, july(23))], "B5: the day after the second no-show"),
    (TWO_MISSES, 22, LIMITS, [Refused(BANNED, july(23))], "B5: the last day of the ban"),
    (TWO_MISSES, 23, LIMITS, [], "B5: 14 days from the second"),
    (TWO_MISSES, 15, replace(LIMITS, ban_days=7), [Refused(BANNED, july(16))], "policy: a shorter ban"),
    (TWO_MISSES, 10, replace(LIMITS, ban_days=0), [], "policy: no ban"),
    (ENTRY, 4, LIMITS, [Refused(ENTERED, july(18))], "L3: the day of entry"),
    (ENTRY, 17, LIMITS, [Refused(ENTERED, july(18))], "L3: 13 days after entry"),
    (ENTRY, 18, LIMITS, [], "L3: 14 days after entry"),
    (ENTRY, 5, replace(LIMITS, reentry_days=1), [], "policy: again the next day"),
    (Standing(entries=days(1, 4)), 17, LIMITS, [Refused(ENTERED, july(18))], "L3: the last entry counts"),
    (HOLDS, 19, LIMITS, [Refused(BOOKED)], "holds a booking"),
    (HOLDS, 20, LIMITS, [Refused(BOOKED)], "the booking is for today"),
    (HOLDS, 21, LIMITS, [], "it was for yesterday; the sweep will see to it"),
    (HOLDS, 19, replace(LIMITS, one_upcoming=False), [], "policy: any number of bookings"),
    (
        Standing({"A": july(20)}, days(8), days(4, 6)),
        10,
        LIMITS,
        [Refused(BANNED, july(20)), Refused(ENTERED, july(22)), Refused(BOOKED)],
        "every reason is told",
    ),
]


@pytest.mark.parametrize(("person", "today", "limits", "expected", "comment"), REFUSALS)
def test_l3_b5_reasons_why_not(
    person: Standing, today: int, limits: Limits, expected: list[Refused], comment: str
) -> None:
    refusals = standing.refusals(person, july(today), limits)

    assert refusals == expected, comment


CANCELLABLE = [
    (20, 10, 2, True, "long before"),
    (20, 18, 2, True, "exactly two days before"),
    (20, 19, 2, False, "the day before"),
    (20, 20, 2, False, "on the day"),
    (20, 21, 2, False, "afterwards"),
    (20, 20, 0, True, "policy: until the day itself"),
    (20, 21, 0, False, "policy: not afterwards"),
    (33, 31, 2, True, "over the end of a month"),
]


@pytest.mark.parametrize(("day", "today", "days_before", "allowed", "comment"), CANCELLABLE)
def test_b2_until_when_a_booking_can_be_cancelled(
    day: int, today: int, days_before: int, allowed: bool, comment: str
) -> None:
    limits = replace(LIMITS, cancel_days_before=days_before)

    assert standing.cancellable(july(day), july(today), limits) is allowed, comment


CANCELLATIONS = [
    (0, 5, "none yet"),
    (4, 1, "one before the limit"),
    (5, 0, "the limit: the next one disables"),
    (7, 0, "beyond a limit that was lowered"),
]


@pytest.mark.parametrize(("cancelled", "left", "comment"), CANCELLATIONS)
def test_b6_cancellations_left(cancelled: int, left: int, comment: str) -> None:
    person = Standing(cancellations=cancelled)

    assert standing.cancellations_left(person, LIMITS) == left, comment


@pytest.mark.parametrize(
    ("by_applicant", "counted", "comment"),
    [(True, 1, "the applicant's"), (False, 0, "a cohabitant can't help it")],
)
def test_b6_only_the_applicants_cancellations_count(by_applicant: bool, counted: int, comment: str) -> None:
    person = standing.booked(Standing(), "A", july(20))

    after = standing.cancelled(person, "A", by_applicant=by_applicant)

    assert after == Standing(cancellations=counted), comment


def test_b6_lifting_forgets_the_cancellations_and_nothing_else() -> None:
    person = Standing({"A": july(20)}, days(1), days(4), cancellations=6)

    after = standing.forgiven(person)

    assert after == replace(person, cancellations=0)


HISTORIES = [
    ((4, 9), 9, Row(1, None), "the second excused: the ban is lifted, the first counts again"),
    ((4, 9), 4, Row(1, None), "the first excused: the second alone bans nobody"),
    ((4, 9, 11), 4, Row(0, july(25)), "the first of three excused: the other two are two in a row"),
    ((4, 9, 30), 4, Row(0, july(44)), "and so they are over a ban that there was no cause for"),
    ((4, 9, 11), 11, Row(0, july(23)), "the third excused: the ban of the first two stands as before"),
    ((4, 4), 4, Row(1, None), "one of two of a day"),
]


@pytest.mark.parametrize(("misses", "excused", "expected", "comment"), HISTORIES)
def test_b5_an_excuse_lifts_what_the_no_show_led_to(
    misses: tuple[int, ...], excused: int, expected: Row, comment: str
) -> None:
    person = Standing(misses=days(*misses))

    after = standing.excused(person, july(excused))

    assert standing.row(after, LIMITS) == expected, comment
    assert len(after.misses) == len(misses) - 1, comment


def test_b5_an_excuse_of_an_older_no_show_leaves_the_row_after_an_entry() -> None:
    person = Standing(entries=days(6), misses=days(4, 9))

    after = standing.excused(person, july(4))

    assert standing.row(after, LIMITS) == Row(1, None)


def test_b5_a_sweep_that_comes_after_a_later_entry_changes_no_row() -> None:
    entered_first = standing.arrived(Standing(), "B", july(9))

    swept_late = standing.missed(entered_first, "A", july(4))

    assert standing.row(swept_late, LIMITS) == Row(0, None)
    assert swept_late.misses == days(4)


BOOKED = Standing(upcoming={"A": july(4), "B": july(9)})
ENTERED_BEFORE = Standing(upcoming={"B": july(9)}, entries=days(1, 4), entered_with="A")
NUMBERS = [
    (Standing(), july(4), None, "nothing booked"),
    (BOOKED, july(4), "A", "booked for the day"),
    (BOOKED, july(5), None, "booked for other days"),
    (standing.arrived(BOOKED, "A", july(4)), july(4), "A", "entered on the day: still found"),
    (standing.missed(BOOKED, "A", july(4)), july(4), None, "missed"),
    (ENTERED_BEFORE, july(9), "B", "another booking than the last entry's"),
    (ENTERED_BEFORE, july(1), None, "an entry before the last"),
]


@pytest.mark.parametrize(("person", "day", "number", "comment"), NUMBERS)
def test_b4_who_has_entered_today_is_found_by_the_booking_they_entered_with(
    person: Standing, day: date, number: str | None, comment: str
) -> None:
    assert standing.number_for(person, day) == number, comment


JULY = st.integers(1, 60).map(july)
STANDINGS = st.builds(
    Standing,
    upcoming=st.dictionaries(st.text("AB", min_size=1, max_size=3), JULY, max_size=3),
    entries=st.lists(JULY, max_size=4).map(lambda found: tuple(sorted(found))),
    misses=st.lists(JULY, max_size=6).map(lambda found: tuple(sorted(found))),
    cancellations=st.integers(0, 9),
)


@given(person=STANDINGS, day=JULY)
def test_b5_excusing_gives_back_the_standing_before_except_the_booking(person: Standing, day: date) -> None:
    holding = standing.booked(person, "mine", day)

    excused = standing.excused(standing.missed(holding, "mine", day), day)

    assert excused == person


@given(person=STANDINGS, day=JULY)
def test_b2_cancelling_gives_back_the_standing_before(person: Standing, day: date) -> None:
    holding = standing.booked(person, "mine", day)

    after = standing.cancelled(holding, "mine", by_applicant=False)

    assert after == person


@given(person=STANDINGS, today=JULY)
def test_b5_who_enters_is_in_no_row(person: Standing, today: date) -> None:
    latest = max((today, *person.entries, *person.misses)) + timedelta(days=1)

    after = standing.arrived(person, "mine", latest)

    assert standing.row(after, LIMITS).length == 0
    assert standing.row(after, LIMITS).banned_until == standing.row(person, LIMITS).banned_until
    assert Refused(ENTERED, latest + timedelta(days=14)) in standing.refusals(after, latest, LIMITS)
