"""The gates' passes summed up the region tree, so that whoever reads a date's reads one item (H15)."""

from datetime import date, datetime, timedelta

from functions.healthcode import rollup
from functions.healthcode.rollup import Sums
from functions.healthcode.scenes import store_passes
from functions.healthcode.scenes.policies import ScenePolicy
from layers import clock, policy


def name(day: date) -> str:
    """Return the name of a date's sums: `came`, `left`, `stopped` by region."""
    return f"TRAFFIC#{day.isoformat()}"


def roll_up(now: datetime) -> None:
    """Write the sums of all dates of which gates may still upload passes."""
    today = clock.local_date(now)
    for ago in range(policy.get(ScenePolicy).upload_days + 1):
        day = today - timedelta(days=ago)
        if found := store_passes.traffic(day):
            rollup.write(name(day), Sums(now, rollup.upwards(found), {}))
