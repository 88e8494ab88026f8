"""API Gateway on this machine: HTTP in, proxy events to the Chalice application, HTTP out.

    python -m local.gateway [--host 127.0.0.1] [--port 8000] [--workers 2] [--threads 4]

The application sees what it sees behind a REST API with Lambda proxy integration. What comes under
`/_local/` is answered by the emulator's own pages, a file for `/uploads` goes on to the object store,
what is no part of the API is answered by the built site.
"""

import argparse
import base64
import importlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import parse_qs

from chalice.app import Chalice
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from layers import clock
from local import children, state, uploads
from local.answers import Answer, refusal
from local.clock import FileClock
from local.engines import ACCOUNT
from local.fetch import ROOT
from local.invocation import Context
from local.pages import Pages
from local.routing import Match, RouteTable
from local.site import Site

LARGEST_BODY = 10 * 1024 * 1024
"""API Gateway's limit for a request, in bytes."""

TIMEOUT = 29.0
"""API Gateway's limit for an answer, in seconds."""

STAGE = "local"

API = "/v1/"
"""Where no page of the site is: a path that is not there is refused as such."""

Environ = Mapping[str, Any]
log = logging.getLogger(__name__)


class StartResponse(Protocol):
    """WSGI's way to begin an answer."""

    def __call__(self, status: str, headers: list[tuple[str, str]], /) -> object: ...


class Gateway:
    """A WSGI application that invokes a Chalice application once a request; threads may share it."""

    def __init__(self, app: Chalice, pages: Pages | None = None, site: Site | None = None) -> None:
        self._app = app
        self._pages = pages
        self._site = site
        self._routes = RouteTable(app.routes)

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Answer one request."""
        answer = self._answer(environ)
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", answer.headers)
        return [answer.body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def _answer(self, environ: Environ) -> Answer:
        body = _body(environ)
        if body is None:
            return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        path = _decoded(environ["PATH_INFO"])
        if self._pages and path.startswith(self._pages.ROOT):
            return self._pages.answer(environ["REQUEST_METHOD"], path, _query(environ), body)
        if path == uploads.ROOT and environ["REQUEST_METHOD"] == "POST":
            return uploads.forward(environ.get("CONTENT_TYPE", ""), body)
        match = self._routes.match(path)
        if not match and self._site and not path.startswith(API):
            return self._site.answer(environ["REQUEST_METHOD"], path)
        if not match:
            return refusal(HTTPStatus.NOT_FOUND)
        return self._answer_of_resource(environ, match, path, body)

    def _answer_of_resource(self, environ: Environ, match: Match, path: str, body: bytes) -> Answer:
        """Choose the resource's method: HEAD is a GET without its body, OPTIONS lists what there is."""
        entries = self._app.routes[match.resource]
        method = environ["REQUEST_METHOD"]
        if method == "HEAD" and method not in entries:
            method = "GET"
        if method in entries:
            return self._invoke(_event(environ, method, match, path, self._payload(environ, body)))
        if method == "OPTIONS":
            return _preflight(entries)
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, (("Allow", ", ".join(sorted(entries))),))

    def _payload(self, environ: Environ, body: bytes) -> dict[str, Any]:
        """Return the body as text, or in base64 where its type is one of the API's binary types."""
        media_type = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        is_binary = not {media_type, "*/*"}.isdisjoint(self._app.api.binary_types)
        text = base64.b64encode(body).decode() if is_binary else body.decode(errors="replace")
        return {"body": text or None, "isBase64Encoded": is_binary and bool(body)}

    def _invoke(self, event: dict[str, Any]) -> Answer:
        """Call the application; what it does not catch is a bad gateway, as on AWS."""
        context = Context(self._app.app_name, TIMEOUT)
        try:
            return _answer_from(self._app(event, context))
        except Exception:
            log.exception("%s %s failed", event["httpMethod"], event["resource"])
            return refusal(HTTPStatus.BAD_GATEWAY)


def _event(environ: Environ, method: str, match: Match, path: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return the proxy event; the caller's address is the socket's, whatever headers say."""
    headers = _headers(environ)
    query = _query(environ)
    return {
        "resource": match.resource,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": match.parameters or None,
        "stageVariables": None,
        "requestContext": _request_context(environ, method, match, path),
        **payload,
    }


def _request_context(environ: Environ, method: str, match: Match, path: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "accountId": ACCOUNT,
        "apiId": STAGE,
        "domainName": environ.get("HTTP_HOST", ""),
        "httpMethod": method,
        "identity": {
            "sourceIp": environ["REMOTE_ADDR"],
            "userAgent": environ.get("HTTP_USER_AGENT"),
        },
        "path": f"/{STAGE}{path}",
        "protocol": environ["SERVER_PROTOCOL"],
        "requestId": str(uuid.uuid4()),
        "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "requestTimeEpoch": int(now.timestamp() * 1000),
        "resourceId": match.resource,
        "resourcePath": match.resource,
        "stage": STAGE,
    }


def _headers(environ: Environ) -> dict[str, str]:
    """Return the request's headers; X-Forwarded-For ends with the socket's address, as on AWS."""
    found = {_header_name(key): value for key, value in environ.items() if _is_header(key)}
    forwarded = [found["X-Forwarded-For"]] if "X-Forwarded-For" in found else []
    found["X-Forwarded-For"] = ", ".join([*forwarded, environ["REMOTE_ADDR"]])
    return found


def _is_header(key: str) -> bool:
    return key.startswith("HTTP_") or key in {"CONTENT_TYPE", "CONTENT_LENGTH"}


@cache
def _header_name(key: str) -> str:
    return key.removeprefix("HTTP_").replace("_", "-").title()


def _decoded(path: str) -> str:
    """Undo WSGI's way of carrying the bytes of a path in a string."""
    return path.encode("latin-1").decode(errors="replace")


def _query(environ: Environ) -> dict[str, list[str]]:
    return parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)


def _body(environ: Environ) -> bytes | None:
    """Return the request's body, or None where it is longer than API Gateway takes."""
    if int(environ.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read()
    return body if len(body) <= LARGEST_BODY else None


def _preflight(entries: Mapping[str, Any]) -> Answer:
    """Answer OPTIONS: the methods there are and, where a route allows other origins, its CORS."""
    methods = ", ".join(sorted({*entries, "OPTIONS"}))
    headers = [("Allow", methods)]
    allowed = next((entry.cors for entry in entries.values() if entry.cors), None)
    if allowed:
        headers += [*allowed.get_access_control_headers().items()]
        headers += [("Access-Control-Allow-Methods", methods)]
    return Answer(HTTPStatus.NO_CONTENT, headers)


def _answer_from(result: Mapping[str, Any]) -> Answer:
    """Turn a proxy integration's result into an answer; raises on what API Gateway calls malformed."""
    body = result.get("body") or ""
    content = base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()
    headers = list(_answer_headers(result))
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))  # API Gateway's default
    return Answer(int(result["statusCode"]), headers, content)


def _answer_headers(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((name, str(value)) for name, value in (result.get("headers") or {}).items())
    for name, values in (result.get("multiValueHeaders") or {}).items():
        yield from ((name, str(value)) for value in values)


def application() -> Callable[[Environ, StartResponse], list[bytes]]:
    """Return this worker process's gateway to the application of `app.py`."""
    children.follow_parent()
    where = state.of_environment()
    clock.use(FileClock(where.clock))
    return Gateway(importlib.import_module("app").app, Pages(where), Site(ROOT / "web/dist"))


def main() -> None:
    """Serve until SIGTERM; a worker that dies is replaced."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    Granian(
        f"{__spec__.name}:{application.__name__}",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=options.workers,
        blocking_threads=options.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
