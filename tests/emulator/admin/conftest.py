"""An administrator of the whole city, as if signed in."""

from functools import partial

import pytest

from functions.admin import service
from layers import clock
from layers.principals import CITY, Staff
from local.engines import Engine


@pytest.fixture
def administrator(stack: Engine) -> Staff:  # noqa: ARG001  needed before it
    """Set-up has run; this is nobody's account, so that no race is about the caller."""
    service.bootstrap("first", "a first password 1", clock.now())
    covers = partial(service.covers, CITY)
    return Staff("0" * 16, CITY, service.every_permission(), covers)
