"""Whether somebody may pass a gate (卡口通行): a clear answer with its reasons. Pure.

"绿码, 在亮码、测温后通过放行; 黄码、红码不符合通行条件": the gate's page decides the same offline.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from functions.healthcode.rules import Colour


class Direction(StrEnum):
    """Which way somebody passes (通行类型)."""

    IN = "IN"  # 进入
    OUT = "OUT"  # 外出


class Errand(StrEnum):
    """Why somebody passes (通行原因)."""

    WORK = "WORK"  # 返工
    HOME = "HOME"  # 返乡
    SHOPPING = "SHOPPING"  # 购买生活用品
    OTHER = "OTHER"  # 其他


class ClockSource(StrEnum):
    """Whose time a pass bears: the device's own, or the device's as last set by our server's."""

    DEVICE = "DEVICE"
    SERVER = "SERVER"


class Result(StrEnum):
    """What somebody at a gate is told."""

    PASS = "PASS"  # noqa: S105  no password
    STOP = "STOP"


class Stop(StrEnum):
    """Why somebody is stopped."""

    RED = "RED"
    YELLOW = "YELLOW"
    FEVER = "FEVER"
    OLD_CODE = "OLD_CODE"
    SUSPICIOUS = "SUSPICIOUS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a gate sees: the colour shown, the temperature in °C, whether the code is good at that moment."""

    colour: Colour
    temperature: float
    fresh: bool = True
    suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Pass or stop; a stop has at least one reason."""

    result: Result
    reasons: tuple[Stop, ...]


def decide(seen: Seen, fever_from: float) -> Decision:
    """Return whether somebody may pass, with every reason against it; fever begins at `fever_from` °C."""
    found = {
        Stop.RED: seen.colour is Colour.RED,
        Stop.YELLOW: seen.colour is Colour.YELLOW,
        Stop.FEVER: seen.temperature >= fever_from,
        Stop.OLD_CODE: not seen.fresh,
        Stop.SUSPICIOUS: seen.suspicious,
    }
    reasons = tuple(stop for stop, holds in found.items() if holds)
    return Decision(Result.STOP if reasons else Result.PASS, reasons)


def was_good(issued: datetime, expires: datetime, at: datetime, skew: timedelta) -> bool:
    """Tell whether a code was good when a gate scanned it, its clock being wrong by `skew` at most."""
    return issued - skew <= at < expires + skew
