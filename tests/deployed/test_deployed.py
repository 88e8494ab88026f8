"""The packaged stack, deployed by its CloudFormation and called through its gateway, lives a day (O2).

Nothing moves the clock of a deployed function. So the period is open all day, and once people have applied
the test turns its hands: what is due then is done as at its own time.

The emulator's CloudFormation leaves out backups, lifetimes of items and of objects, and where failing
messages go; that the template has them is looked at in `tests/unit/infra`.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from chalice.app import ScheduledEventConfig

from app import app
from functions.lottery import schedule, store
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period
from infra.alarms import alarms
from infra.declared import TABLES
from layers import clock
from layers.tables import definition
from local import demo, doctor, messages, verify_draw
from local.day.http import captcha_answer
from local.doctor import Mark
from tests.deployed.conftest import STAGE, Deployed

pytestmark = [pytest.mark.slow, pytest.mark.emulator]

ALL_DAY = {"opens": "00:00:00", "closes": "23:59:00", "draws": "23:59:20", "publishes": "23:59:40"}
TRAVELLERS = {"MAINLAND_PERMIT_HK_MO": "C22071204", "HOME_RETURN_PERMIT": "H22222222"}
"""Those of the demonstration whose profiles are approved: one with a spouse, one alone."""

CORRELATION = "day-of-the-deployed-stack"
LONGEST = 150.0

SCHEDULES = [each for each in app.event_sources if isinstance(each, ScheduledEventConfig)]


def eventually(happened: Callable[[], Any]) -> Any:
    """Wait until something has happened, and return it."""
    patience = time.monotonic() + LONGEST
    while not (found := happened()):
        assert time.monotonic() < patience, "it did not happen in time"
        time.sleep(0.5)
    return found


def signed_in(deployed: Deployed, document_type: str, number: str) -> str:
    """Sign a resident in, and return the token."""
    captcha = deployed.call("POST", "/v1/captchas").body["id"]
    form = {"document_type": document_type, "number": number, "password": demo.PASSWORD}
    said = {**form, "captcha": {"id": captcha, "answer": captcha_answer(captcha)}}
    return str(answered(deployed, "POST", "/v1/sessions", said)["token"])


def answered(deployed: Deployed, method: str, path: str, body: Any = None, token: str = "") -> Any:
    """Return the body of an answer that is none of refusal."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = deployed.call(method, path, body, X_Correlation_Id=CORRELATION, **headers)
    assert answer.status < 300, (path, answer.status, answer.body)
    return answer.body


def opened(deployed: Deployed) -> str:
    """Let staff open periods all day, and the schedule open today's; return its name."""
    form = {"username": demo.ADMINISTRATOR, "password": demo.PASSWORD}
    token = answered(deployed, "POST", "/v1/staff/sessions", form)["token"]
    path = "/v1/staff/policies/lottery"
    shown = answered(deployed, "GET", path, token=token)
    change = {"values": shown["values"] | ALL_DAY, "version": shown["version"], "reason": "a short day"}
    answered(deployed, "PUT", path, change, token)

    events, rule = deployed.target.client("events"), deployed.rule_of("lottery-day")
    events.enable_rule(Name=rule)
    name = schedule.period_name(clock.local_date(clock.now()))
    eventually(lambda: name in store.periods([name]))
    events.disable_rule(Name=rule)
    return name


def applied(deployed: Deployed, period: str, document_type: str, number: str) -> dict[str, Any]:
    """Let somebody apply for every date, and return the receipt."""
    token = signed_in(deployed, document_type, number)
    offers = answered(deployed, "GET", "/v1/lottery/periods/current", token=token)["dates"]
    captcha = deployed.call("POST", "/v1/captchas").body["id"]
    solved = {"id": captcha, "answer": captcha_answer(captcha)}
    form = {"dates": [offer["day"] for offer in offers], "captcha": solved}
    return dict(answered(deployed, "POST", f"/v1/lottery/periods/{period}/application", form, token))


def turn_the_hands(name: str) -> None:
    """Let a period's close, draw and publication be due."""
    past = clock.to_iso(datetime.now(UTC) - timedelta(minutes=1))
    hands = [attribute.set(past) for attribute in (Period.closes_at, Period.draws_at, Period.publishes_at)]
    store.period(name).update(actions=hands)


def test_o2_a_day_of_the_lottery(deployed: Deployed, tmp_path: Path) -> None:
    period = opened(deployed)
    receipts = [applied(deployed, period, *each) for each in TRAVELLERS.items()]

    turn_the_hands(period)
    deployed.run("lottery-day")

    assert store.period(period).state == PeriodState.PUBLISHED
    proof = answered(deployed, "GET", f"/v1/lottery/periods/{period}/proof")
    saved = tmp_path / "proof.json"
    saved.write_text(json.dumps(proof))
    assert verify_draw.main([str(saved)]) == 0
    won = {ticket for tickets in proof["winners"].values() for ticket in tickets}
    assert won == {receipt["ticket"] for receipt in receipts}
    results = answered(deployed, "GET", f"/v1/lottery/periods/{period}/results")
    assert results["winners"] == 3
    told = eventually(lambda: [each for each in messages.read(deployed.messages) if "中签" in each.text])
    assert {each.kind for each in told} == {"sms"}


def test_o3_one_correlation_id_leads_from_a_call_to_its_sms(deployed: Deployed) -> None:
    captcha = deployed.call("POST", "/v1/captchas").body["id"]
    solved = {"id": captcha, "answer": captcha_answer(captcha)}
    form = {"mobile": {"region": "CN", "number": "13912345678"}, "captcha": solved}

    answered(deployed, "POST", "/v1/codes", form)

    eventually(lambda: any(each.to == "+8613912345678" for each in messages.read(deployed.messages)))
    logs = deployed.target.client("logs")
    group = f"/aws/lambda/{STAGE.prefix}-outbox-deliver"
    wanted = {"logGroupName": group, "filterPattern": f'"{CORRELATION}"'}
    found = eventually(lambda: logs.filter_log_events(**wanted)["events"])
    assert "message sent" in found[0]["message"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.Meta.name)
def test_o1_tables_are_those_of_the_models(deployed: Deployed, table: type) -> None:
    client = deployed.target.client("dynamodb")

    made = client.describe_table(TableName=table.Meta.table_name)["Table"]

    wanted = definition(table)
    indexes = {each["IndexName"] for each in wanted.get("GlobalSecondaryIndexes", [])}
    assert made["KeySchema"] == wanted["KeySchema"]
    assert {each["IndexName"] for each in made.get("GlobalSecondaryIndexes", [])} == indexes
    assert made["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.name)
def test_o1_schedules_are_those_the_code_declares(deployed: Deployed, schedule: ScheduledEventConfig) -> None:
    rule = deployed.target.client("events").describe_rule(Name=deployed.rule_of(schedule.name))

    assert rule["ScheduleExpression"] == schedule.schedule_expression.to_string()


def test_o1_queues_have_their_consumers(deployed: Deployed) -> None:
    mappings = deployed.target.client("lambda").list_event_source_mappings()["EventSourceMappings"]

    found = {last(each["FunctionArn"]): last(each["EventSourceArn"]) for each in mappings}

    assert found == {
        f"{STAGE.prefix}-outbox-deliver": f"{STAGE.prefix}-outbox",
        f"{STAGE.prefix}-outbox-give-up": f"{STAGE.prefix}-outbox-dead",
    }
    assert all(each["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for each in mappings)


def test_o1_every_alarm_is_there(deployed: Deployed) -> None:
    pages = deployed.target.client("cloudwatch").get_paginator("describe_alarms").paginate()

    found = {alarm["AlarmName"] for page in pages for alarm in page["MetricAlarms"]}

    assert found == {f"{STAGE.prefix}-{alarm.name}" for alarm in alarms(STAGE)}


def last(arn: str) -> str:
    """Return the name at the end of an address."""
    return arn.rsplit(":", 1)[1]


def test_o4_the_doctor_looks_at_functions_and_schedules(deployed: Deployed) -> None:
    """The schedules are off, as in `deployed`, and the doctor says so."""
    assert deployed.outputs["ApiStage"] == STAGE.name

    found = {finding.what: finding.mark for finding in doctor.DEPLOYED[-1]()}

    off = {what for what, mark in found.items() if mark is Mark.WRONG}
    assert len(off) == len(SCHEDULES)
    assert all(what.startswith("schedule of ") and "DISABLED" in what for what in off)
    assert found[f"function {STAGE.prefix}-http"] is Mark.GOOD
