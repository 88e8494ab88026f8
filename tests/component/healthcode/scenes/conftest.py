"""Places of Futian's street, admitted by staff."""

import pytest

from tests import places
from tests.factories import Client
from tests.places import Place


@pytest.fixture
def gate(office: Client) -> Place:
    """A checkpoint."""
    return places.approved(office)
