"""A registration that is amended and ended at the same moment, or whose process ends, stays whole (H5)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial

import pytest

from functions.healthcode.facts import FactKind
from functions.healthcode.registrations import registering
from functions.healthcode.registrations.errors import NoSuchRegistration, RegistrationMoved
from functions.healthcode.registrations.plans import Health, Kind, Plan, State
from layers import clock
from local.engines import Engine
from tests import dumps, holders, wire
from tests.holders import Citizen
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = pytest.mark.emulator

PLAN = Plan(
    planned_on=date(2022, 7, 20),
    health=Health.WELL,
    key_area=True,
    case_contact=False,
    carrier_contact=False,
    symptoms=(),
    region="beigang",
    address="北港街道1号",
    departure="湖南省长沙市",
    isolation_days=14,
)


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    yield
    clock.use(None)


def file(of: Citizen) -> None:
    """Fill the registration in, or amend it."""
    registering.file(of.account, of.person, Kind.FROM_OUTSIDE, PLAN, clock.now())


def standing(of: Citizen) -> str:
    """Return the registration that was made last."""
    return str(registering.of_person(of.account, of.person)[0].id)


def arrive(of: Citizen, registration: str) -> None:
    """Say that the person is there."""
    registering.arrive(of.account, of.person, registration, clock.now())


def states(of: Citizen) -> list[str]:
    """Return how the person's registrations stand."""
    return [str(item.state) for item in registering.of_person(of.account, of.person)]


def test_h5_arrivals_at_once_are_one_fact() -> None:
    person = holders.citizen()
    file(person)

    outcomes = at_once([partial(arrive, person, standing(person))] * 6)

    assert set(refusals(outcomes)) <= {NoSuchRegistration, RegistrationMoved}
    assert (states(person), person.kinds()[FactKind.ARRIVAL]) == ([State.ARRIVED], 1)
    holders.assert_whole()


def test_h5_of_an_amendment_and_an_arrival_at_once_none_is_lost() -> None:
    person = holders.citizen()
    file(person)

    outcomes = at_once([partial(arrive, person, standing(person)), partial(file, person)])

    assert set(refusals(outcomes)) <= {RegistrationMoved, NoSuchRegistration}
    assert states(person) in ([State.ARRIVED], [State.STANDING], [State.STANDING, State.ARRIVED])
    assert person.kinds()[FactKind.ARRIVAL] == states(person).count(State.ARRIVED)
    holders.assert_whole()


def test_h5_an_arrival_killed_at_any_write_and_sent_again_is_one_fact() -> None:
    person = holders.citizen()
    file(person)
    registration, before = standing(person), dumps.take()

    for moment in Moment:
        dumps.bring_back(before)
        with wire.killed_at(1, moment):
            arrive(person, registration)
        if states(person) == [State.STANDING]:
            arrive(person, registration)

        assert (states(person), person.kinds()[FactKind.ARRIVAL]) == ([State.ARRIVED], 1)
        holders.assert_whole()
