"""Certificates that tests issue, as the standards have them and not quite: read, or refused by name (X2)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from functions.healthcode.abroad import checking, cose, packing
from functions.healthcode.abroad.checking import Checked
from functions.healthcode.abroad.contents import Dose, Method, Use
from functions.healthcode.abroad.contents import Test as Sample
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.signers import Signer
from tests import abroad
from tests.abroad import NOW, Clinic, Ministry

MINISTRY, OTHER, RSA = Ministry(), Ministry(), Ministry(rsa.generate_private_key(65537, 2048))
TESTS_ONLY = Ministry(uses=("1.3.6.1.4.1.1847.2021.1.1",))
CLINIC, NEIGHBOUR = Clinic(), Clinic()

SAMPLED = datetime(2022, 7, 12, 12, tzinfo=UTC)
DOSE = Dose("EU/1/20/1528", 2, 2, date(2022, 2, 18))
NEGATIVE = Sample(Method.NUCLEIC_ACID, positive=False, sampled_at=SAMPLED)


def check(text: str, *signers: Signer) -> Checked:
    """Check what was scanned, with these issuers trusted."""
    (packed,) = packing.packed([text])
    return checking.judged(checking.opened(packed), signers, NOW)


def refusal(text: str, *signers: Signer) -> Reason:
    with pytest.raises(Refused) as refused:
        check(text, *signers)
    return refused.value.reason


@pytest.mark.parametrize("ministry", [MINISTRY, RSA, TESTS_ONLY], ids=["ES256", "PS256", "with a use"])
def test_x2_an_eu_test_is_read(ministry: Ministry) -> None:
    text = ministry.sign(abroad.certificate(abroad.sample()))

    checked = check(text, ministry.signer)

    assert checked.content.tests == (NEGATIVE,)
    assert checked.content.doses == ()
    assert (checked.content.country, checked.content.person.shown) == ("AT", "Xiao Ming Li")


DOSES: list[tuple[dict[str, Any], str]] = [
    ({}, "as the schema has it"),
    ({"dt": "2022-02-18T09:30:00Z"}, "a time behind the date"),
    ({"dt": date(2022, 2, 18)}, "a CBOR date"),
    ({"ci": "urn:uvci:01:AT:DOSE"}, "in small letters, without a checksum"),
]


@pytest.mark.parametrize(("changes", "comment"), DOSES)
def test_x2_an_eu_dose_is_read(changes: dict[str, Any], comment: str) -> None:
    usual = check(MINISTRY.sign(abroad.certificate(abroad.vaccination())), MINISTRY.signer)

    checked = check(MINISTRY.sign(abroad.certificate(abroad.vaccination(**changes))), MINISTRY.signer)

    assert checked.content.doses == (DOSE,), comment
    assert checked.content.uses == {Use.VACCINATION}
    assert checked.content.id == usual.content.id, comment


def test_x2_certificates_of_one_number_are_told_apart_by_dose() -> None:
    texts = [MINISTRY.sign(abroad.certificate(abroad.vaccination(dn=number))) for number in (1, 2)]

    ids = {check(text, MINISTRY.signer).content.id for text in texts}

    assert len(ids) == len(texts)


EU: list[tuple[dict[str, Any], Reason, str]] = [
    (abroad.recovery(), Reason.KIND_NOT_ACCEPTED, "a recovery"),
    ({**abroad.vaccination(), **abroad.sample()}, Reason.NOT_TO_SCHEMA, "two at once"),
    ({"v": abroad.vaccination()["v"] * 2}, Reason.NOT_TO_SCHEMA, "two doses"),
    ({}, Reason.NOT_TO_SCHEMA, "none"),
    (abroad.vaccination(tg="1"), Reason.NOT_TO_SCHEMA, "another disease"),
    (abroad.vaccination(dn=0), Reason.NOT_TO_SCHEMA, "dose 0"),
    (abroad.vaccination(dn=10**30), Reason.NOT_TO_SCHEMA, "a very large number"),
    (abroad.vaccination(dt="2022-02-30"), Reason.NOT_TO_SCHEMA, "no day"),
    (abroad.vaccination(dt=None), Reason.NOT_TO_SCHEMA, "no date"),
    (abroad.vaccination(dt="2022-08-18"), Reason.NOT_YET_VALID, "a dose of next month"),
    (abroad.sample(tr="1"), Reason.NOT_TO_SCHEMA, "an unknown result"),
    (abroad.sample(tt="1"), Reason.NOT_TO_SCHEMA, "an unknown method"),
    (abroad.sample(sc="yesterday"), Reason.NOT_TO_SCHEMA, "no time"),
    (abroad.sample(sc="2022-07-13T12:00:00Z"), Reason.NOT_YET_VALID, "a sample of today's evening"),
    ({**abroad.sample(), "nam": {}}, Reason.NOT_TO_SCHEMA, "nobody's"),
    ({**abroad.sample(), "dob": "1.5.1990"}, Reason.NOT_TO_SCHEMA, "another way to write dates"),
]


@pytest.mark.parametrize(("said", "reason", "comment"), EU)
def test_x2_what_isnt_to_the_eu_schema_is_refused(said: dict[str, Any], reason: Reason, comment: str) -> None:
    assert refusal(MINISTRY.sign(abroad.certificate(said)), MINISTRY.signer) is reason, comment


def test_x2_an_eu_certificate_is_checked_with_the_key_that_it_names() -> None:
    text = MINISTRY.sign(abroad.certificate(abroad.vaccination()))

    assert refusal(text) is Reason.ISSUER_UNKNOWN
    assert refusal(text, OTHER.signer) is Reason.ISSUER_UNKNOWN
    forbidden = TESTS_ONLY.sign(abroad.certificate(abroad.vaccination()))
    assert refusal(forbidden, TESTS_ONLY.signer) is Reason.KEY_NOT_FOR_THIS


def test_x2_of_keys_with_one_id_the_one_that_signed_counts() -> None:
    signer = MINISTRY.signer
    theirs = msgspec.structs.replace(OTHER.signer.key, id=signer.key.id)
    same_id = Signer("other", theirs, signer.trust)
    text = MINISTRY.sign(abroad.certificate(abroad.vaccination()))

    assert check(text, same_id, signer).issuer == "ministry"
    assert refusal(text, same_id) is Reason.SIGNATURE_WRONG


TIMES: list[tuple[datetime, datetime, Reason, str]] = [
    (NOW + timedelta(hours=1), NOW + timedelta(days=9), Reason.NOT_YET_VALID, "made in an hour"),
    (NOW - timedelta(days=9), NOW, Reason.EXPIRED, "over"),
    (NOW - timedelta(days=301), NOW + timedelta(days=9), Reason.ISSUER_NOT_VALID, "before its key"),
]


@pytest.mark.parametrize(("issued", "expires", "reason", "comment"), TIMES)
def test_x2_times_of_an_eu_certificate_count(
    issued: datetime, expires: datetime, reason: Reason, comment: str
) -> None:
    text = MINISTRY.sign(abroad.certificate(abroad.vaccination()), issued, expires)

    assert refusal(text, MINISTRY.signer) is reason, comment


CLAIMS = {1: "AT", 4: NOW.timestamp() + 9, 6: NOW.timestamp(), -260: {1: {}}}
MESSAGES: list[tuple[bytes, Reason, str]] = [
    (b"", Reason.MALFORMED, "nothing"),
    (cbor2.dumps([1, 2, 3]), Reason.MALFORMED, "three parts"),
    (cbor2.dumps([b"", {}, b"", b"", b""]), Reason.MALFORMED, "five parts"),
    (cbor2.dumps(cbor2.CBORTag(17, [b"", {}, b"", b""])), Reason.MALFORMED, "a COSE_Mac0"),
    (MINISTRY.wrap([]), Reason.MALFORMED, "claims in a list"),
    (MINISTRY.wrap({**CLAIMS, 4: None}), Reason.MALFORMED, "no end"),
    (MINISTRY.wrap({**CLAIMS, 4: float("inf")}), Reason.MALFORMED, "an endless end"),
    (MINISTRY.wrap({**CLAIMS, 6: "now"}), Reason.MALFORMED, "a text for a time"),
    (MINISTRY.wrap({**CLAIMS, 6: True}), Reason.MALFORMED, "yes for a time"),
    (MINISTRY.wrap(CLAIMS, algorithm=-8), Reason.WRONG_ALGORITHM, "signed with Ed25519"),
    (b"\xd9\xd9\xf7" * 1000, Reason.MALFORMED, "tags of tags"),
    (b"\x9f" * 50_000, Reason.MALFORMED, "lists of lists"),
]


@pytest.mark.parametrize(("message", "reason", "comment"), MESSAGES, ids=[row[-1] for row in MESSAGES])
def test_x2_what_is_no_cwt_is_refused(message: bytes, reason: Reason, comment: str) -> None:
    with pytest.raises(Refused) as refused:
        cose.unwrapped(message)

    assert refused.value.reason is reason, comment


def test_x2_a_card_is_read() -> None:
    series = [{"doseNumberPositiveInt": 1, "seriesDosesPositiveInt": 2}]
    card = abroad.credential(
        abroad.patient(),
        abroad.immunization("2022-01-29", protocolApplied=series),
        abroad.immunization("2022-02-18"),
        abroad.immunization("2022-03-01", status="not-done"),
        abroad.observation(),
        {"resourceType": "Condition", "code": {}},
    )

    content = check(CLINIC.sign(card), CLINIC.signer).content

    cvx = "http://hl7.org/fhir/sid/cvx|208"
    assert content.doses == (Dose(cvx, 1, 2, date(2022, 1, 29)), Dose(cvx, None, None, date(2022, 2, 18)))
    assert content.tests == (NEGATIVE,)
    assert content.uses == {Use.VACCINATION, Use.TEST}
    assert check(CLINIC.sign(card, nbf=NOW.timestamp() - 9.5), CLINIC.signer).content.id == content.id


OTHERS = ("health-card", "immunization")
CARDS: list[tuple[dict[str, Any], Reason, str]] = [
    (abroad.credential(abroad.patient()), Reason.KIND_NOT_ACCEPTED, "nothing of a dose or test"),
    (
        abroad.credential(abroad.patient(), abroad.immunization(code="03"), types=OTHERS),
        Reason.KIND_NOT_ACCEPTED,
        "measles, mumps, rubella",
    ),
    (
        abroad.credential(abroad.patient(), abroad.observation(code="2345-7")),
        Reason.KIND_NOT_ACCEPTED,
        "glucose",
    ),
    (
        abroad.credential(abroad.patient(), abroad.observation(status="preliminary")),
        Reason.KIND_NOT_ACCEPTED,
        "a result that may change",
    ),
    (abroad.credential(abroad.immunization()), Reason.NOT_TO_SCHEMA, "nobody's"),
    (
        abroad.credential(abroad.patient(), abroad.patient(), abroad.immunization()),
        Reason.NOT_TO_SCHEMA,
        "two people's",
    ),
    (
        abroad.credential(abroad.patient(), abroad.immunization(), types=("covid19",)),
        Reason.NOT_TO_SCHEMA,
        "no health card",
    ),
    (
        abroad.credential(abroad.patient(), abroad.immunization("2022-02")),
        Reason.NOT_TO_SCHEMA,
        "only the month",
    ),
    (
        abroad.credential(abroad.patient(birthDate="long ago"), abroad.immunization()),
        Reason.NOT_TO_SCHEMA,
        "no birth date",
    ),
    ({"type": []}, Reason.NOT_TO_SCHEMA, "nothing"),
]


@pytest.mark.parametrize(("card", "reason", "comment"), CARDS)
def test_x2_what_is_no_card_of_a_dose_or_test_is_refused(
    card: dict[str, Any], reason: Reason, comment: str
) -> None:
    assert refusal(CLINIC.sign(card), CLINIC.signer) is reason, comment


CARD = abroad.credential(abroad.patient(), abroad.immunization())
HEADERS: list[tuple[dict[str, Any], Reason, str]] = [
    ({"alg": "none"}, Reason.WRONG_ALGORITHM, "unsigned"),
    ({"alg": "HS256"}, Reason.WRONG_ALGORITHM, "signed with what everybody knows"),
    ({"zip": ""}, Reason.NOT_COMPRESSED, "not said to be compressed"),
    ({"kid": "another"}, Reason.ISSUER_UNKNOWN, "another key"),
    ({"exp": NOW.timestamp()}, Reason.EXPIRED, "over"),
    ({"nbf": NOW.timestamp() * 1000}, Reason.MALFORMED, "in milliseconds"),
    ({"nbf": "2022"}, Reason.MALFORMED, "a text for a time"),
    ({"nbf": NOW.timestamp() + 999}, Reason.NOT_YET_VALID, "later than now"),
    ({"iss": 1}, Reason.MALFORMED, "a number for the issuer"),
    ({"vc": None}, Reason.NOT_TO_SCHEMA, "nothing said"),
]


@pytest.mark.parametrize(("changes", "reason", "comment"), HEADERS)
def test_x2_what_is_no_jws_of_the_framework_is_refused(
    changes: dict[str, Any], reason: Reason, comment: str
) -> None:
    assert refusal(CLINIC.sign(changes.pop("vc", CARD), **changes), CLINIC.signer) is reason, comment


def test_x2_a_card_is_its_issuers() -> None:
    text = CLINIC.sign(CARD)

    assert refusal(NEIGHBOUR.sign(CARD, kid=CLINIC.jwk["kid"]), CLINIC.signer) is Reason.SIGNATURE_WRONG
    assert refusal(f"{text[:-4]}AAAA", CLINIC.signer) is Reason.SIGNATURE_WRONG
    assert refusal(text[:-8], CLINIC.signer) is Reason.SIGNATURE_WRONG


def test_x2_no_byte_of_a_signed_certificate_can_be_changed() -> None:
    said = abroad.certificate(abroad.sample())
    message = bytearray(MINISTRY.wrap({4: NOW.timestamp() + 9, 6: NOW.timestamp(), -260: {1: said}}))

    for place in range(len(message)):
        message[place] ^= 1
        with pytest.raises(Refused):
            checking.judged(cose.unwrapped(bytes(message)), [MINISTRY.signer], NOW)
        message[place] ^= 1

    checking.judged(cose.unwrapped(bytes(message)), [MINISTRY.signer], NOW)


def test_x2_json_with_numbers_that_there_are_not_is_refused() -> None:
    header = {"zip": "DEF", "alg": "ES256", "kid": CLINIC.jwk["kid"]}
    for text in (b'{"nbf": NaN}', b'{"nbf": 1e999}', b"\xff\xfe{}", b"[]", b'{"nbf":' + b"9" * 5000 + b"}"):
        jws = CLINIC.seal(header, abroad.deflated(text))

        assert refusal(jws, CLINIC.signer) is Reason.MALFORMED, text[:20]


def test_x2_base64_with_other_characters_is_refused() -> None:
    for part in ("a+b/", "abc=", "abcde"):
        with pytest.raises(Refused) as refused:
            packing.base64url(part)

        assert refused.value.reason is Reason.UNREADABLE, part
