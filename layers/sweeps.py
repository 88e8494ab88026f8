"""How far the daily jobs have come."""

from datetime import date

from pynamodb.attributes import UnicodeAttribute

from layers.platform import PlatformItem
from layers.transaction import Put, commit


class Sweep(PlatformItem):
    """The last local date that a daily job has finished. See `layers.platform` for its key format."""

    day = UnicodeAttribute()


def swept(name: str) -> date | None:
    """Return the last local date that a daily job has finished."""
    sweep = Sweep.find(*_key(name))
    return date.fromisoformat(sweep.day) if sweep else None


def mark_swept(name: str, day: date) -> None:
    """Remember that a daily job has finished a date."""
    commit(Put(item=Sweep(*_key(name), day=day.isoformat())))


def _key(name: str) -> tuple[str, str]:
    return f"SWEEP#{name}", "SWEEP"
