"""Which resource a path belongs to, as API Gateway decides it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """A resource such as `/v1/periods/{period}` and the values of its parameters."""

    resource: str
    parameters: dict[str, str]


class RouteTable:
    """Path templates, prepared once; where several fit, a fixed segment goes before a parameter."""

    def __init__(self, templates: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
        for template in sorted(templates, key=_parameters_last):
            segments = _segments(template)
            self._by_length[len(segments)].append((template, segments))

    def match(self, path: str) -> Match | None:
        """Return the resource of a decoded path, or None; a slash at its end does not count."""
        found = _segments(path)
        for template, expected in self._by_length.get(len(found), ()):
            parameters = _fit(expected, found)
            if parameters is not None:
                return Match(template, parameters)
        return None


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/")


def _is_parameter(segment: str) -> bool:
    return segment.startswith("{")


def _parameters_last(template: str) -> list[bool]:
    return [_is_parameter(segment) for segment in _segments(template)]


def _fit(expected: list[str], found: list[str]) -> dict[str, str] | None:
    parameters = {}
    for pattern, segment in zip(expected, found, strict=True):
        if _is_parameter(pattern) and segment:
            parameters[pattern.strip("{}")] = segment
        elif pattern != segment:
            return None
    return parameters
