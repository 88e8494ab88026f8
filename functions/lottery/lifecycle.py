"""A period's way: open → closed → drawn → published, then everybody is told (L1, L6, L7, L8).

Each step may be killed at any line and run again by this or another process: objects are written
before the state moves, the state moves by a condition, and nothing here is random but the secret.
The result of a draw is stored nowhere before its publication: it follows from the published lines
and the sealed secret, and is computed again when its time has come.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime

import msgspec

from functions.lottery import beacon, drand, draw, merkle, proof, results, schedule, store
from functions.lottery.offers import is_published
from functions.lottery.policies import current
from functions.lottery.proof import Beacon, Proof
from functions.lottery.schedule import PeriodState
from functions.lottery.settlement import settle
from functions.lottery.tables import Entry, Period
from layers import clock, holds, privacy
from layers.keys import Purpose
from layers.observability import count, logger
from layers.settings import settings
from layers.transaction import ConditionFailed, commit

_UNFINISHED_AMONG = 30
"""How many of the newest periods are looked at; older ones have long been published."""


class ProofBroken(Exception):
    """What was frozen at the close is not what is there now. Nothing is drawn from it."""


def advance(now: datetime) -> None:
    """Do everything that is due: open today's period, close, draw, publish, tell. Safe at any time."""
    open_due(now)
    for period in reversed(store.newest_periods(_UNFINISHED_AMONG)):
        _finish_due(period.name, now)


def open_due(now: datetime) -> None:
    """Open today's period when its time has come and it has none."""
    day = clock.local_date(now)
    times = _times(day)
    name = schedule.period_name(day)
    if times.opens <= now < times.closes and name not in store.periods([name]):
        open_period(day, secrets.token_bytes(32))


def open_period(day: date, secret: bytes) -> None:
    """Open the period of a day with the quotas staff set, or the default ones.

    The secret is sealed at once and its commitment published with the period (DESIGN, the draw, 1).
    """
    name = schedule.period_name(day)
    policy = current()
    ahead = store.quotas(name)
    dates = schedule.dates_of(name, policy.days_ahead)
    places = ahead.quotas if ahead else schedule.default_quotas(dates, policy.places)

    times = _times(day)
    period = Period("PERIODS", name, state=PeriodState.OPEN, quotas=places)
    period.opens_at, period.closes_at = clock.to_iso(times.opens), clock.to_iso(times.closes)
    period.draws_at, period.publishes_at = clock.to_iso(times.draws), clock.to_iso(times.publishes)
    period.commitment = draw.commitment(secret)
    period.secret = privacy.seal(secret, _owner(name), Purpose.DRAW)

    try:
        commit(*store.opening(period), store.unchanged_quotas(name, ahead), holds.set_up(hold(name)))
    except ConditionFailed:
        logger.info("period was opened by another process", period=name)


def hold(name: str) -> str:
    """Return the name of the hold that freezes households from application to publication."""
    return f"lottery:{name}"


def close(period: Period) -> None:
    """Freeze the applications, publish their lines and root, announce the beacon round."""
    for gate in store.gates(period.name):
        store.shut(gate)

    entries = (entry for shard in range(store.SHARDS) for entry in store.entries(period.name, shard))
    lines = draw.lines(as_drawn(entry) for entry in entries)
    root = merkle.root(lines)
    announced = beacon.first_round(period.times.draws) if current().beacon else None

    proof.write(proof.closed(period, lines, root, announced), PeriodState.CLOSED)
    actions = [Period.root.set(root), Period.applications.set(len(lines))]
    if announced:
        actions.append(Period.beacon_round.set(announced))
    commit(store.move(period, PeriodState.CLOSED, *actions))


def draw_period(period: Period, fetch: Callable[[int], Beacon] | None = None) -> None:
    """Fix the seed: check what was frozen, fetch the announced beacon round, record both.

    Raises BeaconUnavailable while the announced round is not to be had, ProofBroken where the lines
    no longer give the published root.
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
    pulse = msgspec.json.decode(period.beacon, type=Beacon) if period.beacon else None
    result = _drawn(period, frozen, pulse)
    if _digest(result) != period.result_digest:
        raise ProofBroken(period.name)

    won: dict[str, str] = {ticket: day for day, tickets in result.winners.items() for ticket in tickets}
    store.write_winners(period.name, won)
    people = results.write(period.name, result)
    complete = proof.published(proof.with_decisions(frozen, period), _secret(period), pulse, result)
    proof.write(complete, PeriodState.PUBLISHED)

    moved = store.move(period, PeriodState.PUBLISHED, Period.winners.set(people))
    commit(moved, holds.lift(hold(period.name)))
    count("winners", people)


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


def _times(day: date) -> schedule.Timetable:
    policy = current()
    return schedule.timetable(day, (policy.opens, policy.closes, policy.draws, policy.publishes), clock.LOCAL)


def _frozen(period: Period) -> Proof:
    frozen = proof.read(period.name, PeriodState.CLOSED)
    if merkle.root(frozen.frozen_lines) != period.root:
        raise ProofBroken(period.name)
    return frozen


def _drawn(period: Period, frozen: Proof, pulse: Beacon | None) -> draw.Draw:
    seed = draw.seed(period.name, str(period.root), _secret(period), pulse.randomness if pulse else "")
    return draw.draw([draw.parse_line(line) for line in frozen.frozen_lines], period.places, seed)


def _digest(result: draw.Draw) -> str:
    text = msgspec.json.encode([result.winners, result.standby], order="deterministic")
    return hashlib.sha256(text).hexdigest()


def _secret(period: Period) -> bytes:
    return privacy.unseal(period.secret, _owner(period.name), bytes, Purpose.DRAW)


def _owner(name: str) -> str:
    return f"PERIODS{name}"
