"""A small period from opening to settlement (L1, L6, L7, L8, L9, B1, N1)."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import time
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from functions.booking import store as bookings
from functions.booking.tables import BookingState
from functions.lottery import draw, lifecycle, merkle, proof, records, results, settlement, store, views
from functions.lottery.errors import NotAmongWinners, NotPublished
from functions.lottery.records import Outcome, Record
from functions.lottery.schedule import PeriodState
from functions.lottery.schemas import ResultQuery
from functions.lottery.tables import Period
from layers import holds, privacy
from layers.keys import Purpose
from layers.outbox import Message
from layers.paging import PageQuery
from layers.transaction import ConditionFailed
from local import verify_draw
from tests import dumps, wire
from tests import lottery_day as day
from tests.lottery_day import CLOSES, DRAWS, FIRST, NAME, PLACES, PUBLISHES, SECRET
from tests.threads import at_once
from tests.whole import entries
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

SIZES = (1, 2, 3, 4, 1, 2, 1, 1, 3, 1, 2, 4)
ACCOUNTS = [f"account-{number}" for number in range(len(SIZES))]


def record(account: str) -> Record:
    """Return an account's only application as its owner sees it."""
    (found,) = records.page(account, PageQuery()).items
    return found


def told() -> Counter[str]:
    """Return how many messages there are of each kind and application."""
    return Counter(message.id for message in Message.scan(Message.pk.startswith("OUTBOX#")))


def decided() -> proof.Proof:
    return proof.read(NAME, PeriodState.PUBLISHED)


def test_l6_l9_b1_everybody_ends_with_one_answer_and_winners_with_a_booking() -> None:
    day.opened()
    applications = {made.number: made for made in day.applied(SIZES)}

    period = day.finished()

    winners = decided().winners or {}
    won = {ticket: date for date, tickets in winners.items() for ticket in tickets}
    assert len(won) == sum(map(len, winners.values())), "nobody wins twice"
    assert period.settled
    assert not holds.stands(lifecycle.hold(NAME))
    assert told() == Counter({f"draw:{NAME}:{number}": 1 for number in applications})
    for account, application in zip(ACCOUNTS, applications.values(), strict=True):
        booked = list(bookings.of_account(account, None, 10))
        date = won.get(application.ticket)
        assert [booking.day for booking in booked] == ([date] if date else [])
        assert record(account).outcome == (Outcome.WON if date else Outcome.LOST)
        for booking in booked:
            assert booking.state == BookingState.BOOKED
            assert bookings.party(booking) == application.party
            for known in bookings.standings(application.party.persons):
                assert list(known.standing.upcoming) == [booking.number]


def test_l6_places_are_kept_but_for_the_last_winners_cohabitants() -> None:
    places = day.opened().places
    sizes = {made.ticket: len(made.party.travellers) for made in day.applied(SIZES)}

    day.finished()

    for date, tickets in (decided().winners or {}).items():
        taken = [sizes[ticket] for ticket in tickets]
        assert sum(taken[:-1]) < places[date]
        assert sum(taken) < places[date] + 4
        assert sum(taken) >= places[date] or not (decided().standby or {})[date]


def test_l7_the_published_proof_is_verified_by_a_stranger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commitment = day.opened().commitment
    tickets = [made.ticket for made in day.applied(SIZES)]
    root = str(day.advanced(CLOSES).root)
    day.advanced(DRAWS)
    published = tmp_path / "proof.json"

    published.write_text(proof.text(day.advanced(PUBLISHES)))
    noted = ["--expect-commitment", commitment, "--expect-root", root, "--ticket", tickets[0]]
    status = verify_draw.main([str(published), *noted])

    assert status == 0, capsys.readouterr().out


def test_l7_keys_of_the_proof_appear_when_they_may_be_known_and_stay_as_they_were() -> None:
    period = day.opened()
    day.applied(SIZES)
    shown = [json.loads(proof.text(period))]

    shown += [json.loads(proof.text(day.advanced(moment))) for moment in (CLOSES, DRAWS, PUBLISHES)]

    at_opening = {"algorithm", "period", "commitment", "quotas"}
    at_close = at_opening | {"lines", "root"}
    assert [set(each) for each in shown] == [
        at_opening,
        at_close,
        at_close,
        at_close | {"secret", "beacon", "winners", "standby"},
    ]
    for earlier, later in pairwise(shown):
        assert earlier.items() <= later.items()
    assert shown[-1]["secret"] == SECRET.hex()
    assert shown[0]["commitment"] == draw.commitment(SECRET)


def test_l7_two_runs_with_the_same_secret_and_tickets_give_the_same_winners_in_any_order() -> None:
    day.opened()
    accounts = day.households(SIZES)
    before = dumps.take()
    outcomes = []

    for order in (accounts, accounts[::-1]):
        dumps.bring_back(before)
        day.at(day.NOON)
        for account in order:
            day.submitted(account, list(PLACES))
        day.finished()
        outcomes.append(decided())

    assert outcomes[0] == outcomes[1]
    assert any((outcomes[0].winners or {}).values())


def test_l8_the_public_list_holds_every_winner_once_masked_in_order_of_date_and_rank() -> None:
    day.opened()
    applications = {made.ticket: made for made in day.applied(SIZES)}

    period = day.finished()

    page = views.result_page(period, ResultQuery(limit=100))
    expected = [
        (applications[ticket], date)
        for date, tickets in (decided().winners or {}).items()
        for ticket in tickets
    ]
    assert [row.day for row in page.rows] == [date for made, date in expected for _ in made.party.travellers]
    assert [row.number[:4] + row.number[-4:] for row in page.rows] == [
        made.number[:4] + made.number[-4:] for made, _ in expected for _ in made.party.travellers
    ]
    assert page.winners == len(page.rows) == period.winners
    assert all("*" in row.name and "*" in row.document and "*" in row.number for row in page.rows)


def test_l8_each_winner_is_found_by_number_where_the_public_list_has_them_and_nobody_else() -> None:
    day.opened()
    applications = day.applied(SIZES)

    period = day.finished()

    listed = views.result_page(period, ResultQuery(limit=100)).rows
    won = {ticket for tickets in (decided().winners or {}).values() for ticket in tickets}
    seen = 0
    for made in applications:
        if made.ticket in won:
            found = views.found_result(period, made.number)
            size = len(made.party.travellers)
            assert found.rows == listed[found.place - 1 :][:size]
            seen += size
        else:
            with pytest.raises(NotAmongWinners):
                views.found_result(period, made.number)
    assert seen == len(listed)


@pytest.mark.parametrize("passed", [(), (CLOSES,), (CLOSES, DRAWS)])
def test_l8_before_publication_nobody_is_told_anything(passed: tuple[time, ...]) -> None:
    day.opened()
    numbers = [made.number for made in day.applied(SIZES)]

    for moment in passed:
        day.advanced(moment)

    with pytest.raises(NotPublished):
        views.result_page(store.period(NAME), ResultQuery())
    for number in numbers:
        with pytest.raises(NotPublished):
            views.found_result(store.period(NAME), number)
    assert {record(account).outcome for account in ACCOUNTS} == {Outcome.PENDING}
    assert {record(account).won for account in ACCOUNTS} == {None}
    assert views.period_summary(store.period(NAME)).winners is None
    assert results.read(NAME, 0, 100) == []
    assert [results.find(NAME, number) for number in numbers] == [None] * len(numbers)
    assert store.dates_won({NAME: record(ACCOUNTS[0]).ticket}) == {}
    assert told() == Counter()
    assert list(bookings.of_account(ACCOUNTS[0], None, 10)) == []
    assert SECRET.hex() not in proof.text(store.period(NAME))


def test_l6_a_period_that_nobody_applied_for_goes_its_way() -> None:
    day.opened()

    period = day.finished()

    assert (period.state, period.settled, period.winners) == (PeriodState.PUBLISHED, True, 0)
    assert period.root == merkle.root([])
    assert views.result_page(period, ResultQuery()).rows == []


def test_e2_after_an_outage_everything_that_is_due_is_done_in_order() -> None:
    day.opened()
    day.applied(SIZES)

    period = day.advanced(day.NOON, day.days_later(1))

    assert (period.state, period.settled) == (PeriodState.PUBLISHED, True)
    assert len(told()) == len(SIZES)


def test_e2_several_processes_that_do_the_evening_at_once_do_it_once() -> None:
    day.opened()
    applications = day.applied(SIZES)
    now = day.at(PUBLISHES)

    outcomes = at_once([partial(lifecycle.advance, now)] * 3)

    people = [person for made in applications for person in made.party.persons]
    held = [number for known in bookings.standings(people) for number in known.standing.upcoming]
    assert outcomes == [None] * 3
    assert told() == Counter({f"draw:{NAME}:{made.number}": 1 for made in applications})
    assert len(held) == store.period(NAME).winners
    assert store.period(NAME).settled


@pytest.mark.parametrize("moment", Moment)
def test_n2_everybody_is_told_once_though_answers_are_lost(moment: Moment) -> None:
    day.opened()
    applications = day.applied(SIZES)
    for reach in (CLOSES, DRAWS):
        day.advanced(reach)
    day.at(PUBLISHES)
    lifecycle.publish(store.period(NAME))

    with wire.writes(wire.losing_answers(6, moment)):
        settlement.settle(store.period(NAME))

    people = [person for made in applications for person in made.party.persons]
    assert told() == Counter({f"draw:{NAME}:{made.number}": 1 for made in applications})
    held = [number for known in bookings.standings(people) for number in known.standing.upcoming]
    assert len(held) == store.period(NAME).winners


def test_l6_a_close_waits_until_everything_is_there_that_the_gates_let_in() -> None:
    day.opened()
    day.applied((1, 2))
    (missing, *_) = entries()
    missing.delete()
    day.at(CLOSES)

    with pytest.raises(lifecycle.EntriesMissing):
        lifecycle.close(store.period(NAME))
    missing.save()
    period = day.advanced(CLOSES)

    assert (period.state, period.applications) == (PeriodState.CLOSED, 2)


def with_other_lines() -> None:
    """Change who applied, where the lines are kept."""
    frozen = proof.read(NAME, PeriodState.CLOSED)
    proof.write(replace(frozen, lines=frozen.frozen_lines[1:]), PeriodState.CLOSED)


def with_another_secret() -> None:
    """Exchange the sealed secret, as if somebody had the keys."""
    sealed = privacy.seal(bytes(32), f"PERIODS{NAME}", Purpose.DRAW)
    store.period(NAME).update([Period.secret.set(sealed)])


def with_other_quotas() -> None:
    """Change how many places there are."""
    store.period(NAME).update([Period.quotas.set({**PLACES, FIRST: 50})])


def with_another_result() -> None:
    """Change what was fixed of the result."""
    store.period(NAME).update([Period.result_digest.set("0" * 64)])


TAMPERINGS = [
    ((CLOSES,), with_other_lines, "before the draw"),
    ((CLOSES,), with_another_secret, "before the draw"),
    ((CLOSES,), with_other_quotas, "before the draw"),
    ((CLOSES, DRAWS), with_other_lines, "after the draw"),
    ((CLOSES, DRAWS), with_other_quotas, "after the draw"),
    ((CLOSES, DRAWS), with_another_result, "after the draw"),
    ((CLOSES, DRAWS), with_another_secret, "after the draw"),
]


@pytest.mark.parametrize(("passed", "tamper", "comment"), TAMPERINGS)
def test_l7_nothing_is_drawn_or_published_from_what_was_changed(
    passed: tuple[time, ...], tamper: Callable[[], None], comment: str
) -> None:
    day.opened()
    day.applied(SIZES)
    for moment in passed:
        day.advanced(moment)
    before = store.period(NAME).state
    tamper()

    with pytest.raises(ExceptionGroup) as stopped:
        day.advanced(PUBLISHES)

    assert stopped.group_contains(lifecycle.ProofBroken), comment
    assert store.period(NAME).state == before
    assert results.read(NAME, 0, 100) == []


@pytest.mark.parametrize("passed", [(CLOSES, DRAWS), (CLOSES, DRAWS, PUBLISHES)])
def test_l6_there_is_no_way_to_draw_again(passed: tuple[time, ...]) -> None:
    day.opened()
    day.applied(SIZES)
    for moment in passed:
        day.advanced(moment)
    before = dumps.readable(dumps.take())

    for again in (lifecycle.draw_period, lifecycle.close):
        with pytest.raises(ConditionFailed):
            again(store.period(NAME))
    lifecycle.open_period(day.DAY, bytes(32))

    assert dumps.readable(dumps.take()) == before
