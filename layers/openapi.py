"""OpenAPI 3.1 from the endpoint declarations: the contract is what the code checks, never written twice."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from layers.call import Declaration, Raw
from layers.principals import Kind, Scope

_REFERENCE = "#/components/schemas/{name}"
_SCHEMES = {Kind.RESIDENT: "resident", Kind.STAFF: "staff"}


def document(declarations: Iterable[Declaration], server: str, version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of these endpoints, deterministic for the same input."""
    ordered = sorted(declarations, key=lambda each: (each.path, each.method))
    paths: dict[str, Any] = {}
    for declaration in ordered:
        paths.setdefault(declaration.path, {})[declaration.method.lower()] = _operation(declaration)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Waystation 健康驿站", "version": version, "license": {"name": "MIT"}},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {**_schemas(ordered), "Problem": _PROBLEM},
            "securitySchemes": _SECURITY,
        },
    }


def _operation(declaration: Declaration) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": declaration.name,
        "tags": [declaration.tag],
        "summary": declaration.summary.split("\n")[0],
        "description": declaration.summary,
        "parameters": [
            *_path_parameters(declaration),
            *_query_parameters(declaration),
            *_headers(declaration),
        ],
        "responses": _responses(declaration),
    }
    if declaration.body:
        operation["requestBody"] = {"required": True, "content": _content(declaration.body)}
    if scheme := _SCHEMES.get(declaration.access.kind):
        operation["security"] = [{scheme: []}]
    if declaration.access.permission:
        operation["x-permission"] = declaration.access.permission
    if declaration.access.kind is Kind.STAFF:
        operation["x-scope"] = Scope(declaration.access.scope).value
    if rate := declaration.rate:
        operation["x-rate-limit"] = {"limit": rate.limit, "seconds": rate.seconds, "by": rate.by}
    return operation


def _path_parameters(declaration: Declaration) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", declaration.path)
    if missing := set(names) ^ set(declaration.params):
        raise TypeError(f"{declaration.name}: path and params differ in {sorted(missing)}")
    return [
        {"name": name, "in": "path", "required": True, "schema": _schema(declaration.params[name])}
        for name in names
    ]


def _query_parameters(declaration: Declaration) -> list[dict[str, Any]]:
    if declaration.query is None:
        return []
    return [
        {
            "name": each.encode_name,
            "in": "query",
            "required": each.required,
            "schema": _schema(each.type),
        }
        for each in msgspec.structs.fields(declaration.query)
    ]


def _headers(declaration: Declaration) -> list[dict[str, Any]]:
    languages = {"name": "Accept-Language", "in": "header", "schema": {"type": "string"}}
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "schema": {"type": "string", "maxLength": 200},
    }
    return [languages, key] if declaration.idempotent else [languages]


def _responses(declaration: Declaration) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done."}
    if declaration.returns is Raw:
        good["content"] = {"*/*": {"schema": {"type": "string"}}}
    elif declaration.returns is not None:
        good["content"] = _content(declaration.returns)
    problem = {
        "description": "A problem document; `code` says which.",
        "content": {"application/problem+json": {"schema": {"$ref": _REFERENCE.format(name="Problem")}}},
    }
    return {str(declaration.status): good, "default": problem}


def _content(kind: Any) -> dict[str, Any]:
    return {"application/json": {"schema": _schema(kind)}}


def _schema(kind: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REFERENCE)
    return schema


def _schemas(declarations: Iterable[Declaration]) -> dict[str, Any]:
    kinds = [
        kind
        for each in declarations
        for kind in (each.body, each.returns, each.query, *each.params.values())
        if kind not in (None, Raw)
    ]
    _, components = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    return dict(sorted(components.items()))


_PROBLEM = {
    "type": "object",
    "required": ["type", "status", "code", "title", "detail", "correlation_id"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "correlation_id": {"type": "string"},
        "details": {"type": "object"},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_SECURITY = {
    name: {"type": "http", "scheme": "bearer", "description": f"Session token of {who}."}
    for name, who in (("resident", "a resident"), ("staff", "a member of staff"))
}
