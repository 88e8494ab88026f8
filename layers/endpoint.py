"""The decorator every HTTP endpoint carries: what it declares is said once, and nowhere else.

From a declaration come the Chalice route, the checks in `layers.serving`, and OpenAPI.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from chalice.app import Blueprint, Response

from layers import serving
from layers.call import DECLARATIONS, Call, Declaration
from layers.principals import Access

Handler = TypeVar("Handler", bound=Callable[[Call[Any, Any]], Any])


def declare(blueprint: Blueprint, tag: str) -> Callable[..., Callable[[Handler], Handler]]:
    """Return the decorator that registers routes on `blueprint` under an OpenAPI tag.

    `@endpoint(method, path, access=…, **said)` takes the fields of `Declaration`; name and summary
    are the function's own.
    """

    def endpoint(method: str, path: str, *, access: Access, **said: Any) -> Callable[[Handler], Handler]:
        def register(function: Handler) -> Handler:
            declaration = Declaration(
                name=function.__name__,
                tag=tag,
                method=method,
                path=path,
                summary=(function.__doc__ or "").strip(),
                handle=function,
                access=access,
                **said,
            )
            DECLARATIONS.append(declaration)
            blueprint.route(path, methods=[method], name=function.__name__)(_route(declaration, blueprint))
            return function

        return register

    return endpoint


def _route(declaration: Declaration, blueprint: Blueprint) -> Callable[..., Response]:
    @functools.wraps(declaration.handle)
    def route(**path: str) -> Response:
        return serving.serve(declaration, blueprint.current_request, path)

    return route
