"""Applying, changing, withdrawing, all at the same moment (L3, L4, L5, L6)."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import partial

import pytest

from functions.auth import service as auth
from functions.auth.errors import HouseholdChanged
from functions.booking import store as bookings
from functions.booking.standing import Standing
from functions.booking.store import Known
from functions.lottery import (
    applications,
    draw,
    lifecycle,
    merkle,
    offers,
    planning,
    proof,
    settlement,
    store,
)
from functions.lottery.applications import Application
from functions.lottery.errors import (
    AlreadyApplied,
    ApplicationChanged,
    DateNotOffered,
    NoSuchApplication,
    NotEligible,
    PersonTaken,
    WindowClosed,
)
from functions.lottery.schedule import PeriodState
from layers import clock
from layers.errors import Busy
from layers.transaction import commit
from tests import lottery_day as day
from tests import wire
from tests.lottery_day import CLOSES, FIRST, NAME, SECOND, THIRD
from tests.residents import household
from tests.threads import at_once, refusals
from tests.whole import assert_whole, entries
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

CROWD = range(12)

Call = Callable[[], Application]


def submitting(account: str, *dates: str, name: str = NAME) -> Call:
    """Return the call that submits an account's application."""
    return partial(day.submitted, account, dates or (FIRST,), name)


def changing(account: str, *dates: str) -> Call:
    """Return the call that gives an account's application other dates."""
    return partial(applications.change, account, NAME, dates, clock.now())


def withdrawing(account: str) -> Callable[[], None]:
    """Return the call that takes an account's application back."""
    return partial(applications.withdraw, account, NAME, clock.now())


def stand(outcomes: Sequence[object]) -> int:
    return sum(isinstance(outcome, Application) for outcome in outcomes)


def test_l4_of_many_applications_with_the_same_cohabitant_one_stands() -> None:
    day.opened()
    accounts = [household(f"child-{number}", "grandmother") for number in CROWD]

    outcomes = at_once([submitting(account, FIRST, SECOND) for account in accounts])

    assert stand(outcomes) == 1
    assert set(refusals(outcomes)) == {PersonTaken}
    assert_whole()


def test_l4_of_two_people_who_list_each_other_one_stands() -> None:
    day.opened()
    pairs = [(household(f"a{n}", f"b{n}"), household(f"b{n}", f"a{n}")) for n in CROWD]

    outcomes = at_once([submitting(account) for pair in pairs for account in pair])

    assert [stand(outcomes[start : start + 2]) for start in range(0, len(outcomes), 2)] == [1] * len(pairs)
    assert set(refusals(outcomes)) == {PersonTaken}
    assert_whole()


def test_l4_of_an_accounts_applications_sent_at_once_one_stands() -> None:
    day.opened()
    account = household("anna", "boris")
    calls = [
        partial(applications.submit, account, NAME, (FIRST, SECOND), clock.now(), day.luck(number))
        for number in CROWD
    ]

    outcomes = at_once(calls)

    assert stand(outcomes) == 1
    assert set(refusals(outcomes)) == {AlreadyApplied}
    assert_whole()


def test_l3_an_account_applies_once_a_period_also_for_other_dates() -> None:
    day.opened()
    account = household("anna")

    outcomes = at_once([submitting(account, date) for date in (FIRST, SECOND, THIRD)])

    (entry,) = entries()
    (left, *_) = {FIRST, SECOND, THIRD} - set(entry.dates)
    assert refusals(outcomes) == [AlreadyApplied] * 2
    with pytest.raises(AlreadyApplied):
        day.submitted(account, (left,))
    assert_whole()


def test_l4_a_person_may_be_in_two_applications_for_different_dates() -> None:
    day.opened()
    accounts = household("anna", "grandmother"), household("boris", "grandmother")

    outcomes = at_once([submitting(accounts[0], FIRST), submitting(accounts[1], SECOND, THIRD)])

    assert stand(outcomes) == 2
    assert_whole()


def test_l4_who_shares_one_of_several_dates_gets_none_of_them() -> None:
    day.opened()
    day.submitted(household("anna", "grandmother"), (SECOND,))
    other = household("boris", "grandmother")

    with pytest.raises(PersonTaken):
        day.submitted(other, (FIRST, SECOND, THIRD))

    assert len(entries()) == 1
    assert_whole()


@pytest.mark.parametrize("conflicts", [1, 7, 40])
def test_l4_collisions_inside_the_database_change_nothing_of_it(conflicts: int) -> None:
    day.opened()
    shared = [household(f"child-{number}", "grandmother") for number in range(4)]
    twice = household("anna")
    alone = [household(f"alone-{number}") for number in range(4)]

    with wire.writes(wire.conflicting(conflicts)):
        outcomes = at_once([submitting(account) for account in (*shared, twice, twice, *alone)])

    assert stand(outcomes[:4]) == 1
    assert stand(outcomes[4:6]) == 1
    assert stand(outcomes[6:]) == 4
    assert set(refusals(outcomes)) == {PersonTaken, AlreadyApplied}
    assert_whole()


def test_l4_collisions_without_end_refuse_for_now_and_write_nothing() -> None:
    day.opened()
    account = household("anna")

    with wire.writes(wire.conflicting(1000)), pytest.raises(Busy):
        day.submitted(account, (FIRST,))

    assert entries() == []
    assert_whole()
    assert day.submitted(account, (FIRST,)).dates == [FIRST]


@pytest.mark.parametrize("moment", Moment)
def test_l3_an_application_whose_answer_is_lost_stands_once(moment: Moment) -> None:
    day.opened()
    account = household("anna", "boris")

    with wire.writes(wire.losing_answers(1, moment)):
        application = day.submitted(account, (FIRST, SECOND))

    assert [each.number for each in entries()] == [application.number]
    assert_whole()


def test_l3_a_number_that_exists_is_drawn_again() -> None:
    day.opened()
    accounts = [household(f"person-{number}") for number in range(4)]
    same = [
        partial(applications.submit, account, NAME, (FIRST,), clock.now(), day.luck("the same"))
        for account in accounts
    ]

    outcomes = at_once(same)

    assert stand(outcomes) == 4
    assert len({each.number for each in entries()}) == 4
    assert_whole()


BANNED = Standing(misses=(day.days_later(-3), day.days_later(-2)))

STANDINGS = [
    ("anna", BANNED, "no_show_ban", "the applicant's ban"),
    ("grandmother", BANNED, "no_show_ban", "a cohabitant's ban"),
    ("grandmother", Standing(entries=(day.days_later(-13),)), "entered_recently", "13 days ago"),
    ("grandmother", Standing({"x": day.days_later(2)}), "already_booked", "a booking of another household"),
]


@pytest.mark.parametrize(("person", "standing", "reason", "comment"), STANDINGS)
def test_l3_what_is_against_one_person_is_against_the_household(
    person: str, standing: Standing, reason: str, comment: str
) -> None:
    day.opened()
    account = household("anna", "grandmother")
    commit(bookings.stand(Known(person, Standing(), 0), standing))

    with pytest.raises(NotEligible) as refused:
        day.submitted(account, (FIRST,))

    (against,) = refused.value.details["obstacles"]
    position = ("anna", "grandmother").index(person)
    assert (against.obstacle, against.position) == (reason, position), comment
    assert (against.until is None) == (reason == "already_booked"), comment
    assert entries() == []


def test_l3_only_approved_people_apply() -> None:
    day.opened()
    account = household("anna", "grandmother", approved=False)

    with pytest.raises(NotEligible) as refused:
        day.submitted(account, (FIRST,))

    assert obstacles(refused.value) == ["profile_not_approved", "cohabitant_not_approved"]
    assert entries() == []


def obstacles(refused: NotEligible) -> list[str]:
    """Return what a refusal says is against the household."""
    return [against.obstacle for against in refused.details["obstacles"]]


@pytest.mark.parametrize(
    ("dates", "comment"),
    [
        ((), "none"),
        (("2022-07-17",), "not in the period"),
        ((FIRST, "2022-07-20"), "one of them not in the period"),
        (("2022-07-18",), "a date without places"),
    ],
)
def test_l1_only_dates_with_places_can_be_applied_for(dates: tuple[str, ...], comment: str) -> None:
    day.opened({**day.PLACES, "2022-07-18": 0})
    account = household("anna")

    with pytest.raises(DateNotOffered):
        day.submitted(account, dates)

    assert entries() == [], comment


def test_l2_what_everybody_sees_counts_what_stands() -> None:
    day.opened()
    at_once([submitting(account, FIRST, SECOND) for account in day.households((1, 2, 3, 4, 1))])
    at_once([changing("account-0", SECOND, THIRD), withdrawing("account-2")])
    offers.forget()

    seen = offers.current(clock.now())

    counts = {each.day.isoformat(): (each.places, each.people, each.applications) for each in seen.dates}
    assert counts == {FIRST: (3, 7, 3), SECOND: (2, 8, 4), THIRD: (50, 1, 1)}
    assert seen.as_of == clock.now()
    assert_whole()


def test_l5_changes_at_once_leave_one_of_them() -> None:
    day.opened()
    account = household("anna", "boris")
    day.submitted(account, (FIRST,))
    wanted = [(SECOND,), (THIRD,), (FIRST, THIRD), (SECOND, THIRD), (FIRST, SECOND, THIRD)]

    outcomes = at_once([changing(account, *dates) for dates in wanted])

    (entry,) = entries()
    assert stand(outcomes) >= 1
    assert set(refusals(outcomes)) <= {ApplicationChanged}
    assert tuple(entry.dates) in wanted
    assert_whole()


def test_l5_of_withdrawals_at_once_one_is_done_and_everything_is_free_again() -> None:
    day.opened()
    account, other = household("anna", "grandmother"), household("boris", "grandmother")
    day.submitted(account, (FIRST, SECOND))

    outcomes = at_once([withdrawing(account) for _ in CROWD])

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) <= {ApplicationChanged, NoSuchApplication}
    assert entries() == []
    assert auth.household(account).hold == ""
    assert_whole()
    assert stand(at_once([submitting(account), submitting(other)])) == 1


def test_l5_withdrawing_while_changing_leaves_one_or_the_other() -> None:
    day.opened()
    accounts = day.households((1, 2, 3, 4))
    for account in accounts:
        day.submitted(account, (FIRST, SECOND))

    calls: list[Callable[[], object]] = []
    for account in accounts:
        calls += [changing(account, SECOND, THIRD), withdrawing(account)]
    outcomes = at_once(calls)

    assert set(refusals(outcomes)) <= {ApplicationChanged, NoSuchApplication}
    withdrawn = [outcome is None for outcome in outcomes[1::2]]
    assert len(entries()) == withdrawn.count(False)
    assert_whole()


def test_l5_a_date_left_by_a_change_is_free_for_others() -> None:
    day.opened()
    account, other = household("anna", "grandmother"), household("boris", "grandmother")
    day.submitted(account, (FIRST, SECOND))

    applications.change(account, NAME, (SECOND,), clock.now())

    assert day.submitted(other, (FIRST,)).dates == [FIRST]
    with pytest.raises(PersonTaken):
        applications.change(other, NAME, (FIRST, SECOND), clock.now())
    assert_whole()


def test_l5_a_change_to_the_same_dates_writes_nothing() -> None:
    day.opened()
    account = household("anna")
    before = day.submitted(account, (FIRST, SECOND))

    with wire.writes() as log:
        after = applications.change(account, NAME, (SECOND, FIRST), clock.now())

    assert after == before
    assert log.operations == []


@pytest.mark.parametrize("newcomers", [3, 9, 15])
def test_l6_what_was_accepted_while_closing_is_in_the_lines_and_nothing_else(newcomers: int) -> None:
    assert_race_with_the_close(newcomers)


@pytest.mark.slow
def test_l6_many_applications_while_closing() -> None:
    assert_race_with_the_close(newcomers=120)


def assert_race_with_the_close(newcomers: int) -> None:
    """Let people change, leave and come while the period closes, and look at who is in."""
    period = day.opened()
    accounts = day.households([1, 2, 3, 4] * 2 + [1, 2, 4] * (newcomers // 3))
    there, leaving, coming = accounts[:4], accounts[4:8], accounts[8:]
    for account in (*there, *leaving):
        day.submitted(account, (FIRST, SECOND))
    calls: list[Callable[[], object]] = [
        *(changing(account, THIRD) for account in there),
        *(withdrawing(account) for account in leaving),
        *(submitting(account, FIRST, THIRD) for account in coming),
        partial(lifecycle.close, period),
    ]

    outcomes = at_once(calls)

    done = [account for account, outcome in zip(accounts, outcomes, strict=False) if not_refused(outcome)]
    dates = {account: [THIRD] if account in done else [FIRST, SECOND] for account in there}
    dates |= {account: [FIRST, SECOND] for account in leaving if account not in done}
    dates |= {account: [FIRST, THIRD] for account in coming if account in done}
    assert set(refusals(outcomes)) <= {WindowClosed}
    assert {entry.account: list(entry.dates) for entry in entries()} == dates
    assert_frozen()


def not_refused(outcome: object) -> bool:
    return not isinstance(outcome, Exception)


def assert_frozen() -> None:
    """Fail unless the period is closed and its lines are its applications."""
    period = store.period(NAME)
    lines = proof.read(NAME, PeriodState.CLOSED).frozen_lines
    assert lines == draw.lines(lifecycle.as_drawn(entry) for entry in entries())
    assert (period.state, period.root, period.applications) == ("closed", merkle.root(lines), len(lines))
    assert not any(gate.open for gate in store.gates(NAME))
    assert_whole()


def test_l6_nothing_gets_in_through_a_gate_that_is_shut_whatever_the_clock_says() -> None:
    period = day.opened()
    account, newcomer = household("anna"), household("boris")
    day.submitted(account, (FIRST,))
    with wire.killed_at(33, Moment.AFTER):  # one write announces the close, 32 shut the gates
        lifecycle.close(period)
    assert store.period(NAME).state == PeriodState.OPEN

    outcomes = at_once([submitting(newcomer), changing(account, SECOND), withdrawing(account)])

    assert refusals(outcomes) == [WindowClosed] * 3
    assert all("closes" in refused.details for refused in outcomes if isinstance(refused, WindowClosed))
    assert [(entry.account, list(entry.dates)) for entry in entries()] == [(account, [FIRST])]
    assert_whole()


@pytest.mark.parametrize(
    ("moment", "comment"), [(time(8, 59, 59), "not open yet"), (CLOSES, "closed at its exact instant")]
)
def test_l3_outside_the_window_nothing_is_taken_even_before_the_job_has_run(
    moment: time, comment: str
) -> None:
    day.opened()
    account, newcomer = household("anna"), household("boris")
    day.submitted(account, (FIRST,))
    day.at(moment)

    outcomes = at_once([submitting(newcomer), changing(account, SECOND), withdrawing(account)])

    assert refusals(outcomes) == [WindowClosed] * 3, comment
    assert_whole()


def test_l3_between_two_open_periods_a_household_is_in_one() -> None:
    day.opened()
    planning.postpone(NAME, later(), "the power failed", "planner")
    tomorrow = day.opened({SECOND: 5, THIRD: 5}, day.days_later(1)).name
    accounts = [household(f"person-{number}") for number in CROWD]

    calls = [submitting(account, THIRD, name=name) for account in accounts for name in (NAME, tomorrow)]
    outcomes = at_once(calls)

    assert [stand(outcomes[start : start + 2]) for start in range(0, len(outcomes), 2)] == [1] * len(accounts)
    assert set(refusals(outcomes)) <= {HouseholdChanged, NotEligible}
    assert_whole(NAME)
    assert_whole(tomorrow)


def later() -> dict[str, datetime]:
    """Return the times of a period that was postponed to the next day's evening."""
    moments = {"closes_at": time(17), "draws_at": time(17, 30), "publishes_at": time(18)}
    return {step: clock.at_local(day.days_later(1), moment) for step, moment in moments.items()}


def test_l3_who_may_still_win_in_an_earlier_period_waits_for_its_bookings() -> None:
    day.opened()
    (application, *_) = day.applied((1, 1))
    planning.postpone(NAME, {"publishes_at": later()["publishes_at"]}, "the power failed", "planner")
    day.advanced(day.DRAWS)
    tomorrow = day.opened({THIRD: 5}, day.days_later(1)).name

    with pytest.raises(NotEligible) as before:
        day.submitted("account-0", (THIRD,), tomorrow)
    lifecycle.publish(store.period(NAME))
    with pytest.raises(NotEligible) as published:
        day.submitted("account-0", (THIRD,), tomorrow)
    settlement.settle(store.period(NAME))
    with pytest.raises(NotEligible) as settled:
        day.submitted("account-0", (THIRD,), tomorrow)

    against = [obstacles(refused.value) for refused in (before, published, settled)]
    assert application.dates == [FIRST, SECOND, THIRD]
    assert against == [["draw_pending"], ["draw_pending"], ["already_booked"]]
