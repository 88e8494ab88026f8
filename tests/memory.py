"""What a process remembers, forgotten between tests."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pytest

from functions.admin import service as admin
from functions.healthcode import rulebook
from functions.lottery import offers
from layers import aws, keys, policy, tables
from layers.settings import settings

_CLIENTS = (tables.connection, aws.kms, aws.s3, aws.sqs, aws.sns, aws.ses)
_places: list[tuple[str | None, ...]] = []
"""Where the clients go that are there."""


def forget() -> None:
    """Make the next use read settings, keys, policies, regions, roles, offers and colour rules anew.

    Clients take a while to make, so they stay as long as they go to the same place.
    """
    settings.cache_clear()
    place = (settings().dynamodb_endpoint, settings().aws_endpoint, settings().region)
    if _places != [place]:
        _places[:] = [place]
        for client in _CLIENTS:
            client.cache_clear()
    keys.forget()
    policy.forget()
    admin.forget()
    offers.forget()
    rulebook.forget()


@contextmanager
def surroundings(variables: Mapping[str, str], without: Iterable[str] = ()) -> Iterator[None]:
    """Let the process live with and without these environment variables; forget them when the block ends."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in variables.items():
            environment.setenv(name, value)
        for name in without:
            environment.delenv(name, raising=False)
        forget()
        yield
    forget()
