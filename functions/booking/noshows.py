"""No-shows: found at the end of the day, counted, sometimes excused (B5); and reminders before the day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from functions.booking import bans, counts, store
from functions.booking import standing as rules
from functions.booking.endings import end
from functions.booking.errors import NoShowOnly, NotBooked
from functions.booking.policies import BookingPolicy, limits
from functions.booking.tables import Booking, BookingState
from layers import clock, policy
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import Already, notice
from layers.sweeps import mark_swept, swept
from layers.transaction import Update, until_fresh

_NO_SHOWS, _REMINDERS = "booking-no-shows", "booking-reminders"

_LOOK_BACK = timedelta(days=8)
"""How far a sweep that has never run looks back."""


def sweep(now: datetime) -> int:
    """Mark what was not used by the end of each past day as no-shows; returns how many.

    Safe to kill and to run twice: each booking moves by a condition on its state.
    """
    today = clock.local_date(now)
    done = swept(_NO_SHOWS) or today - _LOOK_BACK
    days = [done + timedelta(days=ahead) for ahead in range(1, (today - done).days)]
    return _each(_NO_SHOWS, days, _miss)


def remind(now: datetime) -> int:
    """Remind everybody who is booked for tomorrow, from the policy's time on; returns how many."""
    today = clock.local_date(now)
    tomorrow = today + timedelta(days=1)
    due = now >= clock.at_local(today, policy.get(BookingPolicy).reminder_at)
    if not due or swept(_REMINDERS) == tomorrow:
        return 0
    return _each(_REMINDERS, [tomorrow], _remind)  # a day that was left out is not tomorrow any more


def excuse(number: str, staff: str, reason: str) -> None:
    """Take a no-show back with a reason; raises NoSuchBooking, NoShowOnly."""
    until_fresh(lambda: _excuse(number, staff, reason))


def _each(name: str, days: Iterable[date], handle: Callable[[Booking], None]) -> int:
    handled = 0
    for day in days:
        for booking in store.of_day(day, BookingState.BOOKED):
            handle(booking)
            handled += 1
        mark_swept(name, day)
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
    after = [(known, rules.missed(known.standing, booking.number, day)) for known in persons]
    banned = rules.row(after[0][1], limits()).banned_until
    told = notice(
        f"missed:{booking.number}",
        "banned" if banned and banned > day else "missed",
        party.contact,
        day=booking.day,
        until=banned,
    )

    end(booking, BookingState.NO_SHOW, after, told)


def _remind(booking: Booking) -> None:
    contact = store.party(booking).contact
    told = notice(f"reminder:{booking.number}", "reminder", contact, day=booking.day, number=booking.number)
    try:
        apply(store.still_booked(booking), tell=[told])
    except (Already, NotBooked):
        return  # reminded by an earlier run that was cut short, or cancelled since it was read


def _excuse(number: str, staff: str, reason: str) -> None:
    booking = store.find(number)
    if booking.state != BookingState.NO_SHOW or booking.excused:
        raise NoShowOnly
    persons = store.standings(store.party(booking).persons)

    day = date.fromisoformat(booking.day)
    after = [(known, rules.excused(known.standing, day)) for known in persons]
    missed_only = (Booking.state == BookingState.NO_SHOW) & (Booking.excused == False)  # noqa: E712  an expression of DynamoDB's
    excusing = Update(
        item=booking, actions=[Booking.excused.set(True)], condition=missed_only, otherwise=NoShowOnly()
    )

    apply(
        excusing,
        *(step for known, standing in after for step in bans.stand(known, standing, number)),
        counts.more(number, len(persons), counts.Kind.EXCUSED),
        record=Entry(staff, "bookings.excuse", f"booking:{number}", {"reason": reason}),
    )
