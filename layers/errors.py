"""Named refusals of the domain. What status each kind becomes over HTTP is decided in `layers.problems`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

CODES: dict[str, type["DomainError"]] = {}
"""Every stable error code with its class; documentation and tests read it."""


class DomainError(Exception):
    """A refusal that carries its reason: a stable `code` and the values its sentence needs."""

    code: ClassVar[str]

    def __init_subclass__(cls, code: str | None = None, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if code is not None:
            if code in CODES:
                raise TypeError(f"error code {code!r} is taken by {CODES[code].__qualname__}")
            cls.code = code
            CODES[code] = cls

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details = details


class Invalid(DomainError):
    """The input can't be accepted as it is."""


class Unauthenticated(DomainError):
    """Nobody, or nobody valid, is signed in."""


class Forbidden(DomainError):
    """The caller is known and may not do this."""


class NotFound(DomainError):
    """There is no such thing, or none that the caller may know of."""


class Conflict(DomainError):
    """The state of things doesn't allow it."""


class TooMany(DomainError):
    """Asked too often; `retry_after` is whole seconds."""

    def __init__(self, *, retry_after: int, **details: object) -> None:
        super().__init__(retry_after=retry_after, **details)
        self.retry_after = retry_after


class Unavailable(TooMany):
    """Not answerable just now; worth another try after `retry_after` seconds."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One field that can't be accepted: JSON path without `$.`, stable code, values for its sentence."""

    field: str
    code: str
    details: tuple[tuple[str, str], ...] = ()


class InvalidInput(Invalid, code="invalid_input"):
    """Some fields can't be accepted; all of them are listed."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


class InvalidJson(Invalid, code="invalid_json"):
    """The body is not JSON."""


class NoSuchPath(NotFound, code="no_such_path"):
    """Nothing is served at this path."""


class WrongContentType(Invalid, code="wrong_content_type"):
    """The body is sent as something that is not taken here."""


class SignInRequired(Unauthenticated, code="sign_in_required"):
    """The call needs somebody signed in."""


class SessionEnded(Unauthenticated, code="session_ended"):
    """The session token is expired, revoked or not ours."""


class NotPermitted(Forbidden, code="not_permitted"):
    """The signed-in caller lacks the permission."""


class OutOfRegion(Forbidden, code="out_of_region"):
    """The staff account's region does not contain what the call touches."""


class RateLimited(TooMany, code="rate_limited"):
    """This caller called this endpoint more often than its limit."""


class Busy(Unavailable, code="busy"):
    """The database stayed contended or throttled through all retries; nothing was changed."""


class StaleCursor(Invalid, code="stale_cursor"):
    """The page cursor is not one of ours."""


class IdempotencyKeyReused(Invalid, code="idempotency_key_reused"):
    """The Idempotency-Key was used before with another body."""


class StillRunning(Unavailable, code="still_running"):
    """The first call with this Idempotency-Key has not ended yet."""
