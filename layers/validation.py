"""Input to typed values, with every bad field reported at once.

msgspec decides quickly whether the whole is good. Only where it is not, each field is tried by
itself, so that the answer lists all of them (decision 0003).
"""

import re
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from layers.errors import FieldFault, InvalidInput, InvalidJson

T = TypeVar("T")

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant in a request: one that names its offset from UTC."""

# What msgspec says, and our stable code for it. The first match counts.
_CODES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"missing required field"), "required"),
    (re.compile(r"contains unknown field"), "unknown_field"),
    (re.compile(r"of length >= (?P<limit>\d+)"), "too_short"),
    (re.compile(r"of length <= (?P<limit>\d+)"), "too_long"),
    (re.compile(r"(?:>=|>) (?P<limit>-?[\d.]+)"), "too_small"),
    (re.compile(r"(?:<=|<) (?P<limit>-?[\d.]+)"), "too_large"),
    (re.compile(r"Invalid enum value"), "not_a_choice"),
    (re.compile(r"matching regex"), "bad_format"),
    (re.compile(r"Invalid (?:RFC3339|ISO8601|UUID|date|datetime|time)"), "bad_format"),
    (re.compile(r"Expected `date"), "bad_format"),
)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises on text that is no JSON, or is nested deeper than anybody means it."""

_AT = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_NAMED = re.compile(r"field `(?P<name>[^`]+)`")


def parse_json(as_type: type[T], text: bytes | str) -> T:
    """Return a JSON document as `as_type`; raises InvalidJson, or InvalidInput naming every bad field."""
    try:
        return msgspec.json.decode(text, type=as_type)
    except msgspec.ValidationError:
        return parse(as_type, _loose(text))
    except _UNREADABLE as error:
        raise InvalidJson from error


def parse(as_type: type[T], value: Any, *, strict: bool = True) -> T:
    """Return plain data as `as_type`; raises InvalidInput naming every bad field.

    With `strict` false, numbers, dates and booleans may come as text, as they do in query strings.
    """
    try:
        return msgspec.convert(value, as_type, strict=strict)
    except msgspec.ValidationError as error:
        raise InvalidInput(_faults(as_type, value, strict) or [_fault(str(error), "")]) from error


def _loose(text: bytes | str) -> Any:
    try:
        return msgspec.json.decode(text)
    except _UNREADABLE as error:
        raise InvalidJson from error


def _faults(as_type: Any, value: Any, strict: bool, prefix: str = "") -> list[FieldFault]:
    bare = _bare(as_type)
    if not isinstance(value, dict) or not isinstance(bare, type) or not issubclass(bare, msgspec.Struct):
        return _elements(bare, value, strict, prefix) or _fault_of(as_type, value, strict, prefix)
    fields = {field.encode_name: field for field in msgspec.structs.fields(bare)}
    faults = [FieldFault(prefix + name, "unknown_field") for name in sorted(value.keys() - fields.keys())]
    for name, field in fields.items():
        if name in value:
            faults += _faults(field.type, value[name], strict, f"{prefix}{name}.")
        elif field.required:
            faults.append(FieldFault(prefix + name, "required"))
    if faults or not _fault_of(as_type, value, strict, prefix):
        return faults
    # A struct whose fields are each good may still refuse the whole (its __post_init__).
    return [FieldFault(prefix.rstrip("."), "inconsistent")]


def _bare(as_type: Any) -> Any:
    """Return a type without its bounds and without the None or UNSET that may stand for it."""
    if get_origin(as_type) is Annotated:
        return _bare(get_args(as_type)[0])
    if get_origin(as_type) in (Union, UnionType):
        others = [each for each in get_args(as_type) if each not in (NoneType, msgspec.UnsetType)]
        return _bare(others[0]) if len(others) == 1 else as_type
    return as_type


def _elements(as_type: Any, value: Any, strict: bool, prefix: str) -> list[FieldFault]:
    if get_origin(as_type) not in (list, tuple) or not isinstance(value, list):
        return []
    element = get_args(as_type)[0]
    return [
        fault
        for index, entry in enumerate(value)
        for fault in _faults(element, entry, strict, f"{prefix.rstrip('.')}[{index}].")
    ]


def _fault_of(as_type: Any, value: Any, strict: bool, prefix: str) -> list[FieldFault]:
    try:
        msgspec.convert(value, as_type, strict=strict)
    except msgspec.ValidationError as error:
        return [_fault(str(error), prefix)]
    return []


def _fault(message: str, prefix: str) -> FieldFault:
    at = _AT.search(message)
    inner = at["path"] if at else ""
    path = (prefix.rstrip(".") if inner.startswith("[") else prefix) + inner
    named = _NAMED.search(message)
    if named:
        path = f"{path}.{named['name']}" if path and not path.endswith(".") else path + named["name"]
    for pattern, code in _CODES:
        if match := pattern.search(message):
            return FieldFault(path.strip("."), code, tuple(match.groupdict().items()))
    return FieldFault(path.strip("."), "wrong_type")
