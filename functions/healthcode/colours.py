"""The colour of a code: a pure function of a person's facts, the rules and the date (H2).

A day counts towards the run of normal check-ins once it is over, so that an evening's fever is
not overtaken by the morning's check-in: after 14 days' run a code is green from midnight on.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from functions.healthcode.facts import Fact, FactKind, counts
from functions.healthcode.rules import Cause, Colour, Rules

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a code is not green: a kind of fact, and the last such fact that has not ended.

    `done` of `days` days are run; `awaits` names the releases of which one is missing. It can end on
    `earliest_end`, if every day until then is normal and a release comes in time.
    """

    kind: FactKind
    colour: Colour
    fact: str
    since: date
    days: int
    done: int
    awaits: tuple[FactKind, ...]
    earliest_end: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """A colour with its reasons, the worst first, and the earliest date that can be green; None if it is.

    What happened on dates before `settled` no longer matters, unless such a fact is withdrawn or added.
    """

    colour: Colour
    reasons: tuple[Reason, ...]
    earliest_end: date | None
    settled: date


@dataclass(frozen=True, slots=True)
class _Days:
    """Which days were normal, and which were not, up to today."""

    normal: frozenset[date]
    abnormal: frozenset[date]
    today: date

    def longest_run(self, first: date) -> int:
        """Return the longest run of normal days that are over, none before `first`."""
        longest = run = 0
        previous = None
        for day in sorted(day for day in self.normal if first <= day < self.today):
            run = run + 1 if previous == day - _DAY else 1
            longest, previous = max(longest, run), day
        return longest

    def run_began(self, first: date) -> date:
        """Return the day on which the run that still goes on began, or the first on which one can begin."""
        if self.today in self.abnormal:
            return max(first, self.today + _DAY)
        day = self.today
        while day - _DAY in self.normal and day - _DAY >= first:
            day -= _DAY
        return max(first, day)


def colour(facts: Iterable[Fact], rules: Rules, today: date) -> Verdict:
    """Return the colour that facts give on a local date, with reasons.

    Neither the facts' order nor their number matters, and time alone never makes it worse.
    """
    standing = _standing(facts)
    days = _days(standing, today)
    unfinished = [
        (fact, cause)
        for fact in standing
        if (cause := rules.of(fact.kind)) and not _finished(fact, cause, standing, days)
    ]
    reasons = _reasons(unfinished, standing, days)
    worst = reasons[0].colour if reasons else Colour.GREEN
    earliest_end = max((reason.earliest_end for reason in reasons), default=None)
    settled = min((fact.day for fact, _ in unfinished), default=today)
    return Verdict(worst, reasons, earliest_end, min(settled, today))


def _standing(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that count and that nobody took back, in order of time."""
    counting = {fact.id: fact for fact in facts if counts(fact)}
    withdrawn = {fact.withdraws for fact in counting.values()}
    kept = [fact for fact in counting.values() if fact.id not in withdrawn]
    return sorted(kept, key=lambda fact: (fact.at, fact.id))


def _days(facts: Iterable[Fact], today: date) -> _Days:
    normal = {fact.day for fact in facts if fact.kind is FactKind.CHECK_IN}
    abnormal = frozenset(fact.day for fact in facts if fact.kind is FactKind.CHECK_IN_ABNORMAL)
    return _Days(frozenset(normal - abnormal), abnormal, today)


def _finished(fact: Fact, cause: Cause, facts: Collection[Fact], days: _Days) -> bool:
    run = days.longest_run(fact.day + _DAY)
    return run >= cause.ending.days and not _awaited(fact, cause, facts)


def _awaited(fact: Fact, cause: Cause, facts: Collection[Fact]) -> tuple[FactKind, ...]:
    kinds = cause.ending.released_by
    released = any(each.kind in kinds and each.at >= fact.at for each in facts)
    return () if released else kinds


def _reasons(
    unfinished: Iterable[tuple[Fact, Cause]], facts: Collection[Fact], days: _Days
) -> tuple[Reason, ...]:
    last = {fact.kind: (fact, cause) for fact, cause in unfinished}
    reasons = [_reason(fact, cause, facts, days) for fact, cause in last.values()]
    order = list(Colour)
    return tuple(sorted(reasons, key=lambda reason: (order.index(reason.colour), reason.since), reverse=True))


def _reason(fact: Fact, cause: Cause, facts: Collection[Fact], days: _Days) -> Reason:
    first, needed = fact.day + _DAY, cause.ending.days
    enough = days.longest_run(first) >= needed
    began = days.run_began(first)
    return Reason(
        kind=fact.kind,
        colour=cause.colour,
        fact=fact.id,
        since=fact.day,
        days=needed,
        done=needed if enough else max(0, (days.today - began).days),
        awaits=_awaited(fact, cause, facts),
        earliest_end=days.today if enough else began + needed * _DAY,
    )
