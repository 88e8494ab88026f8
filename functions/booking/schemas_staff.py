"""What staff ask and are told about bookings: the contract that OpenAPI shows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from functions.booking.counts import Tally
from functions.booking.schemas import BookingNumber, Person, StandingView
from functions.booking.tables import BookingState
from layers.paging import PageQuery

AccountId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
Why = Annotated[str, msgspec.Meta(min_length=2, max_length=500)]


class LookUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How port staff find a booking of today: by its scanned slip, its number, or a travel document."""

    token: Annotated[str, msgspec.Meta(max_length=500)] = ""
    number: Annotated[str, msgspec.Meta(max_length=20)] = ""
    document_type: Annotated[str, msgspec.Meta(max_length=40)] = ""
    document_number: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Inspected(msgspec.Struct, frozen=True):
    """Today's booking with the documents in full, for comparison with those in hand.

    `arrived_at`: since when the household is in; nobody enters with the booking a second time.
    """

    number: str
    day: date
    state: BookingState
    arrived_at: datetime | None
    people: list[Person]
    destination: str


class Arrival(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The booking whose household stands at the port with documents that agree."""

    number: BookingNumber


class Reasoned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why staff do what they do; it is recorded."""

    reason: Why


class DayQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The bookings of one date in one state."""

    day: date
    state: BookingState = BookingState.BOOKED


class StaffBooking(msgspec.Struct, frozen=True):
    """A booking in the staff's list, masked; `changed_at`: since when it is in this state."""

    number: str
    account: str
    day: date
    state: BookingState
    excused: bool
    people: list[Person]
    changed_at: datetime


class SpanQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many dates, from the first on."""

    first: date
    days: Annotated[int, msgspec.Meta(ge=1, le=92)] = 31


class DayTallies(msgspec.Struct, frozen=True):
    """Bookings of a date, and people in them, by state; those excused are among the no-shows."""

    day: date
    booked: Tally
    cancelled: Tally
    arrived: Tally
    no_show: Tally
    excused: Tally


class ArrivalsQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The arrivals of one date."""

    day: date


class HourTally(msgspec.Struct, frozen=True):
    """Who arrived from a full local hour to the next."""

    hour: int
    arrived: Tally


class InquiryReason(StrEnum):
    """Why staff look somebody up."""

    ASKED = "asked"
    DECISION = "decision"
    COMPLAINT = "complaint"


class Inquiry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """About whom: the holder of a travel document, or the applicant of a booking. Why is recorded."""

    reason: InquiryReason
    number: Annotated[str, msgspec.Meta(max_length=20)] = ""
    document_type: Annotated[str, msgspec.Meta(max_length=40)] = ""
    document_number: Annotated[str, msgspec.Meta(max_length=40)] = ""


class ResidentStanding(msgspec.Struct, frozen=True):
    """How somebody stands, and the bookings that say why, masked. Who only travels along has no account."""

    account: str | None
    disabled: bool
    standing: StandingView
    bookings: list[StaffBooking]


class BanView(msgspec.Struct, frozen=True):
    """Somebody who may not apply before a date, and the booking that decided it; masked."""

    who: Person
    until: date
    booking: StaffBooking


class DisabledView(msgspec.Struct, frozen=True):
    """An account that was disabled on a date, and the booking that was cancelled then; masked."""

    account: str
    since: date
    booking: StaffBooking
