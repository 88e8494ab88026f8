"""The exchange over the API: forms as the services take them, and what they find as answers."""

from datetime import datetime
from typing import Any

from msgspec import UNSET

from functions.auth import service as auth
from functions.healthcode import inputs, rulebook
from functions.healthcode import store as codes
from functions.healthcode.exchange import handing_over, own_keys, store
from functions.healthcode.exchange.conditions import Conditions
from functions.healthcode.exchange.errors import Refused
from functions.healthcode.exchange.granting import Itinerary
from functions.healthcode.exchange.handing_over import Filled, HandedOver
from functions.healthcode.exchange.jwks import ALGORITHMS, CURVES
from functions.healthcode.exchange.policies import RegionPolicy
from functions.healthcode.exchange.reading import Letter
from functions.healthcode.exchange.records import RegionNames
from functions.healthcode.exchange.schemas import (
    ArrivalForm,
    ArrivalView,
    ArrivedView,
    ChoiceView,
    HandedOverView,
    HandOverForm,
    HandOverView,
    HindranceView,
    OwnJwk,
    OwnKeySet,
    PartnerView,
    TestView,
    ThisRegion,
    TokenView,
    WithdrawnJwk,
)
from functions.healthcode.exchange.tables import Arrival, HandOver, Partner
from functions.healthcode.views import verdict_view
from layers import clock, i18n, masks, policy, qr
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language
from layers.settings import settings


def filled(form: HandOverForm) -> Filled:
    """Return what a form says; raises InvalidInput."""
    phone = auth.any_mobile(form.phone)
    faults = [*_agreed(agreed=form.agreed), *([] if phone else [FieldFault("phone", "not_a_mobile")])]
    if faults:
        raise InvalidInput(faults)
    return Filled(
        form.partner,
        form.name,
        form.birth_date,
        form.document_type,
        form.number,
        phone,
        form.answers.yes,
    )


def itinerary(form: ArrivalForm, language: Language) -> Itinerary:
    """Return what a form says; raises InvalidInput."""
    address = form.address.strip()
    faults = _agreed(agreed=form.agreed)
    faults += [] if address else [FieldFault("address", "required")]
    faults += [] if inputs.lives_in(form.region) else [FieldFault("region", "not_a_street")]
    if faults:
        raise InvalidInput(faults)
    return Itinerary(
        form.client,
        form.nationality,
        form.number,
        form.birth_date,
        form.region,
        address,
        form.answers.yes,
        language,
    )


def region_view() -> ThisRegion:
    """Return this region as others know it."""
    region = policy.get(RegionPolicy)
    languages = [*i18n.WHOLE, *([Language.PT] if region.portuguese else [])]
    return ThisRegion(region.names, languages, settings().public_address)


def own_key_set(now: datetime) -> OwnKeySet:
    """Return our keys as partners read them: those that are good or will be, and which were withdrawn."""
    known = own_keys.every()
    return OwnKeySet(
        [_jwk(key) for key in known if key.life.accepted(now)],
        [
            WithdrawnJwk(key.id, int(key.life.withdrawn_at.timestamp()))
            for key in known
            if key.life.withdrawn_at
        ],
    )


def partner_view(item: Partner) -> PartnerView:
    """Return a partner to who comes from there."""
    return PartnerView(**_partner(item, store.terms(item).inward))


def choice_view(item: Partner, hindrances: list[Refused], language: Language) -> ChoiceView:
    """Return a partner to who goes there, and what is in their way."""
    said = [HindranceView(each.code, i18n.say(each.code, language)) for each in hindrances]
    return ChoiceView(**_partner(item, store.terms(item).outward), hindrances=said)


def handed_over_view(made: HandedOver) -> HandedOverView:
    """Return where to go with a token."""
    item = made.item
    return HandedOverView(
        hand_over=item.id,
        partner=item.partner,
        names=store.terms(made.partner).names,
        address=made.address,
        qr=qr.svg(made.address),
        issued_at=clock.from_iso(item.issued_at),
        expires_at=clock.from_iso(item.good_until),
    )


def hand_over_view(item: HandOver, names: RegionNames, now: datetime) -> HandOverView:
    """Return a hand-over to the account that made it."""
    return HandOverView(
        hand_over=item.id,
        person=item.person,
        partner=item.partner,
        names=names,
        state=handing_over.state(item, now),
        issued_at=clock.from_iso(item.issued_at),
        expires_at=clock.from_iso(item.good_until),
    )


def token_view(letter: Letter) -> TokenView:
    """Return what a token says, to whoever brings it."""
    claims, terms = letter.claims, store.terms(letter.partner)
    test = claims.traveller().test
    return TokenView(
        partner=letter.partner.id,
        names=terms.names,
        name=masks.name(claims.name),
        document_type=claims.document.type,
        number=masks.document(claims.document.number),
        colour=claims.colour,
        test=TestView(claims.test.result, test.sampled_at) if claims.test and test else None,
        issued_at=claims.issued,
        expires_at=claims.expires,
        questions=list(terms.inward.questions),
    )


def arrived_view(item: Arrival, now: datetime, language: Language) -> ArrivedView:
    """Return what became of an arrival; the colour only to an account that shows the code."""
    holder = codes.find(item.person) if item.shown else None
    rules = rulebook.in_force(now).rules
    verdict = verdict_view(codes.verdict(holder), rules, language) if holder else None
    return ArrivedView(item.id, item.partner, item.person, item.shown, verdict)


def arrival_view(item: Arrival, names: RegionNames) -> ArrivalView:
    """Return an arrival to the account that made it."""
    return ArrivalView(
        arrival=item.id,
        person=item.person,
        partner=item.partner,
        names=names,
        state="withdrawn" if item.withdrawn_at else "stands",
        at=clock.from_iso(item.at),
        test_sampled_at=clock.from_iso(item.sampled_at) if item.sampled_at else None,
        granted=item.granted,
    )


def names_by_partner() -> dict[str, RegionNames]:
    """Return what partners are called. One query."""
    return {item.id: store.terms(item).names for item in store.partners()}


def _partner(item: Partner, conditions: Conditions) -> dict[str, Any]:
    terms = store.terms(item)
    return {
        "partner": item.id,
        "names": terms.names,
        "languages": list(terms.languages),
        "page": terms.page,
        "documents": list(conditions.documents),
        "questions": list(conditions.questions),
        "test_required": conditions.test_required,
        "test_hours": conditions.test_hours,
    }


def _jwk(key: own_keys.OwnKey) -> OwnJwk:
    return OwnJwk(
        kid=key.id,
        use=key.use,
        crv=CURVES[key.use],
        alg=ALGORITHMS[key.use],
        x=key.x,
        nbf=int(key.life.since.timestamp()),
        exp=int(key.life.until.timestamp()) if key.life.until else UNSET,
    )


def _agreed(*, agreed: bool) -> list[FieldFault]:
    return [] if agreed else [FieldFault("agreed", "consent_required")]
