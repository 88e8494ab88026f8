"""A period's way: open → closed → drawn → published, then everybody is told (L1, L6, L7, L8).

Each step may be killed at any line and run again by this or another process: objects are written
before the state moves, the state moves by a condition, and nothing here is random but the secret.
The result of a draw is stored nowhere before its publication: it follows from the published lines
and the sealed secret, and is computed again when its time has come.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta

import msgspec

from functions.lottery import (
    beacon,
    drand,
    draw,
    fairness,
    merkle,
    planning,
    proof,
    reports,
    results,
    schedule,
    store,
    store_standby,
)
from functions.lottery.offers import is_published
from functions.lottery.policies import current
from functions.lottery.proof import Beacon, Proof
from functions.lottery.schedule import PeriodState
from functions.lottery.settlement import settle
from functions.lottery.tables import Entry, Period
from layers import clock, holds, privacy
from layers.keys import Purpose
from layers.observability import count, logger, report
from layers.settings import settings
from layers.transaction import ConditionFailed, commit, until_fresh

_HOLD = "lottery:"

UNFINISHED_AMONG = 30
"""How many of the newest periods are looked at; older ones have long been published."""

_CLOSING_TAKES = timedelta(minutes=5)
"""How far ahead at least the announced round lies, however late the close comes."""


class ProofBroken(Exception):
    """What was frozen at the close is not what is there now. Nothing is drawn from it."""


class EntriesMissing(Exception):
    """The gates let in applications that are not all there: reads of different items may lag a commit."""


def advance(now: datetime) -> None:
    """Do everything that is due: open today's period, close, draw, publish, tell. Safe at any time.

    A period that can't go on, because its beacon round is not to be had for example, keeps no other
    from going on; what stopped them is raised together at the end.
    """
    open_due(now)
    stopped = []
    for period in reversed(store.newest_periods(UNFINISHED_AMONG)):
        try:
            _finish_due(period.name, now)
        except Exception as error:
            report(error, period=period.name)
            stopped.append(error)
    if stopped:
        raise ExceptionGroup("periods that could not go on", stopped)


def open_due(now: datetime) -> None:
    """Open today's period when its time has come and it has none."""
    day = clock.local_date(now)
    times = times_of(day)
    name = schedule.period_name(day)
    if times.opens <= now < times.closes and name not in store.periods([name]):
        open_period(day, secrets.token_bytes(32))


def times_of(day: date) -> schedule.Timetable:
    """Return the times of a day's period as the policy has them now; a period keeps those it opened with."""
    policy = current()
    return schedule.timetable(day, (policy.opens, policy.closes, policy.draws, policy.publishes), clock.LOCAL)


def open_period(day: date, secret: bytes) -> None:
    """Open the period of a day with the quotas staff set, or the default ones; harmless where it is open.

    The secret is sealed at once and its commitment published with the period (DESIGN, the draw, 1).
    """
    with suppress(store.AlreadyOpened):
        until_fresh(lambda: _open(day, secret))


def _open(day: date, secret: bytes) -> None:
    name = schedule.period_name(day)
    places, version = planning.quotas(name)

    times = times_of(day)
    period = Period("PERIODS", name, state=PeriodState.OPEN, quotas=places)
    period.opens_at, period.closes_at = clock.to_iso(times.opens), clock.to_iso(times.closes)
    period.draws_at, period.publishes_at = clock.to_iso(times.draws), clock.to_iso(times.publishes)
    period.commitment = draw.commitment(secret)
    period.secret = privacy.seal(secret, _owner(name), Purpose.DRAW)

    commit(*store.opening(period), store.unchanged_quotas(name, version), holds.set_up(hold(name)))


def hold(name: str) -> str:
    """Return the name of the hold that freezes households from application to publication."""
    return f"{_HOLD}{name}"


def is_over(hold: str) -> bool:
    """Tell whether a hold's period has made all its bookings; the hold itself ends before they are made.

    Behind a slash the name may say more than the period: a household that took a standby offer has such one.
    """
    return store.period(hold.removeprefix(_HOLD).partition("/")[0]).settled


def close(period: Period) -> None:
    """Freeze the applications, publish their lines and root, announce the beacon round.

    Raises EntriesMissing where the gates counted others than are there to be read (yet).
    """
    period = _closing(period)
    for gate in store.gates(period.name):
        store.shut(gate)

    applied = [
        (as_drawn(entry), entry.number)
        for shard in range(store.SHARDS)
        for entry in store.entries(period.name, shard)
    ]
    entries = [entry for entry, _ in applied]
    if _counted(entries) != store.entered(period.name):
        raise EntriesMissing(period.name)
    lines = draw.lines(entries)
    root = merkle.root(lines)

    proof.write(proof.closed(period, lines, root), PeriodState.CLOSED)
    store_standby.write_tickets(period.name, {entry.ticket: number for entry, number in applied})
    people = sum(entry.size for entry in entries)
    counted = [Period.applications.set(len(lines)), Period.people.set(people)]
    commit(store.move(period, PeriodState.CLOSED, Period.root.set(root), *counted))


def draw_period(period: Period, fetch: Callable[[int], Beacon] | None = None) -> None:
    """Fix the seed: check what was frozen, fetch the announced beacon round, record both.

    Raises BeaconUnavailable while the announced round is not to be had, ProofBroken where lines, quotas
    or secret are not those that were published or committed to.
    """
    frozen = _frozen(period)
    pulse = (fetch or verified_round)(int(period.beacon_round)) if period.beacon_round else None
    result = _drawn(period, frozen, pulse)

    actions = [Period.result_digest.set(_digest(result))]
    if pulse:
        actions.append(Period.beacon.set(msgspec.json.encode(pulse).decode()))
    commit(store.move(period, PeriodState.DRAWN, *actions))


def publish(period: Period) -> None:
    """Make the result public, all of it at once, and end the freeze of households."""
    frozen = _frozen(period)
    pulse = _recorded(period)
    result = _drawn(period, frozen, pulse)
    if _digest(result) != period.result_digest:
        raise ProofBroken(period.name)

    won: dict[str, str] = {ticket: day for day, tickets in result.winners.items() for ticket in tickets}
    store.write_winners(period.name, won)
    people = results.write(period.name, result)
    complete = proof.published(proof.with_decisions(frozen, period), _secret(period), pulse, result)
    proof.write(complete, PeriodState.PUBLISHED)
    line = reports.write(period.name, fairness.report(_entries(frozen), period.places, result.winners))

    shown = [Period.winners.set(people), Period.fairness.set(line)]
    moved = store.move(period, PeriodState.PUBLISHED, *shown)
    commit(moved, holds.lift(hold(period.name)))
    count("winners", people)


def public_seed(period: Period) -> str | None:
    """Return the seed of a published draw; before publication it is nobody's to know."""
    return _seed(period, _recorded(period)) if is_published(period) else None


def verified_round(number: int) -> Beacon:
    """Return a beacon round from the first relay that gives a genuine one; raises BeaconUnavailable."""
    for relay in settings().drand_relays:
        try:
            claimed = drand.fetch(relay, number)
            return Beacon(number, claimed.signature, beacon.verify(number, claimed.signature))
        except (drand.BeaconUnavailable, beacon.BeaconInvalid):
            logger.warning("no beacon round", relay=relay, round=number)
    raise drand.BeaconUnavailable(f"round {number}")


def as_drawn(entry: Entry) -> draw.Entry:
    """Return an application as the draw sees it: a ticket, a size, dates."""
    return draw.Entry(draw.Ticket(entry.ticket), len(entry.persons), tuple(sorted(entry.dates)))


_STEPS: dict[str, Callable[[Period], None]] = {
    PeriodState.OPEN: close,
    PeriodState.CLOSED: draw_period,
    PeriodState.DRAWN: publish,
}


def _finish_due(name: str, now: datetime) -> None:
    while True:
        period = store.period(name)
        if is_published(period) and not period.settled:
            settle(period)
        if not schedule.due(PeriodState(period.state), period.times, now):
            return
        try:
            _STEPS[period.state](period)
        except ConditionFailed:
            logger.info("step was taken by another process", period=name, state=period.state)
        else:
            logger.info("period moved on", period=name, was=period.state)


def _closing(period: Period) -> Period:
    # Fixed before anything else, so that two processes that close write the same proof.
    if not period.closing:
        not_known_yet = max(period.times.draws, clock.now() + _CLOSING_TAKES)
        announced = beacon.first_round(not_known_yet) if current().beacon else None
        store.begin_closing(period, announced)
    return store.period(period.name)


def _counted(entries: Iterable[draw.Entry]) -> Counter[str]:
    return Counter(day for entry in entries for day in entry.dates)


def _frozen(period: Period) -> Proof:
    frozen = proof.read(period.name, PeriodState.CLOSED)
    kept = merkle.root(frozen.frozen_lines), frozen.quotas, frozen.commitment
    if kept != (period.root, period.places, period.commitment):
        raise ProofBroken(period.name)
    return frozen


def _drawn(period: Period, frozen: Proof, pulse: Beacon | None) -> draw.Draw:
    return draw.draw(_entries(frozen), period.places, _seed(period, pulse))


def _seed(period: Period, pulse: Beacon | None) -> str:
    return draw.seed(period.name, str(period.root), _secret(period), pulse.randomness if pulse else "")


def _recorded(period: Period) -> Beacon | None:
    return msgspec.json.decode(period.beacon, type=Beacon) if period.beacon else None


def _entries(frozen: Proof) -> list[draw.Entry]:
    return [draw.parse_line(line) for line in frozen.frozen_lines]


def _digest(result: draw.Draw) -> str:
    text = msgspec.json.encode([result.winners, result.standby], order="deterministic")
    return hashlib.sha256(text).hexdigest()


def _secret(period: Period) -> bytes:
    secret = privacy.unseal(period.secret, _owner(period.name), bytes, Purpose.DRAW)
    if draw.commitment(secret) != period.commitment:
        raise ProofBroken(period.name)
    return secret


def _owner(name: str) -> str:
    return f"PERIODS{name}"
