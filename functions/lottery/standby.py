"""Standby (候补, L10): to whom places that were given back are offered. Pure.

A date's standby order comes from the published draw. What happened to it since is a list of steps,
public and only ever appended to; where the date stands follows from that list alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce

from functions.lottery.draw import Ticket

SHORTEST = timedelta(hours=1)
"""An offer that would stand for less time is not made: nobody could be expected to see it."""


class Event(StrEnum):
    """What may happen to a date's places: given back by a winner; to a household: all else."""

    FREED = "freed"
    OFFERED = "offered"
    PASSED_OVER = "passed_over"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class OfferState(StrEnum):
    """What became of an offer; the last three are events, too."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class Reason(StrEnum):
    """Why a household was passed over, or gave its offer back without being asked.

    TOO_LARGE for the places left: it stays in the order, for when there are more. BARRED: by no-shows,
    by a recent entry, or because the account is disabled.
    """

    TOO_LARGE = "too_large"
    WON_ANOTHER_DATE = "won_another_date"
    TOOK_ANOTHER_OFFER = "took_another_offer"
    ALREADY_BOOKED = "already_booked"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: to which household, and how many people's places it is about."""

    event: Event
    at: datetime
    people: int
    ticket: Ticket | None = None
    reason: Reason | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Where a date's standby stands.

    `free` places can be offered; `asked` have an offer that ends then; `too_large` were passed over as
    such and wait; `out` have answered, let their offer end, or were passed over for good.
    """

    free: int = 0
    asked: Mapping[Ticket, datetime] = field(default_factory=dict)
    too_large: frozenset[Ticket] = frozenset()
    out: frozenset[Ticket] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the household, its place in the standby order from 1, whether it fits."""

    ticket: Ticket
    place: int
    fits: bool


_PLACES = {Event.FREED: 1, Event.OFFERED: -1, Event.DECLINED: 1, Event.EXPIRED: 1}
"""Which events give places back, and which takes them."""


def replay(steps: Iterable[Step]) -> Queue:
    """Return where a date stands after these steps."""
    return reduce(after, steps, Queue())


def after(queue: Queue, step: Step) -> Queue:
    """Return where a date stands after one more step."""
    queue = replace(queue, free=queue.free + _PLACES.get(step.event, 0) * step.people)
    ticket = step.ticket
    if ticket is None:
        return queue
    if step.reason is Reason.TOO_LARGE:
        return replace(queue, too_large=queue.too_large | {ticket})
    if step.event is Event.OFFERED and step.until:
        return replace(queue, asked={**queue.asked, ticket: step.until})
    asked = {other: until for other, until in queue.asked.items() if other != ticket}
    return replace(queue, asked=asked, out=queue.out | {ticket})


def turn(order: Sequence[Ticket], sizes: Mapping[Ticket, int], queue: Queue) -> Turn | None:
    """Return the first household of the order that has to be asked or passed over; None: nobody.

    The first that fits the free places is asked. Whoever stands before it and is too large must have
    that recorded first, once.
    """
    if not queue.free:
        return None
    for place, ticket in enumerate(order, 1):
        if ticket in queue.asked or ticket in queue.out:
            continue
        fits = sizes[ticket] <= queue.free
        if fits or ticket not in queue.too_large:
            return Turn(ticket, place, fits)
    return None


def lapsed(queue: Queue, now: datetime) -> list[Ticket]:
    """Return the households whose offers have ended without an answer."""
    return [ticket for ticket, until in queue.asked.items() if until <= now]


def deadline(now: datetime, hours: int, last: datetime) -> datetime | None:
    """Return when an offer made now ends: after so many hours, at `last` at the latest; None: too late."""
    until = min(now + timedelta(hours=hours), last)
    return until if until - now >= SHORTEST else None
