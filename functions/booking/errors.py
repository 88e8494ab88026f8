"""What bookings refuse, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchBooking(NotFound, code="booking.not_found"):
    """There is no such booking, or it is somebody else's."""


class NobodyKnown(NotFound, code="booking.nobody_known"):
    """Nobody has given this document."""


class TooLateToCancel(Conflict, code="booking.too_late_to_cancel"):
    """The date is nearer than the days that policy asks for."""


class NotBooked(Conflict, code="booking.not_booked"):
    """The booking was cancelled, used or missed already."""


class WouldDisable(Conflict, code="booking.would_disable"):
    """One more cancellation disables the account for good; the resident has to confirm that."""


class NoSlipToday(NotFound, code="booking.no_slip_today"):
    """The confirmation slip exists on the day of the booking only."""


class SlipInvalid(Forbidden, code="booking.slip_invalid"):
    """The scanned code is not a slip of ours, or its day is over."""


class NotToday(Conflict, code="booking.not_today"):
    """The booking is for another date."""


class NoShowOnly(Conflict, code="booking.no_show_only"):
    """Only a no-show that has not been excused yet can be excused."""


class MayNotBook(Conflict, code="booking.may_not_book"):
    """Somebody of the household holds a booking, entered recently or is banned; `reasons` says which."""
