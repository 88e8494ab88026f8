"""A booking ends once, whoever comes first, and everybody's standing says how (B2, B4, B5, B6)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import pytest

from functions.auth import service as auth
from functions.booking import arrivals, bans, cancellations, counts, listings, noshows, store
from functions.booking.counts import Kind, Tally
from functions.booking.errors import (
    NoShowOnly,
    NotBooked,
    NotToday,
    TooLateToCancel,
    WouldDisable,
)
from functions.booking.policies import limits
from functions.booking.standing import Standing, row
from functions.booking.store import Known
from functions.booking.tables import Booking, BookingState
from layers import audit, clock, policy
from layers.audit import Span
from layers.outbox import Message
from layers.paging import PageQuery
from layers.transaction import commit
from tests import lottery_day as day
from tests import wire
from tests.residents import household
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

PEOPLE = ("anna", "boris", "clara")
DATE = day.days_later(4)
CROWD = 8

LAST_SECOND, MIDNIGHT = time(23, 59, 59), time(0)

ENDINGS = {
    "cancelled": BookingState.CANCELLED,
    "arrived": BookingState.ARRIVED,
    "missed": BookingState.NO_SHOW,
}
"""What ends a booking, by the kind of its message."""

Call = Callable[[], object]


def local(on: date, moment: time) -> datetime:
    return clock.at_local(on, moment)


def booked(on: date = DATE, rank: int = 1, account: str = "") -> tuple[str, str]:
    """Return the account and the number of a booking of three people."""
    day.at(time(20))
    mine = account or household(*PEOPLE)
    return mine, day.booked(mine, on, rank)


def cancelling(account: str, number: str, now: datetime, *, confirmed: bool = False) -> Call:
    return partial(cancellations.cancel, account, number, now, confirmed=confirmed)


def arriving(number: str, now: datetime) -> Call:
    return partial(arrivals.arrive, number, "port", now)


def until_the_day() -> None:
    """Let policy allow cancelling on the day itself, so that it can meet arrival and sweep."""
    commit(*policy.change("booking", {"cancel_days_before": 0}, 0, "planner", "a test"))
    policy.forget()


def assert_agrees(account: str) -> None:
    """Fail unless everybody's standing and the messages are what the account's bookings say."""
    mine = list(store.of_account(account, None, 100))
    by_state = {state: [each for each in mine if each.state == state] for state in BookingState}
    cohabitants = Standing(
        upcoming={each.number: date.fromisoformat(each.day) for each in by_state[BookingState.BOOKED]},
        entries=_days(by_state[BookingState.ARRIVED]),
        misses=_days([each for each in by_state[BookingState.NO_SHOW] if not each.excused]),
        entered_with=next((each.number for each in by_state[BookingState.ARRIVED]), ""),
    )
    applicants = replace(cohabitants, cancellations=len(by_state[BookingState.CANCELLED]))
    known = store.standings(store.party(mine[0]).persons)
    assert [each.standing for each in known] == [applicants, cohabitants, cohabitants]
    ended = [f"{kind}:{each.number}" for kind, state in ENDINGS.items() for each in by_state[state]]
    assert told(*ENDINGS) == Counter(ended)
    assert_counted(mine)
    assert_listed(known, clock.local_date(clock.now()))


def assert_counted(mine: list[Booking]) -> None:
    """Fail unless the counts of every date are what these bookings say, all there are."""
    dates = sorted({date.fromisoformat(each.day) for each in mine})
    found: Counter[tuple[date, Kind]] = Counter()
    for each in mine:
        kinds = [Kind(each.state), *[Kind.EXCUSED] * each.excused]
        found.update((date.fromisoformat(each.day), kind) for kind in kinds)
    expected = {
        on: {kind: Tally(found[on, kind], found[on, kind] * len(PEOPLE)) for kind in Kind} for on in dates
    }
    counted = counts.of_days(listings.days(dates[0], (dates[-1] - dates[0]).days + 1))
    assert {on: counted[on] for on in dates} == expected
    arrived = {on: sum(hour.bookings for hour in counts.by_hour(on).values()) for on in dates}
    assert arrived == {on: found[on, Kind.ARRIVED] for on in dates}


def assert_listed(known: list[Known], today: date) -> None:
    """Fail unless exactly those are listed as banned whose standing says so."""
    ends = {each.person: row(each.standing, limits()).banned_until for each in known}
    listed = bans.banned(PageQuery(), today).items
    assert {each.person: each.until for each in listed} == {
        person: until for person, until in ends.items() if until and today < until
    }


def _days(bookings: list[Booking]) -> tuple[date, ...]:
    return tuple(sorted(date.fromisoformat(each.day) for each in bookings))


def told(*kinds: str) -> Counter[str]:
    """Return the ids of the messages of these kinds."""
    found = (message.id for message in Message.scan(Message.pk.startswith("OUTBOX#")))
    return Counter(each for each in found if each.startswith(kinds))


def recorded(number: str) -> int:
    """Return how many entries the audit log has about a booking."""
    return len(list(audit.by_subject(f"booking:{number}", Span(), 100, None)))


def test_b2_of_cancellations_at_once_one_counts() -> None:
    account, number = booked()

    outcomes = at_once([cancelling(account, number, clock.now())] * CROWD)

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {NotBooked}
    assert_agrees(account)


def test_b4_of_arrivals_at_once_one_counts() -> None:
    account, number = booked()

    outcomes = at_once([arriving(number, local(DATE, time(10)))] * CROWD)

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {NotBooked}
    assert recorded(number) == 1
    assert_agrees(account)


def test_b5_of_sweeps_at_once_each_finds_what_is_left_to_the_other() -> None:
    accounts = day.households((1, 2, 4))
    for rank, account in enumerate(accounts):
        booked(rank=rank, account=account)
    midnight = local(day.days_later(5), MIDNIGHT)

    outcomes = at_once([partial(noshows.sweep, midnight)] * 3)

    assert refusals(outcomes) == []
    assert {len(store.standings([f"person-{n}-0"])[0].standing.misses) for n in range(3)} == {1}
    assert sum(told("missed").values()) == len(accounts)


RACES = [
    ("cancel", "arrive"),
    ("cancel", "sweep"),
    ("arrive", "sweep"),
    ("cancel", "cancel", "arrive", "arrive", "sweep", "sweep"),
]


@pytest.mark.parametrize("racers", RACES)
@pytest.mark.parametrize("conflicts", [0, 3])
def test_b2_b4_b5_a_booking_has_one_end(racers: tuple[str, ...], conflicts: int) -> None:
    until_the_day()
    account, number = booked()
    before, after = local(DATE, LAST_SECOND), local(day.days_later(5), MIDNIGHT)
    calls: dict[str, Call] = {
        "cancel": cancelling(account, number, before),
        "arrive": arriving(number, before),
        "sweep": partial(noshows.sweep, after),
    }

    with wire.writes(wire.conflicting(conflicts)):
        outcomes = at_once([calls[racer] for racer in racers])

    ended = store.find(number)
    done = [racer for racer, outcome in zip(racers, outcomes, strict=True) if outcome is None]
    expected = {"cancel": BookingState.CANCELLED, "arrive": BookingState.ARRIVED}
    assert set(refusals(outcomes)) <= {NotBooked}
    assert ended.state == (expected[done[0]] if done else BookingState.NO_SHOW)
    assert len(done) <= 1
    assert recorded(number) == (ended.state == BookingState.ARRIVED)
    assert_agrees(account)


@pytest.mark.parametrize("second", ["cancel", "arrive"])
def test_b2_b4_who_comes_second_learns_it_whatever_reason_the_database_names(second: str) -> None:
    until_the_day()
    account, number = booked()
    now = local(DATE, time(10))
    calls = {"cancel": cancelling(account, number, now), "arrive": arriving(number, now)}
    calls[second]()
    again = calls[second]

    with wire.writes(wire.naming_one_reason), pytest.raises(NotBooked):
        again()

    assert_agrees(account)


@pytest.mark.parametrize("moment", Moment)
def test_b2_a_cancellation_whose_answer_is_lost_counts_once(moment: Moment) -> None:
    account, number = booked()

    with wire.writes(wire.losing_answers(1, moment)):
        cancellations.cancel(account, number, clock.now(), confirmed=False)

    assert store.find(number).state == BookingState.CANCELLED
    assert_agrees(account)


DEADLINES = [
    (day.days_later(2), LAST_SECOND, None, "the last second of the last day"),
    (day.days_later(3), MIDNIGHT, TooLateToCancel, "midnight, local time"),
    (DATE, time(10), TooLateToCancel, "on the day"),
]


@pytest.mark.parametrize(("on", "moment", "refusal", "comment"), DEADLINES)
def test_b2_the_deadline_is_a_local_midnight(
    on: date, moment: time, refusal: type[Exception] | None, comment: str
) -> None:
    account, number = booked()

    (outcome,) = at_once([cancelling(account, number, local(on, moment))])

    assert outcome is None if refusal is None else isinstance(outcome, refusal), comment
    assert_agrees(account)


def test_b2_around_the_deadline_one_cancellation_in_time_counts_and_none_after_it() -> None:
    account, number = booked()
    in_time, late = local(day.days_later(2), LAST_SECOND), local(day.days_later(3), MIDNIGHT)

    outcomes = at_once([cancelling(account, number, now) for now in (in_time, late) * 4])

    assert outcomes.count(None) == 1
    assert None not in outcomes[1::2]
    assert set(refusals(outcomes)) <= {NotBooked, TooLateToCancel}
    assert_agrees(account)


def test_b1_a_persons_bookings_that_end_at_once_are_all_in_the_standing() -> None:
    until_the_day()
    account, first = booked()
    numbers = [first, *(booked(day.days_later(ahead), ahead, account)[1] for ahead in (5, 6, 7))]
    on_the_day = local(DATE, time(10))

    calls = [cancelling(account, number, on_the_day) for number in numbers[1:]]
    outcomes = at_once([arriving(first, on_the_day), *calls])

    assert outcomes == [None] * 4
    assert_agrees(account)


def test_b6_the_cancellation_that_would_disable_is_asked_about_however_many_come_at_once() -> None:
    account, first = booked()
    numbers = [first, *(booked(day.days_later(ahead), ahead, account)[1] for ahead in range(5, 10))]

    outcomes = at_once([cancelling(account, number, clock.now()) for number in numbers])

    assert outcomes.count(None) == 5
    assert refusals(outcomes) == [WouldDisable]
    assert not auth.household(account).disabled
    assert_agrees(account)


def test_b6_beyond_the_limit_the_account_is_disabled_until_staff_lift_it() -> None:
    account, first = booked()
    numbers = [first, *(booked(day.days_later(ahead), ahead, account)[1] for ahead in range(5, 10))]
    outcomes = at_once([cancelling(account, number, clock.now(), confirmed=True) for number in numbers])
    disabled = auth.household(account).disabled

    cancellations.reinstate(account, "officer", "an illness")

    assert outcomes == [None] * 6
    assert disabled
    assert not auth.household(account).disabled
    assert store.standings(["anna"])[0].standing.cancellations == 0


def test_b6_cancelling_what_is_cancelled_asks_nothing() -> None:
    account, first = booked()
    numbers = [first, *(booked(day.days_later(ahead), ahead, account)[1] for ahead in range(5, 9))]
    for number in numbers:
        cancellations.cancel(account, number, clock.now(), confirmed=False)

    with pytest.raises(NotBooked):
        cancellations.cancel(account, first, clock.now(), confirmed=False)

    assert not auth.household(account).disabled


def test_b5_of_excuses_at_once_one_counts() -> None:
    account, number = booked()
    other = booked(day.days_later(5), 2, account)[1]
    noshows.sweep(local(day.days_later(6), MIDNIGHT))

    officers = [f"officer-{each}" for each in range(6)]
    outcomes = at_once([partial(noshows.excuse, number, officer, "an accident") for officer in officers])

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {NoShowOnly}
    assert recorded(number) == 1
    assert not store.find(other).excused
    assert_agrees(account)


@pytest.mark.parametrize("state", [BookingState.BOOKED, BookingState.CANCELLED, BookingState.ARRIVED])
def test_b5_only_a_no_show_is_excused(state: BookingState) -> None:
    account, number = booked()
    if state == BookingState.CANCELLED:
        cancellations.cancel(account, number, clock.now(), confirmed=False)
    if state == BookingState.ARRIVED:
        arrivals.arrive(number, "port", local(DATE, time(10)))
    before = recorded(number)

    with pytest.raises(NoShowOnly):
        noshows.excuse(number, "officer", "an accident")

    assert recorded(number) == before
    assert_agrees(account)


def test_b5_the_sweep_catches_up_with_the_days_that_it_missed() -> None:
    account, first = booked()
    second = booked(day.days_later(6), 2, account)[1]
    third = booked(day.days_later(8), 3, account)[1]

    swept = [noshows.sweep(local(day.days_later(8), moment)) for moment in (MIDNIGHT, LAST_SECOND)]

    states = [store.find(number).state for number in (first, second, third)]
    assert swept == [2, 0]
    assert states == [BookingState.NO_SHOW, BookingState.NO_SHOW, BookingState.BOOKED]
    assert_agrees(account)


@pytest.mark.parametrize(
    ("on", "comment"), [(day.days_later(3), "the day before"), (day.days_later(5), "the day after")]
)
def test_b4_a_household_arrives_on_its_day_only(on: date, comment: str) -> None:
    account, number = booked()

    with pytest.raises(NotToday):
        arrivals.arrive(number, "port", local(on, time(10)))

    assert store.find(number).state == BookingState.BOOKED, comment
    assert_agrees(account)


REMINDERS = [
    (day.days_later(3), time(9, 59), 0, "before the policy's time"),
    (day.days_later(3), time(10), 1, "at the policy's time on the day before"),
    (day.days_later(3), time(23, 59), 1, "late, but still the day before"),
    (day.days_later(2), time(10), 0, "two days before"),
    (DATE, time(9), 0, "on the day it would say tomorrow and be wrong"),
    (DATE, time(10), 0, "on the day, after the policy's time"),
]


@pytest.mark.parametrize(("on", "moment", "number", "comment"), REMINDERS)
def test_n1_reminders_go_out_on_the_day_before(on: date, moment: time, number: int, comment: str) -> None:
    booked()

    at_once([partial(noshows.remind, local(on, moment))] * 3)

    assert sum(told("reminder").values()) == number, comment


def test_n1_nobody_is_reminded_of_what_was_cancelled_while_the_reminders_went_out() -> None:
    account, number = booked()

    with wire.writes(wire.interrupted_by(cancelling(account, number, clock.now()))):
        noshows.remind(local(day.days_later(3), time(10)))

    assert store.find(number).state == BookingState.CANCELLED
    assert told("reminder") == Counter()
