"""Signed statements: foreign programs read them from the published keys alone, and nobody can change them.

The foreign readers are `cwt` (CWT and COSE) and `zxing-cpp` (QR codes); none shares code with what signs.
"""

from datetime import timedelta
from typing import Any

import base45
import cbor2
import cwt
import pytest
import zxingcpp
from cwt import COSEKey
from cwt.exceptions import VerifyError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from layers import clock, keys, qr, signing
from layers.keys import Purpose, StoredKey
from layers.signing import PREFIX, Claim, SignatureExpired, SignatureInvalid, Statement
from tests.component.conftest import Moment
from tests.factories import Client

pytestmark = pytest.mark.usefixtures("world")

CONTENT = {"name": "张伟强", "doses": [["vero", 1, "2022-07-13"]]}
CENTURY = timedelta(days=36500)
"""So long, because the foreign reader asks the system's clock."""


def signed() -> str:
    statement = Statement("8d3f6a0c", clock.now(), clock.now() + CENTURY, CONTENT)
    return signing.sign(Purpose.CERTIFICATE, statement)


def read(text: str) -> Statement:
    return signing.read(Purpose.CERTIFICATE, text, clock.now())


def token(text: str) -> bytes:
    return bytes(base45.b45decode(text.removeprefix(PREFIX)))


def text_of(token: Any) -> str:
    return f"{PREFIX}{base45.b45encode(cbor2.dumps(token)).decode()}"


def certificate_keys(client: Client) -> list[dict[str, str]]:
    return [each for each in client.get("/v1/keys").body["keys"] if each["purpose"] == Purpose.CERTIFICATE]


def published(client: Client) -> list[Any]:
    return [COSEKey.from_jwk(each) for each in certificate_keys(client)]


def test_a_statement_gives_back_what_was_stated() -> None:
    found = read(signed())

    assert (found.id, found.content) == ("8d3f6a0c", CONTENT)
    assert (found.issued, found.expires) == (clock.now(), clock.now() + CENTURY)


def test_a_foreign_program_reads_it_with_the_published_keys(client: Client) -> None:
    claims = cwt.decode(token(signed()), published(client))

    assert isinstance(claims, dict)
    assert claims[Claim.ID] == b"8d3f6a0c"
    assert claims[Claim.CONTENT] == CONTENT
    assert claims[Claim.EXPIRES] - claims[Claim.ISSUED] == CENTURY.total_seconds()


def test_a_foreign_program_refuses_it_with_another_key(client: Client) -> None:
    text, (key,) = signed(), certificate_keys(client)
    StoredKey.get("KEYS#certificate", "0001").delete()
    keys.forget()
    (other,) = certificate_keys(client)

    with pytest.raises(VerifyError):
        cwt.decode(token(text), [COSEKey.from_jwk({**other, "kid": key["kid"]})])


def test_a_foreign_scanner_reads_it_from_its_qr_code() -> None:
    text = signed()
    dark = qr.modules(text)
    picture = Image.new("L", (len(dark) + 8, len(dark) + 8), 255)
    for y, row in enumerate(dark):
        for x, is_dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if is_dark else 255)

    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 4,) * 2, Image.Resampling.NEAREST))

    assert found.text == text
    assert len(dark) <= 17 + 4 * 11, "no larger than version 11, which old phones still read"


@pytest.mark.parametrize("position", range(0, 280, 17))
def test_a_statement_changed_anywhere_is_refused(position: int) -> None:
    text = signed()
    other = "A" if text[position] != "A" else "B"

    with pytest.raises(SignatureInvalid):
        read(text[:position] + other + text[position + 1 :])


FORGERIES: list[tuple[Any, str]] = [
    (cbor2.CBORTag(18, []), "nothing in it"),
    (cbor2.CBORTag(18, [b"", {}, b"", b""]), "empty parts"),
    (cbor2.CBORTag(18, [cbor2.dumps({1: -8}), {}, b"", bytes(64)]), "no key named"),
    (cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: b"00000000"}), {}, b"", bytes(64)]), "an unknown key"),
    (cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: 7}), {}, b"", bytes(64)]), "a key named by a number"),
    (cbor2.CBORTag(18, [cbor2.dumps({1: -7, 4: b"00000000"}), {}, b"", bytes(64)]), "another algorithm"),
    (cbor2.CBORTag(18, [cbor2.dumps({1: None, 4: b"00000000"}), {}, b"", bytes(64)]), "no algorithm"),
    (cbor2.CBORTag(17, [b"", {}, b"", b""]), "a MAC"),
    ([b"", {}, b"", b""], "without its tag"),
    ({}, "another thing"),
]


@pytest.mark.parametrize(("forgery", "comment"), FORGERIES)
def test_what_is_no_statement_is_refused(forgery: Any, comment: str) -> None:
    with pytest.raises(SignatureInvalid):
        assert read(text_of(forgery)), comment


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda raw: base45.b45encode(raw).decode()))
)
def test_any_other_text_is_refused_and_breaks_nothing(text: str) -> None:
    for candidate in (text, PREFIX + text):
        with pytest.raises(SignatureInvalid):
            read(candidate)


def test_a_statement_ends_at_its_second(moment: Moment) -> None:
    text = signed()

    moment.advance(days=CENTURY.days, seconds=-1)
    assert read(text)
    moment.advance(seconds=1)
    with pytest.raises(SignatureExpired):
        read(text)


def test_o4_a_new_key_is_published_before_it_signs_and_the_old_one_goes_on_being_read(
    client: Client, moment: Moment
) -> None:
    old = signed()
    keys.rotate(Purpose.CERTIFICATE)
    announced = published(client)
    moment.advance(minutes=3)
    new = signed()

    assert len(announced) == 2
    assert old != new
    for text in (old, new):
        assert read(text).content == CONTENT
        assert cwt.decode(token(text), announced)


def test_everybody_may_keep_the_published_keys_for_a_minute(client: Client) -> None:
    answer = client.get("/v1/keys")

    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert {key.keys() >= {"d"} for key in answer.body["keys"]} == {False}
