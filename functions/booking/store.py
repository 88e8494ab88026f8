"""Bookings and standings in their table: keys, reads, and the steps that change them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.booking.errors import NoSuchBooking, NotBooked
from functions.booking.party import Party
from functions.booking.standing import Standing
from functions.booking.tables import Booking, BookingState, PersonStanding
from layers import clock, privacy
from layers.tables import shard_of
from layers.transaction import Check, Put, Step, Update, new

SHARDS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A person's standing and the version it was read at; 0 where there is none yet."""

    person: str
    standing: Standing
    version: int


class AlreadyReserved(Exception):
    """The booking was written by an earlier run."""


def day_of(number: str) -> str:
    """Return the date in a booking number as YYYY-MM-DD."""
    return f"{number[:4]}-{number[4:6]}-{number[6:8]}"


def key(number: str) -> tuple[str, str]:
    """Return a booking's key, which its number alone decides."""
    return f"DAY#{day_of(number)}#{shard_of(number, SHARDS)}", number


def find(number: str) -> Booking:
    """Return a booking; raises NoSuchBooking."""
    if booking := Booking.find(*key(number)):
        return booking
    raise NoSuchBooking


def of_account(account: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Booking]":
    """Return an account's bookings, the latest date first."""
    return Booking.by_account.query(account, scan_index_forward=False, last_evaluated_key=after, limit=limit)


def of_account_on(account: str, day: date) -> list[Booking]:
    """Return an account's bookings for one date."""
    return list(Booking.by_account.query(account, Booking.day_number.startswith(f"{day.isoformat()}#")))


def of_day(day: date, state: BookingState) -> Iterator[Booking]:
    """Yield the date's bookings in a state, shard by shard, read consistently."""
    for shard in range(SHARDS):
        yield from Booking.query(
            f"DAY#{day.isoformat()}#{shard}", filter_condition=Booking.state == state, consistent_read=True
        )


def page_of_day(
    day: date, state: BookingState, position: dict[str, Any] | None, limit: int
) -> tuple[list[Booking], dict[str, Any] | None]:
    """Return up to `limit` of the date's bookings in a state, and where to go on, None at the end.

    Pages run through the shards one after the other, and are full but for the last.
    """
    bookings: list[Booking] = []
    shard, after = (position["shard"], position["after"]) if position else (0, None)
    while shard < SHARDS and len(bookings) < limit:
        found = Booking.query(
            f"DAY#{day.isoformat()}#{shard}",
            filter_condition=Booking.state == state,
            last_evaluated_key=after,
            page_size=limit,
            limit=limit - len(bookings),
            consistent_read=True,
        )
        bookings += found
        after = found.last_evaluated_key
        shard += 0 if after else 1
    return bookings, {"shard": shard, "after": after} if shard < SHARDS else None


def party(booking: Booking) -> Party:
    """Return who travels."""
    return privacy.unseal(booking.party, booking.pk + booking.sk, Party)


def reserve(number: str, account: str, travelling: Party, application: str, period: str) -> Step:
    """Return the step that writes a new booking; it refuses with AlreadyReserved."""
    booking = Booking(*key(number))
    booking.account, booking.day_number = account, f"{day_of(number)}#{number}"
    booking.day, booking.state = day_of(number), BookingState.BOOKED
    booking.party = privacy.seal(travelling, booking.pk + booking.sk)
    booking.application, booking.period = application, period
    booking.changed_at = clock.to_iso(clock.now())
    return new(booking, AlreadyReserved)


def move(booking: Booking, to: BookingState) -> Step:
    """Return the step from BOOKED to another state; it refuses with NotBooked."""
    actions = [Booking.state.set(to), Booking.changed_at.set(clock.to_iso(clock.now()))]
    booked = Booking.state == BookingState.BOOKED
    return Update(item=booking, actions=actions, condition=booked, otherwise=NotBooked())


def still_booked(booking: Booking) -> Step:
    """Return the check that a booking has not ended; it refuses with NotBooked."""
    return Check(item=booking, condition=Booking.state == BookingState.BOOKED, otherwise=NotBooked())


def standings(persons: Iterable[str]) -> list[Known]:
    """Return everybody's standing, in the order of `persons`. One read a person, in one call."""
    wanted = list(persons)
    found = {item.pk: item for item in PersonStanding.find_all(_person_key(person) for person in wanted)}
    return [_known(person, found.get(_person_key(person)[0])) for person in wanted]


def stand(known: Known, standing: Standing) -> Step:
    """Return the step that replaces a standing, if it is still the one that was read."""
    item = PersonStanding(*_person_key(known.person))
    item.content, item.version = msgspec.json.encode(standing).decode(), known.version + 1
    unmoved = PersonStanding.version == known.version if known.version else PersonStanding.pk.does_not_exist()
    return Put(item=item, condition=unmoved)


def _person_key(person: str) -> tuple[str, str]:
    return f"PERSON#{person}", "STANDING"


def _known(person: str, item: PersonStanding | None) -> Known:
    if item is None:
        return Known(person, Standing(), 0)
    return Known(person, msgspec.json.decode(item.content, type=Standing), int(item.version))
