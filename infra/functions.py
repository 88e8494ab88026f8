"""The functions that the application declares: names, logs, surroundings, what makes them run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalice.app import Rate, ScheduledEventConfig, ScheduleExpression, SQSEventConfig
from chalice.utils import to_cfn_resource_name

from app import app
from functions.notify.jobs import DEAD_LETTERS, QUEUE
from infra.cloudformation import Resources, ref, resource, sub
from infra.stages import Stage

HTTP = "api_handler"
"""Chalice's name for the function that answers HTTP."""

_QUEUES = {QUEUE: "Outbox", DEAD_LETTERS: "DeadLetters"}
"""The stack's queue for each that the code names."""

_MINUTES = {Rate.MINUTES: 1, Rate.HOURS: 60, Rate.DAYS: 24 * 60}

_FOR_GOOD = 3653
"""Days that the audit log's anchors are kept: ten years."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: every how many `minutes` its schedule runs it, or what `queue` it consumes."""

    name: str
    minutes: int = 0
    queue: str = ""

    @property
    def resource(self) -> str:
        """The name that Chalice gives its resource."""
        return "APIHandler" if self.name == HTTP else to_cfn_resource_name(self.name)

    @property
    def logs(self) -> str:
        """The name of its log group's resource."""
        return f"{self.resource}Logs"

    @property
    def short(self) -> str:
        """Its name where people read it."""
        return "http" if self.name == HTTP else self.name

    def deployed_as(self, stage: Stage) -> str:
        """Return its name in a stage's account."""
        return f"{stage.prefix}-{self.short}"


def declared() -> Sequence[Function]:
    """Return the application's functions."""
    sources = [each for each in app.event_sources if isinstance(each, ScheduledEventConfig | SQSEventConfig)]
    return [Function(HTTP), *map(_of_source, sources)]


def consumed(function: Function) -> str:
    """Return the resource of the queue that a function consumes."""
    return _QUEUES[function.queue]


def overrides(stage: Stage) -> Resources:
    """Return what the functions' and the API's own resources are completed with, and their log groups."""
    functions = declared()
    logs = {each.logs: _log_group(each, stage) for each in functions}
    return {
        "RestAPI": {"Properties": _api(stage)},
        **{e.resource: _properties(e, stage) for e in functions},
        **logs,
    }


def surroundings(stage: Stage) -> dict[str, Any]:
    """Return what all functions have in common: the settings of `layers.settings`."""
    variables = {
        "WAYSTATION_STAGE": stage.name,
        "WAYSTATION_TABLE_PREFIX": f"{stage.prefix}-",
        "WAYSTATION_KMS_KEY": ref("DataKey"),
        "WAYSTATION_QUEUE_URL": ref("Outbox"),
        "WAYSTATION_DEAD_LETTER_URL": ref("DeadLetters"),
        "WAYSTATION_BUCKET": ref("Objects"),
        "WAYSTATION_MAIL_SENDER": ref("MailSender"),
        "WAYSTATION_PUBLIC_ADDRESS": ref("PublicAddress"),
        "WAYSTATION_DRAND_RELAYS": ref("DrandRelays"),
        "WAYSTATION_EDGE_SECRETS": ref("EdgeSecret"),
        "POWERTOOLS_LOG_LEVEL": "INFO",
    }
    return {"Function": {"Environment": {"Variables": variables}}}


def _of_source(source: ScheduledEventConfig | SQSEventConfig) -> Function:
    if isinstance(source, SQSEventConfig):
        return Function(source.name, queue=str(source.queue))
    return Function(source.name, minutes=_minutes(source.schedule_expression))


def _minutes(schedule: str | ScheduleExpression) -> int:
    """Return every how many minutes a schedule runs; raises TypeError on a time of day."""
    if not isinstance(schedule, Rate):
        raise TypeError(f"no alarm can tell whether this ran: {schedule}")
    return schedule.value * _MINUTES[schedule.unit]


def _api(stage: Stage) -> dict[str, Any]:
    limits = {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "MetricsEnabled": True,
        "ThrottlingRateLimit": stage.requests_a_second,
        "ThrottlingBurstLimit": stage.burst,
    }
    # Emulators know the binary types only if they stand here too.
    return {
        "Name": stage.prefix,
        "BinaryMediaTypes": app.api.binary_types,
        "MethodSettings": [limits],
        "TracingEnabled": True,
    }


def _properties(function: Function, stage: Stage) -> dict[str, Any]:
    properties = {
        "FunctionName": function.deployed_as(stage),
        "LoggingConfig": {"LogGroup": ref(function.logs)},
    }
    if function.queue:
        properties["Events"] = _events(function, stage)
    return {"Properties": properties}


def _events(function: Function, stage: Stage) -> dict[str, Any]:
    # Chalice names the source after the function; the intrinsic is Chalice's, because it merges into it.
    name = to_cfn_resource_name(f"{function.name}-sqs-event-source")
    source = {
        "Queue": sub(f"${{{consumed(function)}.Arn}}"),
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": stage.senders},
    }
    return {name: {"Properties": source}}


def _log_group(function: Function, stage: Stage) -> dict[str, Any]:
    days = _FOR_GOOD if stage.keeps and function.name == "audit-seal" else stage.log_days
    return resource(
        "Logs::LogGroup",
        keeps=stage.keeps,
        LogGroupName=f"/aws/lambda/{function.deployed_as(stage)}",
        RetentionInDays=days,
    )
