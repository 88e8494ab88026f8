"""Requests and answers about certificates from abroad: the contract that OpenAPI shows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Names
from functions.healthcode.abroad.contents import Kind, Method
from functions.healthcode.scenes.schemas_labs import TestResult
from layers.paging import PageQuery
from layers.validation import Instant

CertificateId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$", description="A certificate, as lists name it")]
IssuerId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$", description="An issuer of the trust list")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="ISO 3166", examples=["AT"])]
Why = Annotated[str, Meta(min_length=1, max_length=500)]

KeySet = Annotated[str, Meta(max_length=60_000, description="JWK set (RFC 7517)")]

MOST_PARTS = 16
MOST_ISSUERS = 50
"""Issuers of one import: each is a transaction, and all must fit one call."""

Scanned = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=60_000,
        description="`HC1:…`, `shc:/…`, a JWS, or the text of a .smart-health-card file",
    ),
]


class CertificateSubmission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A certificate as it was scanned, or a file; several texts are the QR codes of one card.

    `born` is compared with the certificate, and with what is known of the person; so is the declared name.
    `name` is how the travel document writes it, asked for where the declared one isn't in Latin letters.
    """

    texts: Annotated[list[Scanned], Meta(min_length=1, max_length=MOST_PARTS)]
    born: Annotated[date, Meta(description="出生日期")]
    name: Annotated[str, Meta(max_length=120, description="拼音姓名", examples=["ZHANG SAN"])] = ""


class ForeignDose(msgspec.Struct, frozen=True):
    """A dose given abroad: the product's name, or its code where that is unknown."""

    vaccine: str
    dose: int | None
    of: int | None
    day: date


class ForeignTest(msgspec.Struct, frozen=True):
    """A test made abroad; `counts` where it is a nucleic-acid result here."""

    method: Method
    result: TestResult
    sampled_at: datetime
    counts: bool


class ForeignCertificate(msgspec.Struct, frozen=True):
    """A certificate from abroad with its origin: who issued it, when it was checked with the trust list.

    `name` is as the certificate writes it. `trusted` is whether the issuer is in the trust list still.
    """

    certificate: str
    kind: Kind
    issuer: str
    country: str
    trusted: bool
    checked_at: datetime
    name: str
    doses: list[ForeignDose]
    tests: list[ForeignTest]


class IssuerForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issuer: of EU certificates by the certificate of its key, of SMART Health Cards by address and keys.

    `certificate` is X.509, PEM or base64; `key_set` is the text of `{address}/.well-known/jwks.json`. By
    default it is trusted for the time of its certificate, else without an end.
    """

    kind: Kind
    country: Country
    names: Names
    certificate: Annotated[str, Meta(max_length=10_000)] = ""
    address: Annotated[
        str, Meta(max_length=500, examples=["https://spec.smarthealth.cards/examples/issuer"])
    ] = ""
    key_set: KeySet = ""
    valid_from: Instant | None = None
    valid_until: Instant | None = None


class IssuerImport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Issuers to trust, and why."""

    issuers: Annotated[list[IssuerForm], Meta(min_length=1, max_length=MOST_ISSUERS)]
    reason: Why


class Added(StrEnum):
    """What became of an issuer of an import; KNOWN: it is in the list, and stays as it is."""

    ADDED = "ADDED"
    KNOWN = "KNOWN"
    REFUSED = "REFUSED"


class IssuerAnswer(msgspec.Struct, frozen=True):
    """What became of an issuer, in the order of the import; a refusal with its code and in words."""

    outcome: Added
    issuer: str
    code: str
    detail: str


class IssuerEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes about an issuer, made from version `version`; a `key_set` replaces the one before."""

    version: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    country: Country
    names: Names
    reason: Why
    key_set: KeySet = ""
    valid_from: Instant | None = None
    valid_until: Instant | None = None


class TrustEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether an issuer is trusted, from now on, and why."""

    trusted: bool
    reason: Why


class IssuerQuery(PageQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which issuers: of a country, or all."""

    country: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$")] = ""


class IssuerView(msgspec.Struct, frozen=True):
    """An issuer of the trust list; `reference` is its key's id, or its address."""

    issuer: str
    kind: Kind
    country: str
    names: dict[str, str]
    reference: str
    valid_from: datetime | None
    valid_until: datetime | None
    trusted: bool
    added_at: datetime
    version: int


class IssuerKey(msgspec.Struct, frozen=True):
    """A key by its id and algorithm; `uses` names what it may sign, all where it is empty."""

    id: str
    algorithm: str
    uses: list[str]


class IssuerDetails(msgspec.Struct, frozen=True):
    """An issuer with its keys, by whom it was added and who changed it last, for which reason."""

    issuer: IssuerView
    keys: list[IssuerKey]
    added_by: str
    changed_by: str
    changed_at: datetime
    reason: str
