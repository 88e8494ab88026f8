"""The engine beneath the emulator tests."""

from collections.abc import Iterator

import pytest

from layers import aws, tables
from layers.settings import settings
from local.engines import Engine, EngineName, environment, running


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """DynamoDB Local in memory and ministack, one pair for each test process; settings name them."""
    with running(EngineName.DYNAMODB_LOCAL) as engine, pytest.MonkeyPatch.context() as variables:
        for name, value in environment(engine).items():
            variables.setenv(name, value)
        _forget_clients()
        yield engine
    _forget_clients()


def _forget_clients() -> None:
    """Make the next use read the settings anew and connect to what they name."""
    for made_once in (settings, tables.connection, *_CLIENTS):
        made_once.cache_clear()


_CLIENTS = (aws.kms, aws.s3, aws.sqs, aws.sns, aws.ses)
