"""What was sent by SMS and mail, as the services of this process remember it."""

from dataclasses import dataclass
from typing import Any

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

REGION = "ap-southeast-1"


@dataclass(frozen=True, slots=True)
class Sent:
    """The services' own lists of what they accepted."""

    @property
    def sms(self) -> list[tuple[str, str]]:
        """Number and text of every SMS."""
        found = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages
        return [(message[0], message[1]) for message in found.values()]

    @property
    def mails(self) -> list[Any]:
        """Every mail."""
        return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)


@pytest.fixture
def sent(world: object) -> Sent:  # noqa: ARG001  the services are that world's
    """What was sent."""
    return Sent()
