"""A city whose streets have people with health codes."""

import pytest

from tests import health
from tests.factories import Client
from tests.health import Citizen


@pytest.fixture
def office(root: Client) -> Client:
    """The city's administrator; Futian and Nanshan have a street each."""
    health.streets(root)
    return root


@pytest.fixture
def zhang(client: Client, office: Client) -> Citizen:  # noqa: ARG001  the streets
    """Somebody healthy with a code."""
    return health.citizen(client)
