"""Every EU certificate of the shared test data gives, step by step, the result that its file expects (X2).

The files are eu-digital-green-certificates/dgc-testdata's, whose README says what each step is.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import cbor2
import pytest
import qrcode
import zxingcpp
from PIL import Image

from functions.healthcode.abroad import checking, cose, hcert, packing, signers, validity
from functions.healthcode.abroad.contents import Content, Kind
from functions.healthcode.abroad.envelopes import Envelope
from functions.healthcode.abroad.packing import Packed
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.signers import Certified, Signer
from functions.healthcode.abroad.validity import Trust
from tests.abroad import SHARED

FILES = sorted((SHARED / "eu-dcc").rglob("*.json"))


class File:
    """A file of the test data, with what it holds as the readers take it."""

    def __init__(self, path: Path) -> None:
        self.said: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.expected: Mapping[str, bool] = self.said["EXPECTEDRESULTS"]
        self.context: Mapping[str, str] = self.said["TESTCTX"]

    @cached_property
    def envelope(self) -> Envelope:
        """The certificate before it is checked: COSE where the file has it, else from the prefixed text."""
        return cose.unwrapped(bytes.fromhex(self.said["COSE"])) if "COSE" in self.said else self.scanned

    @cached_property
    def scanned(self) -> Envelope:
        """The certificate as it is scanned."""
        (packed,) = packing.packed([self.said["PREFIX"]])
        return checking.opened(packed)

    @cached_property
    def certified(self) -> Certified:
        """The certificate of the key that signed it."""
        return signers.certified(self.context["CERTIFICATE"])

    @property
    def now(self) -> datetime:
        """The time at which it is checked."""
        return datetime.fromisoformat(self.context["VALIDATIONCLOCK"]).astimezone(UTC)

    def has(self, name: str, content: bytes) -> bool:
        """Tell whether a field of the file, where there is one, is this."""
        return self.said.get(name, content.hex()).lower() == content.hex()

    @property
    def trusted(self) -> Signer:
        """The signer as the trust list has it."""
        found = self.certified
        trust = Trust(found.valid_from, found.valid_until, found.key.uses, withdrawn=False)
        return Signer(found.fingerprint, found.key, trust)


def document(envelope: Envelope) -> Any:
    """Return the certificate's JSON, in the words of its issuer."""
    return envelope.claims[-260][1]


def canonical(said: Any) -> str:
    """Return a text that two documents share which say the same; UTC has two spellings."""
    return json.dumps(said, sort_keys=True).replace("+00:00", "Z")


def content_of(said: Any) -> Content:
    """Return what a certificate's JSON says."""
    return hcert.content({-260: {1: said}})


def picture(file: File) -> bool:
    """Read the picture as the page does; where the file has none, one drawn of its text."""
    try:
        drawn = _opened(file.said["2DCODE"]) if "2DCODE" in file.said else _drawn(file.said["PREFIX"])
    except OSError:
        return False  # no picture at all
    return [found.text for found in zxingcpp.read_barcodes(drawn)] == [file.said["PREFIX"]]


def _opened(content: str) -> Image.Image:
    return Image.open(BytesIO(base64.b64decode(content)))


def _drawn(text: str) -> Image.Image:
    return qrcode.make(text, border=4).get_image().convert("L")


def unprefixed(file: File) -> bool:
    return packing.packed([file.said["PREFIX"]]) == [Packed(Kind.EU_DCC, file.said["BASE45"])]


def base45_decoded(file: File) -> bool:
    return file.has("COMPRESSED", cose.decoded(file.said["BASE45"]))


def unfolded(file: File) -> bool:
    if "COMPRESSED" in file.said:
        compressed = bytes.fromhex(file.said["COMPRESSED"])
    else:
        compressed = cose.decoded(file.said["BASE45"])
    return file.has("COSE", packing.inflated(compressed, packing.ZLIB, cose.MOST_BYTES))


def verified(file: File) -> bool:
    key = file.certified.key
    return key.id == file.envelope.key and signers.verifies(key, file.envelope)


def decoded(file: File) -> bool:
    content_of(document(file.envelope))
    if "CBOR" not in file.said:
        return True
    said = cbor2.loads(bytes.fromhex(file.said["CBOR"]))  # in some files all claims, in most the certificate
    return said in (file.envelope.claims, document(file.envelope))


def encoded(file: File) -> bool:
    """We issue none: what another one encodes says the same to us as its JSON."""
    return content_of(cbor2.loads(cbor2.dumps(file.said["JSON"]))) == content_of(file.said["JSON"])


def same_json(file: File) -> bool:
    return canonical(document(file.scanned)) == canonical(file.said["JSON"])


def schema_kept(file: File) -> bool:
    return content_of(document(file.envelope)) is not None


def object_kept(file: File) -> bool:
    return content_of(file.said["JSON"]) is not None


def in_time(file: File) -> bool:
    return validity.untimely(file.envelope, file.now) is None


def key_used_rightly(file: File) -> bool:
    trust, said = file.trusted.trust, checking.content(file.envelope)
    return verified(file) and validity.unacceptable(said, trust, file.now) is not Reason.KEY_NOT_FOR_THIS


STEPS: Mapping[str, tuple[Callable[[File], bool], set[Reason]]] = {
    "EXPECTEDPICTUREDECODE": (picture, set()),
    "EXPECTEDUNPREFIX": (unprefixed, {Reason.NOT_A_CERTIFICATE}),
    "EXPECTEDB45DECODE": (base45_decoded, {Reason.UNREADABLE}),
    "EXPECTEDCOMPRESSION": (unfolded, {Reason.NOT_COMPRESSED}),
    "EXPECTEDVERIFY": (verified, {Reason.MALFORMED, Reason.ISSUER_UNKNOWN, Reason.SIGNATURE_WRONG}),
    "EXPECTEDDECODE": (decoded, {Reason.NOT_TO_SCHEMA}),
    "EXPECTEDENCODE": (encoded, set()),
    "EXPECTEDVALIDJSON": (same_json, set()),
    "EXPECTEDVALIDOBJECT": (object_kept, {Reason.NOT_TO_SCHEMA}),
    "EXPECTEDSCHEMAVALIDATION": (schema_kept, {Reason.NOT_TO_SCHEMA}),
    "EXPECTEDEXPIRATIONCHECK": (in_time, {Reason.NOT_YET_VALID, Reason.EXPIRED}),
    "EXPECTEDKEYUSAGE": (key_used_rightly, {Reason.KEY_NOT_FOR_THIS}),
}
"""How each step is made, and with which reasons it fails."""

EXPECTATIONS = [(path, step) for path in FILES for step in File(path).expected]


def name(value: object) -> str:
    return str(value.relative_to(SHARED)) if isinstance(value, Path) else str(value)


def test_x2_there_are_files() -> None:
    assert len(FILES) > 40
    assert {step for _, step in EXPECTATIONS} <= STEPS.keys()


@pytest.mark.parametrize(("path", "step"), EXPECTATIONS, ids=name)
def test_x2_each_step_ends_as_its_file_expects(path: Path, step: str) -> None:
    file = File(path)
    take, reasons = STEPS[step]

    ended, reason = outcome(take, file)

    assert ended == file.expected[step]
    assert reason in {None, *reasons}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_x2_the_whole_ends_as_its_file_expects(path: Path) -> None:
    file = File(path)
    failing = {step for step, good in file.expected.items() if not good} - {"EXPECTEDPICTUREDECODE"}
    expected = set().union(*(STEPS[step][1] for step in failing)) if failing else {judgement(file)}

    reason = refused_for(file)

    assert reason in expected


def judgement(file: File) -> Reason | None:
    """Return what becomes here of a certificate that is good as such."""
    said = document(file.scanned)
    dated = [file.scanned.issued, *(datetime.fromisoformat(test["sc"]) for test in said.get("t", ()))]
    if max(dated) > file.now:
        return Reason.NOT_YET_VALID  # some were made after the time at which their file lets them be checked
    return Reason.KIND_NOT_ACCEPTED if said.get("r") else None


def outcome(take: Callable[[File], bool], file: File) -> tuple[bool, Reason | None]:
    """Return how a step ended, and the reason where it was refused."""
    try:
        return take(file), None
    except Refused as refused:
        return False, refused.reason


def refused_for(file: File) -> Reason | None:
    """Return why a certificate as it is scanned is refused, None where it is accepted."""
    try:
        checking.judged(file.scanned, [file.trusted], file.now)
    except Refused as refused:
        return refused.reason
    return None
