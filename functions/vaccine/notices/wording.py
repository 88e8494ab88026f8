"""The wording of notices: texts with placeholders, such as `{day}`, for what is each person's own. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter


class Placeholder(StrEnum):
    """What a text may leave open; of a person without an appointment, times and sites are dashes."""

    NAME = "name"
    NUMBER = "number"
    VACCINE = "vaccine"
    DOSE = "dose"
    DAY = "day"
    START = "start"
    END = "end"
    SITE = "site"


class Fault(StrEnum):
    """Why a text can't be one: its braces don't match, or what they enclose is no placeholder."""

    BRACES = "bad_braces"
    PLACEHOLDER = "unknown_placeholder"


def fault(text: str) -> Fault | None:
    """Return what is wrong with a text."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return Fault.BRACES
    plain = [name for _, name, spec, conversion in parts if name is not None and not (spec or conversion)]
    named = [name for _, name, _, _ in parts if name is not None]
    return None if plain == named and set(named) <= set(Placeholder) else Fault.PLACEHOLDER


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text without faults, with every placeholder replaced."""
    return text.format_map(values)
