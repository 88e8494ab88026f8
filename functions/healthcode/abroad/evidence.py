"""Certificates from abroad as evidence: submitted by who shows the code, kept once, shown with their origin.

A test that counts here becomes a fact in the same transaction; withdrawing the certificate takes no fact
back, for that there are appeals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from functions.healthcode import keepers
from functions.healthcode.abroad import bearers, checking, counting, packing, store, store_issuers
from functions.healthcode.abroad.bearers import Bearer
from functions.healthcode.abroad.checking import Checked
from functions.healthcode.abroad.contents import Content
from functions.healthcode.abroad.errors import AlreadyUsed, refusal
from functions.healthcode.abroad.packing import Packed
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.records import Kept
from functions.healthcode.abroad.tables import Evidence, Issuer
from layers.changes import apply
from layers.observability import count
from layers.transaction import ConditionFailed, until_fresh


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate that was accepted: what is kept of it, and its issuer as the trust list has it now."""

    item: Evidence
    kept: Kept
    issuer: Issuer


def submit(
    account: str, person: str, texts: Sequence[str], name: str, born: date, now: datetime
) -> Sequence[Shown]:
    """Keep what was scanned or uploaded, each certificate once; return those that are the person's.

    Raises NoCode for others' people, InvalidInput where the name in Latin letters is missing, AlreadyUsed,
    and, where nothing can be accepted, CertificateRefused for the first.
    """
    bearer = bearers.bearer(account, keepers.kept(account, person), name)
    try:
        accepted = _accepted(packing.packed(texts), bearer, born, now)
    except Refused as refused:
        raise refusal(refused) from refused
    kept = [_keep(each, bearer, now) for each in accepted]
    count("foreign_certificate_kept", len(kept))
    return _shown(kept)


def of_person(person: str) -> Sequence[Shown]:
    """Return somebody's certificates, those checked last first: what is shown beside their code (H14)."""
    return _shown(store.of_person(person))


def withdraw(account: str, person: str, certificate: str) -> None:
    """Delete what is kept of a certificate; raises NoCode for others' people, NoSuchCertificate."""
    keepers.kept(account, person)
    apply(store.removing(person, certificate))


def _accepted(cards: Iterable[Packed], bearer: Bearer, born: date, now: datetime) -> list[Checked]:
    """Return what can be believed of the bearer; of none, the first card's refusal is raised."""
    found: list[Checked] = []
    refusals: list[Refused] = []
    for card in cards:
        try:
            found.append(_checked(card, bearer, born, now))
        except Refused as refused:
            refusals.append(refused)
    if not found:
        raise refusals[0]
    return found


def _checked(card: Packed, bearer: Bearer, born: date, now: datetime) -> Checked:
    checked = checking.check(card, now)
    if not bearer.is_named(checked.content.person, born):
        raise Refused(Reason.PERSON_DIFFERS)
    return checked


def _keep(checked: Checked, bearer: Bearer, now: datetime) -> Evidence:
    def write() -> Evidence:
        try:
            return _kept(checked, bearer, now)
        except store.Raced as error:
            raise ConditionFailed from error

    item = until_fresh(write)
    # Known certificates, too: the process that kept one may have ended before it proposed.
    counting.propose(bearer, item.id, store.kept(item).counted, now)
    return item


def _kept(checked: Checked, bearer: Bearer, now: datetime) -> Evidence:
    content, person = checked.content, bearer.person
    known = store.claim(content.id)
    if known and known.person != person:
        raise AlreadyUsed
    if known and (item := store.find(person, known.certificate)):
        return item

    claim = known or store.claiming(content.id, person)
    kept = _of(content, bearer, now)
    item = store.draft(person, claim.certificate, kept, checked.issuer, bearer.account, now)

    counting.write(bearer, item.id, kept.counted, store.keeping(item, claim, claimed=known is not None), now)
    return item


def _of(content: Content, bearer: Bearer, now: datetime) -> Kept:
    return Kept(
        kind=content.kind,
        name=content.person.shown,
        country=content.country,
        doses=content.doses,
        tests=content.tests,
        counted=counting.counted(content.tests, now) if bearer.known else (),
    )


def _shown(items: Sequence[Evidence]) -> list[Shown]:
    issuers = store_issuers.all_of(item.issuer for item in items)
    return [Shown(item, store.kept(item), issuers[item.issuer]) for item in items]
