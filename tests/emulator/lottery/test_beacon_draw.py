"""A period drawn with the public beacon: announced, waited for, used, or given up in public (L7)."""

import json
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from functions.lottery import beacon, lifecycle, planning, proof, schedule, store
from functions.lottery.drand import BeaconUnavailable
from functions.lottery.errors import NotWaitingForBeacon
from functions.lottery.proof import Beacon
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period
from layers import clock, policy
from layers.settings import settings
from layers.transaction import ConditionFailed, commit
from local import verify_draw
from tests import dumps, wire
from tests import lottery_day as day
from tests.lottery_day import CLOSES, OPENS, PUBLISHES
from tests.threads import at_once
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("beacon_policy")]

RECORDED = Path(__file__).parents[2] / "recorded" / "drand_quicknet.json"
ROUND = 657413
AUTUMN = date(2023, 9, 15)
NAME = schedule.period_name(AUTUMN)
DRAWS = time(19, 0, 2)  # the round becomes known a second later
DATES = schedule.dates_of(NAME, 3)
REASON = "all relays are down"


def beacon_is(used: bool) -> None:
    """Switch the beacon on or off, as staff do it."""
    values = {"beacon": used, "draws": f"{DRAWS}"}
    commit(*policy.change("lottery", values, policy.read("lottery")[1], "planner", "a test"))
    policy.forget()


@pytest.fixture
def beacon_policy(lottery_day: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001  beneath it
    """The beacon is used, and no relay answers."""
    monkeypatch.setenv("WAYSTATION_DRAND_RELAYS", "https://127.0.0.1:9")
    settings.cache_clear()
    beacon_is(used=True)
    yield
    settings.cache_clear()


def recorded(number: int) -> Beacon:
    """Return a round as a relay gave it, verified."""
    rounds = {each["round"]: each["signature"] for each in json.loads(RECORDED.read_text())["rounds"]}
    return Beacon(number, rounds[number], beacon.verify(number, rounds[number]))


def closed() -> Period:
    """Return the closed period of some households, at the time of its draw."""
    day.opened(dict.fromkeys(DATES, 2), AUTUMN)
    for account in day.households((1, 2, 1, 3, 1, 2)):
        day.submitted(account, DATES, NAME)
    period = day.advanced(CLOSES, AUTUMN, NAME)
    day.at(DRAWS, AUTUMN)
    return period


def published() -> Period:
    return day.advanced(PUBLISHES, AUTUMN, NAME)


def waive() -> None:
    planning.waive_beacon(NAME, REASON, "planner", clock.now())


def shown() -> dict[str, Any]:
    """Return the proof as everybody sees it."""
    document: dict[str, Any] = json.loads(proof.text(store.period(NAME)))
    return document


def assert_verified(folder: Path) -> None:
    file = folder / "proof.json"
    file.write_text(json.dumps(shown()))
    assert verify_draw.main([str(file)]) == 0


def test_l7_the_round_is_announced_at_close_and_not_known_yet() -> None:
    before = day.opened({DATES[0]: 2}, AUTUMN)

    period = day.advanced(CLOSES, AUTUMN, NAME)

    assert before.beacon_round is None
    assert period.beacon_round == ROUND == shown()["announced_round"]
    assert beacon.instant_of(ROUND) >= period.times.draws > clock.now()


@pytest.mark.parametrize("late", [time(18, 59), time(19, 30)])
def test_l7_a_close_that_comes_late_announces_a_round_that_nobody_knows_yet(late: time) -> None:
    day.opened({DATES[0]: 2}, AUTUMN)
    day.at(late, AUTUMN)

    lifecycle.close(store.period(NAME))

    announced = beacon.instant_of(int(store.period(NAME).beacon_round))
    assert announced >= max(clock.now(), store.period(NAME).times.draws)
    assert announced - clock.now() >= timedelta(minutes=5)


def test_l7_the_announced_round_stays_whatever_happens_to_the_policy() -> None:
    day.opened({DATES[0]: 2}, AUTUMN)
    day.at(CLOSES, AUTUMN)
    with wire.killed_at(20, Moment.AFTER):
        lifecycle.close(store.period(NAME))
    beacon_is(used=False)

    period = day.advanced(CLOSES, AUTUMN, NAME)

    assert period.state == PeriodState.CLOSED
    assert period.beacon_round == shown()["announced_round"] == ROUND


def test_l7_the_draw_waits_for_the_round_and_does_nothing_else() -> None:
    period = closed()

    with pytest.raises(BeaconUnavailable):
        lifecycle.draw_period(period)
    with pytest.raises(ExceptionGroup) as stopped:
        lifecycle.advance(day.at(PUBLISHES, AUTUMN))

    assert stopped.group_contains(BeaconUnavailable)
    assert store.period(NAME).state == PeriodState.CLOSED
    assert not {"secret", "beacon", "winners"} & shown().keys()


def test_e2_a_period_that_waits_keeps_no_other_from_going_on() -> None:
    closed()
    tomorrow = AUTUMN + timedelta(days=1)
    beacon_is(used=False)
    day.at(OPENS, tomorrow)
    with pytest.raises(ExceptionGroup):
        lifecycle.advance(clock.now())

    with pytest.raises(ExceptionGroup):
        lifecycle.advance(day.at(PUBLISHES, tomorrow))

    assert store.period(NAME).state == PeriodState.CLOSED
    assert store.period(schedule.period_name(tomorrow)).state == PeriodState.PUBLISHED


def test_l7_a_draw_with_the_recorded_round_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = closed()
    asked: list[int] = []

    def fetch(number: int) -> Beacon:
        asked.append(number)
        return recorded(number)

    lifecycle.draw_period(period, fetch)
    between = shown()
    published()

    assert asked == [ROUND]
    assert "beacon" not in between
    assert_verified(tmp_path)
    assert f"signature of round {ROUND}, known to nobody before" in capsys.readouterr().out


def test_l7_the_same_period_drawn_with_and_without_the_round_comes_out_differently() -> None:
    period = closed()
    before = dumps.take()

    lifecycle.draw_period(period, recorded)
    with_round = store.period(NAME).result_digest
    dumps.bring_back(before)
    waive()
    lifecycle.draw_period(store.period(NAME))

    assert store.period(NAME).result_digest != with_round


def test_l7_a_waived_round_is_told_to_everybody_and_the_draw_goes_on_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed()

    waive()
    at_once_public = shown()
    published()

    (decision,) = at_once_public["decisions"]
    assert (decision["decision"], decision["reason"]) == ("draw_without_beacon", REASON)
    assert shown()["decisions"] == at_once_public["decisions"]
    assert (shown()["announced_round"], shown()["beacon"]) == (ROUND, None)
    assert_verified(tmp_path)
    assert f"round {ROUND} announced, given up by the public decision" in capsys.readouterr().out


def test_l7_only_a_draw_that_waits_for_its_round_can_go_on_without() -> None:
    day.opened({DATES[0]: 2}, AUTUMN)
    stages: list[Callable[[], object]] = [
        lambda: None,
        lambda: day.advanced(CLOSES, AUTUMN, NAME),
        lambda: lifecycle.draw_period(store.period(NAME), recorded),
        published,
    ]

    for reach in stages:
        reach()
        with pytest.raises(NotWaitingForBeacon):
            waive()

    assert "decisions" not in shown()


def test_l7_a_period_without_a_beacon_has_none_to_waive() -> None:
    beacon_is(used=False)
    closed()

    with pytest.raises(NotWaitingForBeacon):
        waive()

    assert "decisions" not in shown()
    assert "announced_round" not in shown()


def test_l7_the_round_arriving_while_it_is_waived_is_used_or_waived_not_both(tmp_path: Path) -> None:
    period = closed()
    calls: list[Callable[[], None]] = [partial(lifecycle.draw_period, period, recorded), waive]

    drawn, waived = at_once(calls)

    assert [drawn is None, waived is None].count(True) == 1
    assert isinstance(drawn, ConditionFailed | None)
    assert isinstance(waived, NotWaitingForBeacon | None)
    published()
    assert (shown()["beacon"] is None) is (waived is None) is ("decisions" in shown())
    assert_verified(tmp_path)


def test_l7_a_round_that_was_fetched_before_it_was_waived_is_not_used() -> None:
    period = closed()
    waive()

    with pytest.raises(ConditionFailed):
        lifecycle.draw_period(period, recorded)

    assert published().state == PeriodState.PUBLISHED
    assert shown()["beacon"] is None
