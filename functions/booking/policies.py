"""What staff may change about bookings without a deployment."""

from datetime import time
from typing import Annotated

import msgspec

from functions.booking.standing import Limits
from layers import policy

Days = Annotated[int, msgspec.Meta(ge=0, le=365)]
Count = Annotated[int, msgspec.Meta(ge=1, le=100)]


class BookingPolicy(policy.Policy, frozen=True):
    """Days and counts of B2, B5, B6 and L3; `reminder_at` is local time on the day before the date."""

    cancel_days_before: Days = 2
    no_shows_in_row: Count = 2
    ban_days: Days = 14
    reentry_days: Days = 14
    one_upcoming: bool = True
    cancellations: Count = 5
    reminder_at: time = time(10)

    def limits(self) -> Limits:
        """Return the numbers that the rules of `standing` need."""
        return Limits(
            no_shows_in_row=self.no_shows_in_row,
            ban_days=self.ban_days,
            reentry_days=self.reentry_days,
            one_upcoming=self.one_upcoming,
            cancel_days_before=self.cancel_days_before,
            cancellations=self.cancellations,
        )


policy.declare("booking", BookingPolicy)


def limits() -> Limits:
    """Return the limits in force."""
    return policy.get(BookingPolicy).limits()
