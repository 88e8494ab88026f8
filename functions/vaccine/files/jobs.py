"""Files of records and sessions, and counts made anew: worked on once a minute."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.vaccine.files import work
from functions.vaccine.files.budget import Budget
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)

_SECONDS = 45
"""What is not done by then waits for the next minute, so that a movable clock's other jobs get their turn."""


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="vaccine-files")
@job
def vaccine_files(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Bring in what was uploaded, write what was asked for, remove files whose time is over."""
    count("file_tasks", work.advance(clock.now(), Budget(_SECONDS)))
