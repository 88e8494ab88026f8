"""What an example is, and how it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from layers.call import Declaration
from layers.principals import Kind
from tests.factories import Answer, Client
from tests.world import Inhabitant, Officer, World


@dataclass(frozen=True, slots=True)
class Example:
    """A request: values for the path, query, body; by whom where that matters."""

    params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    by: Inhabitant | Officer | None = None


Examples = Mapping[str, Callable[[World], Example]]


def request(declaration: Declaration, example: Example, client: Client, **headers: str) -> Answer:
    """Send an example as this client, and return the answer."""
    return client.call(
        declaration.method,
        path(declaration, example),
        example.body,
        example.query,
        headers,
    )


def path(declaration: Declaration, example: Example) -> str:
    """Return the path with its values."""
    return declaration.path.format_map(example.params)


def sender(declaration: Declaration, example: Example, world: World) -> Inhabitant | Officer:
    """Return who sends the example: whom it names, else a resident or the administrator."""
    if example.by:
        return example.by
    return world.li if declaration.access.kind is Kind.RESIDENT else world.root
