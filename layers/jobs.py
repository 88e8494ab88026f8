"""What every schedule and queue handler shares: correlation id, clean logs, counted facts, a trace.

Chalice loads such functions without app.py, so nothing of the HTTP side is there to rely on.
"""

import functools
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from layers.observability import bind, flush, report, traced

R = TypeVar("R")


def job(function: Callable[[Any], R]) -> Callable[[Any], R]:
    """Decorate a job: its log records share an id, its failure is logged and raised for AWS to retry."""

    @functools.wraps(function)
    def run(event: Any) -> R:
        bind(str(uuid.uuid4()))
        try:
            with traced(function.__name__):
                return function(event)
        except Exception as error:
            report(error, job=function.__name__)
            raise
        finally:
            flush()

    return run
