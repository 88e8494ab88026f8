"""Outward (X1): somebody green takes a token along, by which a partner gives them its code.

Nothing goes to the partner but by the person's own hands. What is kept is that it happened, not what
was said.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from functions.auth import service as auth
from functions.healthcode import keepers, rulebook, store, sweep
from functions.healthcode.exchange import conditions, envelope, own_keys, partner_keys
from functions.healthcode.exchange import store as exchange
from functions.healthcode.exchange.attempts import Way, counted
from functions.healthcode.exchange.claims import Claims, DocumentClaim, test_claim
from functions.healthcode.exchange.conditions import LastTest, Question, Traveller
from functions.healthcode.exchange.errors import DetailsDiffer, NotGreen, PartnerOff, Refused, unmet
from functions.healthcode.exchange.notices import handed_over
from functions.healthcode.exchange.policies import ExchangePolicy
from functions.healthcode.exchange.tables import HandOver, Partner
from functions.healthcode.records import Details
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import results
from functions.healthcode.tables import Holder
from layers import clock, policy
from layers.changes import apply
from layers.observability import count
from layers.settings import settings
from layers.transaction import Check, new, until_fresh


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody fills in who travels; `phone` in E.164."""

    partner: str
    name: str
    born: date
    document_type: auth.DocumentType
    number: str
    phone: str
    yes: frozenset[Question]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over, the partner, and the address to go to, which ends in the token."""

    item: HandOver
    partner: Partner
    address: str


def choices(account: str, person: str, now: datetime) -> list[tuple[Partner, list[Refused]]]:
    """Return the partners that are on, each with what keeps a person from going there; raises NoCode."""
    traveller = _traveller(keepers.kept(account, person), now)
    on = [partner for partner in exchange.partners() if partner.on]
    return [(partner, list(_hindrances(partner, traveller, now))) for partner in on]


def hand_over(account: str, person: str, said: Filled, now: datetime) -> HandedOver:
    """Make a token for a partner and return where to go with it.

    Raises NoCode for others' people, NoSuchPartner, Refused with the reason.
    """

    def write() -> HandedOver:
        holder = keepers.kept(account, person)
        partner, details = _open(said.partner), store.details(holder)
        _require_own(said, details, account, person)
        traveller = replace(_traveller(holder, now), yes=said.yes)
        for hindrance in _hindrances(partner, traveller, now):
            raise hindrance

        issued = now.replace(microsecond=0)
        until = issued + policy.get(ExchangePolicy).life
        item = exchange.handing_over(account, person, partner.id, issued, until)
        token = _token(item, partner, replace(said, name=details.name, number=details.number), traveller, now)

        unmoved = Check(item=holder, condition=Holder.revision == holder.revision)
        told = handed_over(item.id, details.contact, partner, until)
        apply(unmoved, exchange.still_on(partner), new(item), tell=[told])
        return HandedOver(item, partner, f"{exchange.terms(partner).page}#token={token}")

    with counted(Way.OUTWARD, now):
        made = until_fresh(write)
    count("exchange_handed_over")
    return made


def withdraw(account: str, hand_over: str, now: datetime) -> None:
    """Mark a hand-over as withdrawn; harmless where it is. Raises NoSuchHandOver.

    What the partner took over is withdrawn there: nobody here could tell it.
    """
    item = exchange.hand_over(account, hand_over)
    apply(exchange.withdrawing(item, now))


def state(item: HandOver, now: datetime) -> str:
    """Return how a hand-over stands: open while its token is good, then over; or withdrawn."""
    if item.withdrawn_at:
        return "withdrawn"
    return "open" if now < clock.from_iso(item.good_until) else "over"


def _open(identifier: str) -> Partner:
    partner = exchange.partner(identifier)
    if not partner.on:
        raise PartnerOff(partner=partner.id)
    return partner


def _require_own(said: Filled, details: Details, account: str, person: str) -> None:
    """Raise DetailsDiffer, which names the fields, unless a form says what was declared for the code."""
    born = _born(details) or auth.birth_date(account, person)
    kind = auth.DocumentType(details.document_type)
    same = {
        "name": _plain(said.name) == _plain(details.name),
        "birth_date": born in {None, said.born},
        "document_type": said.document_type == kind,
        "number": auth.canonical_number(kind, said.number) == details.number,
        "phone": said.phone == details.phone,
    }
    if wrong := [field for field, is_same in same.items() if not is_same]:
        raise DetailsDiffer(partner=said.partner, fields=wrong)


def _born(details: Details) -> date | None:
    """Return the birth date that a document's number states."""
    kind = auth.DocumentType(details.document_type)
    stated = auth.born_and_sex(auth.Document(details.nationality, kind, details.number))
    return stated[0] if stated else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _traveller(holder: Holder, now: datetime) -> Traveller:
    """Return somebody as conditions are asked of them: the colour of now, and the latest result of ours."""
    colour = sweep.current(holder, rulebook.in_force(now), now).colour
    return Traveller(colour, store.details(holder).document_type, _latest(store.person_of(holder)))


def _latest(person: str) -> LastTest | None:
    """Return somebody's latest result of a laboratory here: others' results are not ours to vouch for."""
    for item in results.results_of(person):
        if item.origin is None:
            return LastTest(item.positive, clock.from_iso(item.sampled_at))
    return None


def _hindrances(partner: Partner, traveller: Traveller, now: datetime) -> Iterator[Refused]:
    if traveller.colour is not Colour.GREEN:
        yield NotGreen(partner=partner.id)
    for hindrance in conditions.hindrances(exchange.terms(partner).outward, traveller, now):
        yield unmet(hindrance, partner.id)
    try:
        partner_keys.sealing(partner, now)
    except Refused as refusal:
        yield refusal


def _token(item: HandOver, partner: Partner, said: Filled, traveller: Traveller, now: datetime) -> str:
    claims = Claims(
        iss=settings().public_address,
        aud=partner.issuer,
        jti=item.id,
        iat=int(clock.from_iso(item.issued_at).timestamp()),
        exp=int(clock.from_iso(item.good_until).timestamp()),
        name=said.name,
        birthdate=said.born,
        document=DocumentClaim(said.document_type, said.number),
        colour=traveller.colour,
        test=test_claim(traveller.test),
    )
    return envelope.seal(claims, own_keys.signing(now), partner_keys.sealing(partner, now))
