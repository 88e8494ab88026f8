"""Structured logs, metrics and traces through Powertools: the one place that makes them.

Nothing personal is logged: events are not, messages name ids and codes only. A test puts canary
names through every flow and looks for them here.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from layers.settings import settings

NAMESPACE = "Waystation"
"""Where counted facts stand in CloudWatch, each with its service and stage."""

logger = Logger(service="waystation", use_rfc3339=True, utc=True)
metrics = Metrics(namespace=NAMESPACE, service="waystation")
tracer = Tracer(service="waystation", auto_patch=False)

correlation_id: ContextVar[str] = ContextVar("correlation_id", default="")
"""The id that ties together everything one request or job caused; also sent on to the outbox."""


def bind(identifier: str) -> None:
    """Give every log record from here on in this context the correlation id."""
    correlation_id.set(identifier)
    logger.thread_safe_append_keys(correlation_id=identifier)


@contextmanager
def traced(name: str) -> Iterator[None]:
    """Make what happens until the block ends a part of the trace, findable by the correlation id."""
    with tracer.provider.in_subsegment(name) as part:
        part.put_annotation("correlation_id", correlation_id.get())
        yield


def report(error: BaseException, **ids: str) -> None:
    """Log a failure of ours: its kind and place, not its message, which may quote what somebody typed."""
    frames = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    logger.error("failed", extra={"error": type(error).__qualname__, "frames": frames, **ids})


def count(fact: str, number: int = 1) -> None:
    """Count a business fact, such as `application_submitted`; flushed at the end of the request or job."""
    metrics.add_metric(name=fact, unit=MetricUnit.Count, value=number)


def flush() -> None:
    """Write the counted facts to the log stream as CloudWatch's embedded format."""
    if metrics.metric_set:
        metrics.add_dimension("stage", settings().stage)
        metrics.flush_metrics()
