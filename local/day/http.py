"""Calling the suite over HTTP as residents and staff do, each from an address of their own."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from functions.auth import store
from functions.auth.documents import Document
from functions.auth.tables import Captcha
from layers import privacy
from layers.i18n import Language
from local import demo

_PATIENCE = 120.0
_PAGE = 100


class Refused(Exception):
    """The suite answered with a problem document."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status


class Caller:
    """Somebody at the gateway, signed in once they have a token; close by leaving its block."""

    def __init__(
        self,
        port: int,
        address: str = "127.0.0.1",
        language: Language = Language.ZH_HANS,
        token: str = "",
    ) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE, source_address=(address, 0))
        self._language = language
        self.token = token

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> Any:
        """Return the answer's JSON, None where there is none; raises Refused. `key` makes it idempotent."""
        headers = {"Content-Type": "application/json", "Accept-Language": self._language}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        text = json.dumps(body) if body is not None else None
        self._connection.request(method, path, text, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise Refused(answer.status, json.loads(content).get("code", ""))
        return json.loads(content) if content else None

    def items(self, path: str, **query: str) -> Iterator[Any]:
        """Yield a list's entries, page after page."""
        cursor: dict[str, str] = {}
        while True:
            page = self.ask("GET", f"{path}?{urlencode({**query, **cursor, 'limit': _PAGE})}")
            yield from page["items"]
            if not page["next"]:
                return
            cursor = {"cursor": page["next"]}

    def solved(self) -> dict[str, str]:
        """Return the answer to a new captcha."""
        identifier = self.ask("POST", "/v1/captchas")["id"]
        return {"id": identifier, "answer": captcha_answer(identifier)}

    def sign_in(self, document: Document) -> Self:
        """Sign a resident in; their password is the demonstration's."""
        form = {"document_type": document.type, "number": document.number, "password": demo.PASSWORD}
        self.token = self.ask("POST", "/v1/sessions", {**form, "captcha": self.solved()})["token"]
        return self

    def sign_in_staff(self, username: str) -> Self:
        """Sign a member of the demonstration's staff in."""
        form = {"username": username, "password": demo.PASSWORD}
        self.token = self.ask("POST", "/v1/staff/sessions", form)["token"]
        return self


def captcha_answer(identifier: str) -> str:
    """Return what a captcha shows, read with the key, as an operator of the suite could."""
    item = Captcha.get(*store.captcha_key(identifier), consistent_read=True)
    return privacy.unseal(item.answer, item.owner, str)
