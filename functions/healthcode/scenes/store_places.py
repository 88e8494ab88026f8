"""Places and who works there, in their table: keys, reads, and the steps that change them."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.healthcode.scenes.errors import (
    AlreadyThere,
    NoKey,
    NoSuchPlace,
    NoSuchWorker,
    PlaceChanged,
    PlaceNotApproved,
)
from functions.healthcode.scenes.kinds import PlaceState, Role
from functions.healthcode.scenes.tables import Badge, LabKey, Place, Stint, Uploaded, Worker
from layers import clock, privacy
from layers.transaction import Check, Delete, Put, Step, Update, new

WAITING = "PLACES"
_PHONE = "phone"


class AlreadyUploaded(Exception):
    """This was sent before, under the same client's id."""


def place(identifier: str) -> Place:
    """Return a place as it is now; raises NoSuchPlace."""
    if found := Place.find(*_place_key(identifier)):
        return found
    raise NoSuchPlace


def places(identifiers: list[str]) -> list[Place]:
    """Return the places that exist among these."""
    return Place.find_all(map(_place_key, identifiers))


def identifier(item: Place | Worker) -> str:
    """Return the id of a place, or of the place somebody works at."""
    return str(item.pk).removeprefix("PLACE#")


def draft(now: datetime) -> Place:
    """Return an unwritten place that waits for staff."""
    item = Place(*_place_key(secrets.token_hex(8)))
    item.enrolled_at, item.revision = clock.to_iso(now), 1
    return item


def wait(item: Place) -> None:
    """Let an unwritten place stand in the lists in which staff find it."""
    item.state = PlaceState.WAITING
    item.list, item.place_in_list = f"PLACES#{item.region}", f"{item.kind}#{identifier(item)}"
    item.other, item.place_in_other = WAITING, f"{item.enrolled_at}#{identifier(item)}"


def changing(before: Place, after: Place) -> Step:
    """Return the step that replaces a place; PlaceChanged where somebody else was faster."""
    unmoved = Place.revision == before.revision
    return Put(item=after, condition=unmoved, otherwise=PlaceChanged())


def deciding(item: Place, state: PlaceState, reason: str, now: datetime) -> Step:
    """Return the step that brings a place into a state; PlaceChanged where it changed meanwhile."""
    actions: list[Action] = [
        Place.state.set(state),
        Place.reason.set(reason),
        Place.decided_at.set(clock.to_iso(now)),
        Place.revision.add(1),
        Place.other.remove(),
        Place.place_in_other.remove(),
    ]
    unmoved = Place.revision == item.revision
    return Update(item=item, actions=actions, condition=unmoved, otherwise=PlaceChanged())


def waiting(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Place]":
    """Return the places that wait for staff, the longest waiting first, behind a key."""
    return Place.by_other.query(WAITING, last_evaluated_key=after, limit=limit)


def of_region(region: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Place]":
    """Return a region's places by kind, behind a key."""
    return Place.by_list.query(f"PLACES#{region}", last_evaluated_key=after, limit=limit)


def worker(place: str, identifier: str) -> Worker:
    """Return who works at a place, or is invited to, by this id; raises NoSuchWorker."""
    if found := Worker.find(f"PLACE#{place}", f"WORKER#{identifier}"):
        return found
    raise NoSuchWorker


def worker_id(item: Worker) -> str:
    """Return the id of somebody at a place."""
    return str(item.sk).removeprefix("WORKER#")


def roster(place: str) -> list[Worker]:
    """Return who works at a place, and who is invited to."""
    start = Worker.sk.startswith("WORKER#")
    return list(Worker.query(f"PLACE#{place}", start, consistent_read=True))


def invited(e164: str) -> list[Worker]:
    """Return the invitations of a phone; a moment old at most."""
    hashes = privacy.lookup_hashes(_PHONE, e164)
    return [item for each in hashes for item in Worker.by_other.query(f"INVITED#{each}")]


def invitation(place: str, e164: str, now: datetime) -> Worker:
    """Return an unwritten invitation: one for each place and phone, however often it is sent."""
    digest = hashlib.sha256(f"{place}|{privacy.lookup_hash(_PHONE, e164)}".encode()).hexdigest()[:16]
    item = Worker(f"PLACE#{place}", f"WORKER#{digest}", role=Role.WORKER, invited_at=clock.to_iso(now))
    item.phone = privacy.seal(e164, item.owner)
    item.other, item.place_in_other = f"INVITED#{privacy.lookup_hash(_PHONE, e164)}", place
    return item


def phone_of(item: Worker) -> str:
    """Return somebody's number in E.164."""
    return privacy.unseal(item.phone, item.owner, str)


def founding(place: str, e164: str, account: str, now: datetime) -> list[Step]:
    """Return the steps that make an account the keeper of a new place."""
    item = invitation(place, e164, now)
    item.role, item.account, item.other, item.place_in_other = Role.KEEPER, account, None, None
    badge = Badge(*_badge_key(account, place), worker=worker_id(item), role=Role.KEEPER)
    badge.since = clock.to_iso(now)
    return [new(item), new(badge)]


def joining(item: Worker, account: str, now: datetime) -> list[Step]:
    """Return the steps that let an account work at a place; NoSuchWorker where the invitation is gone."""
    place = identifier(item)
    actions: list[Action] = [
        Worker.account.set(account),
        Worker.other.remove(),
        Worker.place_in_other.remove(),
    ]
    still_open = Worker.pk.exists() & Worker.account.does_not_exist()
    badge = Badge(*_badge_key(account, place), worker=worker_id(item), role=Role.WORKER)
    badge.since = clock.to_iso(now)
    return [
        Update(item=item, actions=actions, condition=still_open, otherwise=NoSuchWorker()),
        new(badge, AlreadyThere()),
    ]


def leaving(item: Worker, now: datetime, kept: datetime) -> list[Step]:
    """Return the steps after which somebody neither works at a place nor is invited to.

    That they did is known until `kept`.
    """
    same = Worker.account == item.account if item.account else Worker.account.does_not_exist()
    gone = Delete(item=item, condition=same & Worker.pk.exists(), otherwise=NoSuchWorker())
    if not item.account:
        return [gone]
    place = identifier(item)
    worn, until = badge(item.account, place), clock.to_iso(now)
    stint = Stint(f"PLACE#{place}", f"LEFT#{item.account}#{until}", since=worn.since, until=until)
    stint.expires_at = kept
    return [gone, Delete(item=worn), new(stint)]


def stints(account: str, place: str) -> list[Stint]:
    """Return when an account worked at a place that it left lately."""
    left = Stint.sk.startswith(f"LEFT#{account}#")
    return list(Stint.query(f"PLACE#{place}", left, consistent_read=True))


def badge(account: str, place: str) -> Badge:
    """Return that an account works at a place; raises NoSuchPlace where it doesn't."""
    if found := Badge.find(*_badge_key(account, place)):
        return found
    raise NoSuchPlace


def badges(account: str) -> list[Badge]:
    """Return where an account works."""
    return list(Badge.query(f"WORKER#{account}", consistent_read=True))


def place_of(item: Badge) -> str:
    """Return the place of a badge."""
    return str(item.sk)


def still_works(account: str, place: str) -> Step:
    """Return the check that an account works at a place; it refuses with NoSuchPlace."""
    item = Badge(*_badge_key(account, place))
    return Check(item=item, condition=Badge.pk.exists(), otherwise=NoSuchPlace())


def still_approved(place: str) -> Step:
    """Return the check that staff admit a place; it refuses with PlaceNotApproved."""
    item = Place(*_place_key(place))
    approved = Place.state == PlaceState.APPROVED
    return Check(item=item, condition=approved, otherwise=PlaceNotApproved())


def upload_id(place: str, client: str) -> str:
    """Return the id of what a place uploads under a client's id: 32 hex digits."""
    return hashlib.sha256(f"{place}|{client}".encode()).hexdigest()[:32]


def once(owner: str, client: str, expires: datetime) -> Step:
    """Return the step that remembers what a place uploads, or what is sent of a task; AlreadyUploaded."""
    return new(Uploaded(f"UPLOAD#{owner}", client, expires_at=expires), AlreadyUploaded)


def key(place: str) -> LabKey | None:
    """Return the key of a laboratory, or None."""
    return LabKey.find(f"PLACE#{place}", "KEY")


def keying(place: str, digest: str, now: datetime) -> Step:
    """Return the step that gives a laboratory another key."""
    return Put(item=LabKey(f"PLACE#{place}", "KEY", digest=digest, made_at=clock.to_iso(now)))


def unkeying(place: str) -> Step:
    """Return the step that takes a laboratory's key away."""
    return Delete(item=LabKey(f"PLACE#{place}", "KEY"))


def still_keyed(place: str, digest: str) -> Step:
    """Return the check that a laboratory's key is still this one; it refuses with NoKey."""
    item = LabKey(f"PLACE#{place}", "KEY")
    return Check(item=item, condition=LabKey.digest == digest, otherwise=NoKey())


def _place_key(identifier: str) -> tuple[str, str]:
    return f"PLACE#{identifier}", "PLACE"


def _badge_key(account: str, place: str) -> tuple[str, str]:
    return f"WORKER#{account}", place
