"""What happens to organisations by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode.organisations import declaring
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)

_ROWS = 500
"""Rows of a run: a minute's schedule must not overtake itself."""


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="health-organisations")
@job
def health_organisations(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Go on with the files of staff that organisations sent."""
    count("staff_declared", declaring.go_on(clock.now(), _ROWS))
