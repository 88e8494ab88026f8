"""Two things at the same moment happen one after the other, to codes too (H2, H3, H4, H7)."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from functions.healthcode import (
    alarms,
    appeals,
    drafts,
    holders,
    keepers,
    proposals,
    recording,
    rulebook,
    store,
    sweep,
)
from functions.healthcode.errors import (
    AlreadyCheckedIn,
    AppealDecided,
    NoSuchAlarm,
    ProposalDecided,
    ProxiesFull,
    RulesDecided,
)
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Extra, Origin, Stated
from functions.healthcode.rules import DEFAULT, Colour
from functions.healthcode.tables import Alarm, Turns
from layers import clock, policy
from layers.transaction import Put, commit
from local.engines import Engine
from tests import holders as people
from tests import strangers, wire
from tests.threads import at_once, refusals

pytestmark = pytest.mark.emulator

CROWD = 8

Call = Callable[[], object]


class Day:
    """A clock that stands at ten until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2022, 7, 13, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[Day]:  # noqa: ARG001  beneath it
    standing = Day()
    clock.use(lambda: standing.now)
    yield standing
    clock.use(None)


def after_14_days(of: people.Citizen, day: Day) -> None:
    """Let somebody check in for 14 days, and stop before the last midnight."""
    for _ in range(14):
        day.now += timedelta(days=1)
        people.check_in(of)


def test_h2_facts_at_once_are_all_recorded_and_the_colour_knows_them_all() -> None:
    person = people.citizen()
    kinds = [FactKind.FEVER, FactKind.FEVER_CLINIC, FactKind.COUGH, FactKind.SYMPTOM] * 2

    outcomes = at_once([partial(people.record, person, kind) for kind in kinds])

    assert refusals(outcomes) == []
    assert person.kinds() == Counter([FactKind.DECLARED, *kinds])
    reasons = store.verdict(store.holder(person.person)).reasons
    assert {reason.kind for reason in reasons} == set(kinds)
    people.assert_whole()


def test_h2_a_submission_sent_many_times_at_once_is_recorded_once() -> None:
    person = people.citizen()
    call = partial(people.record, person, FactKind.FEVER_CLINIC, client="form-1")

    outcomes = at_once([call] * CROWD)

    assert refusals(outcomes) == []
    assert len({outcome.facts for outcome in outcomes if not isinstance(outcome, Exception)}) == 1
    assert person.kinds()[FactKind.FEVER_CLINIC] == 1
    people.assert_whole()


def test_h4_of_check_ins_at_once_one_counts() -> None:
    person = people.citizen()

    outcomes = at_once([partial(people.check_in, person)] * CROWD)

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {AlreadyCheckedIn}
    assert person.kinds()[FactKind.CHECK_IN] == 1


@pytest.mark.parametrize("kind", [FactKind.FEVER_CLINIC, FactKind.NEGATIVE_TEST])
def test_h2_the_sweep_and_a_fact_at_midnight(day: Day, kind: FactKind) -> None:
    person = people.citizen(FactKind.FEVER)
    after_14_days(person, day)
    day.now = clock.at_local(clock.local_date(day.now) + timedelta(days=1), datetime.min.time())
    source = Source.CLINIC if kind is FactKind.FEVER_CLINIC else Source.LAB

    sweeping = partial(sweep.refresh, person.person, day.now)
    calls: list[Call] = [sweeping, partial(people.record, person, kind, source), sweeping]
    outcomes = at_once(calls)

    assert refusals(outcomes) == []

    assert person.colour is (Colour.YELLOW if kind is FactKind.FEVER_CLINIC else Colour.GREEN)
    people.assert_whole()


def test_h2_a_fact_between_the_sweeps_reading_and_writing_is_not_overlooked(day: Day) -> None:
    person = people.citizen(FactKind.FEVER)
    after_14_days(person, day)
    day.now = clock.at_local(clock.local_date(day.now) + timedelta(days=1), datetime.min.time())

    with wire.writes(wire.interrupted_by(partial(people.record, person, FactKind.FEVER_CLINIC))):
        sweep.refresh(person.person, day.now)

    assert person.colour is Colour.YELLOW
    people.assert_whole()


def test_h3_of_approvals_at_once_one_counts() -> None:
    person = people.citizen()
    proposal = people.proposed(person, FactKind.CONFIRMED)

    outcomes = at_once([people.deciding(proposal, f"officer-{each}") for each in range(2, 2 + CROWD)])

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {ProposalDecided}
    assert person.kinds()[FactKind.CONFIRMED] == 1
    people.assert_whole()


def test_h3_approving_refusing_and_retracting_at_once() -> None:
    person = people.citizen()
    proposal = people.proposed(person, FactKind.CONFIRMED)

    calls: list[Call] = [
        people.deciding(proposal, "officer-2"),
        people.deciding(proposal, "officer-3", approved=False),
        partial(proposals.retract, proposal, people.officer("officer-1"), clock.now()),
    ]
    outcomes = at_once(calls)

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {ProposalDecided}
    approved = proposals.find(proposal).state == proposals.State.APPROVED
    assert person.colour is (Colour.RED if approved else Colour.GREEN)
    people.assert_whole()


def test_h3_an_appeal_and_a_withdrawal_of_the_same_fact_at_once() -> None:
    person, fact = people.red()
    appeals.file(person.account, person.person, fact, "nobody was there", clock.now())
    proposal = people.proposed(person, FactKind.WITHDRAWAL, withdraws=fact)

    appealed = partial(appeals.decide, person.person, fact, people.officer("officer-4"), clock.now())
    calls: list[Call] = [
        people.deciding(proposal, "officer-3"),
        partial(appealed, upheld=True, answer="so it is"),
    ]
    outcomes = at_once(calls)

    assert refusals(outcomes) == []
    assert person.colour is Colour.GREEN
    people.assert_whole()


def test_h3_of_decisions_on_an_appeal_at_once_one_counts() -> None:
    person, fact = people.red()
    appeals.file(person.account, person.person, fact, "nobody was there", clock.now())

    def decide(by: str, upheld: bool) -> None:
        caller = people.officer(by)
        appeals.decide(person.person, fact, caller, clock.now(), upheld=upheld, answer="so it is")

    outcomes = at_once([partial(decide, f"officer-{each}", each % 2 == 0) for each in range(3, 3 + CROWD)])

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {AppealDecided}
    upheld = appeals.find(person.person, fact).state == appeals.State.UPHELD
    assert person.colour is (Colour.GREEN if upheld else Colour.RED)
    people.assert_whole()


def test_h7_a_document_declared_by_many_at_once_has_one_code_and_one_keeper() -> None:
    form = people.declaration(strangers.document())
    accounts = [strangers.account() for _ in range(CROWD)]

    outcomes = at_once([partial(holders.declare_for, account, form, clock.now()) for account in accounts])

    assert refusals(outcomes) == []
    made = [each for each in outcomes if not isinstance(each, Exception)]
    assert len({each.person for each in made}) == 1
    assert [each.verdict is not None for each in made].count(True) == 1
    assert len(store.holder(made[0].person).keepers or ()) == 1
    people.assert_whole()


def test_h7_an_account_that_declares_many_at_once_keeps_eight() -> None:
    account = strangers.account()
    forms = [people.declaration(strangers.document()) for _ in range(12)]

    outcomes = at_once([partial(holders.declare_for, account, form, clock.now()) for form in forms])

    assert refusals(outcomes) == [ProxiesFull] * 4
    assert len(keepers.proxied(account)) == 8
    people.assert_whole()


def test_h3_of_approvals_of_rules_at_once_one_counts() -> None:
    version = drafts.draft(DEFAULT, "a test", "planner-1", clock.now())
    while drafts.count_out(clock.now()):
        pass
    today = clock.local_date(clock.now())

    outcomes = at_once(
        [
            *(partial(drafts.approve, version, today, f"planner-{each}", clock.now()) for each in (2, 3, 4)),
            partial(drafts.reject, version, "planner-5", clock.now()),
        ]
    )

    assert outcomes.count(None) == 1
    assert set(refusals(outcomes)) == {RulesDecided}


def test_h3_an_alarm_is_raised_once_by_checks_at_once() -> None:
    commit(*policy.change("health_alarms", {"by_place": 2, "by_recorder": 100_000}, 0, "planner", "a test"))
    policy.forget()
    for _ in range(3):
        people.record(people.citizen(), FactKind.FEVER_CLINIC)

    raised = at_once([partial(alarms.check, clock.now())] * 4)

    assert sorted(map(str, raised)) == ["0", "0", "0", "1"]
    assert len(list(Alarm.query("ALARMS"))) == 1


def test_h2_a_round_of_two_jobs_at_once_counts_everybody_once() -> None:
    for _ in range(20):
        people.citizen(FactKind.ARRIVAL)
    rules = type(DEFAULT)(tuple(cause for cause in DEFAULT.causes if cause.kind is not FactKind.ARRIVAL))
    version = drafts.draft(rules, "a test", "planner-1", clock.now())

    at_once([partial(drafts.count_out, clock.now())] * 3)
    while drafts.count_out(clock.now()):
        pass

    preview = drafts.preview(version)
    assert (preview.complete, preview.people) == (True, 20)
    assert [(move.before, move.after, move.people) for move in preview.moves] == [("yellow", "green", 20)]


def test_h2_facts_while_new_rules_come_into_force(day: Day) -> None:
    crowd = [people.citizen(FactKind.ARRIVAL) for _ in range(6)]
    rules = type(DEFAULT)(tuple(cause for cause in DEFAULT.causes if cause.kind is not FactKind.ARRIVAL))
    version = drafts.draft(rules, "a test", "planner-1", clock.now())
    while drafts.count_out(clock.now()):
        pass
    drafts.approve(version, clock.local_date(day.now), "planner-2", day.now)
    day.now += timedelta(minutes=2)
    rulebook.forget()

    coming = partial(drafts.come_into_force, day.now)
    calls: list[Call] = [
        coming,
        *(partial(people.record, person, FactKind.FEVER) for person in crowd[:3]),
        coming,
    ]
    outcomes = at_once(calls)
    while drafts.come_into_force(day.now):
        pass

    assert refusals(outcomes) == []
    assert [person.colour for person in crowd] == [Colour.YELLOW] * 3 + [Colour.GREEN] * 3
    people.assert_whole()


def test_a_callers_own_steps_are_written_with_the_facts_or_neither_is() -> None:
    person = people.citizen()
    origin = Origin(source=Source.CLINIC, recorder="worker", client="form-1", place="place-1")
    stated = [Stated(kind=FactKind.FEVER_CLINIC, at=clock.now())]
    form = Turns("TURNS#a form", "of the clinic", number=1)
    before = person.kinds()
    refusing = Extra([Put(item=form, condition=Turns.pk.exists(), otherwise=NoSuchAlarm())])
    with pytest.raises(NoSuchAlarm):
        recording.record(person.person, origin, stated, clock.now(), extra=refusing)
    refused = person.kinds()
    recording.record(person.person, origin, stated, clock.now(), extra=Extra([Put(item=form)]))

    assert refused == before
    assert person.kinds() - before == Counter([FactKind.FEVER_CLINIC])
    assert Turns.find(form.pk, form.sk)
