"""AWS in this process for component tests, with all that the stack makes in it, and a clock that stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from chalice.app import Chalice
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from layers import clock
from layers.settings import settings
from local import resources
from tests import dumps, factories, memory
from tests.component import engine
from tests.dumps import Dump
from tests.factories import Client
from tests.quick_passwords import quick_passwords
from tests.world import World

_QUEUES = "https://sqs.ap-southeast-1.amazonaws.com/123456789012"
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": "ap-southeast-1",
    "AWS_DEFAULT_REGION": "ap-southeast-1",
    "WAYSTATION_STAGE": "test",
    "WAYSTATION_TABLE_PREFIX": "waystation-test-",
    "WAYSTATION_KMS_KEY": "alias/waystation-test",
    "WAYSTATION_QUEUE_URL": f"{_QUEUES}/waystation-outbox",
    "WAYSTATION_DEAD_LETTER_URL": f"{_QUEUES}/waystation-outbox-dead",
    "WAYSTATION_BUCKET": "waystation-test-objects",
}
_ELSEWHERE = ("WAYSTATION_DYNAMODB_ENDPOINT", "WAYSTATION_AWS_ENDPOINT")
"""What emulator tests in the same process set."""


@pytest.fixture(scope="package", autouse=True)
def passwords() -> Iterator[None]:
    """What hashes passwords: quickly."""
    with quick_passwords():
        yield


class Moment:
    """A clock that stands until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return what the clock shows."""
        return self.now

    def advance(self, **by: float) -> None:
        """Move the clock, by `minutes=5` for example."""
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def moment() -> Iterator[Moment]:
    """The clock of the test: 10:00 on 13 July 2022 in Shenzhen."""
    standing = Moment(datetime(2022, 7, 13, 2, tzinfo=UTC))
    clock.use(standing)
    yield standing
    clock.use(None)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let moto answer one call after the other: it is not made for the threads of a settlement."""
    answer, lock = BotocoreStubber.__call__, Lock()

    def locked(stubber: BotocoreStubber, event_name: str, request: Any, **said: Any) -> Any:
        with lock:
            return answer(stubber, event_name, request, **said)

    with patch.object(BotocoreStubber, "__call__", locked):
        yield


@contextmanager
def empty_account() -> Iterator[None]:
    """Let the settings lead to an AWS account with everything that is made once, and nothing in it."""
    with (
        mock_aws(),
        one_at_a_time(),
        memory.surroundings(_ENVIRONMENT, without=_ELSEWHERE),
        engine.in_process(),
    ):
        resources.create(settings())
        yield


@pytest.fixture
def world() -> Iterator[Chalice]:
    """The application in an empty AWS account, remembering nothing of another one."""
    with empty_account():
        yield factories.application()


T = TypeVar("T")

_kept: dict[str, tuple[Any, Dump]] = {}
"""What took a while to make, by its name: what a test is given, and all that is stored for it."""


def kept(name: str, make: Callable[[], T]) -> T:
    """Return what `make` makes in an empty account: made once by this process, then laid out as it was."""
    if name in _kept:
        made, stored = _kept[name]
        dumps.lay_out(stored)
    else:
        made = make()
        _kept[name] = made, dumps.portable(dumps.take())
    return made


@pytest.fixture(scope="module")
def settled_city() -> Iterator[World]:
    """A city with people in it."""
    with empty_account(), kept("city", World).lived_in() as city:
        yield city


@pytest.fixture
def city(settled_city: World) -> Iterator[World]:
    """The city as it was made; what a test does in it is taken back."""
    settled_city.undo()
    yield settled_city
    settled_city.undo()


@pytest.fixture
def client(world: Chalice) -> Client:
    """A caller nobody knows."""
    return Client(world)


@pytest.fixture
def root(client: Client) -> Client:
    """The city's administrator; the districts Futian and Nanshan exist."""

    def make() -> str:
        signed_in = factories.administrator(client)
        factories.districts(signed_in, "futian", "nanshan")
        return signed_in.token

    return client.signed(kept("root", make))
