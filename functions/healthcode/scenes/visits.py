"""Visits: what a place holds of somebody it looked up, to fill in a form about them; signed, short-lived."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from functions.healthcode import store
from functions.healthcode.rules import Colour
from functions.healthcode.scenes.errors import VisitOver
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.workers import Post
from functions.healthcode.tables import Holder
from layers import clock, policy, tokens
from layers.keys import Purpose

_BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whom a place looked up, in which colour, and from when until when a form may be filled in."""

    person: str
    colour: Colour
    began: datetime
    ends: datetime


def begin(post: Post, holder: Holder, now: datetime) -> str:
    """Return the token of a visit that begins now."""
    claims = {
        "person": store.person_of(holder),
        "place": post.id,
        "colour": holder.colour,
        "began": clock.to_iso(now),
    }
    return tokens.issue(Purpose.VISIT, claims, now + length())


def person(post: Post, token: str, now: datetime) -> str:
    """Return who visits a place now; raises VisitOver."""
    found = read_late(post, token)
    if now >= found.ends:
        raise VisitOver
    return found.person


def read_late(post: Post, token: str) -> Visit:
    """Return a visit to a place, however long ago; raises VisitOver for other places' ones."""
    try:
        claims = tokens.read(Purpose.VISIT, token, _BEFORE_EVERYTHING)
    except tokens.TokenInvalid as error:
        raise VisitOver from error
    if claims["place"] != post.id:
        raise VisitOver
    began = clock.from_iso(claims["began"])
    ends = datetime.fromtimestamp(claims["exp"], UTC)
    return Visit(claims["person"], Colour(claims["colour"]), began, ends)


def length() -> timedelta:
    """Return how long a visit lasts."""
    return timedelta(minutes=policy.get(ScenePolicy).visit_minutes)
