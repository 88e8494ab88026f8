"""Refusals as problem documents (RFC 9457)."""

import pytest

from layers import problems
from layers.errors import (
    CODES,
    Busy,
    Conflict,
    DomainError,
    FieldFault,
    Forbidden,
    Invalid,
    InvalidInput,
    NotFound,
    NotPermitted,
    RateLimited,
    TooMany,
    Unauthenticated,
)
from layers.i18n import Language

STATUSES = [
    (Invalid, 422),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (Conflict, 409),
    (TooMany, 429),
    (Busy, 503),
    (RateLimited, 429),
    (InvalidInput, 422),
]


@pytest.mark.parametrize(("kind", "status"), STATUSES, ids=lambda each: getattr(each, "__name__", each))
def test_each_kind_of_refusal_has_one_status(kind: type[DomainError], status: int) -> None:
    assert problems.status_of(kind) == status


@pytest.mark.parametrize("code", CODES)
def test_every_named_refusal_has_a_status(code: str) -> None:
    assert 400 <= problems.status_of(CODES[code]) < 600


def test_a_refusal_is_told_in_the_callers_language() -> None:
    found = problems.document(RateLimited(retry_after=30), Language.EN, "id-1")

    assert found == {
        "type": "/docs/errors#rate_limited",
        "status": 429,
        "code": "rate_limited",
        "title": "Too many requests",
        "detail": "Too many tries. Please wait 30 seconds and try again.",
        "correlation_id": "id-1",
        "details": {"retry_after": 30},
    }


def test_bad_fields_are_listed_with_path_code_and_sentence() -> None:
    error = InvalidInput([FieldFault("name", "too_long", (("limit", "5"),)), FieldFault("born", "required")])

    found = problems.document(error, Language.ZH_HANS, "id-1")

    assert found["fields"] == [
        {"field": "name", "code": "too_long", "detail": "最多 5 个字符。"},
        {"field": "born", "code": "required", "detail": "此项必填。"},
    ]


def test_a_refusal_without_values_has_no_details() -> None:
    assert "details" not in problems.document(NotPermitted(), Language.EN, "id-1")


def test_an_unexpected_failure_names_nothing_but_the_correlation_id() -> None:
    found = problems.unexpected(Language.EN, "id-1")

    assert (found["status"], found["code"], found["correlation_id"]) == (500, "unexpected", "id-1")
    assert "id-1" in found["detail"]


def test_a_code_is_given_once() -> None:
    with pytest.raises(TypeError, match="busy"):
        type("Other", (Conflict,), {}, code="busy")
