"""Notices to people: whom they reach, and that everybody gets one, whatever happens on the way (N3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import msgspec
import pytest

from functions.notify import store as deliveries
from functions.vaccine.errors import NoSuchNotice, NoticeMovedOn, SamePerson, SecondPersonNeeded
from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import sending, store, texts, work
from functions.vaccine.notices.policies import NoticePolicy
from functions.vaccine.notices.store import NoticeState
from functions.vaccine.records import handling
from functions.vaccine.records.lists import Wanted
from functions.vaccine.tables import RecordState, StaffNotice
from layers import clock, outbox, policy
from layers.outbox import Message
from layers.transaction import commit
from tests import clinic, dumps, wire
from tests.clinic import DAY, OFFICER, STREET
from tests.sheets import Spent
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day", "small_batches")]

OTHER = replace(OFFICER, id="fedcba9876543210")
BOOKED = Wanted(state=RecordState.BOOKED)
SAID = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "{name}: {day} {start}-{end}, {site}, {dose} {vaccine}")
PEOPLE = 7


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven people are more than one transaction, and more than one object."""
    monkeypatch.setattr(work, "BATCH", 2)
    monkeypatch.setattr(store, "CHUNK", 4)


def booked(people: int = PEOPLE) -> str:
    session = clinic.opened(people)
    for who in range(people):
        clinic.book(session, who)
    return session


def wording() -> str:
    """Return a wording that somebody else has reviewed."""
    identifier = texts.write(OFFICER, "改地点", SAID, clock.now())
    texts.approve(OTHER, identifier)
    return identifier


def asked(session: str, wanted: Wanted = BOOKED) -> str:
    return sending.to_session(OFFICER, wording(), session, wanted, clock.now())


def worked(budget: Budget | Spent | None = None) -> None:
    work.advance(clock.now(), budget or Budget(60))  # type: ignore[arg-type]  # a budget of as many questions


def gathered(notice: str) -> StaffNotice:
    """Let the people of a notice be found, and return it."""
    worked()
    return store.find(notice)


def later(by: timedelta) -> None:
    instant = clock.now() + by
    clock.use(lambda: instant)


def told() -> list[str]:
    """Return the phones of all messages of notices, in order."""
    found = [item for item in Message.scan() if getattr(item, "template", None) == "vaccine_staff"]
    return sorted(outbox.open_letter(item).to for item in found)


def phones(people: Sequence[int] = range(PEOPLE)) -> list[str]:
    return [clinic.person(who).phone for who in people]


def test_n3_everybody_of_a_session_gets_a_notice_once() -> None:
    notice = asked(booked())

    before = gathered(notice)
    sending.release(OFFICER, notice, clock.now())
    worked()
    worked()

    item = store.find(notice)
    assert (before.state, before.people, before.without_phone) == (NoticeState.READY, PEOPLE, 0)
    assert store.preview(before)["en"].startswith(
        "张*: 2022-07-14 08:00-09:30, 荷花池街道社区卫生服务中心, 1 "
    )
    assert (item.state, item.written) == (NoticeState.SENT, PEOPLE)
    assert told() == phones()


def test_n3_killed_at_any_write_and_taken_on_everybody_gets_it_once() -> None:
    notice = asked(booked())
    gathered(notice)
    sending.release(OFFICER, notice, clock.now())
    before, now = dumps.take(), clock.now()
    with wire.writes() as undisturbed:
        worked()
    assert len(undisturbed.operations) >= 8

    for moment in Moment:
        for number in range(1, len(undisturbed.operations) + 1):
            dumps.bring_back(before)
            clock.use(lambda: now)
            with wire.killed_at(number, moment):
                worked()
            later(store.LEASE + timedelta(seconds=1))
            worked()

            where = f"killed {moment} write {number} of {undisturbed.operations}"
            assert told() == phones(), where
            assert store.find(notice).state == NoticeState.SENT, where


def test_n3_killed_while_its_people_are_found_they_are_found_again() -> None:
    notice = asked(booked())
    before, now = dumps.take(), clock.now()

    for number in range(1, 5):
        dumps.bring_back(before)
        clock.use(lambda: now)
        with wire.killed_at(number, Moment.AFTER):
            worked()
        later(store.LEASE + timedelta(seconds=1))

        assert store.find(notice).state == NoticeState.READY or gathered(notice).people == PEOPLE, number


def test_n3_two_jobs_at_once_and_short_runs_send_it_once() -> None:
    notice = asked(booked())
    gathered(notice)
    sending.release(OFFICER, notice, clock.now())

    while store.find(notice).state != NoticeState.SENT:
        at_once([partial(worked, Spent(after=2)) for _ in range(3)])

    assert told() == phones()


def test_n3_above_the_limit_a_second_person_is_needed() -> None:
    notice = asked(booked(3))
    gathered(notice)
    limited(alone=2)

    with pytest.raises(SecondPersonNeeded):
        sending.release(OTHER, notice, clock.now())
    with pytest.raises(SamePerson):
        sending.decide(OFFICER, notice, clock.now(), approved=True, reason="checked")
    sending.decide(OTHER, notice, clock.now(), approved=True, reason="checked")
    worked()

    assert told() == phones(range(3))


def limited(**changes: int) -> None:
    values = msgspec.to_builtins(NoticePolicy(**changes))
    commit(*policy.change("vaccine_notices", values, 0, OFFICER.id, "a test"))
    policy.forget()


def test_n3_refused_or_stopped_nobody_is_told_any_more() -> None:
    session = booked(4)
    refused, stopped = asked(session), asked(session)
    worked()
    sending.decide(OTHER, refused, clock.now(), approved=False, reason="the wrong day")
    worked()
    sending.release(OFFICER, stopped, clock.now())
    worked(Spent(after=2))
    some = told()

    sending.stop(OFFICER, stopped, clock.now())
    worked()

    assert 0 < len(some) < 4
    assert told() == some
    assert [store.find(each).state for each in (refused, stopped)] == ["refused", "stopped"]
    with pytest.raises(NoticeMovedOn):
        sending.release(OFFICER, stopped, clock.now())


def test_n3_what_nobody_lets_go_ends_after_a_day_and_its_people_are_forgotten() -> None:
    notice = asked(booked(2))
    item = gathered(notice)
    kept = store.recipients(item, 0, 2)

    later(timedelta(days=1, minutes=1))
    worked()
    worked()

    assert len(kept) == 2
    assert store.find(notice).state == NoticeState.STOPPED
    with pytest.raises(NoSuchNotice):
        store.recipients(item, 0, 2)


def test_n3_released_and_stopped_at_once_one_comes_first() -> None:
    notice = asked(booked(2))
    gathered(notice)

    calls = [
        partial(sending.release, OFFICER, notice, clock.now()),
        partial(sending.decide, OTHER, notice, clock.now(), approved=False, reason="the wrong day"),
    ]
    outcomes = at_once(calls)
    worked()

    assert refusals(outcomes) == [NoticeMovedOn]
    assert told() == (phones(range(2)) if outcomes[0] is None else [])


def test_n3_a_region_is_told_once_a_person_and_only_who_fits() -> None:
    clinic.opened(5)
    afternoon = clinic.session(5, start=time(14), end=time(15))
    one, two, three = (
        clinic.book(afternoon, who) for who in (clinic.person(0), 1, clinic.person(2, phone=""))
    )
    handling.cancel(OFFICER, two.known.item.number, "gone away", clock.now())
    clinic.at(time(14), DAY)
    handling.vaccinate(OFFICER, one.known.item.number, clock.now())
    clinic.book(clinic.session(5, day=DAY + timedelta(days=40)), 0, dose=2)
    assert three

    notice = sending.to_region(OFFICER, wording(), STREET, BOOKED, clock.now())
    item = gathered(notice)
    sending.release(OFFICER, notice, clock.now())
    worked()

    assert (item.people, item.without_phone) == (1, 1)
    assert told() == phones([0])


def test_n3_the_report_says_what_arrived_and_what_was_given_up() -> None:
    notice = asked(booked(3))
    gathered(notice)
    sending.release(OFFICER, notice, clock.now())
    worked()

    deliveries.mark_sent(f"vaccine-notice:{notice}:0")
    deliveries.mark_dead(f"vaccine-notice:{notice}:1", clock.now())
    later(timedelta(minutes=2))
    worked()
    between = store.find(notice)
    deliveries.mark_sent(f"vaccine-notice:{notice}:2")
    later(timedelta(minutes=2))
    worked()

    item = store.find(notice)
    assert (between.delivered, between.failed) == (1, 1)
    assert (item.delivered, item.failed, item.place_in_other) == (2, 1, None)
