"""Ages. Pure."""

from datetime import date


def age_on(born: date, day: date) -> int:
    """Return completed years; one born on 29 February completes a year on 1 March of common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
