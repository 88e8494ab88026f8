"""What wakes somebody up: each alarm, and when it does. What it asks for is said in docs/operations.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from infra.cloudformation import Resource, Resources, attribute, ref, resource
from infra.data import table_resource
from infra.declared import TABLES, name_of
from infra.functions import HTTP, Function, declared
from infra.stages import Stage
from layers.observability import NAMESPACE

_MINUTE = 60
_MISSED = 3
"""How many runs of a schedule may be missing."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Raised when a metric is over its limit in each of `periods` spans of `seconds`.

    `least`: when it is under it instead, and where there is no metric at all.
    """

    name: str
    metric: str
    limit: float
    namespace: str = NAMESPACE
    dimensions: Mapping[str, Any] = field(default_factory=dict)
    statistic: str = "Maximum"
    seconds: int = _MINUTE
    periods: int = 1
    least: bool = False


def alarms(stage: Stage) -> Iterator[Alarm]:
    """Yield every alarm of a stage."""
    yield from _of_the_day(stage)
    yield from _of_messages(stage)
    yield from _of_the_api(stage)
    for function in declared():
        yield from _of_a_function(function, stage)
    for table in TABLES:
        yield from _of_a_table(name_of(table), table_resource(table))


def resources(stage: Stage) -> Resources:
    """Return the alarms and the topic that tells of them."""
    told = resource(
        "SNS::Topic",
        TopicName=f"{stage.prefix}-alarms",
        Subscription=[{"Protocol": "email", "Endpoint": ref("AlarmMail")}],
    )
    made = {_resource_name(alarm.name): _alarm(alarm, stage) for alarm in alarms(stage)}
    return {"Alarms": told, **made}


def _of_the_day(stage: Stage) -> Iterator[Alarm]:
    # Minutes behind the period's own times, which staff may have changed: 18:40 and 20:01 by default.
    ours = {"service": "waystation", "stage": stage.name}
    late = {"opening": 5, "close": 5, "draw": 9, "publication": 0}
    for step, minutes in late.items():
        yield Alarm(f"{step}-late", f"{step}_late_minutes", minutes, dimensions=ours)


def _of_messages(stage: Stage) -> Iterator[Alarm]:
    ours = {"service": "waystation", "stage": stage.name}
    queue = {"QueueName": attribute("QueueName", "Outbox")}
    dead = {"QueueName": attribute("QueueName", "DeadLetters")}
    yield Alarm("queue-old", "ApproximateAgeOfOldestMessage", 300, "AWS/SQS", queue, periods=3)
    yield Alarm("dead-letters", "message_dead", 0, dimensions=ours, statistic="Sum", seconds=300)
    yield Alarm("dead-letters-stuck", "ApproximateNumberOfMessagesVisible", 0, "AWS/SQS", dead, periods=15)
    yield Alarm(
        "sweep-behind", "messages_left_behind", 100, dimensions=ours, statistic="Sum", seconds=300, periods=3
    )


def _of_the_api(stage: Stage) -> Iterator[Alarm]:
    api = {"ApiName": stage.prefix, "Stage": stage.name}
    yield Alarm("http-failures", "5XXError", 0.01, "AWS/ApiGateway", api, "Average", 300)
    yield Alarm("http-slow", "Latency", 3000, "AWS/ApiGateway", api, "p99", 300, periods=3)


def _of_a_function(function: Function, stage: Stage) -> Iterator[Alarm]:
    own = {"FunctionName": function.deployed_as(stage)}
    alarm = partial(Alarm, namespace="AWS/Lambda", dimensions=own, statistic="Sum")
    if function.name == HTTP:
        yield alarm("http-throttled", "Throttles", 0)
        return
    yield alarm(f"{function.name}-failed", "Errors", 2, seconds=900)
    if function.minutes:
        missed = _MISSED * function.minutes * _MINUTE
        yield alarm(f"{function.name}-missing", "Invocations", 1, seconds=missed, least=True)


def _of_a_table(name: str, made: str) -> Iterator[Alarm]:
    own = {"TableName": ref(made)}
    for way in ("Read", "Write"):
        metric = f"{way}ThrottleEvents"
        yield Alarm(f"{name}-{way.lower()}s-throttled", metric, 0, "AWS/DynamoDB", own, "Sum", 300)


def _alarm(alarm: Alarm, stage: Stage) -> Resource:
    statistic = "Statistic" if alarm.statistic[0].isupper() else "ExtendedStatistic"
    said: dict[str, Any] = {statistic: alarm.statistic}
    return resource(
        "CloudWatch::Alarm",
        AlarmName=f"{stage.prefix}-{alarm.name}",
        AlarmDescription=f"docs/operations.md, Alarms: {alarm.name}",
        AlarmActions=[ref("Alarms")],
        OKActions=[ref("Alarms")],
        Namespace=alarm.namespace,
        MetricName=alarm.metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in alarm.dimensions.items()],
        **said,
        Period=alarm.seconds,
        EvaluationPeriods=alarm.periods,
        Threshold=alarm.limit,
        ComparisonOperator="LessThanThreshold" if alarm.least else "GreaterThanThreshold",
        TreatMissingData="breaching" if alarm.least else "notBreaching",
    )


def _resource_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-")) + "Alarm"
