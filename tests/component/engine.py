"""DynamoDB and KMS in this process: ministack's, asked before anything is signed or sent.

They are those beneath `make run`. moto's are correct and slow: at each step of a transaction it copies
every table that the transaction names, and it makes an RSA key for each symmetric one.
"""

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any

from botocore.model import OperationModel
from botocore.parsers import create_parser
from ministack.services import dynamodb, kms  # type: ignore[import-untyped]  # it ships no types

from layers import aws
from layers.tables import connection

Raw = tuple[int, dict[str, str], bytes]
"""Status, headers and body."""


@contextmanager
def in_process() -> Iterator[None]:
    """Let there be no table and no key, and calls to both be answered here, until the block ends."""
    # One call after the other: ministack's own server has one thread, a settlement has many.
    engines = [
        _Engine(connection().client, dynamodb, lock := Lock()),
        _Engine(aws.kms(), kms, lock),
    ]
    for engine in engines:
        engine.begin()
    yield
    for engine in engines:
        engine.end()


@dataclass(frozen=True, slots=True)
class _Http:
    status_code: int


@dataclass(frozen=True, slots=True)
class _Engine:
    """A service that answers a client's calls."""

    client: Any
    service: Any
    lock: Lock

    def begin(self) -> None:
        self.service.reset()
        self.client.meta.events.register_last(self._event, self._answer)  # after what tests put in its way

    def end(self) -> None:
        self.client.meta.events.unregister(self._event, self._answer)

    @property
    def _event(self) -> str:
        return f"before-call.{self.client.meta.service_model.service_id.hyphenize()}"

    def _answer(
        self, model: OperationModel, params: dict[str, Any], **_: Any
    ) -> tuple[_Http, dict[str, Any]]:
        """Return what botocore makes of the answer to a call."""
        headers = {name.lower(): value for name, value in params["headers"].items()}
        with self.lock:
            status, said, body = _done(self.service.handle_request("POST", "/", headers, params["body"], {}))
        answer = {"status_code": status, "headers": said, "body": body}
        parser = create_parser("json")
        parsed: dict[str, Any] = parser.parse(answer, model.output_shape)
        if status != HTTPStatus.OK:
            refusal = model.service_model.shape_for_error_code(parsed["Error"]["Code"])
            parsed |= parser.parse(answer, refusal) if refusal else {}
        return _Http(status), parsed


def _done(request: Coroutine[Any, Any, Raw]) -> Raw:
    """Return what a coroutine returns that waits for nothing."""
    try:
        request.send(None)
    except StopIteration as end:
        answer: Raw = end.value
        return answer
    raise AssertionError
