"""What is sealed of a certificate from abroad."""

from dataclasses import dataclass

from functions.healthcode.abroad.contents import Dose, Kind, Test


@dataclass(frozen=True, slots=True)
class Kept:
    """What it says, as it is shown; `counted` are the tests of it that became facts."""

    kind: Kind
    name: str
    country: str
    doses: tuple[Dose, ...]
    tests: tuple[Test, ...]
    counted: tuple[Test, ...]
