"""The fields of a request's type, and ways to fill them in wrongly."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec.inspect as types

Path = tuple[str | int, ...]
"""How to get to a value in a JSON document."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field that is no object itself: where it is, in which struct, of which type, and its value."""

    path: Path
    struct: str
    type: types.Type
    value: Any

    @property
    def name(self) -> str:
        """The struct and the field, such as `Registration.number`."""
        names = [part for part in self.path if isinstance(part, str)]
        return f"{self.struct}.{names[-1]}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A document with one thing wrong in it, at a path."""

    comment: str
    path: Path
    document: Any


def leaves(kind: Any, document: Any) -> Iterator[Leaf]:
    """Yield the leaves that a document of a type has."""
    yield from _leaves(types.type_info(kind), document, (), "")


def broken(kind: Any, document: Any) -> Iterator[Broken]:
    """Yield the document with each of its fields missing, of a wrong type, out of bounds, or one too many."""
    info = types.type_info(kind)
    for path, struct in _structs(info, document, ()):
        yield Broken("unknown field", (*path, "surplus"), _with(document, (*path, "surplus"), 1))
        yield Broken("no object", path, _with(document, path, "text"))
        for field in struct.fields:
            if field.required:
                at = (*path, field.encode_name)
                yield Broken("missing", at, _without(document, at))
    for leaf in _leaves(info, document, (), ""):
        for comment, value in wrong(leaf.type):
            yield Broken(comment, leaf.path, _with(document, leaf.path, value))


def broken_query(kind: Any, query: dict[str, str]) -> Iterator[Broken]:
    """Yield the query with each of its parameters out of bounds or no value at all, and one too many."""
    yield Broken("unknown field", ("surplus",), {**query, "surplus": "1"})
    for leaf in leaves(kind, query):
        name = str(leaf.path[0])
        for comment, value in wrong(leaf.type):
            is_text = isinstance(leaf.type, types.StrType) and isinstance(value, int)
            if not (isinstance(value, dict) or is_text):
                yield Broken(comment, leaf.path, {**query, name: str(value)})


def texts(kind: Any) -> Iterator[types.StrType]:
    """Yield every text in a type, wherever it stands."""
    yield from _texts(types.type_info(kind))


def wrong(kind: types.Type) -> Iterator[tuple[str, Any]]:
    """Yield values that a leaf's type refuses, each with what is wrong with it."""
    plain = _plain(kind)
    if not isinstance(plain, types.AnyType):
        yield "an object", {"a": 1}
    yield from _WRONG.get(type(plain), _nothing)(plain)


def _of_text(kind: Any) -> Iterator[tuple[str, Any]]:
    yield "a number", 5
    if kind.max_length is not None:
        yield "too long", "x" * (kind.max_length + 1)
    if kind.min_length:
        yield "empty", ""
    if kind.pattern:
        yield "not the format", "*" + " " * max(1, kind.min_length or 0)


def _of_number(kind: Any) -> Iterator[tuple[str, Any]]:
    yield "a text", "five"
    yield "a fraction", 1.5
    yield "far too large", 10**400
    if kind.ge is not None:
        yield "too small", kind.ge - 1
    if kind.le is not None:
        yield "too large", kind.le + 1


def _of_truth(_: Any) -> Iterator[tuple[str, Any]]:
    yield "a text", "yes"


def _of_date(_: Any) -> Iterator[tuple[str, Any]]:
    yield "no day of the calendar", "2022-02-30"
    yield "no date", "tomorrow"
    yield "a number", 20220713


def _of_instant(_: Any) -> Iterator[tuple[str, Any]]:
    yield "no instant of the day", "2022-07-13T25:00:00Z"
    yield "no instant", "in the evening"
    yield "no zone", "2022-07-13T12:00:00"


def _of_choice(_: Any) -> Iterator[tuple[str, Any]]:
    yield "not a choice", "NONE_OF_THEM"
    yield "a number", 5


def _nothing(_: Any) -> Iterator[tuple[str, Any]]:
    return iter(())


_SCALARS = (types.StrType, types.IntType, types.BoolType, types.DateType, types.DateTimeType)
"""What can be put in a document even where it was left out."""

_WRONG: dict[type, Callable[[Any], Iterator[tuple[str, Any]]]] = {
    types.StrType: _of_text,
    types.IntType: _of_number,
    types.BoolType: _of_truth,
    types.DateType: _of_date,
    types.DateTimeType: _of_instant,
    types.EnumType: _of_choice,
    types.LiteralType: _of_choice,
}


def _plain(kind: types.Type) -> types.Type:
    """Return a type without its description and without what stands for nothing."""
    if isinstance(kind, types.Metadata):
        return _plain(kind.type)
    if isinstance(kind, types.UnionType):
        meant = [each for each in kind.types if not isinstance(each, types.NoneType | types.CustomType)]
        return _plain(meant[0])
    return kind


def _parts(kind: types.Type, value: Any) -> Iterator[tuple[str | int, types.Type, Any]]:
    plain = _plain(kind)
    if isinstance(plain, types.StructType) and isinstance(value, dict):
        for field in plain.fields:
            if field.encode_name in value or isinstance(_plain(field.type), _SCALARS):
                yield field.encode_name, field.type, value.get(field.encode_name)
    elif isinstance(plain, types.ListType) and isinstance(value, list):
        for place, each in enumerate(value):
            yield place, plain.item_type, each
    elif isinstance(plain, types.DictType) and isinstance(value, dict):
        for key, each in value.items():
            yield key, plain.value_type, each


def _leaves(kind: types.Type, value: Any, path: Path, struct: str) -> Iterator[Leaf]:
    plain = _plain(kind)
    if isinstance(plain, types.StructType):
        struct = plain.cls.__name__
    elif not isinstance(plain, types.ListType | types.DictType):
        yield Leaf(path, struct, plain, value)
    for name, part, inner in _parts(plain, value):
        yield from _leaves(part, inner, (*path, name), struct)


def _texts(kind: types.Type) -> Iterator[types.StrType]:
    plain = _plain(kind)
    if isinstance(plain, types.StrType):
        yield plain
    elif isinstance(plain, types.StructType):
        for field in plain.fields:
            yield from _texts(field.type)
    elif isinstance(plain, types.ListType):
        yield from _texts(plain.item_type)
    elif isinstance(plain, types.DictType):
        yield from _texts(plain.value_type)


def _structs(kind: types.Type, value: Any, path: Path) -> Iterator[tuple[Path, types.StructType]]:
    plain = _plain(kind)
    if isinstance(plain, types.StructType):
        yield path, plain
    for name, part, inner in _parts(plain, value):
        yield from _structs(part, inner, (*path, name))


def _with(document: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(document)
    holder = changed
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    return changed


def _without(document: Any, path: Path) -> Any:
    changed = copy.deepcopy(document)
    holder = changed
    for part in path[:-1]:
        holder = holder[part]
    holder.pop(path[-1], None)
    return changed
