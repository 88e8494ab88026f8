"""How late the lottery's day is, for whoever is woken up by it."""

from datetime import datetime, timedelta

from functions.lottery import lifecycle, schedule, store
from functions.lottery.schedule import PeriodState
from layers import clock

_STEPS = {
    PeriodState.OPEN: "close",
    PeriodState.CLOSED: "draw",
    PeriodState.DRAWN: "publication",
}
"""What a period in a state waits for."""


def minutes_late(now: datetime) -> dict[str, int]:
    """Return by how many whole minutes each step of the day is late, in the period where it is latest."""
    late = {"opening": _opening(now), **dict.fromkeys(_STEPS.values(), timedelta(0))}
    for period in store.newest_periods(lifecycle.UNFINISHED_AMONG):
        state = PeriodState(period.state)
        if step := _STEPS.get(state):
            late[step] = max(late[step], schedule.overdue(state, period.times, now))
    return {step: delay // timedelta(minutes=1) for step, delay in late.items()}


def _opening(now: datetime) -> timedelta:
    day = clock.local_date(now)
    times, name = lifecycle.times_of(day), schedule.period_name(day)
    missing = times.opens <= now < times.closes and name not in store.periods([name])
    return now - times.opens if missing else timedelta(0)
