"""Requests and answers about bookings: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from functions.booking.standing import Reason
from functions.booking.tables import BookingState

BookingNumber = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9]{14,20}$", description="预约号", examples=["20220713010338"])
]


class Person(msgspec.Struct, frozen=True):
    """One traveller; masked everywhere but on the slip and at the port. `age` on the day of travel."""

    name: str
    document_type: str
    document_number: str
    age: int
    relation: str


class BookingView(msgspec.Struct, frozen=True):
    """A booking as its owner sees it; `cancel_until` is the last date on which it can be cancelled."""

    number: str
    day: date
    state: BookingState
    excused: bool
    people: list[Person]
    application: str
    cancel_until: date


class Cancellation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`confirmed`: the resident was told that this cancellation disables the account, and goes on."""

    confirmed: bool = False


class RefusedView(msgspec.Struct, frozen=True):
    """A reason why one may not apply, and the first date on which it no longer counts."""

    reason: Reason
    until: date | None


class StandingView(msgspec.Struct, frozen=True):
    """爽约次数 and what it means; how many more cancellations the account survives."""

    no_shows: int
    no_shows_in_row: int
    cancellations: int
    cancellations_left: int
    refusals: list[RefusedView]


class SlipView(msgspec.Struct, frozen=True):
    """The confirmation slip (预约确认单): `qr` is an SVG image of `token`; `now` starts the running clock."""

    number: str
    day: date
    state: BookingState
    people: list[Person]
    destination: str
    token: str
    qr: str
    now: datetime


class SlipPaper(msgspec.Struct, frozen=True):
    """The confirmation slip to print or keep."""

    pdf: Annotated[str, msgspec.Meta(description="base64")]
