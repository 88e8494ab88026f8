"""What happens to bookings by the clock: reminders, and no-shows at the end of the day."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.booking import noshows
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="booking-day")
@job
def booking_day(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Send the reminders that are due, and mark the no-shows of the days that have ended."""
    now = clock.now()
    count("no_shows", noshows.sweep(now))
    count("reminders", noshows.remind(now))
