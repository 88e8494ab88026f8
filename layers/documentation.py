"""The contract to read: OpenAPI as JSON, the same as a page, and every error code with its sentence."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

import msgspec
from chalice.app import Blueprint

from layers import i18n, openapi, problems
from layers.call import DECLARATIONS, Call, Raw
from layers.endpoint import declare
from layers.errors import CODES
from layers.i18n import Language
from layers.principals import PUBLIC
from layers.settings import settings

VERSION = "0.1.0"

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "documentation")

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; text-transform: capitalize; }
article { margin: 1.25rem 0; }
code, b { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid; padding: .4rem .6rem; text-align: start; vertical-align: top; }
"""
_POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@endpoint("GET", "/openapi.json", access=PUBLIC, returns=Raw, cache=300)
def show_openapi(call: Call[None, None]) -> Raw:  # noqa: ARG001  a route takes its call
    """Show the contract of every endpoint as OpenAPI 3.1."""
    return Raw(_openapi_text(), "application/json")


@endpoint("GET", "/docs", access=PUBLIC, returns=Raw)
def show_documentation(call: Call[None, None]) -> Raw:  # noqa: ARG001  a route takes its call
    """Show the contract as a page."""
    return _page("Waystation API", _operations(_document()))


@endpoint("GET", "/docs/errors", access=PUBLIC, returns=Raw)
def show_errors(call: Call[None, None]) -> Raw:
    """Show every error code, its status and what people read."""
    return _page("Error codes", _errors(call.language))


def _document() -> dict[str, Any]:
    return openapi.document(DECLARATIONS, settings().public_address, VERSION)


@cache
def _openapi_text() -> str:
    return msgspec.json.encode(_document()).decode()


def _page(title: str, parts: Iterable[str]) -> Raw:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style><h1>{title}</h1>"
        '<p><a href="/docs">Endpoints</a> · <a href="/docs/errors">Error codes</a> · '
        f'<a href="/openapi.json">OpenAPI</a></p>{"".join(parts)}</html>'
    )
    return Raw(text, "text/html; charset=utf-8", {"Content-Security-Policy": _POLICY.format(digest)})


def _operations(document: dict[str, Any]) -> Iterable[str]:
    by_tag: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    for tag, operations in sorted(by_tag.items()):
        yield f"<h2>{escape(tag)}</h2>"
        yield from operations


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    who = next(iter(operation.get("security", [{"anybody": []}])[0]))
    permission = operation.get("x-permission", "")
    needs = f"{who}, <code>{escape(permission)}</code>" if permission else who
    return (
        f'<article id="{operation["operationId"]}"><p><b>{method.upper()} {escape(path)}</b></p>'
        f"<p>{escape(operation['description'])}</p><p>For: {needs}</p></article>"
    )


def _errors(language: Language) -> Iterable[str]:
    yield "<table><tr><th>Code<th>Status<th>Reason<th>Sentence</tr>"
    for code, error in sorted(CODES.items()):
        reason = escape((error.__doc__ or "").strip())
        sentence = escape(i18n.name(i18n.sentences()[code], language))
        status = problems.status_of(error)
        yield f'<tr id="{code}"><td><code>{code}</code><td>{status}<td>{reason}<td>{sentence}</tr>'
    yield "</table>"
