"""The one path that every call to a declared endpoint takes, from Chalice's request to its response.

Who calls, may they, how often; are all inputs good; then the route's one call; and every refusal as
a problem document.
"""

import hmac
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

import msgspec
from chalice.app import Request, Response

from layers import clock, i18n, idempotency, observability, problems, ratelimit, validation
from layers.call import Call, Declaration, Raw
from layers.errors import DomainError, FieldFault, InvalidInput, SignInRequired, TooMany
from layers.principals import Access, Anonymous, Kind, Principal, Resident, Staff
from layers.settings import settings

_CORRELATION = re.compile(r"[0-9A-Za-z-]{8,64}")
EDGE_PROOF = "X-Waystation-Edge"
VIEWER = "X-Waystation-Viewer"
"""By the first CloudFront proves that it is who asks, in the second it says for whom."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Cache-Control": "no-store",
}


class Authenticate(Protocol):
    """Turns a bearer token into the caller; raises SessionEnded where it no longer stands."""

    def __call__(self, token: str, now: datetime) -> Principal: ...


_authenticate: dict[Kind, Authenticate] = {}


def authenticate_with(kind: Kind, function: Authenticate) -> None:
    """Set how tokens of residents or of staff are read; the composition root does it once."""
    _authenticate[kind] = function


def serve(declaration: Declaration, request: Request, path: Mapping[str, str]) -> Response:
    """Answer one request to a declared endpoint; never raises."""
    language = i18n.best_language(request.headers.get("accept-language", ""))
    correlation = _correlation(request)
    observability.bind(correlation)
    try:
        with observability.traced(declaration.name):
            answer = _answer(declaration, request, path)
    except DomainError as error:
        observability.logger.info("refused", operation=declaration.name, code=error.code)
        answer = _problem(problems.document(error, language, correlation))
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.retry_after)
    except Exception as error:
        observability.report(error, operation=declaration.name)
        answer = _problem(problems.unexpected(language, correlation))
    finally:
        observability.flush()
    answer.headers = {**_HEADERS, "X-Correlation-Id": correlation, **answer.headers}
    return answer


def _answer(declaration: Declaration, request: Request, path: Mapping[str, str]) -> Response:
    now = clock.now()
    address = _address(request)
    caller = _caller(declaration.access, request, now)
    declaration.access.admit(caller)
    who = _identity(caller) or address
    if rate := declaration.rate:
        ratelimit.take(rate, declaration.name, who if rate.by == "account" else address, now)
    raw: bytes = request.raw_body or b"{}"  # type: ignore[assignment]  # the stub says str too; it is bytes
    body, query = _inputs(declaration, request, raw, path)
    language = i18n.best_language(request.headers.get("accept-language", ""))
    call = Call(body, query, path, caller, language, address, now)
    key = request.headers.get("idempotency-key")
    if declaration.idempotent and key:
        scope = f"{declaration.name}|{who}|{key}"
        text = idempotency.once(scope, raw, lambda: _encoded(declaration, declaration.handle(call)))
        return _json(declaration, text)
    answer = declaration.handle(call)
    if isinstance(answer, Raw):
        headers = {"Content-Type": answer.content_type, **_kept(declaration), **answer.headers}
        return Response(answer.text, headers, answer.status)
    return _json(declaration, _encoded(declaration, answer))


def _encoded(declaration: Declaration, answer: Any) -> str:
    return "" if declaration.returns is None else msgspec.json.encode(answer).decode()


def _json(declaration: Declaration, text: str) -> Response:
    return Response(text, {"Content-Type": "application/json", **_kept(declaration)}, declaration.status)


def _kept(declaration: Declaration) -> dict[str, str | list[str]]:
    if not declaration.cache:
        return {}
    return {"Cache-Control": f"public, max-age={declaration.cache}", "Vary": "Accept-Language"}


def _problem(document: dict[str, Any]) -> Response:
    text = msgspec.json.encode(document).decode()
    return Response(text, {"Content-Type": problems.MEDIA_TYPE}, document["status"])


def _caller(access: Access, request: Request, now: datetime) -> Principal:
    if access.kind is Kind.PUBLIC:
        return Anonymous()
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise SignInRequired
    return _authenticate[access.kind](token, now)


def _address(request: Request) -> str:
    """Return the caller's network address: as CloudFront says it, else who is connected."""
    proof = request.headers.get(EDGE_PROOF, "").encode()
    if any(hmac.compare_digest(proof, secret.encode()) for secret in settings().edge_secrets):
        return str(request.headers[VIEWER])
    return str(request.context["identity"]["sourceIp"])


def _identity(caller: Principal) -> str:
    match caller:
        case Resident(account=identifier) | Staff(id=identifier):
            return identifier
    return ""


def _inputs(
    declaration: Declaration, request: Request, raw: bytes, path: Mapping[str, str]
) -> tuple[Any, Any]:
    faults: list[FieldFault] = []

    def attempt(parse: Callable[[], Any], prefix: str = "") -> Any:
        try:
            return parse()
        except InvalidInput as error:
            faults.extend(
                FieldFault(prefix + fault.field, fault.code, fault.details) for fault in error.faults
            )

    for name, kind in declaration.params.items():
        attempt(partial(validation.parse, kind, path[name]), name)
    given = dict(request.query_params or {})
    query = (
        attempt(partial(validation.parse, declaration.query, given, strict=False))
        if declaration.query
        else None
    )
    body = attempt(partial(validation.parse_json, declaration.body, raw)) if declaration.body else None
    if faults:
        raise InvalidInput(faults)
    return body, query


def _correlation(request: Request) -> str:
    given = request.headers.get("x-correlation-id", "")
    return given if _CORRELATION.fullmatch(given) else str(request.context["requestId"])
