"""Tests made abroad as facts here: those that count by policy, and what follows from a positive one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from functions.healthcode import proposals, recording, store
from functions.healthcode.abroad import validity
from functions.healthcode.abroad.bearers import Bearer
from functions.healthcode.abroad.contents import Method, Test
from functions.healthcode.abroad.policies import AbroadPolicy
from functions.healthcode.abroad.store import Raced
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Extra, Origin, Stated
from layers import policy
from layers.changes import apply
from layers.transaction import Step


def counted(tests: Sequence[Test], now: datetime) -> tuple[Test, ...]:
    """Return the tests that are nucleic-acid results here."""
    rule = policy.get(AbroadPolicy)
    taken = {Method.NUCLEIC_ACID: rule.nucleic_acid_tests, Method.ANTIGEN: rule.rapid_tests}
    methods = frozenset(method for method, is_taken in taken.items() if is_taken)
    within = timedelta(hours=rule.test_hours)
    return tuple(test for test in tests if validity.counts(test, methods, within, now))


def write(
    bearer: Bearer, certificate: str, tests: Sequence[Test], steps: Sequence[Step], now: datetime
) -> None:
    """Write the steps, with a fact for each test unless a submission before this one wrote them."""
    origin = _origin(bearer, certificate)
    if not tests or store.recorded(bearer.person, origin.submission):
        apply(*steps)
        return
    stated = [_stated(test, certificate) for test in tests]
    if recording.record(bearer.person, origin, stated, now, extra=Extra(steps)).repeated:
        raise Raced


def propose(bearer: Bearer, certificate: str, tests: Sequence[Test], now: datetime) -> None:
    """Propose that somebody with a positive test is a suspected case, as with a laboratory's."""
    for test in tests:
        if test.positive:
            stated = Stated(kind=FactKind.SUSPECTED, at=test.sampled_at, evidence=_evidence(certificate))
            proposals.propose(bearer.person, _origin(bearer, certificate), stated, now)


def _stated(test: Test, certificate: str) -> Stated:
    kind = FactKind.POSITIVE_TEST if test.positive else FactKind.NEGATIVE_TEST
    return Stated(kind=kind, at=test.sampled_at, evidence=_evidence(certificate))


def _origin(bearer: Bearer, certificate: str) -> Origin:
    return Origin(source=Source.ABROAD, recorder=bearer.account, client=f"certificate:{certificate}")


def _evidence(certificate: str) -> str:
    return f"certificate:{certificate}"
