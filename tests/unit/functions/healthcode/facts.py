"""Facts for tests of the rules: a person's July 2022, told in days."""

import itertools
from datetime import UTC, date, datetime, timedelta

from functions.healthcode.facts import NEEDS_SECOND, Fact, FactKind, Source

_numbers = itertools.count()


def july(day: int) -> date:
    return date(2022, 7, 1) + timedelta(days=day - 1)


def fact(kind: FactKind, day: int, *, approver: str = "officer-2", withdraws: str = "") -> Fact:
    """Return a fact of ten o'clock on a day of July, approved where its kind asks for it."""
    at = datetime(2022, 7, 1, 2, tzinfo=UTC) + timedelta(days=day - 1)
    return Fact(
        id=f"fact-{next(_numbers):06d}",
        kind=kind,
        at=at,
        day=july(day),
        source=Source.STAFF,
        recorder="officer-1",
        recorded_at=at,
        approver=approver if kind in NEEDS_SECOND else "",
        withdraws=withdraws,
    )


def check_ins(*days: int) -> list[Fact]:
    """Return normal check-ins of these days."""
    return [fact(FactKind.CHECK_IN, day) for day in days]


def run(first: int, last: int) -> list[Fact]:
    """Return normal check-ins of every day from one to another."""
    return check_ins(*range(first, last + 1))
