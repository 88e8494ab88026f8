"""All-or-nothing writes: steps with conditions, each naming the refusal it means when its condition fails.

A single step is written by its plain operation (one write unit a KB), several by one transaction (two).
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pynamodb.exceptions import VerboseClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from layers.errors import Busy, DomainError
from layers.tables import Item, connection

R = TypeVar("R")

_ATTEMPTS = 10
_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.6
_CONTENTION = {
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
    "ThrottlingError",
    "ThrottlingException",
    "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
}


class ConditionFailed(Exception):
    """A step that names no refusal found its condition false: the caller read something stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One item's part of a change. `otherwise` is raised when `condition` is false."""

    item: Item
    condition: Condition | None = None
    otherwise: DomainError | type[Exception] = ConditionFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Step):
    """Writes nothing; only the condition counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(Step):
    """Removes the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Step):
    """Writes the whole item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Step):
    """Applies update actions to the item with this key, creating it where the condition allows."""

    actions: Sequence[Action]


def new(item: Item, otherwise: DomainError | type[Exception] = ConditionFailed) -> Put:
    """Return the step that writes an item whose key must not exist yet."""
    return Put(item=item, condition=type(item).pk.does_not_exist(), otherwise=otherwise)


def commit(*steps: Step) -> None:
    """Write all steps or none.

    Raises the `otherwise` of the first listed step whose condition is false, and `Busy` where
    contention or throttling outlasts the retries. Nothing is written in either case.
    """
    for attempt in range(_ATTEMPTS):
        try:
            _write(steps)
        except VerboseClientError as error:
            _refuse_or_wait(error, steps, attempt)
        else:
            return
    raise Busy(retry_after=1)


def until_fresh(change: Callable[[], R]) -> R:
    """Run `change` (gather, decide, apply) again as long as what it read had changed before it wrote.

    Raises Busy when that happens ten times in a row.
    """
    for _ in range(_ATTEMPTS):
        try:
            return change()
        except ConditionFailed:
            continue
    raise Busy(retry_after=1)


_VERBS: dict[type[Step], str] = {
    Check: "ConditionCheck",
    Delete: "Delete",
    Put: "Put",
    Update: "Update",
}


def _write(steps: Sequence[Step]) -> None:
    # PynamoDB's own TransactWrite reorders by kind; sent like this, reasons come in the order of `steps`.
    if len(steps) == 1 and not isinstance(steps[0], Check):
        connection().dispatch(f"{_VERBS[type(steps[0])]}Item", _arguments(steps[0]))
    else:
        items = [{_VERBS[type(step)]: _arguments(step)} for step in steps]
        connection().dispatch("TransactWriteItems", {"TransactItems": items})


def _arguments(step: Step) -> dict[str, Any]:
    if isinstance(step, Put):
        return step.item.get_save_kwargs_from_instance(step.condition)
    if isinstance(step, Update):
        return step.item.get_update_kwargs_from_instance(list(step.actions), step.condition)
    if isinstance(step, Delete):
        return step.item.get_delete_kwargs_from_instance(step.condition)
    return type(step.item).get_operation_kwargs_from_class(
        step.item.pk, step.item.sk, condition=step.condition
    )


def _refuse_or_wait(error: VerboseClientError, steps: Sequence[Step], attempt: int) -> None:
    code = error.response["Error"]["Code"]
    reasons = [reason.code if reason else "" for reason in error.cancellation_reasons]
    if code == "ConditionalCheckFailedException":
        raise steps[0].otherwise
    if "ConditionalCheckFailed" in reasons:
        raise steps[reasons.index("ConditionalCheckFailed")].otherwise
    if not {code, *reasons} & _CONTENTION:
        raise error
    # Full jitter: everybody who collided must not come back at the same moment.
    time.sleep(random.uniform(0, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt)))  # noqa: S311  not a secret
