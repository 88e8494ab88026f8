"""What happens to clues by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode.clues import dispatching
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="health-clues")
@job
def health_clues(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Send clues that nobody answered in time to the region above."""
    count("clues_escalated", dispatching.escalate(clock.now()))
