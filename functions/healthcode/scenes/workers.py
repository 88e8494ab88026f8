"""Who works at a place: invited by phone, bound to it, gone the moment they are removed (H8, lessons)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.auth import service as auth
from functions.healthcode.facts import Source
from functions.healthcode.recording import Origin
from functions.healthcode.scenes import places
from functions.healthcode.scenes import store_places as store
from functions.healthcode.scenes.errors import (
    AlreadyThere,
    KeeperStays,
    NoSuchPlace,
    NoSuchWorker,
    NotKeeper,
    NotThisKind,
    PlaceNotApproved,
)
from functions.healthcode.scenes.kinds import SOURCES, PlaceKind, PlaceState, Role
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.tables import Place, Worker
from layers import clock, policy
from layers.audit import Entry
from layers.changes import apply
from layers.i18n import Language
from layers.outbox import Contact, notice
from layers.transaction import Step, new


@dataclass(frozen=True, slots=True)
class Post:
    """Who is at work at an approved place: the account `by`, or a lab's system with a key's `digest`.

    Of an account that works there no more `past` is when it did.
    """

    place: Place
    by: str
    digest: str = ""
    past: Sequence[tuple[datetime, datetime]] = ()

    @property
    def id(self) -> str:
        """The place's id."""
        return store.identifier(self.place)

    @property
    def source(self) -> Source:
        """As which source the place states facts."""
        return SOURCES[PlaceKind(self.place.kind)]

    def origin(self, client: str) -> Origin:
        """Return where facts come from that are stated here, under a client's id."""
        return Origin(source=self.source, recorder=self.by, client=client, place=self.id)

    def standing(self) -> list[Step]:
        """Return the checks that nobody removed the worker, or the key, and staff still admit the place."""
        admitted = store.still_approved(self.id)
        if self.past:
            return [admitted]
        works = (
            store.still_keyed(self.id, self.digest) if self.digest else store.still_works(self.by, self.id)
        )
        return [works, admitted]

    def worked(self, at: datetime) -> bool:
        """Tell whether who uploads something worked there when it happened."""
        return not self.past or any(since <= at <= until for since, until in self.past)


def at_work(account: str, place: str, kind: PlaceKind | None = None) -> Post:
    """Return an account's post at its own, approved place; raises NoSuchPlace, PlaceNotApproved, NotThisKind.

    Two reads. Whatever is written on its strength carries `Post.standing`, so that a removal counts at once.
    """
    store.badge(account, place)
    return Post(_admitted(place, kind), account)


def uploading(account: str, place: str, kind: PlaceKind) -> Post:
    """Return the post from which an account uploads what it noted at a place, also once it was removed.

    Raises what `at_work` raises.
    """
    try:
        return at_work(account, place, kind)
    except NoSuchPlace:
        past = [
            (clock.from_iso(each.since), clock.from_iso(each.until)) for each in store.stints(account, place)
        ]
        if not past:
            raise
    return Post(_admitted(place, kind), account, past=past)


def invite(account: str, place: str, e164: str, language: Language, now: datetime) -> None:
    """Invite whoever has a phone to work at a place; raises NoSuchPlace, NotKeeper, AlreadyThere.

    The answer is the same whether the phone has an account or not.
    """
    item = places.kept(account, place)
    invitation = store.invitation(place, e164, now)
    message_id = f"invited:{place}:{store.worker_id(invitation)}:{invitation.invited_at}"
    told = notice(message_id, "place_invited", Contact(language, e164), place=item.name)
    apply(new(invitation, AlreadyThere()), tell=[told], record=_entry(account, "invite", invitation))


def accept(account: str, place: str, now: datetime) -> None:
    """Begin to work where the account's phone was invited; raises NoSuchWorker, AlreadyThere."""
    phone = auth.signing_phone(account)
    found = [item for item in store.invited(phone) if store.identifier(item) == place] if phone else []
    if not found:
        raise NoSuchWorker
    steps = store.joining(found[0], account, now)
    apply(*steps, record=_entry(account, "accept", found[0]))


def remove(account: str, place: str, worker: str, now: datetime) -> None:
    """Let somebody work at a place no longer: its keeper does it, or they themselves.

    What they noted before can still be uploaded. Raises NoSuchPlace, NoSuchWorker, NotKeeper, KeeperStays.
    """
    badge = store.badge(account, place)
    item = store.worker(place, worker)
    if badge.role != Role.KEEPER and badge.worker != worker:
        raise NotKeeper
    if item.role == Role.KEEPER:
        raise KeeperStays
    kept = now + timedelta(days=policy.get(ScenePolicy).upload_days)
    apply(*store.leaving(item, now, kept), record=_entry(account, "remove", item))


def _admitted(place: str, kind: PlaceKind | None) -> Place:
    item = store.place(place)
    if item.state != PlaceState.APPROVED:
        raise PlaceNotApproved
    if kind and item.kind != kind:
        raise NotThisKind
    return item


def _entry(actor: str, action: str, item: Worker) -> Entry:
    details = {"worker": store.worker_id(item)}
    return Entry(actor, f"places.{action}", f"place:{store.identifier(item)}", details)
