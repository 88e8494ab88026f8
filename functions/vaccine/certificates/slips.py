"""The slip of an appointment: its number, signed, as a QR code to be scanned at the entrance (V10)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from functions.vaccine.tables import Record
from layers import clock, qr, tokens
from layers.keys import Purpose


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip's signed text, and the same as a QR code (SVG)."""

    token: str
    code: str


def of(record: Record) -> Slip:
    """Return an appointment's slip; it is good until the end of its day."""
    day = datetime.fromisoformat(record.day).date()
    midnight = clock.at_local(day + timedelta(days=1), time())
    token = tokens.issue(Purpose.SLIP, {"vaccine": record.number}, midnight)
    return Slip(token, qr.svg(token))


def numbers(token: str, now: datetime) -> list[str]:
    """Return the number on a slip; none where it is not a slip of ours, or its day is over."""
    try:
        return [str(tokens.read(Purpose.SLIP, token, now)["vaccine"])]
    except (tokens.TokenInvalid, KeyError):
        return []
