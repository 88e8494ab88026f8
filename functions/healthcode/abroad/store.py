"""Certificates from abroad in their table: keys, reads, and the steps that keep them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from functions.healthcode import store
from functions.healthcode.abroad.errors import NoSuchCertificate
from functions.healthcode.abroad.records import Kept
from functions.healthcode.abroad.tables import Claim, Evidence
from layers import clock, privacy
from layers.transaction import Delete, Step, new

_KIND = "foreign certificate"
_MOST = 50
"""Certificates of a person that are shown."""


class Raced(Exception):
    """Somebody submitted the same certificate at the same moment."""


def claim(identity: str) -> Claim | None:
    """Return whose a certificate is, None where nobody submitted it."""
    keys = [_claim_key(each) for each in privacy.lookup_hashes(_KIND, identity)]
    return next(iter(Claim.find_all(keys)), None)


def claiming(identity: str, person: str) -> Claim:
    """Return the unwritten claim of a certificate for a person, with a new id for it."""
    key = _claim_key(privacy.lookup_hash(_KIND, identity))
    return Claim(*key, person=person, certificate=secrets.token_hex(8))


def find(person: str, certificate: str) -> Evidence | None:
    """Return a person's certificate as it is now, or None."""
    return Evidence.find(store.partition(person), f"ABROAD#{certificate}")


def draft(person: str, certificate: str, kept: Kept, issuer: str, account: str, now: datetime) -> Evidence:
    """Return an unwritten certificate of a person."""
    item = Evidence(store.partition(person), f"ABROAD#{certificate}", issuer=issuer, account=account)
    item.checked_at = clock.to_iso(now)
    item.content = privacy.seal(kept, item.owner)
    return item


def keeping(item: Evidence, claim: Claim, *, claimed: bool) -> list[Step]:
    """Return the steps that keep a certificate, with its claim unless it is written; refusing with Raced."""
    return [new(item, Raced), *([] if claimed else [new(claim, Raced)])]


def kept(item: Evidence) -> Kept:
    """Return what is kept of a certificate."""
    return privacy.unseal(item.content, item.owner, Kept)


def of_person(person: str) -> Sequence[Evidence]:
    """Return a person's certificates, those checked last first. One query."""
    mine = Evidence.sk.startswith("ABROAD#")
    found = list(Evidence.query(store.partition(person), mine, consistent_read=True, limit=_MOST))
    return sorted(found, key=lambda item: str(item.checked_at), reverse=True)


def removing(person: str, certificate: str) -> Step:
    """Return the step that deletes what is kept of a certificate; it refuses with NoSuchCertificate."""
    item = Evidence(store.partition(person), f"ABROAD#{certificate}")
    return Delete(item=item, condition=Evidence.pk.exists(), otherwise=NoSuchCertificate())


def _claim_key(digest: str) -> tuple[str, str]:
    return f"CERTIFICATE#{digest}", "CERTIFICATE"
