"""Bookings as answers: masked or in full."""

from datetime import date, timedelta

from functions.booking import store
from functions.booking.arrivals import Slip
from functions.booking.party import Party
from functions.booking.policies import limits
from functions.booking.schemas import BookingView, Person, SlipView
from functions.booking.tables import Booking, BookingState
from layers import clock, masks, qr
from layers.ages import age_on


def booking_view(booking: Booking) -> BookingView:
    """Return a booking for its owner, the people masked as on the manual's page."""
    day = date.fromisoformat(booking.day)
    return BookingView(
        number=booking.number,
        day=day,
        state=BookingState(booking.state),
        excused=booking.excused,
        people=masked(store.party(booking), day),
        application=booking.application,
        cancel_until=day - timedelta(days=limits().cancel_days_before),
    )


def slip_view(slip: Slip) -> SlipView:
    """Return the slip with its QR image."""
    booking, day = slip.booking, date.fromisoformat(slip.booking.day)
    return SlipView(
        number=booking.number,
        day=day,
        state=BookingState(booking.state),
        people=in_full(slip.party, day),
        destination=slip.party.destination,
        token=slip.token,
        qr=qr.svg(slip.token),
        now=clock.now(),
    )


def masked(party: Party, day: date) -> list[Person]:
    """Return who travels, masked as on the manual's page."""
    return [
        Person(
            masks.name(each.name),
            each.document_type,
            masks.document(each.document_number),
            age_on(each.birth_date, day),
            each.relation,
        )
        for each in party.travellers
    ]


def in_full(party: Party, day: date) -> list[Person]:
    """Return who travels, for the slip and for the port."""
    return [
        Person(
            each.name, each.document_type, each.document_number, age_on(each.birth_date, day), each.relation
        )
        for each in party.travellers
    ]
