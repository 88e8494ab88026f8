"""Standby in its table: the public steps of each date, the offers to households, whose ticket is whose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from functions.lottery import standby, store
from functions.lottery.draw import Ticket
from functions.lottery.errors import NoSuchOffer
from functions.lottery.standby import Event, OfferState, Queue, Reason, Step
from functions.lottery.tables import Entry, StandbyDate, StandbyOffer, StandbyStep, Tickets
from layers import clock, transaction
from layers.transaction import ConditionFailed, Put, Update, commit, new

_LOOK_BACK = timedelta(days=7)
"""Dates gone by for so long are looked at no more."""


@dataclass(frozen=True, slots=True)
class Record:
    """A date's standby as read: how many steps it has, and where they lead."""

    period: str
    day: str
    steps: int
    queue: Queue

    def after(self, step: Step) -> "Record":
        """Return the record with one more step."""
        return replace(self, steps=self.steps + 1, queue=standby.after(self.queue, step))


# Steps


def record(period: str, day: str) -> Record:
    """Return a date's standby as it is now."""
    steps = StandbyStep.query(f"STANDBY#{period}", StandbyStep.sk.startswith(f"{day}#"), consistent_read=True)
    taken = [_step(item) for item in steps]
    return Record(period, day, len(taken), standby.replay(taken))


def append(read: Record, step: Step) -> list[transaction.Step]:
    """Return the steps that append to a date's standby what happened, if nothing else has since it was read.

    They refuse with ConditionFailed. The date is looked at again at once.
    """
    item = StandbyStep(f"STANDBY#{read.period}", f"{read.day}#{read.steps + 1:06d}")
    item.event, item.at, item.people = step.event, clock.to_iso(step.at), step.people
    item.ticket, item.reason = step.ticket, step.reason
    item.until = clock.to_iso(step.until) if step.until else None
    item.free = standby.after(read.queue, step).free
    head = StandbyDate(*_date_key(read.period, read.day), steps=read.steps + 1, due=item.at)
    return [new(item), Put(item=head)]


def if_unchanged(step: transaction.Step) -> transaction.Step:
    """Return a step of another folder as one of these: it refuses with ConditionFailed.

    Of several false conditions the database may name any one; all of them mean that it is time to look again.
    """
    return replace(step, otherwise=ConditionFailed)


def rest(read: Record, until: datetime | None) -> None:
    """Let a date alone until an instant, or until its next step; raises ConditionFailed after such a step."""
    change = StandbyDate.due.set(clock.to_iso(until)) if until else StandbyDate.due.remove()
    head = StandbyDate(*_date_key(read.period, read.day))
    commit(Update(item=head, actions=[change], condition=StandbyDate.steps == read.steps))


def due(now: datetime) -> list[tuple[str, str]]:
    """Return period and date of each standby in which there may be something to do now."""
    first = clock.local_date(now) - _LOOK_BACK
    heads = StandbyDate.query("STANDBY", StandbyDate.sk >= first.isoformat(), consistent_read=True)
    return [(head.period, head.day) for head in heads if head.due and head.due <= clock.to_iso(now)]


def page_of_steps(period: str, day: date | None, after: dict[str, Any] | None, limit: int) -> Any:
    """Return the steps of a period, or of one of its dates, in their order, behind a key."""
    only = StandbyStep.sk.startswith(f"{day.isoformat()}#") if day else None
    return StandbyStep.query(f"STANDBY#{period}", only, last_evaluated_key=after, limit=limit)


def _step(item: StandbyStep) -> Step:
    return Step(
        event=Event(item.event),
        at=clock.from_iso(item.at),
        people=int(item.people),
        ticket=Ticket(item.ticket) if item.ticket else None,
        reason=Reason(item.reason) if item.reason else None,
        until=clock.from_iso(item.until) if item.until else None,
    )


def _date_key(period: str, day: str) -> tuple[str, str]:
    return "STANDBY", f"{day}#{period}"


# Offers


def offer(account: str, period: str, day: str) -> StandbyOffer:
    """Return the offer made to an account for a date; raises NoSuchOffer."""
    if found := StandbyOffer.find(*offer_key(account, period, day)):
        return found
    raise NoSuchOffer


def offer_key(account: str, period: str, day: str) -> tuple[str, str]:
    """Return the key of the one offer that an account may get for a date in a period."""
    return f"ACCOUNT#{account}", f"OFFER#{period}#{day}"


def offers(account: str, after: dict[str, Any] | None = None, limit: int | None = None) -> Any:
    """Return an account's offers, newest period first, behind a key."""
    return StandbyOffer.query(
        f"ACCOUNT#{account}",
        StandbyOffer.sk.startswith("OFFER#"),
        scan_index_forward=False,
        last_evaluated_key=after,
        limit=limit,
        consistent_read=True,
    )


def end_offer(read: StandbyOffer, state: OfferState) -> transaction.Step:
    """Return the step that ends an open offer; it refuses with ConditionFailed where it has ended."""
    still_open = StandbyOffer.state == OfferState.OPEN
    return Update(item=read, actions=[StandbyOffer.state.set(state)], condition=still_open)


# Tickets


def write_tickets(period: str, numbers: Mapping[Ticket, str]) -> None:
    """Write which application each ticket stands for, by the ticket's first two digits; repeatable."""
    by_prefix: dict[str, dict[str, str]] = {}
    for ticket, number in numbers.items():
        by_prefix.setdefault(ticket[:2], {})[ticket] = number
    with Tickets.batch_write() as batch:
        for prefix, group in by_prefix.items():
            batch.save(Tickets(f"TICKETS#{period}", prefix, numbers=group))


def entry_of(period: str, ticket: Ticket) -> Entry:
    """Return the application that a published ticket stands for."""
    tickets = Tickets.get(f"TICKETS#{period}", ticket[:2])
    return store.entry(period, tickets.numbers[ticket])
