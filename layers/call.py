"""An endpoint's declaration and one checked call to it: the two things routes, serving and OpenAPI share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from layers.i18n import Language
from layers.principals import Access, Principal, Resident, Staff
from layers.ratelimit import Rate

B = TypeVar("B")
Q = TypeVar("Q")


@dataclass(frozen=True, slots=True)
class Call(Generic[B, Q]):
    """One checked call: what a route function gets and all it needs to know of HTTP."""

    body: B
    query: Q
    path: Mapping[str, str]
    caller: Principal
    language: Language
    address: str
    now: datetime

    @property
    def resident(self) -> Resident:
        """The signed-in resident, on endpoints declared for residents."""
        return cast("Resident", self.caller)

    @property
    def staff(self) -> Staff:
        """The signed-in member of staff, on endpoints declared for staff."""
        return cast("Staff", self.caller)


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is ready text: a page, or a document kept as it is published."""

    text: str
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Everything said of an endpoint.

    `body`, `query` and `returns` are msgspec structs (None: nothing), `params` the types of the path's
    parameters, `cache` the seconds for which anybody may keep the answer (0: nobody may).
    """

    name: str
    tag: str
    method: str
    path: str
    summary: str
    handle: Callable[[Call[Any, Any]], Any]
    access: Access
    body: Any = None
    query: Any = None
    params: Mapping[str, Any] = field(default_factory=dict)
    returns: Any = None
    success: int = 200
    rate: Rate | None = None
    cache: int = 0
    idempotent: bool = False

    @property
    def status(self) -> int:
        """The status of a good answer: `success`, or 204 where there is nothing to return."""
        return 204 if self.returns is None else self.success


DECLARATIONS: list[Declaration] = []
"""Every declared endpoint, in order of import; OpenAPI, docs and the permission tests are made from it."""
