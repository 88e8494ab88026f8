"""What tests make: the application, calls to it, people, and what an operator with the keys could read."""

import base64
import itertools
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalice.app import Chalice

from functions.admin import service as admin
from functions.auth import store
from functions.auth.tables import Captcha
from layers import clock, outbox, privacy
from layers.outbox import Letter, Message
from local.invocation import Context
from local.routing import RouteTable

PASSWORD = "waystation 2022"


def application() -> Chalice:
    """Return the application as it is deployed."""
    from app import app

    return app


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers, and the body as JSON (None where it is empty)."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def code(self) -> str:
        """The stable code of a refusal."""
        return str(self.body["code"])

    @property
    def fields(self) -> dict[str, str]:
        """The codes of a refusal's bad fields."""
        return {fault["field"]: fault["code"] for fault in self.body["fields"]}


class Client:
    """Calls the application with API Gateway proxy events; `token` signs every call of a `signed` one."""

    def __init__(self, app: Chalice, token: str = "", address: str = "198.51.100.7") -> None:
        self._app = app
        self._routes = RouteTable(app.routes)
        self.token = token
        self.address = address

    def signed(self, token: str) -> "Client":
        """Return a client of the same application that calls with this token."""
        return Client(self._app, token, self.address)

    def get(self, path: str, **query: object) -> Answer:
        """GET with these query parameters."""
        return self.call("GET", path, query={key: str(value) for key, value in query.items()})

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        """POST a JSON body."""
        return self.call("POST", path, body, headers=headers)

    def put(self, path: str, body: Any) -> Answer:
        """PUT a JSON body."""
        return self.call("PUT", path, body)

    def delete(self, path: str) -> Answer:
        """DELETE."""
        return self.call("DELETE", path)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one event through the application's handler; header names may have _ for -.

        A body of bytes is sent as it is, any other as JSON.
        """
        event = self._event(method, path, body, query or {}, headers or {})
        answer = self._app(event, Context("waystation-test"))
        text = answer["body"]
        is_json = "json" in answer["headers"].get("Content-Type", "")
        return Answer(
            answer["statusCode"], answer["headers"], json.loads(text) if text and is_json else text or None
        )

    def _event(
        self, method: str, path: str, body: Any, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> dict[str, Any]:
        match = self._routes.match(path)
        assert match, f"nothing is served at {path}"
        sent = {"accept-language": "en", "content-type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["authorization"] = f"Bearer {self.token}"
        return {
            "resource": match.resource,
            "path": path,
            "httpMethod": method,
            "headers": sent,
            "multiValueHeaders": {name: [value] for name, value in sent.items()},
            "queryStringParameters": dict(query) or None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
            "pathParameters": match.parameters or None,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": match.resource,
                "httpMethod": method,
                "requestId": str(uuid.uuid4()),
                "identity": {"sourceIp": self.address},
                "path": path,
                "stage": "test",
            },
            "body": None if body is None else _encoded(body),
            "isBase64Encoded": isinstance(body, bytes),
        }


def decoded(content: str) -> bytes:
    """Return the bytes that an answer holds."""
    return base64.b64decode(content)


def _encoded(body: Any) -> str:
    return base64.b64encode(body).decode() if isinstance(body, bytes) else json.dumps(body)


_numbers = itertools.count(10_000_000)


def document(**changes: object) -> dict[str, Any]:
    """Return the document of a Hong Kong resident whom nobody had before."""
    fresh = {"nationality": "HK", "document_type": "HOME_RETURN_PERMIT", "number": f"H{next(_numbers)}"}
    return {**fresh, **changes}


def mobile(number: str = "", region: str = "CN") -> dict[str, str]:
    """Return a mainland mobile number that nobody had before."""
    return {"region": region, "number": number or f"138{next(_numbers)}"}


def captcha(client: Client) -> dict[str, str]:
    """Return a captcha with the answer that an operator with the keys could read."""
    identifier = client.post("/v1/captchas").body["id"]
    item = Captcha.get(*store.captcha_key(identifier))
    return {"id": identifier, "answer": privacy.unseal(item.answer, item.owner, str)}


def registration(client: Client, **changes: object) -> dict[str, Any]:
    """Return a filled-in registration."""
    form = {
        **document(),
        "password": PASSWORD,
        "confirmation": PASSWORD,
        "captcha": captcha(client),
        "consent": True,
    }
    return {**form, **changes}


def resident(client: Client, **changes: object) -> Client:
    """Return a client signed in to a newly registered account."""
    answer = client.post("/v1/accounts", registration(client, **changes))
    assert answer.status == 201, answer.body
    return client.signed(answer.body["token"])


def sign_in(client: Client, known: Mapping[str, Any], password: str = PASSWORD, **more: object) -> Answer:
    """Sign in with a document and password."""
    form = {"document_type": known["document_type"], "number": known["number"], "password": password}
    return client.post("/v1/sessions", {**form, "captcha": captcha(client), **more})


def profile(**changes: object) -> dict[str, Any]:
    """Return a profile that the automatic review approves."""
    form = {
        "name": "张三",
        "sex": "MALE",
        "born": "1978-05-01",
        "document_validity": {"since": "2019-01-01", "until": "2029-01-01"},
        "departure": "香港",
        "destination": "futian",
        "consent": True,
        "mainland_mobile": "13812341234",
    }
    return {**form, **changes}


def cohabitant(**changes: object) -> dict[str, Any]:
    """Return a child as cohabitant, whom the automatic review approves."""
    form = {
        **document(),
        "name": "张小三",
        "sex": "FEMALE",
        "born": "2015-05-01",
        "document_validity": {"since": "2019-01-01", "until": "2029-01-01"},
        "relation": "CHILD",
        "ground": "MINOR",
    }
    return {**form, **changes}


def administrator(client: Client) -> Client:
    """Return a client signed in as the city's administrator, who is made the first time."""
    username = "administrator"
    admin.bootstrap(username, PASSWORD, clock.now(), settled=True)
    answer = client.post("/v1/staff/sessions", {"username": username, "password": PASSWORD})
    return client.signed(answer.body["token"])


def staff(root: Client, *permissions: str, region: str = "city", phone: str = "") -> Client:
    """Return a client signed in as a member of staff with these permissions in a region."""
    names = {"zh-Hans": "审核员"}
    role = root.post("/v1/staff/roles", {"names": names, "permissions": list(permissions)}).body["id"]
    username = f"staff-{secrets.token_hex(4)}"
    user = {"username": username, "region": region, "roles": [role], "phone": phone}
    made = root.post("/v1/staff/users", user).body
    signed_in = root.post("/v1/staff/sessions", {"username": username, "password": made["password"]}).body
    change = {"current": made["password"], "new": PASSWORD}
    settled = root.signed(signed_in["token"]).put("/v1/staff/me/password", change)
    assert settled.status == 200, settled.body
    return root.signed(settled.body["token"])


def districts(root: Client, *identifiers: str) -> None:
    """Create districts of the city."""
    for identifier in identifiers:
        region = {"id": identifier, "parent": "city", "names": {"zh-Hans": identifier}}
        answer = root.post("/v1/staff/regions", region)
        assert answer.status == 201, answer.body


def letters(template: str) -> list[Letter]:
    """Return the messages of a template that wait to be sent, the oldest first."""
    found = [message for message in Message.scan() if getattr(message, "template", None) == template]
    return [outbox.open_letter(message) for message in sorted(found, key=lambda each: str(each.moment))]


def recorded(root: Client, subject: str) -> list[dict[str, Any]]:
    """Return what the audit log says about a subject, the newest first."""
    answer = root.get("/v1/staff/audit", subject=subject)
    assert answer.status == 200, answer.body
    return list(answer.body["items"])
