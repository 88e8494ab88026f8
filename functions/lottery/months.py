"""A month of periods, as staff plan them (L1)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.lottery import planning, schedule, store
from functions.lottery.tables import Period


@dataclass(frozen=True, slots=True)
class Planned:
    """A day's period: as it was opened, or, before that, the quotas it will open with and their version."""

    name: str
    day: date
    quotas: Mapping[str, int]
    version: int
    period: Period | None


def of(month: str, today: date) -> list[Planned]:
    """Return the periods of a month (YYYY-MM) in order; days that passed without a period are left out.

    Two queries of at most 31 items.
    """
    days = _days(month)
    names = schedule.period_name(days[0]), schedule.period_name(days[-1])
    opened, ahead = store.periods_between(*names), store.quotas_between(*names)

    planned = []
    for day in days:
        name = schedule.period_name(day)
        period = opened.get(name)
        if period or day >= today:
            quotas, version = planning.planned(name, ahead.get(name))
            planned.append(Planned(name, day, period.places if period else quotas, version, period))
    return planned


def _days(month: str) -> list[date]:
    year, number = map(int, month.split("-"))
    return [date(year, number, day) for day in range(1, monthrange(year, number)[1] + 1)]
