"""How far the daily jobs have come."""

from datetime import date

from functions.vaccine.tables import Sweep
from layers.transaction import Put, commit


def swept(name: str) -> date | None:
    """Return the last local date that a daily job has finished."""
    sweep = Sweep.find(f"SWEEP#{name}", "DONE")
    return date.fromisoformat(sweep.day) if sweep else None


def mark_swept(name: str, day: date) -> None:
    """Remember that a daily job has finished a date."""
    commit(Put(item=Sweep(f"SWEEP#{name}", "DONE", day=day.isoformat())))
