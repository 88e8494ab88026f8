"""How a booking ends: cancelled, used or missed; once, whoever comes first (B2, B4, B5)."""

from collections.abc import Sequence

from functions.booking import bans, counts, store
from functions.booking.errors import NotBooked
from functions.booking.standing import Standing
from functions.booking.store import Known
from functions.booking.tables import Booking, BookingState
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import Already
from layers.transaction import Step


def end(
    booking: Booking,
    to: BookingState,
    after: Sequence[tuple[Known, Standing]],
    told: Step,
    *also: Step,
    record: Entry | None = None,
) -> None:
    """Move a booking out of BOOKED, with everybody's standing after it and the message that tells of it.

    Raises NotBooked where it has ended before, ConditionFailed where a standing changed since it was read.
    """
    standings = [step for known, standing in after for step in bans.stand(known, standing, booking.number)]
    counted = counts.moved(booking.number, len(after), to)
    try:
        apply(store.move(booking, to), *standings, counted, *also, tell=[told], record=record)
    except Already as error:
        raise NotBooked from error  # the message was written with the ending before this one
