"""A certificate submitted at one moment by many, or by a process that ends, is kept exactly once (X2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from functions.admin.service import Names
from functions.healthcode import holders as health
from functions.healthcode.abroad import evidence, issuers
from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.errors import (
    AlreadyUsed,
    IssuerChanged,
    IssuerWithdrawn,
    NoSuchCertificate,
)
from functions.healthcode.abroad.schemas import IssuerEdit, IssuerForm
from functions.healthcode.abroad.tables import Claim, Evidence
from functions.healthcode.facts import FactKind
from functions.healthcode.tables import Proposal
from layers import clock
from layers.paging import PageQuery
from local.engines import Engine
from tests import abroad, dumps, holders, strangers, wire
from tests.abroad import BORN, NAME, Ministry
from tests.holders import Citizen
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = pytest.mark.emulator

POSITIVE = abroad.certificate(abroad.sample(tr="260373001"))


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    yield
    clock.use(None)


@pytest.fixture
def text() -> str:
    """A positive test, whose issuer is trusted."""
    ministry = Ministry()
    form = IssuerForm(Kind.EU_DCC, "AT", Names("奥地利卫生部"), certificate=ministry.pem)
    issuers.add_all([form], "officer-1", "bilateral agreement", clock.now())
    return ministry.sign(POSITIVE)


def li() -> Citizen:
    """Return somebody with a code, whose name is that of the certificate."""
    keeper, declaration = strangers.account(), holders.declaration(strangers.document())
    named = replace(declaration, details=replace(declaration.details, name=NAME))
    return Citizen(keeper, health.declare_for(keeper, named, clock.now()).person)


def submit(of: Citizen, text: str) -> str:
    """Submit a certificate, and return its id."""
    born = date.fromisoformat(BORN)
    (shown,) = evidence.submit(of.account, of.person, [text], "", born, clock.now())
    return shown.item.id


def withdraw(of: Citizen, certificate: str) -> None:
    evidence.withdraw(of.account, of.person, certificate)


def assert_once(of: Citizen) -> None:
    """Fail unless it is kept once, as one fact, of which one proposal came."""
    assert len(list(Claim.scan(Claim.sk == "CERTIFICATE"))) == 1
    assert [item.person for item in Claim.scan(Claim.sk == "CERTIFICATE")] == [of.person]
    assert len(list(Evidence.scan(Evidence.sk.startswith("ABROAD#")))) == 1
    assert of.kinds()[FactKind.POSITIVE_TEST] == 1
    assert [item.kind for item in Proposal.scan(Proposal.sk == "PROPOSAL")] == [FactKind.SUSPECTED]
    holders.assert_whole()


def test_x2_one_certificate_sent_many_times_at_once_is_one(text: str) -> None:
    person = li()

    outcomes = at_once([partial(submit, person, text)] * 6)

    assert len(set(outcomes)) == 1
    assert_once(person)


def test_x2_of_two_people_at_once_exactly_one_has_it(text: str) -> None:
    people = [li(), li()]

    outcomes = at_once([partial(submit, person, text) for person in people for _ in range(3)])

    assert set(refusals(outcomes)) == {AlreadyUsed}
    assert len(refusals(outcomes)) == 3
    (winner,) = [person for person in people if person.kinds()[FactKind.POSITIVE_TEST]]
    assert_once(winner)


def test_x2_submitted_and_withdrawn_at_once_it_is_there_or_not(text: str) -> None:
    person = li()
    certificate = submit(person, text)

    outcomes = at_once([partial(withdraw, person, certificate), partial(submit, person, text)])

    assert set(refusals(outcomes)) <= {NoSuchCertificate}
    assert submit(person, text) == certificate
    assert_once(person)


def test_x2_a_submission_killed_at_any_write_and_sent_again_is_one(text: str) -> None:
    person, before = li(), dumps.take()
    with wire.writes() as undisturbed:
        submit(person, text)
    assert_once(person)

    for number in range(1, len(undisturbed.operations) + 1):
        for moment in Moment:
            dumps.bring_back(before)
            with wire.killed_at(number, moment):
                submit(person, text)
            submit(person, text)

            assert_once(person)


def test_x2_trust_withdrawn_and_an_edit_at_once_leave_it_withdrawn(text: str) -> None:
    (issuer,) = issuers.listed("", PageQuery(), lambda item: item.id).items
    change = IssuerEdit(1, "DE", Names("德国卫生部"), "moved")
    edit = partial(issuers.edit, issuer, change, "officer-2", clock.now())
    withdrawal = partial(issuers.decide, issuer, "officer-1", "stolen", clock.now(), trusted=False)

    outcomes = at_once([withdrawal, edit])

    assert set(refusals(outcomes)) <= {IssuerChanged}
    with pytest.raises(IssuerWithdrawn):
        submit(li(), text)
