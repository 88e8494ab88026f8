"""The lottery's clockwork: once a minute, everything that is due (E2: it catches up after any jump)."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.lottery import lifecycle
from layers import clock
from layers.jobs import job

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="lottery-day")
@job
def lottery_day(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Open, close, draw, publish, tell: whatever is due by the policy's times."""
    lifecycle.advance(clock.now())
