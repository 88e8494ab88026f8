"""Who is let in when, and who may go home: the entrance and the observation area of a site (V10). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Gate(StrEnum):
    """How an appointment's time stands to now. CURRENT: the page pulses green (绿色跳动状态)."""

    TOO_EARLY = "too_early"
    EARLY = "early"
    CURRENT = "current"
    LATE = "late"
    TOO_LATE = "too_late"

    @property
    def opens(self) -> bool:
        """Tell whether the person is let in."""
        return self in {Gate.EARLY, Gate.CURRENT, Gate.LATE}


@dataclass(frozen=True, slots=True)
class Slot:
    """When an appointment's session begins and ends; instants."""

    starts: datetime
    ends: datetime


def gate(slot: Slot, now: datetime, window: timedelta) -> Gate:
    """Return how a slot stands to now: people are let in from `window` before it until `window` after it."""
    if slot.starts <= now < slot.ends:
        return Gate.CURRENT
    if now < slot.starts:
        return Gate.EARLY if slot.starts - window <= now else Gate.TOO_EARLY
    return Gate.LATE if now < slot.ends + window else Gate.TOO_LATE


def observed_until(injected: datetime, observation: timedelta) -> datetime:
    """Return until when a person stays in the observation area (留观区)."""
    return injected + observation


def may_leave(injected: datetime, now: datetime, observation: timedelta) -> bool:
    """Tell whether the observation is over, so that the dose can be marked as given (接种完成)."""
    return now >= observed_until(injected, observation)
