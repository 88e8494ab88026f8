"""The day of a small period: its times, its luck, and the steps that bring it to a state."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from functions.auth import service as auth
from functions.booking.service import Reservation, booking_number, reserve
from functions.lottery import applications, lifecycle, planning, schedule, store
from functions.lottery.applications import Application
from functions.lottery.numbers import Chance
from functions.lottery.tables import Period
from layers import clock
from tests.residents import household

DAY = date(2022, 7, 13)
NAME = schedule.period_name(DAY)
SECRET = bytes(31) + b"\x2a"
FIRST, SECOND, THIRD = "2022-07-14", "2022-07-15", "2022-07-16"
PLACES = {FIRST: 3, SECOND: 2, THIRD: 50}

OPENS, CLOSES, DRAWS, PUBLISHES = time(9), time(18), time(18, 30), time(20)
NOON = time(12)


def at(moment: time, day: date = DAY) -> datetime:
    """Let every clock show a local time, and return that instant."""
    instant = clock.at_local(day, moment)
    clock.use(lambda: instant)
    return instant


def days_later(number: int) -> date:
    """Return a date after the period's day."""
    return DAY + timedelta(days=number)


def luck(seed: object) -> Chance:
    """Return chance that is the same for the same seed."""
    generator = random.Random(str(seed))
    return Chance(generator.randrange, generator.randbytes)


def opened(places: Mapping[str, int] = PLACES, day: date = DAY) -> Period:
    """Open a period with these quotas; the clocks show noon afterwards."""
    name = schedule.period_name(day)
    at(time(8), day)
    planning.set_quotas(name, places, 0, "planner")
    at(OPENS, day)
    lifecycle.open_period(day, SECRET)
    at(NOON, day)
    return store.period(name)


def submitted(account: str, dates: Sequence[str], name: str = NAME) -> Application:
    """Submit an account's application; its number and ticket follow from the account."""
    return applications.submit(account, name, dates, clock.now(), luck(account))


def households(sizes: Sequence[int]) -> list[str]:
    """Write households of these sizes and return their accounts, the same each time."""
    return [
        household(*(f"person-{number}-{place}" for place in range(size)), account=f"account-{number}")
        for number, size in enumerate(sizes)
    ]


def applied(sizes: Sequence[int], dates: Sequence[str] = (FIRST, SECOND, THIRD)) -> list[Application]:
    """Let households of these sizes apply; the same sizes make the same applications each time."""
    return [submitted(account, dates) for account in households(sizes)]


def booked(account: str, on: date, rank: int = 1) -> str:
    """Give an account's household a place on a date, as if won, and return the booking's number."""
    party = applications.party_of(auth.household(account))
    number = booking_number(on, DAY, rank)
    reserve(Reservation(number, account, on, party, f"application-{rank}", NAME))
    return number


def advanced(moment: time, day: date = DAY, name: str = NAME) -> Period:
    """Do everything that is due at a local time, and return the period as it is then."""
    lifecycle.advance(at(moment, day))
    return store.period(name)


def finished() -> Period:
    """Close, draw, publish and settle the period."""
    for moment in (CLOSES, DRAWS):
        advanced(moment)
    return advanced(PUBLISHES)
