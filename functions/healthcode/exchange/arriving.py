"""Inward (X2): somebody brings a partner's token, says where they go, and has a code here.

The partner proves a document and a result; that it is theirs who stand before us they show by typing document
and birth date, as they will show the document at the port. They are reached by the phone they signed in with.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from functions.auth import service as auth
from functions.healthcode.exchange import conditions, granting, reading, store
from functions.healthcode.exchange.attempts import Way, counted
from functions.healthcode.exchange.conditions import Question
from functions.healthcode.exchange.errors import AnotherPerson, TokenUsed, unmet
from functions.healthcode.exchange.granting import Itinerary
from functions.healthcode.exchange.reading import Letter
from functions.healthcode.exchange.tables import Arrival
from layers import attempts
from layers.attempts import Patience
from layers.errors import InvalidInput
from layers.observability import count

_GUESSES = Patience(free=3, lock_after=6, lock=timedelta(hours=2))
"""How often one token may be brought with a document or birth date that isn't its own."""

_KIND = "exchange"


def preview(token: str, now: datetime) -> Letter:
    """Return what a token states, which goes on being good; raises Refused as an arrival would."""
    with counted(Way.INWARD, now):
        letter = reading.read(token, now)
        reading.require_timely(letter, now)
        if store.find_arrival(letter.id):
            raise TokenUsed(partner=letter.partner.id)
        _require_conditions(letter, frozenset(), now)
    return letter


def arrive(account: str, token: str, said: Itinerary, now: datetime) -> Arrival:
    """Use a token up and return the arrival; sent again under the same client's id, it is the same one.

    Raises Refused with the reason, NeedsPhone, InvalidInput, ProxiesFull, LockedOut.
    """
    with counted(Way.INWARD, now):
        letter = reading.read(token, now)
        known = store.find_arrival(letter.id)
        if known is None:
            try:
                return _first(account, letter, said, now)
            except TokenUsed:
                known = store.find_arrival(letter.id)
        if known is None or (known.account, known.client) != (account, said.client):
            raise TokenUsed(partner=letter.partner.id)
    return known


def _first(account: str, letter: Letter, said: Itinerary, now: datetime) -> Arrival:
    reading.require_timely(letter, now)
    _require_conditions(letter, said.yes, now)
    document = _identified(letter, said, now)
    arrival = granting.grant(account, letter, document, said, now)
    count("exchange_arrived")
    return arrival


def _require_conditions(letter: Letter, yes: frozenset[Question], now: datetime) -> None:
    traveller = replace(letter.claims.traveller(), yes=yes)
    for hindrance in conditions.hindrances(store.terms(letter.partner).inward, traveller, now):
        raise unmet(hindrance, letter.partner.id)


def _identified(letter: Letter, said: Itinerary, now: datetime) -> auth.Document:
    """Return the document that a token names and its bearer typed; raises AnotherPerson, InvalidInput."""
    attempts.take(_KIND, letter.id, _GUESSES, now)
    claimed = letter.claims.document
    kind = auth.DocumentType(claimed.type)
    typed = auth.canonical_number(kind, said.number)
    if (typed, said.born) != (auth.canonical_number(kind, claimed.number), letter.claims.birthdate):
        raise AnotherPerson(partner=letter.partner.id)
    attempts.forget(_KIND, letter.id)
    document = auth.check_document(said.nationality, kind, claimed.number)
    if isinstance(document, auth.Document):
        return document
    fault = auth.document_fault(document, said.nationality, kind)
    raise InvalidInput([replace(fault, field="nationality")])
