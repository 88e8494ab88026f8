"""One example request for every endpoint: what somebody who may call it sends, and gets what is declared.

Permissions, input checks, leaks and request units are tested with them, so an endpoint without one fails.
"""

from collections.abc import Iterable

import pytest

import app  # noqa: F401  importing the application declares its endpoints
from layers.call import DECLARATIONS, Declaration
from tests.examples import (
    abroad,
    admin,
    auth,
    booking,
    exchange,
    healthcode,
    healthcode_public,
    healthcode_scenes,
    lottery,
    vaccine,
    vaccine_notices,
    vaccine_records,
    vaccine_site,
)
from tests.examples.example import Example, Examples, path, request, sender

ENDPOINTS = tuple(DECLARATIONS)
"""What the application declares."""

EXAMPLES: Examples = {
    "show_openapi": lambda _: Example(),
    "show_documentation": lambda _: Example(),
    "show_errors": lambda _: Example(),
    "show_keys": lambda _: Example(),
    **admin.EXAMPLES,
    **auth.EXAMPLES,
    **lottery.EXAMPLES,
    **booking.EXAMPLES,
    **vaccine.EXAMPLES,
    **vaccine_records.EXAMPLES,
    **vaccine_site.EXAMPLES,
    **vaccine_notices.EXAMPLES,
    **healthcode.EXAMPLES,
    **healthcode_public.EXAMPLES,
    **healthcode_scenes.EXAMPLES,
    **exchange.EXAMPLES,
    **abroad.EXAMPLES,
}
"""By operation; making one may write what the request needs, such as a captcha."""


def each(endpoints: Iterable[Declaration]) -> pytest.MarkDecorator:
    """Let a test run for each of these endpoints, by its name."""
    return pytest.mark.parametrize("endpoint", endpoints, ids=lambda endpoint: endpoint.name)


__all__ = ["ENDPOINTS", "EXAMPLES", "Example", "Examples", "each", "path", "request", "sender"]
