"""Cancelling a booking (B2), and what cancelling too often leads to (B6)."""

from datetime import datetime

from functions.auth import service as auth
from functions.booking import bans, store
from functions.booking import standing as rules
from functions.booking.endings import end
from functions.booking.errors import NoSuchBooking, NotBooked, TooLateToCancel, WouldDisable
from functions.booking.policies import limits
from functions.booking.tables import BookingState
from functions.booking.vacancies import vacated
from layers.audit import Entry
from layers.changes import apply
from layers.clock import local_date
from layers.outbox import notice
from layers.transaction import Step, until_fresh

DISABLED_FOR = "frequent_cancellation"


def cancel(account: str, number: str, now: datetime, *, confirmed: bool) -> None:
    """Cancel an account's booking and give the people their standing back, and others the places.

    Raises NoSuchBooking, TooLateToCancel, NotBooked, and WouldDisable where this cancellation
    disables the account and the resident has not confirmed that.
    """
    until_fresh(lambda: _cancel(account, number, now, confirmed=confirmed))


def reinstate(account: str, staff: str, reason: str) -> None:
    """Lift the disabling of an account and forget its cancellations (staff, recorded)."""
    applicant = auth.person_of_account(account)

    def lift() -> None:
        (known,) = store.standings([applicant])
        record = Entry(staff, "bookings.lift", f"account:{account}", {"reason": reason})
        forgiven = store.stand(known, rules.forgiven(known.standing))
        apply(auth.enable(account), forgiven, bans.enabled(account), record=record)

    until_fresh(lift)


def _cancel(account: str, number: str, now: datetime, *, confirmed: bool) -> None:
    booking = store.find(number)
    if booking.account != account:
        raise NoSuchBooking
    if booking.state != BookingState.BOOKED:
        raise NotBooked
    party = store.party(booking)
    persons = store.standings(party.persons)

    numbers = limits()
    day = booking.day
    if not rules.cancellable(datetime.fromisoformat(day).date(), local_date(now), numbers):
        raise TooLateToCancel(days=numbers.cancel_days_before)
    last = rules.cancellations_left(persons[0].standing, numbers) == 0
    if last and not confirmed:
        raise WouldDisable(limit=numbers.cancellations)
    after = [
        (known, rules.cancelled(known.standing, number, by_applicant=position == 0))
        for position, known in enumerate(persons)
    ]
    disabling = _disabling(account, number, now) if last else []

    told = notice(f"cancelled:{number}", "booking_cancelled", party.contact, day=day, number=number)
    given_back = vacated(booking, len(persons))
    end(booking, BookingState.CANCELLED, after, told, given_back, *disabling)


def _disabling(account: str, number: str, now: datetime) -> list[Step]:
    return [auth.disable(account, DISABLED_FOR), bans.disabled(account, number, now)]
