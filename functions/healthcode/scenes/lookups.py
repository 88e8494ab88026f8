"""Looking people up at a place: its own workers, so many an hour, for a reason, seen by the person (lessons).

The look is written, and the worker's standing with it, before anything of the person is answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.healthcode import codes, keepers, looks, store
from functions.healthcode.records import Details
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_passes, visits
from functions.healthcode.scenes.errors import LookupsUsedUp, NotThisKind
from functions.healthcode.scenes.kinds import REASONS, SEES, Basic, LookReason, PlaceKind
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.tables import Pass
from functions.healthcode.scenes.workers import Post
from functions.healthcode.tables import Holder
from layers import clock, policy, ratelimit
from layers.audit import Entry
from layers.changes import apply
from layers.errors import RateLimited
from layers.ratelimit import Rate
from layers.transaction import Step

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody a place looked up: the visit's token, the colour of now, and what the place sees in full."""

    visit: str
    colour: Colour
    details: Details
    sees: frozenset[Basic]


def scan(post: Post, token: str, reason: LookReason, now: datetime) -> Visitor:
    """Return whose code was scanned; raises LookupsUsedUp, NotThisKind, CodeExpired, -Invalid, -Revoked."""
    _admit(post, reason, now)
    holder = codes.holder_of(token, now)
    _look(post, [holder], reason, now)
    return _visitor(post, holder, SEES[PlaceKind(post.place.kind)], now)


def find(post: Post, e164: str, reason: LookReason, now: datetime) -> Sequence[Visitor]:
    """Return, masked, whom the account of a phone acts for: nobody, too, where there is no such account.

    Raises LookupsUsedUp, NotThisKind.
    """
    _admit(post, reason, now)
    found = keepers.proxied_by_phone(e164)
    _look(post, found, reason, now)
    return [_visitor(post, holder, frozenset(), now) for holder in found]


def trail(post: Post, visit: str, reason: LookReason, now: datetime) -> Sequence[Pass]:
    """Return a visitor's passes of the policy's days, the newest first; raises LookupsUsedUp, VisitOver."""
    _admit(post, reason, now)
    person = visits.person(post, visit, now)
    _look(post, [store.holder(person)], reason, now)
    since = now - timedelta(days=policy.get(ScenePolicy).trail_days)
    return store_passes.of_person(person, clock.to_iso(since))


def _admit(post: Post, reason: LookReason, now: datetime) -> None:
    if reason not in REASONS[PlaceKind(post.place.kind)]:
        raise NotThisKind
    # Counted before anything is read, so that misses cost as much as hits.
    rate = Rate(policy.get(ScenePolicy).lookups_an_hour, _HOUR, by="account")
    try:
        ratelimit.take(rate, "health.lookup", post.by, now)
    except RateLimited as error:
        raise LookupsUsedUp(retry_after=error.retry_after) from error


def _look(post: Post, holders: Sequence[Holder], reason: LookReason, now: datetime) -> None:
    people = [store.person_of(holder) for holder in holders]
    seen = [_noted(post, person, reason, now) for person in people]
    details = {"place": post.id, "reason": reason, "people": people}
    apply(*post.standing(), *seen, record=Entry(post.by, "health.look", f"place:{post.id}", details))


def _noted(post: Post, person: str, reason: LookReason, now: datetime) -> Step:
    place = post.source.value
    return looks.noted(person, by=post.by, place=place, name=post.place.name, reason=reason, now=now)


def _visitor(post: Post, holder: Holder, sees: frozenset[Basic], now: datetime) -> Visitor:
    return Visitor(visits.begin(post, holder, now), Colour(holder.colour), store.details(holder), sees)
