"""What a registration (省外返琼, 省内返琼, 返岗登记) asks, what is wrong with one, what follows. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.healthcode import reports
from functions.healthcode.facts import FactKind
from functions.healthcode.reports import History, Symptom

AHEAD = timedelta(days=60)
"""How far ahead somebody registers."""


class Kind(StrEnum):
    """What somebody registers for."""

    FROM_OUTSIDE = "from-outside"  # 省外返琼
    WITHIN = "within"  # 省内返琼
    TO_WORK = "to-work"  # 返岗登记


class State(StrEnum):
    """A registration stands, and can be amended, until the person has arrived or gives it up."""

    STANDING = "standing"
    ARRIVED = "arrived"
    GIVEN_UP = "given-up"


class Health(StrEnum):
    """How somebody is before the return (返琼前健康状况)."""

    WELL = "well"  # 健康
    UNWELL = "unwell"  # 身体不适
    OBSERVED = "observed"  # 医学观察中


class Fault(StrEnum):
    """What is wrong with a field."""

    REQUIRED = "required"
    IN_THE_PAST = "in_the_past"
    TOO_FAR = "too_far_ahead"
    AFTER_RETURN = "after_return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A filled-in form; of the 14 days before: `key_area`, `case_contact`, `carrier_contact`, `symptoms`.

    `left_on` is when the person left the island, `isolation_days` how long they isolate at home.
    """

    planned_on: date
    health: Health
    key_area: bool
    case_contact: bool
    carrier_contact: bool
    symptoms: tuple[Symptom, ...]
    region: str
    address: str
    departure: str = ""
    isolation_days: int | None = None
    left_on: date | None = None
    workplace: str = ""
    measures: str = ""
    remark: str = ""


_ALSO_REQUIRED = {
    Kind.FROM_OUTSIDE: ("departure", "isolation_days"),
    Kind.WITHIN: ("departure",),
    Kind.TO_WORK: ("workplace",),
}
"""What each kind asks for beyond what all do."""


def faults(kind: Kind, plan: Plan, today: date) -> list[tuple[str, Fault]]:
    """Return the fields that can't be accepted."""
    return [*_missing(kind, plan), *_misdated(plan, today)]


def told(plan: Plan, fever_from: float) -> frozenset[FactKind]:
    """Return the kinds of fact that the four answers of the last 14 days speak for."""
    answers = {
        History.KEY_AREA: plan.key_area,
        History.CASE_CONTACT: plan.case_contact,
        History.CARRIER_CONTACT: plan.carrier_contact,
    }
    history = [asked for asked, yes in answers.items() if yes]
    return frozenset(reports.adverse(None, plan.symptoms, history, fever_from))


def arrival(kind: Kind) -> tuple[FactKind, ...]:
    """Return the facts that an arrival is: who comes from outside the province arrived from outside."""
    return (FactKind.ARRIVAL,) if kind is Kind.FROM_OUTSIDE else ()


def _missing(kind: Kind, plan: Plan) -> Iterator[tuple[str, Fault]]:
    for field in ("address", *_ALSO_REQUIRED[kind]):
        if getattr(plan, field) in ("", None):
            yield field, Fault.REQUIRED


def _misdated(plan: Plan, today: date) -> Iterator[tuple[str, Fault]]:
    if plan.planned_on < today:
        yield "planned_on", Fault.IN_THE_PAST
    if plan.planned_on > today + AHEAD:
        yield "planned_on", Fault.TOO_FAR
    if plan.left_on and plan.left_on > plan.planned_on:
        yield "left_on", Fault.AFTER_RETURN
