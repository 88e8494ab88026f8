"""A change as its caller means it: its writes, the messages that tell of it, and the record of who did it."""

from collections.abc import Sequence

from layers import audit, outbox
from layers.audit import Entry
from layers.observability import logger
from layers.transaction import Step, commit


def apply(*steps: Step, tell: Sequence[Step] = (), record: Entry | None = None) -> None:
    """Write steps, messages (`outbox.write`) and audit entry in one transaction, then enqueue the messages.

    Raises what the steps refuse with; then nothing was written. Failing to enqueue is not a failure:
    the outbox sweep does it later.
    """
    if record:
        audit.append(record, *steps, *tell)
    else:
        commit(*steps, *tell)
    if tell:
        _enqueue([step.item.pk.removeprefix("OUTBOX#") for step in tell])


def _enqueue(message_ids: list[str]) -> None:
    try:
        outbox.enqueue(message_ids)
    except Exception:
        logger.warning("left to the sweep", messages=message_ids)
