"""HTTP answers of the emulator itself."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (a name may occur twice) and body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""


def refusal(status: HTTPStatus, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return a refusal that the application never saw, in the plainest form of RFC 9457."""
    content = {"type": "about:blank", "status": status, "title": status.phrase}
    body = json.dumps(content).encode()
    return Answer(status, [("Content-Type", "application/problem+json"), *headers], body)


def as_json(content: Any, status: int = HTTPStatus.OK) -> Answer:
    """Return content as JSON, with characters outside ASCII as they are."""
    body = json.dumps(content, ensure_ascii=False).encode()
    return Answer(status, [("Content-Type", "application/json")], body)


def as_page(html: str) -> Answer:
    """Return a page that browsers don't keep and that may load nothing from elsewhere."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", policy),
    ]
    return Answer(HTTPStatus.OK, headers, html.encode())


def see(address: str) -> Answer:
    """Send the browser to another page after a form."""
    return Answer(HTTPStatus.SEE_OTHER, [("Location", address)])
