"""The lottery's clockwork: once a minute, everything that is due (E2: it catches up after any jump)."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.lottery import delays, lifecycle, queues
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="lottery-day")
@job
def lottery_day(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Open, close, draw, publish, tell, offer places given back: whatever is due by the policy's times."""
    now = clock.now()
    try:
        lifecycle.advance(now)
    finally:  # a draw that can't go on keeps nobody from a place, and is told of
        queues.advance(now)
        for step, minutes in delays.minutes_late(now).items():
            count(f"{step}_late_minutes", minutes)
