"""Standby from cancellation to booking, whatever happens at the same moment (L10, L6, B2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from functions.auth import service as auth
from functions.booking import cancellations
from functions.booking import service as booking
from functions.booking import store as bookings
from functions.booking.errors import MayNotBook
from functions.booking.standing import Standing
from functions.booking.tables import BookingState
from functions.lottery import answers, applications, jobs, proof, queues, records, store, store_standby
from functions.lottery.draw import Ticket, parse_line
from functions.lottery.errors import DrawPending, NoSuchOffer, OfferOver
from functions.lottery.records import Outcome
from functions.lottery.schedule import PeriodState
from functions.lottery.standby import Event, OfferState, Reason
from functions.lottery.tables import StandbyOffer, StandbyStep
from layers import clock, policy
from layers.paging import PageQuery
from layers.transaction import commit
from local.invocation import Context
from tests import events, wire
from tests import lottery_day as day
from tests.emulator.test_killed_jobs import Job, assert_survives_being_killed
from tests.factories import letters
from tests.lottery_day import DAY, NAME, SECOND, THIRD
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

FREED, OFFERED, PASSED, ACCEPTED, DECLINED, EXPIRED = Event
TICK = time(20, 1)
TOMORROW = day.days_later(1)


@dataclass(frozen=True, slots=True)
class Town:
    """Who won a date, who stands by for it, in order; whose tickets these are, and how many they are."""

    day: str
    winners: Sequence[Ticket]
    order: Sequence[Ticket]
    accounts: dict[str, str]
    sizes: dict[Ticket, int]

    def cancel(self, ticket: Ticket, now: datetime | None = None) -> None:
        """Cancel a household's booking for the date."""
        (held,) = bookings.of_account_on(self.accounts[ticket], date.fromisoformat(self.day))
        cancellations.cancel(self.accounts[ticket], held.number, now or clock.now(), confirmed=False)

    def accept(self, ticket: Ticket, now: datetime | None = None) -> answers.Offer:
        """Accept a household's offer."""
        return answers.accept(self.accounts[ticket], NAME, self.day, now or clock.now())

    def decline(self, ticket: Ticket, now: datetime | None = None) -> answers.Offer:
        """Decline a household's offer."""
        return answers.decline(self.accounts[ticket], NAME, self.day, now or clock.now())

    def offer(self, ticket: Ticket) -> StandbyOffer:
        """Return a household's offer."""
        return store_standby.offer(self.accounts[ticket], NAME, self.day)

    def state(self, ticket: Ticket) -> BookingState:
        """Return the state of a household's only booking for the date."""
        (held,) = bookings.of_account_on(self.accounts[ticket], date.fromisoformat(self.day))
        return BookingState(held.state)


def drawn(sizes: Sequence[int], places: int, dates: Sequence[str] = (THIRD,), on: str = THIRD) -> Town:
    """Let households of these sizes apply for dates with so many places each; it is 20:00 afterwards."""
    day.opened(dict.fromkeys(dates, places))
    accounts = {made.ticket: store.entry(NAME, made.number).account for made in day.applied(sizes, dates)}
    day.finished()
    shown = proof.read(NAME, PeriodState.PUBLISHED)
    winners, waiting = shown.winners or {}, shown.standby or {}
    entries = map(parse_line, shown.frozen_lines)
    return Town(
        day=on,
        winners=[Ticket(ticket) for ticket in winners[on]],
        order=[Ticket(ticket) for ticket in waiting[on]],
        accounts=accounts,
        sizes={entry.ticket: entry.size for entry in entries},
    )


def tick(moment: time = TICK, on: date = DAY) -> None:
    """Let a minute of the standby's clockwork pass."""
    queues.advance(day.at(moment, on))


def steps(on: str = THIRD) -> list[tuple[Event, str | None]]:
    """Return what happened on a date, to whom."""
    return [(Event(item.event), item.ticket) for item in stored(on)]


def reasons(on: str = THIRD) -> dict[str, str]:
    """Return why households were passed over on a date."""
    return {item.ticket: item.reason for item in stored(on) if item.event == PASSED}


def stored(on: str) -> list[StandbyStep]:
    """Return the date's public steps."""
    return list(store_standby.page_of_steps(NAME, date.fromisoformat(on), None, 1000))


def assert_places_are_kept(town: Town) -> None:
    """What winners were given is booked, offered, free or not taken in yet: nothing more, nothing less."""
    queue = store_standby.record(NAME, town.day).queue
    booked = sum(
        len(bookings.party(each).persons)
        for each in bookings.of_day(date.fromisoformat(town.day), BookingState.BOOKED)
    )
    offered = sum(town.sizes[ticket] for ticket in queue.asked)
    given_back = sum(each.people for each in booking.vacancies(clock.now()) if each.day == town.day)
    assert booked + offered + queue.free + given_back == sum(town.sizes[ticket] for ticket in town.winners)


def test_l10_a_place_given_back_is_offered_and_becomes_a_booking() -> None:
    town = drawn([1] * 6, places=2)
    first = town.order[0]

    town.cancel(town.winners[0])
    jobs.lottery_day(events.tick(), Context("lottery-day"))
    offered = town.offer(first)
    town.accept(first)

    number = booking.booking_number(date.fromisoformat(THIRD), DAY, len(town.winners) + 1)
    assert offered.until == clock.to_iso(clock.now() + timedelta(hours=12))
    assert steps() == [(FREED, None), (OFFERED, first), (ACCEPTED, first)]
    assert town.state(first) is BookingState.BOOKED
    assert bookings.find(number).account == town.accounts[first]
    (person,) = bookings.standings(store.entry(NAME, offered.application).persons)
    assert list(person.standing.upcoming) == [number]
    assert [THIRD in letter.text for letter in letters("standby_offered")] == [True]
    assert [number in letter.text for letter in letters("standby_booked")] == [True]
    assert_places_are_kept(town)


def test_l9_l10_draw_records_tell_who_was_booked_from_standby() -> None:
    town = drawn([1] * 6, places=2)
    first, second = town.order[:2]
    town.cancel(town.winners[0])
    tick()

    town.accept(first)

    asked = [town.winners[0], first, second]
    shown = [records.page(town.accounts[ticket], PageQuery()).items[0] for ticket in asked]
    assert [each.outcome for each in shown] == [Outcome.WON, Outcome.STANDBY, Outcome.LOST]
    assert [each.standby for each in shown] == [None, date.fromisoformat(THIRD), None]
    assert [each.won for each in shown] == [date.fromisoformat(THIRD), None, None]


def test_l10_accepting_twice_is_accepting_once() -> None:
    town = drawn([1] * 6, places=2)
    town.cancel(town.winners[0])
    tick()

    first, second = (town.accept(town.order[0]) for _ in range(2))

    assert first == second
    assert first.state is OfferState.ACCEPTED
    assert steps()[2:] == [(ACCEPTED, town.order[0])]
    assert_places_are_kept(town)


def test_l10_declined_the_place_goes_to_the_next() -> None:
    town = drawn([1] * 6, places=2)
    first, second = town.order[:2]
    town.cancel(town.winners[0])
    tick()

    town.decline(first)
    tick()

    assert steps() == [(FREED, None), (OFFERED, first), (DECLINED, first), (OFFERED, second)]
    with pytest.raises(OfferOver):
        town.accept(first)
    assert_places_are_kept(town)


def test_l10_not_answered_in_time_the_place_goes_to_the_next() -> None:
    town = drawn([1] * 6, places=2)
    first, second = town.order[:2]
    town.cancel(town.winners[0])
    tick()

    tick(time(8), TOMORROW)
    waiting = steps()
    tick(time(8, 1), TOMORROW)

    assert waiting == [(FREED, None), (OFFERED, first)], "twelve hours are not over"
    assert steps() == [*waiting, (EXPIRED, first), (OFFERED, second)]
    with pytest.raises(OfferOver):
        town.accept(first)
    assert town.offer(first).state == OfferState.EXPIRED
    assert_places_are_kept(town)


def test_l10_who_is_too_large_is_passed_over_with_a_reason_and_asked_when_there_are_places() -> None:
    town = drawn([1, 1, 2, 3, 1, 1], places=3)
    large, small, larger = town.order
    assert [town.sizes[ticket] for ticket in (*town.winners, *town.order)] == [1, 1, 1, 2, 1, 3]

    town.cancel(town.winners[0])
    tick()
    town.cancel(town.winners[1])
    tick()
    town.decline(small)
    tick()

    assert steps() == [
        (FREED, None),
        (PASSED, large),
        (OFFERED, small),
        (FREED, None),
        (PASSED, larger),
        (DECLINED, small),
        (OFFERED, large),
    ]
    assert reasons() == {large: Reason.TOO_LARGE, larger: Reason.TOO_LARGE}
    assert_places_are_kept(town)


def book_elsewhere(account: str) -> None:
    day.booked(account, date.fromisoformat(SECOND))


def disable(account: str) -> None:
    commit(auth.disable(account, "frequent_cancellation"))


def ban(account: str) -> None:
    party = applications.party_of(auth.household(account))
    for known in bookings.standings(party.persons):
        missed = (date(2022, 7, 11), date(2022, 7, 12))
        commit(bookings.stand(known, Standing(misses=missed)))


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(book_elsewhere, Reason.ALREADY_BOOKED), (disable, Reason.BARRED), (ban, Reason.BARRED)],
)
def test_l10_who_may_not_be_booked_is_passed_over_for_good(
    happens: Callable[[str], None], reason: Reason
) -> None:
    town = drawn([1] * 6, places=2)
    first, second = town.order[:2]
    happens(town.accounts[first])

    town.cancel(town.winners[0])
    tick()

    assert steps() == [(FREED, None), (PASSED, first), (OFFERED, second)]
    assert reasons() == {first: reason}
    assert_places_are_kept(town)


def test_l10_who_won_a_later_date_is_passed_over() -> None:
    town = drawn([1] * 4, places=2, dates=(SECOND, THIRD), on=SECOND)
    assert len(town.order) == 2

    town.cancel(town.winners[0])
    tick()

    assert steps(SECOND) == [(FREED, None), *((PASSED, ticket) for ticket in town.order)]
    assert set(reasons(SECOND).values()) == {Reason.WON_ANOTHER_DATE}
    assert_places_are_kept(town)


def test_l10_who_accepts_one_date_gives_the_others_back() -> None:
    town = drawn([1] * 5, places=2, dates=(SECOND, THIRD), on=THIRD)
    (loser,) = town.order
    cancel_both = [(SECOND, 0), (THIRD, 0)]
    shown = proof.read(NAME, PeriodState.PUBLISHED).winners or {}
    for on, rank in cancel_both:
        Town(on, town.winners, town.order, town.accounts, town.sizes).cancel(Ticket(shown[on][rank]))
    tick()
    offered = answers.page(town.accounts[loser], PageQuery(), clock.now()).items

    town.accept(loser)

    assert {offer.day.isoformat() for offer in offered} == {SECOND, THIRD}
    assert steps(SECOND)[-1] == (DECLINED, loser)
    assert stored(SECOND)[-1].reason == Reason.TOOK_ANOTHER_OFFER
    assert steps(THIRD)[-1] == (ACCEPTED, loser)
    assert_places_are_kept(town)


def test_l10_nothing_is_offered_too_near_the_date() -> None:
    town = drawn([1] * 6, places=2)
    late = day.at(time(23, 30), TOMORROW)

    town.cancel(town.winners[0], late)
    tick(time(23, 31), TOMORROW)

    assert steps() == [(FREED, None)]
    assert_places_are_kept(town)


def test_l10_an_offer_ends_before_the_date_can_no_more_be_cancelled() -> None:
    town = drawn([1] * 6, places=2)
    day.at(time(19), TOMORROW)

    town.cancel(town.winners[0])
    tick(time(19), TOMORROW)

    assert town.offer(town.order[0]).until == clock.to_iso(clock.at_local(day.days_later(2), time()))


def switch(on: bool) -> None:
    """Let staff switch standby on or off."""
    _, version = policy.read("lottery")
    commit(*policy.change("lottery", {"standby": on}, version, "planner", "a test"))
    policy.forget()


def test_l10_switched_off_nothing_happens_and_nothing_is_lost() -> None:
    town = drawn([1] * 6, places=2)
    switch(on=False)

    town.cancel(town.winners[0])
    tick()
    without = steps()
    switch(on=True)
    tick()

    assert without == []
    assert steps() == [(FREED, None), (OFFERED, town.order[0])]
    assert_places_are_kept(town)


def test_l10_nobody_is_asked_before_everybody_was_told() -> None:
    town = drawn([1] * 6, places=2)
    period = store.period(NAME)
    period.settled = False
    period.save()

    town.cancel(town.winners[0])
    tick()

    assert steps() == []


def test_l10_only_who_was_asked_can_answer() -> None:
    town = drawn([1] * 6, places=2)

    for answer in (town.accept, town.decline):
        with pytest.raises(NoSuchOffer):
            answer(town.order[0])


def test_l10_who_won_another_draw_meanwhile_may_not_accept() -> None:
    town = drawn([1] * 6, places=2)
    town.cancel(town.winners[0])
    tick()
    book_elsewhere(town.accounts[town.order[0]])

    with pytest.raises(MayNotBook):
        town.accept(town.order[0])

    assert_places_are_kept(town)


def asked_tomorrow() -> Town:
    """Return a town in which the first in order has an offer at noon of the next day, with a period open."""
    town = drawn([1] * 6, places=2)
    day.at(time(9), TOMORROW)
    town.cancel(town.winners[0])
    tick(time(9), TOMORROW)
    day.opened({"2022-07-17": 5}, TOMORROW)
    return town


NEXT = "20220714"


def test_l10_who_applied_again_withdraws_before_accepting() -> None:
    town = asked_tomorrow()
    first = town.order[0]
    day.submitted(town.accounts[first], ["2022-07-17"], NEXT)

    with pytest.raises(DrawPending):
        town.accept(first)
    applications.withdraw(town.accounts[first], NEXT, clock.now())
    town.accept(first)

    assert town.state(first) is BookingState.BOOKED
    assert_places_are_kept(town)


def test_l10_accepting_and_applying_at_the_same_moment_do_not_both_succeed() -> None:
    town = asked_tomorrow()
    account = town.accounts[town.order[0]]

    for _ in range(4):
        acts: list[Callable[[], object]] = [
            partial(town.accept, town.order[0]),
            partial(day.submitted, account, ["2022-07-17"], NEXT),
        ]

        outcomes = at_once(acts)

        booked = bool(bookings.of_account_on(account, date.fromisoformat(THIRD)))
        assert len(refusals(outcomes)) == 1, outcomes
        assert booked is not store.has_applied(account, NEXT)
        if booked:
            break
        applications.withdraw(account, NEXT, clock.now())


def test_l10_two_cancellations_and_three_clocks_at_once_make_two_offers() -> None:
    town = drawn([1] * 8, places=4)
    now = day.at(TICK)

    at_once([partial(town.cancel, ticket) for ticket in town.winners[:2]])
    at_once([partial(queues.advance, now)] * 3)

    assert sorted(steps()) == sorted([(FREED, None)] * 2 + [(OFFERED, ticket) for ticket in town.order[:2]])
    assert len(letters("standby_offered")) == 2
    assert_places_are_kept(town)


def test_l10_accepting_races_the_offers_end() -> None:
    town = drawn([1] * 12, places=6)
    for ticket in town.winners:
        town.cancel(ticket)
    tick()
    end = clock.from_iso(town.offer(town.order[0]).until)
    asked = town.order[:6]
    just_before = end - timedelta(milliseconds=1)

    acts: list[Callable[[], object]] = [partial(queues.advance, end)]
    acts += [partial(town.accept, ticket, just_before) for ticket in asked]

    _, *outcomes = at_once(acts)

    for ticket, outcome in zip(asked, outcomes, strict=True):
        if isinstance(outcome, Exception):
            assert isinstance(outcome, OfferOver)
            assert (EXPIRED, ticket) in steps()
            assert bookings.of_account_on(town.accounts[ticket], date.fromisoformat(THIRD)) == []
        else:
            assert (ACCEPTED, ticket) in steps()
            assert town.state(ticket) is BookingState.BOOKED
    assert_places_are_kept(town)


def test_l10_a_household_that_taps_twice_gets_one_booking() -> None:
    town = drawn([2] * 6, places=4)
    town.cancel(town.winners[0])
    tick()

    with wire.writes(wire.naming_one_reason):
        outcomes = at_once([partial(town.accept, town.order[0])] * 6)

    assert refusals(outcomes) == []
    assert steps()[2:] == [(ACCEPTED, town.order[0])]
    assert_places_are_kept(town)


def test_l10_a_busy_evening_never_books_more_people_than_won() -> None:
    town = drawn([2, 3, 4, 1, 2, 1, 1, 3, 1, 2, 4, 1, 1, 2, 1, 1], places=6)
    now = day.at(TICK)
    assert [town.sizes[ticket] for ticket in (*town.winners, *town.order[:2])] == [1, 2, 2, 2, 4, 1]

    for leaving in (*town.winners, None, None):
        asked = sorted(store_standby.record(NAME, THIRD).queue.asked)
        acts: list[Callable[[], object]] = [partial(queues.advance, now)] * 2
        if leaving:
            acts.append(partial(town.cancel, leaving))
        for place, ticket in enumerate(asked):
            answer = town.decline if place % 2 else town.accept
            acts += [partial(answer, ticket, now)] * 2
        outcomes = at_once(acts)
        assert refusals(outcomes) == []
        assert_places_are_kept(town)

    numbers = [item.number for item in stored(THIRD)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {ACCEPTED, DECLINED, PASSED} <= {event for event, _ in steps()}


def one_given_back() -> None:
    """A small, a passed-over large and a fitting household: the clockwork takes in, passes over, asks."""
    town = drawn([1, 1, 2, 3, 1, 1], places=3)
    town.cancel(town.winners[0])
    day.at(TICK)


def one_not_answered() -> None:
    one_given_back()
    tick()
    day.at(time(9), TOMORROW)


def accept_whoever_was_asked() -> None:
    for offer in StandbyOffer.scan(StandbyOffer.sk.startswith("OFFER#")):
        answers.accept(offer.pk.removeprefix("ACCOUNT#"), NAME, THIRD, clock.now())


def one_asked() -> None:
    one_given_back()
    tick()


JOBS = {
    "ask": Job(one_given_back, lambda: queues.advance(clock.now()), 4),
    "ask the next": Job(one_not_answered, lambda: queues.advance(clock.now()), 3),
    "accept": Job(one_asked, accept_whoever_was_asked, 2),
}


@pytest.mark.parametrize("name", JOBS)
def test_l10_killed_at_any_write_and_run_again(name: str) -> None:
    assert_survives_being_killed(JOBS[name])


def test_l10_cancelled_as_one_or_not_at_all_with_its_places() -> None:
    town = drawn([2] * 6, places=4)

    with wire.killed_at(1, wire.Moment.BEFORE):
        town.cancel(town.winners[0])
    before = list(booking.vacancies(clock.now()))
    with wire.killed_at(1, wire.Moment.AFTER):
        town.cancel(town.winners[0])
    after = list(booking.vacancies(clock.now()))

    assert before == []
    assert [vacancy.people for vacancy in after] == [2]
