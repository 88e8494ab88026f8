"""Bookings and standings as staff see them: masked, but in full for who compares documents at the port."""

from collections.abc import Mapping
from datetime import date

from functions.booking import listings, store
from functions.booking.bans import Banned, Disabled
from functions.booking.counts import Kind, Tally
from functions.booking.inquiries import Found
from functions.booking.party import Party
from functions.booking.policies import limits
from functions.booking.schemas_staff import (
    BanView,
    DayTallies,
    DisabledView,
    Inspected,
    ResidentStanding,
    StaffBooking,
)
from functions.booking.tables import Booking, BookingState
from functions.booking.views import in_full, masked
from layers import clock


def inspected(booking: Booking, party: Party) -> Inspected:
    """Return a booking with its people in full."""
    day, changed = date.fromisoformat(booking.day), clock.from_iso(booking.changed_at)
    return Inspected(
        number=booking.number,
        day=day,
        state=BookingState(booking.state),
        arrived_at=changed if booking.state == BookingState.ARRIVED else None,
        people=in_full(party, day),
        destination=party.destination,
    )


def staff_booking(booking: Booking) -> StaffBooking:
    """Return a booking for the staff's list."""
    day = date.fromisoformat(booking.day)
    return StaffBooking(
        number=booking.number,
        account=str(booking.account),
        day=day,
        state=BookingState(booking.state),
        excused=booking.excused,
        people=masked(store.party(booking), day),
        changed_at=clock.from_iso(booking.changed_at),
    )


def day_tallies(day: date, tallies: Mapping[Kind, Tally]) -> DayTallies:
    """Return a date's counts."""
    return DayTallies(
        day=day,
        booked=tallies[Kind.BOOKED],
        cancelled=tallies[Kind.CANCELLED],
        arrived=tallies[Kind.ARRIVED],
        no_show=tallies[Kind.NO_SHOW],
        excused=tallies[Kind.EXCUSED],
    )


def resident_standing(found: Found, today: date) -> ResidentStanding:
    """Return how somebody stands today."""
    return ResidentStanding(
        account=found.account,
        disabled=found.disabled,
        standing=listings.standing(found.person, today, limits()),
        bookings=[staff_booking(booking) for booking in found.bookings],
    )


def ban_view(banned: Banned) -> BanView:
    """Return somebody who is banned."""
    shown = staff_booking(banned.booking)
    place = store.party(banned.booking).persons.index(banned.person)
    return BanView(shown.people[place], banned.until, shown)


def disabled_view(disabled: Disabled) -> DisabledView:
    """Return an account that is disabled."""
    return DisabledView(disabled.account, disabled.since, staff_booking(disabled.booking))
