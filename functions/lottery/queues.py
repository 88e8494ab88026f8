"""The standby's clockwork (L10): places given back are offered down the published order, a step at a time.

Each step is one transaction that appends it to the date's public list under the next number, so that
of two processes one sees what the other did and decides anew. A process killed anywhere leaves whole
steps behind, from which the next goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial

from functions.auth import service as auth
from functions.booking import service as booking
from functions.booking.service import Vacancy
from functions.lottery import draw, proof, standby, store, store_standby
from functions.lottery.draw import Ticket
from functions.lottery.policies import current
from functions.lottery.schedule import PeriodState, day_of
from functions.lottery.standby import Event, OfferState, Reason, Turn
from functions.lottery.store_standby import Record
from functions.lottery.tables import Entry, StandbyOffer
from layers import clock
from layers.changes import apply
from layers.clock import local_date
from layers.observability import count, report
from layers.outbox import notice
from layers.transaction import Step, commit, new, until_fresh


@dataclass(frozen=True, slots=True)
class _Published:
    """What the proof says of a date: who won any date, how many won this one, who stands by, all sizes."""

    won: frozenset[Ticket]
    winners: int
    order: Sequence[Ticket]
    sizes: dict[Ticket, int]


@dataclass(frozen=True, slots=True)
class _Move:
    """The next step of a date, with what else is written and who is told."""

    step: standby.Step
    also: Sequence[Step] = ()
    tell: Sequence[Step] = ()


def advance(now: datetime) -> None:
    """Do everything that is due: take in places given back, end offers, ask who comes next. Safe at any time.

    A date that can't go on keeps no other from going on; what stopped them is raised together at the end.
    Without the policy's `standby`, open offers end and nothing else happens.
    """
    if current().standby:
        _each(partial(_take_in, vacancy, now) for vacancy in _vacancies(now))
    _each(partial(_work_off, period, day, now) for period, day in store_standby.due(now))


def _each(acts: Iterable[Callable[[], None]]) -> None:
    stopped = []
    for act in acts:
        try:
            until_fresh(act)
        except Exception as error:
            report(error)
            stopped.append(error)
    if stopped:
        raise ExceptionGroup("standby that could not go on", stopped)


def _vacancies(now: datetime) -> list[Vacancy]:
    # Not before everybody of the period was told: an offer must not come before "you did not win".
    found = list(booking.vacancies(now))
    periods = store.periods(vacancy.period for vacancy in found)
    settled = {name for name, period in periods.items() if period.settled}
    return [vacancy for vacancy in found if vacancy.period in settled]


def _take_in(vacancy: Vacancy, now: datetime) -> None:
    record = store_standby.record(vacancy.period, vacancy.day)
    freed = standby.Step(Event.FREED, now, vacancy.people)
    try:
        commit(booking.fill(vacancy), *store_standby.append(record, freed))
    except booking.VacancyTaken:
        return  # by another process


def _work_off(period: str, day: str, now: datetime) -> None:
    record = store_standby.record(period, day)
    published = cache(partial(_published, period, day))
    while move := _lapsed(record, now) or _next(record, published, now):
        apply(*store_standby.append(record, move.step), *move.also, tell=move.tell)
        count(f"standby_{move.step.event}")
        record = record.after(move.step)
    if current().standby:
        store_standby.rest(record, min(record.queue.asked.values(), default=None))


def _lapsed(record: Record, now: datetime) -> _Move | None:
    for ticket in standby.lapsed(record.queue, now):
        entry = store_standby.entry_of(record.period, ticket)
        offer = store_standby.offer(entry.account, record.period, record.day)
        expired = standby.Step(Event.EXPIRED, now, len(entry.persons), ticket)
        return _Move(expired, [store_standby.end_offer(offer, OfferState.EXPIRED)])
    return None


def _next(record: Record, published: Callable[[], _Published], now: datetime) -> _Move | None:
    until = standby.deadline(now, current().standby_hours, _last(record.day))
    if not (current().standby and until and record.queue.free):
        return None
    turn = standby.turn(published().order, published().sizes, record.queue)
    if turn is None:
        return None
    if not turn.fits:
        return _passed_over(turn, Reason.TOO_LARGE, published(), now)
    entry = store_standby.entry_of(record.period, turn.ticket)
    if reason := _against(entry, record.period, published(), now):
        return _passed_over(turn, reason, published(), now)
    return _offered(record, turn, entry, published(), now, until)


def _last(day: str) -> datetime:
    """Return the end of all offers for a date: who accepts can still cancel, and has a day to come."""
    date_ = date.fromisoformat(day)
    return min(booking.cancellable_until(date_), clock.at_local(date_, time()))


def _against(entry: Entry, period: str, published: _Published, now: datetime) -> Reason | None:
    if entry.ticket in published.won:
        return Reason.WON_ANOTHER_DATE
    if store.mine(entry.account, period).standby_day:
        return Reason.TOOK_ANOTHER_OFFER
    refused = booking.refusals(list(entry.persons), local_date(now))
    reasons = {each.reason for theirs in refused.values() for each in theirs}
    if reasons - {booking.Reason.ALREADY_BOOKED} or auth.household(entry.account).disabled:
        return Reason.BARRED
    return Reason.ALREADY_BOOKED if reasons else None


def _passed_over(turn: Turn, reason: Reason, published: _Published, now: datetime) -> _Move:
    people = published.sizes[turn.ticket]
    return _Move(standby.Step(Event.PASSED_OVER, now, people, turn.ticket, reason))


def _offered(
    record: Record, turn: Turn, entry: Entry, published: _Published, now: datetime, until: datetime
) -> _Move:
    people, day = len(entry.persons), record.day
    rank = published.winners + turn.place
    offer = StandbyOffer(*store_standby.offer_key(entry.account, record.period, day), state=OfferState.OPEN)
    offer.ticket, offer.application, offer.people = turn.ticket, entry.number, people
    offer.booking = booking.booking_number(date.fromisoformat(day), day_of(record.period), rank)
    offer.offered_at, offer.until = clock.to_iso(now), clock.to_iso(until)
    told = notice(
        f"standby:{offer.booking}:offered",
        "standby_offered",
        store.party(entry).contact,
        period=record.period,
        day=day,
        people=people,
        until=f"{until.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}",
    )
    asked = standby.Step(Event.OFFERED, now, people, turn.ticket, until=until)
    return _Move(asked, [new(offer)], [store_standby.if_unchanged(told)])


def _published(period: str, day: str) -> _Published:
    shown = proof.read(period, PeriodState.PUBLISHED)
    winners, waiting = shown.winners or {}, shown.standby or {}
    entries = map(draw.parse_line, shown.frozen_lines)
    return _Published(
        won=frozenset(Ticket(ticket) for tickets in winners.values() for ticket in tickets),
        winners=len(winners.get(day, [])),
        order=[Ticket(ticket) for ticket in waiting.get(day, [])],
        sizes={entry.ticket: entry.size for entry in entries},
    )
