"""The numbers that residents are told: opening hours, limits and days, from the policies in force."""

from datetime import time

import msgspec

from functions.auth.service import CodePolicy, HouseholdPolicy
from functions.booking.service import limits
from functions.lottery.policies import current
from layers import policy


class Rules(msgspec.Struct, frozen=True):
    """What pages say in numbers. Times are local; ages, days and hours are whole and count inclusively.

    A period keeps the times it opened with: of a period that is open, its own are right.
    """

    opens: time
    closes: time
    draws: time
    publishes: time
    days_ahead: int
    standby: bool
    standby_hours: int
    cohabitants: int
    elderly_from: int
    minor_to: int
    cancel_days_before: int
    cancellations: int
    no_shows_in_row: int
    ban_days: int
    reentry_days: int
    code_digits: int


def in_force() -> Rules:
    """Return the rules as the policies have them now."""
    lottery, booking, household = current(), limits(), policy.get(HouseholdPolicy)
    return Rules(
        opens=lottery.opens,
        closes=lottery.closes,
        draws=lottery.draws,
        publishes=lottery.publishes,
        days_ahead=lottery.days_ahead,
        standby=lottery.standby,
        standby_hours=lottery.standby_hours,
        cohabitants=household.cohabitants,
        elderly_from=household.elderly_from,
        minor_to=household.minor_to,
        cancel_days_before=booking.cancel_days_before,
        cancellations=booking.cancellations,
        no_shows_in_row=booking.no_shows_in_row,
        ban_days=booking.ban_days,
        reentry_days=booking.reentry_days,
        code_digits=policy.get(CodePolicy).digits,
    )
