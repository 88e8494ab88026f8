"""Every job, killed before its first write and after each one, ends as if nothing had happened (E2, L6, N2).

Dead before a write is dead after the one before it, so that these are all the places there are.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import time, timedelta

import pytest

from functions.booking import noshows
from functions.healthcode import alarms, checkins, drafts, rollup, sweep
from functions.healthcode.facts import FactKind
from functions.healthcode.rules import DEFAULT, Rules
from functions.lottery import lifecycle, settlement, store
from functions.notify import service as notify
from functions.vaccine.appointments import expiry, reminders
from layers import audit, clock, keys, outbox, policy
from layers.audit import Entry
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import ConditionFailed, commit
from tests import clinic, dumps, holders, wire
from tests import lottery_day as day
from tests.lottery_day import CLOSES, DAY, DRAWS, FIRST, NAME, OPENS, PUBLISHES, SECOND, SECRET
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

SIZES = (1, 2, 4, 1, 3, 1)


def before_opening() -> None:
    day.at(OPENS)


def with_applications() -> None:
    day.opened({FIRST: 2, SECOND: 1})
    day.applied(SIZES, (FIRST, SECOND))
    day.at(CLOSES)


def closed() -> None:
    with_applications()
    day.advanced(CLOSES)
    day.at(DRAWS)


def drawn() -> None:
    closed()
    day.advanced(DRAWS)
    day.at(PUBLISHES)


def published() -> None:
    drawn()
    lifecycle.publish(store.period(NAME))


def with_bookings() -> None:
    """Six households are booked for tomorrow."""
    day.at(time(20))
    for rank, account in enumerate(day.households(SIZES)):
        day.booked(account, day.days_later(1), rank)


def on_the_eve() -> None:
    with_bookings()
    day.at(time(23))


def after_the_day() -> None:
    """Nobody has come, and for one it is the second time."""
    with_bookings()
    day.booked("account-1", DAY, rank=9)
    day.at(time(0, 5), day.days_later(2))


def with_appointments() -> None:
    """Six people are booked for tomorrow morning's session, and one of them is there already."""
    session = clinic.opened(8)
    for who in range(6):
        clinic.book(session, who)
    clinic.come(session, 5)


def on_the_day_before() -> None:
    with_appointments()
    clinic.at(time(12, 5))


def an_hour_after_the_start() -> None:
    with_appointments()
    clinic.at(time(9), clinic.DAY)


def with_codes() -> None:
    """Four people are yellow, two of them by the word of a place, and one is green."""
    day.at(time(12))
    found = [holders.citizen(*kinds) for kinds in ((FactKind.ARRIVAL,), (FactKind.FEVER,), (), (), ())]
    for person in found[2:4]:
        holders.record(person, FactKind.FEVER_CLINIC)


def with_codes_in_the_evening() -> None:
    with_codes()
    day.at(time(19))


def with_run_of_days() -> None:
    """Two people have checked in for 14 days, and it is the midnight after."""
    day.at(time(12))
    feverish = [holders.citizen(FactKind.FEVER) for _ in range(2)]
    for ahead in range(1, 15):
        day.at(time(12), day.days_later(ahead))
        for person in feverish:
            holders.check_in(person)
    day.at(time(0), day.days_later(15))


def with_many_turned() -> None:
    with_codes()
    commit(*policy.change("health_alarms", {"by_place": 2, "by_recorder": 2}, 0, "planner", "a test"))
    policy.forget()


def with_draft() -> None:
    with_codes()
    lenient = Rules(tuple(cause for cause in DEFAULT.causes if cause.kind is not FactKind.ARRIVAL))
    drafts.draft(lenient, "a test", "planner-1", clock.now())


def with_new_rules() -> None:
    with_draft()
    while drafts.count_out(clock.now()):
        pass
    drafts.approve(1, DAY, "planner-2", clock.now())
    day.at(time(12, 2))


def with_messages_left_behind() -> None:
    day.at(time(12))
    contact = Contact(Language.EN, "+8613800000001")
    for number in range(12):
        commit(outbox.notice(f"lost:{number}", "draw_lost", contact, period=NAME))
    day.at(time(12, 2))


def with_audit_entries() -> None:
    day.at(time(12))
    for number in range(5):
        audit.append(Entry(f"officer-{number}", "periods.quota", f"period:{NAME}"))


def publish() -> None:
    """Publish, as the lottery's job does it: without the settlement that follows."""
    with suppress(ConditionFailed):
        lifecycle.publish(store.period(NAME))


@dataclass(frozen=True, slots=True)
class Job:
    """A job, the state it finds, and how often it writes at least."""

    prepare: Callable[[], object]
    run: Callable[[], object]
    writes: int


JOBS: Mapping[str, Job] = {
    "open": Job(before_opening, lambda: lifecycle.open_period(DAY, SECRET), 1),
    "close": Job(with_applications, lambda: lifecycle.advance(clock.now()), 35),
    "draw": Job(closed, lambda: lifecycle.advance(clock.now()), 1),
    "publish": Job(drawn, publish, 14),
    "settle": Job(published, lambda: settlement.settle(store.period(NAME)), 17),
    "no-shows": Job(after_the_day, lambda: noshows.sweep(clock.now()), 14),
    "reminders": Job(on_the_eve, lambda: noshows.remind(clock.now()), 13),
    "doses expired": Job(an_hour_after_the_start, lambda: expiry.sweep(clock.now()), 17),
    "doses reminded": Job(on_the_day_before, lambda: reminders.remind(clock.now()), 11),
    "colours swept": Job(with_run_of_days, lambda: sweep.sweep(clock.now()), 4),
    "check-ins reminded": Job(with_codes_in_the_evening, lambda: checkins.remind(clock.now()), 40),
    "rules counted out": Job(with_draft, lambda: drafts.count_out(clock.now()), 32),
    "rules come into force": Job(with_new_rules, lambda: drafts.come_into_force(clock.now()), 33),
    "alarms raised": Job(with_many_turned, lambda: alarms.check(clock.now()), 4),
    "tallies summed up": Job(with_codes, lambda: rollup.roll_up(clock.now()), 4),
    "outbox sweep": Job(with_messages_left_behind, lambda: notify.sweep(clock.now()), 14),
    "audit sealing": Job(with_audit_entries, audit.seal_heads, 1),
}

EVENING = Job(with_applications, lambda: lifecycle.advance(day.at(PUBLISHES)), 67)


SLOW = ("check-ins reminded", "rules counted out", "rules come into force")
"""Each writes more than thirty times, before and after each of which it is killed."""


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=[pytest.mark.slow] if each in SLOW else []) for each in JOBS]
)
def test_e2_n2_a_job_killed_at_any_write_and_run_again(name: str) -> None:
    assert_survives_being_killed(JOBS[name])


@pytest.mark.slow
def test_e2_n2_the_whole_evening_at_once_killed_at_any_write_and_run_again() -> None:
    assert_survives_being_killed(EVENING)


def assert_survives_being_killed(job: Job) -> None:
    """Fail unless a second run brings a killed job to where an undisturbed one ends, with every message."""
    job.prepare()
    before = dumps.take()
    keys.forget()  # as a process that has just begun
    with wire.writes() as undisturbed:
        job.run()
    expected = dumps.readable(dumps.take())
    assert len(undisturbed.operations) >= job.writes

    for number in range(len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        keys.forget()
        with wire.killed_at(max(number, 1), Moment.AFTER if number else Moment.BEFORE) as killed:
            job.run()
        with wire.writes() as again:
            job.run()

        where = f"killed after write {number} of {undisturbed.operations}"
        assert len(killed.operations) >= number, where
        assert dumps.readable(dumps.take()) == expected, where
        assert messages() <= {*killed.enqueued, *again.enqueued, *swept()}, where


def messages() -> set[str]:
    """Return the ids of all messages that wait to be sent."""
    return {
        message.id
        for shard in range(outbox.SHARDS)
        for message in outbox.in_state(outbox.State.PENDING, shard)
    }


def swept() -> list[str]:
    """Return which messages the sweep finds two minutes later."""
    with wire.writes() as log:
        notify.sweep(clock.now() + timedelta(minutes=2))
    return log.enqueued
