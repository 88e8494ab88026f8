"""A token's two layers (X3): what is sealed is read again, and no other text is."""

import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws

from functions.healthcode.exchange import envelope
from functions.healthcode.exchange.claims import Claims, DocumentClaim, Result, TestClaim
from functions.healthcode.exchange.errors import ClaimsWrong, SignatureWrong, TokenRefused, TokenUnreadable
from functions.healthcode.exchange.jwks import PublicKey, Use
from functions.healthcode.exchange.lifetimes import Lifetime
from functions.healthcode.exchange.own_keys import OwnKey
from functions.healthcode.rules import Colour
from tests.regions import Key, Region

BEGIN = datetime(2022, 7, 13, 2, tzinfo=UTC)
ALPHABET = f"{string.ascii_letters}{string.digits}-_."


def own(key: Key) -> OwnKey:
    return OwnKey(key.id, key.use, key.x, key.secret, Lifetime(BEGIN, None, None))


def public(key: Key) -> PublicKey:
    return PublicKey(key.id, key.use, key.x)


SIGNER, RECIPIENT = Key(Use.SIGN), Key(Use.ENCRYPT)
CLAIMS = Claims(
    iss="https://one.example",
    aud="https://other.example",
    jti="0" * 32,
    iat=1657677600,
    exp=1657678200,
    name="张伟强",
    birthdate=date(1985, 6, 7),
    document=DocumentClaim("HOME_RETURN_PERMIT", "H12345678"),
    colour=Colour.GREEN,
    test=TestClaim(Result.NEGATIVE, 1657591200),
)
TOKEN = envelope.seal(CLAIMS, own(SIGNER), public(RECIPIENT))


def read(token: str) -> Claims:
    """Read a token as the recipient does."""
    if envelope.recipient(token) != RECIPIENT.id:
        raise TokenUnreadable
    return envelope.verify(envelope.decrypt(token, own(RECIPIENT)), public(SIGNER), "one")


TEXTS = st.text(min_size=1, max_size=64)
SECONDS = st.integers(0, (1 << 37) - 1)
TESTS = st.builds(TestClaim, st.sampled_from(Result), SECONDS)
ANY = st.builds(
    Claims,
    iss=TEXTS,
    aud=TEXTS,
    jti=TEXTS,
    iat=SECONDS,
    exp=SECONDS,
    name=TEXTS,
    birthdate=st.dates(),
    document=st.builds(DocumentClaim, TEXTS, TEXTS),
    colour=st.sampled_from(Colour),
    test=st.none() | TESTS,
)


@given(ANY)
@settings(max_examples=30)
def test_x3_what_is_sealed_is_read_again(claims: Claims) -> None:
    assert read(envelope.seal(claims, own(SIGNER), public(RECIPIENT))) == claims


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from(ALPHABET))
def test_x3_no_character_of_a_token_can_be_changed(place: int, character: str) -> None:
    changed = f"{TOKEN[:place]}{character}{TOKEN[place + 1 :]}"
    if changed == TOKEN:
        return

    with pytest.raises(TokenUnreadable):
        read(changed)


@given(st.text(ALPHABET, max_size=200))
def test_x3_any_other_text_is_no_token(text: str) -> None:
    with pytest.raises(TokenRefused):
        read(text)


@given(st.text(ALPHABET, max_size=200), st.sampled_from(TOKEN.split(".")))
def test_x3_parts_of_tokens_are_no_token(text: str, part: str) -> None:
    with pytest.raises(TokenRefused):
        read(f"{part}.{text}.{part}")


@given(st.text(max_size=200))
def test_x3_whatever_is_inside_is_read_or_refused(text: str) -> None:
    """A partner whose software fails brings no failure of ours."""
    region = Region(signing=SIGNER, encryption=RECIPIENT)
    enclosed = region.enclose(text, {"kid": RECIPIENT.id, "x": RECIPIENT.x})

    with pytest.raises(TokenRefused):
        read(enclosed)


def test_x3_for_somebody_else_it_can_not_be_opened() -> None:
    with pytest.raises(TokenUnreadable):
        envelope.decrypt(TOKEN, own(Key(Use.ENCRYPT)))


def test_x3_under_another_key_the_signature_is_wrong() -> None:
    signed = envelope.decrypt(TOKEN, own(RECIPIENT))

    with pytest.raises(SignatureWrong):
        envelope.verify(signed, public(Key(Use.SIGN)), "one")


def test_x3_a_token_fits_a_qr_code_and_an_address() -> None:
    assert len(TOKEN) < 1200


@pytest.mark.parametrize("payload", ["{}", "[]", "null", '"text"', '{"iss": "https://one.example"}'])
def test_x3_other_contents_are_refused_by_name(payload: str) -> None:
    head = {"alg": "Ed25519", "typ": envelope.TYPE, "kid": SIGNER.id}
    text = jws.serialize_compact(head, payload, SIGNER.private, ["Ed25519"])

    with pytest.raises(ClaimsWrong):
        envelope.verify(envelope.Signed(text, "https://one.example", SIGNER.id), public(SIGNER), "one")
