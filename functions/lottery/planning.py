"""What staff may do about periods (L1, L7): quotas ahead, later times with a public reason; nothing else."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from pynamodb.expressions.update import Action

from functions.lottery import schedule, store
from functions.lottery.errors import NoSuchPeriod, NotWaitingForBeacon, OnlyLater, TooLateToPublish
from functions.lottery.policies import LONGEST, current
from functions.lottery.proof import Decision
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period, Quotas
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.transaction import Step, until_fresh

_STEPS = {"closes_at": PeriodState.OPEN, "draws_at": PeriodState.CLOSED, "publishes_at": PeriodState.DRAWN}
"""Each movable instant, and the state that a period must not have left."""


def quotas(name: str) -> tuple[dict[str, int], int]:
    """Return the quotas that a period opens with, set ahead or by default, and their version (0 = default).

    Raises NoSuchPeriod.
    """
    return planned(name, store.quotas(name))


def planned(name: str, ahead: Quotas | None) -> tuple[dict[str, int], int]:
    """Return the quotas that a period opens with and their version, where these were set ahead, or none."""
    if ahead:
        return ahead.quotas, int(ahead.version)
    policy = current()
    return schedule.default_quotas(_dates(name, policy.days_ahead), policy.places), 0


def set_quotas(name: str, places: Mapping[str, int], version: int, staff: str) -> None:
    """Set a period's quotas before it opens; raises NoSuchPeriod, TooLateForQuotas, QuotasChanged."""
    if unknown := sorted(set(places) - set(_dates(name, LONGEST))):
        raise InvalidInput([FieldFault(f"quotas.{day}", "not_a_choice") for day in unknown])
    record = Entry(staff, "periods.quota", f"period:{name}", dict(places))
    apply(*store.set_quotas(name, places, version), record=record)


def postpone(name: str, times: Mapping[str, datetime], reason: str, staff: str) -> None:
    """Move steps that have not happened yet to later instants; the reason is public at once.

    Raises NoSuchPeriod, OnlyLater, TooLateToPublish.
    """
    until_fresh(lambda: _postpone(name, times, reason, staff))


def waive_beacon(name: str, reason: str, staff: str, now: datetime) -> None:
    """Decide in public to draw without the announced beacon round, while the draw waits for it.

    Nobody who decides it can know either result: the secret is sealed. Raises NotWaitingForBeacon.
    """

    def waive() -> None:
        period = store.period(name)
        if not waits_for_beacon(period, now):
            raise NotWaitingForBeacon
        decided = Decision(clock.to_iso(now), "draw_without_beacon", reason)
        apply(
            _decide(period, decided, Period.beacon_round.remove()),
            record=Entry(staff, "periods.beacon", f"period:{name}", {"reason": reason}),
        )

    until_fresh(waive)


def waits_for_beacon(period: Period, now: datetime) -> bool:
    """Tell whether a period's draw is due and has an announced beacon round to wait for."""
    due = period.state == PeriodState.CLOSED and now >= period.times.draws
    return due and period.beacon_round is not None


def _dates(name: str, days_ahead: int) -> list[str]:
    try:
        return schedule.dates_of(name, days_ahead)
    except ValueError as error:
        raise NoSuchPeriod from error  # eight digits, but no day of the calendar


def _postpone(name: str, times: Mapping[str, datetime], reason: str, staff: str) -> None:
    period = store.period(name)
    moved = {step: clock.to_iso(instant) for step, instant in times.items()}

    order = list(PeriodState)
    for step, instant in moved.items():
        passed = order.index(PeriodState(period.state)) > order.index(_STEPS[step])
        begun = step == "closes_at" and period.closing
        if passed or begun or instant <= getattr(period, step):
            raise OnlyLater
    instants = [moved.get(step, getattr(period, step)) for step in _STEPS]
    if instants != sorted(instants):
        raise OnlyLater
    _require_in_time(period, instants[-1])
    decided = Decision(clock.to_iso(clock.now()), "postponed", reason, moved)

    actions = [getattr(Period, step).set(instant) for step, instant in moved.items()]
    record = Entry(staff, "periods.postpone", f"period:{name}", {"reason": reason, **moved})
    apply(_decide(period, decided, *actions), record=record)


def _require_in_time(period: Period, publishes_at: str) -> None:
    first = schedule.first_with_places(period.places)
    if first and clock.local_date(clock.from_iso(publishes_at)).isoformat() > first:
        raise TooLateToPublish(day=first)


def _decide(period: Period, decided: Decision, *actions: Action) -> Step:
    before = msgspec.json.decode(period.decisions, type=list[Decision])
    return store.decide(period, msgspec.json.encode([*before, decided]).decode(), *actions)
