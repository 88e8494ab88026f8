"""Places at the same moment: nothing is kept twice, nobody is at work once removed (H8, H12, lessons)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

from functions.healthcode import codes, store
from functions.healthcode.facts import FactKind
from functions.healthcode.scenes import lookups, passes, results, rounds, store_passes, workers
from functions.healthcode.scenes import store_places as places
from functions.healthcode.scenes.errors import LookupsUsedUp, NoSuchPlace
from functions.healthcode.scenes.kinds import LookReason, PlaceKind
from functions.healthcode.scenes.passes import Answer, Outcome
from functions.healthcode.scenes.tables import Pass, Task, Test
from functions.healthcode.tables import LookItem, Proposal
from layers import clock, policy
from layers.transaction import commit
from local.engines import Engine
from tests import holders as people
from tests import posts, wire
from tests.threads import at_once, refusals

pytestmark = pytest.mark.emulator


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    yield
    clock.use(None)


def test_h8_a_batch_uploaded_many_times_at_once_is_kept_once() -> None:
    post, crowd = posts.keeper(PlaceKind.CHECKPOINT), [people.citizen() for _ in range(3)]
    rows = [posts.row(person, temperature=36.5) for person in crowd] + [posts.row(crowd[0], temperature=38.5)]

    outcomes = at_once([partial(passes.upload, post, rows, clock.now())] * 6)

    answers = [each for outcome in outcomes if not isinstance(outcome, Exception) for each in outcome]
    assert refusals(outcomes) == []
    assert Counter(answer.outcome for answer in answers) == {Outcome.RECORDED: 4, Outcome.KNOWN: 20}
    assert Counter(answer.client for answer in answers if answer.outcome is Outcome.RECORDED) == Counter(
        row.client for row in rows
    )
    assert len(list(Pass.scan(Pass.sk.startswith("PASS#")))) == 4
    assert store_passes.traffic(clock.local_date(clock.now()))[people.STREET] == {
        "came": 4,
        "left": 0,
        "stopped": 0,
    }
    assert crowd[0].kinds()[FactKind.FEVER] == 1
    people.assert_whole()


@pytest.mark.parametrize("temperature", [36.5, 38.5])
def test_h8_who_is_removed_while_they_upload_uploads_it_again(temperature: float) -> None:
    post, person = posts.keeper(PlaceKind.CHECKPOINT), people.citizen()
    worker, badge = posts.worker(post)
    row = posts.row(person, temperature=temperature)

    removing = partial(workers.remove, post.by, post.id, badge, clock.now())
    with wire.writes(wire.interrupted_by(removing)):
        (answer,) = passes.upload(worker, [row], clock.now())

    assert (answer.outcome, type(answer.refusal)) == (Outcome.AGAIN, NoSuchPlace)
    assert list(Pass.scan(Pass.sk.startswith("PASS#"))) == []
    assert person.kinds()[FactKind.FEVER] == 0
    left = workers.uploading(worker.by, post.id, PlaceKind.CHECKPOINT)
    assert passes.upload(left, [row], clock.now()) == [Answer(row.client, Outcome.RECORDED)]


def test_lessons_who_is_removed_while_they_look_sees_nothing() -> None:
    post, person = posts.keeper(PlaceKind.CLINIC), people.citizen()
    worker, badge = posts.worker(post)
    token = codes.show(person.account, person.person, clock.now()).token

    removing = wire.interrupted_by(partial(workers.remove, post.by, post.id, badge, clock.now()))
    with wire.writes(removing), pytest.raises(NoSuchPlace):
        lookups.scan(worker, token, LookReason.TREATMENT, clock.now())

    assert list(LookItem.scan(LookItem.sk.startswith("LOOK#"))) == []


def test_lessons_of_look_ups_at_once_a_worker_gets_as_many_as_the_policy_says() -> None:
    commit(*policy.change("health_scenes", {"lookups_an_hour": 5}, 0, "planner", "a test"))
    policy.forget()
    post, person = posts.keeper(PlaceKind.CLINIC), people.citizen()
    token = codes.show(person.account, person.person, clock.now()).token

    outcomes = at_once([partial(lookups.scan, post, token, LookReason.TREATMENT, clock.now())] * 12)

    assert refusals(outcomes) == [LookupsUsedUp] * 7
    assert len(list(LookItem.scan(LookItem.sk.startswith("LOOK#")))) == 5


def test_h14_a_result_delivered_many_times_at_once_is_one_fact_and_one_proposal() -> None:
    post, person = posts.keeper(PlaceKind.LAB), people.citizen()
    sample = posts.sample(post, store.holder(person.person), positive=True)

    outcomes = at_once([partial(results.deliver, post, [sample], clock.now())] * 6)

    assert refusals(outcomes) == []
    assert person.kinds()[FactKind.POSITIVE_TEST] == 1
    assert len(list(Test.scan(Test.sk.startswith("TEST#")))) == 1
    assert [item.kind for item in Proposal.scan(Proposal.sk == "PROPOSAL")] == [FactKind.SUSPECTED]
    people.assert_whole()


def test_h12_changes_taken_up_by_several_runs_at_once_are_one_task_each() -> None:
    crowd = [people.citizen(FactKind.FEVER) for _ in range(6)]
    people.decide(people.proposed(crowd[0], FactKind.CLOSE_CONTACT))

    outcomes = at_once([partial(rounds.take_up, clock.now())] * 4)
    rounds.take_up(clock.now())

    assert refusals(outcomes) == []
    tasks = list(Task.scan(Task.sk == "TASK"))
    assert Counter(task.person for task in tasks) == Counter(person.person for person in crowd)
    assert {task.colour for task in tasks if task.person == crowd[0].person} == {"red"}


def test_h8_an_invitation_accepted_twice_at_once_is_one_worker() -> None:
    post = posts.keeper(PlaceKind.CHECKPOINT)
    account, invitation = posts.invited(post)

    outcomes = at_once([partial(commit, *places.joining(invitation, account, clock.now()))] * 4)

    assert outcomes.count(None) == 1
    assert [item.account for item in places.roster(post.id)].count(account) == 1
