"""Every bad field is reported at once, each with its path and a stable code."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from layers.errors import FieldFault, InvalidInput, InvalidJson
from layers.validation import parse, parse_json


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    street: Annotated[str, Meta(min_length=2, max_length=10)]
    number: Annotated[int, Meta(ge=1, le=999)] = 1


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=5)]
    born: date | None = None
    at: time | None = None
    colour: Colour = Colour.RED
    code: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "ABC"
    agreed: bool = False
    address: Address | None = None
    addresses: Annotated[list[Address], Meta(max_length=2)] = []
    tags: list[Annotated[str, Meta(max_length=3)]] = []
    short: str = msgspec.field(name="kurz", default="")


class Span(msgspec.Struct, frozen=True):
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("reversed")


def _faults(given: object, kind: type = Form, *, strict: bool = True) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        parse(kind, given, strict=strict)
    return [(fault.field, fault.code) for fault in refused.value.faults]


ONE_FAULT = [
    ({}, ("name", "required"), "missing"),
    ({"name": ""}, ("name", "too_short"), "empty"),
    ({"name": "abcdef"}, ("name", "too_long"), "six of five"),
    ({"name": 5}, ("name", "wrong_type"), "a number for a text"),
    ({"name": None}, ("name", "wrong_type"), "null"),
    ({"name": "a", "age": 5}, ("age", "unknown_field"), "unknown"),
    ({"name": "a", "born": "2022-02-30"}, ("born", "bad_format"), "no such day"),
    ({"name": "a", "born": "yesterday"}, ("born", "bad_format"), "not a date"),
    ({"name": "a", "born": 20220713}, ("born", "bad_format"), "a number for a date"),
    ({"name": "a", "at": "25:00:00"}, ("at", "bad_format"), "no such hour"),
    ({"name": "a", "colour": "blue"}, ("colour", "not_a_choice"), "not among the choices"),
    ({"name": "a", "code": "abc"}, ("code", "bad_format"), "the pattern wants capitals"),
    ({"name": "a", "agreed": "yes"}, ("agreed", "wrong_type"), "a text for a switch"),
    ({"name": "a", "address": {"number": 3}}, ("address.street", "required"), "missing inside"),
    (
        {"name": "a", "address": {"street": "ab", "number": 0}},
        ("address.number", "too_small"),
        "below the least",
    ),
    (
        {"name": "a", "address": {"street": "ab", "number": 1000}},
        ("address.number", "too_large"),
        "above the most",
    ),
    ({"name": "a", "address": "here"}, ("address", "wrong_type"), "a text for a struct"),
    (
        {"name": "a", "addresses": [{"street": "ab"}, {"street": "a"}]},
        ("addresses[1].street", "too_short"),
        "inside a list",
    ),
    ({"name": "a", "addresses": [{"street": "ab"}] * 3}, ("addresses", "too_long"), "too many"),
    ({"name": "a", "tags": ["abc", "abcd"]}, ("tags[1]", "too_long"), "a bare value in a list"),
    ({"name": "a", "tags": "abc"}, ("tags", "wrong_type"), "a text for a list"),
    ({"name": "a", "kurz": 1}, ("kurz", "wrong_type"), "named as in JSON"),
    ({"name": "a", "short": "x"}, ("short", "unknown_field"), "not as in Python"),
    ("text", ("", "wrong_type"), "not an object at all"),
]


@pytest.mark.parametrize(("given", "expected", "comment"), ONE_FAULT)
def test_each_kind_of_fault_is_named(given: object, expected: tuple[str, str], comment: str) -> None:
    assert _faults(given) == [expected], comment


def test_all_faults_are_reported_at_once() -> None:
    given = {
        "name": "abcdef",
        "colour": "blue",
        "address": {"street": "a", "number": 0, "city": "x"},
        "addresses": [{}, {"street": 7}],
        "extra": 1,
    }

    found = _faults(given)

    assert sorted(found) == [
        ("address.city", "unknown_field"),
        ("address.number", "too_small"),
        ("address.street", "too_short"),
        ("addresses[0].street", "required"),
        ("addresses[1].street", "wrong_type"),
        ("colour", "not_a_choice"),
        ("extra", "unknown_field"),
        ("name", "too_long"),
    ]


@pytest.mark.parametrize(
    ("given", "expected", "comment"),
    [
        ({"name": "abcdef"}, (("limit", "5"),), "the most characters"),
        ({"name": ""}, (("limit", "1"),), "the least characters"),
        ({"name": 5}, (), "no limit to tell"),
    ],
)
def test_a_fault_carries_the_limit_for_its_sentence(
    given: object, expected: tuple[tuple[str, str], ...], comment: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse(Form, given)

    assert refused.value.faults[0].details == expected, comment


def test_a_struct_that_refuses_the_whole_is_one_fault() -> None:
    assert _faults({"first": 2, "last": 1}, Span) == [("", "inconsistent")]


def test_query_strings_may_give_numbers_and_switches_as_text() -> None:
    given = {"name": "a", "agreed": "true", "born": "2022-07-13"}

    found = parse(Form, given, strict=False)

    assert (found.agreed, found.born) == (True, date(2022, 7, 13))


def test_a_bad_number_in_a_query_string_is_named() -> None:
    assert _faults({"street": "ab", "number": "many"}, Address, strict=False) == [("number", "wrong_type")]


def test_good_json_becomes_the_struct() -> None:
    found = parse_json(Form, '{"name": "张三", "colour": "green", "tags": ["a"]}')

    assert found == Form(name="张三", colour=Colour.GREEN, tags=["a"])


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("", "nothing"),
        ("{", "cut off"),
        ('{"name": "a"} x', "something behind"),
        (b'{"name": "\xff"}', "not UTF-8"),
        ("name=a", "a form"),
        ("[" * 100_000, "nested deeper than anybody means it"),
    ],
)
def test_what_is_not_json_is_said_to_be_so(text: str | bytes, comment: str) -> None:
    with pytest.raises(InvalidJson):
        pytest.fail(f"{comment}: accepted as {parse_json(Form, text)}")


def test_faults_in_json_are_found_like_faults_in_plain_data() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_json(Form, '{"name": "", "tags": [1]}')

    assert refused.value.faults == (
        FieldFault("name", "too_short", (("limit", "1"),)),
        FieldFault("tags[0]", "wrong_type"),
    )
