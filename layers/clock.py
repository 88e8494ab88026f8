"""The only source of now. Rules never call it: they take `now` or `today` as an argument."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""The zone of every time that a person sees or configures."""


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def use(source: Callable[[], datetime] | None) -> None:
    """Take now from `source` (aware, UTC) instead of the system; None returns to the system clock.

    For the emulator's movable clock and for tests; nothing deployed calls it.
    """
    global _source
    _source = source or _system


def now() -> datetime:
    """Return the current instant, aware, in UTC."""
    return _source()


def local_date(instant: datetime) -> date:
    """Return the calendar date in `LOCAL` at an aware instant."""
    return instant.astimezone(LOCAL).date()


def at_local(day: date, moment: time) -> datetime:
    """Return the UTC instant at which local clocks show `moment` on `day`."""
    return datetime.combine(day, moment, LOCAL).astimezone(UTC)


def to_iso(instant: datetime) -> str:
    """Return an instant as UTC ISO 8601 with milliseconds and `Z`; such texts sort as the instants do."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """Return the aware instant written by `to_iso`; raises ValueError on anything without a zone."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {text!r}")
    return instant.astimezone(UTC)
