"""Requests and answers about the exchange, for staff: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import DocumentType
from functions.healthcode.exchange.attempts import Way
from functions.healthcode.exchange.conditions import Question
from functions.healthcode.exchange.jwks import Use
from functions.healthcode.exchange.records import Terms
from functions.healthcode.exchange.schemas import PartnerId
from functions.healthcode.rules import Colour

KeyId = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
Reason = Annotated[str, Meta(min_length=1, max_length=200)]
RegionName = Annotated[str, Meta(max_length=40)]
PublicAddress = Annotated[
    str,
    Meta(
        pattern=r"^(https://[0-9a-z.-]+|http://127\.0\.0\.1)(:[0-9]{1,5})?(/[0-9A-Za-z._~/-]*)?$",
        max_length=200,
        examples=["https://health.example.mo"],
    ),
]
"""https; on one machine also plain http, of which no keys are read."""

LanguageTag = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[0-9A-Za-z]{2,8})*$", max_length=20)]


class NamesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region's name in the languages of either side."""

    zh_hans: Annotated[str, Meta(min_length=1, max_length=40)] = msgspec.field(name="zh-Hans")
    zh_hant: RegionName = msgspec.field(name="zh-Hant", default="")
    en: RegionName = ""
    pt: RegionName = ""


class ConditionsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a side asks: accepted colours and documents, questions that block, and a test of what age."""

    colours: Annotated[list[Colour], Meta(min_length=1, max_length=3)]
    documents: Annotated[list[DocumentType], Meta(min_length=1, max_length=20)]
    questions: Annotated[list[Question], Meta(max_length=3)]
    test_required: bool
    test_hours: Annotated[int, Meta(ge=1, le=24 * 30)]


class TermsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner: `outward` is what it asks of who comes from here, `inward` what is asked here."""

    names: NamesForm
    languages: Annotated[list[LanguageTag], Meta(min_length=1, max_length=10)]
    keys_address: PublicAddress
    page: PublicAddress
    outward: ConditionsForm
    inward: ConditionsForm


class NewPartner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner to be; `issuer` is the address under which it signs, for good."""

    partner: PartnerId
    issuer: PublicAddress
    terms: TermsForm
    reason: Reason


class PartnerEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a partner of this revision is to be."""

    terms: TermsForm
    revision: Annotated[int, Meta(ge=1, le=1_000_000)]
    reason: Reason


class PartnerState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether codes are exchanged with a partner."""

    on: bool
    reason: Reason


class PartnerKeyView(msgspec.Struct, frozen=True):
    """A public key of a partner."""

    kid: str
    use: Use
    valid_from: datetime | None
    valid_until: datetime | None
    withdrawn: bool


class PartnerKeysView(msgspec.Struct, frozen=True):
    """A partner's keys as they are known here: when and how they were read, whether too long ago."""

    keys: list[PartnerKeyView]
    read_at: datetime | None
    how: str
    stale: bool


class StaffPartner(msgspec.Struct, frozen=True):
    """A partner, and what who changed it last is called."""

    partner: str
    issuer: str
    revision: int
    on: bool
    terms: Terms
    changed_by: str
    changed_at: datetime
    keys: PartnerKeysView


class PastedKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text of a partner's JWK set."""

    keys: Annotated[str, Meta(min_length=1, max_length=65536)]
    reason: Reason


class Because(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why something is done."""

    reason: Reason


class KeyRenewal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which kind of our keys gets another version."""

    use: Use
    reason: Reason


class OwnKeyView(msgspec.Struct, frozen=True):
    """A key of ours: from when it is used, until when it is accepted."""

    kid: str
    use: Use
    valid_from: datetime
    valid_until: datetime | None
    withdrawn_at: datetime | None
    in_use: bool


class DayQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A local date."""

    day: date


class AttemptsView(msgspec.Struct, frozen=True):
    """How many tries were refused for one reason; `partner` is empty where none was known."""

    way: Way
    partner: str
    code: str
    number: int
