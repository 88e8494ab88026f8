"""Clues and reports from the public: written, and sent to who is responsible, in one transaction (H13)."""

from collections.abc import Sequence
from datetime import datetime

from functions.healthcode import tallies
from functions.healthcode.clues import dispatching, photos, store
from functions.healthcode.clues.matters import Matter, Told
from functions.healthcode.clues.tables import Clue
from layers import clock
from layers.changes import apply


def file(
    matter: Matter, place: str, told: Told, uploaded: Sequence[str], now: datetime, *, account: str = ""
) -> Clue:
    """File a clue about something in a region, with photos that were uploaded before.

    Raises NoSuchPhoto, PhotoUnusable.
    """
    photos.take_over(uploaded)
    item = store.draft(told, now)
    item.matter, item.place, item.account, item.photos = matter, place, account, set(uploaded) or None

    messages = dispatching.send(item, place, now)

    counted = tallies.filed(place, item.number, clock.local_date(now))
    apply(*store.adding(item), *counted, tell=messages)
    photos.forget_uploads(uploaded)
    return item
