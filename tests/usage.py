"""What the code does in AWS, listened to while it does it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from botocore.client import BaseClient

from infra.permissions import Use
from layers import aws
from layers.settings import settings
from layers.tables import connection

_STEPS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
"""The action that each step of a transaction needs."""

_BATCHES = {"SendMessageBatch": "SendMessage", "DeleteMessageBatch": "DeleteMessage"}


class Listener:
    """Notes what this process uses; what listeners to the same call do meanwhile is not the code's."""

    def __init__(self) -> None:
        self.uses: set[Use] = set()
        self._within = threading.local()

    def before(self, params: Mapping[str, Any], model: Any, **_: Any) -> None:
        """Note a call that begins."""
        depth = getattr(self._within, "depth", 0)
        self._within.depth = depth + 1
        if not depth:
            self.uses.update(used(model.service_model.service_name, model.name, params))

    def after(self, **_: Any) -> None:
        """Note that everybody has listened to a call."""
        self._within.depth -= 1

    def signed(self, operation_name: str, request: Any, **_: Any) -> None:
        """Note a form that was signed for others, who use this function's permission."""
        if fields := request.context.get("s3-presign-post-fields"):
            self.uses.update(used("s3", operation_name, fields | {"Key": fields["key"]}))


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen until the block ends."""
    listener = Listener()
    with ExitStack() as stack:
        for client in _clients():
            event = f"before-parameter-build.{client.meta.service_model.service_name}"
            client.meta.events.register_first(event, listener.before)
            client.meta.events.register_last(event, listener.after)
            stack.callback(client.meta.events.unregister, event, listener.before)
            stack.callback(client.meta.events.unregister, event, listener.after)
        signing = aws.s3().meta.events
        signing.register("before-sign.s3", listener.signed)
        stack.callback(signing.unregister, "before-sign.s3", listener.signed)
        yield listener


def used(service: str, operation: str, params: Mapping[str, Any]) -> Iterator[Use]:
    """Yield what a call needs permission for."""
    match service:
        case "dynamodb":
            yield from _of_tables(operation, params)
        case "kms":
            yield Use(f"kms:{operation}", "DataKey", params["EncryptionContext"]["purpose"])
        case "s3" if operation == "ListObjectsV2":
            yield Use("s3:ListBucket", "Objects")
        case "s3" if "Key" not in params:
            return  # botocore looks for the address of a form: nothing is sent
        case "s3":
            prefix, slash, _ = params["Key"].partition("/")
            yield Use(f"s3:{operation}", "Objects", prefix + slash)
        case "sqs":
            queue = {settings().queue_url: "Outbox", settings().dead_letter_url: "DeadLetters"}
            yield Use(f"sqs:{_BATCHES.get(operation, operation)}", queue[params["QueueUrl"]])
        case _:
            yield Use(f"{service}:{operation}")


def _of_tables(operation: str, params: Mapping[str, Any]) -> Iterator[Use]:
    if operation.startswith("Transact"):
        steps = (part for step in params["TransactItems"] for part in step.items())
        yield from (_of_table(_STEPS[verb], said["TableName"]) for verb, said in steps)
    elif operation.startswith("Batch"):
        yield from (_of_table(operation, table) for table in params["RequestItems"])
    else:
        yield _of_table(operation, params["TableName"], params.get("IndexName", ""))


def _of_table(action: str, table: str, index: str = "") -> Use:
    return Use(f"dynamodb:{action}", table.removeprefix(settings().table_prefix), index)


def _clients() -> list[BaseClient]:
    return [connection().client, aws.kms(), aws.s3(), aws.sqs(), aws.sns(), aws.ses()]  # type: ignore[list-item]
