"""What happens about tracing by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode.scenes import rounds
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="health-tracing")
@job
def health_tracing(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Give changes of colour to community workers, and what they leave undone to the region above."""
    now = clock.now()
    count("changes_traced", rounds.take_up(now))
    count("tasks_escalated", rounds.escalate(now))
