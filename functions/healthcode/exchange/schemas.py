"""Requests and answers about the exchange, for residents and the public: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from functions.auth.service import DocumentType
from functions.healthcode.exchange.claims import Result
from functions.healthcode.exchange.conditions import Question
from functions.healthcode.exchange.jwks import Use
from functions.healthcode.exchange.records import RegionNames
from functions.healthcode.rules import Colour
from functions.healthcode.scenes.schemas_places import Client
from functions.healthcode.schemas import Address, RegionId, VerdictView
from layers.i18n import Language

PartnerId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,31}$", examples=["macau"])]
HandOverId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
ArrivalId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Token = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_.-]{1,4000}$", description="What the link brings behind #")]
Number = Annotated[str, Meta(min_length=1, max_length=64, description="证件号码", examples=["M12345678"])]


class ThisRegion(msgspec.Struct, frozen=True):
    """This region: its name, the languages of its pages, and the address under which it signs."""

    names: RegionNames
    languages: list[Language]
    address: str


class OwnJwk(msgspec.Struct, frozen=True):
    """A public key of ours (RFC 8037); `nbf` and `exp` are when it is used first and refused, in seconds."""

    kid: str
    use: Use
    crv: str
    alg: str
    x: str
    nbf: int
    exp: int | UnsetType = UNSET
    kty: str = "OKP"


class WithdrawnJwk(msgspec.Struct, frozen=True):
    """That a key of ours was withdrawn, and when, in seconds; it is among the keys no longer."""

    kid: str
    at: int


class OwnKeySet(msgspec.Struct, frozen=True):
    """A JWK set (RFC 7517), and beside it the keys that were withdrawn."""

    keys: list[OwnJwk]
    withdrawn: list[WithdrawnJwk]


class PartnerView(msgspec.Struct, frozen=True):
    """A region with which codes are exchanged, and what is asked of who comes from there."""

    partner: str
    names: RegionNames
    languages: list[str]
    page: str
    documents: list[str]
    questions: list[Question]
    test_required: bool
    test_hours: int


class HindranceView(msgspec.Struct, frozen=True):
    """Why somebody can't go to a partner now: the code of the refusal, and its sentence."""

    code: str
    detail: str


class ChoiceView(PartnerView, frozen=True):
    """A partner, what it asks of who comes from here, and what is in a person's way."""

    hindrances: list[HindranceView]


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The three questions."""

    symptoms: Annotated[bool, Meta(description="当天是否有发烧等症状")]
    contact: Annotated[bool, Meta(description="14天接触史")]
    travel: Annotated[bool, Meta(description="14天旅游史")]

    @property
    def yes(self) -> frozenset[Question]:
        """The questions that are answered with yes."""
        return frozenset(question for question in Question if getattr(self, question))


class HandOverForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody fills in who goes to a partner; all of it as it was declared for the code."""

    partner: PartnerId
    name: Annotated[str, Meta(min_length=1, max_length=80, description="姓名")]
    birth_date: Annotated[date, Meta(description="出生日期")]
    document_type: DocumentType
    number: Number
    phone: Annotated[str, Meta(min_length=8, max_length=20, description="联系电话")]
    answers: Answers
    agreed: Annotated[bool, Meta(description="已阅读申领须知并同意转送")]


class HandedOverView(msgspec.Struct, frozen=True):
    """Where to go with the token, as a link and as a QR image (SVG); good until `expires_at`."""

    hand_over: str
    partner: str
    names: RegionNames
    address: str
    qr: str
    issued_at: datetime
    expires_at: datetime


class HandOverView(msgspec.Struct, frozen=True):
    """A hand-over of the account: `open` while its token is good, then `over`; or `withdrawn`."""

    hand_over: str
    person: str
    partner: str
    names: RegionNames
    state: str
    issued_at: datetime
    expires_at: datetime


class TokenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token that somebody brings."""

    token: Token


class TestView(msgspec.Struct, frozen=True):
    """A nucleic-acid result of another region."""

    __test__ = False  # pytest takes every Test… for its own

    result: Result
    sampled_at: datetime


class TokenView(msgspec.Struct, frozen=True):
    """What a token says, the person masked, and the questions of which a yes blocks."""

    partner: str
    names: RegionNames
    name: str
    document_type: str
    number: str
    colour: Colour
    test: TestView | None
    issued_at: datetime
    expires_at: datetime
    questions: list[Question]


class ArrivalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The itinerary (行程申报) of somebody who brings a token, their document and birth date."""

    token: Token
    client: Client
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", examples=["MO"])]
    number: Number
    birth_date: Annotated[date, Meta(description="出生日期")]
    region: RegionId
    address: Address
    answers: Answers
    agreed: Annotated[bool, Meta(description="同意接收另一地传送的资料")]


class ArrivedView(msgspec.Struct, frozen=True):
    """What became of an arrival; `shown` where this account shows the code, else another one does."""

    arrival: str
    partner: str
    person: str
    shown: bool
    verdict: VerdictView | None


class ArrivalView(msgspec.Struct, frozen=True):
    """An arrival of the account: `stands` or `withdrawn`; `granted` where the code was made by it."""

    arrival: str
    person: str
    partner: str
    names: RegionNames
    state: str
    at: datetime
    test_sampled_at: datetime | None
    granted: bool
