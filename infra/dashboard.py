"""The page that says how the deployment is: the day, the messages, the API, the jobs, the tables."""

import json
from collections.abc import Sequence
from typing import Any

from infra.cloudformation import Resources, resource, sub
from infra.declared import TABLES, name_of
from infra.functions import HTTP, declared
from infra.stages import Stage
from layers.observability import NAMESPACE

_WIDTH, _HEIGHT, _IN_A_ROW = 8, 6, 3

_FACTS = (
    "application_submitted",
    "winners",
    "message_sent",
    "message_failed",
    "message_dead",
    "messages_left_behind",
    "no_shows",
    "reminders",
    "doses_expired",
    "waiting_booked",
    "colours_swept",
    "changes_traced",
)
"""Business facts that are counted, of those most worth seeing."""


def resources(stage: Stage) -> Resources:
    """Return the dashboard of a stage."""
    charts = [*_of_the_day(stage), *_of_the_api(stage), *_of_jobs(stage), *_of_tables(stage)]
    placed = [_placed(number, chart) for number, chart in enumerate(charts)]
    body = sub(json.dumps({"widgets": placed}))
    return {"Dashboard": resource("CloudWatch::Dashboard", DashboardName=stage.prefix, DashboardBody=body)}


def _of_the_day(stage: Stage) -> list[dict[str, Any]]:
    ours = ["service", "waystation", "stage", stage.name]
    late = [
        [NAMESPACE, f"{step}_late_minutes", *ours] for step in ("opening", "close", "draw", "publication")
    ]
    facts = [[NAMESPACE, fact, *ours] for fact in _FACTS]
    queues = [
        ["AWS/SQS", metric, "QueueName", f"{stage.prefix}-{queue}"]
        for queue in ("outbox", "outbox-dead")
        for metric in ("ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage")
    ]
    return [
        _chart("Minutes behind the day's times", late, "Maximum"),
        _chart("What happened", facts),
        _chart("Messages waiting", queues, "Maximum"),
    ]


def _of_the_api(stage: Stage) -> list[dict[str, Any]]:
    api = ["ApiName", stage.prefix, "Stage", stage.name]
    http = ["FunctionName", f"{stage.prefix}-http"]
    busy = [["AWS/Lambda", metric, *http] for metric in ("ConcurrentExecutions", "Throttles")]
    return [
        _chart(
            "Requests", [["AWS/ApiGateway", metric, *api] for metric in ("Count", "4XXError", "5XXError")]
        ),
        _chart("Milliseconds to an answer, 99 of 100", [["AWS/ApiGateway", "Latency", *api]], "p99"),
        _chart("Functions answering at once", busy, "Maximum"),
    ]


def _of_jobs(stage: Stage) -> list[dict[str, Any]]:
    jobs = [["FunctionName", each.deployed_as(stage)] for each in declared() if each.name != HTTP]
    return [
        _chart("Jobs: failures", [["AWS/Lambda", "Errors", *job] for job in jobs]),
        _chart(
            "Jobs: longest run, milliseconds", [["AWS/Lambda", "Duration", *job] for job in jobs], "Maximum"
        ),
    ]


def _of_tables(stage: Stage) -> list[dict[str, Any]]:
    tables = [["TableName", f"{stage.prefix}-{name_of(table)}"] for table in TABLES]
    consumed = ("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits")
    return [
        _chart(f"Tables: {metric}", [["AWS/DynamoDB", metric, *each] for each in tables])
        for metric in consumed
    ]


def _chart(title: str, metrics: Sequence[Sequence[str]], statistic: str = "Sum") -> dict[str, Any]:
    return {
        "title": title,
        "metrics": metrics,
        "stat": statistic,
        "period": 60,
        "view": "timeSeries",
        "region": "${AWS::Region}",
    }


def _placed(number: int, chart: dict[str, Any]) -> dict[str, Any]:
    row, column = divmod(number, _IN_A_ROW)
    place = {"x": column * _WIDTH, "y": row * _HEIGHT, "width": _WIDTH, "height": _HEIGHT}
    return {"type": "metric", **place, "properties": chart}
