"""What other function folders may use of health codes."""

from functions.healthcode.facts import FactKind, Source
from functions.healthcode.holders import Declaration, Declared, register
from functions.healthcode.recording import Extra, Origin, Outcome, Stated, record
from functions.healthcode.rules import Colour
from functions.healthcode.store import details, find, person_of, person_of_code, verdict

__all__ = [
    "Colour",
    "Declaration",
    "Declared",
    "Extra",
    "FactKind",
    "Origin",
    "Outcome",
    "Source",
    "Stated",
    "details",
    "find",
    "person_of",
    "person_of_code",
    "record",
    "register",
    "verdict",
]
