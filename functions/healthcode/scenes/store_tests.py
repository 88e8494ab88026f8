"""Nucleic-acid results in their table: keys, reads, and the steps that write them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.healthcode import store
from functions.healthcode.scenes.tables import Test
from layers import clock, i18n
from layers.i18n import Language
from layers.transaction import Delete, Put, Step

_MOST = 50
"""Results of a person that are shown."""


def draft(person: str, identifier: str, sampled_at: datetime) -> Test:
    """Return an unwritten result of a person."""
    at = clock.to_iso(sampled_at)
    return Test(store.partition(person), f"TEST#{at}#{identifier}", sampled_at=at)


def delivering(item: Test, place: str, name: str, worker: str, now: datetime) -> Step:
    """Return the step that writes a result of a laboratory."""
    item.place, item.name, item.worker, item.received_at = place, name, worker, clock.to_iso(now)
    item.list, item.place_in_list = f"TESTS#{place}", f"{item.received_at}#{item.sk}"
    return Put(item=item)


def bringing(item: Test, origin: Mapping[str, str], evidence: str, now: datetime) -> Step:
    """Return the step that writes a result from elsewhere: where from, by language, and what proves it."""
    item.place, item.name, item.worker = "", i18n.name(origin, Language.ZH_HANS), evidence
    item.received_at, item.origin = clock.to_iso(now), msgspec.json.encode(origin).decode()
    return Put(item=item)


def removing(item: Test, evidence: str) -> list[Step]:
    """Return the step that deletes a result from elsewhere, none where other evidence proves it by now."""
    known = Test.find(item.pk, item.sk)
    if known is None or known.worker != evidence:
        return []
    return [Delete(item=known)]


def origin(item: Test) -> dict[str, str] | None:
    """Return where a result was brought from, by language; None for one of a laboratory here."""
    return msgspec.json.decode(item.origin, type=dict[str, str]) if item.origin else None


def delivered(item: Test) -> bool:
    """Tell whether this very result is written."""
    known = Test.find(item.pk, item.sk)
    return known is not None and known.positive == item.positive


def of_person(person: str) -> Sequence[Test]:
    """Return a person's results, the newest sample first. One query."""
    start = Test.sk.startswith("TEST#")
    return list(Test.query(store.partition(person), start, scan_index_forward=False, limit=_MOST))


def of_lab(place: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Test]":
    """Return a laboratory's results, the newest first, behind a key; a moment old at most."""
    return Test.by_list.query(
        f"TESTS#{place}", scan_index_forward=False, last_evaluated_key=after, limit=limit
    )
