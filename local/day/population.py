"""Who applies on the manual's day: exactly so many people for each date, and when and how they do it.

Everything follows from a seed. `SIZES`, `DATES` and `RUSH` are the mix; the report repeats them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from functions.lottery import schedule
from layers.clock import at_local
from layers.i18n import WHOLE, Language
from local.day.people import TODAY, Household, Town

PERIOD = schedule.period_name(TODAY)

APPLICANTS = {
    "2022-07-14": 6854,
    "2022-07-15": 6872,
    "2022-07-16": 6852,
    "2022-07-17": 6782,
    "2022-07-18": 6873,
    "2022-07-19": 0,
}
"""People who applied for each date (报名人数): the manual, chapter 7."""

PLACES = {
    "2022-07-14": 500,
    "2022-07-15": 1200,
    "2022-07-16": 1200,
    "2022-07-17": 1200,
    "2022-07-18": 1200,
    "2022-07-19": 0,
}
"""Places for each date (总名额), ibid."""

FIRST_DATE = date.fromisoformat(min(PLACES))

SIZES = {1: 0.70, 2: 0.18, 3: 0.08, 4: 0.04}
"""Share of households by their people. The manual does not say; most travel alone."""

DATES = {1: 0.15, 2: 0.15, 3: 0.15, 4: 0.10, 5: 0.45}
"""Share of households by the dates they choose. The manual's five numbers differ by one in a hundred,
as they do where many choose all (全选)."""

RUSH = (22, 12, 8, 6, 5, 5, 4, 4, 3, 3, 3, 3, 4, 4, 4, 4, 3, 3)
"""How many in a hundred come in each half-hour from 09:00 to 18:00."""

SLOT = timedelta(minutes=30)


class Manner(StrEnum):
    """How a household goes about it. All but the first act over HTTP."""

    QUIET = "by the same service call, below HTTP"
    VISITOR = "an old account, over HTTP"
    NEWCOMER = "registers and fills in everything over HTTP"
    UNDECIDED = "changes the dates later, over HTTP"
    RELUCTANT = "withdraws later, over HTTP"


_MANNERS = {Manner.VISITOR: 1000, Manner.NEWCOMER: 80, Manner.UNDECIDED: 120}
_WITHDRAWALS = 60
"""Households of each manner; everybody else is quiet."""

_LEAST = 4
"""At least so many of each, however small the day."""


class Act(StrEnum):
    """What a household does while the window is open."""

    APPLY = "apply"
    CHANGE = "change"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Event:
    """A household acts at an instant; `dates` are those it wants from then on."""

    at: datetime
    act: Act
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A household and what it does, in order."""

    household: Household
    manner: Manner
    events: tuple[Event, ...]

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates it stands for at the close; none where it withdraws."""
        return self.events[-1].dates


@dataclass(frozen=True, slots=True)
class Population:
    """All plans, in the order of their households' numbers, and what they add up to at the close."""

    plans: tuple[Plan, ...]
    applicants: Mapping[str, int]
    places: Mapping[str, int]


def people_of_the_day(scale: float, seed: int, destinations: Sequence[str]) -> Population:
    """Return the population of a day; the same seed gives the same people doing the same."""
    chance = Random(f"{seed}|{scale}")
    applicants, places = scaled(APPLICANTS, scale), scaled(PLACES, scale)
    offered = [day for day, number in places.items() if number]

    wanted = list(demands(applicants, chance))
    manners = _manners(len(wanted), scale, chance)
    reluctant = [(_pick(SIZES, chance), _some(offered, chance)) for _ in range(_scaled(_WITHDRAWALS, scale))]

    town = Town(chance, destinations)
    plans = [
        Plan(town.household(size, _language(manner, chance)), manner, _events(manner, dates, offered, chance))
        for (size, dates), manner in zip(
            [*wanted, *reluctant], [*manners, *[Manner.RELUCTANT] * len(reluctant)], strict=True
        )
    ]
    return Population(tuple(plans), applicants, places)


def scaled(numbers: Mapping[str, int], scale: float) -> dict[str, int]:
    """Return the numbers by date of a smaller day."""
    return {day: round(number * scale) for day, number in numbers.items()}


def demands(applicants: Mapping[str, int], chance: Random) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each household's size and dates, ascending; people by date add up to exactly `applicants`.

    Both follow the mix until the last few households, which take what is left.
    """
    left = dict(applicants)
    while any(left.values()):
        size = min(_pick(SIZES, chance), max(left.values()))
        fitting = [day for day, people in left.items() if people >= size]
        # Dates that lag behind are the likelier choice, so that all fill up together.
        fitting.sort(key=lambda day: left[day] * chance.uniform(0.9, 1.1), reverse=True)
        chosen = tuple(sorted(fitting[: _pick(DATES, chance)]))
        for day in chosen:
            left[day] -= size
        yield size, chosen


def _manners(households: int, scale: float, chance: Random) -> list[Manner]:
    loud = [manner for manner, number in _MANNERS.items() for _ in range(_scaled(number, scale))]
    found = [*loud, *[Manner.QUIET] * (households - len(loud))]
    chance.shuffle(found)
    return found


def _events(
    manner: Manner, dates: tuple[str, ...], offered: Sequence[str], chance: Random
) -> tuple[Event, ...]:
    if manner not in {Manner.UNDECIDED, Manner.RELUCTANT}:
        return (Event(_slot(chance), Act.APPLY, dates),)
    first, second = sorted(chance.sample(range(len(RUSH)), 2))
    if manner is Manner.RELUCTANT:
        return (Event(_start(first), Act.APPLY, dates), Event(_start(second), Act.WITHDRAW))
    before = next(some for some in iter(lambda: _some(offered, chance), None) if some != dates)
    return (Event(_start(first), Act.APPLY, before), Event(_start(second), Act.CHANGE, dates))


def _slot(chance: Random) -> datetime:
    return _start(chance.choices(range(len(RUSH)), RUSH)[0])


def _start(slot: int) -> datetime:
    return at_local(TODAY, time(9)) + slot * SLOT


def _some(offered: Sequence[str], chance: Random) -> tuple[str, ...]:
    return tuple(sorted(chance.sample(offered, _pick(DATES, chance))))


def _language(manner: Manner, chance: Random) -> Language:
    # Imported accounts speak simplified Chinese until their holders say otherwise.
    return chance.choice(WHOLE) if manner is Manner.NEWCOMER else Language.ZH_HANS


def _scaled(number: int, scale: float) -> int:
    return max(_LEAST, round(number * scale))


def _pick(shares: Mapping[int, float], chance: Random) -> int:
    return chance.choices(list(shares), list(shares.values()))[0]
