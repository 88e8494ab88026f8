"""Holding a place while its form is filled in (V5): one conditional write, no refusal while one is free."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from functions.vaccine import places
from functions.vaccine.catalogue import sessions
from functions.vaccine.errors import HoldGone, SessionClosed, SessionFull
from functions.vaccine.places import Part
from functions.vaccine.policies import current
from functions.vaccine.stores import places as store_places
from functions.vaccine.tables import Session
from layers import tokens
from layers.errors import Busy
from layers.keys import Purpose
from layers.transaction import commit, until_fresh

_ROUNDS = 20
_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class Hold:
    """A place of a session that is nobody else's until an instant."""

    session: str
    part: int
    id: str
    until: datetime

    def token(self) -> str:
        """Return the signed text by which its holder books the place."""
        claims = {"session": self.session, "part": self.part, "hold": self.id}
        return tokens.issue(Purpose.HOLD, claims, self.until)


def read(token: str, now: datetime) -> Hold:
    """Return the hold that a token stands for; raises HoldGone where its time is over or it is not ours."""
    try:
        claims = tokens.read(Purpose.HOLD, token, now)
    except tokens.TokenInvalid as error:
        raise HoldGone from error
    until = datetime.fromtimestamp(claims["exp"], now.tzinfo)
    return Hold(claims["session"], claims["part"], claims["hold"], until)


def take(session: str, now: datetime, *, group: str | None = None) -> Hold:
    """Hold a place of a session for as long as policy says.

    A group's session takes the id of the group whose address the caller has. Raises NoSuchSession,
    SessionClosed, and SessionFull where there was a moment since the call at which no place was free.
    """
    item = sessions.bookable(session, now, group)
    identifier = secrets.token_hex(4)
    until = now + timedelta(minutes=current().hold_minutes)
    return Hold(session, _part(item, identifier, until, now), identifier, until)


def let_go(hold: Hold) -> None:
    """Give a held place back before its time is over; raises HoldGone."""

    def change() -> None:
        part = store_places.read_one(hold.session, hold.part)
        commit(store_places.letting_go(hold.session, part, hold.id))

    until_fresh(change)


def _part(session: Session, identifier: str, until: datetime, now: datetime) -> int:
    """Hold a place and return its part: at first any, then those where a reading shows one."""
    any_part = _chance.randrange(int(session.parts))
    if _took(lambda: store_places.hold(session.id, any_part, identifier, until)):
        return any_part
    before = store_places.read(session.id, int(session.parts))
    for _ in range(_ROUNDS):
        if not before[0].enabled:
            raise SessionClosed
        part = _first_taken(session.id, before, identifier, until, now)
        if part is not None:
            return part
        after = store_places.read(session.id, len(before))
        if places.full_between(before, after, now):
            raise SessionFull
        before = after
    raise Busy(retry_after=1)


def _first_taken(
    session: str, parts: Sequence[Part], identifier: str, until: datetime, now: datetime
) -> int | None:
    for part in _chance.sample(parts, len(parts)):
        # Its own hold stands there where the answer to taking it was lost and it was asked for again.
        if identifier in part.holds or _took_of(session, part, identifier, until, now):
            return part.number
    return None


def _took_of(session: str, part: Part, identifier: str, until: datetime, now: datetime) -> bool:
    if part.free:
        return _took(lambda: store_places.hold(session, part.number, identifier, until))
    lapsed = part.lapsed(now)
    if not lapsed or part.keeping:
        return False
    over = _chance.choice(lapsed)
    return _took(lambda: store_places.take_over(session, part.number, over, identifier, until, now))


def _took(take_place: Callable[[], None]) -> bool:
    try:
        take_place()
    except store_places.NoPlace:
        return False
    return True
