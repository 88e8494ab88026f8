"""Booking, cancelling, expiring and booking anew at the same moment (V5, V7, V8)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import time
from functools import partial

import pytest

from functions.vaccine import places
from functions.vaccine.appointments import expiry, holds, own
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.catalogue import sessions
from functions.vaccine.catalogue.sessions import Edit
from functions.vaccine.errors import (
    HoldGone,
    NotBookable,
    NotCancellable,
    QuotaTooLow,
    SessionChanged,
    SessionClosed,
    SessionFull,
    SessionInUse,
)
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import EndedBy, RecordState
from layers import clock
from layers.attempts import LockedOut
from layers.changes import apply
from layers.transaction import commit, until_fresh
from tests import clinic, whole_clinic, wire
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

CROWD = range(12)

Call = Callable[[], object]


def booking(session: str, who: int, dose: int = 1) -> Call:
    return partial(clinic.book, session, who, dose)


def cancelling(who: int, code: str) -> Call:
    return partial(own.cancel, LookupForm(clinic.number_of(who), code), clock.now())


def booked(session: str, people: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Book for these people, and return everybody's record number and look-up code."""
    made = {who: clinic.book(session, who) for who in people}
    return {who: (each.known.item.number, each.code) for who, each in made.items()}


def remaining(session: str) -> int:
    return places.totals(clinic.parts(session), clock.now()).remaining


def state(number: str) -> str:
    return str(store_records.record(number).item.state)


def test_v5_of_one_persons_bookings_at_once_one_stands() -> None:
    first, second = clinic.opened(20), clinic.session(20, start=time(14), end=time(15))

    outcomes = at_once([booking(session, 1) for session in (first, second) for _ in range(6)])

    assert set(refusals(outcomes)) == {NotBookable}
    assert len(refusals(outcomes)) == 11
    assert len(whole_clinic.records()) == 1
    whole_clinic.assert_whole()


def test_v5_doses_booked_at_once_keep_their_order_whoever_is_first() -> None:
    """Of the first and the second dose, with a first dose said to have been given elsewhere, one stands."""
    session = clinic.opened(20)
    elsewhere = clinic.DAY.replace(month=1)
    holds_of = [clinic.held(session) for _ in range(8)]
    calls = [
        partial(clinic.book, session, 1, 1 + place % 2, hold, elsewhere if place % 2 else None)
        for place, hold in enumerate(holds_of)
    ]

    outcomes = at_once(calls)

    assert set(refusals(outcomes)) == {NotBookable}
    assert len(whole_clinic.records()) == 1
    whole_clinic.assert_whole()


def test_v5_a_family_books_with_one_phone() -> None:
    session = clinic.opened(20)
    family = [clinic.person(who, phone="+8613800000000") for who in range(4)]

    outcomes = at_once([partial(clinic.book, session, person) for person in family])

    assert refusals(outcomes) == []
    assert len(whole_clinic.booked(session)) == 4
    whole_clinic.assert_whole()


def test_v5_a_hold_books_once() -> None:
    session = clinic.opened(20)
    hold = clinic.held(session)

    outcomes = at_once([partial(clinic.book, session, who, 1, hold) for who in CROWD])

    assert Counter(refusals(outcomes)) == {HoldGone: len(CROWD) - 1}
    whole_clinic.assert_whole()


def test_v5_a_lapsed_hold_is_somebody_elses_and_nobodys_twice() -> None:
    session = clinic.opened(2)
    late = [clinic.held(session) for _ in range(2)]
    clinic.at(time(12, 10))
    calls = [partial(clinic.book, session, 90 + place, 1, hold) for place, hold in enumerate(late)]

    outcomes = at_once([*calls, *(booking(session, who) for who in CROWD)])

    assert refusals(outcomes[:2]) == [HoldGone, HoldGone]
    assert Counter(refusals(outcomes[2:])) == {SessionFull: len(CROWD) - 2}
    whole_clinic.assert_whole()


def test_v5_a_held_place_given_back_is_free_once() -> None:
    session = clinic.opened(1)
    hold = clinic.held(session)

    outcomes = at_once([partial(holds.let_go, hold)] * 6)

    assert Counter(refusals(outcomes)) == {HoldGone: 5}
    assert remaining(session) == 1
    whole_clinic.assert_whole()


@pytest.mark.parametrize("moment", Moment)
def test_v5_a_place_whose_answer_is_lost_is_held_once(moment: Moment) -> None:
    session = clinic.opened(2)

    with wire.writes(wire.losing_answers(1, moment)):
        hold = clinic.held(session)

    assert remaining(session) == 1
    clinic.book(session, 1, hold=hold)
    whole_clinic.assert_whole()


@pytest.mark.parametrize("conflicts", [1, 7, 40])
def test_v5_collisions_inside_the_database_change_nothing(conflicts: int) -> None:
    session = clinic.opened(4)

    with wire.writes(wire.conflicting(conflicts)):
        outcomes = at_once([booking(session, who) for who in CROWD])

    assert Counter(refusals(outcomes)) == {SessionFull: len(CROWD) - 4}
    whole_clinic.assert_whole()


def test_v7_of_cancellations_at_once_one_counts() -> None:
    session = clinic.opened(3)
    ((number, code),) = booked(session, [1]).values()

    outcomes = at_once([cancelling(1, code)] * 3)

    assert set(refusals(outcomes)) <= {NotCancellable, LockedOut}
    assert len(refusals(outcomes)) == 2
    assert state(number) == RecordState.CANCELLED
    assert remaining(session) == 3
    whole_clinic.assert_whole()


def test_v7_v8_cancelling_expiring_and_coming_leave_one_end() -> None:
    session = clinic.opened(12)
    people = booked(session, CROWD)
    now = clinic.at(time(9), clinic.DAY)
    arriving = [partial(_arrive, number) for number, _ in people.values()]
    leaving = [cancelling(who, code) for who, (_, code) in people.items()]

    outcomes = at_once([*arriving, *leaving, *([partial(expiry.sweep, now)] * 3)])

    assert not set(refusals(outcomes)) - {NotCancellable, _Late}
    ends = Counter(
        record.ended_by if record.state == RecordState.CANCELLED else record.phase
        for record in whole_clinic.records()
    )
    assert set(ends) <= {EndedBy.SELF, EndedBy.EXPIRED, "arrived"}
    assert remaining(session) == 12 - ends["arrived"]
    whole_clinic.assert_whole()


class _Late(Exception):
    """The appointment had ended before."""


def _arrive(number: str) -> None:
    def change() -> None:
        known = store_records.record(number)
        if known.item.state != RecordState.BOOKED:
            raise _Late
        apply(*store_records.arriving(known, clock.now()))

    until_fresh(change)


def test_v8_sweeps_at_once_free_every_place_once() -> None:
    session = clinic.opened(8)
    booked(session, range(8))
    now = clinic.at(time(9), clinic.DAY)

    outcomes = at_once([partial(expiry.sweep, now)] * 3)

    assert refusals(outcomes) == []
    assert sum(outcome for outcome in outcomes if isinstance(outcome, int)) == 8
    assert remaining(session) == 8
    whole_clinic.assert_whole()


@pytest.mark.parametrize("rounds", [3])
def test_v5_v7_places_given_back_are_taken_again_and_never_twice(rounds: int) -> None:
    assert_places_go_round(quota=6, people=24, rounds=rounds)


@pytest.mark.slow
def test_v5_v7_many_places_go_round() -> None:
    assert_places_go_round(quota=120, people=480, rounds=6)


def assert_places_go_round(quota: int, people: int, rounds: int) -> None:
    """Let everybody book, and whoever could cancel and book again, all at once, and count at the end."""
    session = clinic.opened(quota)

    outcomes = at_once([partial(_come_and_go, session, who, rounds) for who in range(people)])

    assert refusals(outcomes) == []
    standing = len(whole_clinic.booked(session))
    assert standing == sum(outcome is True for outcome in outcomes)
    assert standing + remaining(session) == quota
    whole_clinic.assert_whole()
    assert len(refusals(at_once([booking(session, people + who) for who in range(quota)]))) == standing


def _come_and_go(session: str, who: int, rounds: int) -> bool:
    """Book and cancel in turns; tell whether the last booking stood."""
    stands = False
    for turn in range(rounds):
        try:
            code = clinic.book(session, who).code
        except SessionFull:
            continue
        stands = turn == rounds - 1
        if not stands:
            cancelling(who, code)()
    return stands


def test_v4_quotas_changed_while_everybody_books() -> None:
    session = clinic.opened(5)
    calls: list[Call] = [booking(session, who) for who in range(30)]

    outcomes = at_once([*calls, *(partial(_resize, session, quota) for quota in (10, 4, 15))])

    assert not set(refusals(outcomes)) - {SessionFull, QuotaTooLow, SessionChanged}
    taken = len(whole_clinic.booked(session))
    (item,) = whole_clinic.sessions()
    assert taken + remaining(session) == item.quota
    whole_clinic.assert_whole()


def _resize(session: str, quota: int) -> None:
    counted = sessions.show(clinic.OFFICER, session, clock.now())
    version, opens = int(counted.session.version), clock.now()
    wanted = Edit(version=version, quota=quota, remark="", opens_at=opens, grace=None)
    sessions.edit(clinic.OFFICER, session, wanted, clock.now())


def test_v4_many_places_more_come_in_parts_of_their_own() -> None:
    session = clinic.opened(50)
    booked(session, range(3))

    _resize(session, 5590)

    parts = clinic.parts(session)
    assert (len(parts), sum(part.size for part in parts), remaining(session)) == (48, 5590, 5587)
    clinic.book(session, 90)
    whole_clinic.assert_whole()
    _resize(session, 4)
    assert remaining(session) == 0
    with pytest.raises(QuotaTooLow) as refused:
        _resize(session, 3)
    assert refused.value.details == {"least": 4}
    whole_clinic.assert_whole()


def test_v4_lapsed_holds_make_room_for_a_lower_quota() -> None:
    session = clinic.opened(3)
    for _ in range(3):
        clinic.held(session)
    with pytest.raises(QuotaTooLow):
        _resize(session, 2)

    clinic.at(time(12, 10))
    _resize(session, 2)

    assert remaining(session) == 2
    whole_clinic.assert_whole()


def test_v4_nothing_of_a_disabled_session_is_taken_and_all_of_it_again_afterwards() -> None:
    session = clinic.opened(4)
    hold = clinic.held(session)
    disable = partial(sessions.enable, clinic.OFFICER, session, clock.now())

    disable(enabled=False)

    outcomes = at_once([booking(session, 1), partial(clinic.book, session, 2, 1, hold)])
    assert refusals(outcomes) == [SessionClosed, HoldGone]
    disable(enabled=True)
    clinic.book(session, 2, hold=hold)
    clinic.book(session, 1)
    whole_clinic.assert_whole()


def test_v4_a_session_is_deleted_or_booked_not_both() -> None:
    session = clinic.opened(3)

    outcomes = at_once([partial(sessions.delete, clinic.OFFICER, session), booking(session, 1)])

    deleted = outcomes[0] is None
    assert deleted == isinstance(outcomes[1], Exception)
    assert len(whole_clinic.sessions()) == (not deleted)
    assert not (set(refusals(outcomes)) & {SessionFull})
    assert deleted or isinstance(outcomes[0], SessionInUse)
    whole_clinic.assert_whole()


def test_v4_the_same_session_opened_at_once_is_opened_once() -> None:
    clinic.laid_out()

    outcomes = at_once([partial(clinic.session, 120)] * 4)

    assert len(refusals(outcomes)) == 3
    assert len(whole_clinic.sessions()) == 1
    whole_clinic.assert_whole()


def test_v5_a_kept_place_is_for_the_waiting_list_only() -> None:
    session = clinic.opened(2)
    people = booked(session, (1, 2))
    commit(*store_places.keeping(session, 1, keep=True))

    cancelling(1, people[1][1])()

    assert clinic.parts(session)[0].kept == 1
    with pytest.raises(SessionFull):
        clinic.book(session, 3)
    commit(store_places.freeing(session, 0, 1))
    clinic.book(session, 3)
    whole_clinic.assert_whole()
