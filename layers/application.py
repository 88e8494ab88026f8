"""Chalice's application with request state that several threads don't share, and errors in our form."""

from contextvars import ContextVar
from typing import Any

import msgspec
from chalice.app import Chalice

from layers import i18n, problems
from layers.errors import DomainError, NoSuchPath, WrongContentType

_request: ContextVar[Any] = ContextVar("request", default=None)
_context: ContextVar[Any] = ContextVar("lambda_context", default=None)

_OURS = "X-Correlation-Id"

_OWN_REFUSALS: dict[int, type[DomainError]] = {404: NoSuchPath, 405: NoSuchPath, 415: WrongContentType}
"""What Chalice refuses before an endpoint is reached, by its status."""


def lambda_context() -> Any:
    """Return the Lambda context of the request being served here, None outside of one."""
    return _context.get()


class Application(Chalice):
    """A Chalice application that may be called from several threads at once.

    Chalice keeps the current request in a process-wide attribute, which is enough on Lambda and mixes
    up concurrent requests anywhere else.
    """

    def __init__(self, app_name: str) -> None:
        # Chalice would set the level of the logger of this name, which is Powertools', to ERROR.
        super().__init__(app_name, configure_logs=False)

    @property
    def current_request(self) -> Any:
        """The request being served in this context."""
        return _request.get()

    @current_request.setter
    def current_request(self, value: Any) -> None:
        _request.set(value)

    @property
    def lambda_context(self) -> Any:
        """The Lambda context of the request being served in this context."""
        return _context.get()

    @lambda_context.setter
    def lambda_context(self, value: Any) -> None:
        _context.set(value)

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer an API Gateway proxy event; what Chalice itself refuses becomes a problem document too."""
        answer: dict[str, Any] = super().__call__(event, context)
        refused = _OWN_REFUSALS.get(answer["statusCode"])
        if refused and _OURS not in answer["headers"]:
            identifier = event["requestContext"].get("requestId", "")
            document = problems.document(refused(), _language(event), identifier)
            document["status"] = answer["statusCode"]
            answer["body"] = msgspec.json.encode(document).decode()
            answer["headers"]["Content-Type"] = problems.MEDIA_TYPE
        return answer


def _language(event: Any) -> i18n.Language:
    headers = event.get("headers") or {}
    return i18n.best_language(
        next((value for name, value in headers.items() if name.lower() == "accept-language"), "")
    )
