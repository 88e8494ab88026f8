"""One id ties a browser's call to everything it caused, to the SMS that was sent (O3)."""

import json
import re
from typing import Any

import pytest

from functions.notify import jobs
from local.invocation import Context
from tests import events, factories
from tests.component.notify.conftest import Sent
from tests.factories import Client
from tests.overheard import listening

GIVEN = "5d0c5a7e-browser-0001"
PHONE = {"region": "CN", "number": "13812345678"}


def asked(client: Client, **headers: str) -> tuple[str, list[dict[str, Any]]]:
    """Ask for a code, let it be delivered; return the answer's id and what was logged of the delivery."""
    form = {"mobile": PHONE, "captcha": factories.captcha(client)}
    with listening() as heard:
        answer = client.post("/v1/codes", form, **headers)
    assert answer.status == 204, answer.body
    with listening() as delivery:
        jobs.deliver_messages(events.records(heard.bodies), Context("outbox-deliver"))
    records = (line for line in delivery.stream.getvalue().splitlines() if line.startswith("{"))
    lines = [json.loads(record) for record in records]
    return answer.headers["X-Correlation-Id"], [line for line in lines if "message" in line]


def test_o3_the_browsers_own_id_is_logged_where_its_sms_is_sent(client: Client, sent: Sent) -> None:
    answered, logged = asked(client, x_correlation_id=GIVEN)

    assert answered == GIVEN
    assert len(sent.sms) == 1
    assert [(line["message"], line["correlation_id"]) for line in logged] == [("message sent", GIVEN)]


def test_o3_a_call_without_one_gets_one_and_keeps_it(client: Client, sent: Sent) -> None:
    answered, logged = asked(client)

    assert re.fullmatch(r"[0-9a-f-]{36}", answered)
    assert len(sent.sms) == 1
    assert {line["correlation_id"] for line in logged} == {answered}


@pytest.mark.parametrize("forged", ["short", "x" * 65, 'a"b-and-more-of-it', "长长长长长长长长"])
def test_o3_an_id_that_could_disturb_a_log_is_not_taken(client: Client, sent: Sent, forged: str) -> None:
    answered, logged = asked(client, x_correlation_id=forged)

    assert answered != forged
    assert {line["correlation_id"] for line in logged} == {answered}
    assert len(sent.sms) == 1
