"""Who may be booked for which dose: order, interval, age, questions (V3, V5). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from layers.ages import age_on


class Against(StrEnum):
    """Why a person can't be booked for a dose."""

    HAS_IT = "has_it"
    ANOTHER_IS_OPEN = "another_is_open"
    LATER_DOSE = "later_dose"
    NO_DOSE_BEFORE = "no_dose_before"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class Rules:
    """A vaccine's rules: so many doses, days at least before each but the first, ages, questions by id."""

    doses: int
    intervals: tuple[int, ...]
    min_age: int = 0
    max_age: int = 150
    questions: frozenset[str] = field(default_factory=frozenset)

    def interval(self, dose: int) -> timedelta:
        """Return the time that must lie between a dose and the one before it."""
        return timedelta(days=self.intervals[dose - 2])


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose that was given on a day, or an appointment for it."""

    day: date
    given: bool


def against(
    dose: int, day: date, history: Mapping[int, Dose], rules: Rules, elsewhere: date | None = None
) -> Against | None:
    """Return what keeps a person with this history of a vaccine from having a dose on a day.

    `elsewhere`: when the dose before was given, as the person says; it counts where we know of none.
    """
    if dose in history:
        return Against.HAS_IT
    if any(not known.given for known in history.values()):
        return Against.ANOTHER_IS_OPEN
    if any(number > dose for number in history):
        return Against.LATER_DOSE
    if dose == 1:
        return None
    earliest = next_from(dose, history, rules, elsewhere)
    if earliest is None:
        return Against.NO_DOSE_BEFORE
    return Against.TOO_SOON if day < earliest else None


def next_from(
    dose: int, history: Mapping[int, Dose], rules: Rules, elsewhere: date | None = None
) -> date | None:
    """Return the first day on which the interval before a dose is over, None without a dose before it."""
    before = history[dose - 1].day if dose - 1 in history else elsewhere
    return before + rules.interval(dose) if before else None


def fits_age(born: date, day: date, rules: Rules) -> bool:
    """Tell whether a vaccine is for people of that age on a day."""
    return rules.min_age <= age_on(born, day) <= rules.max_age


def contraindications(answers: Mapping[str, bool], rules: Rules) -> list[str]:
    """Return the questions answered with yes."""
    return sorted(question for question in rules.questions if answers.get(question))
