"""Application numbers (申请编号) and tickets: random, unique by construction; chance is an argument."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_EPOCH = date(2020, 1, 1)
_CYCLE = 1000


@dataclass(frozen=True, slots=True)
class Chance:
    """Where randomness comes from: a number below a bound, and so many random bytes."""

    below: Callable[[int], int] = secrets.randbelow
    octets: Callable[[int], bytes] = secrets.token_bytes


def application_number(day: date, chance: Chance) -> str:
    """Return a 13-digit number: 4 random digits, 3 of the period's day, 6 random digits.

    Ten random digits within a period, where the table refuses a number twice; the three digits keep
    the numbers of 1,000 neighbouring periods apart. They stand where publication masks them.
    """
    cycle = (day - _EPOCH).days % _CYCLE
    return f"{chance.below(10**4):04d}{cycle:03d}{chance.below(10**6):06d}"


def ticket(chance: Chance) -> str:
    """Return a ticket of the draw: 32 random hex digits, known to its owner only until publication."""
    return chance.octets(16).hex()
