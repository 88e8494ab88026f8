"""How somebody stands with no-shows, cancellations and bans: asked about one person, and recorded."""

from dataclasses import dataclass

from functions.auth import service as auth
from functions.booking import bans, store
from functions.booking.errors import NobodyKnown
from functions.booking.schemas_staff import Inquiry
from functions.booking.tables import Booking
from layers import audit
from layers.audit import Entry

_NEWEST = 10
"""So many of an account's bookings are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """A person, their account where they have one, and the bookings that say how they stand."""

    person: str
    account: str | None
    disabled: bool
    bookings: list[Booking]


def inquire(asked: Inquiry, staff: str) -> Found:
    """Return the holder of a document or the applicant of a booking; that is recorded.

    Raises NoSuchBooking, NobodyKnown.
    """
    person, account = _of_booking(asked.number) if asked.number else _of_document(asked)
    subject = f"account:{account}" if account else f"person:{person}"
    audit.append(Entry(staff, "bookings.standing", subject, {"reason": asked.reason}))
    disabled = auth.is_disabled(account) if account else False
    return Found(person, account, disabled, _bookings(person, account))


def _of_booking(number: str) -> tuple[str, str | None]:
    booking = store.find(number)
    return store.party(booking).persons[0], str(booking.account)


def _of_document(asked: Inquiry) -> tuple[str, str | None]:
    if found := auth.holder(asked.document_type, asked.document_number):
        return found.person, found.account
    raise NobodyKnown


def _bookings(person: str, account: str | None) -> list[Booking]:
    found = list(store.of_account(account, None, _NEWEST)) if account else []
    ban = bans.ban_of(person)
    # Somebody who travelled along is banned by a booking of another account.
    if ban and ban.booking not in {each.number for each in found}:
        found.append(store.find(ban.booking))
    return found
