"""Who needs a guardian's name on a form: children under 14 (家长姓名). Pure."""

from datetime import date
from enum import StrEnum

from layers.ages import age_on

GUARDED_UNDER = 14
"""Years."""


class Missing(StrEnum):
    """What a form lacks, by its field."""

    BORN = "born"
    GUARDIAN = "guardian"


def missing(born: date | None, guardian: str, today: date) -> Missing | None:
    """Return what a form lacks about somebody's age, None where it is complete."""
    if born is None or born > today:
        return Missing.BORN
    if age_on(born, today) < GUARDED_UNDER and not guardian:
        return Missing.GUARDIAN
    return None
