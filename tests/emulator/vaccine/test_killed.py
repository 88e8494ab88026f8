"""A process that dies between any two writes leaves nothing half done, and repeating ends it (V4, V5, V7)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import time, timedelta

import pytest

from functions.vaccine import places
from functions.vaccine.appointments import own
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.catalogue import sessions
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue.sessions import Edit, Plan, Slot
from functions.vaccine.errors import NotBookable, NotCancellable, SessionChanged
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.finds import By
from functions.vaccine.tables import Kind, RecordState
from layers import clock, keys
from layers.keys import Purpose
from tests import clinic, dumps, whole_clinic, wire
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]


def assert_whole_wherever_it_dies(act: Callable[[], object], check: Callable[[], None], writes: int) -> None:
    """Kill `act` before its first write and after each: all must agree then, and once it is repeated."""
    before = dumps.take()
    with wire.writes() as undisturbed:
        act()
    assert len(undisturbed.operations) >= writes
    for number in range(len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        with wire.killed_at(max(number, 1), Moment.AFTER if number else Moment.BEFORE):
            act()
        whole_clinic.assert_whole()
        act()
        whole_clinic.assert_whole()
        check()


def test_v5_a_booking_stands_once_wherever_the_first_try_died() -> None:
    session = clinic.opened(2)

    def book() -> None:
        with suppress(NotBookable):
            clinic.book(session, 1)

    def check() -> None:
        assert len(whole_clinic.booked(session)) == 1
        clinic.at(time(12, 10))  # a hold that nobody knows of any more ends by itself
        assert places.totals(clinic.parts(session), clock.now()).remaining == 1
        clinic.at(clinic.NOON)

    assert_whole_wherever_it_dies(book, check, writes=2)


def test_v7_a_cancellation_is_done_once() -> None:
    session = clinic.opened(2)
    booked = clinic.book(session, 1)
    form = LookupForm(clinic.number_of(1), booked.code)

    def cancel() -> None:
        with suppress(NotCancellable):
            own.cancel(form, clock.now())

    def check() -> None:
        record = store_records.record(booked.known.item.number)
        assert record.item.state == RecordState.CANCELLED
        assert places.totals(clinic.parts(session), clock.now()).remaining == 2

    assert_whole_wherever_it_dies(cancel, check, writes=3)


def test_v4_a_template_cut_short_is_finished_by_repeating_it() -> None:
    clinic.laid_out()
    (site,) = catalogue.sites(clinic.STREET)
    first = Plan(
        street=clinic.STREET,
        site=site.id,
        kind=Kind.INDIVIDUAL,
        vaccine=clinic.VACCINE,
        day=clinic.DAY,
        start=clinic.START,
        end=clinic.END,
        quota=1,
    )
    slots = [Slot(time(8), time(9), 120), Slot(time(10), time(11), 30)]
    plans = sessions.template(first, clinic.DAY + timedelta(days=2), {4, 5, 6}, slots)

    def open_all() -> None:
        sessions.create_all(clinic.OFFICER, plans, clock.now())

    def check() -> None:
        found = {(each.day, each.start, int(each.quota)) for each in whole_clinic.sessions()}
        days = [clinic.DAY + timedelta(days=ahead) for ahead in range(3)]
        assert found == {(f"{day}", *slot) for day in days for slot in (("08:00", 120), ("10:00", 30))}
        assert catalogue.site(clinic.STREET, site.id).sessions == 6

    assert_whole_wherever_it_dies(open_all, check, writes=6)


def test_v4_a_quota_is_changed_in_all_parts_or_none() -> None:
    session = clinic.opened(90)

    def resize() -> None:
        with suppress(SessionChanged):
            wanted = Edit(version=1, quota=450, remark="", opens_at=clock.now(), grace=None)
            sessions.edit(clinic.OFFICER, session, wanted, clock.now())

    def check() -> None:
        assert places.totals(clinic.parts(session), clock.now()).quota == 450

    assert_whole_wherever_it_dies(resize, check, writes=1)


def test_v5_while_the_key_of_hashes_is_rotated_nobody_is_booked_twice() -> None:
    session = clinic.opened(9)
    before = clinic.book(session, 1)
    _rotate()

    with pytest.raises(NotBookable):
        clinic.book(session, 1)

    assert store_finds.numbers(By.IDENTITY, clinic.person(1).identity) == [before.known.item.number]
    assert own.find(LookupForm(clinic.number_of(1), before.code), clock.now())
    own.cancel(LookupForm(clinic.number_of(1), before.code), clock.now())
    after = clinic.book(session, 1)
    assert after.known.item.claim != before.known.item.claim
    whole_clinic.assert_whole()


def _rotate() -> None:
    """Let a newer key of hashes be in use."""
    keys.rotate(Purpose.LOOKUP)
    later = clock.now() + timedelta(minutes=3)
    clock.use(lambda: later)
    keys.forget()
