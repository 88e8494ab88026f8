"""A day at a vaccination site, on the engine, whose clock the test sets with `tests.clinic.at`."""

from collections.abc import Iterator

import pytest

from functions.admin import service as admin
from functions.vaccine.appointments import availability
from layers import clock, policy
from local.engines import Engine


@pytest.fixture
def clinic_day(stack: Engine) -> Iterator[None]:  # noqa: ARG001  beneath it
    """Empty tables, and nothing remembered of others."""
    for forget in (admin.forget, availability.forget, policy.forget):
        forget()
    yield
    clock.use(None)
