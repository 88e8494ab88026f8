"""No-shows: found at the end of the day, counted, sometimes excused (B5); and reminders before the day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from functions.booking import standing as rules
from functions.booking import store
from functions.booking.errors import NoShowOnly, NotBooked
from functions.booking.policies import BookingPolicy, limits
from functions.booking.tables import Booking, BookingState
from layers import clock, policy
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import Already, notice
from layers.transaction import Update, until_fresh

_LOOK_BACK = timedelta(days=7)
"""How far a sweep that has never run looks back."""


def sweep(now: datetime) -> int:
    """Mark what was not used by the end of each past day as no-shows; returns how many.

    Safe to kill and to run twice: each booking moves by a condition on its state.
    """
    return _catch_up("no_shows", clock.local_date(now) - timedelta(days=1), _miss)


def remind(now: datetime) -> int:
    """Remind everybody who is booked for tomorrow, from the policy's time on; returns how many."""
    tomorrow = clock.local_date(now) + timedelta(days=1)
    at = clock.at_local(clock.local_date(now), policy.get(BookingPolicy).reminder_at)
    return _catch_up("reminders", tomorrow if now >= at else tomorrow - timedelta(days=1), _remind)


def excuse(number: str, staff: str, reason: str) -> None:
    """Take a no-show back with a reason; raises NoSuchBooking, NoShowOnly."""
    until_fresh(lambda: _excuse(number, staff, reason))


def _catch_up(name: str, until: date, handle: Callable[[Booking], None]) -> int:
    done = store.swept(name)
    day = done + timedelta(days=1) if done else until - _LOOK_BACK
    handled = 0
    while day <= until:
        for booking in store.of_day(day, BookingState.BOOKED):
            handle(booking)
            handled += 1
        store.mark_swept(name, day)
        day += timedelta(days=1)
    return handled


def _miss(booking: Booking) -> None:
    try:
        until_fresh(lambda: _miss_once(booking))
    except NotBooked:
        return  # arrived or cancelled since it was read, or missed by another run of this sweep


def _miss_once(booking: Booking) -> None:
    party = store.party(booking)
    persons = store.standings(party.persons)

    day = date.fromisoformat(booking.day)
    after = [(known, rules.missed(known.standing, booking.number, day, limits())) for known in persons]
    banned = after[0][1].banned_until
    told = notice(
        f"missed:{booking.number}",
        "banned" if banned and banned > day else "missed",
        party.contact,
        day=booking.day,
        until=banned,
    )

    apply(
        store.move(booking, BookingState.NO_SHOW),
        *(store.stand(known, standing) for known, standing in after),
        tell=[told],
    )


def _remind(booking: Booking) -> None:
    contact = store.party(booking).contact
    told = notice(f"reminder:{booking.number}", "reminder", contact, day=booking.day, number=booking.number)
    try:
        apply(tell=[told])
    except Already:
        return  # reminded by an earlier run that was cut short


def _excuse(number: str, staff: str, reason: str) -> None:
    booking = store.find(number)
    persons = store.standings(store.party(booking).persons)

    day = date.fromisoformat(booking.day)
    after = [(known, rules.excused(known.standing, day, limits())) for known in persons]
    missed_only = (Booking.state == BookingState.NO_SHOW) & (Booking.excused == False)  # noqa: E712  an expression of DynamoDB's
    excusing = Update(
        item=booking, actions=[Booking.excused.set(True)], condition=missed_only, otherwise=NoShowOnly()
    )

    apply(
        excusing,
        *(store.stand(known, standing) for known, standing in after),
        record=Entry(staff, "bookings.excuse", f"booking:{number}", {"reason": reason}),
    )
