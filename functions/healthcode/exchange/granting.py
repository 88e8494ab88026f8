"""What an arrival writes in one transaction: code, foreign result, that the token is used, the SMS."""

from dataclasses import dataclass
from datetime import date, datetime

from functions.auth import service as auth
from functions.healthcode import holders, recording
from functions.healthcode.exchange import reaching, store
from functions.healthcode.exchange.claims import Claims
from functions.healthcode.exchange.conditions import FACTS, Question
from functions.healthcode.exchange.errors import NeedsPhone
from functions.healthcode.exchange.notices import arrived
from functions.healthcode.exchange.reaching import Reached
from functions.healthcode.exchange.reading import Letter
from functions.healthcode.exchange.tables import Arrival
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.holders import Declaration
from functions.healthcode.recording import Change, Origin, Stated
from functions.healthcode.records import Details, Said
from functions.healthcode.scenes import store_tests
from layers import clock
from layers.changes import apply
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import Step, until_fresh


@dataclass(frozen=True, slots=True)
class Itinerary:
    """What somebody types who arrives: their document and birth date, where they go, what they answered."""

    client: str
    nationality: str
    number: str
    born: date
    region: str
    address: str
    yes: frozenset[Question]
    language: Language


def grant(account: str, letter: Letter, document: auth.Document, said: Itinerary, now: datetime) -> Arrival:
    """Use a token up for a document's person and return the arrival.

    Raises NeedsPhone, ProxiesFull, and the reason where it was used, or a key withdrawn, meanwhile.
    """
    phone = auth.signing_phone(account)
    if not phone:
        raise NeedsPhone
    declaration = _declaration(letter.claims, document, phone, said)

    def write() -> Arrival:
        reached = reaching.reach(account, document)
        change = _change(reached, declaration, letter, now)
        arrival = _arrival(account, letter, reached, said.client, now)
        steps = [
            store.arriving(arrival),
            *letter.standing(),
            *reached.steps,
            *(change.steps if change else ()),
            *_result(arrival, letter, now),
        ]
        told = arrived(arrival.id, Contact(said.language, phone), letter.partner)
        tell = [*(change.tell if change else ()), told]
        apply(*steps, tell=tell, record=change.entry if change else None)
        return arrival

    return until_fresh(write)


def evidence(arrival: str) -> str:
    """Return as what an arrival stands behind facts and results."""
    return f"arrival:{arrival}"


def _declaration(claims: Claims, document: auth.Document, phone: str, said: Itinerary) -> Declaration:
    details = Details(
        name=claims.name,
        nationality=document.nationality,
        document_type=document.type,
        number=document.number,
        phone=phone,
        address=said.address,
        language=said.language,
    )
    words = Said(None, (), tuple(sorted(said.yes)), said.address)
    return Declaration(document, details, said.region, words, [FACTS[each] for each in sorted(said.yes)])


def _change(reached: Reached, declaration: Declaration, letter: Letter, now: datetime) -> Change | None:
    """Return what is recorded of a person; None where there is nothing beside what others show already."""
    recorder = f"partner:{letter.partner.id}"
    origin = Origin(source=Source.EXCHANGE, recorder=recorder, client=evidence(letter.id))
    more = _negative(letter)
    if reached.holder is None:
        return holders.beginning(reached.person, declaration, origin, reached.keeper, now, more)
    if reached.keeper:
        return holders.renewing(reached.holder, declaration, origin, reached.keeper, now, more)
    stated = [*(Stated(kind=kind, at=now) for kind in declaration.found), *more]
    if not stated:
        return None
    return recording.appending(reached.holder, origin, recording.facts_of(origin, stated, now), stated, now)


def _negative(letter: Letter) -> list[Stated]:
    """Return the foreign result as a fact; conditions let none but a negative one in."""
    test = letter.claims.traveller().test
    if test is None:
        return []
    return [Stated(kind=FactKind.NEGATIVE_TEST, at=test.sampled_at, evidence=evidence(letter.id))]


def _arrival(account: str, letter: Letter, reached: Reached, client: str, now: datetime) -> Arrival:
    item = Arrival(f"ARRIVAL#{letter.id}", "ARRIVAL", partner=letter.partner.id, account=account)
    item.client, item.person, item.at = client, reached.person, clock.to_iso(now)
    item.terms = letter.partner.revision
    item.granted, item.shown = reached.holder is None, bool(reached.keeper)
    return item


def _result(arrival: Arrival, letter: Letter, now: datetime) -> list[Step]:
    """Note the foreign result in its arrival, and return the step that shows it beside the code."""
    test = letter.claims.traveller().test
    if test is None:
        return []
    item = store_tests.draft(arrival.person, letter.partner.id, test.sampled_at)
    item.positive = test.positive
    arrival.test, arrival.sampled_at = item.sk, item.sampled_at
    names = store.terms(letter.partner).names.mapping()
    return [store_tests.bringing(item, names, evidence(arrival.id), now)]
