"""The code that is shown (亮码): a short-lived signed statement of colour and masked name, nothing more (H6).

Showing it reads one item and depends on nothing else; checking it needs the published keys only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.expressions.update import Action

from functions.healthcode import keepers, store
from functions.healthcode.errors import CodeExpired, CodeInvalid, CodeRevoked
from functions.healthcode.policies import HealthPolicy
from functions.healthcode.rules import Colour
from functions.healthcode.tables import CodeItem, Holder
from layers import masks, policy, signing
from layers.changes import apply
from layers.keys import Purpose
from layers.signing import Statement
from layers.transaction import Step, new, until_fresh

COLOUR, NAME = "colour", "name"
"""What a code states."""

_BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """A code as it was shown: whose (`code`), which colour, the masked name, from when until when."""

    code: str
    colour: Colour
    name: str
    issued: datetime
    expires: datetime
    token: str


def show(account: str, person: str, now: datetime) -> Shown:
    """Return a person's code to an account that keeps it; raises NoCode. One item read."""
    holder = keepers.kept(account, person)
    issued = now.replace(microsecond=0)
    expires = issued + timedelta(minutes=policy.get(HealthPolicy).code_minutes)
    name = masks.name(store.details(holder).name)
    statement = Statement(holder.code, issued, expires, {COLOUR: holder.colour, NAME: name})
    token = signing.sign(Purpose.HEALTH_CODE, statement)
    return Shown(holder.code, Colour(holder.colour), name, issued, expires, token)


def read(token: str, now: datetime) -> Shown:
    """Return what a scanned code states; raises CodeExpired, CodeInvalid."""
    try:
        said = signing.read(Purpose.HEALTH_CODE, token, now)
    except signing.SignatureExpired as error:
        raise CodeExpired from error
    except signing.SignatureInvalid as error:
        raise CodeInvalid from error
    colour, name = Colour(said.content[COLOUR]), said.content[NAME]
    return Shown(said.id, colour, name, said.issued, said.expires, token)


def read_late(token: str) -> Shown:
    """Return what a code stated that was scanned some time ago; raises CodeInvalid."""
    return read(token, _BEFORE_EVERYTHING)


def holder_of(token: str, now: datetime) -> Holder:
    """Return the code behind a scanned one as it is now; raises CodeExpired, CodeInvalid, CodeRevoked."""
    person = store.person_of_code(read(token, now).code)
    holder = store.find(person) if person else None
    if holder is None:
        raise CodeRevoked
    return holder


def renew(account: str, person: str, now: datetime) -> None:
    """Give a person another code, so that copies of the one before are found revoked; raises NoCode."""

    def write() -> None:
        apply(*_another(keepers.kept(account, person), now))

    until_fresh(write)


def put_away(account: str, person: str, now: datetime) -> None:
    """Let an account show a person's code no longer, and no copy of it pass; harmless where that is so."""

    def write() -> None:
        holder = store.find(person)
        if holder and account in (holder.keepers or ()):
            leaving = Holder.keepers.delete({account})
            apply(*_another(holder, now, leaving), keepers.leaving(account, person))

    until_fresh(write)


def _another(holder: Holder, now: datetime, *actions: Action) -> list[Step]:
    """Return the steps that give a person another code in place of theirs."""
    code = store.fresh_code()
    return [
        store.changing(holder, Holder.code.set(code), *actions),
        store.replaced(holder.code, now),
        new(CodeItem(f"CODE#{code}", "CODE", person=store.person_of(holder))),
    ]
