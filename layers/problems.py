"""Refusals as HTTP answers: RFC 9457 problem documents, one status for each kind of refusal."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from layers import i18n
from layers.errors import (
    Conflict,
    DomainError,
    FieldFault,
    Forbidden,
    Invalid,
    InvalidInput,
    NotFound,
    TooMany,
    Unauthenticated,
    Unavailable,
    WrongContentType,
)
from layers.i18n import Language

STATUS: dict[type[DomainError], int] = {
    Unavailable: 503,
    TooMany: 429,
    WrongContentType: 415,
    Invalid: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
}
"""The one table from kind of refusal to status; a subclass stands before its base."""

MEDIA_TYPE = "application/problem+json"


def status_of(error: type[DomainError]) -> int:
    """Return the HTTP status of a kind of refusal."""
    return next(status for kind, status in STATUS.items() if issubclass(error, kind))


def document(error: DomainError, language: Language, correlation_id: str) -> dict[str, Any]:
    """Return the problem document of a refusal: `type`, `status`, `code`, translated `title` and `detail`.

    `fields` lists each bad field as path, code and sentence; `details` the refusal's own values.
    """
    status = status_of(type(error))
    problem: dict[str, Any] = {
        "type": f"/docs/errors#{error.code}",
        "status": status,
        "code": error.code,
        "title": i18n.say(f"status.{status}", language),
        "detail": i18n.say(error.code, language, **_values(error)),
        "correlation_id": correlation_id,
    }
    if isinstance(error, InvalidInput):
        problem["fields"] = fields(error.faults, language)
    elif error.details:
        problem["details"] = error.details
    return problem


def fields(faults: Iterable[FieldFault], language: Language) -> list[dict[str, str]]:
    """Return each bad field as path, code and sentence.

    The sentence is `field.{code}`; a code with a dot is the key of a sentence of its own.
    """
    return [
        {
            "field": fault.field,
            "code": fault.code,
            "detail": i18n.say(_sentence(fault.code), language, **dict(fault.details)),
        }
        for fault in faults
    ]


def unexpected(language: Language, correlation_id: str) -> dict[str, Any]:
    """Return the document of a failure of ours: it names nothing but the correlation id."""
    return {
        "type": "/docs/errors#unexpected",
        "status": 500,
        "code": "unexpected",
        "title": i18n.say("status.500", language),
        "detail": i18n.say("unexpected", language, correlation_id=correlation_id),
        "correlation_id": correlation_id,
    }


def _values(error: DomainError) -> dict[str, object]:
    if isinstance(error, TooMany):
        return {**error.details, "wait": timedelta(seconds=error.retry_after)}
    return error.details


def _sentence(code: str) -> str:
    return code if "." in code else f"field.{code}"
