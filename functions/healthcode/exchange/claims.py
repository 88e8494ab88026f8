"""What a token says: who, green, the latest result, from when until when, and nothing else (X3).

A claim that is missing here is refused when it is read, too: a partner that sends more is told so.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.exchange.conditions import LastTest, Traveller
from functions.healthcode.rules import Colour

Second = Annotated[int, Meta(ge=0, lt=1 << 37)]
"""An instant as JOSE has it, in seconds since 1970."""

Text = Annotated[str, Meta(min_length=1, max_length=200)]


class Result(StrEnum):
    """What a nucleic-acid test found."""

    NEGATIVE = "NEGATIVE"
    POSITIVE = "POSITIVE"


class TestClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The latest nucleic-acid result."""

    __test__ = False  # pytest takes every Test… for its own

    result: Result
    sampled_at: Second


class DocumentClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document with which somebody travels."""

    type: Text
    number: Annotated[str, Meta(min_length=1, max_length=64)]


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A token's claims; those of three letters as RFC 7519 has them, `name` and `birthdate` as OpenID has."""

    iss: Text
    aud: Text
    jti: Text
    iat: Second
    exp: Second
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    birthdate: date
    document: DocumentClaim
    colour: Colour
    test: TestClaim | None = None

    @property
    def issued(self) -> datetime:
        """When the token was made."""
        return datetime.fromtimestamp(self.iat, UTC)

    @property
    def expires(self) -> datetime:
        """From when on the token is refused."""
        return datetime.fromtimestamp(self.exp, UTC)

    def traveller(self) -> Traveller:
        """Return whom it is about, as conditions are asked of them."""
        return Traveller(self.colour, self.document.type, last_test(self.test))


def last_test(claim: TestClaim | None) -> LastTest | None:
    """Return the result that a token names, as conditions take it."""
    if claim is None:
        return None
    return LastTest(claim.result is Result.POSITIVE, datetime.fromtimestamp(claim.sampled_at, UTC))


def test_claim(test: LastTest | None) -> TestClaim | None:
    """Return a result as a token names it."""
    if test is None:
        return None
    return TestClaim(Result.POSITIVE if test.positive else Result.NEGATIVE, int(test.sampled_at.timestamp()))
