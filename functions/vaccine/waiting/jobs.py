"""Waiting lists go on by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.vaccine.waiting import queues
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="vaccine-waiting")
@job
def vaccine_waiting(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Book the places that came back for those who wait for them."""
    count("waiting_booked", queues.advance(clock.now()))
