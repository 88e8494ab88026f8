"""Passes of a gate, uploaded in batches from devices that may have had no network (卡口通行, H8).

Each row is a transaction of its own: one that is refused sinks no other, and one that was uploaded
before, whenever and by whichever device, is answered as known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from functions.healthcode import codes, recording, store
from functions.healthcode.errors import CodeRevoked
from functions.healthcode.facts import FactKind
from functions.healthcode.policies import HealthPolicy
from functions.healthcode.recording import Extra, Stated
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_passes, store_places, store_tasks, tracing, visits
from functions.healthcode.scenes.errors import NoSuchPlace, NotAtWorkThen, PlaceNotApproved, TooLongAgo
from functions.healthcode.scenes.passing import (
    ClockSource,
    Decision,
    Direction,
    Errand,
    Result,
    Seen,
    Stop,
    decide,
    was_good,
)
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.store_places import AlreadyUploaded
from functions.healthcode.scenes.store_tasks import Cause
from functions.healthcode.scenes.tables import Pass
from functions.healthcode.scenes.workers import Post
from layers import policy, privacy
from layers.changes import apply
from layers.errors import DomainError, Unavailable
from layers.transaction import Step

_SKEW = timedelta(minutes=5)
"""How far a device's clock may be wrong before what it saw counts as doubtful."""

_LATER = (Unavailable, NoSuchPlace, PlaceNotApproved)
"""Why a pass may be kept another time: its worker may have been removed, its place suspended, just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pass as a device noted it: `client` is its own id for it, `token` the code scanned or `visit`."""

    client: str
    token: str
    visit: str
    at: datetime
    clock: ClockSource
    direction: Direction
    errand: Errand
    temperature: float
    result: Result
    plate: str
    suspicion: str


class Outcome(StrEnum):
    """What became of a row; AGAIN: nothing yet, to be sent once more."""

    RECORDED = "RECORDED"
    KNOWN = "KNOWN"
    REFUSED = "REFUSED"
    AGAIN = "AGAIN"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row, and the refusal where there was one."""

    client: str
    outcome: Outcome
    refusal: DomainError | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """Who stood at the gate and when, in which colour as it was shown, whether that was good at the time."""

    person: str
    at: datetime
    colour: Colour
    fresh: bool


def upload(post: Post, rows: Sequence[Row], now: datetime) -> list[Answer]:
    """Keep passes, each once; returns what became of each, in their order."""
    return [_answer(post, row, now) for row in rows]


def _answer(post: Post, row: Row, now: datetime) -> Answer:
    try:
        _keep(post, row, now)
    except AlreadyUploaded:
        return Answer(row.client, Outcome.KNOWN)
    except _LATER as reason:
        return Answer(row.client, Outcome.AGAIN, reason)
    except DomainError as refusal:
        return Answer(row.client, Outcome.REFUSED, refusal)
    return Answer(row.client, Outcome.RECORDED)


def _keep(post: Post, row: Row, now: datetime) -> None:
    shown = _shown(post, row, now)
    if shown.at < now - timedelta(days=policy.get(ScenePolicy).upload_days):
        raise TooLongAgo
    if not post.worked(shown.at):
        raise NotAtWorkThen

    suspicious = bool(row.suspicion)
    seen = Seen(colour=shown.colour, temperature=row.temperature, fresh=shown.fresh, suspicious=suspicious)
    decision = decide(seen, policy.get(HealthPolicy).fever_celsius)

    identifier = store_places.upload_id(post.id, row.client)
    item = _item(post, row, shown, decision, now)
    steps = [
        store_places.once(post.id, row.client, now + store_passes.KEPT),
        *post.standing(),
        store_passes.adding(item),
        store_passes.counted(post.id, post.place.region, item),
        *(_reported(post, row, shown, identifier, now) if suspicious else ()),
    ]
    if Stop.FEVER in decision.reasons and shown.fresh:
        _feverish(post, shown, identifier, now, steps)
    else:
        apply(*steps)


def _feverish(post: Post, shown: _Shown, identifier: str, now: datetime, steps: Sequence[Step]) -> None:
    """Keep a pass with the fever measured at it, which is a fact about the person."""
    evidence = f"pass:{identifier}"
    stated = Stated(kind=FactKind.FEVER, at=shown.at, evidence=evidence)
    outcome = recording.record(shown.person, post.origin(evidence), [stated], now, extra=Extra(steps))
    if outcome.repeated:
        raise AlreadyUploaded


def _shown(post: Post, row: Row, now: datetime) -> _Shown:
    if row.visit:
        visit = visits.read_late(post, row.visit)
        at = _within(visit.began, row.at, now)
        return _Shown(visit.person, at, visit.colour, was_good(visit.began, visit.ends, at, _SKEW))
    shown = codes.read_late(row.token)
    found = store.find_code(shown.code)
    if found is None:
        raise CodeRevoked
    at = _within(shown.issued, row.at, now)
    fresh = was_good(shown.issued, shown.expires, at, _SKEW) and not store.was_replaced(found, at)
    return _Shown(found.person, at, shown.colour, fresh)


def _within(began: datetime, at: datetime, now: datetime) -> datetime:
    """Return when somebody passed: after what they showed was made, before it is told, by any clock."""
    return max(began, min(at, now))


def _reported(post: Post, row: Row, shown: _Shown, identifier: str, now: datetime) -> list[Step]:
    """Return the steps that give a suspicious pass to the staff where the person lives (上报)."""
    holder = store.holder(shown.person)
    about = tracing.about(holder, Cause.SUSPICION, row.suspicion, now)
    return store_tasks.opening(identifier, about, post.by, now)


def _item(post: Post, row: Row, shown: _Shown, decision: Decision, now: datetime) -> Pass:
    identifier = store_places.upload_id(post.id, row.client)
    item = store_passes.draft(shown.person, identifier, shown.at, now)
    item.place, item.name, item.worker = post.id, post.place.name, post.by
    item.clock, item.direction, item.errand = row.clock, row.direction, row.errand
    item.temperature, item.colour, item.result = row.temperature, shown.colour, row.result
    item.against = set(decision.reasons) or None
    item.said = privacy.seal(store_passes.Said(row.plate, row.suspicion), item.owner)
    store_passes.list_at(item, post.id, shown.at, identifier)
    return item
