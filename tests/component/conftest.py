"""AWS in this process for component tests, with all that the stack makes in it, and a clock that stands."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any
from unittest.mock import patch

import pytest
from chalice.app import Chalice
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from layers import clock
from layers.settings import settings
from local import resources
from tests import factories, memory
from tests.factories import Client
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
    """Let moto answer one call after the other: its tables don't stand the threads of a settlement."""
    answer, lock = BotocoreStubber.__call__, Lock()

    def locked(stubber: BotocoreStubber, event_name: str, request: Any, **said: Any) -> Any:
        with lock:
            return answer(stubber, event_name, request, **said)

    with patch.object(BotocoreStubber, "__call__", locked):
        yield


@contextmanager
def empty_account() -> Iterator[None]:
    """Let the settings lead to an AWS account with everything that is made once, and nothing in it."""
    with mock_aws(), one_at_a_time(), memory.surroundings(_ENVIRONMENT, without=_ELSEWHERE):
        resources.create(settings())
        yield


@pytest.fixture
def world() -> Iterator[Chalice]:
    """The application in an empty AWS account, remembering nothing of another one."""
    with empty_account():
        yield factories.application()


@pytest.fixture(scope="module")
def settled_city() -> Iterator[World]:
    """A city with people in it, made once for a module."""
    with empty_account(), closing(World()) as city:
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
    signed_in = factories.administrator(client)
    factories.districts(signed_in, "futian", "nanshan")
    return signed_in
