"""What staff may do about periods, against the clockwork that moves them (L1, L7)."""

import json
from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest

from functions.lottery import draw, lifecycle, planning, proof, schedule, store
from functions.lottery.errors import (
    NoSuchPeriod,
    OnlyLater,
    QuotasChanged,
    TooLateForQuotas,
    TooLateToPublish,
)
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period
from layers import audit, clock
from layers.audit import Span
from layers.errors import InvalidInput
from layers.transaction import ConditionFailed
from tests import lottery_day as day
from tests import wire
from tests.lottery_day import CLOSES, DAY, DRAWS, FIRST, NAME, OPENS, PUBLISHES, SECOND, SECRET
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

REASON = "the power failed"
DAYS = [day.days_later(number) for number in range(10)]

Times = dict[str, time]


def postpone(**times: time) -> None:
    instants = {step: clock.at_local(DAY, moment) for step, moment in times.items()}
    planning.postpone(NAME, instants, REASON, "planner")


def places(on: date, number: int) -> dict[str, int]:
    """Return quotas of all dates of a day's period."""
    return dict.fromkeys(schedule.dates_of(schedule.period_name(on), 6), number)


def setting(on: date, number: int, version: int = 0) -> Callable[[], None]:
    return partial(planning.set_quotas, schedule.period_name(on), places(on, number), version, "planner")


def opening(on: date, secret: bytes = SECRET) -> Callable[[], None]:
    return partial(lifecycle.open_period, on, secret)


def actions(subject: str) -> list[str]:
    """Return what the audit log holds about a subject, the oldest first."""
    entries = audit.by_subject(subject, Span(), 100, None)
    return [json.loads(entry.content)["action"] for entry in entries][::-1]


def test_l1_quotas_set_while_the_period_opens_count_or_are_refused() -> None:
    day.at(OPENS)

    outcomes = at_once([call for on in DAYS for call in (setting(on, 7), opening(on))])

    for on, refused in zip(DAYS, outcomes[::2], strict=True):
        name = schedule.period_name(on)
        defaults = schedule.default_quotas(schedule.dates_of(name, 6), (500, 1200))
        assert isinstance(refused, TooLateForQuotas | None)
        assert store.period(name).places == (defaults if refused else places(on, 7))
        assert actions(f"period:{name}") == ([] if refused else ["periods.quota"])
    assert outcomes[1::2] == [None] * len(DAYS)


def test_l1_of_quotas_set_from_the_same_version_one_stands() -> None:
    outcomes = at_once([setting(DAY, number) for number in range(1, 9)])

    quotas, version = planning.quotas(NAME)
    winner = outcomes.index(None) + 1
    assert refusals(outcomes) == [QuotasChanged] * 7
    assert (quotas, version) == (places(DAY, winner), 1)


def test_l1_quotas_are_fixed_from_the_opening_on() -> None:
    day.opened({FIRST: 5})

    with pytest.raises(TooLateForQuotas):
        planning.set_quotas(NAME, {FIRST: 50}, 1, "planner")

    assert store.period(NAME).places == {FIRST: 5}


BAD_QUOTAS = [
    (NAME, {"2022-07-13": 5}, InvalidInput, "the period's own day"),
    (NAME, {"2022-07-28": 5}, InvalidInput, "more than 14 days ahead"),
    (NAME, {"2022-7-14": 5}, InvalidInput, "not as dates are written"),
    ("20220230", {FIRST: 5}, NoSuchPeriod, "no day of the calendar"),
]


@pytest.mark.parametrize(("name", "quotas", "refusal", "comment"), BAD_QUOTAS)
def test_l1_quotas_are_for_days_that_the_period_may_cover(
    name: str, quotas: dict[str, int], refusal: type[Exception], comment: str
) -> None:
    with pytest.raises(refusal):
        planning.set_quotas(name, quotas, 0, "planner")

    assert store.quotas(name) is None, comment


def test_l1_a_period_opens_once_with_one_secret() -> None:
    day.at(OPENS)
    secrets = [bytes([number]) * 32 for number in range(8)]

    outcomes = at_once([opening(DAY, secret) for secret in secrets])

    assert outcomes == [None] * 8
    commitment = store.period(NAME).commitment
    assert commitment in map(draw.commitment, secrets)
    assert len(store.gates(NAME)) == store.SHARDS
    day.finished()
    assert draw.commitment(bytes.fromhex(str(proof.read(NAME, PeriodState.PUBLISHED).secret))) == commitment


POSTPONEMENTS = [
    ((), {"closes_at": time(18, 20)}, True, "the close, up to the draw"),
    ((), {"closes_at": time(18, 30)}, True, "the close, to the time of the draw"),
    ((), {"closes_at": time(18, 31)}, False, "the close behind the draw"),
    ((), {"closes_at": time(19), "draws_at": time(19, 30)}, True, "close and draw together"),
    ((), {"closes_at": time(19), "draws_at": time(18, 45)}, False, "in the wrong order"),
    ((), {"draws_at": time(20, 1)}, False, "the draw behind the publication"),
    ((), {"closes_at": time(18)}, False, "to the same time"),
    ((), {"closes_at": time(17)}, False, "to an earlier time"),
    ((), {"draws_at": time(19), "publishes_at": time(19, 30)}, False, "one of them earlier"),
    ((CLOSES,), {"closes_at": time(18, 20)}, False, "what has happened"),
    ((CLOSES,), {"draws_at": time(19)}, True, "the draw, after the close"),
    ((CLOSES, DRAWS), {"draws_at": time(19)}, False, "a draw that has happened"),
    ((CLOSES, DRAWS), {"publishes_at": time(21)}, True, "the publication, after the draw"),
    ((CLOSES, DRAWS, PUBLISHES), {"publishes_at": time(21)}, False, "what everybody has seen"),
]


@pytest.mark.parametrize(("passed", "times", "allowed", "comment"), POSTPONEMENTS)
def test_l7_what_has_not_happened_can_be_postponed_in_order(
    passed: tuple[time, ...], times: Times, allowed: bool, comment: str
) -> None:
    day.opened()
    for moment in passed:
        day.advanced(moment)
    before = store.period(NAME)

    if allowed:
        postpone(**times)
    else:
        with pytest.raises(OnlyLater):
            postpone(**times)

    after = store.period(NAME)
    moved = {step: clock.to_iso(clock.at_local(DAY, moment)) for step, moment in times.items()}
    expected = {step: getattr(before, step) for step in ("closes_at", "draws_at", "publishes_at")}
    assert {step: getattr(after, step) for step in expected} == expected | (moved if allowed else {}), comment
    assert after.state == before.state
    assert actions(f"period:{NAME}") == ["periods.quota"] + ["periods.postpone"] * allowed


BOUNDS = [
    ({FIRST: 3, SECOND: 2}, day.days_later(1), time(23, 59), None, "the last minute of the first date"),
    ({FIRST: 3, SECOND: 2}, day.days_later(2), time(0), TooLateToPublish, "as the first date is over"),
    ({FIRST: 3, SECOND: 2}, day.days_later(9), time(9), TooLateToPublish, "when all dates are over"),
    ({FIRST: 0, SECOND: 2}, day.days_later(2), time(9), None, "nobody can win the first date (无)"),
    ({FIRST: 0, SECOND: 2}, day.days_later(3), time(0), TooLateToPublish, "the first with places is over"),
    ({FIRST: 0, SECOND: 0}, day.days_later(9), time(9), None, "nobody can win anything"),
]


@pytest.mark.parametrize(("quotas", "on", "moment", "refusal", "comment"), BOUNDS)
def test_l7_a_result_is_public_before_the_first_date_that_can_be_won_is_over(
    quotas: dict[str, int], on: date, moment: time, refusal: type[Exception] | None, comment: str
) -> None:
    before = day.opened(quotas)
    instant = clock.at_local(on, moment)

    (outcome,) = at_once([partial(planning.postpone, NAME, {"publishes_at": instant}, REASON, "planner")])

    after = store.period(NAME)
    assert outcome is None if refusal is None else isinstance(outcome, refusal), comment
    assert after.publishes_at == (before.publishes_at if refusal else clock.to_iso(instant)), comment
    assert actions(f"period:{NAME}") == ["periods.quota"] + ["periods.postpone"] * (refusal is None)


@pytest.mark.parametrize("passed", [(), (CLOSES,), (CLOSES, DRAWS)])
def test_l7_a_postponement_is_public_at_once_and_for_good(passed: tuple[time, ...]) -> None:
    day.opened()
    for moment in passed:
        day.advanced(moment)

    postpone(publishes_at=time(21))

    shown = json.loads(proof.text(store.period(NAME)))
    assert [(each["decision"], each["reason"]) for each in shown["decisions"]] == [("postponed", REASON)]
    assert day.finished().state == PeriodState.DRAWN
    published = json.loads(proof.text(day.advanced(time(21))))
    assert published["decisions"] == shown["decisions"]
    assert "winners" in published


def test_l7_of_postponements_at_once_none_is_lost_and_none_moves_back() -> None:
    day.opened()
    moments = [time(20, minute) for minute in range(1, 9)]

    outcomes = at_once([partial(postpone, publishes_at=moment) for moment in moments])

    period = store.period(NAME)
    decided = [each["details"]["publishes_at"] for each in json.loads(period.decisions)]
    assert set(refusals(outcomes)) <= {OnlyLater}
    assert len(decided) == outcomes.count(None)
    assert decided == sorted(set(decided))
    assert period.publishes_at == decided[-1] == clock.to_iso(clock.at_local(DAY, moments[-1]))


STEPS: list[tuple[str, tuple[time, ...], Times, Callable[[Period], None]]] = [
    ("close", (), {"closes_at": time(18, 10)}, lifecycle.close),
    ("draw", (CLOSES,), {"draws_at": time(18, 40)}, lifecycle.draw_period),
    ("publish", (CLOSES, DRAWS), {"publishes_at": time(20, 10)}, lifecycle.publish),
]


@pytest.mark.parametrize(("step", "passed", "times", "take"), STEPS)
def test_l7_a_step_and_its_postponement_at_once_have_one_outcome(
    step: str, passed: tuple[time, ...], times: Times, take: Callable[[Period], None]
) -> None:
    day.opened()
    day.applied((1, 2, 1))
    for moment in passed:
        day.advanced(moment)
    before = store.period(NAME)

    taken, postponed = at_once([partial(take, before), partial(postpone, **times)])

    after = store.period(NAME)
    assert [taken is None, postponed is None].count(True) == 1, step
    assert isinstance(taken, ConditionFailed | None)
    assert isinstance(postponed, OnlyLater | None)
    assert (after.state == before.state) is (postponed is None)
    assert bool(json.loads(after.decisions)) is (postponed is None)
    assert [gate.open for gate in store.gates(NAME)] == [after.state == PeriodState.OPEN] * store.SHARDS


@pytest.mark.parametrize(("step", "passed", "times", "take"), STEPS)
def test_l7_a_step_that_read_the_period_before_it_was_postponed_is_not_taken(
    step: str, passed: tuple[time, ...], times: Times, take: Callable[[Period], None]
) -> None:
    day.opened()
    day.applied((1, 2, 1))
    for moment in passed:
        day.advanced(moment)
    before = store.period(NAME)
    postpone(**times)

    with pytest.raises(ConditionFailed):
        take(before)

    assert store.period(NAME).state == before.state, step
    assert day.finished().state == (PeriodState.DRAWN if step == "publish" else PeriodState.PUBLISHED)


def test_l7_a_close_that_has_begun_is_not_postponed_any_more() -> None:
    period = day.opened()
    day.at(CLOSES)
    with wire.killed_at(5, Moment.AFTER):
        lifecycle.close(period)

    with pytest.raises(OnlyLater):
        postpone(closes_at=time(18, 10))
    postpone(publishes_at=time(21))
    closed = day.advanced(CLOSES)

    assert closed.state == PeriodState.CLOSED
    assert not any(gate.open for gate in store.gates(NAME))


def test_l7_a_postponement_that_read_the_period_before_its_close_began_is_refused() -> None:
    day.opened()

    with (
        wire.writes(wire.interrupted_by(lambda: store.begin_closing(store.period(NAME), None))),
        pytest.raises(OnlyLater),
    ):
        postpone(closes_at=time(18, 10))

    assert json.loads(store.period(NAME).decisions) == []


def test_l1_quotas_set_after_the_opening_read_them_are_what_it_opens_with() -> None:
    day.at(OPENS)

    with wire.writes(wire.interrupted_by(setting(DAY, 7))):
        lifecycle.open_period(DAY, SECRET)

    assert store.period(NAME).places == places(DAY, 7)


def test_l7_a_period_that_is_postponed_goes_on_taking_applications_until_its_new_close() -> None:
    day.opened()
    postpone(closes_at=time(18, 20))

    day.advanced(time(18, 19))
    day.applied((1,), (FIRST, SECOND))
    period = day.advanced(time(18, 20))

    assert (period.state, period.applications) == (PeriodState.CLOSED, 1)
