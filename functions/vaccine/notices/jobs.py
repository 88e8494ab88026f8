"""Notices to people go on once a minute."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import work
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)

_SECONDS = 45
"""What is not done by then waits for the next minute."""


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="vaccine-notices")
@job
def vaccine_notices(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Find the people of notices, write their messages, count what arrived."""
    count("notices_worked_on", work.advance(clock.now(), Budget(_SECONDS)))
