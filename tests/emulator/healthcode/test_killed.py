"""A process that ends at any write leaves nothing half done about a code (H2, H3, N2)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from functions.auth import service as auth
from functions.healthcode import appeals, holders, store
from functions.healthcode.errors import AppealDecided, ProposalDecided
from functions.healthcode.facts import FactKind
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import passes, results, rounds
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.tables import Pass, Task
from functions.healthcode.tables import Proposal
from layers import clock
from local.engines import Engine
from tests import dumps, posts, strangers, wire
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


def test_h8_passes_killed_and_uploaded_again() -> None:
    post, person = posts.keeper(PlaceKind.CHECKPOINT), people.citizen()
    rows = [posts.row(person, 36.5), posts.row(person, 38.5)]

    def check() -> None:
        assert len(list(Pass.scan(Pass.sk.startswith("PASS#")))) == len(rows)
        assert person.kinds()[FactKind.FEVER] == 1

    assert_survives(lambda: passes.upload(post, rows, clock.now()), check)


def test_h14_a_positive_result_killed_and_delivered_again() -> None:
    post, person = posts.keeper(PlaceKind.LAB), people.citizen()
    sample = posts.sample(post, store.holder(person.person), positive=True)

    def check() -> None:
        assert person.kinds()[FactKind.POSITIVE_TEST] == 1
        assert [item.kind for item in Proposal.scan(Proposal.sk == "PROPOSAL")] == [FactKind.SUSPECTED]

    assert_survives(lambda: results.deliver(post, [sample], clock.now()), check)


def test_h12_changes_killed_and_taken_up_again() -> None:
    crowd = [people.citizen(FactKind.FEVER) for _ in range(2)]

    def take_up() -> None:
        rounds.take_up(clock.now())

    before = dumps.take()
    with wire.writes() as undisturbed:
        take_up()
    for number in range(1, len(undisturbed.operations) + 1):
        for moment in Moment:
            dumps.bring_back(before)
            with wire.killed_at(number, moment):
                take_up()
            take_up()
            tasks = list(Task.scan(Task.sk == "TASK"))
            assert sorted(str(task.person) for task in tasks) == sorted(person.person for person in crowd)
