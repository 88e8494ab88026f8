"""A household's answer to a standby offer (L10): accepted, it is a booking; declined, the next is asked."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from functions.auth import service as auth
from functions.booking.service import Reservation, reserving
from functions.lottery import lifecycle, standby, store, store_standby
from functions.lottery.draw import Ticket
from functions.lottery.errors import DrawPending, OfferOver
from functions.lottery.standby import Event, OfferState, Reason
from functions.lottery.tables import StandbyOffer
from layers import clock, paging
from layers.changes import apply
from layers.clock import local_date
from layers.errors import Busy, Conflict
from layers.observability import count
from layers.outbox import notice
from layers.paging import Page, PageQuery
from layers.transaction import Step, until_fresh


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as its household sees it; `booking` is the booking number once accepted."""

    period: str
    day: date
    people: int
    state: OfferState
    offered_at: datetime
    until: datetime
    booking: str | None


def page(account: str, query: PageQuery, now: datetime) -> Page[Offer]:
    """Return a page of an account's offers, newest period first."""
    place = f"offers:{account}"
    found = store_standby.offers(account, paging.start(query.cursor, place), query.limit)
    return paging.page(found, lambda item: _shown(item, now), place)


def accept(account: str, period: str, day: str, now: datetime) -> Offer:
    """Make an open offer a booking; the account's other offers are given back. Harmless a second time.

    Raises NoSuchOffer, OfferOver, DrawPending, MayNotBook.
    """
    try:
        accepted = until_fresh(lambda: _accept(account, period, day, now))
    except Conflict:
        # What stands in the way may be the booking that another tap of the same finger has just made.
        accepted = store_standby.offer(account, period, day)
        if accepted.state != OfferState.ACCEPTED:
            raise
    with suppress(Busy):  # what can't be given back now ends by its own time
        _give_back_others(account, now)
    return _shown(accepted, now)


def decline(account: str, period: str, day: str, now: datetime) -> Offer:
    """Give an open offer back, for good; raises NoSuchOffer, OfferOver. Harmless a second time."""
    return _shown(until_fresh(lambda: _decline(account, period, day, now)), now)


def _accept(account: str, period: str, day: str, now: datetime) -> StandbyOffer:
    offer = store_standby.offer(account, period, day)
    if offer.state == OfferState.ACCEPTED:
        return offer
    _require_open(offer, now)
    if store.mine(account, period).standby_day:
        raise OfferOver(until=clock.from_iso(offer.until))
    held = _hold(account, offer)
    party = store.party(store.entry(period, offer.application))

    number = offer.booking
    wanted = Reservation(number, account, date.fromisoformat(day), party, offer.application, period)
    booked = [store.take_standby(account, period, day), *reserving(wanted, local_date(now))]
    told = notice(f"standby:{number}:booked", "standby_booked", party.contact, day=day, number=number)

    apply(
        *_end(offer, OfferState.ACCEPTED, now),
        *map(store_standby.if_unchanged, [held, *booked]),
        tell=[store_standby.if_unchanged(told)],
    )
    count("standby_accepted")
    offer.state = OfferState.ACCEPTED
    return offer


def _decline(
    account: str, period: str, day: str, now: datetime, reason: Reason | None = None
) -> StandbyOffer:
    offer = store_standby.offer(account, period, day)
    if offer.state == OfferState.DECLINED:
        return offer
    _require_open(offer, now)

    apply(*_end(offer, OfferState.DECLINED, now, reason))
    offer.state = OfferState.DECLINED
    return offer


def _give_back_others(account: str, now: datetime) -> None:
    for other in store_standby.offers(account):
        if _state(other, now) is OfferState.OPEN:
            with suppress(OfferOver):
                until_fresh(
                    partial(_decline, account, other.period, other.day, now, Reason.TOOK_ANOTHER_OFFER)
                )


def _hold(account: str, offer: StandbyOffer) -> Step:
    """Return the step that marks the household as changed; raises DrawPending.

    An application made at the same moment, which saw no booking yet, then finds another hold than it read.
    This one is never set up, so it freezes nothing.
    """
    household = auth.household(account)
    if household.hold and not lifecycle.is_over(household.hold):
        raise DrawPending
    return auth.freeze(household, lifecycle.hold(f"{offer.period}/{offer.day}"))


def _require_open(offer: StandbyOffer, now: datetime) -> None:
    if _state(offer, now) is not OfferState.OPEN:
        raise OfferOver(until=clock.from_iso(offer.until))


def _end(offer: StandbyOffer, state: OfferState, now: datetime, reason: Reason | None = None) -> list[Step]:
    record = store_standby.record(offer.period, offer.day)
    happened = standby.Step(Event(state), now, int(offer.people), Ticket(offer.ticket), reason)
    return [*store_standby.append(record, happened), store_standby.end_offer(offer, state)]


def _state(offer: StandbyOffer, now: datetime) -> OfferState:
    over = offer.state == OfferState.OPEN and clock.from_iso(offer.until) <= now
    return OfferState.EXPIRED if over else OfferState(offer.state)


def _shown(offer: StandbyOffer, now: datetime) -> Offer:
    state = _state(offer, now)
    return Offer(
        period=offer.period,
        day=date.fromisoformat(offer.day),
        people=int(offer.people),
        state=state,
        offered_at=clock.from_iso(offer.offered_at),
        until=clock.from_iso(offer.until),
        booking=offer.booking if state is OfferState.ACCEPTED else None,
    )
