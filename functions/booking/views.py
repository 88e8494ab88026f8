"""Bookings as answers: masked or in full."""

from datetime import date, timedelta

import qrcode
from qrcode.image.svg import SvgPathImage

from functions.booking import store
from functions.booking.arrivals import Slip
from functions.booking.party import Party, Traveller
from functions.booking.policies import limits
from functions.booking.schemas import BookingView, Inspected, Person, SlipView, StaffBooking
from functions.booking.tables import Booking, BookingState
from layers import clock, masks


def booking_view(booking: Booking) -> BookingView:
    """Return a booking for its owner, the people masked as on the manual's page."""
    day = date.fromisoformat(booking.day)
    return BookingView(
        number=booking.number,
        day=day,
        state=BookingState(booking.state),
        excused=booking.excused,
        people=_masked(booking),
        application=booking.application,
        cancel_until=day - timedelta(days=limits().cancel_days_before),
    )


def staff_booking(booking: Booking) -> StaffBooking:
    """Return a booking for the staff's list."""
    return StaffBooking(
        number=booking.number,
        account=str(booking.account),
        state=BookingState(booking.state),
        excused=booking.excused,
        people=_masked(booking),
    )


def slip_view(slip: Slip) -> SlipView:
    """Return the slip with its QR image."""
    shown = inspected(slip.booking, slip.party)
    return SlipView(
        number=shown.number,
        day=shown.day,
        state=shown.state,
        people=shown.people,
        destination=shown.destination,
        token=slip.token,
        qr=qr_image(slip.token),
        now=clock.now(),
    )


def inspected(booking: Booking, party: Party) -> Inspected:
    """Return a booking with its people in full."""
    day = date.fromisoformat(booking.day)
    return Inspected(
        number=booking.number,
        day=day,
        state=BookingState(booking.state),
        people=[_person(traveller, day) for traveller in party.travellers],
        destination=party.destination,
    )


def qr_image(text: str) -> str:
    """Return an SVG image of a QR code, error correction M."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, image_factory=SvgPathImage)
    code.add_data(text)
    return str(code.make_image().to_string(encoding="unicode"))


def age(born: date, day: date) -> int:
    """Return the full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _masked(booking: Booking) -> list[Person]:
    day = date.fromisoformat(booking.day)
    return [
        Person(
            masks.name(each.name),
            each.document_type,
            masks.document(each.document_number),
            age(each.birth_date, day),
            each.relation,
        )
        for each in store.party(booking).travellers
    ]


def _person(traveller: Traveller, day: date) -> Person:
    return Person(
        name=traveller.name,
        document_type=traveller.document_type,
        document_number=traveller.document_number,
        age=age(traveller.birth_date, day),
        relation=traveller.relation,
    )
