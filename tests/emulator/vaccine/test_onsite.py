"""Greeter, vaccinator and observation at a site, whatever happens at the same moment (V10)."""

import json
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial

import pytest

from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.certificates import slips
from functions.vaccine.errors import (
    EndingTooShort,
    LaterDose,
    NotAtThisSite,
    NotBooked,
    NotDue,
    NotTheTime,
    NotYourSite,
    SessionFull,
    StillObserved,
    WrongPhase,
)
from functions.vaccine.onsite import lookups, visits, walkins
from functions.vaccine.onsite.entrance import Gate
from functions.vaccine.onsite.policies import OnSitePolicy
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.visits import Visitor
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.tables import Count, Phase, Session, Source
from layers import audit, policy
from layers.audit import Span
from layers.errors import OutOfRegion, RateLimited
from layers.principals import Staff
from layers.transaction import commit
from tests import clinic, site_work, whole_clinic, wire
from tests.clinic import DAY, TODAY
from tests.site_work import GREETER, OTHER, STRANGER, at, brought, record
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

EIGHT, NINE = time(8), time(9)


@pytest.fixture
def session(clinic_day: None) -> str:  # noqa: ARG001  before it
    return clinic.opened(5)


@pytest.fixture
def place(session: str) -> Place:  # noqa: ARG001  before it
    return site_work.employed()


def doses_given() -> int:
    return sum(int(each.given) for each in Count.scan(Count.pk.startswith("COUNTS#"), consistent_read=True))


def recorded(subject: str) -> list[str]:
    """Return what was done about a subject, the newest first."""
    return [json.loads(entry.content)["action"] for entry in audit.by_subject(subject, Span(), 20, None)]


def change_policy(**values: object) -> None:
    commit(*policy.change("onsite", values, 0, "test", "test"))
    policy.forget()


def test_v10_somebody_comes_is_vaccinated_and_goes(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    number = booked.known.item.number

    early = visits.check_in(GREETER, place, number, at(time(6)))
    injected = visits.inject(GREETER, place, number, at(time(8, 20)))
    area = visits.observed(GREETER, place, at(time(8, 40)))
    given = visits.vaccinate(GREETER, place, number, at(time(8, 50)))

    assert (early.gate, early.observed_until) == (Gate.EARLY, None)
    assert injected.observed_until == at(time(8, 50))
    assert [each.known.item.number for each in area] == [number]
    assert given.known.item.phase is Phase.GIVEN
    assert visits.observed(GREETER, place, at(NINE)) == []
    assert store_claims.of_person(given.known.person.identity).history("vero")[1].given
    assert doses_given() == 1
    whole_clinic.assert_whole()


def test_v10_the_entrance_is_closed_until_two_hours_before(session: str, place: Place) -> None:
    number = clinic.book(session, 1).known.item.number

    with pytest.raises(NotTheTime) as refused:
        visits.check_in(GREETER, place, number, at(time(5, 59)))

    assert refused.value.details == {"starts": "08:00", "ends": "09:30", "opens": "06:00", "closes": "11:30"}


def test_v10_nobody_is_marked_before_the_observation_is_over(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    number = booked.known.item.number
    brought(booked, place, Phase.ARRIVED)

    with pytest.raises(StillObserved):
        visits.vaccinate(GREETER, place, number, at(NINE))
    visits.inject(GREETER, place, number, at(NINE))
    with pytest.raises(StillObserved) as refused:
        visits.vaccinate(GREETER, place, number, at(time(9, 29)))

    assert refused.value.details == {"until": "09:30"}
    assert doses_given() == 0


def test_v10_without_observation_a_dose_is_marked_at_once(session: str, place: Place) -> None:
    change_policy(observation_minutes=0)
    number = clinic.book(session, 1).known.item.number

    given = visits.vaccinate(GREETER, place, number, at(EIGHT))

    assert given.known.item.phase is Phase.GIVEN
    whole_clinic.assert_whole()


STEPS: list[tuple[Phase, Callable[..., Visitor], time]] = [
    (Phase.EXPECTED, visits.check_in, EIGHT),
    (Phase.ARRIVED, visits.inject, EIGHT),
    (Phase.INJECTED, visits.vaccinate, NINE),
]


@pytest.mark.parametrize(("phase", "step", "moment"), STEPS)
def test_v10_two_workers_mark_somebody_at_the_same_moment_and_one_does(
    session: str, place: Place, phase: Phase, step: Callable[..., Visitor], moment: time
) -> None:
    booked = clinic.book(session, 1)
    if phase is not Phase.EXPECTED:
        brought(booked, place, phase)
    now, number = at(moment), booked.known.item.number

    outcomes = at_once([partial(step, worker, place, number, now) for worker in (GREETER, OTHER) * 3])

    assert refusals(outcomes) == [WrongPhase] * 5
    assert doses_given() == (phase is Phase.INJECTED)
    whole_clinic.assert_whole()


def test_v10_a_step_back_and_the_step_itself_at_the_same_moment(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    brought(booked, place, Phase.INJECTED)
    now, number = at(NINE), booked.known.item.number
    calls = [partial(visits.vaccinate, GREETER, place, number, now)]
    calls += [partial(visits.undo, OTHER, place, number, "扫错了人", now)]

    at_once(calls)

    assert doses_given() == bool(record(booked).given_at)
    whole_clinic.assert_whole()


def test_v10_every_step_is_taken_back_with_its_reason(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    brought(booked, place, Phase.GIVEN)
    number = booked.known.item.number

    phases = [visits.undo(GREETER, place, number, "扫错了人", at(NINE)).known.item.phase for _ in range(3)]

    assert phases == [Phase.INJECTED, Phase.ARRIVED, Phase.EXPECTED]
    assert doses_given() == 0
    assert recorded(f"record:{number}").count("onsite.undo") == 3
    with pytest.raises(WrongPhase):
        visits.undo(GREETER, place, number, "扫错了人", at(NINE))
    whole_clinic.assert_whole()


def test_v10_a_dose_is_not_undone_under_a_later_one(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    brought(booked, place, Phase.GIVEN)
    later = clinic.session(3, day=DAY + timedelta(days=21))
    clinic.book(later, 1, dose=2)

    with pytest.raises(LaterDose):
        visits.undo(GREETER, place, booked.known.item.number, "扫错了人", at(NINE))

    whole_clinic.assert_whole()


def test_v10_staff_do_nothing_where_they_do_not_work(session: str, place: Place) -> None:
    number = clinic.book(session, 1).known.item.number
    elsewhere = Staff(GREETER.id, "nanshan", frozenset(), lambda _: False)

    with pytest.raises(NotYourSite):
        visits.check_in(STRANGER, place, number, at(EIGHT))
    with pytest.raises(NotYourSite):
        lookups.by_ending(STRANGER, place, clinic.number_of(1)[-4:], at(EIGHT))
    with pytest.raises(OutOfRegion):
        visits.today(elsewhere, place, at(EIGHT))
    assert recorded(f"record:{number}") == []


def test_v10_appointments_of_other_days_are_not_found(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    ending = clinic.number_of(1)[-4:]

    for day in (TODAY, DAY + timedelta(days=1)):
        with pytest.raises(NotAtThisSite):
            visits.check_in(GREETER, place, booked.known.item.number, at(EIGHT, day))
        with pytest.raises(NotAtThisSite):
            lookups.by_ending(GREETER, place, ending, at(EIGHT, day))


def test_v10_who_was_cancelled_is_shown_and_not_let_in(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    site_work.cancelled(booked.known.item.number)

    (found,) = lookups.by_ending(GREETER, place, clinic.number_of(1)[-4:], at(EIGHT))

    assert found.known.item.number == booked.known.item.number
    with pytest.raises(NotBooked):
        visits.check_in(GREETER, place, booked.known.item.number, at(EIGHT))


def test_v10_people_are_found_by_the_last_four_or_six_characters(session: str, place: Place) -> None:
    numbers = [clinic.book(session, who).known.item.number for who in (1, 12_001, 2)]
    same, longer = clinic.number_of(1)[-4:], clinic.number_of(1)[-6:]

    four = lookups.by_ending(GREETER, place, same.lower(), at(EIGHT))
    six = lookups.by_ending(GREETER, place, longer, at(EIGHT))

    assert numbers[0] in {each.known.item.number for each in four}
    assert [each.known.item.number for each in six] == [numbers[0]]
    assert recorded(f"record:{numbers[0]}") == ["onsite.lookup", "onsite.lookup"]


def test_v10_too_many_endings_want_a_longer_one(place: Place) -> None:
    busy = clinic.session(20, start=time(10), end=time(11))
    for number in range(6):
        person = clinic.person(number, number=f"9{number}00008877", document_type="PASSPORT")
        clinic.book(busy, person)

    with pytest.raises(EndingTooShort):
        lookups.by_ending(GREETER, place, "8877", at(EIGHT))

    assert recorded(f"site:{'/'.join(place)}") == []


def test_v10_a_look_that_finds_nobody_is_recorded_too(place: Place) -> None:
    with pytest.raises(NotAtThisSite):
        lookups.by_ending(GREETER, place, "8877", at(EIGHT))

    assert recorded(f"site:{'/'.join(place)}") == ["onsite.lookup"]


def test_v10_a_worker_looks_up_so_many_people_an_hour(place: Place) -> None:
    change_policy(lookups_an_hour=3)
    now = at(EIGHT)

    def look(worker: Staff) -> None:
        lookups.by_ending(worker, place, "8877", now)

    outcomes = [at_once([partial(look, GREETER)])[0] for _ in range(5)]

    assert refusals(outcomes) == [NotAtThisSite] * 3 + [RateLimited] * 2
    with pytest.raises(NotAtThisSite):
        look(OTHER)


def test_v10_a_scanned_slip_finds_its_appointment_here_and_today_only(session: str, place: Place) -> None:
    booked = clinic.book(session, 1)
    token = slips.of(record(booked)).token
    number = booked.known.item.number

    assert lookups.by_slip(GREETER, place, token, at(EIGHT)).known.item.number == number
    for wrong, day in ((token, DAY + timedelta(days=1)), (token[:-2], DAY), ("x", DAY)):
        with pytest.raises(NotAtThisSite):
            lookups.by_slip(GREETER, place, wrong, at(EIGHT, day))


def test_v10_the_sessions_of_today_pulse_in_their_time(session: str, place: Place) -> None:
    clinic.book(session, 1)

    gates = {
        moment: visits.today(GREETER, place, at(moment))[0].gate for moment in (time(7), EIGHT, time(10))
    }

    assert gates == {time(7): Gate.EARLY, EIGHT: Gate.CURRENT, time(10): Gate.LATE}
    assert visits.today(GREETER, place, at(EIGHT, TODAY)) == []


# Walk-in


def here(session: str) -> Session:
    return catalogue.session(session)


def test_v10_a_walk_in_gets_a_free_place_and_is_checked_in(session: str, place: Place) -> None:
    now = at(EIGHT)

    walk_in = walkins.book(GREETER, place, here(session), clinic.wanted(1, source=Source.WALK_IN), now)

    item = walk_in.visitor.known.item
    assert (item.phase, item.source) == (Phase.ARRIVED, Source.WALK_IN)
    assert len(walk_in.code) == 8
    whole_clinic.assert_whole()


def test_v10_a_walk_in_is_told_why_not(session: str, place: Place) -> None:
    clinic.book(session, 1)

    with pytest.raises(NotDue) as refused:
        walkins.book(GREETER, place, here(session), clinic.wanted(1), at(EIGHT))

    assert refused.value.details == {"reason": "has_it"}
    whole_clinic.assert_whole()


def test_v10_walk_ins_and_the_public_for_the_last_places(place: Place) -> None:
    last = clinic.session(3, start=time(10), end=time(11))
    now = at(EIGHT)

    def walk_in(who: int) -> None:
        walkins.book(GREETER, place, here(last), clinic.wanted(who), now)

    def public(who: int) -> None:
        clinic.book(last, who)

    calls = [partial(walk_in if who % 2 else public, who) for who in range(8)]
    outcomes = at_once(calls)

    assert refusals(outcomes) == [SessionFull] * 5
    assert len(whole_clinic.booked(last)) == 3
    whole_clinic.assert_whole()


def test_v10_a_walk_in_killed_at_any_write_leaves_everything_whole(place: Place) -> None:
    wide, now = here(clinic.session(20, start=time(10), end=time(11))), at(EIGHT)
    with wire.writes() as undisturbed:
        walkins.book(GREETER, place, wide, clinic.wanted(100), now)
    assert len(undisturbed.operations) >= 3

    for number in range(1, len(undisturbed.operations) + 1):
        with wire.killed_at(number, Moment.AFTER):
            walkins.book(GREETER, place, wide, clinic.wanted(number), now)

        whole_clinic.assert_whole()
        (part,) = clinic.parts(wide.id)
        assert len(part.holds) == 1, "the place of the first, which lapses"


def test_v10_the_policy_sets_the_numbers() -> None:
    assert OnSitePolicy() == OnSitePolicy(120, 30, 240)
