"""Who is banned or disabled is listed exactly as long as it holds, whatever happens at once (B5, B6)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from functions.auth import service as auth
from functions.booking import bans, cancellations, noshows, store
from functions.booking.errors import NoShowOnly, WouldDisable
from functions.booking.tables import BookingState
from layers import clock, policy
from layers.paging import PageQuery
from layers.transaction import commit
from tests import lottery_day as day
from tests import wire
from tests.residents import household
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

PEOPLE = ("anna", "boris", "clara")
FIRST, SECOND = day.days_later(4), day.days_later(5)
BANNED_UNTIL = SECOND + timedelta(days=14)


@pytest.fixture(autouse=True)
def _policies() -> Iterator[None]:
    policy.forget()
    yield
    policy.forget()


def midnight(after: date) -> datetime:
    """Return the first instant after a date."""
    return clock.at_local(after + timedelta(days=1), time())


def two_bookings() -> tuple[str, str, str]:
    """Return the account and the numbers of a household's bookings for two dates in a row."""
    day.at(time(20))
    account = household(*PEOPLE)
    return account, day.booked(account, FIRST, 1), day.booked(account, SECOND, 2)


def banned(today: date = SECOND) -> dict[str, date]:
    """Return who is listed as banned on a date, page by page."""
    found: dict[str, date] = {}
    query = PageQuery(limit=2)
    while True:
        page = bans.banned(query, today)
        found |= {each.person: each.until for each in page.items}
        if not page.next:
            return found
        query = PageQuery(page.next, 2)


def disabled() -> list[str]:
    """Return the accounts that are listed as disabled."""
    return [each.account for each in bans.disabled_accounts(PageQuery()).items]


def test_b5_a_no_show_bans_nobody_and_the_second_one_everybody_of_the_household() -> None:
    _, _, number = two_bookings()
    noshows.sweep(midnight(FIRST))
    before = banned()

    noshows.sweep(midnight(SECOND))

    assert before == {}
    assert banned() == dict.fromkeys(PEOPLE, BANNED_UNTIL)
    assert {each.booking.number for each in bans.banned(PageQuery(), SECOND).items} == {number}


ENDS = [
    (BANNED_UNTIL - timedelta(days=1), True, "the last day"),
    (BANNED_UNTIL, False, "the day from which one may apply again"),
]


@pytest.mark.parametrize(("today", "listed", "comment"), ENDS)
def test_b5_a_ban_is_listed_until_it_ends_however_late_the_table_forgets_it(
    today: date, listed: bool, comment: str
) -> None:
    two_bookings()

    noshows.sweep(midnight(SECOND))

    assert bool(banned(today)) is listed, comment


def test_b5_a_shorter_ban_by_policy_ends_sooner() -> None:
    two_bookings()
    noshows.sweep(midnight(SECOND))

    commit(*policy.change("booking", {"ban_days": 3}, 0, "planner", "a test"))
    policy.forget()

    assert banned() == dict.fromkeys(PEOPLE, SECOND + timedelta(days=3))
    assert banned(SECOND + timedelta(days=3)) == {}


@pytest.mark.parametrize("conflicts", [0, 3])
def test_b5_both_excused_at_once_leave_no_ban(conflicts: int) -> None:
    _, *numbers = two_bookings()
    noshows.sweep(midnight(SECOND))

    excusing = [partial(noshows.excuse, number, "officer", "a typhoon") for number in numbers]
    with wire.writes(wire.conflicting(conflicts)):
        outcomes = at_once(excusing)

    assert outcomes == [None, None]
    assert banned() == {}


@pytest.mark.parametrize("conflicts", [0, 3])
def test_b5_an_excuse_and_the_no_show_that_would_ban_at_once_ban_nobody(conflicts: int) -> None:
    _, first, second = two_bookings()
    noshows.sweep(midnight(FIRST))
    calls: list[Callable[[], object]] = [
        partial(noshows.excuse, first, "officer", "a typhoon"),
        partial(noshows.sweep, midnight(SECOND)),
    ]

    with wire.writes(wire.conflicting(conflicts)):
        outcomes = at_once(calls)

    assert refusals(outcomes) == []
    assert store.find(second).state == BookingState.NO_SHOW
    assert banned() == {}


@pytest.mark.parametrize("moment", Moment)
def test_b5_a_sweep_killed_at_the_ban_leaves_both_or_neither(moment: Moment) -> None:
    two_bookings()
    noshows.sweep(midnight(FIRST))

    with wire.killed_at(1, moment):
        noshows.sweep(midnight(SECOND))
    listed, missed = len(banned()), len(store.standings(["anna"])[0].standing.misses)
    noshows.sweep(midnight(SECOND))

    assert (listed, missed) == ((0, 1) if moment is Moment.BEFORE else (len(PEOPLE), 2))
    assert banned() == dict.fromkeys(PEOPLE, BANNED_UNTIL)


def test_b5_what_was_excused_before_changes_nothing_the_second_time() -> None:
    _, first, _ = two_bookings()
    noshows.sweep(midnight(SECOND))
    noshows.excuse(first, "officer", "a typhoon")

    with pytest.raises(NoShowOnly):
        noshows.excuse(first, "officer", "a typhoon")

    assert banned() == {}


def test_b6_an_account_is_listed_as_long_as_it_is_disabled_whoever_comes_first() -> None:
    account, *numbers = two_bookings()
    numbers += [day.booked(account, day.days_later(ahead), ahead) for ahead in range(6, 11)]
    now = clock.now()
    for number in numbers[:5]:
        cancellations.cancel(account, number, now, confirmed=False)

    last = [partial(cancellations.cancel, account, number, now, confirmed=True) for number in numbers[5:]]
    outcomes = at_once([*last, partial(cancellations.reinstate, account, "officer", "an illness")])

    assert set(refusals(outcomes)) <= {WouldDisable}
    assert bool(disabled()) is auth.is_disabled(account)
    cancellations.reinstate(account, "officer", "an illness")
    assert disabled() == []
