"""Whether a certificate that is signed rightly is believed (X2): times, trust, uses, which tests count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from functions.healthcode.abroad import validity
from functions.healthcode.abroad.contents import Content, Dose, Kind, Method, Person, Test, Use
from functions.healthcode.abroad.envelopes import Algorithm, Envelope
from functions.healthcode.abroad.reasons import Reason
from functions.healthcode.abroad.validity import Trust

NOW = datetime(2022, 7, 13, 2, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

ENVELOPE = Envelope(
    kind=Kind.EU_DCC,
    algorithm=Algorithm.ES256,
    key="",
    address="",
    signed=b"",
    signature=b"",
    issued=NOW - DAY,
    expires=NOW + DAY,
    claims={},
)
TRUST = Trust(NOW - 10 * DAY, NOW + 10 * DAY, frozenset(), withdrawn=False)
DOSE = Dose("EU/1/20/1528", 1, 2, date(2022, 2, 18))
SAMPLE = Test(Method.NUCLEIC_ACID, positive=False, sampled_at=NOW - DAY)
CONTENT = Content(Kind.EU_DCC, "1", frozenset({Use.VACCINATION}), Person((), ""), doses=(DOSE,))

TIMES: list[tuple[datetime, datetime | None, Reason | None, str]] = [
    (NOW, NOW + SECOND, None, "made now, its last second"),
    (NOW, None, None, "without an end"),
    (NOW, NOW, Reason.EXPIRED, "its end"),
    (NOW + validity.SKEW, None, None, "the issuer's clock is ahead"),
    (NOW + validity.SKEW + SECOND, None, Reason.NOT_YET_VALID, "later than now"),
]


@pytest.mark.parametrize(("issued", "expires", "reason", "comment"), TIMES)
def test_x2_a_certificate_is_good_from_its_making_to_its_end(
    issued: datetime, expires: datetime | None, reason: Reason | None, comment: str
) -> None:
    assert validity.untimely(replace(ENVELOPE, issued=issued, expires=expires), NOW) == reason, comment


TRUSTS: list[tuple[Trust, Reason | None, str]] = [
    (TRUST, None, "trusted"),
    (replace(TRUST, valid_from=None, valid_until=None), None, "without an end"),
    (replace(TRUST, withdrawn=True), Reason.ISSUER_WITHDRAWN, "withdrawn"),
    (replace(TRUST, valid_from=NOW - DAY), None, "signed in its first second"),
    (replace(TRUST, valid_from=NOW - DAY + SECOND), Reason.ISSUER_NOT_VALID, "signed before"),
    (replace(TRUST, valid_until=NOW + SECOND), None, "its last second"),
    (replace(TRUST, valid_until=NOW), Reason.ISSUER_NOT_VALID, "over"),
]


@pytest.mark.parametrize(("trust", "reason", "comment"), TRUSTS)
def test_x2_an_issuer_is_believed_in_its_time(trust: Trust, reason: Reason | None, comment: str) -> None:
    assert validity.untrusted(ENVELOPE, trust, NOW) == reason, comment


CONTENTS: list[tuple[Content, frozenset[Use], Reason | None, str]] = [
    (CONTENT, frozenset(), None, "a key for everything"),
    (CONTENT, frozenset({Use.VACCINATION}), None, "a key for vaccinations"),
    (CONTENT, frozenset({Use.TEST, Use.VACCINATION}), None, "a key for both"),
    (CONTENT, frozenset({Use.TEST}), Reason.KEY_NOT_FOR_THIS, "a key for tests"),
    (replace(CONTENT, doses=()), frozenset(), Reason.KIND_NOT_ACCEPTED, "a recovery"),
    (replace(CONTENT, doses=()), frozenset({Use.TEST}), Reason.KEY_NOT_FOR_THIS, "the key comes first"),
    (replace(CONTENT, doses=(replace(DOSE, day=date(2022, 7, 13)),)), frozenset(), None, "today"),
    (
        replace(CONTENT, doses=(replace(DOSE, day=date(2022, 7, 14)),)),
        frozenset(),
        Reason.NOT_YET_VALID,
        "tomorrow, where the day begins first",
    ),
    (replace(CONTENT, tests=(SAMPLE,)), frozenset(), None, "a dose and a test"),
    (
        replace(CONTENT, tests=(replace(SAMPLE, sampled_at=NOW + HOUR),)),
        frozenset(),
        Reason.NOT_YET_VALID,
        "a sample of the future",
    ),
]


@pytest.mark.parametrize(("content", "uses", "reason", "comment"), CONTENTS)
def test_x2_what_is_no_evidence_is_refused(
    content: Content, uses: frozenset[Use], reason: Reason | None, comment: str
) -> None:
    assert validity.unacceptable(content, replace(TRUST, uses=uses), NOW) == reason, comment


COUNTING: list[tuple[Method, timedelta, bool, str]] = [
    (Method.NUCLEIC_ACID, 168 * HOUR, True, "a week old"),
    (Method.NUCLEIC_ACID, 168 * HOUR + SECOND, False, "older"),
    (Method.ANTIGEN, HOUR, False, "a rapid test"),
]


@pytest.mark.parametrize(("method", "age", "counted", "comment"), COUNTING)
def test_x2_recent_nucleic_acid_tests_count(
    method: Method, age: timedelta, counted: bool, comment: str
) -> None:
    sample = Test(method, positive=False, sampled_at=NOW - age)

    assert validity.counts(sample, frozenset({Method.NUCLEIC_ACID}), 168 * HOUR, NOW) == counted, comment
