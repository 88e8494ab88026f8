"""What happens to the exchange by the clock: partners' keys are read again."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode.exchange import partner_keys
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="exchange-keys")
@job
def exchange_keys(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Read the keys that partners publish; those of one that can't be reached stay until they are too old."""
    count("exchange_keys_read", partner_keys.fetch_all(clock.now()))
