"""What happens to health codes by the clock: colours that end, reminders, rules, alarms, sums."""

from typing import Any

from chalice.app import Blueprint, Rate

from functions.healthcode import alarms, checkins, drafts, rollup, sweep
from layers import clock
from layers.jobs import job
from layers.observability import count

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="health-code")
@job
def health_code(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Change the colours whose time has come, remind of check-ins, go on with new rules, raise alarms."""
    now = clock.now()
    count("colours_swept", sweep.sweep(now))
    count("colours_under_new_rules", drafts.come_into_force(now))
    count("check_in_reminders", checkins.remind(now))
    count("health_alarms", alarms.check(now))
    drafts.count_out(now)


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="health-sums")
@job
def health_sums(event: Any) -> None:  # noqa: ARG001  the same
    """Sum the tallies up the region tree."""
    rollup.roll_up(clock.now())
