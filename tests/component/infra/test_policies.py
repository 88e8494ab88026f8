"""Each function's role allows what the function uses, and nothing else (O1).

Every endpoint's example, and every job over some weeks with work for each, are listened to, while the key of
look-up hashes rotates, as it may on any day. `make policies` writes the policies anew.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from infra.functions import HTTP, Function, declared
from infra.permissions import Use, document
from layers import clock, keys, outbox
from layers.call import Declaration
from layers.keys import Purpose
from layers.outbox import State
from local.pump import invoke
from tests import events, factories, jobs_at_work
from tests.component.conftest import empty_account, kept
from tests.examples import ENDPOINTS, EXAMPLES, request, sender
from tests.usage import listening
from tests.world import World

POLICIES = Path(__file__).resolve().parents[3] / ".chalice" / "policies"
WRITE = "WAYSTATION_WRITE_POLICIES"

MOMENTS = (
    (date(2022, 7, 13), time(10, 5)),
    (date(2022, 7, 13), time(10, 10)),
    (date(2022, 7, 13), time(18, 5)),
    (date(2022, 7, 13), time(18, 35)),
    (date(2022, 7, 13), time(20, 5)),
    (date(2022, 7, 14), time(9, 5)),
    (date(2022, 7, 14), time(12, 5)),
    (date(2022, 7, 14), time(18, 5)),
    (date(2022, 7, 15), time(0, 10)),
    (date(2022, 7, 15), time(10, 5)),
    (date(2022, 7, 16), time(10, 5)),
    (date(2022, 7, 20), time(10, 5)),
    (date(2022, 7, 30), time(10, 5)),
)
"""When the jobs run: the day's hours, the days of bookings and appointments, the ends of colours."""


Uses = Mapping[str, set[Use]]


@pytest.fixture(scope="module")
def uses() -> Uses:
    """What every function used."""
    found: dict[str, set[Use]] = defaultdict(set)
    with empty_account(), kept("city", World).lived_in() as city:
        for endpoint in ENDPOINTS:
            found[HTTP] |= used_by_endpoint(city, endpoint)
    with empty_account():
        found |= used_by_jobs(kept("city", World))
    return found


@pytest.mark.parametrize("function", declared(), ids=lambda function: function.short)
def test_o1_a_role_allows_what_its_function_uses_and_nothing_else(uses: Uses, function: Function) -> None:
    expected = document(function, uses[function.name])
    path = POLICIES / f"{function.short}.json"
    if os.environ.get(WRITE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(expected, indent=2) + "\n", encoding="utf-8")

    allowed = json.loads(path.read_text(encoding="utf-8"))

    assert allowed["Statement"] == expected["Statement"], "make policies"


def test_o1_only_the_lotterys_job_can_open_a_draws_secret(uses: Uses) -> None:
    openers = {name for name, used in uses.items() if Use("kms:Decrypt", "DataKey", "draw") in used}

    assert openers == {"lottery-day"}


def used_by_endpoint(city: World, endpoint: Declaration) -> set[Use]:
    """Return what a call of an endpoint's example uses, by a process that knows nothing yet."""
    city.undo()
    keys.rotate(Purpose.LOOKUP)
    example = EXAMPLES[endpoint.name](city)
    client = city.signed_in(sender(endpoint, example, city))
    headers = {"idempotency_key": "used"} if endpoint.idempotent else {}
    city.forget()
    keys.forget()
    with listening() as heard:
        answer = request(endpoint, example, client, **headers)
    assert answer.status == endpoint.status, (endpoint.name, answer.body)
    return heard.uses


def used_by_jobs(city: World) -> Uses:
    """Let the city live on with work for every job; return what each used."""
    found: dict[str, set[Use]] = defaultdict(set)
    clock.use(lambda: city.now)
    keys.rotate(Purpose.LOOKUP)
    jobs_at_work.lay_out(city)
    for day, moment in MOMENTS:
        city.now = clock.at_local(day, moment)
        for function in declared():
            if function.name != HTTP and (event := event_for(function)):
                found[function.name] |= used_by_job(city, function, event)
    clock.use(None)
    return found


def used_by_job(city: World, function: Function, event: dict[str, Any]) -> set[Use]:
    """Return what one run of a job uses, by a process that knows nothing yet."""
    city.forget()
    keys.forget()
    with listening() as heard, suppress(ExceptionGroup):
        invoke(factories.application(), function.name, event)
    return heard.uses


def event_for(function: Function) -> dict[str, Any] | None:
    """Return what makes a function run: time, or a few messages where there are some."""
    if not function.queue:
        return events.tick()
    shards = range(outbox.SHARDS)
    waiting = [message.id for shard in shards for message in outbox.in_state(State.PENDING, shard, 3)]
    return events.messages(waiting) if waiting else None
