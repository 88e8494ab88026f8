"""Sessions: short-lived signed tokens, renewed while used, revoked by counting up an account's generation."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from layers import tokens
from layers.errors import SessionEnded
from layers.keys import Purpose
from layers.principals import Kind

LIFE = timedelta(minutes=15)
"""How long one token is good."""

LONGEST = timedelta(hours=12)
"""How long after signing in a session can be renewed."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a good token says: whose it is, which generation, and when they signed in."""

    kind: Kind
    account: str
    generation: int
    since: datetime


def issue(session: Session, now: datetime) -> tuple[str, datetime]:
    """Return a token and its end; raises SessionEnded for a session older than LONGEST."""
    expires = min(now + LIFE, session.since + LONGEST)
    if expires <= now:
        raise SessionEnded
    claims = {
        "kind": session.kind.value,
        "account": session.account,
        "generation": session.generation,
        "since": int(session.since.timestamp()),
    }
    return tokens.issue(Purpose.SESSION, claims, expires), expires


def read(kind: Kind, token: str, now: datetime) -> Session:
    """Return the session a token stands for; raises SessionEnded on anything else than a good one.

    The caller compares the generation with the account's: only that finds revoked sessions.
    """
    try:
        claims = tokens.read(Purpose.SESSION, token, now)
    except tokens.TokenInvalid as error:
        raise SessionEnded from error
    if claims["kind"] != kind:
        raise SessionEnded
    since = datetime.fromtimestamp(claims["since"], UTC)
    return Session(kind, claims["account"], claims["generation"], since)
