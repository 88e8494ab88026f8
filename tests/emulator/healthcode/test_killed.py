"""A process that ends at any write leaves nothing half done about a code (H2, H3, N2)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from functions.auth import service as auth
from functions.healthcode import appeals, holders, store
from functions.healthcode.errors import AppealDecided, ProposalDecided
from functions.healthcode.facts import FactKind
from functions.healthcode.rules import Colour
from layers import clock
from local.engines import Engine
from tests import dumps, strangers, wire
from tests import holders as people
from tests.wire import Moment

pytestmark = pytest.mark.emulator


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    yield
    clock.use(None)


def assert_survives(act: Callable[[], object], check: Callable[[], object]) -> None:
    """Fail unless what is done again after being killed at each of its writes ends whole."""
    before = dumps.take()
    with wire.writes() as undisturbed:
        act()
    check()
    for number in range(1, len(undisturbed.operations) + 1):
        for moment in Moment:
            dumps.bring_back(before)
            with wire.killed_at(number, moment):
                act()
            act()
            check()
            people.assert_whole()


def test_h1_a_declaration_killed_and_sent_again() -> None:
    account, form = strangers.account(), people.declaration(strangers.document(), [FactKind.FEVER])

    def check() -> None:
        person = auth.person_of_document(form.document.type, form.document.number)
        assert person
        assert store.holder(person).colour == Colour.YELLOW
        assert store.person_of_code(store.holder(person).code) == person

    assert_survives(lambda: holders.declare_for(account, form, clock.now()), check)


def test_h9_a_scenes_fact_killed_and_uploaded_again() -> None:
    person = people.citizen()

    def check() -> None:
        assert person.kinds()[FactKind.FEVER_CLINIC] == 1
        assert person.colour is Colour.YELLOW

    assert_survives(lambda: people.record(person, FactKind.FEVER_CLINIC, client="form-1"), check)


def test_h3_an_approval_killed_and_made_again() -> None:
    person = people.citizen()
    proposal = people.proposed(person, FactKind.CONFIRMED)

    def approve() -> None:
        try:
            people.decide(proposal)
        except ProposalDecided:
            return  # it was approved before the process ended

    def check() -> None:
        assert person.kinds()[FactKind.CONFIRMED] == 1
        assert person.colour is Colour.RED

    assert_survives(approve, check)


def test_h3_an_appeal_killed_and_decided_again() -> None:
    person, fact = people.red()
    appeals.file(person.account, person.person, fact, "nobody was there", clock.now())

    def decide() -> None:
        caller = people.officer("officer-4")
        try:
            appeals.decide(person.person, fact, caller, clock.now(), upheld=True, answer="so it is")
        except AppealDecided:
            return  # it was decided before the process ended

    def check() -> None:
        assert person.kinds()[FactKind.WITHDRAWAL] == 1
        assert person.colour is Colour.GREEN

    assert_survives(decide, check)
