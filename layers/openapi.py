"""OpenAPI 3.1 from the endpoint declarations: the contract is what the code checks, never written twice."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from layers.call import Declaration, Raw
from layers.principals import Kind, Scope

_REFERENCE = "#/components/schemas/{name}"
_SCHEMES = {Kind.RESIDENT: "resident", Kind.STAFF: "staff"}


class Schemas:
    """The schemas a document asks for, made together, so that two types of one name are told apart."""

    def __init__(self) -> None:
        self._asked: list[tuple[Any, dict[str, Any]]] = []

    def of(self, kind: Any) -> dict[str, Any]:
        """Return a type's schema, empty until `make`."""
        place: dict[str, Any] = {}
        self._asked.append((kind, place))
        return place

    def make(self) -> dict[str, Any]:
        """Fill in what was asked for; returns the named schemas that it refers to."""
        kinds = [kind for kind, _ in self._asked]
        made, named = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
        for (_, place), schema in zip(self._asked, made, strict=True):
            place.update(schema)
        return dict(sorted(named.items()))


def document(declarations: Iterable[Declaration], server: str, version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of these endpoints, deterministic for the same input."""
    ordered = sorted(declarations, key=lambda each: (each.path, each.method))
    paths: dict[str, Any] = {}
    schemas = Schemas()
    for declaration in ordered:
        operation = _operation(declaration, schemas)
        paths.setdefault(declaration.path, {})[declaration.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Waystation 健康驿站", "version": version, "license": {"name": "MIT"}},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.make(), "Problem": _PROBLEM},
            "securitySchemes": _SECURITY,
        },
    }


def _operation(declaration: Declaration, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": declaration.name,
        "tags": [declaration.tag],
        "summary": declaration.summary.split("\n")[0],
        "description": declaration.summary,
        "parameters": [
            *_path_parameters(declaration, schemas),
            *_query_parameters(declaration, schemas),
            *_headers(declaration),
        ],
        "responses": _responses(declaration, schemas),
    }
    if declaration.body:
        operation["requestBody"] = {"required": True, "content": _content(declaration.body, schemas)}
    if scheme := _SCHEMES.get(declaration.access.kind):
        operation["security"] = [{scheme: []}]
    if declaration.access.permission:
        operation["x-permission"] = declaration.access.permission
    if declaration.access.kind is Kind.STAFF:
        operation["x-scope"] = Scope(declaration.access.scope).value
    if rate := declaration.rate:
        operation["x-rate-limit"] = {"limit": rate.limit, "seconds": rate.seconds, "by": rate.by}
    return operation


def _path_parameters(declaration: Declaration, schemas: Schemas) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", declaration.path)
    if missing := set(names) ^ set(declaration.params):
        raise TypeError(f"{declaration.name}: path and params differ in {sorted(missing)}")
    return [
        {"name": name, "in": "path", "required": True, "schema": schemas.of(declaration.params[name])}
        for name in names
    ]


def _query_parameters(declaration: Declaration, schemas: Schemas) -> list[dict[str, Any]]:
    if declaration.query is None:
        return []
    return [
        {
            "name": each.encode_name,
            "in": "query",
            "required": each.required,
            "schema": schemas.of(each.type),
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


def _responses(declaration: Declaration, schemas: Schemas) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done."}
    if declaration.returns is Raw:
        good["content"] = {"*/*": {"schema": {"type": "string"}}}
    elif declaration.returns is not None:
        good["content"] = _content(declaration.returns, schemas)
    problem = {
        "description": "A problem document; `code` says which.",
        "content": {"application/problem+json": {"schema": {"$ref": _REFERENCE.format(name="Problem")}}},
    }
    return {str(declaration.status): good, "default": problem}


def _content(kind: Any, schemas: Schemas) -> dict[str, Any]:
    return {"application/json": {"schema": schemas.of(kind)}}


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
