"""The confirmation slip, and entry at the port (B3, B4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from functions.auth import service as auth
from functions.booking import counts, store
from functions.booking import standing as rules
from functions.booking.endings import end
from functions.booking.errors import NoSlipToday, NoSuchBooking, NotToday, SlipInvalid
from functions.booking.party import Party
from functions.booking.tables import Booking, BookingState
from layers import audit, clock, tokens
from layers.audit import Entry
from layers.clock import local_date
from layers.keys import Purpose
from layers.outbox import notice
from layers.transaction import until_fresh


@dataclass(frozen=True, slots=True)
class Slip:
    """A booking on its day, who travels, and the signed text of its QR code."""

    booking: Booking
    party: Party
    token: str


def slip(account: str, now: datetime) -> Slip:
    """Return today's confirmation slip (预约确认单); raises NoSlipToday on any other day."""
    today = local_date(now)
    for booking in store.of_account_on(account, today):
        if booking.state in {BookingState.BOOKED, BookingState.ARRIVED}:
            midnight = clock.at_local(today + timedelta(days=1), time())
            token = tokens.issue(Purpose.SLIP, {"number": booking.number}, midnight)
            return Slip(booking, store.party(booking), token)
    raise NoSlipToday


def by_slip(token: str, now: datetime) -> str:
    """Return the booking number in a scanned slip; raises SlipInvalid."""
    try:
        return str(tokens.read(Purpose.SLIP, token, now)["number"])
    except (tokens.TokenInvalid, KeyError) as error:  # a slip may be of a vaccination
        raise SlipInvalid from error


def by_document(document_type: str, number: str, today: date) -> str:
    """Return the number of today's booking in which a document's holder travels; raises NoSuchBooking.

    Who has entered with it is still found by it.
    """
    if person := auth.person_of_document(document_type, number):
        (known,) = store.standings([person])
        if booked := rules.number_for(known.standing, today):
            return booked
    raise NoSuchBooking


def inspect(number: str, staff: str, now: datetime) -> tuple[Booking, Party]:
    """Return today's booking with the full documents, for comparison at the port; that is recorded.

    Raises NoSuchBooking, and NotToday with the booking's date.
    """
    booking = _of_today(number, now)
    audit.append(Entry(staff, "bookings.inspect", f"booking:{number}"))
    return booking, store.party(booking)


def arrive(number: str, staff: str, now: datetime) -> None:
    """Mark a household as arrived, once; raises NoSuchBooking, NotToday, NotBooked."""
    until_fresh(lambda: _arrive(number, staff, now))


def _arrive(number: str, staff: str, now: datetime) -> None:
    booking = _of_today(number, now)
    party = store.party(booking)
    persons = store.standings(party.persons)

    day = local_date(now)
    after = [(known, rules.arrived(known.standing, number, day)) for known in persons]

    told = notice(f"arrived:{number}", "arrived", party.contact, day=booking.day)
    by_hour = counts.arrived(len(persons), now)
    record = Entry(staff, "bookings.arrive", f"booking:{number}")
    end(booking, BookingState.ARRIVED, after, told, by_hour, record=record)


def _of_today(number: str, now: datetime) -> Booking:
    booking = store.find(number)
    if booking.day != local_date(now).isoformat():
        raise NotToday(day=booking.day)
    return booking
