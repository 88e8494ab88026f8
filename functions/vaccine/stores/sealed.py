"""Objects that nobody reads without the keys: each is sealed, bound to its place."""

from typing import Any

from layers import objects, privacy

_SEALED = "application/octet-stream"


def write(place: str, content: Any) -> None:
    """Keep something at a place; writing it again replaces it."""
    objects.write(place, privacy.seal(content, place), _SEALED)


def find(place: str, as_type: Any) -> Any:
    """Return what is kept at a place, None where there is nothing."""
    sealed = objects.read(place)
    return None if sealed is None else privacy.unseal(sealed, place, as_type)
