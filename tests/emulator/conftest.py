"""The engine beneath the emulator tests."""

import secrets
from collections.abc import Iterator

import pytest

from functions.lottery import offers
from layers import clock
from layers.settings import settings
from local import resources
from local.engines import ACCOUNT, Engine, EngineName, environment, running
from tests import memory
from tests.quick_passwords import quick_passwords


@pytest.fixture(scope="package", autouse=True)
def passwords() -> Iterator[None]:
    """What hashes passwords in this process: quickly."""
    with quick_passwords():
        yield


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """DynamoDB Local in memory and ministack, one pair for each test process; settings name them."""
    with running(EngineName.DYNAMODB_LOCAL) as engine, memory.surroundings(environment(engine)):
        yield engine


@pytest.fixture
def stack(engine: Engine) -> Iterator[Engine]:
    """Empty tables, queues, a bucket and a key of this test's own on the engine; settings name them."""
    own = f"test-{secrets.token_hex(4)}"
    queue = f"{engine.aws_endpoint}/{ACCOUNT}/{own}"
    variables = {
        "WAYSTATION_TABLE_PREFIX": f"{own}-",
        "WAYSTATION_BUCKET": own,
        "WAYSTATION_KMS_KEY": f"alias/{own}",
        "WAYSTATION_QUEUE_URL": queue,
        "WAYSTATION_DEAD_LETTER_URL": f"{queue}-dead",
    }
    with memory.surroundings(variables):
        resources.create(settings())
        yield engine


@pytest.fixture
def lottery_day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    """The stack on a day whose clock the test sets, with `tests.lottery_day.at`."""
    offers.forget()
    yield
    clock.use(None)
