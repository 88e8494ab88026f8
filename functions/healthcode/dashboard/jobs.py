"""What happens to the dashboard by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode.dashboard import traffic
from layers import clock
from layers.jobs import job

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="health-traffic")
@job
def health_traffic(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Sum the gates' passes up the region tree."""
    traffic.roll_up(clock.now())
