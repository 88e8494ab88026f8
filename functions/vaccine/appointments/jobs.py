"""What happens to appointments by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.vaccine.appointments import expiry, lost_codes, reminders
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="vaccine-appointments")
@job
def vaccine_appointments(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Cancel the appointments of those who did not come, and send the look-up codes that were asked for."""
    count("doses_expired", expiry.sweep(clock.now()))
    count("lookup_codes_sent", lost_codes.answer())


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="vaccine-reminders")
@job
def vaccine_reminders(event: Any) -> None:  # noqa: ARG001  the same
    """Remind everybody who is expected tomorrow."""
    count("doses_reminded", reminders.remind(clock.now()))
