"""The key with which a laboratory's own system delivers results: made, renewed and revoked by its keeper."""

import hashlib
import hmac
import secrets
from datetime import datetime

from functions.healthcode.scenes import places
from functions.healthcode.scenes import store_places as store
from functions.healthcode.scenes.errors import NoKey, NoSuchPlace, NotThisKind, PlaceNotApproved
from functions.healthcode.scenes.kinds import PlaceKind, PlaceState
from functions.healthcode.scenes.tables import Place
from functions.healthcode.scenes.workers import Post
from layers.audit import Entry
from layers.changes import apply


def renew(account: str, place: str, now: datetime) -> str:
    """Give a laboratory a new key and return it; the one before is refused from now on.

    Raises NoSuchPlace, NotKeeper, NotThisKind. Only the key's digest is kept.
    """
    _lab(account, place)
    key = f"{place}.{secrets.token_urlsafe(24)}"
    apply(store.keying(place, _digest(key), now), record=Entry(account, "places.key", f"place:{place}"))
    return key


def revoke(account: str, place: str) -> None:
    """Take a laboratory's key away; harmless where it has none. Raises what `renew` raises."""
    _lab(account, place)
    apply(store.unkeying(place), record=Entry(account, "places.unkey", f"place:{place}"))


def at_work(key: str) -> Post:
    """Return the laboratory that a key is of, at work; raises NoKey for whatever isn't one in force."""
    place, digest = key.partition(".")[0], _digest(key)
    known = store.key(place)
    if known is None or not hmac.compare_digest(known.digest, digest):
        raise NoKey
    try:
        item = store.place(place)
    except NoSuchPlace:
        raise NoKey from None
    if item.state != PlaceState.APPROVED:
        raise PlaceNotApproved
    return Post(item, f"lab:{place}", digest)


def _lab(account: str, place: str) -> Place:
    item = places.kept(account, place)
    if item.kind != PlaceKind.LAB:
        raise NotThisKind
    return item


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
