"""Who is banned after no-shows (B5) and which accounts are disabled (B6): listed with the change itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from functions.booking import standing as rules
from functions.booking import store
from functions.booking.policies import limits
from functions.booking.standing import Standing
from functions.booking.store import Known
from functions.booking.tables import Ban, Booking, Disabling
from layers import clock
from layers.paging import Page, PageQuery, page, start
from layers.transaction import Delete, Put, Step

_BANS, _DISABLED = "BANS", "DISABLED"


@dataclass(frozen=True, slots=True)
class Banned:
    """Somebody of a booking who may not apply until a date, exclusive."""

    person: str
    until: date
    booking: Booking


@dataclass(frozen=True, slots=True)
class Disabled:
    """An account that was disabled on a date, and the booking that was cancelled then."""

    account: str
    since: date
    booking: Booking


def stand(known: Known, standing: Standing, number: str) -> list[Step]:
    """Return the steps that replace a standing, and list the ban that it means, or end its listing.

    `number` is the booking that the change is about.
    """
    numbers = limits()
    before, until = (rules.row(each, numbers).banned_until for each in (known.standing, standing))
    replaced = store.stand(known, standing)
    if until == before:
        return [replaced]
    item = Ban(_BANS, known.person)
    if until is None:
        return [replaced, Delete(item=item)]
    item.until, item.booking, item.expires_at = until.isoformat(), number, clock.at_local(until, time())
    return [replaced, Put(item=item)]


def disabled(account: str, number: str, now: datetime) -> Step:
    """Return the step that lists an account as disabled with the cancellation of a booking."""
    since = clock.local_date(now).isoformat()
    return Put(item=Disabling(_DISABLED, account, since=since, booking=number))


def enabled(account: str) -> Step:
    """Return the step that takes an account off the list of disabled ones."""
    return Delete(item=Disabling(_DISABLED, account))


def ban_of(person: str) -> Ban | None:
    """Return the person's ban as it is listed, whether it has ended or not."""
    return Ban.find(_BANS, person)


def banned(query: PageQuery, today: date) -> Page[Banned]:
    """Return who is banned today, in no particular order; a page may be short.

    Until when follows from the standing and today's policy, which may have changed since the listing.
    """
    found = Ban.query(_BANS, last_evaluated_key=start(query.cursor, _BANS), limit=query.limit)
    listed = page(found, lambda item: item, _BANS)
    bookings = _bookings(item.booking for item in listed.items)
    ends = _ends([str(item.sk) for item in listed.items])
    people = [
        Banned(str(item.sk), until, bookings[item.booking])
        for item in listed.items
        if (until := ends[str(item.sk)]) and today < until
    ]
    return Page(people, listed.next)


def disabled_accounts(query: PageQuery) -> Page[Disabled]:
    """Return the accounts that are disabled, in no particular order."""
    found = Disabling.query(_DISABLED, last_evaluated_key=start(query.cursor, _DISABLED), limit=query.limit)
    listed = page(found, lambda item: item, _DISABLED)
    bookings = _bookings(item.booking for item in listed.items)
    accounts = [
        Disabled(str(item.sk), date.fromisoformat(item.since), bookings[item.booking])
        for item in listed.items
    ]
    return Page(accounts, listed.next)


def _ends(persons: Sequence[str]) -> dict[str, date | None]:
    numbers = limits()
    known = store.standings(persons)
    return {each.person: rules.row(each.standing, numbers).banned_until for each in known}


def _bookings(numbers: Iterable[str]) -> dict[str, Booking]:
    found = Booking.find_all({store.key(number) for number in numbers}, consistent=False)
    return {each.number: each for each in found}
