"""Vaccination statistics as the manual defines them (地区统计, 网格统计, V11).

Pure rules. a is the population (常住人口), k = a × 0.44 the plan (计划数), g the first doses and h the
completed vaccinations; the rates are g/k and h/k, and regions are ranked among their siblings (序位).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import chain, repeat

Given = Mapping[tuple[str, int], int]
"""Doses given, by vaccine and number of the dose."""

_LETTERS = "bcdefmnopqrstuvwxyz"
"""The manual's letters of the dose columns; a, g, h and k mean something else, and i, j, l look alike."""


class Group(StrEnum):
    """Groups of columns that can be switched off (疫苗类型, 首针完成情况, 接种完成情况)."""

    VACCINES = "vaccines"
    FIRST = "first"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Course:
    """A vaccine as the statistics see it: how many doses complete it (针)."""

    vaccine: str
    doses: int


@dataclass(frozen=True, slots=True)
class Area:
    """A region with its own population as entered, 0 where nobody has entered it."""

    id: str
    parent: str | None
    population: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of the plan, and the rank among the siblings; no rank where there is nothing to compare."""

    share: Fraction
    rank: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One region's line of the table."""

    region: str
    population: int
    given: Given
    plan: int
    first: int
    completed: int
    first_rate: Rate
    completed_rate: Rate


def lines(
    areas: Sequence[Area], given: Mapping[str, Given], courses: Sequence[Course], plan: int
) -> list[Line]:
    """Return a line for each of these siblings, in their order; `plan` is the planned share per thousand."""
    whole = [planned(area.population, plan) for area in areas]
    first = [first_doses(given.get(area.id, {})) for area in areas]
    last = [completed(given.get(area.id, {}), courses) for area in areas]
    first_rates, last_rates = _rates(first, whole), _rates(last, whole)
    return [
        Line(area.id, area.population, given.get(area.id, {}), *numbers)
        for area, *numbers in zip(areas, whole, first, last, first_rates, last_rates, strict=True)
    ]


def planned(population: int, plan: int) -> int:
    """Return k: the planned share of a population, `plan` per thousand, rounded up to whole people."""
    return -(-population * plan // 1000)


def first_doses(given: Given) -> int:
    """Return g: how many people have had the first dose of a vaccine."""
    return sum(number for (_, dose), number in given.items() if dose == 1)


def completed(given: Given, courses: Iterable[Course]) -> int:
    """Return h: how many people have had the last dose of a vaccine."""
    return sum(given.get((course.vaccine, course.doses), 0) for course in courses)


def share(part: int, whole: int) -> Fraction:
    """Return part/whole, 0 where nothing is planned."""
    return Fraction(part, whole) if whole else Fraction()


def percent(of: Fraction) -> str:
    """Return a share as the manual prints it: 7.8%, 0.07%, 0%; at most two decimals, halves rounded up."""
    hundredths = (of.numerator * 20_000 + of.denominator) // (2 * of.denominator)
    digits = f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    return f"{digits}%"


def ranks(values: Sequence[Fraction]) -> list[int]:
    """Return each value's rank, the largest first; equal values share the better rank: 1, 2, 2, 4."""
    ordered = sorted(values, reverse=True)
    place = {value: rank for rank, value in reversed(list(enumerate(ordered, 1)))}
    return [place[value] for value in values]


def summed(areas: Iterable[Area], given: Mapping[str, Given]) -> dict[str, Given]:
    """Return what was given in each region with all below it; of regions that are gone nothing counts."""
    parents = {area.id: area.parent for area in areas}
    totals: defaultdict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    for region, counts in given.items():
        here: str | None = region
        while here in parents:
            totals[here].update(counts)
            here = parents[here]
    return dict(totals)


def populations(areas: Sequence[Area]) -> dict[str, int]:
    """Return each region's population: as entered, else the sum of those right below it.

    `areas` lists each parent before its children.
    """
    below: Counter[str | None] = Counter()
    found = {}
    for area in reversed(areas):
        found[area.id] = area.population or below[area.id]
        below[area.parent] += found[area.id]
    return found


def letters(courses: Iterable[Course]) -> dict[tuple[str, int], str]:
    """Return the letter of each dose column: b, c, d, e, f, m, n …; none once they are used up."""
    doses = [(course.vaccine, dose) for course in courses for dose in range(1, course.doses + 1)]
    return dict(zip(doses, chain(_LETTERS, repeat("")), strict=False))


def _rates(parts: Sequence[int], wholes: Sequence[int]) -> list[Rate]:
    shares = [share(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    if len(shares) == 1:
        return [Rate(shares[0], None)]
    return [Rate(each, rank) for each, rank in zip(shares, ranks(shares), strict=True)]
