"""Appending facts: one transaction with the colour that follows, its counts, and the message about it.

What needs a second person is refused here; only `proposals` and `appeals` bring one along.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from functions.healthcode import rulebook, store, tallies, turns
from functions.healthcode.colours import Verdict, colour
from functions.healthcode.errors import FromTheFuture, NeedsSecondPerson, NotYours
from functions.healthcode.facts import CAUSES, KINDS_OF, NEEDS_SECOND, Fact, FactKind, Source
from functions.healthcode.rules import Colour
from functions.healthcode.showing import Renewed, first_shown, shown
from functions.healthcode.tables import Holder
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.transaction import Step, until_fresh

_SKEW = timedelta(minutes=5)
"""How far a device's clock may be ahead."""

_CHECK_INS = frozenset({FactKind.CHECK_IN, FactKind.CHECK_IN_ABNORMAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where facts come from: who recorded them, and the id under which a repetition is known.

    `recorder` is the id of an account or a member of staff, `listing` names a list they come from.
    """

    source: Source
    recorder: str
    client: str
    place: str = ""
    listing: str = ""

    @property
    def submission(self) -> str:
        """What is recorded once."""
        return f"{self.source}#{self.place}#{self.client}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One fact to append; `details` (anything msgspec encodes) is kept sealed beside it."""

    kind: FactKind
    at: datetime
    evidence: str = ""
    details: Any = None


@dataclass(frozen=True, slots=True)
class Second:
    """The second person behind facts that need one, and the fact that a withdrawal takes back."""

    approver: str
    withdraws: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The facts of a submission and the verdict after it; `repeated` where it was recorded before."""

    facts: tuple[str, ...]
    verdict: Verdict
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What is written when facts are appended: steps, messages, and an entry where the colour changes."""

    facts: Sequence[Fact]
    verdict: Verdict
    steps: Sequence[Step]
    tell: Sequence[Step]
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Extra:
    """What a caller writes in the same transaction: its own steps, messages, audit entry.

    Steps must name their refusals: ConditionFailed would be tried again.
    """

    steps: Sequence[Step] = ()
    tell: Sequence[Step] = ()
    entry: Entry | None = None


NOTHING = Extra()


def record(
    person: str,
    origin: Origin,
    stated: Sequence[Stated],
    now: datetime,
    *,
    extra: Extra = NOTHING,
    second: Second | None = None,
) -> Outcome:
    """Append facts to a person's, with everything that follows from them; a repetition changes nothing.

    Raises NoCode, NotYours, NeedsSecondPerson, FromTheFuture, and what the extra steps refuse with.
    """
    admit(origin, stated, now, second)

    def write() -> Outcome:
        facts = facts_of(origin, stated, now, second)
        change = appending(store.holder(person), origin, facts, stated, now)
        apply(
            *change.steps, *extra.steps, tell=[*change.tell, *extra.tell], record=extra.entry or change.entry
        )
        return Outcome(tuple(fact.id for fact in change.facts), change.verdict)

    try:
        return until_fresh(write)
    except store.Recorded:
        known = store.recorded(person, origin.submission)
        return Outcome(known, store.verdict(store.holder(person)), repeated=True)


def admit(origin: Origin, stated: Sequence[Stated], now: datetime, second: Second | None = None) -> None:
    """Raise NotYours, NeedsSecondPerson or FromTheFuture unless these facts may be appended."""
    kinds = {each.kind for each in stated}
    if not kinds <= KINDS_OF[origin.source]:
        raise NotYours
    if kinds & NEEDS_SECOND and (second is None or second.approver in {"", origin.recorder}):
        raise NeedsSecondPerson
    if any(each.at > now + _SKEW for each in stated):
        raise FromTheFuture


def facts_of(
    origin: Origin, stated: Sequence[Stated], now: datetime, second: Second | None = None
) -> list[Fact]:
    """Return what is stated as facts with new ids."""
    return [
        Fact(
            id=secrets.token_hex(8),
            kind=each.kind,
            at=each.at,
            day=clock.local_date(each.at),
            source=origin.source,
            recorder=origin.recorder,
            recorded_at=now,
            evidence=each.evidence,
            approver=second.approver if second else "",
            place=origin.place,
            listing=origin.listing,
            withdraws=second.withdraws if second else "",
        )
        for each in stated
    ]


def writing(person: str, origin: Origin, facts: Sequence[Fact], stated: Sequence[Stated]) -> list[Step]:
    """Return the steps that write facts as one submission; they refuse with `store.Recorded`."""
    once = store.once(person, origin.submission, (fact.id for fact in facts))
    pairs = zip(facts, stated, strict=True)
    return [once, *(store.adding(person, fact, each.details) for fact, each in pairs)]


def appending(
    holder: Holder,
    origin: Origin,
    facts: Sequence[Fact],
    stated: Sequence[Stated],
    now: datetime,
    renewed: Renewed | None = None,
) -> Change:
    """Return what is written when these facts are appended to those of a code that was read."""
    person, before, ruling = store.person_of(holder), Colour(holder.colour), rulebook.in_force(now)
    settled = store.verdict(holder).settled
    reaches_back = any(fact.day < settled or fact.withdraws for fact in facts)
    known = store.facts(person, None if reaches_back or holder.rules != ruling.version else settled)

    verdict = colour([*known, *facts], ruling.rules, clock.local_date(now))
    follows = shown(holder, verdict, ruling, now, renewed)

    return Change(
        facts,
        verdict,
        [
            *writing(person, origin, facts, stated),
            *follows.steps,
            *_counted(holder, facts, verdict.colour.worse_than(before), origin, now),
        ],
        follows.tell,
        recoloured(origin.recorder, person, (before, verdict.colour), ruling.version, facts),
    )


def beginning(
    draft: Holder, origin: Origin, facts: Sequence[Fact], stated: Sequence[Stated], now: datetime
) -> Change:
    """Return what is written when a drafted code is made with its first facts."""
    person, ruling, today = store.person_of(draft), rulebook.in_force(now), clock.local_date(now)
    verdict = colour(facts, ruling.rules, today)
    worse = verdict.colour is not Colour.GREEN
    steps = [
        *writing(person, origin, facts, stated),
        *first_shown(draft, verdict, ruling, now),
        *_counted(draft, facts, worse, origin, now),
        tallies.declared(draft.region, person, today),
    ]
    entry = recoloured(origin.recorder, person, (Colour.GREEN, verdict.colour), ruling.version, facts)
    return Change(facts, verdict, steps, (), entry)


def _counted(holder: Holder, facts: Sequence[Fact], worse: bool, origin: Origin, now: datetime) -> list[Step]:
    person, today = store.person_of(holder), clock.local_date(now)
    checked_in = any(fact.kind in _CHECK_INS and fact.day == today for fact in facts)
    steps = [tallies.checked_in(holder.region, person, today)] if checked_in else []
    if worse:
        people = tuple(each for fact in facts for each in (fact.recorder, fact.approver))
        steps += tallies.caused(person, today, [fact.kind for fact in facts if fact.kind in CAUSES])
        steps += turns.turned(origin.source, today, people=people, place=origin.place, listing=origin.listing)
    return steps


def recoloured(
    actor: str, person: str, colours: tuple[Colour, Colour], version: int, facts: Sequence[Fact] = ()
) -> Entry | None:
    """Return the entry of the log about a change of colour, whoever's fact it was (H3); None without one."""
    before, after = colours
    if before is after:
        return None
    details = {
        "before": before,
        "after": after,
        "rules": version,
        "facts": [{"id": fact.id, "kind": fact.kind, "source": fact.source} for fact in facts],
    }
    return Entry(actor, "health.colour", f"person:{person}", details)
