"""What can go wrong between this process and AWS, made to happen: its end, conflicts, lost answers.

The clients of DynamoDB, S3 and SQS are caught where their requests leave the process, so that every
layer above, botocore's retries included, behaves as it does in service. That takes an engine to send
to; within moto, which answers before anything leaves, `tests.faults` does part of the same.
"""

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ReadTimeoutError

from layers import aws
from layers.tables import connection

TABLE_WRITES = {"BatchWriteItem", "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem"}
WRITES = TABLE_WRITES | {"PutObject", "SendMessageBatch"}


class Killed(BaseException):
    """The process ends here. No `except Exception` outlives that."""


class Moment(StrEnum):
    """When something happens to a write."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Write:
    """A write on its way out, numbered from 1, and what sends it."""

    number: int
    operation: str
    request: AWSPreparedRequest
    send: Callable[[], AWSResponse]

    @property
    def body(self) -> dict[str, Any]:
        """What a JSON request says."""
        return _read(self.request)


Fault = Callable[[Write], AWSResponse]
"""Decides what becomes of a write: sends it or not, and answers or raises."""


@dataclass(slots=True)
class Log:
    """The operations that wrote, in the order they left, and the messages that reached the queue."""

    operations: list[str] = field(default_factory=list)
    enqueued: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def number(self, operation: str) -> int:
        """Note an operation and return its number, counted from 1."""
        with self._lock:
            self.operations.append(operation)
            return len(self.operations)


@contextmanager
def writes(fault: Fault = lambda write: write.send()) -> Iterator[Log]:
    """Let a fault decide what becomes of every write inside the block; by default all are sent."""
    log = Log()
    clients: tuple[Any, ...] = (connection().client, aws.s3(), aws.sqs())
    sessions = [client._endpoint.http_session for client in clients]
    for session in sessions:
        session.send = _catching(session.send, fault, log)
    try:
        yield log
    finally:
        for session in sessions:
            del session.send


@contextmanager
def killed_at(number: int, moment: Moment) -> Iterator[Log]:
    """End the process before or after its n-th write; what it would write from then on is never sent.

    The block ends there, quietly; `len(log.operations) < number` tells that it was over before.
    """
    dead = threading.Event()

    def kill(write: Write) -> AWSResponse:
        if dead.is_set():  # other threads end with their process
            raise Killed
        if write.number < number:
            return write.send()
        dead.set()
        if moment is Moment.AFTER:
            write.send()
        raise Killed

    with writes(kill) as log:
        try:
            yield log
        except Killed:
            return


def conflicting(times: int) -> Fault:
    """Return the fault of the first so many writes of tables colliding with somebody else's transaction."""
    counted = itertools.count()

    def conflict(write: Write) -> AWSResponse:
        if write.operation not in TABLE_WRITES or next(counted) >= times:
            return write.send()
        if write.operation != "TransactWriteItems":
            return _refused(write.request, "TransactionConflictException", {})
        reasons = [{"Code": "None"} for _ in write.body["TransactItems"]]
        reasons[-1] = {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
        return _refused(write.request, "TransactionCanceledException", {"CancellationReasons": reasons})

    return conflict


def losing_answers(times: int, moment: Moment = Moment.AFTER) -> Fault:
    """Return the fault of the first so many writes timing out; AFTER: they had been taken."""

    def lose(write: Write) -> AWSResponse:
        if write.number > times:
            return write.send()
        if moment is Moment.AFTER:
            write.send()
        raise ReadTimeoutError(endpoint_url=write.request.url)

    return lose


def interrupted_by(act: Callable[[], object]) -> Fault:
    """Return the fault of something else being done between the reads and the first transaction."""
    waiting = [act]

    def interrupt(write: Write) -> AWSResponse:
        if write.operation == "TransactWriteItems" and waiting:
            waiting.pop()()
        return write.send()

    return interrupt


def naming_one_reason(write: Write) -> AWSResponse:
    """Of a cancelled transaction's reasons, answer with the last one only."""
    answer = write.send()
    if write.operation != "TransactWriteItems" or answer.status_code == 200:
        return answer
    reasons = json.loads(answer.content)["CancellationReasons"]
    last = max(place for place, reason in enumerate(reasons) if reason["Code"] != "None")
    named = [reason if place == last else {"Code": "None"} for place, reason in enumerate(reasons)]
    return _refused(write.request, "TransactionCanceledException", {"CancellationReasons": named})


def _catching(
    send: Callable[[AWSPreparedRequest], AWSResponse], fault: Fault, log: Log
) -> Callable[[AWSPreparedRequest], AWSResponse]:
    def deliver(request: AWSPreparedRequest, operation: str) -> AWSResponse:
        answer = send(request)
        if operation == "SendMessageBatch" and answer.status_code == 200:
            entries = _read(request)["Entries"]
            log.enqueued.extend(json.loads(entry["MessageBody"])["message"] for entry in entries)
        return answer

    def catch(request: AWSPreparedRequest) -> AWSResponse:
        operation = _operation(request)
        if operation not in WRITES:
            return send(request)
        number = log.number(operation)
        return fault(Write(number, operation, request, lambda: deliver(request, operation)))

    return catch


def _operation(request: AWSPreparedRequest) -> str:
    target = request.headers.get("X-Amz-Target")
    if target is None:
        return "PutObject" if request.method == "PUT" else request.method
    text: str = target.decode() if isinstance(target, bytes) else target
    return text.rpartition(".")[2]


def _read(request: AWSPreparedRequest) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(request.body)  # type: ignore[arg-type]  # such requests have one
    return read


class _Body:
    """The stream that botocore reads an answer's body from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self._content


def _refused(request: AWSPreparedRequest, kind: str, more: dict[str, Any]) -> AWSResponse:
    said = {"__type": f"com.amazonaws.dynamodb.v20120810#{kind}", "Message": kind, **more}
    headers = HTTPHeaders.from_dict({"Content-Type": "application/x-amz-json-1.0"})
    return AWSResponse(request.url, 400, headers, _Body(json.dumps(said).encode()))
