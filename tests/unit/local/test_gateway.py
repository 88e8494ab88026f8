"""HTTP to proxy events and back, as behind API Gateway (E1)."""

import base64
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from chalice.app import Chalice, CORSConfig, Response

from layers import clock
from local.gateway import LARGEST_BODY, Gateway
from local.invocation import Context


@pytest.fixture
def app() -> Chalice:
    app = Chalice("tiny")
    app.api.binary_types = ["application/octet-stream"]

    @app.route("/echo/{name}", methods=["GET", "POST"], content_types=["text/plain"])
    def echo(name: str) -> dict[str, Any]:
        assert app.current_request
        return {"name": name, **app.current_request.to_original_event()}

    @app.route("/bytes", methods=["POST"], content_types=["application/octet-stream"])
    def reverse() -> Response:
        assert app.current_request
        body = app.current_request.raw_body[::-1]
        return Response(body, headers={"Content-Type": "application/octet-stream"})

    cors = CORSConfig(allow_origin="https://port.example")

    @app.route("/cookies", content_types=["text/plain"], cors=cors)
    def cookies() -> Response:
        return Response("", headers={"Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/plain"})

    return app


class Reply:
    """What a WSGI server would send."""

    def __init__(self, app: Chalice, method: str, path: str, body: bytes = b"", **environ: str):
        given = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": "",
            "REMOTE_ADDR": "192.0.2.7",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "text/plain; charset=utf-8",
            "wsgi.input": io.BytesIO(body),
            **environ,
        }
        self.body = b"".join(Gateway(app)(given, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status = int(status.split()[0])
        self.headers = headers

    def json(self) -> Any:
        return json.loads(self.body)


def test_e1_the_event_is_api_gateways(app: Chalice) -> None:
    now = datetime(2022, 7, 13, 1, 0, tzinfo=UTC)
    clock.use(lambda: now)

    reply = Reply(
        app,
        "POST",
        "/echo/张 三",
        "你好".encode(),
        QUERY_STRING="page=1&page=2&to=%2B852&empty=",
        HTTP_HOST="127.0.0.1:8000",
        HTTP_USER_AGENT="curl",
        HTTP_X_CORRELATION_ID="abc",
    )
    clock.use(None)

    event = reply.json()
    identifier = event["requestContext"].pop("requestId")
    assert len(identifier) == 36
    assert event == {
        "name": "张 三",
        "resource": "/echo/{name}",
        "path": "/echo/张 三",
        "httpMethod": "POST",
        "headers": {
            "Content-Type": "text/plain; charset=utf-8",
            "Host": "127.0.0.1:8000",
            "User-Agent": "curl",
            "X-Correlation-Id": "abc",
            "X-Forwarded-For": "192.0.2.7",
        },
        "multiValueHeaders": {
            "Content-Type": ["text/plain; charset=utf-8"],
            "Host": ["127.0.0.1:8000"],
            "User-Agent": ["curl"],
            "X-Correlation-Id": ["abc"],
            "X-Forwarded-For": ["192.0.2.7"],
        },
        "queryStringParameters": {"page": "2", "to": "+852", "empty": ""},
        "multiValueQueryStringParameters": {"page": ["1", "2"], "to": ["+852"], "empty": [""]},
        "pathParameters": {"name": "张 三"},
        "stageVariables": None,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": "127.0.0.1:8000",
            "httpMethod": "POST",
            "identity": {"sourceIp": "192.0.2.7", "userAgent": "curl"},
            "path": "/local/echo/张 三",
            "protocol": "HTTP/1.1",
            "requestTime": "13/Jul/2022:01:00:00 +0000",
            "requestTimeEpoch": 1657674000000,
            "resourceId": "/echo/{name}",
            "resourcePath": "/echo/{name}",
            "stage": "local",
        },
        "body": "你好",
        "isBase64Encoded": False,
    }


def test_e1_nothing_given_is_null(app: Chalice) -> None:
    event = Reply(app, "GET", "/echo/x").json()

    assert event["queryStringParameters"] is None
    assert event["multiValueQueryStringParameters"] is None
    assert event["body"] is None


def test_e1_a_forged_x_forwarded_for_does_not_change_the_source_address(app: Chalice) -> None:
    event = Reply(app, "GET", "/echo/x", HTTP_X_FORWARDED_FOR="203.0.113.9").json()

    assert event["requestContext"]["identity"]["sourceIp"] == "192.0.2.7"
    assert event["headers"]["X-Forwarded-For"] == "203.0.113.9, 192.0.2.7"


def test_e1_binary_bodies_survive_both_ways(app: Chalice) -> None:
    media_type = "application/octet-stream"

    reply = Reply(app, "POST", "/bytes", b"\x00\xff\x01", CONTENT_TYPE=media_type, HTTP_ACCEPT=media_type)

    assert (reply.status, reply.body) == (200, b"\x01\xff\x00")


def test_e1_an_answer_without_a_type_is_json(app: Chalice) -> None:
    reply = Reply(app, "GET", "/echo/x")

    assert reply.headers == [("Content-Type", "application/json")]


def test_e1_a_header_may_be_answered_twice(app: Chalice) -> None:
    reply = Reply(app, "GET", "/cookies")

    assert [value for name, value in reply.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


@pytest.mark.parametrize(
    ("method", "path", "status", "comment"),
    [
        ("GET", "/nowhere", 404, "no such resource"),
        ("GET", "/echo/", 404, "its parameter is missing"),
        ("DELETE", "/echo/x", 405, "no such method"),
        ("POST", "/bytes", 415, "the application's own refusal passes through"),
    ],
)
def test_e1_what_does_not_exist_is_refused(
    app: Chalice, method: str, path: str, status: int, comment: str
) -> None:
    assert Reply(app, method, path).status == status, comment


def test_e1_a_refused_method_names_those_there_are(app: Chalice) -> None:
    reply = Reply(app, "DELETE", "/echo/x")

    assert ("Allow", "GET, POST") in reply.headers


def test_e1_head_answers_as_get_without_a_body(app: Chalice) -> None:
    reply = Reply(app, "HEAD", "/echo/x")

    assert (reply.status, reply.body) == (200, b"")


def test_e1_a_preflight_is_answered_by_the_gateway(app: Chalice) -> None:
    reply = Reply(app, "OPTIONS", "/cookies")

    assert reply.status == 204
    assert ("Access-Control-Allow-Origin", "https://port.example") in reply.headers
    assert ("Access-Control-Allow-Methods", "GET, OPTIONS") in reply.headers


@pytest.mark.parametrize(
    ("size", "declared", "status", "comment"),
    [
        (LARGEST_BODY, "", 200, "the largest, its size not declared"),
        (LARGEST_BODY + 1, "", 413, "one byte more"),
        (0, str(LARGEST_BODY + 1), 413, "declared too large, not even read"),
    ],
)
def test_e1_bodies_have_a_limit(app: Chalice, size: int, declared: str, status: int, comment: str) -> None:
    reply = Reply(app, "POST", "/echo/x", b"x" * size, CONTENT_LENGTH=declared)

    assert reply.status == status, comment


@pytest.mark.parametrize("result", [{}, {"statusCode": "none"}, {"statusCode": 200, "body": {"not": "text"}}])
def test_e1_a_malformed_result_is_a_bad_gateway(
    app: Chalice, monkeypatch: pytest.MonkeyPatch, result: dict[str, Any]
) -> None:
    monkeypatch.setattr(type(app), "__call__", lambda *_: result)

    assert Reply(app, "GET", "/echo/x").status == 502


def test_e1_an_exception_is_a_bad_gateway_and_is_logged(
    app: Chalice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the function broke")

    monkeypatch.setattr(type(app), "__call__", fail)

    reply = Reply(app, "GET", "/echo/x")

    assert reply.status == 502
    assert b"broke" not in reply.body
    assert "the function broke" in caplog.text


def test_e1_the_context_counts_down() -> None:
    context = Context("tiny", timeout=29.0)

    left = context.get_remaining_time_in_millis()

    assert 28_000 < left <= 29_000
    assert context.invoked_function_arn.endswith(":function:tiny")


def test_e1_base64_of_the_application_is_decoded(app: Chalice, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = base64.b64encode(b"\x89PNG").decode()
    result = {"statusCode": 200, "body": encoded, "isBase64Encoded": True}
    monkeypatch.setattr(type(app), "__call__", lambda *_: result)

    assert Reply(app, "GET", "/echo/x").body == b"\x89PNG"
