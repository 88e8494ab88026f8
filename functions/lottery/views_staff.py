"""Periods as staff see them: where they stand, and nothing of a result that is not public."""

import msgspec

from functions.lottery import lifecycle, planning
from functions.lottery.months import Planned
from functions.lottery.offers import Offers, is_published
from functions.lottery.schedule import PeriodState
from functions.lottery.schemas_staff import CalendarDay, StaffPeriod
from functions.lottery.tables import Period
from functions.lottery.views import period_view


def staff_period(offers: Offers) -> StaffPeriod:
    """Return a period with its counts, and the fingerprints that are public."""
    period = offers.period
    return StaffPeriod(
        view=period_view(offers),
        applications=offers.applications,
        people=offers.people,
        root=period.root,
        announced_round=_number(period.beacon_round),
        waits_for_beacon=planning.waits_for_beacon(period, offers.as_of),
        seed=lifecycle.public_seed(period),
        winners=_winners(period),
        settled=period.settled,
    )


def calendar_day(planned: Planned) -> CalendarDay:
    """Return a day of the calendar."""
    period = planned.period
    return CalendarDay(
        period=planned.name,
        day=planned.day,
        state=PeriodState(period.state) if period else None,
        quotas=dict(planned.quotas),
        version=planned.version,
        applications=_number(period.applications) if period else None,
        people=_number(period.people) if period else None,
        winners=_winners(period) if period else None,
        decisions=len(msgspec.json.decode(period.decisions)) if period else 0,
    )


def _winners(period: Period) -> int | None:
    return _number(period.winners) if is_published(period) else None


def _number(count: float | None) -> int | None:
    return None if count is None else int(count)
